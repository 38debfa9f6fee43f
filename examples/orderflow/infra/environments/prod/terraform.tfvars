project_id  = "orderflow-451220"
region      = "us-central1"
environment = "prod"

# First image only; afterwards the deploy workflow decides.
image = "us-central1-docker.pkg.dev/orderflow-451220/my-repo/pult:2.0.0"

# Both Cloud Run hosts on purpose: links to the old one are still around.
allowed_hosts = [
  "pult.example.com",
  "orderflow-app-482910573316.us-central1.run.app",
  "pult-app-482910573316.us-central1.run.app",
]
