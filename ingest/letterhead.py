"""Whose document it is: the letterhead's body with its place, or what the text itself says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from graph.fold import fold
from graph.knowledge import Organ, edition_of, organ_in, place_in, place_named, places
from ingest.flow import is_capitals, is_type_line
from ingest.marks import MOTTO, NUMBER, SUBJECT
from ingest.vocabulary import folded_choice, vocabulary
from ingest.zones import Zones

_BODIES = folded_choice(vocabulary().bodies)
_BODY = re.compile(rf"{_BODIES}\b")
_WITHIN = re.compile(rf"(?<!-) (?={folded_choice(vocabulary().subordinate)}(?: |$))")
_JOINT = re.compile(rf" - (?={_BODIES}\b)")
_BANNER = re.compile(rf"{folded_choice(vocabulary().banners.begin)}\b")
_ACTS = re.compile(
    r"(?:^|[,;.:\"] )(?:(?:chu tich|thuong truc|bo truong|giam doc) )?"
    rf"(?P<body>{_BODIES}\b[^,;:.(){{}}]{{0,80}}?) {folded_choice(vocabulary().acts.verbs)}\b"
)
_PROVINCE = re.compile(r"\b(?:tỉnh|thành phố|TP\.?)\s(?P<name>[A-ZĐ][^\W\d_]*(?:\s?-?\s?[A-ZĐ][^\W\d_]*){0,3})")
_HEAD = re.compile(r"(?:pho )?(?:chu tich|bo truong|giam doc) (?=uy ban|hoi dong|bo |so )")
_SHORT = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân"}
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
    for place in places("34"):
        if date and place.since and place.since <= date and wording.endswith(fold(f"{place.kind} {place.name}")):
            return place.name
    found = place_named(printed) or place_in(printed)
    return found.name if found else None


def find_issuer(zones: Zones, by_code: Organ | None, printed: str | None, date: str | None) -> Issuer:
    """The letterhead's last body; without a letterhead, the body that the text says acts, or that the number's code stands for.

    `printed` is the place before the date.
    """
    named = place_of(printed, date) if printed else None
    bodies = _letterhead_bodies(zones)
    if bodies:
        own = bodies[-1]
        given = next(filter(None, (place_of(body, date) for body in reversed(bodies))), named)
        spelled = by_code.names[0] if by_code and organ_in(own) is None else _spelled(own, zones)
        return _with_place(spelled, given, date)
    if zones.type_line is None and zones.address is None and not zones.signature and by_code is None and not zones.properties:
        return _with_place(titled, None, date) if (titled := _titled(zones)) else Issuer(None, None)
    place = named or _own_province(zones)
    stated = _titled(zones) or _acting(zones, by_code)
    if stated is None and by_code is not None:
        stated = by_code.names[0]
    if stated is None:
        stated = zones.properties.get("issuer")
        stated = stated if stated and organ_in(stated) else None
    return _with_place(stated, place, date) if stated else Issuer(None, place)


def _letterhead_bodies(zones: Zones) -> list[str]:
    """The bodies of the letterhead, the highest first; a line that begins no body goes on with the one above."""
    bodies: list[str] = []
    for i in zones.letterhead:
        paragraph = zones.paragraphs[i]
        text = paragraph.text.strip(" -_*.")
        if not is_capitals(text) or MOTTO.match(paragraph.folded) or _BANNER.match(paragraph.folded):
            continue
        if NUMBER.search(text) or SUBJECT.match(text) or is_type_line(text):
            continue
        for part in _parts(MOTTO.split(paragraph.folded)[0], text):
            if _BODY.match(fold(part)) or not bodies:
                bodies.append(part)
            elif part not in bodies[-1]:
                bodies[-1] = f"{bodies[-1]} {part}"
    return [body for body in bodies if _BODY.match(fold(body))]


def _parts(folded: str, text: str) -> Iterator[str]:
    """`UBND TỈNH BÌNH AN SỞ TƯ PHÁP` holds two bodies; a motto glued to the line is left out."""
    at = 0
    for match in _WITHIN.finditer(folded):
        yield text[at : match.start()].strip()
        at = match.end()
    yield text[at : len(folded)].strip()


def _titled(zones: Zones) -> str | None:
    """A line under the title that is a body and its place, as enacting bodies stand."""
    for paragraph in zones.paragraphs[: zones.body + 2]:
        if len(paragraph.text) < _LINE and _BODY.match(paragraph.folded) and organ_in(paragraph.text) and place_in(paragraph.text):
            return _spelled(paragraph.text, zones)
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
    return first if by_code is None else None


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


def _spelled(printed: str, zones: Zones) -> str:
    """A body's name in ordinary writing: as the data or the text itself write it; bodies that issue jointly, each of them."""
    separate = _JOINT.sub("\n", fold(printed)).split("\n")
    if len(separate) > 1:
        names = printed.replace(" - ", " ").split()
        ends = list(accumulate(len(part.replace(" - ", " ").split()) for part in separate))
        return " - ".join(_spelled(" ".join(names[begin:end]), zones) for begin, end in pairwise([0, *ends]))
    first, _, others = printed.partition(" ")
    printed = f"{_SHORT.get(first.upper(), first)} {others}".strip()
    head = _HEAD.match(fold(printed))
    if head:
        words = printed.split()
        title = len(head.group().split())
        return f"{' '.join(words[:title]).capitalize()} {_spelled(' '.join(words[title:]), zones)}"
    return _known(printed) or (_as_in_text(printed, zones) if is_capitals(printed) else printed[0].upper() + printed[1:])


def _known(printed: str) -> str | None:
    organ = organ_in(printed)
    for name in organ.names if organ else ():
        base = name.removesuffix(" tỉnh")
        if fold(printed) == fold(name):
            return name
        if fold(printed).startswith(fold(base) + " "):
            return f"{base} {_place_words(printed.split()[len(base.split()) :])}"
    return None


def _as_in_text(printed: str, zones: Zones) -> str:
    """A body in capitals as the text writes it elsewhere; else in lower case but for its place."""
    for paragraph in zones.paragraphs[zones.body :]:
        at = paragraph.text.lower().find(printed.lower())
        if at >= 0 and not is_capitals(paragraph.text[at : at + len(printed)]):
            return paragraph.text[at].upper() + paragraph.text[at + 1 : at + len(printed)]
    lowered = _place_words(printed.split())
    return lowered[0].upper() + lowered[1:]


def _place_words(words: list[str]) -> str:
    """Levels in lower case, the names behind them with capitals: `TỈNH QUẢNG NGÃI` → `tỉnh Quảng Ngãi`."""
    text = " ".join(words).lower()
    place = place_named(text)
    if place and text.endswith(place.name.lower()):
        return text[: len(text) - len(place.name)] + place.name
    named = _LEVEL.search(text)
    begin = named.end() if named else 0 if place else len(text)
    return text[:begin] + " ".join(word.capitalize() for word in text[begin:].split(" "))


def _with_place(name: str, place: str | None, date: str | None) -> Issuer:
    organ = organ_in(name)
    if organ is not None and organ.scope == "central":
        return Issuer(name, None)
    inner = place_of(name, date)
    if inner is not None:
        return Issuer(name, inner)
    if place is None or organ is None or _LEVEL_NAMED.search(name):
        return Issuer(name, place if organ or place != _CAPITAL else None)
    kind = next((p.kind for p in places(edition_of(date)) if p.name == place), "tỉnh")
    own = place if place.lower().startswith(kind) else f"{kind} {place}"
    if organ.party:
        return Issuer(f"{name} {place}", place)
    return Issuer(f"{name.removesuffix(' tỉnh').removesuffix(' thành phố')} {own}", place)


_LEVEL = re.compile(r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)\s")
_LEVEL_NAMED = re.compile(r"\b(?:huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|thành phố|tỉnh)\s[A-ZĐ]")
_CAPITAL = "Hà Nội"
_LINE = 90
_OPENING = 600
