"""Loading records into a Neo4j server while it runs, beside bare batched UNWIND of the same rows."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

from neo4j import WRITE_ACCESS

from bench.measure import Row, once
from bench.report import spoken
from bench.server import running
from bench.synthetic import Corpus as Synthetic
from graph.store import Store
from graph.stores import open_store
from graph.stores.cypher import schema
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_bulk import filling, queries, write
from graph.stores.sqlite_bulk import load
from graph.transfer import copy_to, pieces

MOST, WARM = 20_000, 500
"""Documents that are loaded: of more, each takes as long. And those by which the server gets warm before."""


def online(corpus: Synthetic, scratch: Path) -> Row:
    """From read records through identity, by way of a SQLite file, into an empty server; all is in the folder `scratch`, which is made."""
    scratch.mkdir()
    few = Synthetic(min(corpus.size, MOST), corpus.seed)
    making = once(lambda: [None for _ in few])[0]
    identity = once(lambda: load(scratch / "online.db", few))[0] - making
    load(scratch / "warm.db", (few.record(i) for i in range(WARM)))
    with running(scratch / "home") as url, closing(open_store(f"sqlite:///{scratch / 'online.db'}")) as origin:
        with closing(open_store(f"sqlite:///{scratch / 'warm.db'}")) as little:
            copy_to(little, url, lambda: None)
        with closing(Neo4jStore(url)) as server:
            _empty(server)
            copied = once(lambda: _filled(origin, server))[0]
            _empty(server)
            bare = _bare(origin, server)
    note = f"online, {few.size:,} documents: {spoken(identity)} for identity, {spoken(copied)} for the server; beside it bare UNWIND"
    return Row("load in bulk, online", identity + copied, bare, note)


def _filled(origin: Store, server: Neo4jStore) -> None:
    with filling(server) as put:
        for piece in pieces(origin):
            put(piece)


def _bare(origin: Store, server: Neo4jStore) -> float:
    """Seconds for the same rows by the same queries alone; making the rows is not counted."""
    taken = 0.0
    with server.session(WRITE_ACCESS) as session:
        for piece in pieces(origin):
            made = list(queries(piece))
            begun = time.perf_counter()
            write(session, made)
            taken += time.perf_counter() - begun
    return taken


def _empty(server: Neo4jStore) -> None:
    with server.session(WRITE_ACCESS) as session:
        session.run(schema.EMPTY).consume()
