#!/bin/sh
set -eu
gcloud run deploy orderflow-app --image "$1" --region europe-west1
