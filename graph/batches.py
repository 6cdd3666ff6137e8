"""Long sequences in portions, so that no question to a store grows with the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in their order, `size` at a time, the last portion perhaps smaller."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
