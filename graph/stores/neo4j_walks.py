"""Walks in Neo4j: the server makes them, near its data, and tells what they come to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from graph.kept import PROBABLY_SAME_AS, Cell, Document, DocumentEdge, EdgeKey, Proofs, Spread, Statement, Step, Way
from graph.reach import without_levels
from graph.reading import SELF
from graph.stores import codec
from graph.stores.codec import Row
from graph.stores.cypher import walks
from graph.stores.cypher.names import TYPES

Ask = Callable[..., list[Row]]
"""A query and its parameters to its rows."""

_FAR = 2**31 - 1
"""More steps than any graph has, and as many as Cypher takes."""


def spread(ask: Ask, root: str, direction: Step, relations: Collection[str], depth: int | None, *, levels: bool) -> Spread:
    """`Store.spread`. Where the walk meets no twin of a suspect that it does not come to by a trusted way, one query answers.

    Else it is made again past these twins, whose depth is that of their suspect, until no other comes into reach.
    """
    bound = None if depth is None else min(max(depth, 0), _FAR)
    followed = set(relations) & TYPES.keys() - {PROBABLY_SAME_AS}
    if not levels:
        found = ask(walks.reached(direction, followed, bound), key=root)
        if not any(row["touched"] for row in found):
            return _spread(found)
    seeds: dict[str, int] = {}
    found = ask(walks.spread(direction, followed, bound), key=root)
    while nearer := _nearer(ask, dict(twin for row in found for some in row["touched"] for twin in some)):
        seeds |= nearer
        found = ask(walks.spread_past(direction, followed, bound), key=root, seeds=list(map(list, seeds.items())), depth=bound)
    spread = _spread(found)
    return spread if levels else Spread(spread.root, without_levels(spread.cells))


def _spread(found: Sequence[Row]) -> Spread:
    """What one row tells; none if there is no such document."""
    if not found:
        return Spread(None, [])
    cells = sorted(
        (Cell(*cell) for cell in found[0]["cells"]), key=lambda cell: (cell.depth, cell.suspect, cell.place is None, cell.place or "")
    )
    return Spread(Document(*found[0]["root"]), cells)


def _nearer(ask: Ask, depths: dict[str, int]) -> dict[str, int]:
    """The twins that lie deeper than a twin of theirs, or have no depth yet, with the depth that they so come to."""
    if not depths:
        return {}
    found: dict[str, int] = {}
    for row in ask(walks.TWINS_OF, keys=list(depths)):
        depth, twin = depths[row["of"]], row["twin"]
        if depth < min(depths.get(twin, _FAR), found.get(twin, _FAR)):
            found[twin] = depth
    return found


def way(ask: Ask, start: str, end: str, longest: int, proofs: int) -> Way:
    """`Store.way`."""
    steps = min(max(longest, 1), _FAR)
    rows = ask(walks.way(steps), start=start, end=end, longest=longest, proofs=proofs, itself=SELF)
    if not rows:  # a key that cannot be in the engine
        return Way((None, None), (), (), Proofs({}, {}))
    (row,) = rows
    edges: list[DocumentEdge] = []
    evidence: dict[EdgeKey, list[Statement]] = {}
    speakers: dict[str, str] = {}
    for *columns, stated in row["edges"]:
        edge = DocumentEdge(*columns)
        edges.append(edge)
        for values in stated:
            proof = dict(zip(walks.PROOF_COLUMNS, values, strict=True))
            evidence.setdefault((edge.source, edge.relation, edge.target), []).append(codec.statement_of(proof))
            if proof["speaker"] is not None:
                speakers[proof["source"]] = proof["speaker"]
    documents = tuple(Document(*columns) for columns in row["documents"])
    edges.sort(key=lambda edge: (edge.source, edge.relation, edge.target))
    ends = (documents[0], documents[-1]) if documents else tuple(None if end is None else Document(*end) for end in row["ends"])
    return Way((ends[0], ends[1]), documents, tuple(edges), Proofs(evidence, speakers))
