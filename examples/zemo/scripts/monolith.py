"""What the monolith does to its data: start with it, and write a job. While dual writing is on, it writes to both databases."""
import sys

import database
import flags

if sys.argv[1] == "create":
    source = database.source()
    if not source.has("users"):
        source.script((database.ROOT / "db" / "monolith.sql").read_text(encoding="utf-8"))
elif sys.argv[1] == "write":
    if flags.read().get("readOnly") == "true":
        sys.exit("the monolith is read-only")
    source = database.source()
    number = str(1 + max(int(r[0]) for r in source.rows("jobs", database.TABLES["jobs"])))
    row = database.insert("jobs", [(number, "1", sys.argv[2], "open")])
    source.script(row)
    if flags.read().get("dualWrite") == "true":
        database.target().script(row)
    print(f"job {number}")
