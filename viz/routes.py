"""The ways of a lineage's edges: in the gaps beside the cards, so that none runs unseen behind a card.

A way is a chain of cubic Bézier curves. It leaves and reaches a card at a right angle, at a port of its own, so that
parallel edges part and arrowheads stay apart. Between neighbouring columns it is one S-shaped curve; within a column
an arc beside it; across columns that stand between, it turns into the nearest free corridor.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from graph.answers import Edge
from viz.layered import CARD_HEIGHT, CARD_WIDTH, Flow, Place

Way = tuple[int, ...]
"""`x, y` of the start, then of two control points and the end of each curve, in canvas units."""

_STRAIGHT = 60
"""Two cards of one column with nothing but so much room between them are joined straight."""
_ARC = 30
_ARC_GROWTH = 0.06
_ARC_DEEPEST = 70
"""How far an arc stands off its column: the shortest, more for each unit of length, and at most."""
_ARC_APART = 16
"""From one arc to the next between the same two cards."""
_CLEARANCE = 6
"""What a corridor keeps free on both sides."""
_STEP = 10
"""The length of way, roughly, from one place to the next that is tried for cards."""
_PITCH = 9, 20
"""From port to port on upright and on level sides, where one has room for all of its."""
_SIDE_USED = 0.7

Side = Literal["before", "after", "low", "high"]
"""A card's side: towards lower or higher `across`, towards lower or higher `along`."""


class _Point(NamedTuple):
    """Along a level and across the levels: a level is a column where the flow is to the right, a row where it is down."""

    across: float
    along: float


@dataclass(frozen=True, slots=True)
class _Course:
    """Where an edge leaves its source and enters its target."""

    leaves: Side
    enters: Side
    arc: int | None = None
    """On an arc beside a column: how many arcs between the same cards come before; else None."""


class _Ground:
    """The cards as obstacles."""

    def __init__(self, places: Mapping[str, Place], flow: Flow) -> None:
        self.flow = flow
        self.at = {id_: _Point(p.x, p.y) if flow == "right" else _Point(p.y, p.x) for id_, p in places.items()}
        half = CARD_WIDTH / 2, CARD_HEIGHT / 2
        self.half = _Point(*half) if flow == "right" else _Point(*half[::-1])
        columns: dict[float, list[float]] = defaultdict(list)
        for point in self.at.values():
            columns[point.across].append(point.along)
        self.columns = {across: sorted(alongs) for across, alongs in sorted(columns.items())}
        self.order = list(self.columns)

    def between(self, a: _Point, b: _Point) -> bool:
        """True if a card of their column stands between the two."""
        column = self.columns[a.across]
        return abs(bisect_left(column, a.along) - bisect_left(column, b.along)) > 1

    def columns_between(self, a: float, b: float) -> list[float]:
        """The columns strictly between two, in the order from `a` to `b`."""
        found = [across for across in self.order if min(a, b) < across < max(a, b)]
        return found if a < b else found[::-1]

    def room(self, across: float, sign: int) -> float:
        """Free room from a column's cards to those of the next column on that side."""
        i = bisect_left(self.order, across) + sign
        return abs(self.order[i] - across) - 2 * self.half.across if 0 <= i < len(self.order) else float("inf")

    def covers(self, point: _Point, columns: Sequence[float]) -> bool:
        """True if the point is behind a card of these columns, or too near to it."""
        for across in columns:
            if abs(point.across - across) <= self.half.across:
                column = self.columns[across]
                i = bisect_left(column, point.along)
                return any(abs(point.along - other) < self.half.along + _CLEARANCE / 2 for other in column[max(i - 1, 0) : i + 1])
        return False

    def corridor(self, columns: Sequence[float], start: float, end: float) -> float:
        """The `along` at which a straight line passes all of these columns freely, with the least detour from start to end."""
        reach = self.half.along + _CLEARANCE
        shut = sorted(along for across in columns for along in self.columns[across])
        free: list[tuple[float, float]] = [(float("-inf"), shut[0] - reach)]
        free += [(a + reach, b - reach) for a, b in pairwise(shut) if b - a >= 2 * reach]
        free.append((shut[-1] + reach, float("inf")))
        middle = (start + end) / 2
        spots = [min(max(middle, low), high) for low, high in free]
        return min(spots, key=lambda spot: (abs(spot - start) + abs(spot - end), abs(spot - middle)))


def routed(edges: Sequence[Edge], places: Mapping[str, Place], flow: Flow, *, detours: bool = True) -> list[Way | None]:
    """The way of each edge, in their order; None for one whose end has no place.

    Without `detours`, edges across more than one column may pass behind cards; the time is then `edges · log(edges)`.
    """
    ground = _Ground(places, flow)
    courses = list(_courses(edges, places, ground))
    ports = _ports(edges, courses, ground)
    ways: list[Way | None] = []
    for i, (edge, course) in enumerate(zip(edges, courses, strict=True)):
        if course is None:
            ways.append(None)
            continue
        start, end = ports[i, "source"], ports[i, "target"]
        if course.arc is not None:
            curves = _arc(start, end, course, ground.room(ground.at[edge.source].across, 1 if course.leaves == "after" else -1))
        elif course.leaves in ("low", "high"):
            curves = [*_cubic(start, start, end, end)]
        else:
            between = ground.columns_between(ground.at[edge.source].across, ground.at[edge.target].across) if detours else []
            curves = _over(start, end, between, ground)
        ways.append(tuple(round(v) for p in (start, *curves) for v in (p if flow == "right" else p[::-1])))
    return ways


def _courses(edges: Sequence[Edge], places: Mapping[str, Place], ground: _Ground) -> Iterator[_Course | None]:
    arcs: dict[frozenset[str], int] = defaultdict(int)
    further = any(place.level > 0 for place in places.values())
    for edge in edges:
        if edge.source not in places or edge.target not in places:
            yield None
            continue
        a, b = ground.at[edge.source], ground.at[edge.target]
        if a.across != b.across:
            yield _Course("after", "before") if a.across < b.across else _Course("before", "after")
        elif abs(a.along - b.along) - 2 * ground.half.along >= _STRAIGHT and not ground.between(a, b):
            yield _Course("high", "low") if a.along < b.along else _Course("low", "high")
        else:
            level, pair = places[edge.source].level, frozenset((edge.source, edge.target))
            # Away from the root; beside the root itself, where no level stands.
            side: Side = "after" if level > 0 or (level == 0 and not further) else "before"
            yield _Course(side, side, arcs[pair])
            arcs[pair] += 1


def _ports(edges: Sequence[Edge], courses: Sequence[_Course | None], ground: _Ground) -> dict[tuple[int, str], _Point]:
    """Where each edge touches its cards: in the order of the other ends, so that edges of one side do not cross there."""
    ends: dict[tuple[str, Side], list[tuple[tuple[float, float], int, str]]] = defaultdict(list)
    for i, (edge, course) in enumerate(zip(edges, courses, strict=True)):
        if course is None:
            continue
        a, b = ground.at[edge.source], ground.at[edge.target]
        for id_, side, end, own, other in (
            (edge.source, course.leaves, "source", a, b),
            (edge.target, course.enters, "target", b, a),
        ):
            ends[id_, side].append((_rank(own, other, course, end, i), i, end))
    ports = {}
    for (id_, side), here in ends.items():
        centre, along = ground.at[id_], side in ("before", "after")
        upright = along == (ground.flow == "right")
        breadth = (ground.half.along if along else ground.half.across) * 2 * _SIDE_USED
        pitch = min(_PITCH[not upright], breadth / max(len(here) - 1, 1))
        off = (1 if side in ("after", "high") else -1) * (ground.half.across if along else ground.half.along)
        for rank, (_, i, end) in enumerate(sorted(here)):
            shift = (rank - (len(here) - 1) / 2) * pitch
            ports[i, end] = _Point(centre.across + (off if along else shift), centre.along + (shift if along else off))
    return ports


def _rank(own: _Point, other: _Point, course: _Course, end: str, index: int) -> tuple[float, float]:
    """What an end is sorted by on its side. Of arcs to one side, the shorter lies within the longer and nearer to its end."""
    if course.leaves in ("low", "high"):
        return 0, index
    if course.arc is None:
        return other.along, index
    sign = 1 if (other.along, end) > (own.along, "source") else -1
    return sign * (1e9 - abs(other.along - own.along)), -sign * index


def _cubic(start: _Point, lead: _Point, trail: _Point, end: _Point) -> tuple[_Point, _Point, _Point]:
    """The rest of a curve from `start`; where both control points are the ends themselves, a straight line."""
    if start == lead and trail == end:
        lead = _Point(start.across + (end.across - start.across) / 3, start.along + (end.along - start.along) / 3)
        trail = _Point(start.across + (end.across - start.across) * 2 / 3, start.along + (end.along - start.along) * 2 / 3)
    return lead, trail, end


def _arc(start: _Point, end: _Point, course: _Course, room: float) -> list[_Point]:
    sign = 1 if course.leaves == "after" else -1
    depth = min(_ARC + _ARC_GROWTH * abs(start.along - end.along), _ARC_DEEPEST) + _ARC_APART * (course.arc or 0)
    depth = min(depth, room - _CLEARANCE)
    # A cubic goes three quarters of the way to its control points.
    out = start.across + sign * depth * 4 / 3
    return [_Point(out, start.along), _Point(out, end.along), end]


def _over(start: _Point, end: _Point, columns: Sequence[float], ground: _Ground) -> list[_Point]:
    """From one column to another; where cards of the columns between would hide the direct curve, by a corridor."""
    direct = _bend(start, end)
    if not any(ground.covers(point, columns) for point in _sampled(start, direct)):
        return direct
    sign = 1 if start.across < end.across else -1
    along = ground.corridor(columns, start.along, end.along)
    first, last = (_Point(column - side * sign * ground.half.across, along) for column, side in ((columns[0], 1), (columns[-1], -1)))
    return [*_bend(start, first), *_cubic(first, first, last, last), *_bend(last, end)]


def _bend(start: _Point, end: _Point) -> list[_Point]:
    middle = (start.across + end.across) / 2
    return [*_cubic(start, _Point(middle, start.along), _Point(middle, end.along), end)]


def _sampled(start: _Point, curve: Sequence[_Point]) -> Iterator[_Point]:
    a, b, c, d = start, *curve
    steps = 2 + int((abs(d.across - a.across) + abs(d.along - a.along)) / _STEP)
    for i in range(1, steps):
        t = i / steps
        u = 1 - t
        weights = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        yield _Point(*(sum(w * p[k] for w, p in zip(weights, (a, b, c, d), strict=True)) for k in (0, 1)))
