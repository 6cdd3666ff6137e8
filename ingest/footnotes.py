"""Footnotes: which note belongs to which mark, and where a note's text stands.

A mark is a number glued to a word (`tình hình mới2.`), raised, or in square brackets; a note is a line that begins with that
number behind a rule or a gap, later in the text. Only pairs count: a number without a note is no mark, a line without a mark
no note. A note that breaks off at its page's end goes on at the next page's bottom, or behind the signature.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.flow import Measure, is_capitals
from ingest.lines import Gap, Line

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# Its first character stands alone before what it may begin: so the text's other characters are passed over quickly.
_MARK = re.compile(
    r"[0-9⁰¹²³⁴-⁹\[(](?:"
    r"(?P<raised>(?<=[⁰¹²³⁴-⁹])[⁰¹²³⁴-⁹]{0,2})"
    r"|(?P<square>(?<=[\w\"').,;:*]\[)[0-9]{1,3}\])"
    r"|(?P<round>(?<=[^\W\d_]\()[0-9]{1,2}\))"
    r"|(?P<apart>(?<=[^\W\d_] [0-9])[0-9]?(?=[.;,:]?[ ]{0,4}(?:\n|\Z)))"
    r"|(?P<glued>(?:(?<=[^\W\d_][0-9])|(?<=[\"')\]*.,;:][0-9]))[0-9]{0,2}(?=[\s.,;:)\"'\]*]|\Z))"
    r")"
)
_GLUED = re.compile(r"(?<![\w/])(?P<word>[^\W\d_]{2,40})[\"')\]*]{0,4}[.,;:]?[\"')\]*]{0,4}\Z")
_APART = re.compile(r"(?<![\w/])(?P<word>[^\W\d_]{2,40}) \Z")
_BEFORE = 52
"""Characters before a mark's digits among which its word stands."""
_NOTE_BEGINS = frozenset("0123456789⁰¹²³⁴⁵⁶⁷⁸⁹[(")
_NOTE = re.compile(
    r"(?:\[(?P<square>[0-9]{1,3})\]|\((?P<round>[0-9]{1,2})\)|(?P<raised>[⁰¹²³⁴-⁹]{1,3})|(?P<plain>[0-9]{1,3}))"
    r"(?P<space>\s{0,4})(?=[^\W\d_]|[\"'(])"
)
_UNIT = re.compile(r"(?:[mM]|[kcdm]m|ha|CO|SO|NO|[HO]|COVID)$")
_COUNTED = re.compile(
    r"(?:điều|khoản|điểm|mục|chương|phần|bảng|biểu|mẫu|lục|số|ngày|tháng|năm|quý|lần|thứ|cấp|loại|nhóm|hạng|bậc|lớp|khóa|khoá|kỳ|quyển|tập"
    r"|trang|hình|vùng|khu|phường|quận|tổ|thôn|ấp|bước|còn|là|từ|đến|và|trên|dưới)$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…][\"')\]]*$")
_OPEN = re.compile(r"[^\W\d_][\"')\]]*$|,$")
_PAGE_LINES = 60
"""A page's bottom is no farther than this many lines."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the mark's stretch in the traced text, and the stretches of its own text, number left out."""

    mark: tuple[int, int]
    parts: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Found:
    mark: tuple[int, int]
    first: int
    last: int
    """Line numbers, both inclusive."""
    begin: int
    rest: range | None = None


def find(text: str, lines: Sequence[Line], measured: Measure) -> tuple[list[Note], set[int]]:
    """The notes in the order of their marks, and the numbers of the lines that they take."""
    found = list(_pair(text, lines, measured))
    _continue(found, lines)
    taken: set[int] = set()
    notes = []
    for note in found:
        parts = [(note.begin, lines[note.first].end)]
        parts += [(lines[i].start, lines[i].end) for i in (*range(note.first + 1, note.last + 1), *(note.rest or ()))]
        notes.append(Note(note.mark, tuple(parts)))
        taken.update(range(note.first, note.last + 1), note.rest or ())
    return sorted(notes, key=lambda note: note.mark), taken


def _marks(text: str) -> Iterator[tuple[str, bool, tuple[int, int]]]:
    """Number, certainty and stretch of everything that may be a mark."""
    for match in _MARK.finditer(text):
        kind, (start, end) = match.lastgroup or "", match.span()
        if kind in ("square", "round"):
            yield match[kind][:-1].lstrip("0"), True, (start, end)
        elif kind == "raised":
            if not _UNIT.search(text[max(0, start - 3) : start]):
                yield match.group().translate(_RAISED), True, (start, end)
        elif kind == "glued":
            glued = _GLUED.search(text, max(0, start - _BEFORE), start)
            if glued and not _UNIT.match(glued["word"]) and not _code(glued["word"]):
                yield match.group().lstrip("0"), True, (start, end)
        else:
            apart = _APART.search(text, max(0, start - _BEFORE), start)
            if apart and apart["word"].islower() and not _COUNTED.match(apart["word"]):
                yield match.group(), False, (start, end)


def _code(word: str) -> bool:
    """Capitals without a Vietnamese letter are a code or a formula (`QH15`, `MgCl2`), not a word."""
    return word.isascii() and any(c.isupper() for c in word[1:])


def _pair(text: str, lines: Sequence[Line], measured: Measure) -> Iterator[_Found]:
    """Go through marks and lines in the order of the text; a note takes the first open mark of its number behind the last note's."""
    marks = _marks(text)
    ahead = next(marks, None)
    open_marks: dict[tuple[str, bool], list[tuple[int, int]]] = {}
    pages = [i for i, line in enumerate(lines) if line.gap == Gap.PAGE]
    reached, free, finished, resumed = (0, 0), 0, True, False
    for i, line in enumerate(lines):
        # under a rule, the rest of the last page's note may stand before this page's first
        resumed = (line.ruled and line.bare[0].islower()) or (resumed and not line.gap)
        if i < free or (started := _start(text, line)) is None:
            continue
        while ahead is not None and ahead[2][0] < line.start:
            open_marks.setdefault(ahead[:2], []).append(ahead[2])
            ahead = next(marks, None)
        number, begin = started
        if not (i == free > 0 or line.gap or line.ruled or resumed):
            continue
        waiting = open_marks.get((number, True)) or open_marks.get((number, False))
        if not waiting:
            continue
        mark = waiting[min(bisect_right(waiting, reached), len(waiting) - 1)]
        waiting.clear()
        if i != free:
            finished = i == 0 or not _OPEN.search(lines[i - 1].bare)
        last = _last(text, lines, i, measured, pages, finished)
        reached, free = mark, last + 1
        yield _Found(mark, i, last, begin)


def _start(text: str, line: Line) -> tuple[str, int] | None:
    """The number that a line begins with as a note does, and where its text begins."""
    match = _NOTE.match(text, line.start, line.end) if line.bare[0] in _NOTE_BEGINS else None
    if match is None or (match["plain"] and not match["space"] and not line.bare.lstrip("0123456789")[:1].isupper()):
        return None
    kind = match.lastgroup if match.lastgroup != "space" else next(k for k in ("square", "round", "raised", "plain") if match[k])
    number = match[kind or "plain"].translate(_RAISED).lstrip("0")
    return (number, match.end()) if number else None


def _last(text: str, lines: Sequence[Line], first: int, measured: Measure, pages: Sequence[int], finished: bool) -> int:
    """The last line of the note that begins at `first`: where the page's end is known, the note may hold any line up to it.

    Without pages, a blank line ends it, unless the note breaks off there and the page's last sentence is `finished`: then a line
    in lower case can only be the note's.
    """
    number = int((_start(text, lines[first]) or ("0", 0))[0])
    turn = pages[at] if (at := bisect_right(pages, first)) < len(pages) else None
    bound = min(len(lines), first + _PAGE_LINES)
    paged = turn is not None and turn <= bound
    for i in range(first + 1, turn if paged and turn else bound):
        line, before = lines[i], lines[i - 1]
        following = _start(text, line)
        if (following and int(following[0]) == number + 1) or line.gap >= Gap.PAGE:
            return i - 1
        if paged:
            continue
        own = finished and not line.indented and line.bare[0].islower() and _OPEN.search(before.bare)
        over = _END.search(before.bare) and not measured.full(before)
        if (line.gap and not own) or (line.indented and not lines[first].indented) or over:
            return i - 1
    return (turn if paged and turn else bound) - 1


def _continue(found: Sequence[_Found], lines: Sequence[Line]) -> None:
    """Find the rest of notes that break off: it begins in lower case where nothing before it could go on."""
    for note, following in zip(found, [*found[1:], None], strict=False):
        last = lines[note.last].bare
        if following is None:
            # Behind a signature nothing else begins in lower case, so that a date may end the page's part of the note.
            note.rest = None if _END.search(last) else _behind_signature(note.last, lines)
        elif _OPEN.search(last):
            if following.first == note.last + 1:
                continue
            begin = following.first - 1
            while begin > note.last + 1 and following.first - begin < _REST_LINES and not (lines[begin].gap or lines[begin].ruled):
                begin -= 1
            if lines[begin].ruled and lines[begin].bare[0].islower():
                note.rest = range(begin, following.first)


_REST_LINES = 20


def _behind_signature(after: int, lines: Sequence[Line]) -> range | None:
    for begin in range(len(lines) - 1, max(after + 1, len(lines) - _REST_LINES), -1):
        if lines[begin].bare[0].islower() and _signs(lines[begin - 1].bare):
            return range(begin, len(lines))
    return None


def _signs(bare: str) -> bool:
    """A line of a signature: an office in capitals, or a name."""
    return is_capitals(bare) or (len(bare) < 40 and bare.istitle())
