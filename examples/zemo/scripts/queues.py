"""What stands for the queues here: snapshot copies their state beside the backups, drain writes the log of the workers."""
import json
import sys

import database
import flags

folder = database.ROOT / "backups"
folder.mkdir(exist_ok=True)
rows = database.target().rows("jobs", database.TABLES["jobs"])
if sys.argv[1] == "snapshot":
    (folder / "queues.json").write_text(json.dumps({"flags": flags.read(), "open": [r[0] for r in rows if r[3] == "open"]}, indent=2) + "\n", encoding="utf-8")
    print("snapshot of the queues in backups/queues.json")
elif sys.argv[1] == "drain":
    (folder / "workers.log").write_text("".join(f"job {r[0]} {r[2]} {r[3]}\n" for r in rows), encoding="utf-8")
    print(f"{len(rows)} jobs in backups/workers.log")
