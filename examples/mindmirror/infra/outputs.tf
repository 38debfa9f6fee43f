output "services" {
  description = "Name and address of every service in this state"
  value = {
    agent_service     = { name = module.agent_service.name, url = module.agent_service.url }
    journal_service   = { name = module.journal_service.name, url = module.journal_service.url }
    habits_service    = { name = module.habits_service.name, url = module.habits_service.url }
    meals_service     = { name = module.meals_service.name, url = module.meals_service.url }
    movements_service = { name = module.movements_service.name, url = module.movements_service.url }
    practices_service = { name = module.practices_service.name, url = module.practices_service.url }
    users_service     = { name = module.users_service.name, url = module.users_service.url }
    gateway           = { name = module.gateway.name, url = module.gateway.url }
    celery_worker     = { name = module.celery_worker.name, url = module.celery_worker.url }
  }
}

output "environment" {
  description = "Project and environment of this state"
  value       = "${var.project_id}/${var.environment}"
}
