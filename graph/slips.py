"""Slips: how two dates or two serials differ that were meant to be one."""

from __future__ import annotations

import re
from typing import Literal

from graph.dates import is_full

DateSlip = Literal["day", "month", "year", "swapped"]

_SERIAL = re.compile(r"[0-9OoQIl|]{1,6}(?=[/-])")
_DIGITS = str.maketrans({"O": "0", "o": "0", "Q": "0", "I": "1", "l": "1", "|": "1"})


def date_slip(a: str | None, b: str | None) -> DateSlip | None:
    """The one component in which two full dates differ, or `swapped` where day and month changed places; else None.

    >>> date_slip("2021-06-12", "2012-06-12"), date_slip("2021-06-12", "2021-12-06"), date_slip("2021-06-12", "2020-07-12")
    ('year', 'swapped', None)
    """
    if a is None or b is None or not (is_full(a) and is_full(b)):
        return None
    one, other = a.split("-"), b.split("-")
    differing = [at for at in range(3) if one[at] != other[at]]
    if len(differing) == 1:
        kinds: tuple[DateSlip, ...] = ("year", "month", "day")
        return kinds[differing[0]]
    return "swapped" if differing == [1, 2] and one[1:] == other[:0:-1] else None


def serial_slip(a: str, b: str) -> bool:
    """Whether one slip of the hand makes one serial of the other: a digit wrong, lost, doubled or added, or two changing places.

    >>> serial_slip("435", "453"), serial_slip("435", "45"), serial_slip("435", "465"), serial_slip("435", "534")
    (True, True, True, False)
    """
    short, long = sorted((a, b), key=len)
    if a == b or len(long) - len(short) > 1:
        return False
    if len(short) < len(long):
        return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    at = [i for i in range(len(a)) if a[i] != b[i]]
    return len(at) == 1 or (len(at) == 2 and at[1] == at[0] + 1 and a[at[0]] == b[at[1]] and a[at[1]] == b[at[0]])


def in_digits(number: str) -> str:
    """A number with the letters in its serial that look like digits read as these: `O2-NQ/TW` → `02-NQ/TW`; else as it is.

    >>> in_digits("1l7/NQ-HĐND"), in_digits("12a/QĐ-UBND")
    ('117/NQ-HĐND', '12a/QĐ-UBND')
    """
    serial = _SERIAL.match(number)
    return serial[0].translate(_DIGITS) + number[serial.end() :] if serial else number
