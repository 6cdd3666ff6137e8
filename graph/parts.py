"""Parts of a block: what of it a change can alter, where that is not all of it.

In a block meet the documents of one number from all provinces and years. What is said of one place's numbers joins and parts
only documents of that place; beyond them it alters nothing but what those descriptions may mean that name no place. Where one
of these could belong to a document of the place, or people's judgements or a law's name lead across places, all of the block is
decided.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.dates import is_full
from graph.describe import number_of
from graph.identity import attaches, candidates, stands_alone
from graph.kept import CandidateKey, Described, Description
from graph.namesakes import called


def places_of(changed: Iterable[Description]) -> frozenset[str] | None:
    """The places whose documents these descriptions can be of; None where one of them does not tell."""
    places = set()
    for description in changed:
        place = description.series.place
        if place is None or description.series.scope != "local" or number_of(description) is None or called(description) is not None:
            return None
        places.add(place)
    return frozenset(places)


@dataclass(frozen=True, slots=True)
class Part:
    """The descriptions of a block that are decided, and those beside them that name no place."""

    decided: Sequence[Described]
    unplaced: Sequence[Described] = ()

    def is_apart(self, coming: Iterable[Description]) -> bool:
        """Whether no document holds both, nor will when those come: none that names no place is of a day of these."""
        placed = [*(d.description for d in self.decided), *coming]
        days = {description.date for description in placed if is_full(description.date)}
        named = (called(d.description) is not None for d in (*self.decided, *self.unplaced))
        return not any(named) and not any(d.description.date in days and attaches(d.description) for d in self.unplaced)

    def beside(self) -> dict[str, list[Description]]:
        """The documents that only descriptions without a place make, by key."""
        found: dict[str, list[Description]] = defaultdict(list)
        for one in self.unplaced:
            if one.document is not None:
                found[one.document].append(one.description)
        return {key: own for key, own in found.items() if any(stands_alone(description, key) for description in own)}

    def meant(self, documents: Mapping[str, Sequence[Description]]) -> dict[str, tuple[CandidateKey, ...]]:
        """What those without a place may mean that are ambiguous, if these are now the documents of what is decided."""
        were = {one.document for one in self.decided}
        found = {}
        for one in self.unplaced:
            if one.document is None:
                others = (candidate for candidate in one.candidates if candidate.document not in were)
                found[one.key] = tuple(sorted((*others, *candidates(one.description, documents)), key=lambda one: one.document))
        return found


def part_of(rows: Sequence[Described], places: frozenset[str]) -> Part:
    """Of these rows of a block those of the places, beside those of none."""
    return Part(
        [one for one in rows if one.description.series.place in places], [one for one in rows if one.description.series.place is None]
    )
