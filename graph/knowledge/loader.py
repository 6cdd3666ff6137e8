"""Reads the TOML files beside it and refuses what is inconsistent, naming the file and the entry."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import resources
from typing import Annotated, Literal, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from graph.errors import PhaHeError
from graph.fold import slug


def _iso(day: str) -> str:
    date.fromisoformat(day)
    return day


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Code = Annotated[str, StringConstraints(pattern=r"^[^\W_][\w&-]*$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Day = Annotated[str, AfterValidator(_iso)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TypeEntry(_Entry):
    """`[[type]]` in types.toml."""

    name: Text
    slug: Slug
    codes: tuple[Code, ...]
    scope: Literal["central", "unknown"]
    named: bool = False
    issuer: Text | None = None
    aliases: tuple[Text, ...] = ()
    examples: tuple[Text, ...] = ()


class SharedCode(_Entry):
    """Names of the types that a code of several types stands for, in the State's and the Party's form."""

    state: Text
    party: Text


class TypesFile(_Entry):
    """types.toml."""

    shared: dict[Code, SharedCode]
    type: tuple[TypeEntry, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        _unique("type", (slug(name) for each in self.type for name in (each.name, *each.aliases)))
        claims = Counter(code for each in self.type for code in set(each.codes))
        undecided = sorted(code for code, count in claims.items() if count > 1 and code not in self.shared)
        if undecided:
            raise ValueError(f"codes of several types that [shared] does not decide: {', '.join(undecided)}")
        codes = {each.name: each.codes for each in self.type}
        for code, choice in self.shared.items():
            for name in (choice.state, choice.party):
                if code not in codes.get(name, ()):
                    raise ValueError(f"[shared] {code}: {name} is no type with this code")
        return self


class OrganEntry(_Entry):
    """`[[organ]]` in organs.toml."""

    code: Code
    variants: tuple[Code, ...] = ()
    names: Annotated[tuple[Text, ...], Field(min_length=1)]
    slug: Slug
    scope: Literal["central", "local"]
    party: bool
    many: bool = False
    types: tuple[Code, ...] = ()


class DepartmentEntry(_Entry):
    """`[[department]]` in organs.toml."""

    abbreviation: Code
    name: Text
    variants: tuple[Code, ...] = ()


class OrgansFile(_Entry):
    """organs.toml."""

    titles: tuple[Text, ...]
    ambiguous: tuple[Code, ...]
    abbreviations: dict[Code, Text]
    department: tuple[DepartmentEntry, ...]
    organ: tuple[OrganEntry, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        _unique("name", (slug(name) for each in self.organ for name in each.names))
        slugs: dict[tuple[str, bool], set[str]] = {}
        for each in self.organ:
            for code in (each.code, *each.variants):
                slugs.setdefault((code, each.party), set()).add(each.slug)
        clashes = sorted(code for (code, _), found in slugs.items() if len(found) > 1 and code not in self.ambiguous)
        if clashes:
            raise ValueError(f"codes of several registers that `ambiguous` does not list: {', '.join(clashes)}")
        return self


class PlaceEntry(_Entry):
    """`[[place]]` in places.toml."""

    name: Text
    slug: Slug
    kind: Literal["tỉnh", "thành phố"]
    aliases: tuple[Text, ...] = ()
    needs_kind: tuple[Text, ...] = ()
    into: Slug | None = None
    merged: bool = False
    since: Day | None = None
    until: Day | None = None


class PlacesFile(_Entry):
    """places.toml."""

    reform: Day
    former: tuple[Text, ...]
    place: tuple[PlaceEntry, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        _unique("place", (each.slug for each in self.place))
        on = {each.slug for each in self.place if each.into is None}
        lost = sorted(each.name for each in self.place if each.into is not None and each.into not in on)
        if lost:
            raise ValueError(f"`into` names no place that went on: {', '.join(lost)}")
        return self


class OurPlacesFile(PlacesFile):
    """places.toml beside this file, which has all provinces of both editions."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        on = [each for each in self.place if each.into is None]
        counts = (sum(1 for each in self.place if each.since is None), len(on))
        if counts != (63, 34):
            raise ValueError(f"{counts[0]} places before and {counts[1]} after the reform, expected 63 and 34")
        return self


class TermEntry(_Entry):
    """`[[term]]` in terms.toml."""

    body: Literal["central-committee", "province", "national-assembly"]
    ordinal: Annotated[str, StringConstraints(pattern=r"^[IVXL]+$")] | None = None
    since: Day


class TermsFile(_Entry):
    """terms.toml."""

    term: tuple[TermEntry, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for earlier, later in zip(self.term, self.term[1:], strict=False):
            if earlier.body == later.body and earlier.since >= later.since:
                raise ValueError(f"{later.body}: {later.since} does not come after {earlier.since}")
        return self


def _unique(what: str, keys: Iterable[str]) -> None:
    twice = sorted(key for key, count in Counter(keys).items() if count > 1)
    if twice:
        raise ValueError(f"{what} given twice: {', '.join(twice)}")


File = TypeVar("File", bound=BaseModel)


def parse(text: str, shape: type[File], name: str) -> File:
    """The validated content of a data file; `name` is for messages.

    Raises PhaHeError, one line: the file, the entry and what is wrong with it.
    """
    try:
        return shape.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise PhaHeError(f"{name}: not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise PhaHeError(f"{name}: {where + ': ' if where else ''}{first['msg']}") from error


class Extension(_Entry):
    """A user's entries, as in types.toml, organs.toml and places.toml. One that we have too adds its lists to ours."""

    shared: dict[Code, SharedCode] = {}
    type: tuple[TypeEntry, ...] = ()
    abbreviations: dict[Code, Text] = {}
    department: tuple[DepartmentEntry, ...] = ()
    organ: tuple[OrganEntry, ...] = ()
    place: tuple[PlaceEntry, ...] = ()


_extension = Extension()


def extend(extension: Extension) -> None:
    """Add a user's entries to ours, for the whole process, before anything has been looked up.

    Raises ValueError, one line, for what does not fit with ours or with each other; then nothing is added.
    """
    if any(file.cache_info().currsize for file in _FILES):
        raise RuntimeError("the vocabulary is in use already: extend it before anything is read")
    global _extension  # noqa: PLW0603 - what every look-up of the process shares
    before, _extension = _extension, extension
    try:
        for file in _FILES:
            file()
    except PhaHeError as error:
        _extension = before
        raise ValueError(str(error)) from error
    finally:
        if _extension is before:
            for file in _FILES:
                file.cache_clear()


Entry = TypeVar("Entry", bound=_Entry)


def _joined(ours: tuple[Entry, ...], more: tuple[Entry, ...], key: str) -> list[dict[str, object]]:
    """Entries of both, theirs joined to ours of the same key."""
    known = {getattr(entry, key): entry.model_dump() for entry in ours}
    for entry in more:
        old = known.setdefault(getattr(entry, key), {})
        for name in entry.model_fields_set:
            value = getattr(entry, name)
            if isinstance(value, tuple):
                held = tuple(old.get(name, ()))
                old[name] = (*held, *(one for one in value if one not in held))
            elif old.setdefault(name, value) != value:
                raise PhaHeError(f"{key} “{getattr(entry, key)}”: {name} is {old[name]!r} in ours, not {value!r}: leave it as ours has it")
    return list(known.values())


def _read(name: str, shape: type[File]) -> File:
    return parse(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"), shape, name)


def _checked(shape: type[File], content: dict[str, object]) -> File:
    try:
        return shape.model_validate(content)
    except ValidationError as error:
        raise PhaHeError(error.errors()[0]["msg"].removeprefix("Value error, ")) from error


@cache
def types_file() -> TypesFile:
    """types.toml, read once, with the user's entries."""
    ours, more = _read("types.toml", TypesFile), _extension
    return _checked(TypesFile, {"shared": {**ours.shared, **more.shared}, "type": _joined(ours.type, more.type, "name")})


@cache
def organs_file() -> OrgansFile:
    """organs.toml, read once, with the user's entries."""
    ours, more = _read("organs.toml", OrgansFile), _extension
    return _checked(
        OrgansFile,
        {
            "titles": ours.titles,
            "ambiguous": ours.ambiguous,
            "abbreviations": {**ours.abbreviations, **more.abbreviations},
            "department": _joined(ours.department, more.department, "abbreviation"),
            "organ": _organs(ours.organ, more.organ),
        },
    )


def _organs(ours: tuple[OrganEntry, ...], more: tuple[OrganEntry, ...]) -> list[object]:
    """Bodies are known by their official name: several of one code share a register."""
    known: dict[str, object] = {entry.names[0]: entry for entry in ours}
    for entry in more:
        old = [one for one in ours if one.names[0] == entry.names[0]]
        known[entry.names[0]] = _joined(tuple(old), (entry,), "slug")[0] if old else entry
    return list(known.values())


@cache
def places_file() -> PlacesFile:
    """places.toml, read once, with the user's entries."""
    ours, more = _read("places.toml", OurPlacesFile), _extension
    return _checked(PlacesFile, {"reform": ours.reform, "former": ours.former, "place": _joined(ours.place, more.place, "slug")})


@cache
def terms_file() -> TermsFile:
    """terms.toml, read once."""
    return _read("terms.toml", TermsFile)


_FILES = (types_file, organs_file, places_file)
