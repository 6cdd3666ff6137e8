"""A text made ready for reading, with the way back to the original's offsets.

Normalisation never loses the way back: every character of `Text.clean` knows which stretch of the original it came from.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from graph.reading import Span
from ingest import characters, footnotes, lines
from ingest.columns import unfold
from ingest.flow import continues_title, goes_on, is_type_line, measure
from ingest.footnotes import Note
from ingest.lines import Gap, Line
from ingest.stamps import without_stamps
from ingest.tracing import Builder, Traced

_JOINED = re.compile(
    r"\s?(?:[\[(]?[0-9]{1,3}[\])]?|[⁰¹²³⁴-⁹]{1,3}|\^\{[0-9]{1,3}\}|<sup>\s?\[?[0-9]{1,3}\]?\s?</sup>)?"
    r"(?:[\s*_\\|#~=\u00ad\u200b-\u200f\u2060\ufeff-]|</?[a-z0-9]{1,8}[^<>]{0,200}>)*"
)
"""What may lie between two stretches that are read as one: a footnote's mark, white space, markup."""


class Piece(NamedTuple):
    """A stretch of `clean` that stands in the original as one stretch: `clean[at:at+len]` came from `original[start:end]`.

    A piece reaches to the next one's `at`. Where the lengths are equal, characters correspond one to one; where they differ
    (NFD letters, runs of spaces), the whole piece corresponds to the whole stretch. An empty stretch is an inserted character.
    """

    at: int
    start: int
    end: int


_AT = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Text:
    """An original text and its clean form.

    In `clean`: NFC; U+00D0 is Đ; one kind of space, dash, slash and quote; markdown and table marks gone; a soft line break
    is one space, a paragraph's end one `\\n`; page breaks and running heads gone; each footnote stands in `{` `}`
    right behind the word it hangs on (braces of the original are replaced), so that sentences read on.
    """

    original: str
    clean: str
    pieces: tuple[Piece, ...]
    notes: tuple[Span, ...] = field(default=())
    """Ranges of `clean` that are footnotes, braces included."""

    def span(self, start: int, end: int) -> Span:
        """The original's `[start, end)` for `clean[start:end]`, trimmed of white space at both ends.

        Where `clean[start:end]` is scattered over the original (a footnote, a page break), the span ends with the first
        stretch; `spans` gives all of them.
        """
        return self.spans(start, end)[0]

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """All stretches of the original that `clean[start:end]` came from, in the order of reading, adjacent ones joined.

        Stretches with nothing but white space, markup or a footnote's mark between them are joined. Never empty: where
        `clean[start:end]` has nothing but white space, one empty span tells its place.
        """
        joined: list[tuple[int, int]] = []
        for a, b in self._stretches(start, end):
            if joined and joined[-1][1] <= a and _JOINED.fullmatch(self.original, joined[-1][1], a):
                joined[-1] = (joined[-1][0], b)
            else:
                joined.append((a, b))
        trimmed = (self._trimmed(a, b) for a, b in joined)
        return tuple(Span(a, b) for a, b in trimmed if a < b) or (self._place(start),)

    def _stretches(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        first = max(0, bisect_right(self.pieces, start, key=_AT) - 1)
        for i in range(first, len(self.pieces)):
            piece = self.pieces[i]
            if piece.at >= end:
                return
            size = (self.pieces[i + 1].at if i + 1 < len(self.pieces) else len(self.clean)) - piece.at
            if piece.start == piece.end:
                continue
            if size == piece.end - piece.start:
                yield piece.start + max(0, start - piece.at), piece.end - max(0, piece.at + size - end)
            else:
                yield piece.start, piece.end

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        part = self.original[start:end]
        return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))

    def _place(self, at: int) -> Span:
        if not self.pieces:
            return Span(0, 0)
        piece = self.pieces[max(0, bisect_right(self.pieces, at, key=_AT) - 1)]
        start = min(piece.start + max(0, at - piece.at), piece.end)
        return Span(start, start)


def prepare(original: str) -> Text:
    """The text made ready; any string will do. Time and space grow linearly with its length."""
    source = characters.normalise(original)
    kept = without_stamps(source.text, unfold(source.text, lines.split(source)))
    measured = measure(kept)
    notes, taken = footnotes.find(source.text, kept, measured)
    writer = _Writer(source, notes)
    before: Line | None = None
    title = False
    for line in _closed_up(kept, taken):
        if before is None:
            writer.line(line)
        else:
            joined = goes_on(before, line, measured) or (title and continues_title(before, line))
            writer.next(before, line, " " if joined else "\n")
            title = title and (joined or is_type_line(before.bare))
        title = title or (not measured.wrapped and is_type_line(line.bare))
        before = line
    traced = writer.out.build()
    return Text(original, traced.text, tuple(map(Piece, traced.at, traced.starts, traced.ends)), tuple(writer.ranges))


def _closed_up(kept: Sequence[Line], taken: set[int]) -> Iterator[Line]:
    """The lines that stay in the flow; where notes stood between two of them, a page ends."""
    gap = Gap.NONE
    for i, line in enumerate(kept):
        if i in taken:
            gap = max(gap, min(line.gap, Gap.PAGE), Gap.PAGE)
        else:
            yield line._replace(gap=max(gap, min(line.gap, Gap.PAGE))) if gap else line
            gap = Gap.NONE


class _Writer:
    """Writes lines in the order of reading, each note behind its mark's word."""

    def __init__(self, source: Traced, notes: Sequence[Note]) -> None:
        self.out = Builder(source)
        self.ranges: list[Span] = []
        self._source = source
        self._notes = notes
        self._marks = [note.mark[0] for note in notes]

    def line(self, line: Line) -> None:
        """A line with the notes that hang on it."""
        at = line.start
        marks = range(bisect_left(self._marks, line.start), bisect_left(self._marks, line.end))
        if line.plain and not marks:
            self.out.replace(at, line.end, line.bare)
            return
        for i in marks:
            note = self._notes[i]
            if note.mark[0] < at:
                continue
            word_end = at + len(self._source.text[at : note.mark[0]].rstrip())
            stop = word_end - 1 if word_end - at > 1 and self._source.text[word_end - 1] in ".,;:" else word_end
            lines.emit(self.out, self._source.text, at, stop)
            self._note(note)
            lines.emit(self.out, self._source.text, stop, word_end)
            at = note.mark[1]
        lines.emit(self.out, self._source.text, at, line.end)

    def next(self, before: Line, line: Line, mark: str) -> None:
        """A line behind another one, with the space of a soft line break or a paragraph's end before it."""
        if before.end < line.start and not self._marks and line.plain:
            self.out.resume(before.end, line.start, line.end, mark + line.bare)
            return
        if before.end < line.start:
            self.out.replace(before.end, before.end + 1, mark)
        else:  # the second column begins above the first one's end
            self.out.insert(mark, line.start)
        self.line(line)

    def _note(self, note: Note) -> None:
        begin = len(self.out)
        self.out.insert("{", note.parts[0][0])
        for n, (start, end) in enumerate(note.parts):
            if n:
                self.out.insert(" ", start)
            lines.emit(self.out, self._source.text, start, end)
        self.out.insert("}", note.parts[-1][1] - 1)
        self.ranges.append(Span(begin, len(self.out)))
