"""Brackets, notes and quotations of words that lie in each other, whether they close or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clauses import Groups
from ingest.reader import read

CLOSES = {")": "(", "}": "{", '"': '"'}
PIECES = ["(", ")", "{", "}", '"', 'từ "', "\n", "a", " "]


def chain(low: str, place: int) -> list[int]:
    """What a place lies in, from without to within, told by reading from the start."""
    stack: list[int] = []
    for at, char in enumerate(low[:place]):
        kinds = [low[group] for group in stack]
        spoken_of = low.endswith(("từ ", "chữ "), 0, at) and not low[max(0, at - 4)].isalnum()
        if char in "({" or (char == '"' and '"' not in kinds and spoken_of):
            stack.append(at)
        elif char == "\n":
            stack = []
        elif CLOSES.get(char) in kinds:
            last = len(kinds) - 1 - kinds[::-1].index(CLOSES[char])
            stack = stack[:last]
    return stack


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(lambda pieces: " " * 4 + "".join(pieces)))
def test_groups_are_what_reading_from_the_start_gives(low: str) -> None:
    groups = Groups(low)
    chains = [chain(low, place) for place in range(len(low) + 1)]
    assert [groups.at(place) for place in range(len(low) + 1)] == [(chained or [-1])[-1] for chained in chains]
    opened = {-1: [-1]} | {chained[-1]: [-1, *chained] for chained in chains if chained}
    assert all(groups.within(one, other) == (other in around) for one, around in opened.items() for other in opened)


@pytest.mark.parametrize("unit", ["(theo Nghị quyết số 02-NQ/TW ngày 01/02/2020; ", '(từ "Nghị định số 1/2020/NĐ-CP ', "({"])
def test_brackets_that_never_close(unit: str) -> None:
    """In one paragraph: whoever looked through all that are open at each of them would not end while the test runs."""
    reading = read(unit * (600_000 // len(unit)))
    assert len(reading.citations) == (0 if unit == "({" else 600_000 // len(unit))
