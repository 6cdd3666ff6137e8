"""What each paragraph of a document is for: letterhead, title, recipients, signature, a web page's own furniture.

The order of parts is that of Nghị định 30/2020/NĐ-CP, phụ lục I, and of Hướng dẫn 36-HD/VPTW for Party documents; any may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.flow import is_capitals, is_type_line
from ingest.marks import ADDRESS, DATE, MOTTO, own_number, subject_label
from ingest.pages import Heading, heading, properties
from ingest.paragraphs import Paragraph, split
from ingest.signatures import signature
from ingest.vocabulary import folded_choice, vocabulary

_HEAD_SIZE = 150
"""Paragraphs among which a header is looked for: the property tables of web pages stand before it."""
_TITLE_SIZE = 6
_TOP = 5

_NUMBER_LABEL = re.compile(r"S[ốỐ]\s?:.{0,20}$")
_ENACTING = re.compile(r"(?:can cu|dieu 1)\b")
_OPENING = re.compile(rf"{folded_choice(vocabulary().opening.begin)}\b|(?:dieu|phan|chuong|muc) [0-9ivx]|[0-9ivx]{{1,4}}\.|[-+]\s")
_GOES_ON = re.compile(r"(?:tai|ve|cua|trong|giai doan|nam|tren|den|doi voi|theo|thuoc|va|tam nhin|giua|nham)\b")
"""How a title in capitals goes on in a paragraph of its own."""
_OF_BODY = re.compile(rf"cua {folded_choice(vocabulary().bodies)}\b(?:(?! ve | tai | thuc hien )[^.;:]){{0,80}}$")
_ABOUT = re.compile(r"ve\b|v/v\b")
_RECIPIENTS = re.compile(r"noi nhan\b")
_FILED = re.compile(r"(?:-\s?)?luu\b")
_RECIPIENT = re.compile(r"[-+•*]\s?")
_AUTHENTICATED = "xac thuc van ban hop nhat"
_MERGED_NUMBER = re.compile(r"Số\s?:\s?[0-9]{1,5}\s?/VBHN-\w+[ .]*$")
_STAMP = re.compile(r"(?:ĐẾN|ĐỀN|DEN|CÔNG VĂN ĐẾN)\b")
_STAMP_FIELD = re.compile(r"(?:so|ngay|gio|chuyen|luu ho so|kinh chuyen)\b.{0,40}$")
_TAIL = re.compile(folded_choice(vocabulary().tail.begin))
_DATE_SIZE = 90
"""Characters that a date takes at most at its line's end, blanks included."""
_BLOCK = 5
_DISPLACED = 60
"""Paragraphs behind the title among which a displaced letterhead is looked for: a page's."""
_SPREAD = 25
"""Paragraphs that a letterhead's marks lie apart at most."""


@dataclass(frozen=True, slots=True)
class Zones:
    """Numbers of paragraphs; what the document has not is None or empty."""

    paragraphs: tuple[Paragraph, ...]
    letterhead: range
    """From the first line of the letterhead to the last line before the title or the address."""
    number: int | None
    date: int | None
    type_line: int | None
    title: range
    """The title under the type, or the `V/v` subject."""
    address: int | None
    """`Kính gửi`."""
    body: int
    recipients: tuple[range, ...]
    stamps: tuple[range, ...]
    signature: range
    """Offices and name, from the first signature's first line."""
    tail: int
    """Where a web page's own furniture begins, behind the document; else the number of paragraphs."""
    merged: range
    """`XÁC THỰC VĂN BẢN HỢP NHẤT` with the merged text's own number and date."""
    table: range
    """A web page's table of the document's properties."""
    properties: dict[str, str]
    """What the table says: `number`, `type`, `issuer`, `signer`, `date`, `subject`."""
    heading: Heading | None
    """A web page's heading."""


def zones(clean: str) -> Zones:
    """Tell a clean text's parts."""
    paragraphs = tuple(split(clean))
    head = paragraphs[:_HEAD_SIZE]
    motto = _first(head, lambda p: bool(MOTTO.match(p.folded)))
    address = _first(head, lambda p: bool(ADDRESS.match(p.folded)))
    stop = _first(head, lambda p: bool(_ENACTING.match(p.folded)))
    limit = min(x for x in (address, stop, len(head)) if x is not None)
    # A text of one line is no document with a letterhead, but a snippet that cites one.
    number = _first(head[:limit], lambda p: bool(own_number(p.text))) if len(paragraphs) > 1 else None
    dated = _first(head[:limit], lambda p: "ngay" in p.folded[-_DATE_SIZE:] and bool(DATE.search(p.text)))
    top_line = min((x for x in (motto, number, dated) if x is not None), default=None)
    type_line = _type_line(head, top_line, limit, address)
    title = _title(paragraphs, type_line, limit, top_line)
    marks = [x for x in (motto, number, dated) if x is not None and x < limit and x - (top_line or 0) < _SPREAD]
    letterhead = range(0)
    if marks:
        top = min(marks)
        while top > 0 and _in_letterhead(paragraphs[top - 1].text):
            top -= 1
        letterhead = range(top, max(marks) + 1)
    elif displaced := _displaced(paragraphs, title.stop, _DISPLACED):
        number, dated, letterhead = displaced
    behind = letterhead if marks else range(0)
    body = max((x for x in (behind.stop, title.stop, type_line + 1 if type_line is not None else 0)), default=0)
    tail = next((i for i, p in enumerate(paragraphs) if i > body and _TAIL.match(p.folded)), len(paragraphs))
    above = paragraphs[: letterhead.start] if letterhead else head
    table, said = properties(above)
    recipients = tuple(_recipients(paragraphs, body, tail))
    merged = _merged(paragraphs, body, tail)
    return Zones(
        paragraphs,
        letterhead,
        number,
        dated,
        type_line,
        title,
        address,
        body,
        recipients,
        tuple(_stamps(paragraphs, min(len(paragraphs), body + 8))),
        signature(paragraphs, recipients, merged.start if merged else body, tail) or signature(paragraphs, recipients, body, tail),
        tail,
        merged,
        table,
        said,
        heading(above),
    )


def _displaced(paragraphs: Sequence[Paragraph], begin: int, size: int) -> tuple[int, int, range] | None:
    """Number, date and range of a letterhead that was extracted behind the first page's text, as from PDF files of the gazette."""
    near = paragraphs[begin : begin + size]
    for i, paragraph in enumerate(near, begin):
        if MOTTO.match(paragraph.folded):
            block = range(max(begin, i - _BLOCK), min(len(paragraphs), i + _BLOCK))
            number = next((j for j in block if own_number(paragraphs[j].text)), None)
            dated = next((j for j in block if DATE.match(paragraphs[j].text)), None)
            if number is None or dated is None:
                continue
            top = min(number, dated, i)
            while top > begin and _in_letterhead(paragraphs[top - 1].text):
                top -= 1
            return number, dated, range(top, max(number, dated, i) + 1)
    return None


def _in_letterhead(text: str) -> bool:
    """A line above the first mark that belongs to the letterhead: capitals, or a number that is none yet (`Số:`)."""
    return (is_capitals(text) or bool(_NUMBER_LABEL.match(text))) and not is_type_line(text)


def _first(paragraphs: Sequence[Paragraph], wanted: Callable[[Paragraph], bool]) -> int | None:
    return next((i for i, paragraph in enumerate(paragraphs) if wanted(paragraph)), None)


def _type_line(head: Sequence[Paragraph], top: int | None, limit: int, address: int | None) -> int | None:
    """The line that is a document type alone: under the letterhead, or, without one, among the first lines."""
    end = limit if address is None else min(limit, address)
    under = range(top, end) if top is not None else range(0)
    return next((i for i in (*under, *range(min(end, _TOP))) if is_type_line(head[i].text)), None)


def _title(paragraphs: Sequence[Paragraph], type_line: int | None, limit: int, top: int | None) -> range:
    if type_line is None:
        subject = next((i for i in range(top or 0, limit) if subject_label(paragraphs[i].text)), None)
        return range(subject, subject + 1) if subject is not None else _untyped(paragraphs, top, limit)
    begin = type_line + 1
    if begin >= len(paragraphs):
        return range(0)
    capitals = is_capitals(paragraphs[begin].text)
    sentence = paragraphs[begin].text[-1] in ".,:;"  # a title may begin as a preamble does, but is no sentence
    if sentence and _OPENING.match(paragraphs[begin].folded) and not (capitals or paragraphs[begin].text[0].islower()):
        return range(0)
    end = begin + 1
    if end < limit and _OF_BODY.match(paragraphs[begin].folded) and _ABOUT.match(paragraphs[end].folded):
        begin, end = end, end + 1  # `CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH`, and the title under it
    while end < min(limit, begin + _TITLE_SIZE) and (
        paragraphs[end].text[0].islower() or (capitals and is_capitals(paragraphs[end].text) and _GOES_ON.match(paragraphs[end].folded))
    ):
        end += 1
    return range(begin, end)


def _untyped(paragraphs: Sequence[Paragraph], top: int | None, limit: int) -> range:
    """A title that has lost the type above it: the one paragraph, no sentence, between the letterhead and the preamble."""
    if top is None or limit >= len(paragraphs) or not _ENACTING.match(paragraphs[limit].folded):
        return range(0)
    title = limit - 1
    text = paragraphs[title].text
    marked = own_number(text) or DATE.search(text) or MOTTO.match(paragraphs[title].folded) or is_capitals(text)
    return range(0) if title <= top or marked or text[-1] in ".,:;" else range(title, limit)


def _recipients(paragraphs: Sequence[Paragraph], begin: int, end: int) -> Iterator[range]:
    i = begin
    while i < end:
        if not _RECIPIENTS.match(paragraphs[i].folded):
            i += 1
            continue
        last = i
        for j in range(i + 1, end):
            filed = _FILED.match(paragraphs[j].folded)
            if not (_RECIPIENT.match(paragraphs[j].text) or filed):
                break
            last = j
            if filed:
                break
        yield range(i, last + 1)
        i = last + 1


def _stamps(paragraphs: Sequence[Paragraph], end: int) -> Iterator[range]:
    for i in range(end):
        if _STAMP.match(paragraphs[i].text) and len(paragraphs[i].text) < 60:
            last = i
            while last + 1 < len(paragraphs) and _STAMP_FIELD.match(paragraphs[last + 1].folded):
                last += 1
            yield range(i, last + 1)


def _merged(paragraphs: Sequence[Paragraph], begin: int, end: int) -> range:
    """Where a merged text is authenticated: its number stands there if the head has none."""
    found = (i for i in range(begin, end) if _AUTHENTICATED in paragraphs[i].folded or _MERGED_NUMBER.match(paragraphs[i].text))
    first = next(found, None)
    return range(0) if first is None else range(first, min(end, first + _BLOCK))
