"""Series and periods: the register that a number comes from, and the stretch of time in which it does not recur.

State bodies number from 1 every year (Nghị định 30/2020/NĐ-CP, phụ lục I, II.3); Party bodies number each type through
their committee's term (Hướng dẫn 36-HD/VPTW); assemblies through their own.
"""

from __future__ import annotations

import re
from functools import lru_cache

from graph.dates import is_full
from graph.fold import fold, slug
from graph.kept import Series
from graph.knowledge import Organ, document_type, organ_in, organ_of_code, place_in, place_named, place_of_slug, term_of
from graph.numbers import Number
from graph.reading import Header

_Codes = tuple[str | None, tuple[str, ...], bool]
"""Of a number, what tells its series: the type's code, the organs', and whether it is of the Party's form."""

UNKNOWN = Series(code="", body=None, place=None, scope="unknown")

_ASSEMBLY = re.compile(r"(?:QH|UBTVQH)\d+\Z")
_CONGRESS = re.compile(r"\bdai hoi\b.*\b(?:lan thu|khoa)\b|\bdai hoi (?:dang )?[ivxl]+\b")
_CONGRESS_FILLERS = re.compile(r"\b(?:dai bieu|toan quoc|lan thu|khoa|nhiem ky \d{4})\b")
_OF_THE_PARTY = re.compile(r"\b(?:cua )?dang(?: cong san viet nam\b|\b(?! (?:bo|uy|doan)\b))")
_UNIT_WITH_NAME = re.compile(r"\b(?:huyen|quan|thi xa|xa|phuong|thi tran|dac khu) (?!lan thu|khoa|nhiem ky)[a-z]")
_UNIT = re.compile(r"\b(?:dang bo|huyen|quan|thi xa|xa|phuong|thi tran|dac khu)\b")
_COUNTRY = re.compile(r"(?<=^hien phap) nuoc cong hoa xa hoi chu nghia viet nam\b")
_YEAR_TAIL = re.compile(r"(?:\s*,?\s*(?:nam|ngay)?\s*(?:\d{1,2}[/-]\d{1,2}[/-])?(?:19|20)\d\d)\Z")


def series_of(number: Number | None, type_name: str | None, name: str | None, issuer: str | None, speaker: Header) -> Series:
    """The series of a document that `speaker` describes; its place is the speaker's where the wording leaves it implicit.

    >>> series_of(parse_number("65-KH/TU"), "Kế hoạch", None, "Ban Thường vụ Tỉnh ủy Kon Tum", Header()).place
    'kon-tum'
    """
    codes = None if number is None else (number.type_code, number.organs, number.party)
    return _series(codes, type_name, name, issuer, speaker.issuer, speaker.place)


@lru_cache(maxsize=131_072)
def _series(
    codes: _Codes | None, type_name: str | None, name: str | None, issuer: str | None, speaking: str | None, place: str | None
) -> Series:
    """The same for all serials and years, and for all that a speaker may say of itself besides."""
    number = None if codes is None else Number("", None, *codes, canonical="")
    speaker = Header(issuer=speaking, place=place)
    stated = organ_in(issuer) if issuer else None
    coded = _coded(number, type_name)
    if stated is not None and coded is not None and stated.slug in _joint(number):
        stated = None  # `12/QCPH-UBND-LĐLĐ … của Liên đoàn Lao động tỉnh`: a joint document is in the register of its first body
    kind = document_type(type_name) if type_name else None
    if stated is None and coded is not None and coded.scope == "local" and not coded.many and _is_below(speaker, coded):
        # A district that writes QĐ-UBND without saying whose may mean its own or its province's.
        return Series(coded.code, None, None, "local")
    # The number's organ decides, the wording where the number is silent or the wording names a lower body of its kind.
    organ = stated if coded is None or (stated is not None and coded.scope == stated.scope == "local") else coded
    if organ is None and kind is not None and kind.issuer:
        organ = organ_in(kind.issuer)
    if organ is not None and organ.many:
        own = organ_in(speaker.issuer) if speaker.issuer else None
        if own is None or own.many or not own.slug.startswith(organ.slug):
            return Series(organ.code, None, None, "local")
        organ = own
    if organ is not None and organ.scope != "unknown":
        return Series(organ.code, organ.slug, _place(issuer, speaker) if organ.scope == "local" else None, organ.scope)
    if kind is not None and kind.scope == "central":
        return Series(_code(number), slug(issuer or _code(number)) or None, None, "central")
    return _named(name, speaker) if name and number is None else _of_unknown_body(_code(number), issuer)


def _of_unknown_body(code: str, issuer: str | None) -> Series:
    """`Ban Chỉ đạo 1237 tỉnh Kon Tum` is in no data, but it is never another province's."""
    place = place_in(issuer) if issuer and code else None
    if place is not None:
        return Series(code, slug(code), place.slug, "local")
    return Series(code, slug(issuer or code) or None, None, "unknown")


def _code(number: Number | None) -> str:
    return number.organs[0] if number and number.organs else ""


def _coded(number: Number | None, type_name: str | None) -> Organ | None:
    if number is None or not number.organs:
        return None
    type_code = number.type_code or next(iter(_codes(type_name)), None)
    return organ_of_code(number.organs[0], type_code=type_code, party=number.party)


def _joint(number: Number | None) -> set[str]:
    """Slugs of the bodies beside the first whose codes a joint document's number holds."""
    others = (organ_of_code(code) for code in number.organs[1:]) if number else ()
    return {organ.slug for organ in others if organ is not None}


def _codes(type_name: str | None) -> tuple[str, ...]:
    kind = document_type(type_name) if type_name else None
    return kind.codes if kind else ()


def _is_below(speaker: Header, organ: Organ) -> bool:
    own = organ_in(speaker.issuer) if speaker.issuer else None
    return own is not None and own.slug.startswith(organ.slug + "-")


def _place(issuer: str | None, speaker: Header) -> str | None:
    place = place_in(issuer) if issuer else None
    if place is None and speaker.place:
        place = place_named(speaker.place)
    if place is None and speaker.issuer:
        place = place_in(speaker.issuer)
    return place.slug if place else None


def _named(name: str, speaker: Header) -> Series:
    """Named documents that are no laws: a congress is the nation's or, by its words, of the speaker's province or unit."""
    words = fold(name)
    congress = _CONGRESS.search(words) is not None
    if "toan quoc" in words or "dang cong san" in words or (congress and _OF_THE_PARTY.search(words)):
        return Series("", None, None, "central")
    place = place_in(name)
    if place is not None:
        return Series("", None, place.slug, "local")
    if re.search(r"\b(?:tinh|thanh pho)\b", words) or _UNIT_WITH_NAME.search(words):
        return Series("", None, _place(None, speaker), "local")
    # `Nghị quyết Đại hội Đảng bộ huyện lần thứ XVI`: some unit's that only the speaker knows.
    return Series("", None, None, "local") if congress and _UNIT.search(words) else UNKNOWN


def bare_name(name: str) -> str:
    """A name's slug without what wordings of one name differ in.

    That is the year or date at its end (`Luật Công đoàn 2012`, `… ngày 20/6/2012`), the country of a constitution, and of a
    congress all but its body and ordinal, the province included, which is the series' (`Nghị quyết Đại hội đại biểu toàn quốc
    lần thứ XIII của Đảng`, `Nghị quyết Đại hội XIII của Đảng`).
    """
    words = _COUNTRY.sub("", _YEAR_TAIL.sub("", fold(name)))
    if not _CONGRESS.search(words):
        return slug(words)
    place = place_in(name)
    if place is not None:
        words = re.sub(rf"\b(tinh|thanh pho) {fold(place.name)}\b", r"\1", words)
    words, named = _OF_THE_PARTY.subn(" ", _CONGRESS_FILLERS.sub(" ", words))
    return slug(words.replace("dai hoi", "dai hoi dang") if named else words)


def holds_period(number: Number | None, name: str | None) -> str | None:
    """The period that a number or name holds in itself: a year, an assembly's term, a congress; else None."""
    if number is not None:
        if number.year is not None:
            return str(number.year)
        return next((organ.lower() for organ in number.organs if _ASSEMBLY.fullmatch(organ)), None)
    return "congress" if name and _CONGRESS.search(fold(name)) else None


def period_of(series: Series, number: Number | None, name: str | None, date: str | None, term: str | None) -> str | None:
    """The period in which this number is unique in its series, or None where what is given does not say it."""
    held = holds_period(number, name)
    if number is None or not number.party:
        period = held or (date[:4] if date else None)
        return _of_unit(series, period, f"{period}-01-01", f"{period}-12-31", date) if period else None
    if series.scope == "central":
        found = term_of("central-committee", date) if date else None
        # A full date says the term better than "(khóa XII)" does, which is often a slip: one day's number is one document.
        known = term if term and not is_full(date) else found.ordinal if found else term
    else:
        found = term_of("province", date) if date else None
        known = _of_unit(series, found.since[:4], found.since, found.until or "9999", date) if found else None
        if found and known is None:
            return None
    return known or (date[:4] if date and is_full(date) else None)


def _of_unit(series: Series, period: str, first: str, last: str, date: str | None) -> str | None:
    """The part of a period that is one unit's: a province to which others were joined is another one from that day, and numbers anew.

    Nghị quyết 202/2025/QH15: so do 23 of them from 1 July 2025. None where the date does not tell which of the two is meant.
    """
    place = place_of_slug(series.place) if series.place else None
    if place is None or place.until is None or place.successor != place.slug or not first < place.until <= last:
        return period
    if date is None or date == place.until[: len("2025")]:
        return None
    return period if date < place.until[: len(date)] else f"{period} from {place.until}"
