# Values of staging. The name ends in .auto.tfvars, so every run in this folder reads it.
project_id  = "mindmirror-staging"
region      = "us-east4"
environment = "staging"

agent_service_name     = "agent-service"
journal_service_name   = "journal-service"
habits_service_name    = "habits-service"
meals_service_name     = "meals-service"
movements_service_name = "movements-service"
practices_service_name = "practices-service"
users_service_name     = "users-service"
gateway_service_name   = "gateway"
celery_worker_name     = "celery-worker"

# Shared by whatever runs in this project
artifact_registry      = "us-east4-docker.pkg.dev/mindmirror-staging/mindmirror"
database_instance      = "mindmirror-staging:us-east4:mindmirror-pg"
journal_uploads_bucket = "mindmirror-journal-service-uploads"
agent_service_account  = "agent-service-sa@mindmirror-staging.iam.gserviceaccount.com"
celery_queue           = "mindmirror"
