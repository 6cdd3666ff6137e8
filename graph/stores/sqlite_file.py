"""The SQLite file itself: making it, recognising it, connecting to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from graph.errors import StoreError
from graph.store import SCHEMA_VERSION
from graph.stores import sqlite_sql as sql

PATIENCE = 60.0
"""Seconds that a connection waits while another writes."""


def prepare(path: Path, *, create: bool) -> None:
    """Make sure that a store of this version is at `path`; an absent or empty file becomes one if `create`.

    Raises StoreError, and then has changed nothing, if there is none or something else.
    """
    _check_place(path, create=create)
    try:
        with closing(connect(path)) as connection:
            if _is_empty(connection):
                if not create:
                    raise StoreError(_none_yet(path))
                _make(connection)
            _check(path, connection)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {_reason(path, error)}") from error


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


def error_name(error: sqlite3.Error) -> str:
    """SQLite's name of an error, `SQLITE_BUSY`; empty for errors of the Python module."""
    name: str = getattr(error, "sqlite_errorname", "")
    return name


def _as_dict(cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip([column[0] for column in cursor.description], values, strict=True))


def _check_place(path: Path, *, create: bool) -> None:
    try:
        if path.is_dir():
            raise StoreError(f"{path}: this is a folder, not a store; name a file in it")
        if not path.exists():
            if not create:
                raise StoreError(_none_yet(path))
            if not path.parent.is_dir():
                raise StoreError(f"{path}: there is no folder {path.parent}; make it first")
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}") from error


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
    match error_name(error):
        case "SQLITE_NOTADB":
            return "this is not a store (not a SQLite file); name another file"
        case "SQLITE_CANTOPEN" | "SQLITE_READONLY" | "SQLITE_READONLY_DIRECTORY" | "SQLITE_PERM":
            return f"the file cannot be opened; check who may write to it and to {path.parent}"
        case _:
            return str(error)
