"""What a web page says of the document on it: its table of properties, and the heading that it repeats.

    Số hiệu: 5/2025/TT-BTP    Số hiệu          Số hiệu5/2025/TT-BTP    Văn bản > Thông tư số 5/2025/TT-BTP Quy định mức chi
    Loại văn bản: Thông tư    5/2025/TT-BTP    Loại văn bảnThông tư    Thông tư số 5/2025/TT-BTP Quy định mức chi

Labels and values come glued, in one line, or in cells one behind the other; a value counts if it is what its label promises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from graph.fold import fold
from graph.knowledge import document_type, type_of_code
from graph.numbers import Number, parse_number
from ingest.bodies import begins_body
from ingest.paragraphs import Paragraph
from ingest.signatures import person
from ingest.vocabulary import folded_choice, vocabulary

_LONGEST = 1000
_APART = 12
"""Paragraphs that two rows of one table lie apart at most."""
_LEAST = 2
"""Properties that make a table."""
NUMERIC_DATE = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})")
_EMPTY = re.compile(r"[-–.…]*$")
_HEADING = re.compile(r"(?P<type>[^\W\d_][^\d/:;,.]{2,40}?)\s(?:(?:[Ss]ố|So|No\.?)\s?:?\s*)?(?P<rest>[0-9].*)$")
_STEPS = re.compile(r" ?[>»›] ")
_TOP = 60
"""Paragraphs among which a page has its heading."""
_HEADING_SIZE = 8
"""Lines that a heading takes at most."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A page's heading: "Thông tư số 5/2025/TT-BTP Quy định mức chi"."""

    type: str | None
    number: str
    subject: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """A label, or several joined by slashes, with what stands behind."""

    fields: tuple[str | None, ...]
    begin: int
    end: int


def properties(paragraphs: Sequence[Paragraph]) -> tuple[range, dict[str, str]]:
    """The first table's paragraphs, and what it says: `number`, `type`, `issuer`, `signer`, `date`, `subject`."""
    rows: list[tuple[int, str, str]] = []
    for row in _rows(paragraphs):
        if rows and row[0] - rows[-1][0] > _APART:
            if len({field for _, field, _ in rows}) >= _LEAST:
                break
            rows = []
        rows.append(row)
    said: dict[str, str] = {}
    for _, field, value in rows:
        said.setdefault(field, value)
    if len(said) < _LEAST:
        return range(0), {}
    return range(rows[0][0], min(len(paragraphs), rows[-1][0] + 2)), said


def heading(paragraphs: Sequence[Paragraph]) -> Heading | None:
    """The heading, if the page repeats it line by line, in a path perhaps: one that stands once may be another document's.

    An article's, that asks something of a document, is none.
    """
    first: dict[str, int] = {}
    for i, paragraph in enumerate(paragraphs[:_TOP]):
        before = first.setdefault(_STEPS.split(paragraph.folded)[-1], i)
        if before < i and paragraph.text[-1] != "?" and (match := _HEADING.match(paragraph.text)):
            size = 1
            while size < _HEADING_SIZE and i + size < len(paragraphs) and before + size < i:
                if paragraphs[before + size].folded != paragraphs[i + size].folded:
                    break
                size += 1
            rest = " ".join((match["rest"], *(p.text for p in paragraphs[i + 1 : i + size])))
            if said := _said(match["type"], rest):
                return said
    return None


def _said(kind: str, rest: str) -> Heading | None:
    words = rest.split()
    size = 1
    while size < len(words) and (words[size][0] in "/-" or words[size - 1][-1] in "/-"):
        size += 1
    printed = "".join(words[:size]).strip(".,;:")
    number = parse_number(printed)
    known = document_type(kind)
    if number is None or (known is None and not (kind.isascii() and number.type_code)):
        return None
    return Heading(known.name if known else _coded(number), printed, " ".join(words[size:]))


def _coded(number: Number) -> str | None:
    kind = type_of_code(number.type_code, party=number.party) if number.type_code else None
    return kind.name if kind else None


def _rows(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, str, str]]:
    """Each property's paragraph, field and value."""
    for i, paragraph in enumerate(paragraphs):
        marks = list(_marks(paragraph)) if len(paragraph.text) < _LONGEST else []
        for mark, after in zip_longest(marks, marks[1:]):
            value = paragraph.text[mark.end : after.begin if after else None]
            colon, value = ":" in value[:2], value.lstrip(" :|")
            cells = [value] if value else [p.text for p in paragraphs[i + 1 : i + 1 + len(mark.fields)]]
            for field, cell in zip(mark.fields, cells, strict=False):
                found = _fitting(field, cell.strip(), labelled=colon or not value) if field else None
                if field and found:
                    yield i, field, found


def _marks(paragraph: Paragraph) -> Iterator[_Mark]:
    """Labels at the paragraph's beginning, and those with a colon behind them in the same line."""
    at = 0
    while match := _labels().search(paragraph.folded, at) if at else _labels().match(paragraph.folded):
        at = match.end()
        if match.start() == 0 or paragraph.folded[at : at + 2].lstrip().startswith(":"):
            yield _Mark(tuple(_fields().get(label.strip()) for label in match.group().split("/ ")), match.start(), at)


def _fitting(field: str, value: str, *, labelled: bool) -> str | None:
    """The value, if it is of its field's kind; a subject can be anything, if a colon or a cell's border shows that it is one."""
    if _EMPTY.match(value) or _labels().match(fold(value)):
        return None
    if field == "signer":
        return person(re.split("[;,]", value)[0])
    fits = {
        "number": parse_number("".join(value.split())) is not None,
        "type": document_type(value) is not None,
        "date": NUMERIC_DATE.match(value) is not None,
        "issuer": begins_body(value),
        "subject": labelled,
    }
    return value if fits[field] else None


@cache
def _labels() -> re.Pattern[str]:
    label = folded_choice(_fields())
    return re.compile(rf"(?<!\w){label}(?:\s?/ {label})*")


@cache
def _fields() -> dict[str, str | None]:
    """Each label, folded, with its field; None for labels of what a header has not."""
    labels: dict[str, str | None] = {}
    for field, written in vocabulary().properties.model_dump().items():
        for label in written:
            labels[fold(label)] = None if field == "other" else field
    return labels
