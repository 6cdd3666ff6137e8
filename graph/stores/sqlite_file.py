"""The SQLite file itself: making it, recognising it, connecting to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from graph.errors import StoreError
from graph.stores import migrations
from graph.stores import sqlite_sql as sql
from graph.stores.changes import DANGLING

MAGIC = b"SQLite format 3\0"
"""What every SQLite file begins with that is not empty."""

PATIENCE = 60.0
"""Seconds that a connection waits while another writes."""

_NO_STORE = "this is not a store (not a SQLite file); name another file"
_REASONS = {
    "BUSY": "another process is writing to the store and does not finish; try again when it has",
    "NOTADB": _NO_STORE,
    "CORRUPT": "the file is damaged ({error}); bring back a copy of it, or ingest into a new one",
    "FULL": "the disk is full; what was finished is kept. Make room in {folder}",
    "IOERR": "the file cannot be read or written ({error}); what was finished is kept. Is the disk full or failing?",
} | dict.fromkeys(
    ("CANTOPEN", "READONLY", "PERM", "AUTH"), "the file cannot be opened ({error}); check who may write to it and to {folder}"
)
"""What each kind of SQLite's errors means for a user."""


def prepare(path: Path, *, create: bool) -> None:
    """Make sure that a store is at `path`, be it of an older version; an absent or empty file becomes one if `create`.

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


def version_of(connection: sqlite3.Connection) -> int:
    """Version of the store's schema."""
    return _number(connection, sql.READ_VERSION)


def damage(connection: sqlite3.Connection, query: str) -> list[str]:
    """What SQLite finds damaged in the file by `DAMAGE` or `DAMAGED_PAGES`, one line for each thing. Reads the whole file."""
    try:
        found = [" ".join(str(value).split()) for row in connection.execute(query) for value in _values(row)]
        (page,), (_, _, file) = (tuple(_values(connection.execute(one).fetchone())) for one in (sql.PAGE_SIZE, sql.FILE))
        if Path(file).stat().st_size % page:  # SQLite takes what the last page lacks for zeros
            return ["the file ends within a page", *(line for line in found if line != "ok")]
    except sqlite3.DatabaseError as error:
        if _kind(error)[0] not in ("CORRUPT", "NOTADB"):
            raise
        return [str(error)]
    return [] if found == ["ok"] else found


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """What SQLite finds wrong becomes a StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {_reason(path, error)}") from error


def _values(row: dict[str, Any] | tuple[Any, ...]) -> Iterable[Any]:
    """Of a row of any connection."""
    return row.values() if isinstance(row, dict) else row


def _as_dict(cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip([column[0] for column in cursor.description], values, strict=True))


def _check_place(path: Path, *, create: bool) -> None:
    """Refuse what SQLite would not: it takes a file of a few bytes for an empty one and would write over it."""
    try:
        if path.is_dir():
            raise StoreError(f"{path}: this is a folder, not a store; name a file in it")
        if path.exists() and not path.is_file():  # SQLite would read and write it, and put a journal beside it
            raise StoreError(f"{path}: this is a device or a pipe, not a store; name a file")
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
            for statement in (*sql.SCHEMA, *sql.mark(migrations.newest(migrations.SQLITE))):
                connection.execute(statement)
        connection.execute(sql.COMMIT)
    finally:
        if connection.in_transaction:
            connection.execute(sql.ROLLBACK)


def _check(path: Path, connection: sqlite3.Connection) -> None:
    if _number(connection, sql.READ_APPLICATION_ID) != sql.APPLICATION_ID:
        raise StoreError(f"{path}: this is a database of another program, not a store; name another file")
    migrations.missing(str(path), version_of(connection), migrations.SQLITE)


def _number(connection: sqlite3.Connection, statement: str) -> int:
    (number,) = connection.execute(statement).fetchone().values()
    return int(number)


def _none_yet(path: Path) -> str:
    return f"no store at {path} yet; run `phahe ingest`"


def _reason(path: Path, error: sqlite3.Error) -> str:
    kind = _kind(error)
    if kind == ["CONSTRAINT", "FOREIGNKEY"]:
        return DANGLING
    return _REASONS.get(kind[0], "{error}").format(error=error, folder=path.parent)


def _kind(error: sqlite3.Error) -> list[str]:
    """`["CONSTRAINT", "FOREIGNKEY"]`; errors of the Python module itself have no kind: `[""]`."""
    if "Could not decode to UTF-8" in str(error):  # text that nobody wrote
        return ["CORRUPT"]
    name: str = getattr(error, "sqlite_errorname", "")
    return name.removeprefix("SQLITE_").split("_")
