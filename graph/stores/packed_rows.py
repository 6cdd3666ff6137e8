"""Edges in arrays: as columns, and in compressed rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.kept import PROBABLY_SAME_AS, Step
from graph.stores.changes import EDGE_RELATIONS

Numbers = NDArray[np.int32]
Flags = NDArray[np.bool_]

CODES = {relation: code for code, relation in enumerate(sorted(EDGE_RELATIONS))}
STATED = EDGE_RELATIONS - {PROBABLY_SAME_AS}


@dataclass(frozen=True, slots=True)
class Edges:
    """Edges in three columns of one length, in no order: the source's number, the relation's code, the target's number."""

    source: Numbers
    relation: NDArray[np.uint8]
    target: Numbers

    @classmethod
    def of(cls, rows: Sequence[tuple[int, int, int]]) -> Edges:
        columns = np.array(rows, np.int32).reshape(-1, 3)
        return cls(columns[:, 0], columns[:, 1].astype(np.uint8), columns[:, 2])

    def where(self, wanted: Flags) -> Edges:
        return Edges(self.source[wanted], self.relation[wanted], self.target[wanted])

    def and_also(self, other: Edges) -> Edges:
        return Edges(
            np.concatenate((self.source, other.source)),
            np.concatenate((self.relation, other.relation)),
            np.concatenate((self.target, other.target)),
        )

    def __len__(self) -> int:
        return len(self.source)


@dataclass(frozen=True, slots=True)
class Rows:
    """Compressed rows: the other end and the relation of each document's edges."""

    start: NDArray[np.int64]
    ends: Numbers
    relation: NDArray[np.uint8]

    @classmethod
    def of(cls, near: Numbers, relation: NDArray[np.uint8], far: Numbers, size: int) -> Rows:
        order = np.argsort(near, kind="stable")
        start = np.zeros(size + 1, np.int64)
        np.cumsum(np.bincount(near, minlength=size), out=start[1:])
        return cls(start, far[order], relation[order])

    def of_all(self, some: Numbers) -> NDArray[np.int64] | Flags:
        """What picks all edges of these documents, which are distinct, from the rows."""
        if 4 * self.degree(some) <= len(self.ends):
            return self._runs(some)[2]
        flags = np.zeros(len(self.start) - 1, np.bool_)  # of most edges, to pass over some is quicker than to fetch the others
        flags[some[some < len(flags)]] = True
        return np.repeat(flags, np.diff(self.start))

    def at(self, some: Numbers) -> tuple[Numbers, NDArray[np.int64]]:
        """Of all edges of these documents: whose each is, and its place among the rows."""
        some, count, places = self._runs(some)
        return np.repeat(some, count), places

    def _runs(self, some: Numbers) -> tuple[Numbers, NDArray[np.int64], NDArray[np.int64]]:
        """Those that may have edges, how many each has, and where these lie."""
        some = some[some < len(self.start) - 1] if len(self.ends) else some[:0]
        begin = self.start[some]
        count = self.start[some + 1] - begin
        first = np.cumsum(count) - count
        return some, count, np.repeat(begin - first, count) + np.arange(count.sum())

    def degree(self, some: Numbers) -> int:
        some = some[some < len(self.start) - 1]
        return int((self.start[some + 1] - self.start[some]).sum())


@dataclass(frozen=True, slots=True)
class Layer:
    """Edges in rows both ways; those to what a document probably is apart from those that texts state."""

    stated: Mapping[Step, Rows]
    twins: Mapping[Step, Rows]
    twinned: Flags
    """Which documents have any of the latter: few."""

    @classmethod
    def of(cls, edges: Edges, size: int) -> Layer:
        twin = edges.relation == CODES[PROBABLY_SAME_AS]
        doubts = edges.where(twin)
        twinned = np.zeros(size, np.bool_)
        twinned[doubts.source] = twinned[doubts.target] = True
        return cls(_both_ways(edges.where(~twin), size), _both_ways(doubts, size), twinned)

    def with_twins(self, some: Numbers) -> Numbers:
        """Those of these documents that have twins here."""
        some = some[some < len(self.twinned)]
        return some[self.twinned[some]]

    def edges(self) -> Edges:
        one, other = (_columns(rows["out"]) for rows in (self.stated, self.twins))
        return one.and_also(other)


def _both_ways(edges: Edges, size: int) -> dict[Step, Rows]:
    return {
        "out": Rows.of(edges.source, edges.relation, edges.target, size),
        "in": Rows.of(edges.target, edges.relation, edges.source, size),
    }


def _columns(out: Rows) -> Edges:
    return Edges(np.repeat(np.arange(len(out.start) - 1, dtype=np.int32), np.diff(out.start)), out.relation, out.ends)
