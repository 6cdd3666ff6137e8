"""A new SQLite file that is filled in one go: rows in the order of their tables, indexes afterwards, and no journal, since a file
that is not finished is thrown away. It is made beside its place, and put there when it is whole.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from graph.errors import StoreError
from graph.judgements import Judgement
from graph.kept import Changes, Described, Document, DocumentEdge, Statement, StoredSource
from graph.prints import prints_of
from graph.stores import codec, migrations
from graph.stores import sqlite_bulk_sql as bulk
from graph.stores import sqlite_sql as sql
from graph.stores.sqlite_file import explained


@contextmanager
def part_of(path: Path) -> Iterator[Path]:
    """The file to be filled; it becomes the one at `path` when the block ends well, and else there is none.

    Raises StoreError if there is something at `path`, at the beginning or at the end, or it cannot be written.
    """
    if path.exists():
        raise _there_already(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with explained(path):
            yield part
        _put_in_place(part, path)
    except OSError as error:
        raise StoreError(f"{path}: the file cannot be written: {error.strerror}") from error
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            part.with_name(part.name + end).unlink(missing_ok=True)


@contextmanager
def filled(path: Path) -> Iterator[SqliteFiller]:
    """What makes a store of the rows that it is given, at `path`, as `part_of` does."""
    with part_of(path) as part, closing(SqliteFiller(part)) as filler:
        yield filler
        filler.finish()


class SqliteFiller:
    """Puts rows into one new file. None is put twice; what they refer to may come later."""

    def __init__(self, path: Path) -> None:
        self._sources = count(1)
        self._documents = count(1)
        self._indexes = [statement for statement in sql.SCHEMA if bulk.is_index(statement)]
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.executescript(bulk.ON_OPEN)
        self.run(*(statement for statement in sql.SCHEMA if not bulk.is_index(statement)), sql.BEGIN_WRITE)

    def close(self) -> None:
        self.connection.close()

    def run(self, *statements: str) -> None:
        for statement in statements:
            self.connection.execute(statement)

    def put(self, changes: Changes) -> None:
        """Put what the changes put."""
        self.documents(changes.put_documents)
        self.descriptions(changes.put_descriptions)
        self.sources(changes.put_sources)
        self.edges(changes.put_edges)
        self.judgements(changes.put_judgements)

    def documents(self, documents: Sequence[Document]) -> None:
        rows = [codec.document_row(document) | {"row": next(self._documents)} for document in documents]
        self.connection.executemany(bulk.PUT_DOCUMENT, rows)
        self.connection.executemany(bulk.PUT_WORDS, rows)

    def descriptions(self, descriptions: Sequence[Described]) -> None:
        self.connection.executemany(sql.PUT_DESCRIPTION, [codec.described_row(d) for d in descriptions])

    def sources(self, sources: Sequence[StoredSource]) -> None:
        each = self.connection.executemany
        rows = [(next(self._sources), source) for source in sources]
        prints = [prints_of(source) for source in sources]
        each(bulk.PUT_SOURCE, [(row, *_kept(source), " ".join(own)) for (row, source), own in zip(rows, prints, strict=True)])
        each(bulk.PUT_PRINT, [(one, row) for (row, _), own in zip(rows, prints, strict=True) for one in own])
        each(bulk.PUT_PATH, [(path, row) for row, source in rows for path in source.paths])
        each(bulk.PUT_LINK, [(row, n, k.local, k.description, k.mentions) for row, source in rows for n, k in enumerate(source.links)])
        each(bulk.PUT_STATEMENT, [_stated(row, statement) for row, source in rows for statement in source.statements])

    def edges(self, edges: Sequence[DocumentEdge]) -> None:
        self.connection.executemany(sql.PUT_EDGE, [codec.edge_row(edge) for edge in edges])

    def judgements(self, judgements: Sequence[Judgement]) -> None:
        self.connection.executemany(sql.PUT_JUDGEMENT, [codec.judgement_row(judgement) for judgement in judgements])

    def index(self, name: str) -> None:
        """Make one of the indexes already."""
        (statement,) = (one for one in self._indexes if f" {name} " in one)
        self._indexes.remove(statement)
        self.run(statement)

    def finish(self) -> None:
        """Make the indexes, and a store of the file."""
        self.run(*self._indexes, *sql.mark(migrations.newest(migrations.SQLITE)), sql.COMMIT)
        self.run(*bulk.CLEAR, sql.USE_WAL)


def _kept(s: StoredSource) -> tuple[object, ...]:
    return s.sha256, codec.reading_json(s.reading), None if s.unjudged is None else codec.reading_json(s.unjudged), s.text


def _stated(source: int, s: Statement) -> tuple[object, ...]:
    return source, s.ordinal, s.actor, s.relation, s.target, s.confidence, s.rule, codec.spans_json(s.spans), s.quote


def _put_in_place(part: Path, path: Path) -> None:
    """As `rename`, but durably, and never over what another program made there meanwhile, where the file system can tell."""
    with part.open("r+b") as file:
        os.fsync(file.fileno())
    try:
        os.link(part, path)
    except FileExistsError:
        raise _there_already(path) from None
    except OSError:  # a file system without links
        if path.exists():
            raise _there_already(path) from None
        part.rename(path)


def _there_already(path: Path) -> StoreError:
    return StoreError(f"{path}: there is such a file already; a store that is made in one go is a new one")
