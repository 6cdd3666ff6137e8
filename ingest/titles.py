"""The title behind a citation: "về …", "quy định …", up to where its clause ends.

A misprinted number is known by its document's title, so a title has to end alike wherever it is cited.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.issuers import starts_with_body
from ingest.mentions import Mention
from ingest.phrases import any_of
from ingest.shadow import Rule, Shadow

_LONGEST = 700

_BEGINS = Rule(rf"""[ \n]*+(?:\{{[^{{}}]{{0,800}}+\}})?+[ ]?,?[ ]?"?(?P<title>{any_of("title_openers")}(?!/))""")
_ENDS = Rule(
    rf"""
    [;.:(){{}}"\n\x1d] | ,[ ](?={any_of("title_closers")}) | [ ](?:đã[ ])?được[ ](?:sửa|thay|bãi) | [ ](?:gắn[ ]với|nêu[ ]trên)(?!\w)
    """
)
_COMMA = re.compile(r", ")
_LINK = re.compile(r"(?:,? và|,|;) (?:các |số )?$")


def with_titles(text: Shadow, mentions: Sequence[Mention]) -> list[Mention]:
    """Each mention with the title that follows it."""
    given = []
    for i, mention in enumerate(mentions):
        begins = _BEGINS(text).match(text.low, mention.end) if mention.kind in ("full", "name") else None
        given.append(mention if begins is None else replace(mention, title=_title(text, begins.start("title"), mentions, i + 1)))
    return given


def _title(text: Shadow, start: int, mentions: Sequence[Mention], following: int) -> str | None:
    end = _end(text, start, mentions, following)
    return re.sub(r"\s+", " ", text.clean[start:end]).strip(" ,") or None


def _end(text: Shadow, start: int, mentions: Sequence[Mention], following: int) -> int:
    limit = min(len(text.low), start + _LONGEST)
    at = start
    while at < limit:
        inner = mentions[following] if following < len(mentions) else None
        ends = _ENDS(text).search(text.low, at, limit)
        stop = ends.start() if ends else limit
        comma = next((c.start() for c in _COMMA.finditer(text.low, at, stop) if starts_with_body(text, c.end())), None)
        stop = stop if comma is None else comma
        if inner is None or inner.start >= stop:
            return stop
        link = _LINK.search(text.low, max(start, inner.start - 14), inner.start)
        if link:
            return link.start()
        at, following = inner.end, following + 1
    return limit
