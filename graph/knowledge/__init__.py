"""What everybody in the field knows: document types, organs, provinces, terms – data in TOML, validated on load.

`types.toml`, `organs.toml`, `places.toml` and `terms.toml` beside this file hold the facts with examples and sources;
this module is their only reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scope = Literal["central", "local", "unknown"]


@dataclass(frozen=True, slots=True)
class DocumentType:
    """`Nghị quyết`, with the codes that stand for it in numbers."""

    name: str
    slug: str
    codes: tuple[str, ...]
    """State and Party codes in their official writing, the usual one first, practised variants after it."""
    scope: Scope
    """`central` where only central bodies issue it (Nghị định, Thông tư, Luật); else `unknown`."""
    named: bool
    """True if documents of the type are known by name: Luật, Bộ luật, Pháp lệnh, Hiến pháp, Điều lệ."""
    issuer: str | None


@dataclass(frozen=True, slots=True)
class Organ:
    """A body, with the code that stands for it in numbers."""

    code: str
    names: tuple[str, ...]
    """Wordings, the official one first: `Thủ tướng Chính phủ`."""
    slug: str
    """The series' body in ids: bodies that number in one register share it."""
    scope: Scope
    party: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A province or centrally run city, in one of the two editions."""

    name: str
    """`Kon Tum`, `Thành phố Hồ Chí Minh` as lists print it: `TP. Hồ Chí Minh` is an alias."""
    slug: str
    kind: Literal["tỉnh", "thành phố"]
    aliases: tuple[str, ...]
    since: str | None
    """First day of its edition, ISO; None if before all our documents."""
    until: str | None
    """Day from which it is no longer, or None."""
    successor: str | None
    """Slug of the province that took it in on 1 July 2025; its own if it went on."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a body whose numbers restart with it."""

    body: Literal["central-committee", "province", "national-assembly"]
    ordinal: str | None
    """Roman numeral, where all bodies of the kind share it; None for provinces, whose congresses count differently."""
    since: str
    until: str | None


def document_types() -> tuple[DocumentType, ...]:
    """All document types, longer names first."""
    raise NotImplementedError


def document_type(name: str) -> DocumentType | None:
    """The type of this name, whatever its case, diacritics and spacing."""
    raise NotImplementedError


def type_of_code(code: str, *, party: bool = False) -> DocumentType | None:
    """The usual type of a code: `QĐ` → Quyết định. Codes that collide (TT, TB, HĐ) are decided by `party`."""
    raise NotImplementedError


def organs() -> tuple[Organ, ...]:
    """All bodies."""
    raise NotImplementedError


def organ_of_code(code: str, *, type_code: str | None = None, party: bool = False) -> Organ | None:
    """The body whose register a number with this organ code is from: `TTg` → Thủ tướng Chính phủ.

    `TW` is decided by the type's code: `NQ`, `KL`, `QĐ` → Bộ Chính trị, `CT` → Ban Bí thư. `SXX` codes of
    departments and unknown codes that begin with `S` + a department's abbreviation are local; others unknown to the data give None.
    """
    raise NotImplementedError


def organ_in(wording: str) -> Organ | None:
    """The body that an issuer's wording names, its place set aside: `Ban Thường vụ Tỉnh ủy Kon Tum` → the `TU` register,
    `Chủ tịch Ủy ban nhân dân tỉnh` → `UBND`. None for bodies that the data do not know (`Ban Chỉ đạo 1237`)."""
    raise NotImplementedError


def places(edition: Literal["63", "34"]) -> tuple[Place, ...]:
    """The provinces of one edition, in the official order."""
    raise NotImplementedError


def edition_of(date: str | None) -> Literal["63", "34"]:
    """The edition in force on that day: 34 from 1 July 2025 and where the date is unknown or too partial to say, 63 before."""
    raise NotImplementedError


def place_named(name: str) -> Place | None:
    """The province of this name or alias (`TP. Hồ Chí Minh`, `tỉnh Thừa Thiên - Huế`, `Đắc Lắc`), the 63 edition's before the 34's."""
    raise NotImplementedError


def place_of_slug(slug: str) -> Place | None:
    """The province with this slug, the 63 edition's before the 34's."""
    raise NotImplementedError


def place_in(wording: str) -> Place | None:
    """The one province named in an issuer's wording, or None if none or several are."""
    raise NotImplementedError


def term_of(body: Literal["central-committee", "province", "national-assembly"], date: str) -> Term | None:
    """The term in which a date lies; None if a partial date could lie in two, or before the first term in the data."""
    raise NotImplementedError
