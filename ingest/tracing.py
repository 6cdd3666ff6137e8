"""A string that remembers, character by character, where in the original it came from."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Traced:
    """`text[i]` came from the original's `[starts[i], ends[i])`; an inserted character from an empty stretch."""

    text: str
    starts: array[int]
    ends: array[int]


def trace(original: str) -> Traced:
    """The original itself, each character its own."""
    size = len(original)
    return Traced(original, array("q", range(size)), array("q", range(1, size + 1)))


class Builder:
    """Writes a new traced string from stretches of an old one."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._starts: array[int] = array("q")
        self._ends: array[int] = array("q")

    def __len__(self) -> int:
        return len(self._starts)

    def copy(self, source: Traced, start: int, end: int) -> None:
        """Append `source[start:end]` as it is."""
        self._parts.append(source.text[start:end])
        self._starts.extend(source.starts[start:end])
        self._ends.extend(source.ends[start:end])

    def put(self, text: str, start: int, end: int) -> None:
        """Append `text`, which stands for the original's `[start, end)` as a whole."""
        self._parts.append(text)
        self._starts.extend([start] * len(text))
        self._ends.extend([end] * len(text))

    def replace(self, source: Traced, start: int, end: int, text: str) -> None:
        """Append `text` in place of `source[start:end]`: character by character where the lengths agree."""
        if len(text) == end - start:
            self._parts.append(text)
            self._starts.extend(source.starts[start:end])
            self._ends.extend(source.ends[start:end])
        elif text:
            self.put(text, source.starts[start], source.ends[end - 1])

    def build(self) -> Traced:
        return Traced("".join(self._parts), self._starts, self._ends)


def rewrite(source: Traced, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str | slice]) -> Traced:
    """Replace each match by what `change` gives: a string, or a slice of `source` that is kept as it is."""
    out, at = Builder(), 0
    for match in pattern.finditer(source.text):
        out.copy(source, at, match.start())
        new = change(match)
        if isinstance(new, slice):
            out.copy(source, new.start, new.stop)
        else:
            out.replace(source, match.start(), match.end(), new)
        at = match.end()
    out.copy(source, at, len(source.text))
    return out.build()
