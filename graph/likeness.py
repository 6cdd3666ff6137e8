"""Likeness: whether two texts are one document's, or two of one form.

A second copy differs by what copying does: letters misread, words run together, page marks and heads that come between, a
page that is missing. Another document of the same form differs in other names and other numbers, and in nothing else. So the
words are laid side by side, and it counts *how* they differ, not only how much.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from graph.fold import words

SHARED = 0.75
"""The part of the longer text's words that both must have, misread or not: a copy may lack a page of five, but a text
that another one promulgates is no copy of it."""
_TELLING = 4
"""Letters that a word must have to be found again among others."""
SLIP = 0.6
"""How similar two readings of the same words are, however badly the scan was read."""
PER_SLIP = 8
"""Of so many misread words one may be read as wholly another one. Copies without misread words so have no other words at all."""
_Words = tuple[str, ...]
_DIGIT = re.compile(r"[0-9]")
_CONFUSED = str.maketrans("oilsbzgq", "01158299")
"""Letters that are read for digits."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two texts compare."""

    shared: float
    """The part of the longer one's words that the other one has as well, at the same place, misread or not."""
    slips: int
    """Places that differ as a misreading does."""
    exchanged: tuple[tuple[str, str], ...]
    """Places at which they have other words or numbers, each once."""
    other_form: bool
    """Whether the same words stand for the same others throughout, as the names, or the years, of two documents of one form."""

    @property
    def one_document(self) -> bool:
        """Whether the texts are so alike that only their heads may make them two documents."""
        return self.shared >= SHARED and not self.other_form and len(self.exchanged) * PER_SLIP <= self.slips


def likeness(a: str, b: str) -> Likeness:
    """Compare two texts by their folded words; in whatever order they are given, it is the same."""
    one, other = (words(text) for text in sorted((a, b)))
    slips, shared, same, exchanged = 0, 0, Counter[str](), Counter[tuple[_Words, _Words]]()
    for mine, theirs in _runs(one, other):
        if mine == theirs:
            same.update(mine)
            shared += len(mine)
        elif mine and theirs and _is_slip(mine, theirs):
            slips += 1
            shared += min(len(mine), len(theirs))
        elif mine and theirs:
            exchanged[mine, theirs] += 1
    other_form = any(count > 1 and count > min(same[word] for word in mine) for (mine, _), count in exchanged.items())
    shown = tuple((" ".join(mine), " ".join(theirs)) for mine, theirs in exchanged)
    return Likeness(round(shared / max(len(one), len(other), 1), 3), slips, shown, other_form)


def _runs(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[_Words, _Words]]:
    """The texts side by side: stretches that are the same in both, and between these what each has in its place."""
    mine, theirs = 0, 0
    for block in Levenshtein.opcodes(one, other).as_matching_blocks():
        if block.a > mine or block.b > theirs:
            yield tuple(one[mine : block.a]), tuple(other[theirs : block.b])
        mine, theirs = block.a + block.size, block.b + block.size
        if block.size:
            yield (same := tuple(one[block.a : mine])), same


def _is_slip(mine: _Words, theirs: _Words) -> bool:
    """Whether these words may be those, misread or with something between: never, if the numbers in them differ."""
    numbers, others = _numbers(mine), _numbers(theirs)
    if numbers and others and not _is_misread(numbers, others):
        return False
    short, long = sorted(("".join(mine), "".join(theirs)), key=len)
    if Levenshtein.distance(short, long) <= 1 or Levenshtein.normalized_similarity(short, long) >= SLIP:
        return True
    between = len(long) >= 1.5 * len(short) and len(short) >= _TELLING
    return between and fuzz.partial_ratio(short, long) >= SLIP * 100


def _numbers(run: _Words) -> str:
    """The numbers in these words, whatever they are divided by, with what else is read into them."""
    return "".join(word.translate(_CONFUSED) for word in run if _DIGIT.search(word))


def _is_misread(number: str, other: str) -> bool:
    """Whether two numbers are one, but for letters that were read for digits, and numbers that come before or after one."""
    short, long = sorted((number, other), key=len)
    starts = range(len(long) - len(short) + 1)
    return any(all(a == b or a.isalpha() or b.isalpha() for a, b in zip(short, long[start:], strict=False)) for start in starts)
