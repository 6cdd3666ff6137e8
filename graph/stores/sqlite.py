"""The store in one SQLite file: the default, with nothing to start.

A server and an ingest both may have it open: WAL lets readers read on while one writes, and writers wait for each other.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import groupby
from pathlib import Path
from threading import local
from typing import Literal

from graph.errors import StoreError
from graph.reading import SELF
from graph.store import Changes, Described, Document, DocumentEdge, EdgeKey, Link, Statement, StoredSource, T
from graph.stores import codec
from graph.stores import sqlite_sql as sql
from graph.stores.changes import DANGLING, can_match, id_fits, settled, tail
from graph.stores.sqlite_file import connect, error_name, prepare

_Value = str | int | None
"""What is bound to a statement's parameters."""


class SqliteStore:
    """The port over one file. Threads may share it: each use borrows a connection of its own from a pool."""

    def __init__(self, url: str, path: Path, *, create: bool = True) -> None:
        """Open the store at `path`, which is made if it is not there and `create`.

        Raises StoreError if the file cannot be opened, is no store, or is one of a newer version.
        """
        self.url = url
        self._path = path.absolute()
        self._idle: deque[sqlite3.Connection] = deque()
        self._running = local()
        prepare(self._path, create=create)

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()

    # --- connections and transactions

    @contextmanager
    def _borrowed(self, begin: str) -> Iterator[sqlite3.Connection]:
        """A connection within a transaction of its own; what SQLite finds wrong becomes a StoreError."""
        with self._explained():
            try:
                connection = self._idle.pop()
            except IndexError:
                connection = connect(self._path)
            try:
                connection.execute(begin)
                yield connection
                connection.execute(sql.COMMIT)
            finally:
                if connection.in_transaction:
                    connection.execute(sql.ROLLBACK)
                self._idle.append(connection)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """What SQLite finds wrong becomes a StoreError."""
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(f"{self._path}: {_reason(error)}") from error

    @property
    def _transaction(self) -> sqlite3.Connection | None:
        """The connection of this thread's running write transaction."""
        connection: sqlite3.Connection | None = getattr(self._running, "connection", None)
        return connection

    def transact(self, work: Callable[[], T]) -> T:
        if self._transaction is not None:
            raise RuntimeError("transactions do not nest")
        with self._borrowed(sql.BEGIN_WRITE) as connection:
            self._running.connection = connection
            try:
                return work()
            finally:
                self._running.connection = None

    def apply(self, changes: Changes) -> None:
        change = settled(changes)
        if self._transaction is None:
            with self._borrowed(sql.BEGIN_WRITE) as connection:
                _write(connection, change)
        else:
            with self._explained(), _savepoint(self._transaction):
                _write(self._transaction, change)

    def _all(self, statement: str, **values: _Value) -> list[codec.Row]:
        """All rows of one query."""
        return self._all_of([statement], **values)[0]

    def _all_of(self, statements: Sequence[str], **values: _Value) -> list[list[codec.Row]]:
        """The rows of queries that see one state of the store. A string that is not Unicode is in no store: no rows."""
        try:
            if self._transaction is not None:
                return [self._transaction.execute(statement, values).fetchall() for statement in statements]
            with self._borrowed(sql.BEGIN_READ) as connection:
                return [connection.execute(statement, values).fetchall() for statement in statements]
        except UnicodeEncodeError:
            return [[] for _ in statements]

    def _each(self, statement: str) -> Iterator[codec.Row]:
        """The rows of one query, one by one, as they were when the first was asked for."""
        if self._transaction is not None:
            yield from self._all(statement)
            return
        with self._borrowed(sql.BEGIN_READ) as connection, closing(connection.execute(statement)) as cursor:
            yield from cursor

    # --- sources

    def sources(self) -> Iterator[str]:
        return (row["sha256"] for row in self._each(sql.SOURCES))

    def stored(self, hashes: Collection[str]) -> dict[str, StoredSource]:
        queries = (sql.STORED, sql.STORED_PATHS, sql.STORED_LINKS, sql.STORED_STATEMENTS)
        sources, path_rows, link_rows, statement_rows = self._all_of(queries, keys=_keys(hashes))
        paths: defaultdict[str, list[str]] = defaultdict(list)
        links: defaultdict[str, list[Link]] = defaultdict(list)
        statements: defaultdict[str, list[Statement]] = defaultdict(list)
        for row in path_rows:
            paths[row["source"]].append(row["path"])
        for row in link_rows:
            links[row["source"]].append(codec.link_of(row))
        for row in statement_rows:
            statements[row["source"]].append(codec.statement_of(row))
        return {
            sha256: codec.source_of(row, paths[sha256], links[sha256], statements[sha256]) for row in sources for sha256 in [row["sha256"]]
        }

    def source_at(self, path: str) -> str | None:
        return next((row["sha256"] for row in self._all(sql.SOURCE_AT, path=path)), None)

    def paths(self) -> dict[str, str]:
        return {row["path"]: row["sha256"] for row in self._all(sql.PATHS)}

    # --- descriptions

    def described(self, blocks: Collection[str]) -> list[Described]:
        return [codec.described_of(row) for row in self._all(sql.DESCRIBED, keys=_keys(blocks))]

    def descriptions(self, keys: Collection[str]) -> dict[str, Described]:
        return {row["key"]: codec.described_of(row) for row in self._all(sql.DESCRIPTIONS, keys=_keys(keys))}

    def descriptions_of(self, documents: Collection[str]) -> dict[str, list[Described]]:
        rows = self._all(sql.DESCRIPTIONS_OF, keys=_keys(documents))
        return {document: [codec.described_of(row) for row in own] for document, own in groupby(rows, key=lambda row: row["document"])}

    def ambiguous(self) -> Iterator[Described]:
        return map(codec.described_of, self._each(sql.AMBIGUOUS))

    def links_to(self, descriptions: Collection[str]) -> list[Link]:
        return [codec.link_of(row) for row in self._all(sql.LINKS_TO, keys=_keys(descriptions))]

    # --- statements

    def statements_about(self, descriptions: Collection[str]) -> list[Statement]:
        return [codec.statement_of(row) for row in self._all(sql.STATEMENTS_ABOUT, keys=_keys(descriptions))]

    def tally(self, pairs: Collection[tuple[str, str]]) -> dict[EdgeKey, tuple[int, float]]:
        rows = self._all(sql.TALLY, keys=_tuples(pairs))
        return {(row["source"], row["relation"], row["target"]): (row["total"], row["confidence"]) for row in rows}

    def evidence(self, edges: Collection[EdgeKey], limit: int | None) -> dict[EdgeKey, list[Statement]]:
        rows = self._all(sql.EVIDENCE, keys=_tuples(edges), count=limit)
        groups = groupby(rows, key=lambda row: (row["edge_source"], row["relation"], row["edge_target"]))
        return {edge: [codec.statement_of(row) for row in own] for edge, own in groups}

    # --- documents

    def documents(self, keys: Collection[str]) -> dict[str, Document]:
        return {d.key: d for d in self._documents(sql.DOCUMENTS, keys=_keys(keys))}

    def documents_in(self, blocks: Collection[str]) -> list[Document]:
        return self._documents(sql.DOCUMENTS_IN, keys=_keys(blocks))

    def documents_on(self, days: Collection[str]) -> list[Document]:
        return self._documents(sql.DOCUMENTS_ON, keys=_keys(days))

    def all_documents(self) -> Iterator[Document]:
        return map(codec.document_of, self._each(sql.ALL_DOCUMENTS))

    def page(self, after: str | None, limit: int, held: bool | None, type: str | None, place: str | None) -> tuple[int, list[Document]]:
        filters = {name: value for name, value in (("held", held), ("type", type), ("place", place)) if value is not None}
        total, rows = self._all_of(sql.page(filters.keys(), after=after is not None), **filters, after=after, count=limit)
        return (total[0]["total"] if total else 0), [codec.document_of(row) for row in rows]

    def with_id(self, pattern: str) -> list[Document]:
        if tail(pattern) != "-":
            found = self._documents(sql.WITH_TAIL, tail=tail(pattern))
        else:
            found = self._documents(sql.WITH_PREFIX, prefix=pattern.partition("-")[0])
        return [d for d in found if id_fits(d.id, pattern)]

    def search(self, words: Sequence[str], limit: int) -> list[Document]:
        asked = {word for word in words if word}
        if not all(map(can_match, asked)):
            return []
        if not asked:
            return self._documents(sql.BEST_SUPPORTED, count=limit)
        return self._documents(sql.SEARCH, query=" ".join(f'"{word}"*' for word in sorted(asked)), count=limit)

    def speakers(self, sources: Collection[str]) -> dict[str, str]:
        return {row["source"]: row["document"] for row in self._all(sql.SPEAKERS, keys=_keys(sources), itself=SELF)}

    def _documents(self, statement: str, **values: _Value) -> list[Document]:
        return [codec.document_of(row) for row in self._all(statement, **values)]

    # --- edges

    def edges(
        self, documents: Collection[str], direction: Literal["out", "in"], relations: Collection[str] | None = None
    ) -> list[DocumentEdge]:
        statement = sql.EDGES_OUT if direction == "out" else sql.EDGES_IN
        asked = None if relations is None else _keys(relations)
        return [codec.edge_of(row) for row in self._all(statement, keys=_keys(documents), relations=asked)]

    def edges_between(self, pairs: Collection[tuple[str, str]]) -> list[DocumentEdge]:
        return [codec.edge_of(row) for row in self._all(sql.EDGES_BETWEEN, keys=_tuples(pairs))]

    def all_edges(self) -> Iterator[DocumentEdge]:
        return map(codec.edge_of, self._each(sql.ALL_EDGES))

    def counts(self) -> Mapping[str, int]:
        return self._all(sql.COUNTS, itself=SELF)[0]


def _write(connection: sqlite3.Connection, change: Changes) -> None:
    """Puts before drops, and what is referred to before what refers: SQLite then checks each reference at once."""
    each = connection.executemany
    documents = [codec.document_row(d) for d in change.put_documents]
    put_sources = _keys([s.sha256 for s in change.put_sources])
    dropped_documents = {"keys": _keys(change.drop_documents)}
    each(sql.PUT_DOCUMENT, documents)
    each(sql.PUT_WORDS, documents)
    each(sql.PUT_DESCRIPTION, [codec.described_row(d) for d in change.put_descriptions])
    each(sql.PUT_SOURCE, [codec.source_row(s) for s in change.put_sources])
    for statement in sql.CLEAR_SOURCES:
        connection.execute(statement, {"keys": put_sources})
    each(sql.PUT_PATH, [{"path": path, "source": s.sha256} for s in change.put_sources for path in s.paths])
    each(sql.PUT_LINK, [row for s in change.put_sources for row in codec.link_rows(s)])
    each(sql.PUT_STATEMENT, [row for s in change.put_sources for row in codec.statement_rows(s)])
    connection.execute(sql.DROP_SOURCES, {"keys": _keys(change.drop_sources)})
    connection.execute(sql.DROP_DESCRIPTIONS, {"keys": _keys(change.drop_descriptions)})
    connection.execute(sql.DROP_WORDS, dropped_documents)
    connection.execute(sql.DROP_DOCUMENTS, dropped_documents)
    each(sql.DROP_EDGE, list(change.drop_edges))
    each(sql.PUT_EDGE, [codec.edge_row(e) for e in change.put_edges])


@contextmanager
def _savepoint(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing within the running transaction, which goes on either way."""
    connection.execute(sql.SAVEPOINT)
    try:
        yield
    except BaseException:
        connection.execute(sql.ROLLBACK_TO)
        raise
    finally:
        connection.execute(sql.RELEASE)


def _keys(values: Collection[str]) -> str:
    """A list of strings as one JSON parameter. SQLite ends a string from JSON at NUL, which no key holds."""
    return json.dumps([value for value in values if "\0" not in value])


def _tuples(values: Collection[tuple[str, ...]]) -> str:
    """A list of tuples of strings as one JSON parameter, each once."""
    return json.dumps(sorted({value for value in values if not any("\0" in part for part in value)}))


def _reason(error: sqlite3.Error) -> str:
    name = error_name(error)
    if name == "SQLITE_CONSTRAINT_FOREIGNKEY":
        return DANGLING
    if name.startswith("SQLITE_BUSY"):
        return "another process is writing to the store and does not finish; try again when it has"
    return str(error)
