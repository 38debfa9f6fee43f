output "name" {
  description = "Cloud Run service name"
  value       = terraform_data.meals_service.output.name
}

output "url" {
  description = "Address on run.app"
  value       = "https://${terraform_data.meals_service.output.name}.run.app"
}
