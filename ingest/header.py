"""What a document says of itself: number, type, date, issuer, place, signer, subject."""

from __future__ import annotations

import re
from functools import cache

from graph.fold import fold
from graph.knowledge import DocumentType, Organ, document_type, document_types, organ_of_code, type_of_code
from graph.numbers import Number, official_writing, parse_number
from graph.reading import Header
from ingest.letterhead import find_issuer
from ingest.marks import DATE, NUMBER, subject_label
from ingest.pages import NUMERIC_DATE
from ingest.signatures import signer
from ingest.vocabulary import folded_choice, vocabulary
from ingest.zones import Zones

_MERGED = "VBHN"
_LETTER = "Công văn"
_WHAT_IT_DOES = "(?:ve|cua|quy dinh|ban hanh|sua doi|bai bo|phe duyet|thong qua|dieu chinh|thanh lap|cong bo|huong dan|trien khai)"
_ADOPTED = re.compile(r"th[oô]ng qua (?:tại .{3,80}? )?ngày ([0-9]{1,2}) tháng ([0-9]{1,2}) năm ([0-9]{4})")
_OF_BODY = re.compile(r"của .{3,80}?\s(?=về\s)", re.IGNORECASE)
_NOTE = re.compile(r"\{[^{}]*\}")
_ENACTING_BODY = re.compile(r"(?:chu tich )?(?:uy ban|hoi dong) nhan dan\b")
_SHORTEST_BODY = 4
_LEADS_TO_BODY = frozenset(
    [
        "của",
        "do",
        "bởi",
        "tại",
        "thuộc",
        "cho",
        "với",
        "giữa",
        "và",
        "trước",
        "trình",
        "theo",
        "từ",
        "đến",
        "trong",
        "là",
        "hoặc",
        "ở",
        "gửi",
        "về",
        "tịch",
        "phòng",
        "trực",
        "các",
    ]
)
_ABOUT = re.compile(r"(?:về việc|v/v)\s?:?\s+", re.IGNORECASE)


def read_header(zones: Zones) -> Header:
    """All that the letterhead, the title, the signature and a web page's table of properties give; the letterhead goes before."""
    printed = _printed_number(zones)
    number = parse_number(printed) if printed else None
    kind = _type(zones, number)
    date = _date(zones)
    issuer = find_issuer(zones, _organ(number), _place_before_date(zones), date)
    return Header(
        number=official_writing(printed) if printed else None,
        type=kind,
        date=date,
        issuer=issuer.name,
        place=issuer.place,
        signer=_signer(zones),
        subject=_without_body(_subject(zones), issuer.name),
    )


def _printed_number(zones: Zones) -> str | None:
    for i in (*([zones.number] if zones.number is not None else []), *zones.merged):
        match = NUMBER.search(zones.paragraphs[i].text)
        if match:
            return _numbered(match["number"]) or (zones.heading.number if zones.heading else None)
    return _numbered(zones.properties.get("number", "")) or (zones.heading.number if zones.heading else None)


def _numbered(printed: str) -> str | None:
    """A number as printed, without the blanks between its parts and the words behind it."""
    words = printed.split()
    for size in range(len(words), 0, -1):
        number = "".join(words[:size]).strip(".,;")
        if parse_number(number):
            return number
    return None


def _organ(number: Number | None) -> Organ | None:
    if number is None or not number.organs:
        return None
    return organ_of_code(number.organs[0], type_code=number.type_code, party=number.party)


def _type(zones: Zones, number: Number | None) -> str | None:
    merged = number is not None and number.type_code == _MERGED  # its title is that of the text merged
    kind = _typed(zones.paragraphs[zones.type_line].text) if zones.type_line is not None and not merged else None
    if kind is not None:
        return kind.name
    if ruling := _ruling(zones):
        return ruling
    if zones.address is not None and not merged:  # letters alone have an address and no type; `CT` in their number may be a body
        return _LETTER
    stated = zones.heading.type if zones.heading else None
    if kind := document_type(zones.properties.get("type", stated or "")):
        return kind.name
    if number is not None:
        coded = type_of_code(number.type_code, party=number.party) if number.type_code else None
        return coded.name if coded else _LETTER
    return _LETTER if zones.number is not None else _leading_type(zones)


def _typed(line: str) -> DocumentType | None:
    """The type that a line names, perhaps with what kind of it: `KẾT LUẬN THANH TRA`."""
    words = line.strip(" :.").split()
    kinds = (document_type(" ".join(words[:size])) for size in range(len(words), 0, -1))
    return next(filter(None, kinds), None)


def _without_body(subject: str | None, issuer: str | None) -> str | None:
    """The subject without the enacting body, if both stand in one line: `… TỔ CHỨC HỘI CHỢ ỦY BAN NHÂN DÂN TỈNH AN BÌNH`.

    "… CỦA ỦY BAN NHÂN DÂN TỈNH" belongs to it.
    """
    if subject is None or issuer is None or not _ENACTING_BODY.match(fold(issuer)):
        return subject
    words, body = subject.split(), fold(issuer).split()
    for size in range(len(body), _SHORTEST_BODY - 1, -1):
        if len(words) > size and fold(" ".join(words[-size:])).split() == body[:size]:
            before = words[-size - 1]
            return subject if before[-1] in ",-" or before.lower() in _LEADS_TO_BODY else " ".join(words[:-size])
    return subject


def _ruling(zones: Zones) -> str | None:
    """What a court calls its document before or above the number; a decision of any kind is a decision."""
    if zones.number is None:
        return None
    for text in (zones.paragraphs[zones.number].text, zones.paragraphs[max(0, zones.number - 1)].text):
        if ruling := _rulings().match(fold(text)):
            first = ruling.group().split()
            kind = document_type(" ".join(first[:2]))
            return kind.name if kind else _ruling_names()[" ".join(first[:2])]
    return None


@cache
def _rulings() -> re.Pattern[str]:
    return re.compile(rf"{folded_choice(vocabulary().rulings)}(?= so\b|$)")


@cache
def _ruling_names() -> dict[str, str]:
    return {" ".join(fold(name).split()[:2]): " ".join(name.split()[:2]) for name in vocabulary().rulings}


def _leading_type(zones: Zones) -> str | None:
    """The type that a bare title begins with: `Quyết định về việc …` as the first words of the text."""
    leading = _leading_types().match(zones.paragraphs[0].folded) if zones.paragraphs else None
    kind = document_type(leading["type"]) if leading else None
    return kind.name if kind else None


@cache
def _leading_types() -> re.Pattern[str]:
    return re.compile(rf"(?P<type>{'|'.join(re.escape(fold(kind.name)) for kind in document_types())}) {_WHAT_IT_DOES}\b")


def _date(zones: Zones) -> str | None:
    for i in (*([zones.date] if zones.date is not None else []), *zones.merged):
        match = DATE.search(zones.paragraphs[i].text)
        if match and match["year"]:
            day, month = match["day"].strip(" .…_"), match["month"].strip(" .…_")
            return _iso(day, month, match["year"])
    stated = NUMERIC_DATE.match(zones.properties.get("date", ""))
    if stated:
        return _iso(*stated.groups())
    if zones.letterhead:
        for paragraph in reversed(zones.paragraphs[zones.body : zones.tail]):
            adopted = _ADOPTED.search(paragraph.text)
            if adopted:
                return _iso(*adopted.groups())
    return None


def _iso(day: str, month: str, year: str) -> str | None:
    if not month.isdecimal() or not 1 <= int(month) <= 12:
        return year
    if not day.isdecimal() or not 1 <= int(day) <= 31:
        return f"{year}-{int(month):02}"
    return f"{year}-{int(month):02}-{int(day):02}"


def _place_before_date(zones: Zones) -> str | None:
    match = DATE.search(zones.paragraphs[zones.date].text) if zones.date is not None else None
    return match["place"] if match else None  # None too where a date stands alone


def _signer(zones: Zones) -> str | None:
    return signer(zones.paragraphs, zones.signature) or zones.properties.get("signer") or None


def _subject(zones: Zones) -> str | None:
    if zones.title:
        text = " ".join(zones.paragraphs[i].text for i in zones.title)
    elif zones.type_line is None and _leading_type(zones):
        kind = _leading_type(zones) or ""
        text = " ".join(zones.paragraphs[0].text.split()[len(kind.split()) :])
    else:
        text = zones.properties.get("subject") or (zones.heading.subject if zones.heading else "")
    label = subject_label(text)
    text = text[label.end() :] if label else text
    text = _OF_BODY.sub("", text, count=1) if _OF_BODY.match(text) else text
    text = _NOTE.sub("", text)
    return (_ABOUT.sub("", text, count=1) if _ABOUT.match(text) else text).removesuffix(" .").strip() or None
