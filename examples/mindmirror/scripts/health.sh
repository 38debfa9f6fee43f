#!/usr/bin/env bash
# Asks every service of one stack for /health.
#   scripts/health.sh          the stack that was applied by hand
#   scripts/health.sh -auto    the automated stack
set -euo pipefail

SUFFIX="${1:-}"
PROJECT="${PROJECT:-mindmirror-staging}"
REGION="${REGION:-us-east4}"
failed=0

for BASE in agent-service journal-service habits-service meals-service movements-service practices-service users-service gateway celery-worker; do
  SERVICE="${BASE}${SUFFIX}"
  URL=$(gcloud run services describe "$SERVICE" --project="$PROJECT" --region="$REGION" --format='value(status.url)')
  echo "Testing $SERVICE at $URL"
  curl --fail --silent --show-error --output /dev/null "$URL/health" || {
    echo "FAILED: $SERVICE" >&2
    failed=1
  }
done
exit "$failed"
