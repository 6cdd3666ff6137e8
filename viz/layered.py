"""Where the cards of a lineage stand: one column for each level, few crossings, the suspects' branch apart.

Levels are known beforehand, so no general layout is needed: a barycentre ordering (Sugiyama's second step) over them
takes milliseconds where Graphviz takes seconds. Pure and deterministic: equal lineages give equal pictures.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Literal

from graph.answers import Lineage, Node
from graph.kept import PROBABLY_SAME_AS

CARD_WIDTH = 248
CARD_HEIGHT = 76
"""Size of a card in canvas units (pixels at a zoom of 1)."""

Flow = Literal["right", "down"]
"""`right`: a level is a column, the root's stands left of those that carry it out; `down`: a level is a row."""

_SWEEPS = 4
_LANE_GAP = 1.1
"""Between the trusted and the suspect branch, in steps from card to card."""
_TALL = 5
"""A level of `n` cards is folded into about √(n / 5) − 1 columns: up to 30 stand in one, and a thousand are no thread."""
_UNDRAWN = 0.01
"""The pull of a card without neighbours on those around it, against 1 of a card with some."""

Adjacent = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Place:
    """The centre of a card, in canvas units, and its signed level: negative for what the root rests on."""

    x: float
    y: float
    level: int


@dataclass(frozen=True, slots=True)
class _Step:
    """Distances between card centres: to the next card of a level, to the next column of one level, to the next level."""

    card: float
    fold: float
    level: float


_STEPS: Mapping[Flow, _Step] = {
    "right": _Step(card=CARD_HEIGHT + 22, fold=CARD_WIDTH + 36, level=CARD_WIDTH + 150),
    "down": _Step(card=CARD_WIDTH + 26, fold=CARD_HEIGHT + 30, level=CARD_HEIGHT + 96),
}


def layered(lineage: Lineage, flow: Flow = "right") -> dict[str, Place]:
    """The place of every node by its id; the root is at the origin. Time grows as `edges · log(nodes)`."""
    levels = signed_levels(lineage)
    near = _neighbours(lineage)
    step = _STEPS[flow]
    along: dict[str, float] = {}
    lanes = [[n for n in lineage.nodes if not n.suspect], [n for n in lineage.nodes if n.suspect]]
    folds: dict[int, int] = {}
    fold_of: dict[str, int] = {}
    for lane in filter(None, lanes):
        rows = _ordered(lane, levels, near)
        for level, ids in rows.items():
            folds[level] = max(folds.get(level, 1), _folds(len(ids)))
        fold_of.update((id_, i % _folds(len(ids))) for ids in rows.values() for i, id_ in enumerate(ids))
        here = _spread(rows, near, step.card)
        shift = max(along.values()) + step.card * (1 + _LANE_GAP) - min(here.values()) if along else 0.0
        along.update((id_, at + shift) for id_, at in here.items())
    across = _level_starts(folds, step)
    origin = along[lineage.root], across[levels[lineage.root]]
    places = {}
    for id_, level in levels.items():
        # What the root rests on grows away from it, so its folds run the other way.
        fold = -fold_of[id_] if level < 0 else fold_of[id_]
        a, b = along[id_] - origin[0], across[level] + fold * step.fold - origin[1]
        places[id_] = Place(round(b, 1), round(a, 1), level) if flow == "right" else Place(round(a, 1), round(b, 1), level)
    return places


def signed_levels(lineage: Lineage) -> dict[str, int]:
    """Each node's depth, negative where it is reached only along the edges' direction: what the root rests on."""
    if lineage.direction != "both":
        sign = 1 if lineage.direction == "down" else -1
        return {node.id: sign * node.depth for node in lineage.nodes}
    towards: dict[str, list[str]] = defaultdict(list)
    for edge in lineage.edges:
        towards[edge.target].append(edge.source)
        if edge.relation == PROBABLY_SAME_AS:
            towards[edge.source].append(edge.target)
    below = _reachable(lineage.root, towards, {node.id for node in lineage.nodes})
    return {node.id: node.depth if node.id in below else -node.depth for node in lineage.nodes}


def _reachable(start: str, towards: Adjacent, within: Container[str]) -> set[str]:
    seen, queue = {start}, deque([start])
    while queue:
        for id_ in towards.get(queue.popleft(), ()):
            if id_ in within and id_ not in seen:
                seen.add(id_)
                queue.append(id_)
    return seen


def _neighbours(lineage: Lineage) -> Adjacent:
    near: dict[str, set[str]] = defaultdict(set)
    for edge in lineage.edges:
        near[edge.source].add(edge.target)
        near[edge.target].add(edge.source)
    return {id_: sorted(ids) for id_, ids in near.items()}


def _ordered(lane: Sequence[Node], levels: Mapping[str, int], near: Adjacent) -> dict[int, list[str]]:
    """The lane's nodes of each level in the order with the fewest crossings that the sweeps found.

    The start is by place and date, so that what no edge decides still reads as a list.
    """
    facts = {n.id: (n.place or "\uffff", n.date or "\uffff", n.id) for n in lane}
    rows: dict[int, list[str]] = {}
    for id_ in sorted(facts, key=facts.__getitem__):
        rows.setdefault(levels[id_], []).append(id_)
    rows = {level: _together(ids, dict.fromkeys(ids, 0.0), near) for level, ids in sorted(rows.items())}
    best, fewest = rows, _crossings(rows, near)
    for sweep in range(_SWEEPS):
        order = list(rows) if sweep % 2 == 0 else list(rows)[::-1]
        rows = dict(rows)
        for before, level in pairwise(order):
            rows[level] = _by_barycentre(rows[level], rows[before], near)
        crossings = _crossings(rows, near)
        if crossings < fewest or sweep == 0:
            best, fewest = rows, crossings
    return best


def _by_barycentre(row: Sequence[str], fixed: Sequence[str], near: Adjacent) -> list[str]:
    """The row by the mean position of each node's neighbours in the fixed one; without any, a node keeps its rank."""
    position = {id_: i for i, id_ in enumerate(fixed)}
    scale = len(fixed) / len(row)
    centres = {}
    for rank, id_ in enumerate(row):
        at = [position[other] for other in near.get(id_, ()) if other in position]
        centres[id_] = sum(at) / len(at) if at else rank * scale
    return _together(row, centres, near)


def _together(row: Sequence[str], centres: Mapping[str, float], near: Adjacent) -> list[str]:
    """The row by the nodes' centres; what edges within the row join, directly or not, stands together at its mean centre."""
    members = frozenset(row)
    keys: dict[str, tuple[float, int, float]] = {}
    for rank, id_ in enumerate(row):
        if id_ not in keys:
            group = _reachable(id_, near, members)
            mean = sum(centres[other] for other in group) / len(group)
            keys.update((other, (mean, rank, centres[other])) for other in group)
    return sorted(row, key=keys.__getitem__)


def _crossings(rows: Mapping[int, Sequence[str]], near: Adjacent) -> int:
    """Crossings of edges between neighbouring levels: inversions, counted with a binary indexed tree."""
    total = 0
    levels = list(rows)
    for left, right in pairwise(levels):
        position = {id_: i for i, id_ in enumerate(rows[right])}
        ends = [p for id_ in rows[left] for p in sorted(position[o] for o in near.get(id_, ()) if o in position)]
        total += _inversions(ends, len(position))
    return total


def _inversions(values: Sequence[int], size: int) -> int:
    tree = [0] * (size + 1)
    inversions = 0
    for seen, value in enumerate(values):
        i, not_greater = value + 1, 0
        while i:
            not_greater += tree[i]
            i &= i - 1
        inversions += seen - not_greater
        i = value + 1
        while i <= size:
            tree[i] += 1
            i += i & -i
    return inversions


def _folds(cards: int) -> int:
    return max(1, round(sqrt(cards / _TALL) - 1))


def _spread(rows: Mapping[int, Sequence[str]], near: Adjacent, step: float) -> dict[str, float]:
    """Positions along the levels: the longest level is packed, the others stand as near to their neighbours as they can.

    In a level of `k` folds, neighbours in the order stand in different columns, so `step / k` between them suffices.
    """
    levels = list(rows)
    longest = max(levels, key=lambda level: (len(rows[level]) / _folds(len(rows[level])), -level))
    at = {id_: i * step / _folds(len(rows[longest])) for i, id_ in enumerate(rows[longest])}
    middle = levels.index(longest)
    for level in (*levels[:middle][::-1], *levels[middle + 1 :]):
        row = rows[level]
        known = [[at[o] for o in near.get(id_, ()) if o in at] for id_ in row]
        wanted: list[tuple[float, float]] = []
        last = next((sum(w) / len(w) for w in known if w), 0.0)
        for places in known:
            last = sum(places) / len(places) if places else last
            wanted.append((last, 1.0 if places else _UNDRAWN))
        at.update(zip(row, _apart(wanted, step / _folds(len(row))), strict=True))
    return at


def _apart(wanted: Iterable[tuple[float, float]], gap: float) -> list[float]:
    """The positions nearest to the wanted (position, weight) by least squares that keep their order and `gap` between neighbours.

    Taking `i · gap` off the i-th turns this into isotonic regression, which pooling adjacent violators solves.
    """
    pools: list[tuple[float, float, int]] = []
    for i, (value, pull) in enumerate(wanted):
        total, weight, count = (value - i * gap) * pull, pull, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / weight:
            earlier, heavier, size = pools.pop()
            total, weight, count = total + earlier, weight + heavier, count + size
        pools.append((total, weight, count))
    means = [total / weight for total, weight, count in pools for _ in range(count)]
    return [mean + i * gap for i, mean in enumerate(means)]


def _level_starts(folds: Mapping[int, int], step: _Step) -> dict[int, float]:
    """Where each level's first fold stands, outwards from level 0 on both sides."""
    starts: dict[int, float] = {}
    for side in (1, -1):
        at, before = 0.0, None
        for level in sorted((n for n in folds if n * side >= 0), key=abs):
            if before is not None:
                # Level 0 folds to the right only, so the way to the left begins at its first column.
                wide = 0 if before == 0 and side < 0 else folds[before] - 1
                at += side * (wide * step.fold + step.level)
            starts[level] = at
            before = level
    return starts
