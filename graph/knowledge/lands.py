"""Provinces: by name, by slug, in a wording."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from graph.fold import slug
from graph.knowledge.loader import PlaceEntry, places_file
from graph.knowledge.model import Place

LOWER = r"huyen|quan|thi-xa|thi-tran|xa|phuong|dac-khu|tx|cap-huyen|cap-xa"
"""Slugs of the kinds of units below a province; `thành phố` may be either."""

_KIND = re.compile(r"^(?:tinh|thanh-pho|tp|t-p)-(?=.)")


def _before(entry: PlaceEntry) -> Place:
    changed = entry.until or (places_file().reform if entry.into or entry.merged else None)
    return Place(entry.name, entry.slug, entry.kind, entry.aliases + entry.needs_kind, None, changed, entry.into or entry.slug)


def _after(entry: PlaceEntry) -> Place:
    since = entry.since or (places_file().reform if entry.merged else None)
    return Place(entry.name, entry.slug, entry.kind, entry.aliases + entry.needs_kind, since, None, entry.slug)


@cache
def places(edition: Literal["63", "34"]) -> tuple[Place, ...]:
    """The provinces of one edition, in the official order."""
    if edition == "63":
        return tuple(_before(e) for e in places_file().place if e.since is None)
    order = [e.slug for e in places_file().place]
    slot = {e.into: order.index(e.slug) for e in places_file().place if e.until is not None}
    kept = [e for e in places_file().place if e.into is None]
    return tuple(_after(e) for e in sorted(kept, key=lambda e: slot.get(e.slug, order.index(e.slug))))


def edition_of(date: str | None) -> Literal["63", "34"]:
    """The edition in force on that day: 34 from 1 July 2025 and where the date is unknown or too partial to say, 63 before."""
    reform = places_file().reform
    return "63" if date and date < reform[: len(date)] else "34"


@lru_cache(maxsize=65_536)
def place_named(name: str) -> Place | None:
    """The province of this name or alias (`TP. Hồ Chí Minh`, `tỉnh Thừa Thiên - Huế`, `Đắc Lắc`), the 63 edition's before the 34's."""
    key = slug(name)
    return _by_name().get(key) or _by_name().get(_KIND.sub("", key))


def place_of_slug(slug: str) -> Place | None:
    """The province with this slug, the 63 edition's before the 34's."""
    return _by_slug().get(slug)


@lru_cache(maxsize=65_536)
def place_in(wording: str) -> Place | None:
    """The one province named in an issuer's wording, or None if none or several are.

    A district, commune or street that bears a province's name names no province; a province's own town does.
    """
    found: set[str] = set()
    for match in _pattern().finditer(slug(wording)):
        if match["place"] and not match["lower"]:
            found.add(_by_name()[match["place"]].slug)
        elif match["former"]:
            return None
    return place_of_slug(found.pop()) if len(found) == 1 else None


@cache
def _by_slug() -> dict[str, Place]:
    return {place.slug: place for place in (*places("34"), *places("63"))}


@cache
def _by_name() -> dict[str, Place]:
    named = (*places("34"), *places("63"))
    return {slug(name): place for place in named for name in (place.name, *place.aliases)}


@cache
def _pattern() -> re.Pattern[str]:
    """One pass over a wording's slug: `lower` marks a unit below a province, `former` a province of old."""
    bare = {slug(name) for e in places_file().place for name in e.needs_kind}
    kinds = "(?:tinh|thanh-pho|tp)-"
    names = [f"(?<=tinh-){n}|(?<=thanh-pho-){n}|(?<=tp-){n}" if n in bare else n for n in sorted(_by_name(), key=len, reverse=True)]
    former = sorted((slug(n) for n in places_file().former), key=len, reverse=True)
    named = rf"(?P<former>{'|'.join(former)})|(?P<place>{'|'.join(names)})"
    return re.compile(rf"(?<![a-z0-9])(?P<lower>(?:{LOWER})-)?(?:{kinds})?(?:{named})(?![a-z0-9])")
