"""A program of a fictitious later version, whose schema differs: `python -m tests.faults.migrating URL` opens a store."""

from __future__ import annotations

import sqlite3
import sys

from graph.stores import migrations, open_store


def seal(connection: sqlite3.Connection) -> None:
    """A table with a row for each document and each source."""
    connection.execute("CREATE TABLE seal (of TEXT)")
    connection.execute("INSERT INTO seal SELECT key FROM document")
    connection.execute("INSERT INTO seal SELECT text FROM source")


def migrate(url: str) -> None:
    """Open the store, and say so if it is migrated."""
    migrations.SQLITE = (*migrations.SQLITE, seal)
    open_store(url, create=False, tell=_tell).close()


def _tell(message: str) -> None:
    sys.stdout.write(message)


if __name__ == "__main__":
    migrate(*sys.argv[1:])
