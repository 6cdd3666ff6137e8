"""What is known of types, bodies, places and terms: the shapes."""

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
    """It numbers in the Party's form, `N-TYPE/CODE`; so do the Youth Union and the Farmers' Union."""
    many: bool = False
    """A province has many such bodies (`Huyện ủy`): without its own name, the register stays unknown."""


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
    """Day on which the next begins; None for the last known."""
