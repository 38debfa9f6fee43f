"""Backups of both databases: make NAME, check NAME (is it there and whole?), restore NAME."""
import hashlib
import json
import sqlite3
import sys

import database

verb, name = sys.argv[1:3]
folder = database.ROOT / "backups" / name
target = database.target()
dump = folder / ("target.sql" if target.kind == "postgresql" else "target.db")


def copy(path, to):
    with sqlite3.connect(path) as old, sqlite3.connect(to) as new:
        old.backup(new)


def digests():
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in sorted(folder.iterdir()) if f.name != "digests.json"}


if verb == "make":
    folder.mkdir(parents=True, exist_ok=True)
    copy(database.source().path, folder / "zemo.db")
    if target.kind == "postgresql":
        dump.write_text(target.run("pg_dump", "--clean", "--if-exists", "--no-owner"), encoding="utf-8")
    else:
        copy(target.path, dump)
    (folder / "digests.json").write_text(json.dumps(digests(), indent=2) + "\n", encoding="utf-8")
    print(f"backup {name}: {', '.join(digests())}")
elif verb == "check":
    sys.exit(0 if (folder / "digests.json").exists() and json.loads((folder / "digests.json").read_text(encoding="utf-8")) == digests() else 1)
elif verb == "restore":
    if target.kind == "postgresql":
        target.run("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", text=dump.read_text(encoding="utf-8"))
    else:
        copy(dump, target.path)
    print(f"restored {name}")
