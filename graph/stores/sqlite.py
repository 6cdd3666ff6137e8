"""The store in one SQLite file: the default, with nothing to start.

A server and an ingest both may have it open: WAL lets readers read on while one writes, and writers wait for each other.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import local
from typing import TYPE_CHECKING, Any

from graph.hops import shortest
from graph.kept import About, Changes, Document, DocumentEdge, Hop, Spread, Step, StoredSource, Way, Worth
from graph.reach import counted, without_levels
from graph.store import T, Walkable
from graph.stores import codec
from graph.stores import sqlite_sql as sql
from graph.stores.changes import NO_TRANSACTION, READ_ONLY, settled, silent
from graph.stores.codec import Row
from graph.stores.rows import Kept, RowStore
from graph.stores.sqlite_backup import backup
from graph.stores.sqlite_file import connect, damage, explained, prepare, version_of
from graph.stores.sqlite_migrate import migrate
from graph.stores.sqlite_walks import Walks, packed_walks
from graph.ways import way_of

if TYPE_CHECKING:
    from graph.stores.packed import Packed


class _Running(local):
    """This thread's running transaction: its connection, and whether it only reads."""

    connection: sqlite3.Connection | None = None
    reads: bool = False

    @contextmanager
    def on(self, connection: sqlite3.Connection, *, reads: bool = False) -> Iterator[None]:
        self.connection, self.reads = connection, reads
        try:
            yield
        finally:
            self.connection, self.reads = None, False


class SqliteStore(RowStore):
    """The port over one file. Threads may share it: each use borrows a connection of its own from a pool."""

    _queries = sql

    def __init__(self, url: str, path: Path, *, create: bool = True, tell: Callable[[str], None] = silent) -> None:
        """Open the store at `path`, which is made if it is not there and `create`, and migrated if it is of an older version.

        Raises StoreError if the file cannot be opened, is no store, or is one of a newer version.
        """
        self.url = url
        self._path = path.absolute()
        self._idle: deque[sqlite3.Connection] = deque()
        self._running = _Running()
        self._walks = Walks()
        prepare(self._path, create=create)
        migrate(self._path, tell)

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()

    # --- the store itself

    def about(self) -> About:
        files = (self._path, self._path.with_name(f"{self._path.name}-wal"))
        with self._borrowed(sql.BEGIN_READ) as connection:
            return About("sqlite", str(self._path), version_of(connection), sum(file.stat().st_size for file in files if file.exists()))

    def damage(self) -> list[str]:
        with explained(self._path), closing(connect(self._path)) as connection:  # a transaction could not end on a damaged file
            return damage(connection, sql.DAMAGE)

    def backup(self, target: Path) -> None:
        backup(self._path, target)

    def prepare(self) -> None:
        with self._borrowed(sql.BEGIN_READ) as connection:
            self._walks.prepare(connection)

    # --- writing

    def transact(self, work: Callable[[], T]) -> T:
        if self._running.reads:
            raise RuntimeError(READ_ONLY)
        if self._running.connection is not None:
            raise RuntimeError("transactions do not nest")
        with self._borrowed(sql.BEGIN_WRITE) as connection, self._running.on(connection):
            return work()

    def lock(self, names: Collection[str]) -> None:  # noqa: ARG002  # nobody else is in a transaction anyway
        if self._running.reads or self._running.connection is None:
            raise RuntimeError(NO_TRANSACTION)

    def apply(self, changes: Changes) -> None:
        change = settled(changes)
        if self._running.reads:
            raise RuntimeError(READ_ONLY)
        if self._running.connection is None:
            with self._borrowed(sql.BEGIN_WRITE) as connection:
                _write(connection, change)
        else:
            with explained(self._path), _savepoint(self._running.connection):
                _write(self._running.connection, change)

    # --- connections

    @contextmanager
    def connected(self) -> Iterator[sqlite3.Connection]:
        """The connection of the running read, else one in a read of its own, for who carries rows elsewhere."""
        if self._running.connection is not None:
            yield self._running.connection
        else:
            with self._borrowed(sql.BEGIN_READ) as connection:
                yield connection

    @contextmanager
    def _borrowed(self, begin: str) -> Iterator[sqlite3.Connection]:
        """A connection within a transaction of its own."""
        with explained(self._path):
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

    # --- reading

    def together(self, questions: Sequence[Callable[[], Any]]) -> tuple[Any, ...]:
        return tuple(question() for question in questions)

    def read(self, work: Callable[[], T]) -> T:
        if self._running.connection is not None:
            return work()
        with self._borrowed(sql.BEGIN_READ) as connection, self._running.on(connection, reads=True):
            return work()

    def spread(self, root: str, direction: Step, relations: Collection[str], depth: int | None, *, levels: bool = True) -> Spread:
        asked = (root, direction, relations, depth)

        def found() -> Spread:
            cells = self._walked(lambda store: counted(store, *asked), lambda graph: packed_walks().spread(graph, *asked))
            return Spread(self.documents([root]).get(root), cells if levels else without_levels(cells))

        return self.read(found)

    def _search(self, words: Sequence[str], after: Worth | None, limit: int) -> tuple[int, list[Document]]:
        held, support, document_id = after or (None, None, None)
        counting, values = sql.count_found(words)

        def found() -> tuple[int, list[Document]]:
            total: int = self._all(counting, **values)[0]["total"]
            if not total or not limit:
                return total, []
            listing = sql.best_found(words, total, limit, later=after is not None)
            return total, self._documents(listing, **values, held=held, support=support, id=document_id, count=limit)

        return self.read(found)

    def neighbours(
        self, document: str, direction: Step, relations: Collection[str] | None, after: tuple[str, str] | None, limit: int
    ) -> tuple[int, list[tuple[DocumentEdge, Document]]]:
        queries = sql.neighbours(direction, some=relations is not None, later=after is not None)
        relation, other = after or (None, None)
        asked = None if relations is None else self._list(relations)
        values = {"key": document, "relations": asked, "relation": relation, "other": other, "count": limit}
        total, rows = self._all_of(queries, values)
        return (total[0]["total"] if total else 0), [(codec.edge_of(row), codec.document_of(row)) for row in rows]

    def way(self, start: str, end: str, longest: int, proofs: int) -> Way:
        asked = (start, end, longest)

        def hops() -> list[Hop]:
            return self._walked(lambda store: shortest(store, *asked), lambda graph: packed_walks().ways(graph, *asked))

        return self.read(lambda: way_of(self, start, end, hops(), proofs))

    def _walked(self, plainly: Callable[[Walkable], T], packed: Callable[[Packed], T]) -> T:
        if self._running.connection is not None and not self._running.reads:
            return plainly(self)  # what this transaction wrote is for nobody else yet

        def work() -> T:
            assert self._running.connection is not None  # noqa: S101  # within a read there is one
            return self._walks.walked(self._running.connection, self, plainly, packed)

        return self.read(work)

    def _all_of(self, queries: Sequence[str], values: Mapping[str, Any]) -> list[list[Row]]:
        try:
            if self._running.connection is not None:
                return [self._running.connection.execute(query, values).fetchall() for query in queries]
            with self._borrowed(sql.BEGIN_READ) as connection:
                return [connection.execute(query, values).fetchall() for query in queries]
        except UnicodeEncodeError:  # a lone surrogate, as in a file's name that is not UTF-8
            return [[] for _ in queries]

    def _each(self, query: str) -> Iterator[Row]:
        if self._running.connection is not None and not self._running.reads:
            yield from self._all(query)  # what is written while rows are still to come might be among them
            return
        if self._running.connection is not None:
            with closing(self._running.connection.execute(query)) as cursor:
                yield from cursor
            return
        with self._borrowed(sql.BEGIN_READ) as connection, closing(connection.execute(query)) as cursor:
            yield from cursor

    def _stored(self, hashes: Collection[str]) -> Iterable[Kept]:
        queries = (sql.STORED, sql.STORED_PATHS, sql.STORED_LINKS, sql.STORED_STATEMENTS)
        sources, *parts = self._all_of(queries, {"keys": self._list(hashes)})
        paths, links, statements = map(_by_source, parts)
        for row in sources:
            key = row["sha256"]
            yield Kept(row, [path["path"] for path in paths[key]], links[key], statements[key])

    def _list(self, values: Collection[str] | Collection[tuple[str, ...]]) -> str:
        return _json(values)


def _by_source(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["source"]].append(row)
    return groups


def _write(connection: sqlite3.Connection, change: Changes) -> None:
    """Puts before drops, and what is referred to before what refers: SQLite then checks each reference at once."""
    each = connection.executemany
    documents = [codec.document_row(d) for d in change.put_documents]
    descriptions = [codec.described_row(d) for d in change.put_descriptions]
    each(sql.PUT_DOCUMENT, documents)
    each(sql.PUT_SUPPORT, documents)
    each(sql.PUT_WORDS, documents)
    each(sql.PUT_DESCRIPTION, descriptions)
    each(sql.PUT_COUNT, descriptions)
    _put_sources(connection, change.put_sources)
    for statement, keys in (
        (sql.DROP_SOURCES, change.drop_sources),
        (sql.DROP_DESCRIPTIONS, change.drop_descriptions),
        (sql.DROP_WORDS, change.drop_documents),
        (sql.DROP_DOCUMENTS, change.drop_documents),
    ):
        if keys:
            connection.execute(statement, {"keys": _json(keys)})
    each(sql.DROP_EDGE, list(change.drop_edges))
    each(sql.PUT_EDGE, [codec.edge_row(e) for e in change.put_edges])
    each(sql.DROP_JUDGEMENT, [(one,) for one in change.drop_judgements])
    each(sql.PUT_JUDGEMENT, [codec.judgement_row(judgement) for judgement in change.put_judgements])
    connection.execute(sql.FORGET_TOUCHED)


def _put_sources(connection: sqlite3.Connection, sources: Sequence[StoredSource]) -> None:
    if not sources:
        return
    each = connection.executemany
    rows = [codec.source_row(s) for s in sources]
    prints = {row["sha256"]: row["prints"].split() for row in rows}
    each(sql.PUT_SOURCE, rows)
    ids = {row["sha256"]: row["id"] for row in connection.execute(sql.SOURCE_IDS, {"keys": _json([s.sha256 for s in sources])})}
    links = [row | {"source": ids[s.sha256]} for s in sources for row in codec.link_rows(s)]
    statements = [row | {"source": ids[s.sha256]} for s in sources for row in codec.statement_rows(s)]
    stay = [
        {
            "source": ids[s.sha256],
            "path": _json(s.paths),
            "print": _json(prints[s.sha256]),
            "link": json.dumps(list(range(len(s.links)))),
            "statement": json.dumps([statement.ordinal for statement in s.statements]),
        }
        for s in sources
    ]
    for statement in sql.CLEAR_SOURCES:
        each(statement, stay)
    each(sql.PUT_PATH, [{"path": path, "source": ids[s.sha256]} for s in sources for path in s.paths])
    each(sql.PUT_PRINT, [{"print": one, "source": ids[s.sha256]} for s in sources for one in prints[s.sha256]])
    each(sql.PUT_LINK, links)
    each(sql.PUT_STATEMENT, statements)


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


def _json(values: Collection[str] | Collection[tuple[str, ...]]) -> str:
    """A list as one parameter. SQLite ends a string from JSON at NUL; such a string is left out, as no key holds one."""
    return json.dumps([value for value in dict.fromkeys(values) if "\0" not in "".join(value)])
