"""Citations that carry a number, a name or a date: one scan for numbers and type words, then work around each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from graph.reading import Span
from ingest.mentions import Mention, TypeWord
from ingest.named import dated, named
from ingest.numbered import numbered
from ingest.patterns import PINPOINT
from ingest.phrases import any_of
from ingest.shadow import Rule, Shadow


def find(text: Shadow, words: Sequence[TypeWord], silent: Sequence[Span]) -> list[Mention]:
    """All citations by number, name or date outside the silent ranges, in text order, none overlapping another."""
    return disjoint([*named(text, words), *numbered(text, words), *dated(text, words)], silent)


def disjoint(found: Iterable[Mention], silent: Sequence[Span]) -> list[Mention]:
    """Mentions in text order outside the silent ranges; of two that overlap, the one that begins first, then the longer."""
    return list(_disjoint(sorted(found, key=lambda m: (m.start, -m.end)), silent))


def _disjoint(found: Sequence[Mention], silent: Sequence[Span]) -> Iterator[Mention]:
    at = 0
    starts = [span.start for span in silent]
    for mention in found:
        i = bisect_right(starts, mention.start) - 1
        if mention.start >= at and not (i >= 0 and mention.start < silent[i].end):
            at = mention.end
            yield mention


_TO_DOCUMENT = Rule(
    rf"""
    [ \n]*+ (?:,[ ])?+ (?:(?:của|tại|thuộc|trong|ở)[ \n])?+
    (?:
      {any_of("annexed")} [^;:.(){{}}"\n]{{0,200}}? [ ](?:ban[ ]hành[ ])?kèm(?:[ ]theo)?[ ]
      | (?:{any_of("annexed")}[ ](?:được[ ])?)?+ (?:ban[ ]hành[ ])?+ (?:kèm(?:[ ]theo)?[ ])?+
    )
    (?:(?:của|các)[ ])?+
    """
)
"""Between a provision and its document, an annexed regulation and its title among them: "khoản 2 Điều 3 Quy chế … ban hành kèm theo"."""
_FARTHEST = 240


def with_pinpoints(text: Shadow, mentions: Sequence[Mention]) -> list[Mention]:
    """Each mention with the provision that stands directly before it."""
    places = list(_places(text, mentions))
    ends = [place.end() for place in places]
    before = [0, *(mention.end for mention in mentions)]
    return [
        _with_pinpoint(text, mention, places, bisect_right(ends, mention.start) - 1, last)
        for mention, last in zip(mentions, before, strict=False)
    ]


def _places(text: Shadow, mentions: Sequence[Mention]) -> Iterator[re.Match[str]]:
    """The provisions that paragraphs near a mention name; none runs over a paragraph's end."""
    at = 0
    for mention in mentions:
        if mention.start >= at:
            begin = max(at, text.paragraph(max(0, mention.start - _FARTHEST)))
            at = text.low.find("\n", mention.start) + 1 or len(text.low)
            yield from PINPOINT(text).finditer(text.low, begin, at)


def _with_pinpoint(text: Shadow, mention: Mention, places: Sequence[re.Match[str]], i: int, last: int) -> Mention:
    if (
        i < 0
        or not last <= places[i].start()
        or mention.start - places[i].end() > _FARTHEST
        or not _TO_DOCUMENT(text).fullmatch(text.low, places[i].end(), mention.start)
    ):
        return mention
    return mention._replace(pinpoint=re.sub(r"\s+", " ", text.clean[slice(*places[i].span())]), pinned=places[i].start())
