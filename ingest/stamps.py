"""Received stamps amid a title: where a text comes from a scan, what the receiving body stamped on the page is read into it.

    Thực hiện Nghị quyết số 5-NQ/TW của Bộ Chính trị
    LIÊN ĐOÀN LAO ĐỘNG TỈNH AN BÌNH
    về phát triển kinh tế tư nhân

Such lines are left out, so that the title reads on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from graph.fold import fold
from ingest.flow import hangs, is_capitals, is_type_line
from ingest.lines import Gap, Line, bare
from ingest.marks import subject_in
from ingest.vocabulary import folded_choice, vocabulary

_HEAD_SIZE = 150
_TITLE_SIZE = 8
"""Lines that a title and what is stamped on it take at most."""
_STAMP_SIZE = 3
_BODY_WORDS = 4
"""Words that a body's name with its place has at least; fewer may be an abbreviation: `UBND TP về …`."""
_BODY = re.compile(rf"{folded_choice(vocabulary().bodies)} \w")
_ENDED = re.compile(r"[.;:]$")
_WORD = re.compile(r"\S+")


def without_stamps(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines without those in capitals that name a body amid a title that is not in capitals."""
    kept: list[Line] = []
    title = i = 0
    while i < min(_HEAD_SIZE, len(lines)):
        line = lines[i]
        stamped = _stamped(lines[i : i + _STAMP_SIZE + 1]) if title and _breaks_off(kept[-1]) else 0
        if stamped:
            i += stamped
            line = lines[i]._replace(gap=Gap.NONE)
        elif title and _breaks_off(kept[-1]):
            line = _behind_capitals(text, line)
        title = _TITLE_SIZE if is_type_line(line.bare) or subject_in(line.bare) else max(0, title - 1)
        kept.append(line)
        i += 1
    return [*kept, *lines[i:]]


def _breaks_off(line: Line) -> bool:
    """A title's line that neither ends a sentence nor waits for a name: "của", "giữa" … may be followed by a body."""
    return not (is_capitals(line.bare) or is_type_line(line.bare) or _ENDED.search(line.bare) or hangs(line.bare))


def _stamped(lines: Sequence[Line]) -> int:
    """How many of the lines are a stamp's: in capitals, the first names a body, and lower case goes on behind them."""
    stamp = list(takewhile(lambda line: is_capitals(line.bare) and not is_type_line(line.bare), lines))
    goes_on = len(stamp) < len(lines) and lines[len(stamp)].bare[0].islower() and lines[len(stamp)].gap < Gap.PAGE
    return len(stamp) if stamp and goes_on and _BODY.match(fold(stamp[0].bare)) else 0


def _behind_capitals(text: str, line: Line) -> Line:
    """The line without the body in capitals that it begins with: `LIÊN ĐOÀN LAO ĐỘNG TỈNH AN BÌNH về …`."""
    words = list(_WORD.finditer(text, line.start, line.end))
    capitals = len(list(takewhile(lambda word: word.group().isupper(), words)))
    if not _BODY_WORDS <= capitals < len(words) or not words[capitals].group().islower():
        return line
    if words[-1].group().endswith(":"):  # `THỦ TƯỚNG CHÍNH PHỦ điện:` begins the text
        return line
    begin = words[capitals].start()
    stamped = _BODY.match(fold(text[line.start : begin]))
    return line._replace(start=begin, bare=bare(text[begin : line.end]), gap=Gap.NONE) if stamped else line
