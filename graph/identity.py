"""Identity: which descriptions are one document. A pure function of a block's descriptions, whatever their order.

The rule is an equivalence, which "agree wherever both give it" is not:

- A *full* description leaves out nothing that could separate documents: number and series, with the full date or the
  period (term, year) in which the series restarts. Full ones are one document if number, series and period agree and no
  date contradicts. Two dates in one period are two documents; an undated one that fits both is ambiguous, unless one of
  the two is evidently a slip (`graph.dated`).
- A number with a full date whose place is unknown attaches to the only document of its number, date and type or title,
  else makes its own.
- A held text always is a document, if need be its own.
- All others are *partial* and stay ambiguous, with their candidates – even one, or none – and the reasons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from graph.dated import by_date, echoes
from graph.dates import compatible, is_full
from graph.describe import block_of, number_of
from graph.kept import CandidateKey, Description
from graph.keys import key_of
from graph.knowledge import document_type
from graph.series import bare_name, holds_period, period_of
from graph.titles import titles_agree

_Register = tuple[str | None, str | None]
"""A series' body and place: what separates one register from another."""

CONSTITUTION = "hien-phap"
"""The one type whose name is a name: there is one Hiến pháp of a year."""


@dataclass(frozen=True, slots=True)
class Group:
    """One document of the block: its key and the keys of the descriptions that make it."""

    key: str
    members: tuple[str, ...]
    rivals: str | None = None
    """What it shares with documents of its number, series and period that bear another date; None if there are none."""
    echoing: bool = False
    """Whether another document of its number and series is of the same day and month of another year."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What identity makes of one block."""

    groups: tuple[Group, ...]
    """By key."""
    ambiguous: Mapping[str, tuple[CandidateKey, ...]]
    """Description key → documents that it may mean, by key."""
    echoes: Mapping[str, str]
    """Group key → that of the document of another year which it probably is, its date's year being a slip."""


def resolve(
    name: str,
    block: Mapping[str, Description],
    counts: Mapping[str, int] = MappingProxyType({}),
    apart: Collection[frozenset[str]] = (),
    beside: Mapping[str, Sequence[Description]] = MappingProxyType({}),
) -> Resolution:
    """Decide the block of this name. Keys are description keys; the result depends on nothing but the content of what is given.

    `counts` says how many sources support each (1 where it says nothing), and is looked at only where dates contradict.
    `apart` holds pairs of texts (SHA-256) that people know to be two documents, whatever they say of themselves.
    `beside` holds documents, by key, that are decided already and that a partial description may mean.
    """
    ordered = sorted(block.items())
    full: dict[tuple[_Register, str], list[tuple[str, Description]]] = defaultdict(list)
    placeless: list[tuple[str, Description]] = []
    partial: list[tuple[str, Description]] = []
    for key, description in ordered:
        period = _full_period(description)
        if period is not None:
            full[_register(description), period].append((key, description))
        elif _is_dated(description):
            placeless.append((key, description))
        else:
            partial.append((key, description))

    members: dict[str, list[str]] = {}
    rivals: dict[str, str] = {}
    for (register, term), described in full.items():
        dates, undecided = by_date(described, counts)
        partial += undecided
        for date, keys in dates.items():
            group = _group_key(name, described[0][1], term, date if len(dates) > 1 else None)
            members[group] = keys
            if len(dates) > 1:
                rivals[group] = f"{register} {term}"
    _place(placeless, block, members)
    partial = _keep_held(partial + _parted(block, members, apart), members)
    made = {key: [block[one] for one in keys] for key, keys in members.items()}
    there = {**beside, **made}
    ambiguous = {key: candidates(description, there) for key, description in partial}
    slipped, echoing = echoes(made, _register)
    groups = tuple(Group(key, tuple(sorted(keys)), rivals.get(key), key in echoing) for key, keys in sorted(members.items()))
    return Resolution(groups, ambiguous, slipped)


def has_rivals(key: str, block: str, members: Iterable[Description]) -> bool:
    """Whether the group of this key and these members has rivals; told from the key, which then holds its date."""
    periods = ((description, _full_period(description)) for description in members)
    alone = {_group_key(block, description, period, None) for description, period in periods if period is not None}
    return bool(alone) and key not in alone


def _group_key(block: str, description: Description, period: str, date: str | None) -> str:
    return key_of("document", block, _register(description), period, date)


def _register(description: Description) -> _Register:
    return description.series.body, description.series.place


def _full_period(description: Description) -> str | None:
    """The period of a full description; None if it leaves out what could separate documents."""
    series, number = description.series, number_of(description)
    if series.scope == "unknown" or (series.scope == "local" and series.place is None):
        return None
    if number is None and not (description.name and _identifies(description)):
        return None
    return period_of(series, number, description.name, description.date, description.term)


def _identifies(description: Description) -> bool:
    """A name proper identifies with its year; a mere type with a date does not: bodies issue many a day."""
    if not description.name:
        return False
    kind = document_type(bare_name(description.name).replace("-", " "))
    return kind is None or kind.slug == CONSTITUTION


def _is_dated(description: Description) -> bool:
    number = description.number or (description.name if _identifies(description) else None)
    return bool(number) and (is_full(description.date) or _holds_all(description))


def _holds_all(description: Description) -> bool:
    """A name with its own congress whose body is unknown needs no date, but a number always does."""
    return description.number is None and holds_period(None, description.name) is not None


def _place(placeless: Sequence[tuple[str, Description]], block: Mapping[str, Description], members: dict[str, list[str]]) -> None:
    """Attach dated numbers without a place to the only document that agrees, else let them make their own.

    Bodies that the data do not know come first and share theirs; then come the speakers' own unknown places, each its own.
    """
    for unknown in (True, False):
        on_day: dict[str | None, dict[str, list[Description]]] = defaultdict(dict)
        for name, keys in members.items():
            others = [block[key] for key in keys]
            for date in {other.date for other in others if is_full(other.date)}:
                on_day[date][name] = others
        for key, description in placeless:
            if (description.series.scope == "unknown") is not unknown:
                continue
            fitting = [name for name, others in on_day.get(description.date, {}).items() if _may_be(description, others)]
            members.setdefault(fitting[0] if len(fitting) == 1 else _own_key(description), []).append(key)


def _own_key(placeless: Description) -> str:
    """Key of the document that this one makes if it is attached to no other."""
    speaker = None if placeless.series.scope == "unknown" else placeless.speaker
    return key_of("placeless", block_of(placeless), placeless.date, speaker)


def attaches(description: Description) -> bool:
    """Whether it may be attached to a document of its day: a number with a full date whose place is unknown."""
    return _full_period(description) is None and _is_dated(description)


def stands_alone(description: Description, document: str) -> bool:
    """Whether it is in this document otherwise than by being attached to it."""
    return not attaches(description) or document == _own_key(description)


def _may_be(description: Description, others: Sequence[Description]) -> bool:
    """Same type or title, and no other body; number and full date are known to be the same."""
    known = description.series
    same_kind = any(other.type == description.type or titles_agree(other.title, description.title) for other in others)
    same_body = known.scope == "unknown" or known.body is None or any(other.series.body == known.body for other in others)
    return same_kind and same_body


def _parted(
    block: Mapping[str, Description], members: dict[str, list[str]], apart: Collection[frozenset[str]]
) -> list[tuple[str, Description]]:
    """What leaves a document that people know to be several: those texts, and, if no other is left, the citations of it."""
    leaving = []
    for name, keys in list(members.items()):
        texts: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            if block[key].header and (speaker := block[key].speaker):
                texts[speaker].append(key)
        parted = {key for pair in apart if pair <= texts.keys() for speaker in pair for key in texts[speaker]}
        if parted:
            stay = [key for key in keys if key not in parted]
            if not any(block[key].header for key in stay):
                parted |= set(stay)
                del members[name]
            else:
                members[name] = stay
            leaving += [(key, block[key]) for key in sorted(parted)]
    return leaving


def _keep_held(partial: Sequence[tuple[str, Description]], members: dict[str, list[str]]) -> list[tuple[str, Description]]:
    """Held texts that say too little to be joined are documents of their own."""
    rest = []
    for key, description in partial:
        if description.header or not (description.number or description.name):
            members.setdefault(key_of("text", description.speaker), []).append(key)
        else:
            rest.append((key, description))
    return rest


def candidates(description: Description, documents: Mapping[str, Sequence[Description]]) -> tuple[CandidateKey, ...]:
    """Which of these documents, given with their descriptions, a partial description may mean; by key."""
    found = ((key, _reasons(description, own)) for key, own in sorted(documents.items()))
    return tuple(CandidateKey(key, reasons) for key, reasons in found if reasons)


def _reasons(description: Description, others: Sequence[Description]) -> tuple[str, ...]:
    """Why a partial description may mean this document; empty if something contradicts."""
    reasons = ["same number" if description.number else "same name"]
    for label, mine, theirs in (
        ("body", description.series.body, {other.series.body for other in others}),
        ("place", description.series.place, {other.series.place for other in others}),
        ("type", description.type, {other.type for other in others}),
    ):
        known = theirs - {None}
        if mine is None:
            if label == "place" and description.series.scope != "central":
                reasons.append("the place is not stated")
        elif known and mine not in known:
            return ()
        elif known and label != "type":
            reasons.append(f"same {label}")
    if not all(compatible(description.date, other.date) for other in others):
        return ()
    reasons.append("the date agrees as far as it is given" if description.date else "the date is not stated")
    if any(titles_agree(description.title, other.title) for other in others):
        reasons.append("same title")
    return tuple(reasons)
