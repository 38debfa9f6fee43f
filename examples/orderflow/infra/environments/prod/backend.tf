# The bucket belongs to the project and is not renamed. The prefix decides which
# generation of names a run works on; it comes from the workflow:
#   terraform init -reconfigure -backend-config="prefix=${TF_STATE_PREFIX}"
terraform {
  backend "gcs" {
    bucket = "orderflow-451220-tfstate"
  }
}
