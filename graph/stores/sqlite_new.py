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
from graph.prints import is_named, prints_in
from graph.stores import codec, migrations
from graph.stores import sqlite_bulk_sql as bulk
from graph.stores import sqlite_sql as sql
from graph.stores.sqlite_file import explained

STAGES = "-stages"
"""How the name of a file ends that may be made beside the one to be filled, and goes with the end."""

Row = tuple[object, ...]
SourceRows = tuple[list[tuple[int, str, str, str | None, str, bool]], list[Row], list[Row], list[Row]]
"""Sources as rows of the tables of sources (beside each whether it names itself), paths, links and statements."""


@contextmanager
def part_of(path: Path) -> Iterator[Path]:
    """The file to be filled; it becomes the one at `path` when the block ends well, and else there is none.

    Raises StoreError if there is something at `path`, at the beginning or at the end, or it cannot be written.
    """
    if path.exists():
        raise _there_already(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        _clear(part)  # what a killed program of the same number left, as in a container that is started again
        with explained(path):
            yield part
        _put_in_place(part, path)
    except OSError as error:
        raise StoreError(f"{path}: the file cannot be written: {error.strerror}") from error
    finally:
        _clear(part)


@contextmanager
def filled(path: Path) -> Iterator[SqliteFiller]:
    """What makes a store of the rows that it is given, at `path`, as `part_of` does."""
    with part_of(path) as part, closing(SqliteFiller(part)) as filler:
        yield filler
        filler.finish()


class SqliteFiller:
    """Puts rows into one new file, or one that another filler began. None is put twice; what they refer to may come later."""

    def __init__(self, path: Path, stages: Path | None = None) -> None:
        """`stages` is a file whose tables are read as well."""
        self._sources = count(1)
        self._documents = count(1)
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.executescript(bulk.ON_OPEN)
        if stages is not None:
            self.connection.execute(bulk.ATTACH, (str(stages),))
            self.run(bulk.USE_STAGES)
        there = {statement for (statement,) in self.connection.execute(bulk.THERE)}
        missing = [statement for statement in sql.SCHEMA if statement.strip() not in there]
        self._indexes = [statement for statement in missing if bulk.is_index(statement)]
        self.run(*(statement for statement in missing if not bulk.is_index(statement)), sql.BEGIN_WRITE)

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
        self.source_rows(rows_of(sources, self._sources))

    def source_rows(self, rows: SourceRows) -> None:
        """Put what `rows_of` made of some sources, and their prints."""
        sources, paths, links, statements = rows
        each = self.connection.executemany
        prints = [(source[0], prints_in(source[4], named=source[5])) for source in sources]
        each(bulk.PUT_SOURCE, [(*source[:5], " ".join(own)) for source, (_, own) in zip(sources, prints, strict=True)])
        each(bulk.PUT_PRINT, [(one, source) for source, own in prints for one in own])
        each(bulk.PUT_PATH, paths)
        each(bulk.PUT_LINK, links)
        each(bulk.PUT_STATEMENT, statements)

    def end_sources(self) -> None:
        """Make the indexes of the sources' tables: there are no more. Another filler goes on with the file."""
        own = [statement for statement in self._indexes if bulk.is_of_sources(statement)]
        self._indexes = [statement for statement in self._indexes if statement not in own]
        self.run(*own, sql.COMMIT)
        self.close()

    def edges(self, edges: Sequence[DocumentEdge]) -> None:
        self.connection.executemany(sql.PUT_EDGE, [codec.edge_row(edge) for edge in edges])

    def judgements(self, judgements: Sequence[Judgement]) -> None:
        self.connection.executemany(sql.PUT_JUDGEMENT, [codec.judgement_row(judgement) for judgement in judgements])

    def finish(self) -> None:
        """Make the indexes, and a store of the file."""
        self.run(*self._indexes, *sql.mark(migrations.newest(migrations.SQLITE)), sql.COMMIT)
        self.run(*bulk.CLEAR, sql.USE_WAL)


def rows_of(sources: Sequence[StoredSource], numbers: Iterator[int]) -> SourceRows:
    """The sources' rows; the next numbers become theirs."""
    numbered = list(zip(sources, numbers, strict=False))
    return (
        [(n, *_kept(source), is_named(source.reading.document)) for source, n in numbered],
        [(path, n) for source, n in numbered for path in source.paths],
        [(n, at, k.local, k.description, k.mentions) for source, n in numbered for at, k in enumerate(source.links)],
        [_stated(n, statement) for source, n in numbered for statement in source.statements],
    )


def _kept(s: StoredSource) -> tuple[str, str, str | None, str]:
    return s.sha256, codec.reading_json(s.reading), None if s.unjudged is None else codec.reading_json(s.unjudged), s.text


def _stated(source: int, s: Statement) -> Row:
    return source, s.ordinal, s.actor, s.relation, s.target, s.confidence, s.rule, codec.spans_json(s.spans), s.quote


def _clear(part: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal", STAGES):
        part.with_name(part.name + end).unlink(missing_ok=True)


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
