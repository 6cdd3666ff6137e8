"""Filling an empty Neo4j store with the rows of a SQLite store: nothing is looked up that cannot be there, and rows go as they lie in
the file, without becoming values of ours on the way.

Until it is whole, the database is no store: nobody opens it (`neo4j_claim`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from sqlite3 import Connection
from typing import Any

from neo4j import ManagedTransaction, Session

from graph.stores import codec
from graph.stores import sqlite_sql as sql
from graph.stores.cypher import filling as cypher
from graph.stores.cypher import writing
from graph.stores.cypher.names import TYPES
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_claim import claimed
from graph.stores.neo4j_nodes import teach_caption
from graph.stores.neo4j_server import explained
from graph.stores.sqlite_sql import neo4j_rows as rows

BATCH = 10_000
"""Rows in one query and one transaction: the server holds them in memory."""
TEXTS = 200
"""The same of whole texts."""

Tick = Callable[[], None]
Fill = Callable[[Connection, Tick], None]
"""Puts all rows of a SQLite store into it; the second is called for each document and each source."""


@dataclass(frozen=True, slots=True)
class _Step:
    """Rows of one kind: the SQL that gives them, and what makes the query that takes them, of their columns."""

    rows: str
    query: Callable[[Sequence[str]], str]
    values: tuple[str, ...] = ()
    most: int = BATCH
    told: bool = False


_STEPS = (
    _Step(rows.HELD, partial(cypher.documents, held=True), told=True),
    _Step(rows.STUBS, partial(cypher.documents, held=False), told=True),
    _Step(rows.ISSUERS, lambda _: cypher.ISSUERS),
    _Step(rows.PLACES, lambda _: cypher.PLACES),
    _Step(rows.DESCRIBED, cypher.descriptions),
    _Step(rows.AMBIGUOUS, cypher.ambiguous),
    _Step(rows.SOURCES, cypher.sources, most=TEXTS, told=True),
    _Step(rows.PATHS, lambda _: cypher.PATHS),
    _Step(rows.LINKS, cypher.links),
    _Step(rows.STATEMENTS, cypher.statements),
    *(_Step(rows.EDGES, partial(cypher.edges, relation=relation), values=(relation,)) for relation in TYPES),
)
"""What is referred to comes before what refers."""


@contextmanager
def filling(store: Neo4jStore) -> Iterator[Fill]:
    """What fills the store, which is empty and this program's alone until the block ends. It is whole when that ends well; else nothing
    is in it, unless the server is away: then whoever next opens it to write clears it.

    Raises StoreError if the store is not empty, if another program fills it, or if the server fails.
    """
    with explained(store.url), claimed(store.session, store.url) as session:
        yield partial(_fill, session)


def _fill(session: Session, connection: Connection, tick: Tick) -> None:
    teach_caption(connection)
    with closing(connection.cursor()) as cursor:
        cursor.row_factory = None
        for step in _STEPS:
            cursor.execute(step.rows, step.values)
            query = step.query([column[0] for column in cursor.description])
            while some := cursor.fetchmany(step.most):
                session.execute_write(_put, query, some)
                for _ in some if step.told else ():
                    tick()
    judgements = [codec.judgement_row(codec.judgement_of(kept)) for kept in connection.execute(sql.JUDGEMENTS)]
    session.execute_write(_put, writing.PUT_JUDGEMENTS, judgements)


def _put(transaction: ManagedTransaction, query: str, some: Sequence[Any]) -> None:
    """In one transaction. It is not tried again when the connection breaks amid its commit: it may have been made."""
    transaction.run(query, rows=some).consume()
