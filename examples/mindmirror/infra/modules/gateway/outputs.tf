output "name" {
  description = "Cloud Run service name"
  value       = terraform_data.gateway.output.name
}

output "url" {
  description = "Address on run.app"
  value       = "https://${terraform_data.gateway.output.name}.run.app"
}
