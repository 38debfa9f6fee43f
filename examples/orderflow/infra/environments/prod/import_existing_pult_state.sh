#!/usr/bin/env bash
# Brings what already exists in Google Cloud into the state pult/prod, so that the
# first apply there does not answer 409. Safe to repeat: what is in the state is skipped.
#
#   chmod +x infra/environments/prod/import_existing_pult_state.sh
#   ./infra/environments/prod/import_existing_pult_state.sh [PROJECT_ID]
set -euo pipefail

PROJECT_ID="${1:-orderflow-451220}"
REGION="us-central1"
STATE_PREFIX="pult/prod"

cd "$(dirname "$0")"
terraform init -reconfigure -input=false -backend-config="prefix=${STATE_PREFIX}"

import_once() {
  local address="$1" id="$2"
  if terraform state list 2>/dev/null | grep -Fxq "$address"; then
    echo "in state already: $address"
    return 0
  fi
  terraform import -input=false "$address" "$id"
}

import_once 'google_artifact_registry_repository.docker' "projects/${PROJECT_ID}/locations/${REGION}/repositories/my-repo"
import_once 'google_secret_manager_secret.app["django_secret_key"]' "projects/${PROJECT_ID}/secrets/pult-django-secret-key"
import_once 'google_secret_manager_secret.app["database_url"]' "projects/${PROJECT_ID}/secrets/pult-database-url"
import_once 'google_secret_manager_secret.app["telegram_bot_token"]' "projects/${PROJECT_ID}/secrets/pult-telegram-bot-token"
import_once 'google_service_account.terraform_deployer' "projects/${PROJECT_ID}/serviceAccounts/orderflow-tf-deployer@${PROJECT_ID}.iam.gserviceaccount.com"
import_once 'google_iam_workload_identity_pool.github_actions' "projects/${PROJECT_ID}/locations/global/workloadIdentityPools/github-actions-pool"
import_once 'google_iam_workload_identity_pool_provider.github_actions' "projects/${PROJECT_ID}/locations/global/workloadIdentityPools/github-actions-pool/providers/github-actions-provider"

echo "Imported into ${STATE_PREFIX}. Next: terraform plan, then terraform apply."
