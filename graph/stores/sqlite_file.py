"""The SQLite file itself: making it, recognising it, connecting to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from graph.errors import StoreError
from graph.store import SCHEMA_VERSION
from graph.stores import sqlite_sql as sql
from graph.stores.changes import DANGLING

MAGIC = b"SQLite format 3\0"
"""What every SQLite file begins with that is not empty."""

PATIENCE = 60.0
"""Seconds that a connection waits while another writes."""

_NO_STORE = "this is not a store (not a SQLite file); name another file"


def prepare(path: Path, *, create: bool) -> None:
    """Make sure that a store of this version is at `path`; an absent or empty file becomes one if `create`.

    Raises StoreError, and then has changed nothing, if there is none or something else.
    """
    _check_place(path, create=create)
    with explained(path), closing(connect(path)) as connection:
        if _is_empty(connection):
            if not create:
                raise StoreError(_none_yet(path))
            _make(connection)
        _check(path, connection)


def connect(path: Path) -> sqlite3.Connection:
    """A connection that begins and ends transactions only when told to; rows are dicts; any thread may use it, one at a time."""
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    connection.row_factory = _as_dict
    try:
        connection.executescript(sql.ON_OPEN)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """What SQLite finds wrong becomes a StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {_reason(path, error)}") from error


def _as_dict(cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip([column[0] for column in cursor.description], values, strict=True))


def _check_place(path: Path, *, create: bool) -> None:
    """Refuse what SQLite would not: it takes a file of a few bytes for an empty one and would write over it."""
    try:
        if path.is_dir():
            raise StoreError(f"{path}: this is a folder, not a store; name a file in it")
        if path.exists():
            with path.open("rb") as file:
                beginning = file.read(len(MAGIC))
            if beginning not in (b"", MAGIC):
                raise StoreError(f"{path}: {_NO_STORE}")
        elif not create:
            raise StoreError(_none_yet(path))
        elif not path.parent.is_dir():
            raise StoreError(f"{path}: there is no folder {path.parent}; make it first")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise StoreError(f"{path}: the file cannot be opened: {getattr(error, 'strerror', None) or error}") from error


def _is_empty(connection: sqlite3.Connection) -> bool:
    return _number(connection, sql.READ_APPLICATION_ID) == 0 and _number(connection, sql.COUNT_OBJECTS) == 0


def _make(connection: sqlite3.Connection) -> None:
    """Make the tables, unless another process just did."""
    connection.execute(sql.USE_WAL)
    connection.execute(sql.BEGIN_WRITE)
    try:
        if _is_empty(connection):
            for statement in (*sql.SCHEMA, *sql.mark(SCHEMA_VERSION)):
                connection.execute(statement)
        connection.execute(sql.COMMIT)
    finally:
        if connection.in_transaction:
            connection.execute(sql.ROLLBACK)


def _check(path: Path, connection: sqlite3.Connection) -> None:
    if _number(connection, sql.READ_APPLICATION_ID) != sql.APPLICATION_ID:
        raise StoreError(f"{path}: this is a database of another program, not a store; name another file")
    version = _number(connection, sql.READ_VERSION)
    if version > SCHEMA_VERSION:
        raise StoreError(f"{path}: written by a newer version (schema {version}, this one knows {SCHEMA_VERSION}); upgrade phahe")


def _number(connection: sqlite3.Connection, statement: str) -> int:
    (number,) = connection.execute(statement).fetchone().values()
    return int(number)


def _none_yet(path: Path) -> str:
    return f"no store at {path} yet; run `phahe ingest`"


def _reason(path: Path, error: sqlite3.Error) -> str:
    name: str = getattr(error, "sqlite_errorname", "")  # errors of the Python module itself have none
    match name.removeprefix("SQLITE_").split("_"):
        case ["CONSTRAINT", "FOREIGNKEY"]:
            return DANGLING
        case ["BUSY", *_]:
            return "another process is writing to the store and does not finish; try again when it has"
        case ["NOTADB", *_]:
            return _NO_STORE
        case ["CORRUPT", *_]:
            return f"the file is damaged ({error}); bring back a copy of it, or ingest into a new one"
        case ["CANTOPEN" | "READONLY" | "PERM" | "AUTH", *_]:
            return f"the file cannot be opened ({error}); check who may write to it and to {path.parent}"
        case _:
            return str(error)
