"""Of all shortest ways between two documents, given by their hops, the one that is told, with what proves it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from graph.found import Found
from graph.kept import Document, DocumentEdge, EdgeKey, Hop, Proofs, Statement, Way
from graph.store import Walkable


class Telling(Walkable, Protocol):
    """What is asked about a way, each as of `Store`."""

    def edges_between(self, pairs: Collection[tuple[str, str]]) -> list[DocumentEdge]: ...
    def evidence(self, edges: Collection[EdgeKey], limit: int | None) -> dict[EdgeKey, list[Statement]]: ...
    def speakers(self, sources: Collection[str]) -> dict[str, Document]: ...


def way_of(store: Telling, start: str, end: str, hops: Collection[Hop], proofs: int) -> Way:
    """`Store.way` for a store that has found all hops of the shortest ways."""
    onward = {} if start == end else _least_doubtful(end, hops)
    documents = Found(store.documents({start, end} | _passed(start, onward)))
    ends = documents.get(start), documents.get(end)
    way = _first(start, end, onward, documents) if None not in ends else []
    steps = list(pairwise(way))
    edges = store.edges_between([*steps, *((far, near) for near, far in steps)])
    evidence = store.evidence([(e.source, e.relation, e.target) for e in edges], proofs)
    speaking = store.speakers({statement.source for stated in evidence.values() for statement in stated})
    speakers = {source: document.id for source, document in speaking.items()}
    return Way(ends, tuple(documents[key] for key in way), tuple(edges), Proofs(evidence, speakers))


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
