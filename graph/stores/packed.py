"""A graph packed into arrays: an immutable base, and beside it what changed since.

Documents are numbered: those of the base in the order of their keys, later ones as they come. Edges lie in compressed rows both
ways: at the other ends of document `n`'s edges stand `ends[start[n]:start[n + 1]]`. The base takes 10 bytes for each edge. A
document that changed is *stale*: its own edges in the base no longer count, those that it now has lie in the delta.
"""

from __future__ import annotations

from binascii import unhexlify
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.kept import EdgeKey, Step
from graph.stores.packed_rows import CODES, Edges, Flags, Layer, Numbers

N = TypeVar("N", bound=np.generic)

LETTERS = {relation: chr(ord("A") + code) for relation, code in CODES.items()}
"""What stands for a relation in the strings that `Packed.of` takes."""

_DIGITS = 16

Facts = tuple[str | None, str | None]
"""A document's place and date."""


@dataclass(frozen=True, slots=True)
class Names:
    """Strings with their codes, which rise with them; None has the last one."""

    all: tuple[str | None, ...]

    @classmethod
    def of(cls, some: Iterable[str | None]) -> Names:
        return cls((*sorted({one for one in some if one is not None}), None))

    def codes(self, some: Iterable[str | None]) -> Numbers:
        code = {name: number for number, name in enumerate(self.all)}
        return np.fromiter((code[one] for one in some), np.int32)

    def with_more(self, some: Collection[str | None], old: Numbers) -> tuple[Names, Numbers]:
        """Names that hold these as well, and the codes of what had `old`."""
        if set(self.all).issuperset(some):
            return self, old
        wider = Names.of((*self.all, *some))
        return wider, wider.codes(self.all)[old]


@dataclass(frozen=True)
class Packed:
    """The graph as it is after change `seq` of its store. It never changes; `changed` gives another one that shares the base."""

    seq: int
    keys: NDArray[np.uint64]
    """Of the base's documents, ascending."""
    later: Mapping[str, int]
    """Numbers of the documents that came since."""
    places: Names
    dates: Names
    place: Numbers
    date: Numbers
    gone: Flags
    """Numbers that are no document's any more."""
    base: Layer
    stale: Flags
    delta: Edges

    @classmethod
    def of(cls, seq: int, documents: Sequence[tuple[str, str | None, str | None]], edges: Sequence[tuple[str, str]]) -> Packed:
        """From all documents' keys, places and dates; and from all edges: a source with one string that has, for each edge, its
        relation's letter and its target's key. Raises ValueError if a key does not have 16 hex digits.
        """
        keys = _numbers([key for key, _, _ in documents])
        order = np.argsort(keys)
        known = keys[order]
        counts = np.fromiter((len(own) // (1 + _DIGITS) for _, own in edges), np.int64, len(edges))
        cells = np.frombuffer("".join(own for _, own in edges).encode(), np.uint8).reshape(counts.sum(), 1 + _DIGITS)
        columns = Edges(
            np.repeat(np.searchsorted(known, _numbers([source for source, _ in edges])).astype(np.int32), counts),
            cells[:, 0] - np.uint8(ord("A")),
            np.searchsorted(known, _unhexed(cells[:, 1:].tobytes())).astype(np.int32),
        )
        places, dates = Names.of({place for _, place, _ in documents}), Names.of({date for _, _, date in documents})
        none = np.zeros(len(known), np.bool_)
        return cls(
            seq=seq,
            keys=known,
            later={},
            places=places,
            dates=dates,
            place=places.codes(place for _, place, _ in documents)[order],
            date=dates.codes(date for _, _, date in documents)[order],
            gone=none,
            base=Layer.of(columns, len(known)),
            stale=none,
            delta=Edges.of([]),
        )

    @cached_property
    def fresh(self) -> Layer:
        """The delta in rows."""
        return Layer.of(self.delta, self.size)

    @property
    def size(self) -> int:
        """One more than the greatest number."""
        return len(self.place)

    @property
    def delta_share(self) -> float:
        """How much the delta is of the base."""
        return len(self.delta) / max(1, len(self.base.stated["out"].ends))

    def number(self, key: str) -> int | None:
        """The number of the document with this key, if there is one."""
        number = _number(self.keys, self.later, key)
        return None if number < 0 or self.gone[number] else number

    def over(self, some: Numbers, step: Step, *, twins: bool = False) -> Iterator[tuple[Numbers, Numbers]]:
        """Numbers of both ends, the near and the far one, of all edges of these documents in one direction: of those that texts state,
        or else of those to and from twins.
        """
        for layer in (self.base, self.fresh):
            rows = (layer.twins if twins else layer.stated)[step]
            near, places = rows.at(layer.with_twins(some) if twins else some)
            far = rows.ends[places]
            if layer is self.base and self._is_stale:
                current = ~self.stale[near if step == "out" else far]
                near, far = near[current], far[current]
            yield near, far

    def beyond(self, some: Numbers, step: Step, wanted: Flags | None) -> Numbers:
        """The far ends alone of what texts state of these documents, which are distinct. `wanted` is which relations' codes are
        followed; None for all.
        """
        found = []
        for layer in (self.base, self.fresh):
            own = some[~self.stale[some]] if layer is self.base and step == "out" and self._is_stale else some
            rows = layer.stated[step]
            picked = rows.of_all(own)
            far = rows.ends[picked]
            if wanted is not None:
                far = far[wanted[rows.relation[picked]]]
            found.append(far[~self.stale[far]] if layer is self.base and step == "in" and self._is_stale else far)
        return np.concatenate(found)

    def degree(self, some: Numbers) -> int:
        """About how many edges these documents have."""
        return sum(layer.stated[step].degree(some) for layer in (self.base, self.fresh) for step in layer.stated)

    def keys_of(self, some: Numbers) -> list[str]:
        names = self._all_keys[some].astype(">u8").tobytes().hex()
        return [names[at : at + _DIGITS] for at in range(0, len(names), _DIGITS)]

    def changed(self, seq: int, now: Mapping[str, Facts | None], edges: Iterable[EdgeKey]) -> Packed:
        """The graph after change `seq`: `now` holds the facts of all documents that changed, or None for those that are gone, and
        `edges` all edges out of them. Raises ValueError as `of` does.
        """
        new = [key for key in now if _number(self.keys, self.later, key) < 0]
        _numbers(new)  # or else there is no packing them
        later = {**self.later, **{key: self.size + n for n, key in enumerate(new)}}
        more, number = len(new), partial(_number, self.keys, later)
        touched = np.fromiter(map(number, now), np.int32)
        facts = [one or (None, None) for one in now.values()]
        places, place = self.places.with_more({place for place, _ in facts}, self.place)
        dates, date = self.dates.with_more({date for _, date in facts}, self.date)
        stale = _put(self.stale, more, touched, True)
        kept = self.delta.where(~_put(np.zeros_like(self.stale), more, touched, True)[self.delta.source])
        return Packed(
            seq=seq,
            keys=self.keys,
            later=later,
            places=places,
            dates=dates,
            place=_put(place, more, touched, places.codes(place for place, _ in facts)),
            date=_put(date, more, touched, dates.codes(date for _, date in facts)),
            gone=_put(self.gone, more, touched, np.fromiter((one is None for one in now.values()), np.bool_)),
            base=self.base,
            stale=stale,
            delta=kept.and_also(Edges.of([(number(s), CODES[r], number(t)) for s, r, t in edges])),
        )

    def merged(self) -> Packed:
        """The same graph, all of it in the base."""
        there = np.flatnonzero(~self.gone)
        order = there[np.argsort(self._all_keys[there])]
        renumbered = np.full(self.size, -1, np.int32)
        renumbered[order] = np.arange(len(order), dtype=np.int32)
        old = self.base.edges()
        edges = old.where(~self.stale[old.source]).and_also(self.delta)
        none = np.zeros(len(order), np.bool_)
        return Packed(
            seq=self.seq,
            keys=self._all_keys[order],
            later={},
            places=self.places,
            dates=self.dates,
            place=self.place[order],
            date=self.date[order],
            gone=none,
            base=Layer.of(Edges(renumbered[edges.source], edges.relation, renumbered[edges.target]), len(order)),
            stale=none,
            delta=Edges.of([]),
        )

    @cached_property
    def _is_stale(self) -> bool:
        return bool(self.stale.any())

    @cached_property
    def _all_keys(self) -> NDArray[np.uint64]:
        return np.concatenate((self.keys, _numbers(list(self.later)))) if self.later else self.keys


def _number(keys: NDArray[np.uint64], later: Mapping[str, int], key: str) -> int:
    """The number of a document; -1 if there is none."""
    try:
        (wanted,) = _numbers([key])
    except ValueError:  # no document has such a key
        return -1
    at = int(np.searchsorted(keys, wanted))
    return at if at < len(keys) and keys[at] == wanted else later.get(key, -1)


def _put(old: NDArray[N], more: int, at: Numbers, values: NDArray[N] | bool) -> NDArray[N]:
    """A copy that is `more` longer, with these values in these places."""
    wider = np.concatenate((old, np.zeros(more, old.dtype)))
    wider[at] = values
    return wider


def _numbers(keys: Sequence[str]) -> NDArray[np.uint64]:
    """Keys as numbers, in the same order of size as of letters. Raises ValueError for what are no keys."""
    if any(len(key) != _DIGITS for key in keys):
        raise ValueError("a key has 16 digits")
    return _unhexed("".join(keys).encode())


def _unhexed(digits: bytes) -> NDArray[np.uint64]:
    return np.frombuffer(unhexlify(digits), ">u8").astype(np.uint64)
