"""Paths: a shortest way between two documents, over all relations and in whatever direction they run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from graph.answers import Path
from graph.errors import UsageError
from graph.lineage import known
from graph.nodes import edges, plain_node
from graph.store import PROBABLY_SAME_AS, Store

MAX_LENGTH = 6
"""Steps that are searched, unless asked otherwise: beyond it nearly everything hangs together by way of the great laws."""

Nearer = dict[str, dict[str, bool]]
"""A document → its neighbours one step nearer to where the search started → whether only a suspect edge leads there."""


@dataclass(slots=True)
class _Side:
    """The search from one end: level by level, with all shortest ways kept."""

    front: list[str]
    nearer: Nearer

    def advance(self, store: Store) -> None:
        onward: Nearer = {}
        for near, far, doubtful in _steps(store, self.front):
            if far not in self.nearer:
                hops = onward.setdefault(far, {})
                hops[near] = hops.get(near, True) and doubtful
        self.nearer |= onward
        self.front = list(onward)


def path(store: Store, a: str, b: str, max_length: int = MAX_LENGTH) -> Path:
    """A shortest way of at most `max_length` steps from one key to the other; without nodes if there is none.

    Of equally short ways the one with the fewest suspect steps is taken, then the one whose ids come first. The edges are all
    those between neighbours on it, by source, relation and target.
    """
    if max_length < 0:
        raise UsageError(f"a way of {max_length} steps is none; 0 is the document itself")
    start, end = known(store, a), known(store, b)
    way = _shortest(store, a, b, max_length)
    documents = store.documents(way)
    hops = list(pairwise(way))
    return Path(
        source=start.id,
        target=end.id,
        nodes=[plain_node(documents[key]) for key in way],
        edges=edges(store, store.edges_between([*hops, *((far, near) for near, far in hops)])),
    )


def _shortest(store: Store, a: str, b: str, max_length: int) -> list[str]:
    if a == b:
        return [a]
    one, other = _Side([a], {a: {}}), _Side([b], {b: {}})
    for _ in range(max_length):
        side = min(one, other, key=lambda s: len(s.front))
        side.advance(store)
        # Both sides are whole levels, so the first documents that both know lie on all the shortest ways.
        if meeting := set(one.nearer.keys() & other.nearer.keys()):
            return _best(store, one.nearer, other.nearer, meeting)
        if not side.front:
            break
    return []


def _steps(store: Store, front: list[str]) -> Iterable[tuple[str, str, bool]]:
    for edge in store.edges(front, "out"):
        yield edge.source, edge.target, edge.relation == PROBABLY_SAME_AS
    for edge in store.edges(front, "in"):
        yield edge.target, edge.source, edge.relation == PROBABLY_SAME_AS


def _best(store: Store, behind: Nearer, ahead: Nearer, meeting: set[str]) -> list[str]:
    """The keys of the first of the shortest ways through `meeting`, by suspect steps and then ids."""
    documents = store.documents(_passed(behind, meeting) | _passed(ahead, meeting))
    ids = {key: document.id for key, document in documents.items()}
    to, onward = _chooser(behind, ids, outward=False), _chooser(ahead, ids, outward=True)
    # All ways to one document are equally long, so the best to it and the best from it make the best through it.
    _, way = min((to(key)[0] + onward(key)[0], (*to(key)[1], *onward(key)[1][1:])) for key in meeting)
    keys = {document.id: key for key, document in documents.items()}
    return [keys[one] for one in way]


def _passed(nearer: Nearer, meeting: set[str]) -> set[str]:
    """The documents on the ways from `meeting` to where one side started."""
    passed, front = set(meeting), meeting
    while front:
        front = {near for key in front for near in nearer[key]}
        passed |= front
    return passed


def _chooser(nearer: Nearer, ids: Mapping[str, str], *, outward: bool) -> Callable[[str], tuple[int, tuple[str, ...]]]:
    """Gives the best way between a document and where the side started: its suspect steps, and its ids from `a` to `b`."""

    @cache
    def best(key: str) -> tuple[int, tuple[str, ...]]:
        ways = ((best(near)[0] + doubtful, best(near)[1]) for near, doubtful in nearer[key].items())
        doubts, rest = min(ways, default=(0, ()))
        return doubts, ((ids[key], *rest) if outward else (*rest, ids[key]))

    return best
