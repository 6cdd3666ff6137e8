"""From a reading to descriptions: what a source says of itself and of each document that it mentions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from graph.fold import slug
from graph.judgements import Naming
from graph.kept import Description, Series
from graph.keys import key_of
from graph.knowledge import document_type, type_of_code
from graph.numbers import Number, parse_number
from graph.reading import SELF, Header, Reading, Target
from graph.series import bare_name, series_of
from graph.slips import in_digits


def description_key(description: Description) -> str:
    """Equal descriptions have equal keys, in every store and on every day."""
    d, s = description, description.series
    series = (s.code, s.body, s.place, s.scope)
    return key_of("description", (d.number, d.name, d.type, series, d.date, d.term, d.issuer, d.title, d.speaker, d.header))


def number_of(description: Description) -> Number | None:
    """The description's number, taken apart."""
    return parse_number(description.number) if description.number else None


def number_slug(description: Description) -> str | None:
    """The number as ids hold it. What has no number's form tells itself apart by a hash: `1*2` is not `1-2`."""
    return _number_slug(description.number) if description.number is not None else None


@lru_cache(maxsize=65_536)
def _number_slug(written: str) -> str:
    number = parse_number(written)
    return number.slug if number else f"{slug(written)}~{key_of(written)[:10]}"


def block_of(description: Description) -> str:
    """Where descriptions meet: same normalised number, else same name; a held text with neither stands alone."""
    number = number_slug(description)
    if number is not None:
        return "number " + number
    if description.name:
        return "name " + bare_name(description.name)
    return f"text {description.speaker}"


def describe(sha256: str, reading: Reading, meant: Mapping[str, Naming] = MappingProxyType({})) -> dict[str, Description]:
    """Each local name of the reading (`self`, `c1` …) with the description that the source gives.

    Targets without number and name describe nothing and are left out. `meant` says which documents some local names mean,
    whatever the text calls them.
    """
    return {local: description for local, (_, description) in keyed(sha256, reading, meant).items()}


def keyed(sha256: str, reading: Reading, meant: Mapping[str, Naming] = MappingProxyType({})) -> dict[str, tuple[str, Description]]:
    """The same with the descriptions' keys."""
    header = reading.document
    described = {SELF: _with_key(describe_self(sha256, header))}
    for local, target in reading.targets.items():
        if local in meant:
            described[local] = _with_key(replace(described_as(meant[local]), issuer=_clean(target.issuer), title=_clean(target.title)))
        elif target.number or target.name:
            key, description = _describe_target(target, header.issuer, header.place)
            # Each speaker's unknown place is its own: two such letters need not mean one province.
            own = description.series.scope == "local" and description.series.place is None
            described[local] = _with_key(replace(description, speaker=sha256)) if own else (key, description)
    return described


def naming_of(description: Description) -> Naming:
    """What the description calls its document."""
    d, s = description, description.series
    return Naming(d.number, d.name, d.type, s.code, s.body, s.place, s.scope, d.date, d.term, d.speaker)


def described_as(naming: Naming) -> Description:
    """The description of a citation that calls its document so."""
    n = naming
    series = Series(n.code, n.body, n.place, n.scope)
    return Description(n.number, n.name, n.type, series, n.date, n.term, None, None, n.text if needs_text(naming) else None)


def needs_text(naming: Naming) -> bool:
    """Whether the same words of another text may name another document: where nothing is named, or an own, unknown place."""
    return (naming.number is None and naming.name is None) or (naming.scope == "local" and naming.place is None)


def describe_self(sha256: str, header: Header) -> Description:
    """What a held text says of itself."""
    number = parse_number(header.number) if header.number else None
    type_name = _type(header.type, number)
    return Description(
        number=number.canonical if number else header.number,
        name=None,
        type=type_name,
        series=series_of(number, type_name, None, header.issuer, header),
        date=header.date,
        term=None,
        issuer=_clean(header.issuer),
        title=_clean(header.subject),
        speaker=sha256,
        header=True,
    )


@lru_cache(maxsize=65_536)  # the texts of a time and a place cite the same
def _describe_target(target: Target, issuer: str | None, place: str | None) -> tuple[str, Description]:
    """What a speaker of this issuer and place means by a target, whichever text it is: a series may depend on nothing else."""
    speaker = Header(issuer=issuer, place=place)
    number = parse_number(target.number) if target.number else None
    legible = number or (parse_number(in_digits(target.number)) if target.number else None)  # `O2-NQ/TW` tells its series too
    type_name = _type(target.type, legible)
    series = series_of(legible, type_name, target.name, target.issuer, speaker)
    description = Description(
        number=number.canonical if number else target.number,
        name=_clean(target.name),
        type=type_name,
        series=series,
        date=target.date,
        term=target.term,
        issuer=_clean(target.issuer),
        title=_clean(target.title),
    )
    return _with_key(description)


def _with_key(description: Description) -> tuple[str, Description]:
    return description_key(description), description


def _type(name: str | None, number: Number | None) -> str | None:
    kind = document_type(name) if name else None
    if kind is None and name is None and number and number.type_code:
        kind = type_of_code(number.type_code, party=number.party)
    return kind.name if kind else _clean(name)


def _clean(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None
