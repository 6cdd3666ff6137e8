"""Partial ISO dates: `2021`, `2021-06`, `2021-06-12`."""

from __future__ import annotations

from datetime import date


def is_full(day: str | None) -> bool:
    """True for a date with its day."""
    return day is not None and len(day) == 10


def compatible(a: str | None, b: str | None) -> bool:
    """True unless the two contradict: one is unknown, or one begins with the other."""
    return a is None or b is None or a.startswith(b) or b.startswith(a)


def days_between(a: str | None, b: str | None) -> int | None:
    """Days from `a` to `b`; None unless both are full dates that the calendar has."""
    if not (a and b and is_full(a) and is_full(b)):
        return None
    try:
        return (date.fromisoformat(b) - date.fromisoformat(a)).days
    except ValueError:
        return None
