"""The two databases: the monolith's SQLite file, and the target that DATABASE_URL names (PostgreSQL, or SQLite for a try)."""
import os
import pathlib
import sqlite3
import subprocess
import sys
from urllib.parse import unquote, urlsplit

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLES = {"users": ["id", "email"], "prompts": ["id", "name", "text"], "jobs": ["id", "user_id", "kind", "state"]}


class Sqlite:
    """A file of SQLite."""

    kind = "sqlite"

    def __init__(self, path):
        self.path = ROOT / path
        self.path.parent.mkdir(parents=True, exist_ok=True)

    def script(self, sql):
        with sqlite3.connect(self.path) as connection:
            connection.executescript(sql)

    def rows(self, table, columns):
        with sqlite3.connect(self.path) as connection:
            return [tuple(str(v) for v in row) for row in connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id")]

    def has(self, table):
        with sqlite3.connect(self.path) as connection:
            return connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)).fetchone() is not None


class Postgres:
    """A server of PostgreSQL, by its own client. The password goes by the environment, not by the command line."""

    kind = "postgresql"

    def __init__(self, url):
        parts = urlsplit(url)
        self.environment = dict(os.environ, PGHOST=parts.hostname or "localhost", PGPORT=str(parts.port or 5432), PGUSER=unquote(parts.username or "postgres"),
                                PGPASSWORD=unquote(parts.password or ""), PGDATABASE=parts.path.lstrip("/") or "postgres", PGCLIENTENCODING="UTF8")

    def run(self, program, *arguments, text=None):
        done = subprocess.run([program, *arguments], input=text, env=self.environment, capture_output=True, encoding="utf-8")
        if done.returncode != 0:
            sys.exit(f"{program}: {done.stderr.strip()}")
        return done.stdout

    def script(self, sql):
        self.run("psql", "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", text=sql)

    def rows(self, table, columns):
        fields = ", ".join(f"encode(convert_to({c}::text, 'UTF8'), 'hex')" for c in columns)
        out = self.run("psql", "-X", "-q", "-A", "-t", "-F", ",", "-v", "ON_ERROR_STOP=1", text=f"SELECT {fields} FROM {table} ORDER BY id;")
        return [tuple(bytes.fromhex(v).decode() for v in line.split(",")) for line in out.splitlines() if line]

    def has(self, table):
        return self.run("psql", "-X", "-q", "-A", "-t", text=f"SELECT to_regclass('{table}') IS NOT NULL;").strip() == "t"


def source():
    return Sqlite(os.environ.get("ZEMO_SQLITE", "data/zemo.db"))


def target():
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("sqlite:"):
        return Sqlite(url[len("sqlite:"):])
    if url.startswith(("postgresql:", "postgres:")):
        return Postgres(url)
    sys.exit("DATABASE_URL must begin with postgresql: or sqlite:")


def quoted(value):
    return "'" + value.replace("'", "''") + "'"


def insert(table, rows):
    """Statements that bring rows into a table; numbers are written as texts, which both databases turn back."""
    columns = TABLES[table]
    return "".join(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(quoted(v) for v in row)}) ON CONFLICT (id) DO NOTHING;\n" for row in rows)
