terraform {
  required_version = ">= 1.7"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 6.0"
    }
  }
}

provider "google" {
  project = var.project_id
  region  = var.region
}

# The product was called OrderFlow until version 2.0; production was built as
# orderflow-app and orderflow-migrate. See docs/migration-checklist.md.
locals {
  name_prefix = "pult-${var.environment}"

  labels = {
    app         = "pult"
    environment = var.environment
    managed_by  = "terraform"
  }

  secrets = {
    django_secret_key = {
      secret_id = "pult-django-secret-key"
      env       = "DJANGO_SECRET_KEY"
    }
    database_url = {
      secret_id = "pult-database-url"
      env       = "DATABASE_URL"
    }
    telegram_bot_token = {
      secret_id = "pult-telegram-bot-token"
      env       = "TELEGRAM_BOT_TOKEN"
    }
  }

  services = [
    "artifactregistry.googleapis.com",
    "iamcredentials.googleapis.com",
    "run.googleapis.com",
    "secretmanager.googleapis.com",
  ]
}

data "google_project" "current" {
  project_id = var.project_id
}

resource "google_project_service" "required" {
  for_each = toset(local.services)

  service            = each.value
  disable_on_destroy = false
}

resource "google_artifact_registry_repository" "docker" {
  location      = var.region
  repository_id = var.artifact_repository_id
  format        = "DOCKER"
  description   = "Container images"
}

resource "google_secret_manager_secret" "app" {
  for_each = local.secrets

  secret_id = each.value.secret_id
  labels    = local.labels

  replication {
    auto {}
  }
}

resource "google_secret_manager_secret_iam_member" "runtime_access" {
  for_each = local.secrets

  secret_id = google_secret_manager_secret.app[each.key].id
  role      = "roles/secretmanager.secretAccessor"
  member    = "serviceAccount:${data.google_project.current.number}-compute@developer.gserviceaccount.com"
}

# Shared by both generations: the account that CI acts as is not renamed,
# because a recreated account does not get its role bindings back.
resource "google_service_account" "terraform_deployer" {
  account_id   = "orderflow-tf-deployer"
  display_name = "Terraform deployer (GitHub Actions)"
}

resource "google_iam_workload_identity_pool" "github_actions" {
  workload_identity_pool_id = "github-actions-pool"
  display_name              = "GitHub Actions"
}

resource "google_iam_workload_identity_pool_provider" "github_actions" {
  workload_identity_pool_id          = google_iam_workload_identity_pool.github_actions.workload_identity_pool_id
  workload_identity_pool_provider_id = "github-actions-provider"
  display_name                       = "GitHub Actions"
  attribute_condition                = "assertion.repository == \"${var.github_repository}\""

  attribute_mapping = {
    "google.subject"       = "assertion.sub"
    "attribute.repository" = "assertion.repository"
  }

  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}

resource "google_service_account_iam_member" "github_actions_deployer" {
  service_account_id = google_service_account.terraform_deployer.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.github_actions.name}/attribute.repository/${var.github_repository}"
}

resource "google_cloud_run_v2_service" "app" {
  name     = var.service_name
  location = var.region
  labels   = merge(local.labels, { stack = local.name_prefix })

  template {
    containers {
      image = var.image

      env {
        name  = "DJANGO_ALLOWED_HOSTS"
        value = join(",", var.allowed_hosts)
      }

      dynamic "env" {
        for_each = local.secrets

        content {
          name = env.value.env

          value_source {
            secret_key_ref {
              secret  = google_secret_manager_secret.app[env.key].secret_id
              version = "latest"
            }
          }
        }
      }

      ports {
        container_port = 8080
      }
    }

    scaling {
      min_instance_count = 0
      max_instance_count = 4
    }
  }

  # The deploy workflow rolls out new images; Terraform owns everything else.
  lifecycle {
    ignore_changes = [template[0].containers[0].image, client, client_version]
  }

  depends_on = [google_secret_manager_secret_iam_member.runtime_access]
}

resource "google_cloud_run_v2_service_iam_member" "public" {
  name     = google_cloud_run_v2_service.app.name
  location = google_cloud_run_v2_service.app.location
  role     = "roles/run.invoker"
  member   = "allUsers"
}

resource "google_cloud_run_v2_job" "migrate" {
  name     = var.migrate_job_name
  location = var.region
  labels   = merge(local.labels, { stack = local.name_prefix })

  template {
    template {
      max_retries = 0

      containers {
        image   = var.image
        command = ["django-admin"]
        args    = ["migrate", "--noinput"]

        dynamic "env" {
          for_each = local.secrets

          content {
            name = env.value.env

            value_source {
              secret_key_ref {
                secret  = google_secret_manager_secret.app[env.key].secret_id
                version = "latest"
              }
            }
          }
        }
      }
    }
  }

  lifecycle {
    ignore_changes = [template[0].template[0].containers[0].image, client, client_version]
  }

  depends_on = [google_secret_manager_secret_iam_member.runtime_access]
}
