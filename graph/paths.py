"""Paths: a shortest way between two documents, over all relations and in whatever direction they run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from graph.answers import Path
from graph.errors import UnknownDocument, UsageError
from graph.found import Found
from graph.kept import Document, Hop
from graph.nodes import edges, plain_node
from graph.store import Store

MAX_LENGTH = 6
"""Steps that are searched, unless asked otherwise: beyond it nearly everything hangs together by way of the great laws."""


def path(store: Store, a: str, b: str, max_length: int = MAX_LENGTH) -> Path:
    """A shortest way of at most `max_length` steps from one key to the other; without nodes if there is none.

    Of equally short ways the one with the fewest suspect steps is taken, then the one whose ids come first. The edges are all
    those between neighbours on it, by source, relation and target.
    """
    if max_length < 0:
        raise UsageError(f"a way of {max_length} steps is none; 0 is the document itself")
    onward = {} if a == b else _least_doubtful(b, store.ways(a, b, max_length))
    documents = Found(store.documents({a, b} | _passed(a, onward)))
    for key in (a, b):
        if key not in documents:
            raise UnknownDocument(key)
    way = _first(a, b, onward, documents)
    hops = list(pairwise(way))
    return Path(
        source=documents[a].id,
        target=documents[b].id,
        nodes=[plain_node(documents[key]) for key in way],
        edges=edges(store, store.edges_between([*hops, *((far, near) for near, far in hops)]), known=documents),
    )


def _first(a: str, b: str, onward: Mapping[str, Sequence[str]], documents: Mapping[str, Document]) -> list[str]:
    """The keys of the way that goes on, step by step, to the least id; none if there is no way."""
    way = [a]
    while way[-1] != b:
        if not onward.get(way[-1]):
            return []
        way.append(min(onward[way[-1]], key=lambda key: documents[key].id))
    return way


def _least_doubtful(b: str, hops: Collection[Hop]) -> dict[str, list[str]]:
    """Each document's next ones on the ways to `b` that have the fewest doubtful hops; nothing of documents on none."""
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
