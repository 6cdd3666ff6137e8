"""A string that remembers, stretch by stretch, where in the original it came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Traced:
    """`text[at[i]:at[i + 1]]` came from the original's `[starts[i], ends[i])`; the last of `at` is the text's length.

    Where both are as long, characters correspond one to one; where not (NFD letters, runs of spaces), the whole corresponds to
    the whole. An inserted character came from an empty stretch.
    """

    text: str
    at: list[int]
    starts: list[int]
    ends: list[int]

    def stretches(self, start: int, end: int) -> Iterable[tuple[int, int, int]]:
        """`text[start:end]` in pieces, each with its length and where it came from."""
        if len(self.starts) == 1 and self.at[1] == self.ends[0] - self.starts[0]:
            shift = self.starts[0]
            return ((end - start, start + shift, end + shift),) if start < end else ()
        return self._stretches(start, end)

    def _stretches(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        at = self.at
        i = bisect_right(at, start) - 1
        while start < end:
            stop = min(at[i + 1], end)
            first, last = self.starts[i], self.ends[i]
            if last - first == at[i + 1] - at[i]:
                yield stop - start, first + start - at[i], first + stop - at[i]
            else:
                yield stop - start, first, last
            start = stop
            i += 1

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The original's stretch from where `text[start]` came from to where `text[end - 1]` did."""
        ((_, first, _),) = self.stretches(start, start + 1)
        ((_, _, last),) = self.stretches(end - 1, end)
        return first, last


def trace(original: str, text: str) -> Traced:
    """A text as long as its original, each character its own."""
    return Traced(text, [0, len(original)], [0], [len(original)]) if original else Traced("", [0], [], [])


class Builder:
    """Writes a new traced string from stretches of an old one."""

    def __init__(self, source: Traced) -> None:
        self._source = source
        self._parts: list[str] = []
        self._size = 0
        self._begin = self._end = 0
        self._at: list[int] = []
        self._starts: list[int] = []
        self._ends: list[int] = []

    def __len__(self) -> int:
        return self._size

    def copy(self, start: int, end: int) -> None:
        """Append `source[start:end]` as it is."""
        if start < end:
            self._parts.append(self._source.text[start:end])
            self._keep(start, end)

    def replace(self, start: int, end: int, text: str) -> None:
        """Append `text` in place of `source[start:end]`, which is not empty: character by character where the lengths agree."""
        if len(text) == end - start:
            self._parts.append(text)
            self._keep(start, end)
        elif text:
            self._write(text, *self._source.origin(start, end))

    def resume(self, at: int, start: int, end: int, text: str) -> None:
        """Append `text`: its first character in place of `source[at]`, which was not kept, the others of `source[start:end]`."""
        self._parts.append(text)
        if self._end != at:
            self._close()
            self._begin = at
        self._size += 1
        if start != at + 1:
            self._end = at + 1
            self._close()
            self._begin = start
        self._end = end
        self._size += end - start

    def insert(self, text: str, before: int) -> None:
        """Append `text`, which the original has not; its place is before `source[before]`."""
        place, _ = self._source.origin(before, before + 1)
        self._write(text, place, place)

    def _write(self, text: str, first: int, last: int) -> None:
        self._close()
        self._parts.append(text)
        self._add(self._size, len(text), first, last)
        self._size += len(text)

    def _keep(self, start: int, end: int) -> None:
        """Characters that correspond one to one; where they follow what was kept last, they make one run with it."""
        if self._end != start:
            self._close()
            self._begin = start
        self._end = end
        self._size += end - start

    def _close(self) -> None:
        """End the run."""
        at = self._size - (self._end - self._begin)
        for size, first, last in self._source.stretches(self._begin, self._end):
            self._add(at, size, first, last)
            at += size
        self._begin = self._end = 0

    def _add(self, at: int, size: int, first: int, last: int) -> None:
        """Pieces that correspond one to one and follow each other in the original become one."""
        if self._at and last - first == size and self._ends[-1] == first and first - self._starts[-1] == at - self._at[-1]:
            self._ends[-1] = last
        else:
            self._at.append(at)
            self._starts.append(first)
            self._ends.append(last)

    def build(self) -> Traced:
        self._close()
        return Traced("".join(self._parts), [*self._at, self._size], self._starts, self._ends)


def rewrite(source: Traced, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str | slice]) -> Traced:
    """Replace each match, which is not empty, by what `change` gives: a string, or a slice of `source` that is kept as it is."""
    out, at = Builder(source), 0
    for match in pattern.finditer(source.text):
        start, end = match.span()
        out.copy(at, start)
        new = change(match)
        if isinstance(new, slice):
            out.copy(new.start, new.stop)
        else:
            out.replace(start, end, new)
        at = end
    if not at:
        return source
    out.copy(at, len(source.text))
    return out.build()
