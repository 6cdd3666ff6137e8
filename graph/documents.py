"""Documents: the facts that a group's descriptions give together, and the readable id made of them.

Ids are ASCII paths in the manner of ELI: `vn/kon-tum/ubnd/cong-van/2021-10-15/3717.ubnd-kgvx`. Central bodies stand where a
place would; an unknown part is `-`. Only a block's own documents can clash (the number stands in the id), so ids are
made block by block.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.dates import is_full
from graph.describe import number_slug
from graph.fold import slug
from graph.identity import Group
from graph.kept import Described, Description, Document, Series
from graph.knowledge import document_type, place_of_slug
from graph.leading import worth
from graph.series import bare_name


@dataclass(frozen=True, slots=True)
class _Facts:
    """One group's descriptions, weighed: what a held text says of itself first, then what most citations say."""

    held: Sequence[Description]
    cited: Sequence[tuple[Description, int]]

    def best(self, value: Callable[[Description], str | None]) -> str | None:
        for description in self.held:
            if found := value(description):
                return found
        votes: Counter[str] = Counter()
        for description, count in self.cited:
            if given := value(description):
                votes[given] += count
        return min(votes, key=lambda given: (-votes[given], -len(given), given)) if votes else None

    def series(self) -> Series:
        """The series that says most: with a place before without, known before unknown."""
        rank = {"central": 0, "local": 1, "unknown": 2}
        every = [description.series for description in (*self.held, *(description for description, _ in self.cited))]
        return min(every, key=lambda s: (s.scope != "central" and s.place is None, rank[s.scope], s.body or "~", s.place or "~", s.code))


def documents_of(block: str, groups: Sequence[Group], described: Mapping[str, Described]) -> list[Document]:
    """The documents of a block, by key; `described` holds at least the groups' members."""
    made = [_document(block, group, [described[key] for key in group.members]) for group in groups]
    taken = Counter(document.id for document in made)
    return [replace(d, id=f"{d.id}~{d.key[:10]}") if taken[d.id] > 1 else d for d in made]


def _document(block: str, group: Group, members: Sequence[Described]) -> Document:
    held = sorted((m.description for m in members if m.description.header), key=worth)
    facts = _Facts(held, [(m.description, m.count) for m in members if not m.description.header])
    series, date = facts.series(), facts.best(_full_date) or facts.best(lambda d: d.date)
    name = facts.best(lambda d: d.name)
    place = place_of_slug(series.place) if series.place else None
    known = series.scope != "local" or series.place is not None
    return Document(
        key=group.key,
        id=_id(facts, series, date, name),
        block=block,
        day=f"{series.body} {series.place or ''} {date}" if series.body and known and is_full(date) else None,
        number=facts.best(lambda d: d.number),
        name=name,
        type=facts.best(lambda d: d.type),
        issuer=facts.best(lambda d: d.issuer),
        place=place.name if place else None,
        date=date,
        title=facts.best(lambda d: d.title) or name,
        held=bool(held),
        support=sum(count for _, count in facts.cited),
    )


def _full_date(description: Description) -> str | None:
    return description.date if is_full(description.date) else None


def _id(facts: _Facts, series: Series, date: str | None, name: str | None) -> str:
    type_name = facts.best(lambda d: d.type)
    kind = document_type(type_name) if type_name else None
    term = facts.best(lambda d: d.term)
    number = facts.best(number_slug)
    last = number or (bare_name(name) if name else "-")
    if facts.held and not (number and date):
        last = f"{last if last != '-' else ''}~{(facts.held[0].speaker or '')[:10]}"
    place = () if series.scope == "central" else (series.place or "-",)
    parts = (
        *place,
        series.body or "-",
        (kind.slug if kind else slug(type_name or "")) or "-",
        date or (f"khoa-{term.lower()}" if term else "-"),
        last,
    )
    return "/".join(("vn", *parts))
