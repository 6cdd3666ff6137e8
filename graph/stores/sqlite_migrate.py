"""Bringing an older SQLite store to today's schema: a backup beside it, then all steps in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path

from graph.errors import StoreError
from graph.stores import migrations
from graph.stores import sqlite_sql as sql
from graph.stores.sqlite_backup import backup
from graph.stores.sqlite_file import connect, explained, version_of


def migrate(path: Path, tell: Callable[[str], None]) -> None:
    """Make the store at `path` one of today's schema, if it is not; `tell` is given one line for a migrated store.

    Raises StoreError if the store is newer, or if a step fails: the store is then as it was.
    """
    with explained(path), closing(connect(path)) as connection:
        if not migrations.missing(str(path), version_of(connection), migrations.SQLITE):
            return
        connection.execute(sql.REFERENCES_OFF)  # outside of a transaction, or it would do nothing
        connection.execute(sql.BEGIN_WRITE)
        try:
            before = version_of(connection)  # another process may just have migrated it
            steps = migrations.missing(str(path), before, migrations.SQLITE)
            if steps:
                copy = _free_name(path, before)
                backup(path, copy)
                try:
                    _run(path, connection, steps)
                except BaseException:
                    connection.execute(sql.ROLLBACK)
                    copy.unlink()
                    raise
            connection.execute(sql.COMMIT)
        finally:
            if connection.in_transaction:
                connection.execute(sql.ROLLBACK)
    if steps:
        tell(f"{path}: migrated from schema {before} to {before + len(steps)}; as it was before, it is kept in {copy.name}")


def _run(path: Path, connection: sqlite3.Connection, steps: Sequence[migrations.SqliteMigration]) -> None:
    for step in steps:
        step(connection)
    if connection.execute(sql.BROKEN_REFERENCES).fetchone() is not None:
        raise StoreError(f"{path}: it cannot be migrated, since something in it points at nothing; ingest into a new store")
    for statement in sql.mark(migrations.newest(migrations.SQLITE)):
        connection.execute(statement)


def _free_name(path: Path, version: int) -> Path:
    """`phahe.db.schema-1`; if there is such a copy already, `phahe.db.schema-1.2`, and so on."""
    names = (path.with_name(f"{path.name}.schema-{version}{f'.{n}' if n > 1 else ''}") for n in count(1))
    return next(name for name in names if not name.exists())
