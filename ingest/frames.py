"""Nodes of a sentence – the documents it speaks of – and what governs each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from graph.reading import SELF, Relation
from ingest.cues import Sighting
from ingest.mentions import Mention, TypeWord
from ingest.reasons import LAST_RESORT, Reason, confidence
from ingest.shadow import Rule, Shadow

CHANGES = frozenset({"amends", "replaces", "repeals", "suspends", "corrects", "consolidates"})
"""Relations that only an act that changes law can state as done."""

CHANGING_TYPES = frozenset(
    {"Hiến pháp", "Luật", "Bộ luật", "Pháp lệnh", "Lệnh", "Sắc lệnh", "Sắc luật", "Nghị quyết", "Nghị quyết liên tịch", "Nghị định"}
    | {"Quyết định", "Thông tư", "Thông tư liên tịch", "Chỉ thị", "Quy định", "Quy chế", "Hướng dẫn", "Điều lệ", "Văn bản hợp nhất"}
    | {"Thông tri", "Kết luận"}
)
ACTS = frozenset({"Hiến pháp", "Luật", "Bộ luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Quyết định", "Thông tư", "Chỉ thị", "Kết luận"})
"""Types that are issued by themselves, never with another document."""
NEVER_PROPOSE = frozenset({"Hiến pháp", "Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch"})

_RANK = {
    "Hiến pháp": 0,
    "Luật": 1,
    "Bộ luật": 1,
    "Pháp lệnh": 2,
    "Nghị quyết": 2,
    "Nghị định": 3,
    "Quyết định": 4,
    "Thông tư": 5,
    "Thông tư liên tịch": 5,
}
_FAMILIES = (frozenset({"Luật", "Bộ luật", "Pháp lệnh"}), frozenset({"Thông tư", "Thông tư liên tịch"}))

_VERBS_TOO = frozenset(
    {"Quy định", "Hướng dẫn", "Báo cáo", "Thông báo", "Quyết định", "Kết luận", "Dự án", "Quy trình", "Lệnh", "Phương án", "Tuyên bố"}
    | {"Luật", "Quy ước", "Chiến lược", "Bản án"}
)
"""Types whose words are verbs or common words as well: only a capital tells that a document is meant."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What governs a mention: `other` states `relation` of it, or, turned round, it states it of `other`."""

    relation: Relation
    other: str
    turned: bool
    start: int
    """Where the words begin that prove it."""
    rule: str
    reasons: tuple[Reason, ...]
    cue: Sighting | None = None
    """What states it; None where only its place does."""

    @property
    def confidence(self) -> float:
        """How far the reasons make it believed."""
        return confidence(self.reasons)

    @property
    def hidden(self) -> bool:
        """Whether it only counts if nothing else is said of its document."""
        return LAST_RESORT in self.reasons


@dataclass(slots=True)
class Node:
    """A mention in the sentence, or a document that the sentence speaks of without number or name."""

    start: int
    end: int
    type: str | None
    name: str | None
    """Local name of what it is; of an unnumbered document that of its maker, or None where nobody cited is known to be it."""
    index: int | None
    group: int
    year: int | None = None
    frame: Frame | None = None
    peer: Node | None = None
    """The list's member before it."""
    draft: bool = False
    made: bool = False
    """True of an unnumbered document that its maker only brings out here: what it states, its maker states."""

    @property
    def numbered(self) -> bool:
        """Whether it is a citation, not a document without number or name."""
        return self.index is not None

    @property
    def speaker(self) -> bool:
        """Whether it is a mention of the speaking document: "Quyết định này"."""
        return self.index is not None and self.name == SELF


def alike(a: str | None, b: str | None) -> bool:
    """Whether documents of two types may be members of one list, or amend each other."""
    return a == b or any(a in family and b in family for family in _FAMILIES)


def below(a: str | None, b: str | None) -> bool:
    """Whether an act of type `a` ranks below one of type `b`, and so cannot amend it. The Constitution is amended by resolution."""
    return (a, b) != ("Nghị quyết", "Hiến pháp") and a in _RANK and b in _RANK and _RANK[a or ""] > _RANK[b or ""]


def unnumbered(text: Shadow, words: Sequence[TypeWord], mentions: Sequence[Mention]) -> list[TypeWord]:
    """Types' words that speak of a document without its number: "Chương trình của Ban Thường vụ Tỉnh ủy"."""
    starts = [mention.start for mention in mentions]
    chosen = []
    for word in words:
        i = bisect_right(starts, word.start) - 1
        if i >= 0 and word.start < mentions[i].end:
            continue
        if i >= 0 and word.type in _VERBS_TOO and not text.low[mentions[i].end : word.start].strip(" ,"):
            continue  # "… của Chính phủ Quy định về …": the title's verb
        capital = text.clean[word.start].isupper() and not text.clean[word.start : word.end].isupper()
        if (capital or word.type not in _VERBS_TOO) and not _NO_DOCUMENT(text).match(text.low, word.end):
            chosen.append(word)
    return chosen


_NO_DOCUMENT = Rule(
    r"""
    [ ](?:được[ ])?(?:ban[ ]hành[ ])?(?:kèm[ ]theo|theo|tại)(?!\w) | [ ]?[,;][ ] | [ ](?:sau|dưới)[ ]đây | [ ]?: | [ ](?:số|so)(?!\w)
    """
)
"""Behind a type's word: it is an annex of the act cited next, one of many, or a number's type."""
