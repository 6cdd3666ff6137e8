"""Numbers in sequence: a register numbers its documents in the order of their days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeVar

from graph.dates import days_between

D = TypeVar("D")

FEWEST = 6
"""Documents that a sequence must have before it says anything of one of them."""

SLACK = 14
"""Days by which neighbours may lie out of line: numbers are reserved, and signatures wait."""


def out_of_line(numbered: Sequence[tuple[int, str, D]]) -> list[tuple[D, str]]:
    """Those of one register's documents (serial, full ISO date, document) whose day does not fit their place, each with the reason.

    The longest run of days that never goes back is taken to be right; of the others those are told whose day lies more than
    `SLACK` days before that of the right one before them, or after that of the right one behind. If more than every
    fifth is out of line, the numbers are no sequence at all, and none is.
    """
    ordered = sorted(numbered, key=lambda one: one[:2])
    if len(ordered) < FEWEST:
        return []
    right = _longest_run([date for _, date, _ in ordered])
    found = []
    for position, (_, date, document) in enumerate(ordered):
        if position not in right:
            before = next((ordered[i] for i in range(position - 1, -1, -1) if i in right), None)
            after = next((ordered[i] for i in range(position + 1, len(ordered)) if i in right), None)
            early = before is not None and (days_between(date, before[1]) or 0) > SLACK
            late = after is not None and (days_between(after[1], date) or 0) > SLACK
            if early or late:
                between = " and ".join(f"number {one[0]} of {one[1]}" for one in (before, after) if one is not None)
                found.append((document, f"its date, {date}, is out of line with {between} of its series"))
    return found if 5 * len(found) <= len(ordered) else []


def _longest_run(values: Sequence[str]) -> set[int]:
    """Positions of a longest subsequence that never decreases."""
    ends: list[str] = []
    at: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        length = bisect_right(ends, value)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [value]
        at[length : length + 1] = [position]
    run, position = set(), at[-1] if at else -1
    while position >= 0:
        run.add(position)
        position = before[position]
    return run
