"""Feature flags, which clients and services read: get NAME VALUE (is it so?), set NAME VALUE."""
import json
import pathlib
import sys

FILE = pathlib.Path(__file__).resolve().parent.parent / "config" / "flags.json"


def read():
    return json.loads(FILE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    verb, name, value = sys.argv[1:4]
    if verb == "get":
        sys.exit(0 if read().get(name) == value else 1)
    flags = {**read(), name: value}
    FILE.write_text(json.dumps(flags, indent=2) + "\n", encoding="utf-8")
    print(f"{name} is {value}")
