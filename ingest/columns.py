"""Two columns that were extracted side by side: the letterhead's, and the recipients' beside the signature.

    UBND TỈNH AN BÌNH          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    Số: 5/KH-UBND              An Bình, ngày 2 tháng 3 năm 2020

The left column is read first, then the right one. Layout: Nghị định 30/2020/NĐ-CP, phụ lục I; Hướng dẫn 36-HD/VPTW.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.fold import fold
from ingest.bodies import begins_body, is_whole
from ingest.flow import hangs, is_capitals, is_type_line
from ingest.lines import Gap, Line, bare
from ingest.marks import ADDRESS, DATE, MOTTO, subject_in

_HEAD_SIZE = 150
"""Lines among which a letterhead is looked for: the property tables of web pages stand before it."""
_REGION = 40
"""Lines that two columns take at most."""
_GAP = re.compile(r"[ *]*(?: {2}|\t)[ \t*]*")
_WIDE = re.compile(r"[ *]*(?: {4}|\t)[ \t*]*")
_INDENT = 20
"""Spaces before a line that stands in the right column alone."""
_GLUED_MOTTO = re.compile(r"(?<=\S) +(?=\**C[ỘO]NG H[OÒ][AÀ] X[ÃA] H[ỘO]I CH[ỦU] NGH[ĨI]A VI[ỆE]T NAM|Đ[ộo]c l[ậa]p ?- ?T[ựu] do)")
_GLUED_PARTY = re.compile(r"(?<=\S) +(?=\**ĐẢNG CỘNG SẢN VIỆT NAM\**$)")
_GLUED_PLACE = re.compile(
    r"\**(?:Luật |Nghị quyết )?[Ss]ố\s?:?\s?\**\d[^\s,;:]*[/-][^\s,;:]*[^\s,;:*](?P<gap>[ *]+)"
    r"(?=(?:(?:TP\.?|[Tt]hành phố|[Tt]ỉnh) ?)?[A-ZĐ][^\W\d_]*(?:[ -][A-ZĐ][^\W\d_]*){0,3}, ?ngày\s)"
)
_STARRED = re.compile(r"[-*](?P<gap> +)(?=[A-ZĐ])")
"""The star under a Party body's name, beside place and date."""
_UNFINISHED = re.compile(r"(?:[Ss]ố\s?:?|ngày|tháng|năm|[-–•+])[\s.…]*$")
_RECIPIENTS = re.compile(r"noi nhan\b")
_OPENS_BODY = re.compile(r"(?:can cu|thuc hien|dieu 1)\b")
_CELL = 60
"""Characters that a cell of a letterhead has at most in one line."""
_STOPPED = re.compile(r"[.;:]$")


@dataclass(slots=True)
class _Columns:
    left: list[Line] = field(default_factory=list)
    right: list[Line] = field(default_factory=list)

    def read(self) -> Iterator[Line]:
        """The columns one behind the other, a wall before the second."""
        yield from self.left
        for i, line in enumerate(self.right):
            yield line if i else line._replace(gap=Gap.WALL)


def unfold(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines in the order of reading; those without two columns stay as they are."""
    head = _head(text, lines)
    out = _with_columns(lines, head, _letterhead(text, lines[head.start : head.stop])) if head else list(lines)
    foot = _foot(text, out)
    return _with_columns(out, foot, _signature(text, out[foot.start : foot.stop])) if foot else out


def _with_columns(lines: Sequence[Line], part: range, columns: _Columns) -> list[Line]:
    out = [*lines[: part.start], *columns.read()]
    if part.stop < len(lines):
        out.append(lines[part.stop]._replace(gap=Gap.WALL))
    return [*out, *lines[part.stop + 1 :]]


def _head(text: str, lines: Sequence[Line]) -> range:
    """From the first line that holds two columns to the last one of them, and to the end of the subject in the left one."""
    first = next((i for i, line in enumerate(lines[:_HEAD_SIZE]) if _split(text, line) or _interrupts(lines, i)), None)
    if first is None:
        return range(0)
    bound = min(len(lines), first + _REGION)
    stop = next((i for i in range(first, bound) if _is_past(lines[i])), bound)
    last = max((i for i in range(first, stop) if _split(text, lines[i]) or _is_right(lines[i].bare)), default=first)
    subject = any(subject_in(line.bare) for line in lines[max(0, first - 1) : last + 1])
    while last + 1 < stop and (_wide(text, lines[last + 1]) or (subject and _goes_on_in_cell(lines[last], lines[last + 1]))):
        last += 1
    return range(first, last + 1)


def _is_past(line: Line) -> bool:
    """Whether the letterhead has ended before this line."""
    folded = fold(line.bare[:20])
    return is_type_line(line.bare) or bool(ADDRESS.match(folded) or (line.bare[0].isupper() and _OPENS_BODY.match(folded)))


def _goes_on_in_cell(line: Line, after: Line) -> bool:
    return after.bare[0].islower() or (after.gap == Gap.NONE and len(after.bare) < _CELL and not _STOPPED.search(line.bare))


def _interrupts(lines: Sequence[Line], i: int) -> bool:
    """A line of the right column amid the subject in the left one: `V/v góp ý`, `An Bình, ngày …`, `dự thảo Luật`."""
    if i == 0 or lines[i].gap == Gap.WALL or not subject_in(lines[i - 1].bare) or not _is_right(lines[i].bare):
        return False
    after = next((line for line in lines[i + 1 : i + 4] if not _is_right(line.bare)), None)
    return after is not None and after.gap < Gap.PAGE and (after.bare[0].islower() or hangs(lines[i - 1].bare))


def _is_right(cell: str) -> bool:
    """Whether a cell is one that stands in a letterhead's right column: motto, or place and date."""
    return len(cell) < _CELL and cell[:1].isupper() and bool(DATE.match(cell) or MOTTO.match(fold(cell)))


def _split(text: str, line: Line) -> tuple[int, int] | None:
    """Where the left cell ends and the right one begins, if the right one is known by what it holds."""
    apart = not line.plain or text.find("\t", line.start, line.end) >= 0
    for gap in _GAP.finditer(text, line.start, line.end) if apart else ():
        if 0 < gap.start() - line.start < _CELL and _is_right(bare(text[gap.end() : line.end])):
            return gap.span()
    mottoed = not line.bare[1:2].islower() and (" NAM" in line.bare or " do" in line.bare)  # what the mottoes end with
    glued = _GLUED_MOTTO.search(text, line.start, line.end) if mottoed else None
    if glued and is_capitals(left := bare(text[line.start : glued.start()])) and not _is_right(left):
        return glued.span()
    party = _GLUED_PARTY.search(text, line.start, line.end) if line.bare.endswith("VIỆT NAM") else None
    if party and begins_body(left := bare(text[line.start : party.start()])) and is_whole(left):
        return party.span()
    starred = _STARRED.match(text, line.start, line.end)
    if starred and DATE.match(bare(text[starred.end() : line.end])):
        return starred.span("gap")
    placed = _GLUED_PLACE.match(text, line.start, line.end)
    return placed.span("gap") if placed and DATE.match(bare(text[placed.end() : line.end])) else None


def _letterhead(text: str, lines: Sequence[Line]) -> _Columns:
    columns = _Columns()
    for line in lines:
        at = _split(text, line) or _wide(text, line)
        if at:
            _cut(text, line, at, columns)
        elif _is_right(line.bare) or _indent(text, line) > _INDENT:
            columns.right.append(line)
        else:
            columns.left.append(line)
    return columns


def _wide(text: str, line: Line) -> tuple[int, int] | None:
    """The widest gap of the line, unless it stands for what is to be filled in: `Số:      /UBND`, `ngày     tháng`."""
    gaps = [g.span() for g in _WIDE.finditer(text, line.start, line.end) if g.start() > line.start and g.end() < line.end]
    gaps = [(a, b) for a, b in gaps if not _UNFINISHED.search(text, line.start, a) and text[b] not in "/-"]
    return max(gaps, key=lambda gap: gap[1] - gap[0], default=None)


def _cut(text: str, line: Line, at: tuple[int, int], columns: _Columns) -> None:
    columns.left.append(line._replace(end=at[0], bare=bare(text[line.start : at[0]])))
    columns.right.append(line._replace(start=at[1], bare=bare(text[at[1] : line.end])))


def _indent(text: str, line: Line) -> int:
    margin = text[max(0, line.start - _INDENT * 4) : line.start].rpartition("\n")[2]
    return len(margin.expandtabs(8))


def _foot(text: str, lines: Sequence[Line]) -> range:
    """`Nơi nhận:` with the signature beside it, to the last line that has two columns."""
    for i, line in enumerate(lines):
        if line.bare[0] in "nN" and line.bare[:8].lower() == "nơi nhận" and _RECIPIENTS.match(fold(line.bare)):
            bound = min(len(lines), i + _REGION)
            stop = next((j for j in range(i + 1, bound) if not _in_foot(text, lines[j])), bound)
            beside = [j for j in range(i, stop) if (at := _wide(text, lines[j])) and is_capitals(bare(text[at[1] : lines[j].end]))]
            if beside:
                return range(i, stop)
    return range(0)


def _in_foot(text: str, line: Line) -> bool:
    recipient = line.bare[0] in "-+•*" or line.bare[0].islower()
    return (
        line.gap < Gap.PAGE
        and not is_type_line(line.bare)
        and (recipient or _indent(text, line) > _INDENT or _wide(text, line) is not None)
    )


def _signature(text: str, lines: Sequence[Line]) -> _Columns:
    columns = _Columns()
    for line in lines:
        at = _wide(text, line)
        if at:
            _cut(text, line, at, columns)
        elif _indent(text, line) > _INDENT:
            columns.right.append(line)
        else:
            columns.left.append(line)
    return columns
