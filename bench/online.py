"""Loading records into a Neo4j server while it runs, beside bare batched UNWIND of the same rows."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from statistics import median

from neo4j import WRITE_ACCESS

from bench.bare import bare
from bench.measure import Row, once
from bench.report import spoken
from bench.server import running
from bench.synthetic import Corpus as Synthetic
from graph.store import Store
from graph.stores import open_store
from graph.stores.cypher import schema
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_bulk import filling
from graph.stores.sqlite_bulk import load
from graph.stores.sqlite_rows import connected

MOST = 5_000
"""Documents that are loaded: of more, each takes as long."""
ROUNDS = 3
"""How often both ways are gone, in turn, after one that is not counted: a server computes slowly when it starts."""


def online(corpus: Synthetic, scratch: Path) -> Row:
    """From read records through identity, by way of a SQLite file, into an empty server; all is in the folder `scratch`, which is made."""
    scratch.mkdir()
    few = Synthetic(min(corpus.size, MOST), corpus.seed)
    making = once(lambda: [None for _ in few])[0]
    identity = once(lambda: load(scratch / "online.db", few))[0] - making
    ours, plain = [], []
    with (
        running(scratch / "home") as url,
        closing(open_store(f"sqlite:///{scratch / 'online.db'}")) as origin,
        closing(Neo4jStore(url)) as server,
    ):
        for _ in range(ROUNDS + 1):
            ours.append(once(lambda: _filled(origin, server))[0])
            _empty(server)
            plain.append(_bare(origin, server))
            _empty(server)
    filled, by_hand = median(ours[1:]), median(plain[1:])
    note = f"online, {few.size:,} documents: {spoken(identity)} for identity, {spoken(filled)} for the server; beside it bare UNWIND"
    return Row("load in bulk, online", identity + filled, by_hand, note)


def _filled(origin: Store, server: Neo4jStore) -> None:
    with filling(server) as fill, connected(origin) as rows:
        fill(rows, lambda: None)


def _bare(origin: Store, server: Neo4jStore) -> float:
    with connected(origin) as rows, server.session(WRITE_ACCESS) as session:
        return bare(session, rows)


def _empty(server: Neo4jStore) -> None:
    with server.session(WRITE_ACCESS) as session:
        session.run(schema.EMPTY).consume()
