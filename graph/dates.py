"""Partial ISO dates: `2021`, `2021-06`, `2021-06-12`."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def is_full(day: str | None) -> bool:
    """True for a date with its day."""
    return day is not None and len(day) == 10


def compatible(a: str | None, b: str | None) -> bool:
    """True unless the two contradict: one is unknown, or one begins with the other."""
    return a is None or b is None or a.startswith(b) or b.startswith(a)


def happened(day: str | None, by: str) -> bool | None:
    """Whether something of this day had happened by the end of a full date; None where that is not certain.

    >>> happened("2021-06-12", "2021-12-31"), happened("2022", "2021-12-31"), happened("2021", "2021-06-30")
    (True, False, None)
    """
    if day is None:
        return None
    reached = by[: len(day)]
    if day != reached:
        return day < reached
    return True if is_full(day) else _ended(day, by)


def _ended(day: str, by: str) -> bool | None:
    """Whether the year or month that both share ended with `by`: only then is all of it past."""
    year, month = int(by[:4]), int(by[5:7])
    last = f"{by[:4]}-12-31" if len(day) == len("2021") else f"{by[:8]}{monthrange(year, month)[1]}"
    return True if by >= last else None


EARLIER = frozenset({"promulgates", "approves", "proposed_by", "responds_to"})
"""Relations whose target may bear a later day: a draft is dated when it is signed."""


def out_of_order(relation: str, actor: str | None, target: str | None) -> str | None:
    """Why an edge between documents of these dates is doubtful: nothing acts on what comes after it. None where it is not."""
    if (
        relation in EARLIER
        or relation == "probably_same_as"
        or not (actor and target and is_full(actor) and is_full(target))
        or target <= actor
    ):
        return None
    return f"the target's date, {target}, is after the actor's, {actor}: one of them is a slip"


def days_between(a: str | None, b: str | None) -> int | None:
    """Days from `a` to `b`; None unless both are full dates that the calendar has."""
    if not (a and b and is_full(a) and is_full(b)):
        return None
    try:
        return (date.fromisoformat(b) - date.fromisoformat(a)).days
    except ValueError:
        return None
