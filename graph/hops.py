"""The hops of the shortest ways between two documents: a search from both ends, level by level, the smaller side first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graph.kept import PROBABLY_SAME_AS, Hop
from graph.store import Walkable

Nearer = dict[str, dict[str, bool]]
"""A document → its neighbours one step nearer to where the search started → whether only a suspect edge leads there."""


@dataclass(slots=True)
class _Side:
    """The search from one end, with all shortest ways kept."""

    front: list[str]
    nearer: Nearer

    def advance(self, store: Walkable) -> None:
        onward: Nearer = {}
        for near, far, doubtful in _steps(store, self.front):
            if far not in self.nearer:
                hops = onward.setdefault(far, {})
                hops[near] = hops.get(near, True) and doubtful
        self.nearer |= onward
        self.front = list(onward)

    def hops_from(self, keys: Collection[str]) -> Iterable[tuple[str, str, bool]]:
        """(document, the one a step nearer to where this side started, doubtful) on all ways from these."""
        passed, front = set(keys), set(keys)
        while front:
            hops = [(key, near, doubtful) for key in front for near, doubtful in self.nearer[key].items()]
            yield from hops
            front = {near for _, near, _ in hops} - passed
            passed |= front


def shortest(store: Walkable, start: str, end: str, longest: int) -> list[Hop]:
    """All hops on the shortest ways, by (near, far); none if there is no way of at most `longest`, or of less than one."""
    if start == end:
        return []
    one, other = _Side([start], {start: {}}), _Side([end], {end: {}})
    for _ in range(longest):
        side = min(one, other, key=lambda s: len(s.front))
        side.advance(store)
        # Both sides are whole levels, so the first documents that both know lie on all the shortest ways.
        if meeting := one.nearer.keys() & other.nearer.keys():
            behind = {Hop(near, key, doubtful) for key, near, doubtful in one.hops_from(meeting)}
            ahead = {Hop(key, near, doubtful) for key, near, doubtful in other.hops_from(meeting)}
            return sorted(behind | ahead, key=lambda hop: (hop.near, hop.far))
        if not side.front:
            break
    return []


def _steps(store: Walkable, front: list[str]) -> Iterable[tuple[str, str, bool]]:
    for edge in store.edges(front, "out"):
        yield edge.source, edge.target, edge.relation == PROBABLY_SAME_AS
    for edge in store.edges(front, "in"):
        yield edge.target, edge.source, edge.relation == PROBABLY_SAME_AS
