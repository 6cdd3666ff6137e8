"""Walks over a packed graph, level by level, each level at once: what they find is what `graph.reach` and `graph.hops` find."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from graph.kept import Cell, Hop, Step
from graph.stores.packed import Packed
from graph.stores.packed_rows import CODES, STATED, Flags, Numbers

_NOT_YET = -1
_STEPS: tuple[Step, ...] = ("out", "in")


def spread(graph: Packed, root: str, step: Step, relations: Collection[str], depth: int | None) -> list[Cell]:
    """`graph.reach.counted`."""
    start = graph.number(root)
    if start is None:
        return []
    wanted = _wanted(relations)
    trusted, suspect = _none_of(graph), _none_of(graph)
    sure, doubtful = np.array([start], np.int32), np.array([], np.int32)
    levels: list[tuple[Numbers, Numbers]] = []
    trusted[sure] = True
    while len(sure) or len(doubtful):
        doubtful = _with_twins(graph, sure, doubtful, trusted, suspect)
        levels.append((sure, doubtful))
        if len(levels) - 1 == depth:
            break
        sure = _new(graph.beyond(sure, step, wanted), trusted)
        trusted[sure] = True
        doubtful = _new(graph.beyond(doubtful, step, wanted), trusted, suspect)
        suspect[doubtful] = True
    return _counted(graph, [(sure, doubtful[~trusted[doubtful]]) for sure, doubtful in levels])


def ways(graph: Packed, start: str, end: str, longest: int) -> list[Hop]:
    """`graph.hops.shortest`."""
    a, b = graph.number(start), graph.number(end)
    if a is None or b is None or a == b:
        return []
    levels, fronts, steps = (_no_levels(graph), _no_levels(graph)), [np.array([a], np.int32), np.array([b], np.int32)], [0, 0]
    known = (_none_of(graph), _none_of(graph))
    levels[0][a] = levels[1][b] = 0
    known[0][a] = known[1][b] = True
    for _ in range(longest):
        side = 0 if graph.degree(fronts[0]) <= graph.degree(fronts[1]) else 1
        steps[side] += 1
        fronts[side] = _new(np.concatenate([far for _, far in (*_stated(graph, fronts[side]), *_twins(graph, fronts[side]))]), known[side])
        levels[side][fronts[side]] = steps[side]
        known[side][fronts[side]] = True
        # Both sides are whole levels, so the first documents that both know lie on all the shortest ways.
        meeting = fronts[side][known[1 - side][fronts[side]]]
        if len(meeting):
            behind = {(far, near): doubtful for (near, far), doubtful in _nearer(graph, meeting, levels[0], steps[0]).items()}
            return _hops(graph, behind | _nearer(graph, meeting, levels[1], steps[1]))
        if not len(fronts[side]):
            break
    return []


def _hops(graph: Packed, found: dict[tuple[int, int], bool]) -> list[Hop]:
    ends = graph.keys_of(np.array([*found], np.int32).reshape(-1))
    hops = [Hop(near, far, doubtful) for near, far, doubtful in zip(ends[::2], ends[1::2], found.values(), strict=True)]
    return sorted(hops, key=lambda hop: (hop.near, hop.far))


def _nearer(graph: Packed, some: Numbers, levels: Numbers, level: int) -> dict[tuple[int, int], bool]:
    """(document, one that is a step nearer to where a side started) → doubtful, on all ways from `some`, which are of this level."""
    found: dict[tuple[int, int], bool] = {}
    while level:
        level -= 1
        fars = []
        for pairs, doubtful in ((_twins(graph, some), True), (_stated(graph, some), False)):  # what is stated has the last word
            for near, far in pairs:
                nearer = levels[far] == level
                found |= dict.fromkeys(zip(near[nearer].tolist(), far[nearer].tolist(), strict=True), doubtful)
                fars.append(far[nearer])
        some = np.unique(np.concatenate(fars))
    return found


def _with_twins(graph: Packed, sure: Numbers, doubtful: Numbers, trusted: Flags, suspect: Flags) -> Numbers:
    """The doubtful of this level, with what any of the level is probably the same as, and so on; those become known as suspect."""
    found, pending = [doubtful], np.concatenate((sure, doubtful))
    while len(pending):
        pending = _new(np.concatenate([far for _, far in _twins(graph, pending)]), trusted, suspect)
        suspect[pending] = True
        found.append(pending)
    return np.concatenate(found)


def _stated(graph: Packed, some: Numbers) -> list[tuple[Numbers, Numbers]]:
    return [pair for step in _STEPS for pair in graph.over(some, step)]


def _twins(graph: Packed, some: Numbers) -> list[tuple[Numbers, Numbers]]:
    return [pair for step in _STEPS for pair in graph.over(some, step, twins=True)]


def _new(some: Numbers, *known: Flags) -> Numbers:
    """Those of `some` that are not known yet, each once, ascending."""
    if len(some) * 50 < len(known[0]):
        for already in known:
            some = some[~already[some]]
        return np.unique(some)
    flags = np.zeros(len(known[0]), np.bool_)
    flags[some] = True
    for already in known:
        flags &= ~already
    return np.flatnonzero(flags).astype(np.int32)


def _no_levels(graph: Packed) -> Numbers:
    return np.full(graph.size, _NOT_YET, np.int32)


def _none_of(graph: Packed) -> Flags:
    return np.zeros(graph.size, np.bool_)


def _wanted(relations: Collection[str]) -> Flags | None:
    """For each relation's code, whether it is followed; None if all are that texts state."""
    if set(relations) >= STATED:
        return None
    flags = np.zeros(len(CODES), np.bool_)
    flags[[CODES[relation] for relation in relations if relation in CODES]] = True
    return flags


def _counted(graph: Packed, levels: Sequence[tuple[Numbers, Numbers]]) -> list[Cell]:
    """The documents of each level, the trusted and the suspect ones, by it."""
    groups = [group for level in levels for group in level]
    found = np.concatenate(groups)
    marks = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    places, dates = graph.places.all, graph.dates.all
    cell = marks * len(places) + graph.place[found]
    count = np.bincount(cell)
    date, undated = graph.date[found], len(dates) - 1
    # `ufunc.at` is fast only where no type is to be changed.
    earliest, latest = np.full(len(count), undated, np.int32), np.full(len(count), -1, np.int32)
    np.minimum.at(earliest, cell, date)
    np.maximum.at(latest, cell, np.where(date == undated, np.int32(-1), date))
    full = np.flatnonzero(count)
    cells = []
    for one, many, first, last in zip(*(column.tolist() for column in (full, count[full], earliest[full], latest[full])), strict=True):
        state, place = divmod(one, len(places))
        depth, doubtful = divmod(state, 2)
        cells.append(Cell(depth, bool(doubtful), places[place], many, dates[first], dates[last]))
    return cells
