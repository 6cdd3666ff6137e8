"""What tells a letterhead's parts: the motto, the own number, place and date, the subject's label."""

from __future__ import annotations

import re
from functools import cache

from graph.fold import fold
from graph.knowledge import document_types
from ingest.bodies import begins_body
from ingest.vocabulary import vocabulary

MOTTO = re.compile(r"(?:cong hoa xa hoi\b|dang cong san viet nam|doc lap\s?-\s?tu do|doan tncs ho chi minh$)")
"""On folded text. The Party's and the Youth Union's own names stand where the State has its motto."""
NUMBER = re.compile(
    r"(?:^|\s)(?:[^\W\d_][\w ]{2,30} )?[Ss][ốỐoO]\s?:?\s{0,3}"
    r"(?P<number>[0-9.…]{0,12}\s?[/-]\s?[0-9A-ZĐ][^\s,;:()]{0,40}(?:\s?[-/&]\s?[0-9A-ZĐ][^\s,;:()]{0,40}){0,4}"
    r"|[0-9]{1,6}\s?[A-ZĐ]{2,}[/-][^\s,;:()]{1,40})(?=\s?\.?$|\sV\s?/\s?v\b|\s[A-ZĐ][^\n,;:()]{1,40},\s?ng[aà]y\s)"
)
_LABELLED = re.compile(r"[Ss][ốỐoO]\s?:?\s{0,4}[0-9.…/-]")
"""The part of `NUMBER` that is found fast, as few lines have it."""
_BLANK = r"[.…\s_]{0,20}"
_MONTH = r"(?:\s{0,3}th[aáảàạâ]ng\s{0,3}|\s?[/.-]\s?)"
_YEAR = r"(?:\s{0,3}n[aăãâ]m\s{0,3}|\s?[/.-]\s?)"
DATE = re.compile(
    rf"(?:^|(?:^|\s)(?P<place>[^\W\d_][^\n,;:()]{{1,40}}),\s?)ng[aàảá][yỳ]\s?:?\s{{0,3}}(?P<day>[0-9]{{1,2}}|{_BLANK}|[^\W_]{{1,2}}){_MONTH}"
    rf"(?P<month>[0-9]{{1,2}}|{_BLANK}|[^\W_]{{1,2}}){_YEAR}(?P<year>[0-9]{{4}})?[\s.…]{{0,10}}$",
    re.IGNORECASE,
)
"""Place and date, in words or in figures, as scans misread them too: `thảng`, `ngày A2`. A day or month misread is not known."""


@cache
def _labels() -> re.Pattern[str]:
    named = "|".join(map(re.escape, (*(kind.name for kind in document_types()), "Văn bản", *vocabulary().rulings)))
    return re.compile(rf"(?:(?:{named})\s)?S[ốỐoO]\s?:?\s{{0,3}}$", re.IGNORECASE)


_BESIDE_BODY = re.compile(r"(?P<body>.*?)(?:Độc lập\s?-\s?Tự do\s?-\s?Hạnh phúc[\s*-]*)?S[ốỐoO]\s?:?\s{0,3}$")
SUBJECT = re.compile(r"V\s?/\s?v\b\s?:?\s*", re.IGNORECASE)
ADDRESS = re.compile(r"kinh gui\b")
"""On folded text."""


def own_number(text: str) -> re.Match[str] | None:
    """The number in a line of a letterhead: it begins the line, perhaps with the type before it, or stands behind a body in capitals.

    "… theo Điều 1 Nghị quyết số 8/2025/NQ-HĐND" is another document's.
    """
    match = NUMBER.search(text) if _LABELLED.search(text) else None
    before = text[: match.start("number")] if match else ""
    beside = _BESIDE_BODY.match(before)
    body = beside["body"].strip() if beside else None
    in_head = body is not None and body == body.upper() and (not body or begins_body(body) or bool(MOTTO.match(fold(body))))
    return match if _labels().match(before) or in_head else None


def subject_in(text: str) -> re.Match[str] | None:
    """`V/v`, wherever it stands in a line."""
    return SUBJECT.search(text) if "/" in text else None


def subject_label(text: str) -> re.Match[str] | None:
    """`V/v` at a line's beginning, or behind the number in one cell with it."""
    match = subject_in(text)
    return match if match and (match.start() == 0 or NUMBER.match(text)) else None
