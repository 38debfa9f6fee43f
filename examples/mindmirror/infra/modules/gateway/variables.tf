variable "service_name" {
  description = "Cloud Run service name"
  type        = string
  default     = "gateway"
}

variable "region" {
  description = "Region of the service"
  type        = string
}

variable "image" {
  description = "Image with tag"
  type        = string
}

variable "database_instance" {
  description = "Cloud SQL instance, shared by all services"
  type        = string
}

variable "upstreams" {
  description = "Names of the services behind the gateway, by route"
  type        = map(string)
}
