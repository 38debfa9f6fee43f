"""Creates the extensions that Zemo uses, and says which the server does not have. Without --check it creates them."""
import sys

import database

WANTED = ["pgcrypto", "uuid-ossp", "vector"]
target = database.target()
if target.kind != "postgresql":
    print("no PostgreSQL: no extensions")
    sys.exit(0)


def names(sql):
    return target.run("psql", "-X", "-q", "-A", "-t", text=sql).split()


available = set(names("SELECT name FROM pg_available_extensions"))
created = set(names("SELECT extname FROM pg_extension"))
if sys.argv[1:] == ["--check"]:
    sys.exit(0 if all(e in created for e in WANTED if e in available) else 1)
if sys.argv[1:] == ["--drop"]:
    target.script("".join(f'DROP EXTENSION IF EXISTS "{e}";\n' for e in WANTED if e in created))
    sys.exit(0)
for extension in WANTED:
    if extension not in available:
        print(f"{extension} missing: the server does not offer it; install its package there")
        continue
    target.script(f'CREATE EXTENSION IF NOT EXISTS "{extension}";')
    print(f"{extension} created")
