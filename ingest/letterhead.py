"""Whose document it is: the letterhead's body with its place, or what the text itself says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from graph.fold import fold
from graph.knowledge import Organ, Place, edition_of, organ_in, place_in, place_named, places
from ingest.bodies import begins_body, parted
from ingest.flow import is_capitals, is_type_line
from ingest.marks import MOTTO, NUMBER, SUBJECT
from ingest.naming import LEVEL, expanded, spelled
from ingest.vocabulary import folded_choice, vocabulary
from ingest.zones import Zones

_BODIES = folded_choice(vocabulary().bodies)
_BODY = re.compile(rf"{_BODIES}\b")
_DEPENDENT = frozenset(fold(name) for name in vocabulary().dependent)
_SUBORDINATE = re.compile(rf"{folded_choice(vocabulary().subordinate)}\b")
_BANNER = re.compile(rf"{folded_choice(vocabulary().banners.begin)}\b")
_BESIDE_BANNER = re.compile(r"VĂN BẢN HỢP NHẤT\s?[-:]\s?")
_DASHED = re.compile(r"\s?-\s?(?=(?:BỘ|SỞ|BAN|ỦY BAN|TÒA ÁN|VIỆN|TỔNG|THANH TRA|NGÂN HÀNG|CỤC)\s)")
"""Between joint issuers."""
_ACTS = re.compile(
    r"(?:^|[,;.:\"] )(?:(?:chu tich|thuong truc|bo truong|giam doc) )?"
    rf"(?P<body>{_BODIES}\b[^,;:.(){{}}]{{0,80}}?) {folded_choice(vocabulary().acts.verbs)}\b"
)
_PROVINCE = re.compile(r"\b(?:tỉnh|thành phố|TP\.?)\s(?P<name>[A-ZĐ][^\W\d_]*(?:\s?-?\s?[A-ZĐ][^\W\d_]*){0,3})")
_CENTRAL_COMMITTEE = "ban chap hanh trung uong"
_ALIKE = 0.8
"""Part of the letters in which a misread name agrees with what it is."""
_LOCAL = re.compile(r" (?:tinh|thanh pho)$")
_EARLY = 6


@dataclass(frozen=True, slots=True)
class Issuer:
    """The body with its place, spelled out, and the place; either may be None."""

    name: str | None
    place: str | None


def place_of(printed: str, date: str | None) -> str | None:
    """The province that a place before the date names: `Kon Tum`, `Thừa Thiên Hué`; None for a town that is no province.

    `thành phố Huế` is a province by its own name from 2025 on, before it was a town in one.
    """
    wording = fold(printed)
    for whole, place in _provinces_since():
        if date and place.since and place.since <= date and wording.endswith(whole):
            return place.name
    found = place_named(printed) or place_in(printed)
    return found.name if found else None


@cache
def _provinces_since() -> tuple[tuple[str, Place], ...]:
    return tuple((fold(f"{place.kind} {place.name}"), place) for place in places("34") if place.since)


def find_issuer(zones: Zones, by_code: Organ | None, printed: str | None, date: str | None) -> Issuer:
    """The letterhead's last body; without a letterhead, the body that the text says acts, or that the number's code stands for.

    `printed` is the place before the date.
    """
    named = place_of(printed, date) if printed else None
    bodies = _letterhead_bodies(zones)
    if bodies:
        given = next(filter(None, (place_of(body, date) for body in reversed(bodies))), named)
        return _with_place(_own_name(bodies, by_code, zones), given, date)
    if zones.type_line is None and zones.address is None and not zones.signature and by_code is None and not zones.properties:
        return _with_place(titled, None, date) if (titled := _titled(zones)) else Issuer(None, None)
    place = named or _own_province(zones)
    stated = _unlike(_titled(zones), by_code) or _acting(zones, by_code)
    if stated is None and by_code is not None:
        stated = by_code.names[0]
    if stated is None:
        stated = zones.properties.get("issuer")
        stated = stated if stated and organ_in(stated) else None
    return _with_place(stated, place, date) if stated else Issuer(None, place)


def _unlike(titled: str | None, by_code: Organ | None) -> str | None:
    """The body under the title, unless the number is another central body's: then the page has it from elsewhere."""
    organ = organ_in(titled) if titled else None
    other = organ is not None and by_code is not None and by_code.scope == "central" and not by_code.many and organ.slug != by_code.slug
    return None if other else titled


def _letterhead_bodies(zones: Zones) -> list[str]:
    """The bodies of the letterhead, the highest first; a line that begins no body goes on with the one above."""
    bodies: list[str] = []
    for i in zones.letterhead:
        paragraph = zones.paragraphs[i]
        text = _BESIDE_BANNER.sub("", paragraph.text[: len(MOTTO.split(paragraph.folded)[0])]).strip(" -_*.")
        if not text or not is_capitals(text) or _BANNER.match(fold(text)):
            continue
        if NUMBER.search(text) or SUBJECT.match(text) or is_type_line(text):
            continue
        for part in parted(_DASHED.sub(" - ", expanded(text))):
            if begins_body(part) or not bodies:
                bodies.append(part)
            elif part not in bodies[-1]:
                bodies[-1] = f"{bodies[-1]} {part}"
    return [body for body in bodies if begins_body(body)]


def _own_name(bodies: Sequence[str], by_code: Organ | None, zones: Zones) -> str:
    """The last body's name, with the parent's where it is nothing without, and with the name of the unit that it belongs to."""
    texts = [paragraph.text for paragraph in zones.paragraphs[zones.body :]]
    *parents, own = bodies
    if organ_in(own) is None:  # misread, perhaps
        known = (by_code.names[0].removesuffix(" tỉnh") if by_code else None, _titled(zones))
        alike = next((name for name in known if name and _alike(own, name)), None)
        if alike:
            return alike
    name = spelled(own, texts)
    if fold(own) in _DEPENDENT or (fold(own) == _CENTRAL_COMMITTEE and _of_youth_union(zones)):
        if by_code is not None and by_code.scope == "central" and fold(by_code.names[0]).startswith(fold(own)):
            return by_code.names[0]
        if parents:
            return f"{name} {'Trung ương' if fold(parents[-1]) == _CENTRAL_COMMITTEE else spelled(parents[-1], texts)}"
        return by_code.names[0] if by_code is not None and fold(by_code.names[0]).startswith(fold(own)) else name
    unit = next((unit for unit in map(_unit, reversed(parents)) if unit), None)
    if unit and _SUBORDINATE.match(fold(own)) and not _LEVEL_NAMED.search(name):
        return f"{name.removesuffix(' tỉnh')} {_unit(spelled(unit, ()))}"
    return name


def _alike(printed: str, name: str) -> bool:
    """Whether the name is what a scan has misread."""
    return SequenceMatcher(None, fold(printed), fold(name)).ratio() >= _ALIKE


def _of_youth_union(zones: Zones) -> bool:
    return any(zones.paragraphs[i].folded.startswith("doan tncs") for i in zones.letterhead)


def _unit(body: str) -> str | None:
    """The unit that a body's name ends with: `Ủy ban nhân dân huyện Sa Thầy` → `huyện Sa Thầy`."""
    level = LEVEL.search(body)
    return body[level.start() :] if level else None


def _titled(zones: Zones) -> str | None:
    """A line under the title that is a body and its place, as enacting bodies stand."""
    for paragraph in zones.paragraphs[: zones.body + 2]:
        organ = organ_in(paragraph.text) if len(paragraph.text) < _LINE and _BODY.match(paragraph.folded) else None
        if organ and (place_in(paragraph.text) or _is_only(paragraph.text, organ)):
            return spelled(paragraph.text, ())
    return None


def _acting(zones: Zones, by_code: Organ | None) -> str | None:
    """The body of "… ban hành kế hoạch", "… yêu cầu:": the one whose office signs, or whose code stands in the number."""
    office = " ".join(zones.paragraphs[i].folded for i in zones.signature)
    wanted = next((fold(entry.body) for entry in vocabulary().office if fold(entry.title) in office), None)
    first: str | None = None
    for paragraph in zones.paragraphs[zones.body : zones.tail]:
        for match in _ACTS.finditer(paragraph.folded):
            body = paragraph.text[slice(*match.span("body"))]
            organ = organ_in(body)
            if organ is None or not _is_only(body, organ):
                continue
            if (by_code is not None and organ.slug == by_code.slug) or (wanted and re.match(wanted, match["body"])):
                return body
            first = first or body
    return first if by_code is None and wanted is None else None


def _is_only(wording: str, organ: Organ) -> bool:
    """Whether a wording is the body's name and at most its place: "Ủy ban nhân dân tỉnh đã" is none."""
    for name in organ.names:
        base = fold(name.removesuffix(" tỉnh"))
        rest = fold(wording).removeprefix(base).strip()
        if fold(wording).startswith(base) and (rest in {"", "tinh", "thanh pho"} or place_named(rest)):
            return True
    return False


def _own_province(zones: Zones) -> str | None:
    """The one province that the title and the first sentences name as such."""
    found = set()
    for paragraph in zones.paragraphs[:_EARLY]:
        for match in _PROVINCE.finditer(paragraph.text[:_OPENING]):
            place = _longest_place(match["name"])
            if place:
                found.add(place)
    return found.pop() if len(found) == 1 else None


def _longest_place(words: str) -> str | None:
    parts = words.split()
    for size in range(len(parts), 0, -1):
        place = place_named(" ".join(parts[:size]))
        if place:
            return place.name
    return None


def _with_place(name: str, place: str | None, date: str | None) -> Issuer:
    organ = organ_in(name)
    bare = organ is not None and _LOCAL.sub("", fold(name)) in {_LOCAL.sub("", fold(known)) for known in organ.names}
    inner = place_of(name, date)
    if " - " in name and _LOCAL.search(fold(name)) and (inner or place):  # joint issuers, the last without its province
        return Issuer(f"{name} {inner or place}", inner or place)
    if organ is not None and organ.scope == "central" and (bare or inner is None):
        return Issuer(name, None)
    if inner is not None:
        return Issuer(name, inner)
    if place is None or organ is None or not bare:
        return Issuer(name, place if organ or place != _CAPITAL else None)
    kind = next((p.kind for p in places(edition_of(date)) if p.name == place), "tỉnh")
    own = place if place.lower().startswith(kind) else f"{kind} {place}"
    if organ.party:
        return Issuer(f"{name} {place}", place)
    return Issuer(f"{name.removesuffix(' tỉnh').removesuffix(' thành phố')} {own}", place)


_LEVEL_NAMED = re.compile(rf"{LEVEL.pattern}\S", re.IGNORECASE)
_CAPITAL = "Hà Nội"
_LINE = 90
_OPENING = 600
