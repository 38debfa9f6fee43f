"""Appends a line to the runbook, which is also what those concerned are told."""
import sys

import database

with open(database.ROOT / "docs" / "runbook.md", "a", encoding="utf-8", newline="\n") as runbook:
    runbook.write(f"- {sys.argv[1]}\n")
