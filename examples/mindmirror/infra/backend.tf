# State of the stack that carries production traffic, applied by hand.
#
# Stand-in: the real backend is "gcs" with bucket = "mindmirror-tofu-state" and
# prefix = "envs/default". The local one keeps the same layout below this folder.
terraform {
  required_version = ">= 1.6"

  backend "local" {
    path = "mindmirror-tofu-state/envs/default/default.tfstate"
  }
}
