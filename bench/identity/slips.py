"""Slips as people and scanners make them: of a number's serial, and of a date."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from random import Random
from typing import Literal

from graph.reading import Target

SlipKind = Literal[
    "borrowed serial",
    "wrong digit",
    "digits transposed",
    "digit lost or doubled",
    "look-alike letter",
    "day",
    "month",
    "year",
    "day and month swapped",
]

_LOOK_ALIKE = {"0": "O", "1": "l"}
_CONFUSED = {"0": "68", "1": "7", "2": "7", "3": "8", "5": "6", "6": "80", "7": "1", "8": "63", "9": "4", "4": "9"}


def misprinted(target: Target, neighbour: Target | None, noise: Random) -> tuple[SlipKind, Target] | None:
    """The target with another serial; None where the drawn slip would change nothing."""
    number = target.number or ""
    digits = number[: next((i for i, char in enumerate(number) if not char.isdigit()), len(number))]
    kinds: list[SlipKind] = ["wrong digit", "digits transposed", "digit lost or doubled", "look-alike letter", "borrowed serial"]
    kind = noise.choice(kinds)
    at = noise.randrange(len(digits))
    if kind == "borrowed serial":
        other = "".join(
            char
            for char in (neighbour.number if neighbour and neighbour.number else "").partition("/")[0].partition("-")[0]
            if char.isdigit()
        )
        wrong = other
    elif kind == "wrong digit":
        wrong = digits[:at] + noise.choice(_CONFUSED[digits[at]]) + digits[at + 1 :]
    elif kind == "digits transposed":
        wrong = digits[: at - 1] + digits[at] + digits[at - 1] + digits[at + 1 :] if at else digits
    elif kind == "look-alike letter":
        wrong = digits[:at] + _LOOK_ALIKE.get(digits[at], digits[at]) + digits[at + 1 :]
    else:
        wrong = digits[:at] + digits[at + 1 :] if noise.random() < 0.5 and len(digits) > 1 else digits[:at] + digits[at] + digits[at:]
    if not wrong or wrong.lstrip("0") in ("", digits.lstrip("0")) or len(wrong) > 5:
        return None
    return kind, replace(target, number=wrong + number[len(digits) :])


def misdated(target: Target, noise: Random) -> tuple[SlipKind, Target] | None:
    """The target with another full date; None where the drawn slip would change nothing or give no date."""
    year, month, day = (int(part) for part in (target.date or "").split("-"))
    kinds: list[SlipKind] = ["day", "month", "year", "day and month swapped"]
    kind = noise.choice(kinds)
    was = (year, month, day)
    if kind == "day":
        day = noise.choice((day - 1, day + 1, day + 10, day - 10, int(str(day)[::-1])))
    elif kind == "month":
        month = noise.choice((month - 1, month + 1, noise.randrange(1, 13)))
    elif kind == "year":
        year = noise.choice((year - 1, year + 1, year - 10, 2012 if year == 2021 else year - 2))
    else:
        month, day = day, month
    if (year, month, day) == was or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return kind, replace(target, date=f"{year}-{month:02}-{day:02}")
