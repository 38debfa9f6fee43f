variable "project_id" {
  description = "Google Cloud project. Ids of projects cannot be changed, so it keeps the product's first name."
  type        = string
  default     = "orderflow-451220"
}

variable "region" {
  description = "Region of the Cloud Run service and job"
  type        = string
  default     = "us-central1"
}

variable "environment" {
  description = "Name of the environment, part of local.name_prefix"
  type        = string
  default     = "prod"
}

variable "service_name" {
  description = "Cloud Run service that serves the site"
  type        = string
  default     = "pult-app"
}

variable "migrate_job_name" {
  description = "Cloud Run job that runs the database migrations"
  type        = string
  default     = "pult-migrate"
}

variable "artifact_repository_id" {
  description = "Artifact Registry repository for the container images"
  type        = string
  default     = "my-repo"
}

variable "image" {
  description = "Image of the service and of the job, with tag or digest"
  type        = string
}

variable "allowed_hosts" {
  description = "Hosts that Django answers to"
  type        = list(string)
  default     = []
}

variable "github_repository" {
  description = "Repository whose workflows may act as the deployer"
  type        = string
  default     = "example-org/orderflow"
}
