"""Prints how many of the planned modules the description of the interface covers; fails where one is missing."""
import json
import sys

import database

paths = json.loads((database.ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))["paths"]
modules = ["identity", "settings", "prompts", "jobs", "analytics"]
covered = [m for m in modules if any(p.startswith(f"/{m}") for p in paths)]
print(f"{len(covered)} of {len(modules)} modules are covered")
sys.exit(0 if covered == modules else f"missing: {', '.join(m for m in modules if m not in covered)}")
