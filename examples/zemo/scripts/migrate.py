"""The initial migration of the target: up, down, check (is it applied?)."""
import sys

import database

folder = database.ROOT / "prisma" / "migrations" / "0001_initial"
target = database.target()
if sys.argv[1] == "check":
    sys.exit(0 if all(target.has(t) for t in database.TABLES) else 1)
target.script((folder / f"{sys.argv[1]}.sql").read_text(encoding="utf-8"))
print(f"0001_initial is {sys.argv[1]}")
