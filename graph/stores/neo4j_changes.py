"""Changes as the rows of `cypher.writing.CHANGE`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.kept import Changes, EdgeKey
from graph.stores import codec
from graph.stores.changes import needed
from graph.stores.codec import Row
from graph.stores.cypher.names import TYPES
from graph.stores.cypher.writing import STEPS
from graph.stores.neo4j_nodes import document_row

BATCH = 5_000
"""Rows in one query: more would not be faster, and the server holds them in memory."""

Rows = Sequence[Row] | Sequence[str]


def parameters(change: Changes) -> Iterator[dict[str, Rows]]:
    """The parameters of each query that a settled change takes; most take one. The first one's alone tell what would dangle.

    Raises StoreError if the change refers to what it drops.
    """
    documents, descriptions = needed(change)
    check: dict[str, Rows] = {
        "documents": list(documents),
        "descriptions": list(descriptions),
        "gone_documents": list(change.drop_documents),
        "gone_descriptions": list(change.drop_descriptions),
        "redescribed": [*change.drop_descriptions, *(d.key for d in change.put_descriptions)],
        "reread": _reread(change),
    }
    none: dict[str, Rows] = {name: [] for name in (*check, *STEPS)}
    given, room = none | check, BATCH
    for step, rows in _steps(change):
        start = 0
        while len(rows) - start > room:
            yield given | {step: rows[start : start + room]}
            start += room
            given, room = dict(none), BATCH
        given[step] = rows[start:]
        room -= len(rows) - start
    if any(given.values()):
        yield given


def _steps(change: Changes) -> Iterator[tuple[str, Rows]]:
    """The rows of each step, in the order of `STEPS`."""
    edges = {(e.source, e.relation, e.target): e for e in change.put_edges}
    yield "drop_edges", [_ends(key) for key in sorted({*change.drop_edges, *edges}) if key[1] in TYPES]  # others there are none
    yield "clear_sources", _reread(change)
    yield "drop_sources", list(change.drop_sources)
    yield "take_paths", [path for s in change.put_sources for path in s.paths]
    yield "drop_descriptions", list(change.drop_descriptions)
    yield from _documents(change)
    yield from _descriptions(change)
    yield "put_sources", [codec.source_row(s) for s in change.put_sources]
    yield "put_paths", [{"source": s.sha256, "path": path} for s in change.put_sources for path in s.paths]
    yield "put_links", [row for s in change.put_sources for row in codec.link_rows(s)]
    yield "put_statements", [row for s in change.put_sources for row in codec.statement_rows(s)]
    yield "drop_judgements", list(change.drop_judgements)
    yield "put_judgements", [codec.judgement_row(judgement) for judgement in change.put_judgements]
    yield "put_edges", [codec.edge_row(edges[key]) | _ends(key) for key in sorted(edges)]


def _documents(change: Changes) -> Iterator[tuple[str, Rows]]:
    rows = [document_row(d) for d in change.put_documents]
    gone: list[Row] = [{"key": key, "issuer": None, "place": None} for key in change.drop_documents]
    yield "clear_issuers", gone + [{"key": d.key, "issuer": d.issuer, "place": d.place} for d in change.put_documents]
    yield "clear_suspects", list(change.drop_documents)
    yield "drop_documents", list(change.drop_documents)
    yield "put_documents", rows
    for step, name in (("put_authorities", "issuer"), ("put_places", "place")):  # in sorted order, as locks
        named = ({"key": row["key"], name: row[name]} for row in rows if row[name] is not None)
        yield step, sorted(named, key=lambda row: str(row[name]))


def _descriptions(change: Changes) -> Iterator[tuple[str, Rows]]:
    yield "put_descriptions", [codec.described_row(d) for d in change.put_descriptions]
    yield "put_describes", [{"key": d.key, "document": d.document} for d in change.put_descriptions if d.document is not None]


def _reread(change: Changes) -> list[str]:
    return [*change.drop_sources, *(s.sha256 for s in change.put_sources)]


def _ends(edge: EdgeKey) -> Row:
    source, relation, target = edge
    return {"source": source, "type": TYPES[relation], "target": target}
