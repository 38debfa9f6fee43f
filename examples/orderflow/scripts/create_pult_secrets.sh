#!/usr/bin/env bash
# Creates the pult-* secrets and copies the latest values of the orderflow-* secrets
# into them. Both generations are named on purpose. No value is printed or kept on disk.
#
#   chmod +x scripts/create_pult_secrets.sh
#   ./scripts/create_pult_secrets.sh [PROJECT_ID]
set -euo pipefail

PROJECT_ID="${1:-orderflow-451220}"

# 1) Django secret key
gcloud secrets create pult-django-secret-key --project="$PROJECT_ID" --replication-policy="automatic" 2>/dev/null || true
gcloud secrets versions access latest --secret=orderflow-django-secret-key --project="$PROJECT_ID" | \
  gcloud secrets versions add pult-django-secret-key --data-file=- --project="$PROJECT_ID"

# 2) Database URL
gcloud secrets create pult-database-url --project="$PROJECT_ID" --replication-policy="automatic" 2>/dev/null || true
gcloud secrets versions access latest --secret=orderflow-database-url --project="$PROJECT_ID" | \
  gcloud secrets versions add pult-database-url --data-file=- --project="$PROJECT_ID"

# 3) Telegram bot token
gcloud secrets create pult-telegram-bot-token --project="$PROJECT_ID" --replication-policy="automatic" 2>/dev/null || true
gcloud secrets versions access latest --secret=orderflow-telegram-bot-token --project="$PROJECT_ID" | \
  gcloud secrets versions add pult-telegram-bot-token --data-file=- --project="$PROJECT_ID"

echo "Check: https://console.cloud.google.com/security/secret-manager?project=${PROJECT_ID}"
