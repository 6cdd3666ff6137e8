"""The lines of a text, with what stands between them; page numbers, running heads and stamps of signatures are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from ingest.characters import WALL
from ingest.tracing import Builder, Traced


class Gap(IntEnum):
    """What parts a line from the one before it; the greater hides the smaller."""

    NONE = 0
    BLANK = 1
    PAGE = 2
    WALL = 3


class Line(NamedTuple):
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

    @property
    def plain(self) -> bool:
        """Whether `bare` is the line as it stands in the source, white space aside."""
        return len(self.bare) == self.end - self.start


_SPLIT = re.compile(f"[\n\f{WALL}]")
_DROP = re.compile(r"[\s*]{2,}|\*|[^\S ]")
_SPACE = re.compile(r"\s+")
_EDGE = " \t*"
_RULE_WIDTH = 20

_RUNNING_HEAD = re.compile(r"(?:\d{1,4}\s+)?CÔNG BÁO\s?/\s?Số [\d +]+/\s?Ngày [\d/.-]+(?:\s+\d{1,4})?$")
_FURNITURE_INITIALS = frozenset("0123456789CNKS")
"""With which one of these a running head or a stamp begins."""
_PAGE_NUMBER = re.compile(r"(?:Trang )?-?\s?(\d{1,4})(?:\s?/\s?\d{1,4})?\s?-?$")
_STAMP = re.compile(r"(?:Người ký|Ký bởi|Email|Cơ quan|Tổ chức|Chức vụ|Thời gian ký|Ngày ký|Signature Not Verified)\s?:?.{0,200}$")
_STAMP_BEGIN = re.compile(r"(?:Người ký|Ký bởi)\s?:\s?\S|Signature Not Verified$")
_STAMP_NEXT = re.compile(r"(?:Email|Cơ quan|Tổ chức|Chức vụ|Thời gian ký|Ngày ký)\s?:")
"""Behind the signer in a signature's stamp; in a web page's table of properties stands another label."""
_STAMP_END = re.compile(r"(?:Thời gian ký|Ngày ký)\s?:\s?[\d .:/+T-]+$")
_NUMBER_SIZE = 21
"""Characters that a page number's line has at most."""
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
    if "*" in text or "  " in text or "\t" in text:
        return " ".join(text.replace("*", "").split())
    return text.strip()


def split(source: Traced) -> list[Line]:
    """All lines that are not empty, running heads and page numbers taken out."""
    lines, beside = _without_furniture(list(_lines(source.text)))
    return _without_page_numbers(lines, beside)


def _lines(text: str) -> Iterator[Line]:
    at, gap, ruled, open_bold = 0, Gap.WALL, False, False
    bold, only_lines = "**" in text, "\f" not in text and WALL not in text
    for raw in text.split("\n") if only_lines else _SPLIT.split(text):
        end = at + len(raw)
        mark = "\n" if only_lines else text[end : end + 1] or "\n"
        content = raw.strip(_EDGE)
        starred = bold and "**" in raw
        toggled = starred and raw.count("**") % 2 == 1
        if content:
            start = at if len(content) == len(raw) else at + raw.index(content)
            strong = open_bold
            if starred:
                strong = (open_bold or raw.lstrip().startswith("**")) and (raw.rstrip().endswith("**") or open_bold != toggled)
            yield Line(start, start + len(content), bare(content), gap, raw[0] in " \t", strong, ruled)
            gap, ruled, open_bold = Gap.NONE, False, open_bold != toggled
        else:
            gap = max(gap, Gap.BLANK if mark == "\n" or gap else Gap.NONE)
            ruled = ruled or len(raw) >= _RULE_WIDTH
            open_bold = toggled != open_bold
        if mark == "\f":
            gap = max(gap, Gap.PAGE)
        elif mark == WALL:
            gap, ruled, open_bold = Gap.WALL, True, False
        at = end + 1


def _without_furniture(lines: Sequence[Line]) -> tuple[Sequence[Line], set[int]]:
    """Running heads and signature stamps dropped, and the numbers of the lines beside one: a number there is a page's."""
    furniture = set(_furniture(lines))
    if not furniture:
        return lines, furniture
    kept: list[Line] = []
    beside: set[int] = set()
    dropped: Gap | None = None
    for i, line in enumerate(lines):
        if i in furniture:
            if dropped is None and kept:
                beside.add(len(kept) - 1)
            dropped = max(dropped or Gap.PAGE, line.gap if line.gap == Gap.WALL else Gap.PAGE)
        elif dropped is not None:
            beside.add(len(kept))
            kept.append(line._replace(gap=max(dropped, line.gap)))
            dropped = None
        else:
            kept.append(line)
    return kept, beside


def _furniture(lines: Sequence[Line]) -> Iterator[int]:
    stamp = False
    for i, (_, _, shown, *_) in enumerate(lines):
        if stamp or shown[0] in _FURNITURE_INITIALS:
            stamp = _begins_stamp(lines, i) or (stamp and bool(_STAMP.match(shown)))
            if stamp or _RUNNING_HEAD.match(shown):
                yield i
            stamp = stamp and not _STAMP_END.match(shown)


def _begins_stamp(lines: Sequence[Line], i: int) -> bool:
    begins = _STAMP_BEGIN.match(lines[i].bare)
    return bool(begins and (":" not in begins.group() or (i + 1 < len(lines) and _STAMP_NEXT.match(lines[i + 1].bare))))


def _without_page_numbers(lines: Sequence[Line], beside: set[int]) -> list[Line]:
    """Drop numbers that stand alone beside a running head, at a page's top, or amid running text."""
    numbers = {i for i, line in enumerate(lines) if len(line.bare) <= _NUMBER_SIZE and _PAGE_NUMBER.match(line.bare)}
    if not numbers:
        return list(lines)
    kept: list[Line] = []
    page = False
    for i, line in enumerate(lines):
        if i in numbers:
            before = kept[-1].bare if kept else ""
            after = lines[i + 1].bare if i + 1 < len(lines) else ""
            if i in beside or page or line.gap == Gap.PAGE or (len(before) >= _PROSE and len(after) >= _PROSE):
                page = True
                continue
        kept.append(line._replace(gap=max(line.gap, Gap.PAGE)) if page else line)
        page = False
    return kept
