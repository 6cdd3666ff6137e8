"""The walk behind lineage and coverage: everything that is reached from one document in one direction.

Level by level, one pair of questions to the store for each. A `probably_same_as` edge is passed in both directions, adds no
depth, and marks what lies beyond it as suspect. A document has so two possible states, trusted and suspect, and each is
walked from once: a way without a suspect wins over every way with one, even a shorter one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from graph.dates import happened
from graph.found import Found
from graph.kept import PROBABLY_SAME_AS, Cell, Document, Step
from graph.store import Walkable

V = TypeVar("V")

State = tuple[str, bool]
"""A document's key, and whether the way there passed a suspect."""

Arrivals = dict[State, list[State]]
"""States with the states that they are reached from."""

_OPPOSITE: Mapping[Step, Step] = {"out": "in", "in": "out"}


@dataclass(frozen=True, slots=True)
class Reached:
    """How a document is reached: `depth` is the least over trusted ways, if there is one, else over all."""

    depth: int
    suspect: bool


@dataclass(slots=True)
class Reach:
    """What a walk found, the root included. `truncated` is true only if something was left out for the node limit."""

    found: dict[str, Reached] = field(default_factory=dict)
    before: Arrivals = field(default_factory=dict)
    """For each state, those one step nearer to the root; filled from the root outward."""
    truncated: bool = False

    def ways(self, documents: Mapping[str, Document]) -> dict[str, tuple[str, ...]]:
        """Each reached document's ids from the root to itself, both included.

        Of several ways, the one with the fewest steps; then the one that keeps most to a province's own documents (the
        plan of its committee rather than a ministry's circular, which all provinces share); then the one with the least ids.
        """
        best: dict[State, tuple[int, int, tuple[str, ...]]] = {}
        for state, nearer in self.before.items():
            steps, placeless, ids = min((best[one] for one in nearer), default=(0, 0, ()))
            here = documents[state[0]]
            best[state] = (steps + 1, placeless + (here.place is None), (*ids, here.id))
        return {key: best[key, reached.suspect][2] for key, reached in self.found.items()}


def reach(
    store: Walkable,
    root: str,
    step: Step,
    relations: Collection[str],
    depth: int | None = None,
    limit: int | None = None,
    as_of: str | None = None,
) -> Reach:
    """All documents reached from `root` over edges into (`in`) or out of (`out`) what is reached already.

    `depth` bounds the steps, `limit` the number of documents: of the level that exceeds it, the trusted with the least
    ids stay. Marks and depths are those of the ways that lie within both bounds. Documents that are certainly younger than
    the day `as_of` are not there.
    """
    walk = Reach()
    front = _accept(store, walk, {(root, False): []}, 0, limit)
    level = 0
    while front and not walk.truncated:
        onward = relations if depth is None or level < depth else ()
        arrivals: Arrivals = defaultdict(list)
        pending = front
        while pending and not walk.truncated:
            twins = _issued(store, _neighbours(store, pending, step, onward, arrivals), as_of)
            pending = _accept(store, walk, twins, level, limit)
        level += 1
        if not walk.truncated:
            front = _accept(store, walk, _issued(store, arrivals, as_of), level, limit)
    return walk


def _issued(store: Walkable, arrivals: Arrivals, as_of: str | None) -> Arrivals:
    """Without the documents that were certainly not issued by that day."""
    if as_of is None:
        return arrivals
    documents = Found(store.documents({key for key, _ in arrivals}))
    return {state: nearer for state, nearer in arrivals.items() if happened(documents[state[0]].date, as_of) is not False}


def counted(store: Walkable, root: str, step: Step, relations: Collection[str], depth: int | None = None) -> list[Cell]:
    """What a walk finds, counted by level and place: the cells of `Store.spread`, for a store that has nothing faster."""
    found = reach(store, root, step, relations, depth).found
    dates: defaultdict[tuple[int, bool, str | None], list[str | None]] = defaultdict(list)
    for key, document in store.documents(found).items():
        dates[found[key].depth, found[key].suspect, document.place].append(document.date)
    return [Cell(*of, len(own), *_span(own, own)) for of, own in _in_order(dates)]


def without_levels(cells: Iterable[Cell]) -> list[Cell]:
    """The same documents, all beyond the root's level together."""
    found: defaultdict[tuple[int, bool, str | None], list[Cell]] = defaultdict(list)
    for cell in cells:
        found[min(cell.depth, 1), cell.suspect, cell.place].append(cell)
    return [
        Cell(*of, sum(cell.count for cell in own), *_span((cell.earliest for cell in own), (cell.latest for cell in own)))
        for of, own in _in_order(found)
    ]


def _in_order(found: Mapping[tuple[int, bool, str | None], V]) -> list[tuple[tuple[int, bool, str | None], V]]:
    return sorted(found.items(), key=lambda item: (*item[0][:2], item[0][2] is None, item[0][2] or ""))


def _span(earliest: Iterable[str | None], latest: Iterable[str | None]) -> tuple[str | None, str | None]:
    return min(filter(None, earliest), default=None), max(filter(None, latest), default=None)


def _neighbours(store: Walkable, states: Iterable[State], step: Step, relations: Collection[str], arrivals: Arrivals) -> Arrivals:
    """Add what lies one level on to `arrivals`; return the suspect twins, which lie on this level."""
    doubtful = dict(states)
    twins: Arrivals = defaultdict(list)
    followed: tuple[tuple[Step, Sequence[str]], ...] = ((step, (*relations, PROBABLY_SAME_AS)), (_OPPOSITE[step], (PROBABLY_SAME_AS,)))
    for direction, wanted in followed:
        for edge in store.edges(doubtful, direction, wanted):
            near, far = (edge.source, edge.target) if direction == "out" else (edge.target, edge.source)
            if edge.relation == PROBABLY_SAME_AS:
                twins[far, True].append((near, doubtful[near]))
            else:
                arrivals[far, doubtful[near]].append((near, doubtful[near]))
    return twins


def _accept(store: Walkable, walk: Reach, arrivals: Arrivals, level: int, limit: int | None) -> list[State]:
    """Record the states that tell something new, as far as the limit gives room, and return them."""
    fresh = [state for state in arrivals if _is_news(state, arrivals, walk.found)]
    new = [state for state in fresh if state[0] not in walk.found]
    if limit is not None and len(walk.found) + len(new) > limit:
        documents = store.documents([key for key, _ in new])
        new.sort(key=lambda state: (state[1], documents[state[0]].id))
        left_out = set(new[limit - len(walk.found) :])
        fresh = [state for state in fresh if state not in left_out]
        walk.truncated = True
    for state in fresh:
        walk.found[state[0]] = Reached(level, suspect=state[1])
        walk.before[state] = arrivals[state]
    return fresh


def _is_news(state: State, arrivals: Arrivals, found: Mapping[str, Reached]) -> bool:
    key, suspect = state
    if suspect:
        return key not in found and (key, False) not in arrivals
    return key not in found or found[key].suspect
