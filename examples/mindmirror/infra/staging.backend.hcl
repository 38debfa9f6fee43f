# State of the automated stack: tofu init -reconfigure -backend-config=staging.backend.hcl
# Stand-in for: bucket = "mindmirror-tofu-state", prefix = "envs/staging"
path = "mindmirror-tofu-state/envs/staging/default.tfstate"
