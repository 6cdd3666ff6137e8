"""Paths: a shortest way between two documents, over all relations and in whatever direction they run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from itertools import pairwise

from graph.answers import Path
from graph.errors import UsageError
from graph.lineage import known
from graph.nodes import edges, plain_node
from graph.store import Hop, Store

MAX_LENGTH = 6
"""Steps that are searched, unless asked otherwise: beyond it nearly everything hangs together by way of the great laws."""


def path(store: Store, a: str, b: str, max_length: int = MAX_LENGTH) -> Path:
    """A shortest way of at most `max_length` steps from one key to the other; without nodes if there is none.

    Of equally short ways the one with the fewest suspect steps is taken, then the one whose ids come first. The edges are all
    those between neighbours on it, by source, relation and target.
    """
    if max_length < 0:
        raise UsageError(f"a way of {max_length} steps is none; 0 is the document itself")
    start, end = known(store, a), known(store, b)
    way = [a] if a == b else _first(store, a, b, store.ways(a, b, max_length))
    documents = store.documents(way)
    hops = list(pairwise(way))
    return Path(
        source=start.id,
        target=end.id,
        nodes=[plain_node(documents[key]) for key in way],
        edges=edges(store, store.edges_between([*hops, *((far, near) for near, far in hops)])),
    )


def _first(store: Store, a: str, b: str, hops: Collection[Hop]) -> list[str]:
    """The keys of the way with the fewest doubtful hops; of several, step by step, the one that goes on to the least id."""
    onward = _least_doubtful(b, hops)
    if a not in onward:
        return []
    documents = store.documents(_passed(a, onward))
    way = [a]
    while way[-1] != b:
        way.append(min(onward[way[-1]], key=lambda key: documents[key].id))
    return way


def _least_doubtful(b: str, hops: Collection[Hop]) -> dict[str, list[str]]:
    """Each document's next ones on the ways to `b` that have the fewest doubtful hops."""
    before: defaultdict[str, list[Hop]] = defaultdict(list)
    for hop in hops:
        before[hop.far].append(hop)
    doubts, onward = {b: 0}, dict[str, list[str]]()
    front = [b]
    while front:  # level by level, since all ways from one document to `b` are equally long
        best: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for far in front:
            for hop in before[far]:
                best[hop.near].append((doubts[far] + hop.doubtful, far))
        for near, ways in best.items():
            doubts[near] = min(ways)[0]
            onward[near] = [far for count, far in ways if count == doubts[near]]
        front = list(best)
    return onward


def _passed(a: str, onward: dict[str, list[str]]) -> set[str]:
    """The documents on the ways from `a` on."""
    passed, front = {a}, {a}
    while front:
        front = {far for key in front for far in onward.get(key, ())}
        passed |= front
    return passed
