output "service_name" {
  description = "Cloud Run service that is live in this state"
  value       = google_cloud_run_v2_service.app.name
}

output "service_url" {
  description = "Address of the service on run.app"
  value       = google_cloud_run_v2_service.app.uri
}

output "migrate_job_name" {
  description = "Cloud Run job for database migrations"
  value       = google_cloud_run_v2_job.migrate.name
}

output "secret_ids" {
  description = "Secret Manager ids by key of local.secrets"
  value       = { for key, secret in google_secret_manager_secret.app : key => secret.secret_id }
}

output "deployer_email" {
  description = "Service account that the workflows act as"
  value       = google_service_account.terraform_deployer.email
}

output "workload_identity_provider" {
  description = "Full name of the provider for google-github-actions/auth"
  value       = google_iam_workload_identity_pool_provider.github_actions.name
}
