"""A mention: what one stretch of the clean text says of one document, while it is being read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from graph.fold import fold
from graph.knowledge import document_types
from graph.reading import CitationKind
from ingest.shadow import Rule, Shadow

LETTER = "Công văn"
GENERIC = "Văn bản"
"""Stands for any type: the number's code says which."""

_NEVER = frozenset({"Hợp đồng"})
"""Numbered papers that are no documents of an authority."""

_MEANT = {
    "văn bản": GENERIC,
    "vb": GENERIC,
    "công thư": LETTER,
    "bản án": "Bản án",
    "lệnh": "Lệnh",
    "thông tư liên bộ": "Thông tư liên tịch",
}


class Mention(NamedTuple):
    """One mention. Offsets are those of the clean text."""

    start: int
    end: int
    kind: CitationKind
    type: str | None = None
    number: str | None = None
    name: str | None = None
    date: str | None = None
    issuer: str | None = None
    """As worded, abbreviations spelled out; places that the document leaves implicit are not yet filled in."""
    term: str | None = None
    pinpoint: str | None = None
    pinned: int = 0
    """Where the pinpoint begins, if there is one."""
    title: str | None = None
    stands_for: str | None = None
    """Of a short form in words, what its document is known by."""
    core: int = 0
    """Behind the number, where it has one: what a page break cuts off behind it still tells date and issuer."""
    confidence: float = 1.0
    rule: str = ""
    """What it was read by, in words for users."""
    given: tuple[tuple[str, str], ...] = ()
    """Fields that something else than the citation's own words gives, each with what that is."""

    @property
    def key(self) -> str | None:
        """What it is known by."""
        return self.number or self.name


class TypeWord(NamedTuple):
    """A document type's word in the text, whether a citation begins with it or not."""

    start: int
    end: int
    type: str


def _spellings() -> dict[str, str]:
    known = {t.name.lower(): t.name for t in document_types() if t.name not in _NEVER}
    return known | _MEANT


@lru_cache(maxsize=2)
def _type_rule() -> Rule:
    return Rule(r"(?<![\w-])WORDS(?![\w-]|(?<=luật) (?:sư|gia)(?!\w))", 0, words=_spellings(), gap=r"[ \n]")


@lru_cache(maxsize=4096)
def type_spelled(words: str) -> str | None:
    """The type that the words name, whatever their diacritics: `Quyêt đinh`."""
    return _folded().get(fold(words))


@lru_cache(maxsize=1)
def _folded() -> dict[str, str]:
    return {fold(spelling): name for spelling, name in _spellings().items()}


def type_words(text: Shadow) -> list[TypeWord]:
    """Every type's word, in text order."""
    found = ((match, type_spelled(match.group())) for match in _type_rule()(text).finditer(text.low) if not _commands(text, match))
    return [TypeWord(match.start(), match.end(), name) for match, name in found if name]


_COMMAND = Rule(r"(?:tư|mệnh|hiệu|khẩu)[ ]lệnh$")


def _commands(text: Shadow, match: re.Match[str]) -> bool:
    """ "Bộ Tư lệnh", "hiệu lệnh": no order."""
    return match.end() - match.start() == len("lệnh") and _COMMAND(text).search(text.low, match.start() - 6, match.end()) is not None
