variable "service_name" {
  description = "Cloud Run service name"
  type        = string
  default     = "habits-service"
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
