"""How two dates or serials differ that were meant to be one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.slips import date_slip, in_digits, serial_slip


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("2021-06-12", "2012-06-12", "year"),
        ("2021-06-12", "2021-07-12", "month"),
        ("2021-06-12", "2021-06-21", "day"),
        ("2021-06-12", "2021-12-06", "swapped"),
        ("2021-06-12", "2021-06-12", None),
        ("2021-06-12", "2021-07-13", None),
        ("2021-06-12", "2020-06-13", None),
        ("2021-06-12", "2021-06", None),
        (None, "2021-06-12", None),
    ],
)
def test_dates(a: str | None, b: str | None, kind: str | None) -> None:
    assert date_slip(a, b) == date_slip(b, a) == kind


@pytest.mark.parametrize(
    ("a", "b", "slip"),
    [
        ("435", "453", True),
        ("435", "465", True),
        ("435", "45", True),
        ("435", "4435", True),
        ("2", "21", True),
        ("435", "435", False),
        ("435", "534", False),
        ("435", "345", True),
        ("435", "4", False),
        ("435", "466", False),
    ],
)
def test_serials(a: str, b: str, slip: bool) -> None:
    assert serial_slip(a, b) is serial_slip(b, a) is slip


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("O2-NQ/TW", "02-NQ/TW"),
        ("1O/2020/NĐ-CP", "10/2020/NĐ-CP"),
        ("2l/QĐ-TTg", "21/QĐ-TTg"),
        ("12a/QĐ-UBND", "12a/QĐ-UBND"),
        ("02-NQ/TW", "02-NQ/TW"),
        ("lO", "lO"),
    ],
)
def test_letters(written: str, read: str) -> None:
    assert in_digits(written) == read


@given(st.text("0123456789", min_size=1, max_size=5), st.text("0123456789", min_size=1, max_size=5))
def test_a_slip_is_one_edit(a: str, b: str) -> None:
    edits = {a[:i] + c + a[i + n :] for i in range(len(a) + 1) for n in (0, 1) for c in ("", *"0123456789")}
    swaps = {a[:i] + a[i + 1] + a[i] + a[i + 2 :] for i in range(len(a) - 1)}
    assert serial_slip(a, b) is (b in (edits | swaps) - {a})
