"""Carries the history over: run, clear. Rows that are there already stay as they are, so it can run again."""
import sys

import database

target = database.target()
if sys.argv[1] == "clear":
    target.script("".join(f"DELETE FROM {t};\n" for t in reversed(list(database.TABLES))))
    sys.exit(0)
count = 0
for table, columns in database.TABLES.items():
    rows = database.source().rows(table, columns)
    target.script(database.insert(table, rows))
    count += len(rows)
print(f"{count} rows carried over")
