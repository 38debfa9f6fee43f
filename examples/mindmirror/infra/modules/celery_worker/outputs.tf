output "name" {
  description = "Cloud Run service name"
  value       = terraform_data.celery_worker.output.name
}

output "url" {
  description = "Address on run.app"
  value       = "https://${terraform_data.celery_worker.output.name}.run.app"
}
