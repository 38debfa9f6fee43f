#!/bin/sh
# Asks the live site whether it answers. With no argument, finds the address of the service.
set -eu

PROJECT_ID="${PROJECT_ID:-orderflow-451220}"
REGION="${REGION:-us-central1}"
SERVICE_NAME="${SERVICE_NAME:-pult-app}"

usage() {
  cat <<USAGE
Usage: scripts/smoke.sh [URL]

Without URL, the address of ${SERVICE_NAME} is looked up in ${PROJECT_ID}.
Example: SERVICE_NAME=pult-app scripts/smoke.sh
USAGE
}

case "${1:-}" in
  -h | --help)
    usage
    exit 0
    ;;
esac

url="${1:-$(gcloud run services describe "$SERVICE_NAME" --project="$PROJECT_ID" --region="$REGION" --format='value(status.url)')}"

status=$(curl --silent --show-error --output /dev/null --write-out '%{http_code}' --max-time 20 "$url/healthz")
if [ "$status" != 200 ]; then
  echo "smoke: $url/healthz answered $status" >&2
  exit 1
fi
if ! curl --silent --show-error --fail --max-time 20 "$url/" | grep -q '<title>Pult'; then
  echo "smoke: $url/ does not show Pult" >&2
  exit 1
fi
echo "smoke: $url is up"
