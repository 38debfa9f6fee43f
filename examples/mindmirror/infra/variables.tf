variable "project_id" {
  description = "Google Cloud project"
  type        = string
}

variable "region" {
  description = "Region of all services"
  type        = string
  default     = "us-east4"
}

variable "environment" {
  description = "Name of the environment"
  type        = string
}

variable "artifact_registry" {
  description = "Registry that holds the images, shared"
  type        = string
}

variable "image_tag" {
  description = "Tag of all images"
  type        = string
  default     = "2026.11.3"
}

variable "database_instance" {
  description = "Cloud SQL instance, shared"
  type        = string
}

variable "journal_uploads_bucket" {
  description = "Bucket for attachments, shared"
  type        = string
}

variable "agent_service_account" {
  description = "Account that the agent runs as"
  type        = string
}

variable "celery_queue" {
  description = "Queue of the background worker"
  type        = string
}

variable "agent_service_name" {
  description = "Cloud Run service name: AI companion: answers and insights"
  type        = string
  default     = "agent-service"
}

variable "journal_service_name" {
  description = "Cloud Run service name: journal entries and their search"
  type        = string
  default     = "journal-service"
}

variable "habits_service_name" {
  description = "Cloud Run service name: habits and streaks"
  type        = string
  default     = "habits-service"
}

variable "meals_service_name" {
  description = "Cloud Run service name: meals and nutrition"
  type        = string
  default     = "meals-service"
}

variable "movements_service_name" {
  description = "Cloud Run service name: exercises and workouts"
  type        = string
  default     = "movements-service"
}

variable "practices_service_name" {
  description = "Cloud Run service name: guided practices"
  type        = string
  default     = "practices-service"
}

variable "users_service_name" {
  description = "Cloud Run service name: accounts and preferences"
  type        = string
  default     = "users-service"
}

variable "gateway_service_name" {
  description = "Cloud Run service name: GraphQL mesh in front of the services"
  type        = string
  default     = "gateway"
}

variable "celery_worker_name" {
  description = "Cloud Run service name: background tasks"
  type        = string
  default     = "celery-worker"
}
