"""Filling a new SQLite store from records: what identity asks of a place where it decides all blocks at once."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from itertools import count, groupby
from operator import itemgetter
from pathlib import Path

from graph.bulk import SOURCES_AT_ONCE, Block, Phase, fill, unwatched
from graph.corpus import Status
from graph.kept import Described, Description, Document, Series, StoredSource
from graph.namesakes import called
from graph.reading import Record
from graph.store import Store
from graph.stores import codec
from graph.stores import sqlite_bulk_sql as bulk
from graph.stores import sqlite_sql as sql
from graph.stores.sqlite import SqliteStore
from graph.stores.sqlite_beside import FillerBeside, has_second_core
from graph.stores.sqlite_file import connect
from graph.stores.sqlite_new import STAGES, SqliteFiller, part_of, rows_of

WORTH_A_PROCESS = SOURCES_AT_ONCE
"""Sources in the first portion from which on a second process is begun: a portion that is not full is the only one."""


def load(path: Path, records: Iterable[Record], phase: Phase = unwatched) -> Counter[Status]:
    """Make a store of these records at `path`, as `Corpus.add` would in one that is empty, many times faster; what became of how many.
    `phase` hears what is done once all are read.

    Raises StoreError if there is something at `path`; and then, as after any other error, there is no store.
    """
    with part_of(path) as part, closing(SqliteLoader(part)) as loader:
        return fill(loader, records, phase)


class SqliteLoader:
    """`graph.bulk.Loader` over one new file. What sources say is written by a second process, if there are many and a core for it;
    what identity needs meanwhile is in another file, which goes with the end.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._stages = path, path.with_name(path.name + STAGES)
        self._numbers, self._rows = count(1), count(1)
        self._sources: SqliteFiller | FillerBeside | None = None
        self._filler: SqliteFiller | None = None
        self._store: SqliteStore | None = None
        self._stage = sqlite3.connect(self._stages, isolation_level=None)
        self._stage.executescript(bulk.ON_OPEN)
        for statement in (*bulk.STAGES, sql.BEGIN_WRITE):
            self._stage.execute(statement)

    def close(self) -> None:
        for one in (self._sources, self._filler, self._store, self._stage):
            if one is not None:
                one.close()

    def put_sources(self, sources: Sequence[StoredSource], new: Mapping[str, tuple[str, Description]]) -> None:
        if self._sources is None:
            self._sources = self._filler_for(len(sources))
        self._sources.source_rows(rows_of(sources, self._numbers))
        self._stage.executemany(bulk.STAGE, [_staged(block, key, description) for key, (block, description) in new.items()])

    def _filler_for(self, first: int) -> SqliteFiller | FillerBeside:
        if first >= WORTH_A_PROCESS and has_second_core():
            with suppress(OSError):  # the system begins no other process: this one does it all
                return FillerBeside(self._path)
        return SqliteFiller(self._path)

    def move(self, blocks: Mapping[str, str]) -> None:
        self._stage.execute(bulk.MOVED)
        self._stage.executemany(bulk.MOVE, list(blocks.items()))
        self._stage.execute(bulk.TAKE_MOVED)

    def blocks(self) -> Iterator[Block]:
        with closing(self._stage.cursor()) as cursor:
            rows = cursor.execute(bulk.STAGED)
            for block, own in groupby(rows, key=itemgetter(0)):
                yield block, {row[1]: _description(row) for row in own}

    def decide(self, described: Sequence[Described], documents: Sequence[Document]) -> None:
        made = [codec.document_row(document) | {"row": next(self._rows)} for document in documents]
        self._stage.executemany(bulk.MAKE, made)
        decided = [(d.key, d.count, d.document, codec.candidates_json(d.candidates)) for d in described]
        self._stage.executemany(bulk.DECIDE, decided)

    def derive_edges(self) -> Store:
        self._stage.execute(sql.COMMIT)
        self._stage.close()
        self._sources = self._sources or SqliteFiller(self._path)
        self._sources.end_sources()
        self._filler = SqliteFiller(self._path, self._stages)
        self._filler.run(*bulk.TAKE_MADE, bulk.DERIVE_DESCRIPTIONS, bulk.DERIVE_EDGES)
        self._filler.finish()
        self._filler.close()
        self._stages.unlink()
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
