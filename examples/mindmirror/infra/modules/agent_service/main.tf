# AI companion: answers and insights.
#
# Stand-in: terraform_data takes the place of google_cloud_run_service, so that this
# example can be planned and applied with no provider and no cloud.
locals {
  cloud_run = {
    name     = "agent-service"
    location = var.region
    image    = var.image
    database = var.database_instance
    account  = var.service_account

    annotations = { "mindmirror/applied" = "by-hand" }
  }
}

resource "terraform_data" "agent_service" {
  input = local.cloud_run

  # Cloud Run cannot rename a service: another name or region is another service.
  triggers_replace = [local.cloud_run.name, local.cloud_run.location]
}
