"""The text as the grammar reads it: lower case, one way to place tone marks, and every character at its own offset.

Offsets in the shadow are offsets in the clean text, so what a rule finds here is where it says. A document typed without
diacritics is read with the same rules, stripped of theirs.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

_TONES = {
    old: new
    for olds, news in (("oà oá oả oã oạ", "òa óa ỏa õa ọa"), ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"), ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"))
    for old, new in zip(olds.split(), news.split(), strict=True)
}
_TONE = re.compile("|".join(_TONES))
_BEYOND_ASCII = re.compile(r"[^\W\d_\x00-\x7f]")
_BREAK, _STOP, _QUOTE = re.compile("\n"), re.compile("[.;] "), re.compile('"')
_ENOUGH = 0.01
"""A text with fewer letters than this beyond ASCII is typed without diacritics: Vietnamese has one in four."""


@dataclass(frozen=True)
class Shadow:
    """A clean text beside its lower-case shadow of the same length."""

    clean: str
    low: str
    bare: bool
    """True if the text is typed without diacritics."""

    def paragraph(self, at: int) -> int:
        """Where the paragraph begins in which `at` stands. All are found once: one paragraph may be the whole text."""
        return self._paragraphs[bisect_right(self._paragraphs, at) - 1]

    def sentence(self, line: int, end: int) -> int:
        """Where the last sentence or item before `end` begins, in the paragraph from `line` on."""
        before = bisect_right(self._stops, end - 2)
        return max(line, self._stops[before - 1] + 1) if before else line

    def quoting(self, at: int) -> bool:
        """Whether quotation marks are open in the paragraph before `at`."""
        return (bisect_left(self._quotes, at) - bisect_left(self._quotes, self.paragraph(at))) % 2 == 1

    @cached_property
    def _paragraphs(self) -> list[int]:
        return [0, *(match.end() for match in _BREAK.finditer(self.low))]

    @cached_property
    def _stops(self) -> list[int]:
        return [match.start() for match in _STOP.finditer(self.low)]

    @cached_property
    def _quotes(self) -> list[int]:
        return [match.start() for match in _QUOTE.finditer(self.low)]


def shadow(clean: str) -> Shadow:
    """The shadow of a clean text.

    >>> shadow("UỶ BAN nhân dân").low
    'ủy ban nhân dân'
    """
    low = clean.lower()
    if len(low) != len(clean):  # a few letters (İ) grow when lowered
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in clean)
    bare = _is_bare(low)
    return Shadow(clean, _bare(low) if bare else _placed(low), bare)


class Rule:
    """A pattern over shadows, in the spelling that the document has.

    Written with diacritics, in lower case; `rule(shadow)` is the compiled pattern to use on `shadow.low`. In the pattern,
    `WORDS` stands for the longest of `words` that fits, and `gap` for each space in them.
    """

    def __init__(self, pattern: str, flags: int = re.VERBOSE, words: Collection[str] = (), gap: str = "[ ]") -> None:
        self._accented, self._bare = (
            re.compile(spell(pattern).replace("WORDS", _tree({spell(word) for word in words}, gap)), flags) for spell in (_placed, _bare)
        )

    def __call__(self, text: Shadow) -> re.Pattern[str]:
        return self._bare if text.bare else self._accented


def _tree(words: Collection[str], gap: str) -> str:
    """A pattern for the longest word that fits: beginnings are shared, so that the many words are not tried one by one."""
    following: dict[str, set[str]] = {}
    for word in words:
        if word:
            following.setdefault(word[0], set()).add(word[1:])
    branches = [(gap if char == " " else re.escape(char)) + _tree(rests, gap) for char, rests in sorted(following.items())]
    return f"(?:{'|'.join(branches)}){'?' if '' in words else ''}" if branches else ""


def spelled(words: str, text: Shadow) -> str:
    """Lower-case `words` as the document's shadow spells them."""
    return _bare(words) if text.bare else _placed(words)


def _placed(text: str) -> str:
    return _TONE.sub(lambda match: _TONES[match.group()], text)


class _Bases(dict[int, str]):
    """Each code point without its marks, filled as letters are met."""

    def __missing__(self, point: int) -> str:
        return self.setdefault(point, unicodedata.normalize("NFD", chr(point))[0])


_BASES = _Bases({ord("đ"): "d", ord("Đ"): "D"})


def _bare(text: str) -> str:
    return text.translate(_BASES)


def _is_bare(low: str) -> bool:
    sample = low[:20_000]
    at_most = int(_ENOUGH * len(sample)) + 1
    if sum(1 for _ in islice(_BEYOND_ASCII.finditer(sample), at_most)) == at_most:  # so many are enough for any number of letters
        return False
    letters = sum(map(str.isalpha, sample))
    return letters > 0 and len(_BEYOND_ASCII.findall(sample)) < _ENOUGH * letters
