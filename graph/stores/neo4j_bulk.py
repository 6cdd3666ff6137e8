"""Filling an empty Neo4j store: nothing is looked up that cannot be there, and rows are made while the server writes those before.

Until it is whole, the database is no store: nobody opens it (`cypher.schema.UNFINISHED`). What is broken off is emptied again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress

from neo4j import WRITE_ACCESS, ManagedTransaction, Session

from graph.errors import StoreError
from graph.kept import Changes, Described, Document, DocumentEdge, StoredSource
from graph.stores import codec
from graph.stores.codec import Row
from graph.stores.cypher import schema, writing
from graph.stores.cypher.names import TYPES
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_nodes import document_row
from graph.stores.neo4j_server import explained, run

BATCH = 10_000
"""Rows in one query, and about as many in one transaction."""

Query = tuple[str, list[Row]]
"""A query, and its `$rows`."""


@contextmanager
def filling(store: Neo4jStore) -> Iterator[Callable[[Changes], None]]:
    """What puts changes into the store, which is empty; what they refer to comes with them or before. They are all there when the
    block ends well; else there is none of them, unless the server is away.

    Raises StoreError if the server fails.
    """
    with explained(store.url), store.session(WRITE_ACCESS) as session, ThreadPoolExecutor(1) as writer:
        run(session, [schema.UNFINISHED])
        pipe = _Pipe(session, writer)
        try:
            yield lambda changes: pipe.send(queries(changes))
            pipe.wait()
        except BaseException:
            with suppress(Exception):  # what went wrong before is what is told
                pipe.wait()
            with suppress(Exception):
                session.run(schema.EMPTY).consume()  # makes transactions of its own
                run(session, [schema.FINISHED])
            raise
        run(session, [schema.FINISHED])


class _Pipe:
    """Sends a transaction while the next one's rows are made."""

    def __init__(self, session: Session, writer: ThreadPoolExecutor) -> None:
        self._session, self._writer = session, writer
        self._running: Future[None] | None = None

    def send(self, some: Iterable[Query]) -> None:
        made = list(some)
        self.wait()
        self._running = self._writer.submit(write, self._session, made)

    def wait(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.result()


def write(session: Session, some: Sequence[Query]) -> None:
    """Run the queries in one transaction. It is not tried again when the connection breaks: it may have been made."""

    def work(transaction: ManagedTransaction) -> None:
        for query, rows in some:
            transaction.run(query, {"rows": rows}).consume()

    if some:
        session.execute_write(work)


def queries(changes: Changes) -> Iterator[Query]:
    """The queries that make what the changes put, with their rows, where nothing of it is."""
    yield from _documents(changes.put_documents)
    yield from _descriptions(changes.put_descriptions)
    yield from _sources(changes.put_sources)
    yield from _edges(changes.put_edges)
    yield from _parted(writing.PUT_JUDGEMENTS, [codec.judgement_row(judgement) for judgement in changes.put_judgements])


def _documents(documents: Sequence[Document]) -> Iterator[Query]:
    rows = [document_row(document) for document in documents]
    yield from _parted(writing.CREATE_HELD, [row for row in rows if row["held"]])
    yield from _parted(writing.CREATE_STUBS, [row for row in rows if not row["held"]])
    yield from _parted(writing.PUT_AUTHORITIES, [_only(row, "key", "issuer") for row in rows if row["issuer"] is not None])
    yield from _parted(writing.PUT_PLACES, [_only(row, "key", "place") for row in rows if row["place"] is not None])


def _descriptions(descriptions: Sequence[Described]) -> Iterator[Query]:
    rows = [codec.described_row(described) for described in descriptions]
    yield from _parted(writing.CREATE_DESCRIBED, [row for row in rows if row["document"] is not None])
    yield from _parted(writing.CREATE_AMBIGUOUS, [row for row in rows if row["document"] is None])


def _sources(sources: Sequence[StoredSource]) -> Iterator[Query]:
    yield from _parted(writing.CREATE_SOURCES, [codec.source_row(source) for source in sources])
    yield from _parted(writing.PUT_PATHS, [{"source": source.sha256, "path": path} for source in sources for path in source.paths])
    yield from _parted(writing.PUT_LINKS, [row for source in sources for row in codec.link_rows(source)])
    yield from _parted(writing.PUT_STATEMENTS, [row for source in sources for row in codec.statement_rows(source)])


def _edges(edges: Sequence[DocumentEdge]) -> Iterator[Query]:
    by_relation: dict[str, list[Row]] = {}
    for edge in edges:
        by_relation.setdefault(edge.relation, []).append(codec.edge_row(edge))
    for relation, rows in sorted(by_relation.items()):
        if relation not in TYPES:
            raise StoreError(f"{relation!r} is no relation between documents")
        yield from _parted(writing.create_edges(relation), rows)


def _parted(query: str, rows: list[Row]) -> Iterator[Query]:
    for start in range(0, len(rows), BATCH):
        yield query, rows[start : start + BATCH]


def _only(row: Row, *names: str) -> Row:
    return {name: row[name] for name in names}
