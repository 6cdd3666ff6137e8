"""Bodies: by the code in a number, by the wording of an issuer."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from graph.fold import fold, slug
from graph.knowledge.kinds import official_type_code
from graph.knowledge.lands import place_named
from graph.knowledge.loader import organs_file
from graph.knowledge.model import Organ

_TRAILING_DIGITS = re.compile(r"\d+$")
_LEVELS = ("huyen", "quan", "thi xa", "thi tran", "xa", "phuong", "dac khu", "thanh pho", "tinh")
_COMMITTEES = {
    "thanh uy": "thanh pho",
    "huyen uy": "huyen",
    "quan uy": "quan",
    "thi uy": "thi xa",
    "bo thanh pho": "thanh pho",
    "bo huyen": "huyen",
    "bo quan": "quan",
    "bo thi xa": "thi xa",
}
"""How a Party committee's name ends, and the level of unit that it thereby says."""


@cache
def organs() -> tuple[Organ, ...]:
    """All bodies."""
    known = tuple(Organ(e.code, e.names, e.slug, e.scope, e.party, e.many) for e in organs_file().organ)
    departments = ((d.abbreviation, f"Sở {d.name}") for d in organs_file().department)
    return known + tuple(Organ("S" + short, (name,), slug(name), "local", False) for short, name in departments)


@lru_cache(maxsize=16_384)
def organ_of_code(code: str, *, type_code: str | None = None, party: bool = False) -> Organ | None:
    """The body whose register a number with this organ code is from: `TTg` → Thủ tướng Chính phủ.

    `TW` is decided by the type's code: `NQ`, `KL`, `QĐ` → Bộ Chính trị, `CT` → Ban Bí thư. `SXX` codes of
    departments and unknown codes that begin with `S` + a department's abbreviation are local; others unknown to the data give None,
    and so do codes that several bodies use alike (`BHXH`) and department codes without `S`, which ministries used too.
    """
    official = official_organ_code(code)
    if official is None and (bare := _TRAILING_DIGITS.sub("", code)) != code:
        official = official_organ_code(bare)  # QH14, UBTVQH15, NHNN7
    if official is None:
        return _department(code)
    kind = official_type_code(type_code) if type_code else None
    return _by_code(party).get((official, kind)) or _by_code(party).get((official, None))


def _department(code: str) -> Organ | None:
    """A department's code with an ending that the data do not know (`SGDĐTCN`): local, a register of its own."""
    folded = fold(code)
    if any(folded.startswith("s" + fold(d.abbreviation)) for d in organs_file().department):
        return Organ(code, (code,), slug(code), "local", False)
    return None


@lru_cache(maxsize=16_384)
def official_organ_code(code: str) -> str | None:
    """The official writing of an organ's code or variant: `TTG` → `TTg`, `LDLD` → `LĐLĐ`; None if no body in the data has it.

    Only codes that have lost all diacritics get them back: `ĐL` is no `DL`. `TƯ` is the old writing of `TW`, not `TU`.
    """
    exact, folded = _writings()
    return exact.get(code.casefold()) or (folded.get(fold(code)) if code.isascii() else None)


@lru_cache(maxsize=65_536)
def organ_in(wording: str) -> Organ | None:
    """The body that an issuer's wording names, its place set aside: `Ban Thường vụ Tỉnh ủy Kon Tum` → the `TU` register,
    `Chủ tịch Ủy ban nhân dân tỉnh` → `UBND`. None for bodies that the data do not know (`Ban Chỉ đạo 1237`).

    A district's or commune's body has its register's slug with its level and name: `ubnd-huyen-sa-thay`.
    """
    words = _words(wording)
    while words:
        for size in range(min(len(words), _longest()), 0, -1):
            name, rest = " ".join(words[:size]), words[size:]
            organ = _by_name().get(name)
            if organ is not None and (name not in _bare_names() or _says_where(rest)):
                return _of_level(organ, name, rest)
        title = next((n for n in (3, 2, 1) if " ".join(words[:n]) in _titles()), None)
        if title is None:
            return None
        words = words[title:]
    return None


def _of_level(organ: Organ, name: str, rest: tuple[str, ...]) -> Organ:
    """The organ itself, or the body of its kind in the unit below the province that `rest` names."""
    if organ.scope != "local":
        return organ
    implied = next((level for ending, level in _COMMITTEES.items() if name.endswith(ending)), None)
    level = implied or next((level for level in _LEVELS if _begins(rest, level)), None)
    if level is None and rest and name.endswith("dang uy"):
        return replace(
            organ, many=False, slug=slug(" ".join((organ.slug, *_unit(rest))))
        )  # each Đảng ủy has a register: of UBND, of a department …
    if level is None or level == "tinh":
        return organ
    unit = _unit(rest[len(level.split()) :] if _begins(rest, level) else rest)
    if level == "thanh pho" and (not unit or _is_province_level(unit, rest)):
        return organ
    if not unit and implied:
        return organ
    own_name = implied is not None and level != "thanh pho"  # huyen-uy-sa-thay, not huyen-uy-huyen-sa-thay
    return replace(organ, many=False, slug=slug(" ".join((organ.slug, *(() if own_name else (level,)), *unit))))


def _unit(rest: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a unit's name, up to the next unit that it lies in."""
    for at in range(1, len(rest)):
        if any(_begins(rest[at:], level) for level in _LEVELS):
            return rest[:at]
    return rest


def _is_province_level(unit: tuple[str, ...], rest: tuple[str, ...]) -> bool:
    place = place_named(" ".join(unit))
    within = "tinh" in rest
    return place is not None and not within and (place.kind == "thành phố" or place.successor == "hue")


def _says_where(rest: tuple[str, ...]) -> bool:
    """Whether what follows a general word (“Thanh tra”, “Công an”) is a unit: else another body is meant (“Thanh tra Sở …”)."""
    return not rest or any(_begins(rest, level) for level in _LEVELS) or place_named(" ".join(rest)) is not None


def _begins(words: tuple[str, ...], level: str) -> bool:
    kind = level.split()
    return list(words[: len(kind)]) == kind


@lru_cache(maxsize=65_536)
def _words(wording: str) -> tuple[str, ...]:
    """Folded words as names are compared by: abbreviations spelled out, `và` and `&` left out, since usage drops them."""
    spelled = _abbreviations()
    words: list[str] = []
    for word in re.split(r"[^a-z0-9&]+", fold(wording)):
        words += spelled.get(word) or [word.replace("&", "")]
    return tuple(word for word in words if word and word != "va")


@cache
def _abbreviations() -> dict[str, list[str]]:
    return {fold(short): fold(full).split() for short, full in organs_file().abbreviations.items()}


@cache
def _titles() -> frozenset[str]:
    return frozenset(fold(title) for title in organs_file().titles)


@cache
def _by_name() -> dict[str, Organ]:
    """Folded wordings, those of ministries and departments also with their abbreviation: `bo ldtbxh`, `so gddt`."""
    table: dict[str, Organ] = {}
    for organ in organs():
        for name in organ.names:
            table[" ".join(_words(name))] = organ
    for organ, codes in _all_codes():
        first = organ.names[0].split()[0]
        if first in ("Bộ", "Sở"):
            for code in codes:
                table.setdefault(" ".join(_words(f"{first} {code[1:]}")), organ)
    for name in _bare_names():
        table[name] = table[name + " tinh"]
    return table


@cache
def _bare_names() -> frozenset[str]:
    names = {" ".join(_words(name)) for organ in organs() if organ.scope == "local" for name in organ.names}
    return frozenset(name.removesuffix(" tinh") for name in names if name.endswith(" tinh") and "dang bo" not in name)


@cache
def _longest() -> int:
    return max(len(name.split()) for name in _by_name())


@cache
def _all_codes() -> tuple[tuple[Organ, tuple[str, ...]], ...]:
    variants = [e.variants for e in organs_file().organ] + [tuple("S" + v for v in d.variants) for d in organs_file().department]
    return tuple((organ, (organ.code, *more)) for organ, more in zip(organs(), variants, strict=True))


@cache
def _by_code(party: bool) -> dict[tuple[str, str | None], Organ]:
    """Organs by official code and type's code (None: any); those of the number's own side go before the other's."""
    table: dict[tuple[str, str | None], Organ] = {}
    kinds = {e.names[0]: e.types for e in organs_file().organ}
    for organ, codes in sorted(_all_codes(), key=lambda pair: pair[0].party != party):
        for code in codes:
            if code not in organs_file().ambiguous:
                for kind in (None, *kinds.get(organ.names[0], ())):
                    table.setdefault((code, kind), organ)
    return table


@cache
def _writings() -> tuple[dict[str, str], dict[str, str]]:
    """Codes by their exact and folded writing, official ones before variants; an old spelling of TW is brought to TW."""
    pairs = [(code, code.replace("TƯ", "TW")) for _, codes in _all_codes() for code in codes]
    pairs += [(d.abbreviation, d.abbreviation) for d in organs_file().department]
    exact = {code.casefold(): official for code, official in reversed(pairs)}
    return exact, {fold(code): official for code, official in reversed(pairs) if "Ư" not in code}
