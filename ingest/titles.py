"""The title behind a citation: "về …", "quy định …", up to where its clause ends.

A misprinted number is known by its document's title, so a title has to end alike wherever it is cited.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.issuers import starts_with_body
from ingest.mentions import Mention
from ingest.names import NAMED_TYPES
from ingest.phrases import any_of
from ingest.shadow import Rule, Shadow

_LONGEST = 700
_QUOTED = 300
"""Characters that a name in quotes inside a title takes at most."""

_BEGINS = Rule(
    rf"""
    [ \n]*+(?:\{{[^{{}}]{{0,800}}+\}})?+[ ]?,?[ ]?"?
    (?P<title>(?P<opener>{any_of("title_openers")})(?!/)(?![ ]này(?!\w)))
    """
)
_ENDS = Rule(
    rf"""
      [;(){{}}"?!^|\n\x1d] | (?<!tp)(?<!tx)(?<!tt)\.(?![0-9]) | :(?![0-9]) | [ ]--
    | ,[ ](?={any_of("title_closers")})
    | [ ]{any_of("title_breaks")}
    | [ ](?:đã[ ])?được[ ](?:{any_of("title_acted")} | [^,;.\n]{{2,60}}?[ ]thông[ ]qua(?!\w))
    | (?:[ ]và)?[ ](?:có|hết|chấm[ ]dứt|ngưng)[ ]hiệu[ ]lực(?:[ ]thi[ ]hành)?[ ](?:kể[ ])?từ(?!\w)
    | [ ](?:theo[ ]quy[ ]định[ ](?:tại|của)|kể[ ]từ[ ]ngày|kể[ ]từ[ ]khi)[ ](?:\w+[ ]){{1,3}}này(?!\w)
    | [ ]và[ ]các[ ](?:văn[ ]bản|quy[ ]định)(?:[ ]\w+){{0,4}}?[ ](?:khác|liên[ ]quan|hướng[ ]dẫn)(?!\w)
    | (?<!ngày)[ ][0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{4}}
    """
)
_INSTRUCTION = Rule(
    r"""
    (?:sửa[ ]đổi|bổ[ ]sung|thay[ ]thế|bãi[ ]bỏ|hủy[ ]bỏ)(?:[ ]một[ ]số)?[ ](?:các[ ])?
    (?:cụm[ ]từ|từ|khoản|điểm|mẫu|biểu|phụ[ ]lục|tên|đoạn)(?!\w)
    """
)
"""With a capital, in a paragraph of its own: what is done to the document, not its title."""
_COMMA = re.compile(r", ")
_LINK = Rule(
    r"(?:,?[ ]và|,|;)[ ](?:các[ ]|số[ ]|(?P<provision>(?:điểm|khoản|điều|mục|chương|phụ[ ]lục)[ ][^,;]{1,20}[ ](?:của[ ]|tại[ ])?))?$"
)
_PROVISION = Rule(r"(?:điểm|khoản|điều|mục|chương|phụ[ ]lục)[ ][^;.]{1,25}$")
"""Before a further provision of the same act: "khoản 3 Điều 37 và Điều 39 của Luật …"."""
_BEFORE_LINK = 45


def with_titles(text: Shadow, mentions: Sequence[Mention]) -> list[Mention]:
    """Each mention with the title that follows it; an opening word alone is none.

    An act known by its name has none: "về …" behind it is another's.
    """
    given = []
    for i, mention in enumerate(mentions):
        titled = mention.kind == "full" or (mention.kind == "name" and mention.type not in NAMED_TYPES)
        begins = _BEGINS(text).match(text.low, mention.end) if titled else None
        if begins is None or _instructs(text, begins.start("title")):
            given.append(mention)
        else:
            title = _title(text, begins.start("title"), mentions, i + 1)
            given.append(mention._replace(title=title if len(title) > len(begins["opener"]) else None))
    return given


def _instructs(text: Shadow, start: int) -> bool:
    return text.clean[start].isupper() and bool(_INSTRUCTION(text).match(text.low, start))


def _title(text: Shadow, start: int, mentions: Sequence[Mention], following: int) -> str:
    end = _end(text, start, mentions, following)
    return re.sub(r"\s+", " ", text.clean[start:end]).strip(" ,-")


def _end(text: Shadow, start: int, mentions: Sequence[Mention], following: int) -> int:
    limit = min(len(text.low), start + _LONGEST)
    quoted = text.quoting(start)
    at = start
    while at < limit:
        inner = mentions[following] if following < len(mentions) else None
        ends = _ENDS(text).search(text.low, at, limit)
        stop = ends.start() if ends else limit
        comma = next((c.start() for c in _COMMA.finditer(text.low, at, stop) if starts_with_body(text, c.end())), None)
        stop = stop if comma is None else comma
        if inner is not None and inner.start < stop:
            link = _LINK(text).search(text.low, max(start, inner.start - _BEFORE_LINK), inner.start)
            if link and not (link["provision"] and _PROVISION(text).search(text.low, start, link.start())):
                return link.start()
            at, following = inner.end, following + 1
        elif not quoted and text.low.startswith('"', stop) and (closing := _closing(text, stop)):
            at = closing + 1
        else:
            return stop
    return limit


def _closing(text: Shadow, opening: int) -> int | None:
    """Where the quotes that a title opens, as around a plan's name, close in the same paragraph."""
    closing = text.low.find('"', opening + 1, opening + _QUOTED)
    return closing if closing > 0 and "\n" not in text.low[opening:closing] else None
