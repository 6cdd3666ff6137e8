"""Making a SQLite store in one go: rows in the order of their tables, indexes afterwards, and no journal, since a file that is
not finished is thrown away. It is made beside its place, and put there when it is whole.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import count, groupby
from operator import itemgetter
from pathlib import Path

from graph.bulk import Block, fill
from graph.errors import StoreError
from graph.reading import Record
from graph.store import Described, Description, Document, Series, Store, StoredSource
from graph.stores import codec, migrations
from graph.stores import sqlite_bulk_sql as bulk
from graph.stores import sqlite_sql as sql
from graph.stores.sqlite import SqliteStore
from graph.stores.sqlite_file import connect, explained


def load(path: Path, records: Iterable[Record]) -> None:
    """Make a store of these records at `path`, as `Corpus.add` would in one that is empty, many times faster.

    Raises StoreError if there is something at `path`; and then, as after any other error, there is no store.
    """
    if path.exists():
        raise StoreError(f"{path}: there is such a file already; a store that is made in one go is a new one")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with explained(path), closing(SqliteLoader(part)) as loader:
            fill(loader, records)
        part.rename(path)
    except OSError as error:
        raise StoreError(f"{path}: the file cannot be written: {error.strerror}") from error
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            part.with_name(part.name + end).unlink(missing_ok=True)


class SqliteLoader:
    """`graph.bulk.Loader` over one new file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sources = count(1)
        self._documents = count(1)
        self._store: SqliteStore | None = None
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.executescript(bulk.ON_OPEN)
        self._run(*(statement for statement in sql.SCHEMA if not bulk.is_index(statement)), *bulk.STAGES, sql.BEGIN_WRITE)

    def close(self) -> None:
        self._connection.close()
        if self._store is not None:
            self._store.close()

    def put_sources(self, sources: Sequence[StoredSource], new: Mapping[str, tuple[str, Description]]) -> None:
        each = self._connection.executemany
        rows = [(next(self._sources), source) for source in sources]
        each(bulk.PUT_SOURCE, [codec.source_row(source) | {"id": row} for row, source in rows])
        each(bulk.PUT_PATH, [(path, row) for row, source in rows for path in source.paths])
        each(bulk.PUT_LINK, [(row, n, k.local, k.description, k.mentions) for row, source in rows for n, k in enumerate(source.links)])
        each(sql.PUT_STATEMENT, [{**values, "id": row} for row, source in rows for values in codec.statement_rows(source)])
        each(bulk.STAGE, [_staged(block, key, description) for key, (block, description) in new.items()])

    def blocks(self) -> Iterator[Block]:
        with closing(self._connection.cursor()) as cursor:
            rows = cursor.execute(bulk.STAGED)
            for block, own in groupby(rows, key=itemgetter(0)):
                yield block, {row[1]: _description(row) for row in own}

    def decide(self, described: Sequence[Described], documents: Sequence[Document]) -> None:
        rows = [codec.document_row(document) | {"row": next(self._documents)} for document in documents]
        self._connection.executemany(bulk.PUT_DOCUMENT, rows)
        self._connection.executemany(bulk.PUT_WORDS, rows)
        self._connection.executemany(bulk.DECIDE, [(d.key, d.count, d.document, codec.candidates_json(d.candidates)) for d in described])

    def derive_edges(self) -> Store:
        self._run(*bulk.DERIVE, *filter(bulk.is_index, sql.SCHEMA), *sql.mark(migrations.newest(migrations.SQLITE)), sql.COMMIT)
        self._run(*bulk.CLEAR, sql.USE_WAL)
        self._store = SqliteStore(f"sqlite:///{self._path}", self._path, create=False)
        return self._store

    def days(self) -> Iterator[list[Document]]:
        with closing(connect(self._path)) as connection:
            rows = map(codec.document_of, connection.execute(bulk.DAYS))
            for _, day in groupby(rows, key=lambda document: document.day):
                yield list(day)

    def _run(self, *statements: str) -> None:
        for statement in statements:
            self._connection.execute(statement)


def _staged(block: str, key: str, d: Description) -> tuple[object, ...]:
    s = d.series
    return (
        block,
        key,
        d.number,
        d.name,
        d.type,
        s.code,
        s.body,
        s.place,
        s.scope,
        d.date,
        d.term,
        d.issuer,
        d.title,
        d.speaker,
        d.header,
    )


def _description(row: Sequence[object]) -> Description:
    number, name, kind, code, body, place, scope, date, term, issuer, title, speaker, header = row[2:]
    series = Series(code, body, place, scope)  # type: ignore[arg-type]  # as `_staged` wrote them
    return Description(number, name, kind, series, date, term, issuer, title, speaker, bool(header))  # type: ignore[arg-type]  # same
