"""Whose document it is: the letterhead's body with its place, or what the text itself says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.fold import fold
from graph.knowledge import Organ, organ_in, place_in, place_named
from ingest.flow import is_capitals, is_type_line
from ingest.zones import MOTTO, NUMBER, SUBJECT, Zones

_BODY_NOUN = (
    r"ủy ban|uỷ ban|ubnd|hội đồng|hđnd|bộ|sở|cục|chi cục|tổng cục|văn phòng|chính phủ|thủ tướng|quốc hội|ban|tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|đảng|ngân hàng"
    r"|tòa án|toà án|viện|kiểm toán|thanh tra|đoàn|liên đoàn|mặt trận|tổng|chủ tịch|bảo hiểm|trường|hội|công ty|tập đoàn|trung tâm|kho bạc|công an|tổng công ty|liên minh"
    r"|đại học|học viện|phòng|đài|liên hiệp|bộ chỉ huy|bộ tư lệnh|tỉnh uỷ|thành uỷ|huyện uỷ|quận uỷ|đảng bộ|đảng ủy|đảng uỷ|hạt|chủ nhiệm"
)
_BODY = re.compile(rf"(?:{_BODY_NOUN})\b", re.IGNORECASE)
_WITHIN = re.compile(r"\s(?=(?:SỞ|CỤC|CHI CỤC|BAN QUẢN LÝ|BAN DÂN TỘC|THANH TRA TỈNH|VĂN PHÒNG)\s)")
_SECTION = re.compile(r"(?:van ban quy pham|van ban hop nhat|phan van ban|muc luc|du thao|hoa toc|khan|mat\b|toi mat|van ban phap luat)")
_ACTS = re.compile(
    rf"(?:^|[,;.:\"]\s)(?P<body>(?:(?:Chủ tịch|Thường trực|Bộ trưởng)\s)?(?:{_BODY_NOUN})[^,;:.(){{}}]{{0,80}}?)"
    r"\s(?:ban hành|yêu cầu|có ý kiến|kết luận|thông báo|báo cáo|đề nghị|chỉ đạo|trả lời|hướng dẫn|xây dựng|quyết định|triển khai)\b",
    re.IGNORECASE,
)
_OFFICE = {"chanh van phong": "van phong", "bi thu": "tinh uy|thanh uy", "chu tich": "uy ban", "giam doc": "so "}
_PROVINCE = re.compile(r"\b(?:tỉnh|thành phố|TP\.?)\s(?P<name>[A-ZĐ][^\W\d_]*(?:\s?-?\s?[A-ZĐ][^\W\d_]*){0,3})")
_EARLY = 6


@dataclass(frozen=True, slots=True)
class Issuer:
    """The body with its place, spelled out, and the place; either may be None."""

    name: str | None
    place: str | None


def place_of(printed: str) -> str | None:
    """The province that a place before the date names: `Kon Tum`, `Thừa Thiên Hué`; None for a town that is no province."""
    place = place_named(printed) or place_in(printed)
    return place.name if place else None


def find_issuer(zones: Zones, by_code: Organ | None, named: str | None) -> Issuer:
    """The letterhead's last body; without a letterhead, the body that the text says acts, or that the number's code stands for.

    `named` is the place before the date.
    """
    bodies = _letterhead_bodies(zones)
    if bodies:
        own = bodies[-1]
        places = [p for p in (place_in(body) for body in reversed(bodies)) if p]
        place = places[0].name if places else named
        return _with_place(_spelled(own, zones), place)
    place = named or _own_province(zones)
    stated = _titled(zones) or _acting(zones, by_code)
    if stated is None and by_code is not None:
        stated = by_code.names[0]
    if stated is None:
        stated = zones.properties.get("co quan ban hanh") or zones.properties.get("noi ban hanh") or None
        stated = stated if stated and organ_in(stated) else None
    return _with_place(stated, place) if stated else Issuer(None, place)


def _letterhead_bodies(zones: Zones) -> list[str]:
    bodies: list[str] = []
    for i in zones.letterhead:
        paragraph = zones.paragraphs[i]
        text = paragraph.text.strip(" -_*.")
        if not is_capitals(text) or MOTTO.match(paragraph.folded) or NUMBER.search(text) or SUBJECT.match(text) or is_type_line(text):
            continue
        if _SECTION.match(paragraph.folded):
            continue
        for part in _WITHIN.split(text):
            if _BODY.match(part) or not bodies:
                bodies.append(part)
            elif part not in bodies[-1]:
                bodies[-1] = f"{bodies[-1]} {part}"
    return [body for body in bodies if _BODY.match(body)]


def _titled(zones: Zones) -> str | None:
    """A line under the title that is a body and its place, as enacting bodies stand."""
    for paragraph in zones.paragraphs[: zones.body + 2]:
        if len(paragraph.text) < _LINE and _BODY.match(paragraph.text) and organ_in(paragraph.text) and place_in(paragraph.text):
            return _spelled(paragraph.text, zones)
    return None


def _acting(zones: Zones, by_code: Organ | None) -> str | None:
    """The body of "… ban hành kế hoạch", "… yêu cầu:": the one whose office signs, or whose code stands in the number."""
    office = " ".join(zones.paragraphs[i].folded for i in zones.signature)
    wanted = next((body for title, body in _OFFICE.items() if title in office), None)
    first: str | None = None
    for paragraph in zones.paragraphs[zones.body : zones.tail]:
        for match in _ACTS.finditer(paragraph.text):
            organ = organ_in(match["body"])
            if organ is None:
                continue
            if by_code is not None and organ.slug == by_code.slug:
                return match["body"]
            if wanted and re.match(wanted, fold(match["body"])):
                return match["body"]
            first = first or match["body"]
    return first if by_code is None else None


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
    """A body's name in ordinary writing: as the data or the text itself write it."""
    organ = organ_in(printed)
    for name in organ.names if organ else ():
        base = name.removesuffix(" tỉnh")
        if fold(printed) == fold(name):
            return name
        if fold(printed).startswith(fold(base) + " "):
            return f"{base} {_place_words(printed.split()[len(base.split()) :])}"
    if not is_capitals(printed):
        return printed[0].upper() + printed[1:]
    for paragraph in zones.paragraphs[zones.body :]:
        at = paragraph.text.lower().find(printed.lower())
        if at >= 0 and not is_capitals(paragraph.text[at : at + len(printed)]):
            return paragraph.text[at : at + len(printed)]
    lowered = _place_words(printed.split())
    return lowered[0].upper() + lowered[1:]


def _place_words(words: list[str]) -> str:
    """Levels in lower case, the names behind them with capitals: `TỈNH QUẢNG NGÃI` → `tỉnh Quảng Ngãi`."""
    text = " ".join(words).lower()
    place = place_named(text)
    name = place.name.lower() if place else ""
    named = _LEVEL.search(text)
    begin = text.rfind(name) if name and text.endswith(name) else named.end() if named else len(text)
    return text[:begin] + " ".join(word.capitalize() for word in text[begin:].split(" "))


def _with_place(name: str, place: str | None) -> Issuer:
    organ = organ_in(name)
    if organ is not None and organ.scope == "central":
        return Issuer(name, None)
    inner = place_in(name)
    if inner is not None:
        return Issuer(name, inner.name)
    if place is None or organ is None or _LEVEL_NAMED.search(name):
        return Issuer(name, place if organ or place != _CAPITAL else None)
    province = place_named(place)
    kind = province.kind if province else "tỉnh"
    own = place if place.lower().startswith(kind) else f"{kind} {place}"
    if organ.party:
        return Issuer(f"{name} {place}", place)
    return Issuer(f"{name.removesuffix(' tỉnh').removesuffix(' thành phố')} {own}", place)


_LEVEL = re.compile(r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)\s")
_LEVEL_NAMED = re.compile(r"\b(?:huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|thành phố|tỉnh)\s[A-ZĐ]")
_CAPITAL = "Hà Nội"
_LINE = 90
_OPENING = 600
