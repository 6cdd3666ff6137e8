"""The parts of a document, as ranges of `Text.clean`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.reading import Header, Span
from ingest.header import read_header
from ingest.marks import subject_label
from ingest.text import Text
from ingest.vocabulary import folded_choice, vocabulary
from ingest.zones import Zones, zones


@dataclass(frozen=True, slots=True)
class Layout:
    """Where what stands, and what the header says."""

    header: Header
    silent: tuple[Span, ...]
    """Ranges where nothing is a citation: letterhead with the own number, stamps, property tables, `Nơi nhận` and `Lưu` blocks,
    what a web page adds behind the document. Sorted, disjoint."""
    title: Span | None
    """The title or `V/v` subject: it counts as the document's own words ("V/v thực hiện Kế hoạch …")."""
    body: Span
    """From behind the header to the recipients or signature; annexes in the same file belong to it."""


def lay_out(text: Text) -> Layout:
    """The parts of a text; any text has a body, all else may be missing."""
    found = zones(text.clean)
    size = len(text.clean)
    title = _title(found)
    begin = found.paragraphs[found.body].start if found.body < len(found.paragraphs) else size
    return Layout(
        read_header(found),
        tuple(_merged(_silent(found, title, size))),
        title,
        Span(begin, _body_end(found, begin, size)),
    )


_CONTENTS = re.compile(folded_choice(vocabulary().tail.contents))


def _title(found: Zones) -> Span | None:
    if not found.title:
        return None
    first, last = found.paragraphs[found.title.start], found.paragraphs[found.title.stop - 1]
    label = subject_label(first.text)
    return Span(first.start + (label.end() if label else 0), last.end)


def _body_end(found: Zones, begin: int, size: int) -> int:
    """The recipients' or the signature's begin, if nothing but them follows; else the end, for annexes belong to the body."""
    parts = [part for part in (*found.recipients[:1], found.signature) if part]
    if not parts or found.tail < len(found.paragraphs):
        return size if not parts else found.paragraphs[min(part.start for part in parts)].start
    last = max(part.stop for part in parts)
    ends = found.paragraphs[min(part.start for part in parts)].start if last >= len(found.paragraphs) - 1 else size
    return max(begin, ends)


def _silent(found: Zones, title: Span | None, size: int) -> Iterable[Span]:
    paragraphs = found.paragraphs
    above = found.letterhead if found.letterhead.start < found.body else range(0)
    if above or found.type_line is not None:
        begin = paragraphs[above.start if above else found.type_line or 0].start
        head = paragraphs[found.body - 1].end
        yield Span(begin, title.start if title else head)
        if title:
            yield Span(title.end, max(title.end, head))
    for part in (found.table, found.letterhead if not above else None, *found.recipients, *found.stamps, found.merged):
        if part:
            yield Span(paragraphs[part.start].start, paragraphs[min(part.stop, len(paragraphs)) - 1].end)
    if found.tail < len(paragraphs):
        contents = (p.start for p in paragraphs[found.tail :] if _CONTENTS.fullmatch(p.folded))
        yield Span(paragraphs[found.tail].start, next(contents, size))


def _merged(spans: Iterable[Span]) -> Iterable[Span]:
    open_span: Span | None = None
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if span.start >= span.end:
            continue
        if open_span is not None and span.start <= open_span.end:
            open_span = Span(open_span.start, max(open_span.end, span.end))
            continue
        if open_span is not None:
            yield open_span
        open_span = span
    if open_span is not None:
        yield open_span
