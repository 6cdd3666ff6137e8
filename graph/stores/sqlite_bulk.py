"""Filling a new SQLite store from records: what identity asks of a place where it decides all blocks at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from graph.bulk import Block, fill
from graph.corpus import Status
from graph.kept import Described, Description, Document, Series, StoredSource
from graph.namesakes import called
from graph.reading import Record
from graph.store import Store
from graph.stores import codec
from graph.stores import sqlite_bulk_sql as bulk
from graph.stores.sqlite import SqliteStore
from graph.stores.sqlite_file import connect
from graph.stores.sqlite_new import SqliteFiller, part_of


def load(path: Path, records: Iterable[Record]) -> Counter[Status]:
    """Make a store of these records at `path`, as `Corpus.add` would in one that is empty, many times faster; what became of how many.

    Raises StoreError if there is something at `path`; and then, as after any other error, there is no store.
    """
    with part_of(path) as part, closing(SqliteLoader(part)) as loader:
        return fill(loader, records)


class SqliteLoader:
    """`graph.bulk.Loader` over one new file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._store: SqliteStore | None = None
        self._filler = SqliteFiller(path)
        self._filler.run(*bulk.STAGES)

    def close(self) -> None:
        self._filler.close()
        if self._store is not None:
            self._store.close()

    def put_sources(self, sources: Sequence[StoredSource], new: Mapping[str, tuple[str, Description]]) -> None:
        self._filler.sources(sources)
        self._filler.connection.executemany(bulk.STAGE, [_staged(block, key, description) for key, (block, description) in new.items()])

    def move(self, blocks: Mapping[str, str]) -> None:
        self._filler.run(bulk.MOVED)
        self._filler.connection.executemany(bulk.MOVE, list(blocks.items()))
        self._filler.run(bulk.TAKE_MOVED)

    def blocks(self) -> Iterator[Block]:
        with closing(self._filler.connection.cursor()) as cursor:
            rows = cursor.execute(bulk.STAGED)
            for block, own in groupby(rows, key=itemgetter(0)):
                yield block, {row[1]: _description(row) for row in own}

    def decide(self, described: Sequence[Described], documents: Sequence[Document]) -> None:
        self._filler.documents(documents)
        decided = [(d.key, d.count, d.document, codec.candidates_json(d.candidates)) for d in described]
        self._filler.connection.executemany(bulk.DECIDE, decided)

    def derive_edges(self) -> Store:
        self._filler.run(*bulk.DERIVE_DESCRIPTIONS)
        self._filler.index("statement_actor")  # covers what edges are derived from, actor by actor
        self._filler.run(*bulk.DERIVE_EDGES)
        self._filler.finish()
        self._store = SqliteStore(f"sqlite:///{self._path}", self._path, create=False)
        return self._store

    def days(self) -> Iterator[list[Document]]:
        with closing(connect(self._path)) as connection:
            rows = map(codec.document_of, connection.execute(bulk.DAYS))
            for _, day in groupby(rows, key=lambda document: document.day):
                yield list(day)


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
        called(d),
    )


def _description(row: Sequence[object]) -> Description:
    number, name, kind, code, body, place, scope, date, term, issuer, title, speaker, header = row[2:15]
    series = Series(code, body, place, scope)  # type: ignore[arg-type]  # as `_staged` wrote them
    return Description(number, name, kind, series, date, term, issuer, title, speaker, bool(header))  # type: ignore[arg-type]  # same
