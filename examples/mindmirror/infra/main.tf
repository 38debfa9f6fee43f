# Nine Cloud Run services. Databases, buckets and the image registry are shared and belong
# to another configuration: they come in as variables.

module "agent_service" {
  source = "./modules/agent_service"

  service_name      = var.agent_service_name
  region            = var.region
  image             = "${var.artifact_registry}/agent-service:${var.image_tag}"
  database_instance = var.database_instance
  service_account   = var.agent_service_account
}

module "journal_service" {
  source = "./modules/journal_service"

  service_name      = var.journal_service_name
  region            = var.region
  image             = "${var.artifact_registry}/journal-service:${var.image_tag}"
  database_instance = var.database_instance
  uploads_bucket    = var.journal_uploads_bucket
}

module "habits_service" {
  source = "./modules/habits_service"

  service_name      = var.habits_service_name
  region            = var.region
  image             = "${var.artifact_registry}/habits-service:${var.image_tag}"
  database_instance = var.database_instance
}

module "meals_service" {
  source = "./modules/meals_service"

  service_name      = var.meals_service_name
  region            = var.region
  image             = "${var.artifact_registry}/meals-service:${var.image_tag}"
  database_instance = var.database_instance
}

module "movements_service" {
  source = "./modules/movements_service"

  service_name      = var.movements_service_name
  region            = var.region
  image             = "${var.artifact_registry}/movements-service:${var.image_tag}"
  database_instance = var.database_instance
}

module "practices_service" {
  source = "./modules/practices_service"

  service_name      = var.practices_service_name
  region            = var.region
  image             = "${var.artifact_registry}/practices-service:${var.image_tag}"
  database_instance = var.database_instance
}

module "users_service" {
  source = "./modules/users_service"

  service_name      = var.users_service_name
  region            = var.region
  image             = "${var.artifact_registry}/users-service:${var.image_tag}"
  database_instance = var.database_instance
}

module "gateway" {
  source = "./modules/gateway"

  service_name      = var.gateway_service_name
  region            = var.region
  image             = "${var.artifact_registry}/gateway:${var.image_tag}"
  database_instance = var.database_instance

  upstreams = {
    agent     = module.agent_service.name
    journal   = module.journal_service.name
    habits    = module.habits_service.name
    meals     = module.meals_service.name
    movements = module.movements_service.name
    practices = module.practices_service.name
    users     = module.users_service.name
  }
}

module "celery_worker" {
  source = "./modules/celery_worker"

  service_name      = var.celery_worker_name
  region            = var.region
  image             = "${var.artifact_registry}/celery-worker:${var.image_tag}"
  database_instance = var.database_instance
  queue             = var.celery_queue
}
