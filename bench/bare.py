"""Bare batched UNWIND: the rows of a store into an empty Neo4j database as its manual has it, one query for each kind of thing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from sqlite3 import Connection
from typing import Any

from neo4j import ManagedTransaction, Session

from graph.stores.cypher.names import TYPES
from graph.stores.neo4j_bulk import BATCH, TEXTS
from graph.stores.sqlite_sql import neo4j_rows as rows

_QUERIES = (
    (rows.HELD, "CREATE (d:Document:Held) SET d = row, d.held = true"),
    (rows.STUBS, "CREATE (d:Document:Stub) SET d = row, d.held = false"),
    (rows.ISSUERS, "MATCH (d:Document {key: row.key}) MERGE (a:Authority {name: row.issuer}) CREATE (d)-[:ISSUED_BY]->(a)"),
    (rows.PLACES, "MATCH (d:Document {key: row.key}) MERGE (p:Place {name: row.place}) CREATE (d)-[:IN]->(p)"),
    (
        rows.DESCRIBED,
        "MATCH (d:Document {key: row.document}) CREATE (x:Description)-[:DESCRIBES]->(d) SET x = row, x.header = row.header = 1",
    ),
    (rows.AMBIGUOUS, "CREATE (x:Description:Ambiguous) SET x = row, x.header = row.header = 1"),
    (rows.SOURCES, "CREATE (s:Source) SET s = row"),
    (rows.PATHS, "MATCH (s:Source {sha256: row.sha256}) CREATE (s)-[:FOUND_AT]->(:Path {path: row.path})"),
    (
        rows.LINKS,
        """MATCH (s:Source {sha256: row.sha256}), (x:Description {key: row.description})
        CREATE (s)-[:GIVES {local: row.local, mentions: row.mentions, position: row.position}]->(x)""",
    ),
    (
        rows.STATEMENTS,
        """MATCH (s:Source {sha256: row.sha256}), (a:Description {key: row.actor}), (t:Description {key: row.target})
        CREATE (s)-[:STATES]->(m:Mention {ordinal: row.ordinal, relation: row.relation, confidence: row.confidence,
            rule: row.rule, spans: row.spans, quote: row.quote}), (m)-[:ACTOR]->(a), (m)-[:TARGET]->(t)""",
    ),
)
_EDGE = """MATCH (s:Document {{key: row.source}}), (t:Document {{key: row.target}})
    CREATE (s)-[:{} {{total: row.total, confidence: row.confidence, reason: row.reason}}]->(t)"""


def bare(session: Session, connection: Connection) -> float:
    """Seconds that the server and the driver take; reading the rows and making maps of them is not counted."""
    taken = 0.0
    for query, some in _batches(connection):
        begun = time.perf_counter()
        session.execute_write(_put, f"UNWIND $rows AS row {query}", some)
        taken += time.perf_counter() - begun
    return taken


def _batches(connection: Connection) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    edges = [(rows.EDGES, _EDGE.format(kind), (relation,)) for relation, kind in TYPES.items()]
    for wanted, query, values in (*((*one, ()) for one in _QUERIES), *edges):
        cursor = connection.execute(wanted, values)
        while some := cursor.fetchmany(TEXTS if wanted == rows.SOURCES else BATCH):
            yield query, some


def _put(transaction: ManagedTransaction, query: str, some: list[dict[str, Any]]) -> None:
    transaction.run(query, rows=some).consume()
