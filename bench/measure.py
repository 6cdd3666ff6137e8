"""Measuring: how long a question takes, beside the same question asked of the engine without us."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import TypeVar

T = TypeVar("T")

ENOUGH = 2.0
"""Seconds after which a question is not asked again, if it was asked three times."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. Times are in seconds; `plain` is the same question in bare SQL, None where there is none."""

    question: str
    ours: float
    plain: float | None
    note: str = ""


def typical(ask: Callable[[T], object], about: Sequence[T], *, warm: bool = True, tail: bool = False) -> float:
    """Seconds that one question takes: the median over `about` (of `tail`, the 95th percentile), after one that is not counted."""
    if warm:
        ask(about[0])
    taken: list[float] = []
    for one in about:
        begun = time.perf_counter()
        ask(one)
        taken.append(time.perf_counter() - begun)
        if sum(taken) > ENOUGH and len(taken) >= 3:
            break
    return quantiles(taken, n=20)[-1] if tail and len(taken) > 1 else median(taken)


def once(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds that something takes which cannot be done twice: by the clock, and of this process's computing."""
    begun, computed = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - begun, time.process_time() - computed


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


def peak() -> float:
    """The most memory that this process has had so far, in GB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e9 if sys.platform == "darwin" else 1e6)  # bytes there, KiB elsewhere


def on_disk(path: Path) -> float:
    """Size of a SQLite file with its log, in GB."""
    return sum(part.stat().st_size for part in path.parent.glob(path.name + "*")) / 1e9


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| question | store | plain SQL | ratio | |", "|---|---|---|---|---|"]
    for row in rows:
        plain = "–" if row.plain is None else _spoken(row.plain)
        ratio = "–" if row.plain is None else f"{row.ours / row.plain:.1f}"
        lines.append(f"| {row.question} | {_spoken(row.ours)} | {plain} | {ratio} | {row.note} |")
    return "\n".join(lines)


def _spoken(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.2f} ms"
