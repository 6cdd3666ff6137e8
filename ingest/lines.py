"""The lines of a text, with what stands between them; page numbers, running heads and stamps of signatures are left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from ingest.characters import WALL
from ingest.tracing import Builder, Traced


class Gap(IntEnum):
    """What parts a line from the one before it; the greater hides the smaller."""

    NONE = 0
    BLANK = 1
    PAGE = 2
    WALL = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty: `source.text[start:end]`, without white space at its ends."""

    start: int
    end: int
    bare: str
    """The line as it will stand in the clean text."""
    gap: Gap
    indented: bool
    strong: bool
    """The whole line is in bold."""
    ruled: bool
    """A line of blanks, as wide as a footnote's rule, or a wall stands before it."""


_SPLIT = re.compile(f"[\n\f{WALL}]")
_DROP = re.compile(r"[\s*]{2,}|\*|[^\S ]")
_SPACE = re.compile(r"\s+")
_EDGE = " \t*"
_RULE_WIDTH = 20

_RUNNING_HEAD = re.compile(r"(?:\d{1,4}\s+)?CÔNG BÁO\s?/\s?Số [\d +]+/\s?Ngày [\d/.-]+(?:\s+\d{1,4})?$")
_PAGE_NUMBER = re.compile(r"(?:Trang )?-?\s?(\d{1,4})(?:\s?/\s?\d{1,4})?\s?-?$")
_STAMP = re.compile(r"(?:Người ký|Ký bởi|Email|Cơ quan|Tổ chức|Chức vụ|Thời gian ký|Ngày ký|Signature Not Verified)\s?:?.{0,200}$")
_STAMP_BEGIN = re.compile(r"(?:Người ký|Ký bởi)\s?:\s?\S|Signature Not Verified$")
_STAMP_END = re.compile(r"(?:Thời gian ký|Ngày ký)\s?:\s?[\d .:/+T-]+$")
_PROSE = 30
"""Characters from which a line counts as running text rather than a cell or a heading."""


def emit(out: Builder, text: str, start: int, end: int) -> None:
    """Copy a stretch of the source's text without emphasis stars, each run of white space as one space."""
    at, spaced = start, False
    for match in _DROP.finditer(text, start, end):
        if match.start() > at:
            out.copy(at, match.start())
            spaced = False
        if not spaced and (space := _SPACE.search(text, *match.span())):
            out.replace(*space.span(), " ")
            spaced = True
        at = match.end()
    out.copy(at, end)


def bare(text: str) -> str:
    """A stretch's text as `emit` copies it."""
    return " ".join(text.replace("*", "").split())


def split(source: Traced) -> list[Line]:
    """All lines that are not empty, running heads and page numbers taken out."""
    return _without_page_numbers(_without_furniture(_lines(source)))


def _lines(source: Traced) -> Iterator[Line]:
    text, at, gap, ruled, open_bold = source.text, 0, Gap.WALL, False, False
    breaks = [(m.start(), m.group()) for m in _SPLIT.finditer(text)]
    for end, mark in [*breaks, (len(text), "\n")]:
        raw = text[at:end]
        shown = bare(raw)
        if raw.strip(_EDGE):
            start = at + (len(raw) - len(raw.lstrip(_EDGE)))
            stop = end - (len(raw) - len(raw.rstrip(_EDGE)))
            content = raw.strip()
            toggled = content.count("**") % 2 == 1
            strong = (open_bold or content.startswith("**")) and (content.endswith("**") or (open_bold != toggled))
            yield Line(start, stop, shown, gap, raw[0] in " \t", strong, ruled)
            gap, ruled, open_bold = Gap.NONE, False, open_bold != toggled
        else:
            gap = max(gap, Gap.BLANK if mark == "\n" or gap else Gap.NONE)
            ruled = ruled or len(raw) >= _RULE_WIDTH
            open_bold = (raw.count("**") % 2 == 1) != open_bold
        if mark == "\f":
            gap = max(gap, Gap.PAGE)
        elif mark == WALL:
            gap, ruled, open_bold = Gap.WALL, True, False
        at = end + 1


def _without_furniture(lines: Iterable[Line]) -> Iterator[tuple[Line, bool]]:
    """Drop running heads and signature stamps; a line beside one is told so (its number is then a page's)."""
    stamp = False
    dropped: Gap | None = None
    pending: Line | None = None
    for line in lines:
        stamp = bool(_STAMP_BEGIN.match(line.bare)) or (stamp and bool(_STAMP.match(line.bare)))
        if stamp or _RUNNING_HEAD.match(line.bare):
            stamp = stamp and not _STAMP_END.match(line.bare)
            if pending is not None:
                yield pending, True
                pending = None
            dropped = max(dropped or Gap.PAGE, Gap.PAGE, line.gap if line.gap == Gap.WALL else Gap.PAGE)
            continue
        if pending is not None:
            yield pending, False
            pending = None
        if dropped is not None:
            yield replace(line, gap=max(dropped, line.gap)), True
            dropped = None
        else:
            pending = line
    if pending is not None:
        yield pending, False


def _without_page_numbers(lines: Iterable[tuple[Line, bool]]) -> list[Line]:
    """Drop numbers that stand alone beside a running head, at a page's top, or amid running text."""
    kept: list[Line] = []
    page = False
    held = list(lines)
    for i, (line, beside_head) in enumerate(held):
        if _PAGE_NUMBER.match(line.bare):
            before = kept[-1].bare if kept else ""
            after = held[i + 1][0].bare if i + 1 < len(held) else ""
            if beside_head or page or line.gap == Gap.PAGE or (len(before) >= _PROSE and len(after) >= _PROSE):
                page = True
                continue
        kept.append(replace(line, gap=max(line.gap, Gap.PAGE)) if page else line)
        page = False
    return kept
