"""Measuring: how long a question takes, beside the same question asked of the engine without us."""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from typing import TypeVar

T = TypeVar("T")

WARM = 1.0
"""Seconds for which a question is asked before it counts, once at least: a server is slow until it has compiled what it computes often."""

ENOUGH = 2.0
"""Seconds after which a question is not asked again, if it was asked three times."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. Times are in seconds; `plain` is what it is compared with, the same in the engine's own language; None
    where there is none.
    """

    question: str
    ours: float
    plain: float | None
    note: str = ""


def typical(ask: Callable[[T], object], about: Sequence[T], *, tail: bool = False) -> float:
    """Seconds that one question takes: the median over `about` (of `tail`, the 95th percentile), after one that is not counted."""
    ask(about[0])
    taken: list[float] = []
    for one in about:
        taken.append(_taken(ask, one))
        if sum(taken) > ENOUGH and len(taken) >= 3:
            break
    return central(taken, tail=tail)


def beside(ours: Callable[[T], object], plain: Callable[[T], object], about: Sequence[T], *, tail: bool = False) -> tuple[float, float]:
    """The same of two ways to ask a question, which are asked in turn, so that both meet the same machine."""
    both: tuple[list[float], list[float]] = ([], [])
    _warm(ours, about)
    _warm(plain, about)
    for one in about:
        for taken, ask in zip(both, (ours, plain), strict=True):
            taken.append(_taken(ask, one))
        if sum(map(sum, both)) > 2 * ENOUGH and len(both[0]) >= 3:
            break
    return central(both[0], tail=tail), central(both[1], tail=tail)


def central(taken: Sequence[float], *, tail: bool = False) -> float:
    """The median of some times; of `tail`, their 95th percentile."""
    return quantiles(taken, n=20, method="inclusive")[-1] if tail and len(taken) > 1 else median(taken)


def _warm(ask: Callable[[T], object], about: Sequence[T]) -> None:
    until = time.perf_counter() + WARM
    for one in cycle(about):
        ask(one)
        if time.perf_counter() > until:
            return


def _taken(ask: Callable[[T], object], about: T) -> float:
    begun = time.perf_counter()
    ask(about)
    return time.perf_counter() - begun


def once(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds that something takes which cannot be done twice: by the clock, and of computing, that of processes included which ended."""
    begun, computed = time.perf_counter(), _computed()
    act()
    return time.perf_counter() - begun, _computed() - computed


def _computed() -> float:
    return sum(os.times()[:4])


def told(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """The items, with progress on the terminal's second channel about every two seconds."""
    begun = last = time.perf_counter()
    for count, item in enumerate(items, 1):
        yield item
        now = time.perf_counter()
        if now - last > 2 or count == total:
            last = now
            print(f"\r{what}: {count:,} of {total:,}, {now - begun:.0f} s", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def peak(of: int = resource.RUSAGE_SELF) -> float:
    """The most memory that this process has had so far, in GB; or any of those that it began and that ended."""
    most = resource.getrusage(of).ru_maxrss
    return most / (1e9 if sys.platform == "darwin" else 1e6)  # bytes there, KiB elsewhere


def on_disk(path: Path) -> float:
    """Size of a SQLite file with its log, or of a server's folder, in GB."""
    parts = path.rglob("*") if path.is_dir() else path.parent.glob(path.name + "*")
    return sum(part.stat().st_size for part in parts if part.is_file()) / 1e9
