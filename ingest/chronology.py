"""What time rules out: no document acts on one that is younger than itself.

A relation between two cited documents is read from the order of words, and a list or a title that ends elsewhere can lead it
astray. Where the years of their dates, or in their numbers, say that the actor was there first, the reading is wrong, not the
dates: the target is then merely cited. Days and months say less, since they are misprinted more often; and the speaker's own
relations stay, since there the dates may be what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.dates import EARLIER
from graph.numbers import parse_number
from graph.reading import RELATIONS, SELF, Relation, StatedRelation, Target

UNLIKELY = 0.5
"""Confidence of what is left: that the speaker cites the target."""


def in_time(stated: Sequence[StatedRelation], targets: Mapping[str, Target]) -> tuple[StatedRelation, ...]:
    """The relations without those whose actor is certainly older than their target; such a target is cited by the speaker, unless
    something else is stated of it.
    """
    possible = [relation for relation in stated if not _is_impossible(relation, targets)]
    if len(possible) == len(stated):
        return tuple(stated)
    told = {relation.target for relation in possible}
    for relation in stated:
        if relation not in possible and relation.target not in told:
            told.add(relation.target)
            rule = f"{relation.rule}, but the target is younger"
            possible.append(replace(relation, source=SELF, relation="cites", confidence=UNLIKELY, rule=rule))
    return tuple(sorted(possible, key=lambda r: (r.citations[0], r.source, r.target, RELATIONS.index(r.relation))))


def _is_impossible(relation: StatedRelation, targets: Mapping[str, Target]) -> bool:
    if SELF in (relation.source, relation.target):
        return False
    return too_early(relation.relation, year_of(targets[relation.source]), year_of(targets[relation.target]))


def too_early(relation: Relation, actor: int | None, target: int | None) -> bool:
    """Whether an actor of this year cannot have acted so on a target of that year."""
    return relation not in EARLIER and actor is not None and target is not None and actor < target


def year_of(target: Target) -> int | None:
    """That of its date, else the one in its number."""
    if target.date:
        return int(target.date[:4])
    number = parse_number(target.number) if target.number else None
    return number.year if number else None
