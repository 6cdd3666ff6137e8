"""Lineage: what carries a document out, and what it rests on.

Every relation runs from the actor to what it acts on: a plan `implements` a resolution, a decision `promulgates` a plan.
Down from a document stand those that act on it, and those that act on these: the plan that implements the resolution, then
the decision that promulgates the plan (it acts for the plan, and is reached through it), the letter that implements the
plan. Up stands what the document acts on, and also what it is based on.
"""

from __future__ import annotations

from collections.abc import Collection

from graph.answers import Direction, Lineage
from graph.errors import UnknownDocument, UsageError
from graph.found import Found
from graph.kept import PROBABLY_SAME_AS, Document, DocumentEdge, Step
from graph.nodes import edges, node
from graph.reach import Reach, Reached, reach
from graph.reading import RELATIONS
from graph.store import Store
from graph.validity import states

CARRIES_OUT = ("implements", "guides", "promulgates")
"""What lineage and coverage follow downward."""

RESTS_ON = (*CARRIES_OUT, "based_on")
"""What lineage follows upward."""

LIMIT = 10_000
"""Documents in one lineage, unless asked otherwise."""


def lineage(
    store: Store,
    key: str,
    direction: Direction = "down",
    depth: int | None = None,
    relations: Collection[str] | None = None,
    limit: int = LIMIT,
    as_of: str | None = None,
) -> Lineage:
    """The lineage of the document with this key, at most `depth` steps and `limit` documents.

    `relations` takes the place of the usual ones in both directions. The edges are all those of a followed relation, or
    `probably_same_as`, between two documents of the answer. With `both`, the ways up and the ways down are walked each for
    itself (never up and then down again), and depth is the distance from the root on either. With a day in `as_of`, what was
    issued after it is left out, and each document tells what had become of it by then.
    """
    if depth is not None and depth < 0:
        raise UsageError(f"a depth of {depth} is none; 0 is the document alone")
    if limit < 1:
        raise UsageError(f"a limit of {limit} documents leaves no room for the document itself")
    root = known(store, key)
    followed: dict[Step, tuple[str, ...]] = {}
    if direction in ("down", "both"):
        followed["in"] = checked(relations) or CARRIES_OUT
    if direction in ("up", "both"):
        followed["out"] = checked(relations) or RESTS_ON
    walks = [reach(store, key, step, wanted, depth, limit, as_of) for step, wanted in followed.items()]
    found = _together(walks)
    documents = Found(store.documents(found))
    became = states(store, found, as_of) if as_of is not None else {}
    nodes = [node(documents[k], depth=r.depth, suspect=r.suspect, validity=became.get(k)) for k, r in found.items()]
    nodes.sort(key=lambda n: (n.id != root.id, n.depth, n.suspect, n.id))
    kept = {n.id for n in nodes[:limit]}
    reached = {k for k in found if documents[k].id in kept}
    return Lineage(
        root=root.id,
        direction=direction,
        nodes=nodes[:limit],
        edges=edges(store, _among(store, reached, {relation for wanted in followed.values() for relation in wanted}), known=documents),
        truncated=any(walk.truncated for walk in walks) or len(nodes) > limit,
    )


def known(store: Store, key: str) -> Document:
    """The document with this key; UnknownDocument if there is none."""
    document = store.documents([key]).get(key)
    if document is None:
        raise UnknownDocument(key)
    return document


def checked(relations: Collection[str] | None) -> tuple[str, ...] | None:
    """The relations, if all of them are in the closed set; UsageError names one that is not."""
    for relation in relations or ():
        if relation not in RELATIONS:
            raise UsageError(f"“{relation}” is no relation; there are {', '.join(RELATIONS)}")
    return tuple(relations) if relations else None


def _together(walks: Collection[Reach]) -> dict[str, Reached]:
    """Both directions' documents; one that both reach is trusted if either way is, then as near as the nearer."""
    found: dict[str, Reached] = {}
    for walk in walks:
        for key, reached in walk.found.items():
            other = found.get(key, reached)
            found[key] = min(reached, other, key=lambda r: (r.suspect, r.depth))
    return found


def _among(store: Store, keys: Collection[str], relations: Collection[str]) -> list[DocumentEdge]:
    """All edges of these relations, and the suspect ones, with both ends among the documents."""
    return [edge for edge in store.edges(keys, "out", {*relations, PROBABLY_SAME_AS}) if edge.target in keys]
