"""What was measured, as the Markdown of docs/performance.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.measure import Row


@dataclass(frozen=True, slots=True)
class Column:
    """One store's rows, and what they are compared with."""

    store: str
    beside: str
    rows: Sequence[Row]


def compared(columns: Sequence[Column]) -> str:
    """A line for each question, and in it for each store: its figure, what that is compared with, the ratio."""
    heads = [head for column in columns for head in (column.store, column.beside, "ratio")]
    lines = [_line(["question", *heads, ""]), _line(["---"] * (len(heads) + 2))]
    for question in _questions(columns):
        cells: list[str] = []
        notes: list[str] = []
        for column in columns:
            row = next((row for row in column.rows if row.question == question), None)
            cells += _cells(row)
            notes += [row.note] if row and row.note and row.note not in notes else []
        lines.append(_line([question, *cells, "; ".join(notes)]))
    return "\n".join(lines)


def growth(sizes: Sequence[int], stores: Sequence[str], measured: dict[tuple[int, str], Sequence[Row]]) -> str:
    """How cost grows: a line for each question, and in it for each store its figure at each size."""
    heads = [f"{store}, {size:,}" for store in stores for size in sizes]
    lines = [_line(["question", *heads]), _line(["---"] * (len(heads) + 1))]
    for question in _questions([Column(store, "", measured[size, store]) for store in stores for size in sizes]):
        rows = [{row.question: row for row in measured[size, store]}.get(question) for store in stores for size in sizes]
        lines.append(_line([question, *(spoken(row.ours) if row else "–" for row in rows)]))
    return "\n".join(lines)


def spoken(seconds: float) -> str:
    """`12.5 s`, `34.0 ms`, `0.03 ms`: three digits or fewer."""
    if seconds >= 1:
        return f"{seconds:.1f} s"
    milliseconds = seconds * 1000
    return f"{milliseconds:.0f} ms" if milliseconds >= 100 else f"{milliseconds:.1f} ms" if milliseconds >= 1 else f"{milliseconds:.2f} ms"


def _questions(columns: Iterable[Column]) -> list[str]:
    return list(dict.fromkeys(row.question for column in columns for row in column.rows))


def _cells(row: Row | None) -> list[str]:
    if row is None:
        return ["–"] * 3
    if row.plain is None:
        return [spoken(row.ours), "–", "–"]
    return [spoken(row.ours), spoken(row.plain), f"{row.ours / row.plain:.1f}"]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
