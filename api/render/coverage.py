"""Coverage as a table: a line for each document, grouped by place, and what is missing."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from api.console import plain
from api.render.card import LEGEND, SUSPECT, card, hang, mark, name_of
from graph.answers import Coverage, CoverageByPlace, CoverageRow, PlainNode

NONE = "–"
"""Stands for the place of central bodies, for an unknown place, and for dates and days that are not known."""


def coverage_table(coverage: Coverage, known: Mapping[str, PlainNode]) -> RenderableType:
    """The root, its rows and the missing provinces. `known` are the nodes of root, rows and ways."""
    parts: list[RenderableType] = [card(known[coverage.root]), Text()]
    parts += [_rows(coverage.rows, known)] if coverage.rows else [Text("nothing in this store carries it out", style="italic")]
    return Group(*parts, Text(), *_missing(coverage), Text(), Text(LEGEND, style="dim"))


def places_table(coverage: CoverageByPlace, known: Mapping[str, PlainNode]) -> RenderableType:
    """The root, a line for each place, and the missing provinces. `known` is the root's node."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    table.add_column("Place", overflow="fold")
    for column in ("Documents", "Suspect", "First", "Days"):
        table.add_column(column, justify="left" if column == "First" else "right", no_wrap=True)
    for row in coverage.places:
        cells = (
            f"{row.documents:,}",
            f"{row.suspects:,}" if row.suspects else "",
            row.first or NONE,
            NONE if row.days is None else str(row.days),
        )
        table.add_row(Text(plain(row.place or NONE)), *map(Text, cells))
    found: RenderableType = table if coverage.places else Text("nothing in this store carries it out", style="italic")
    return Group(card(known[coverage.root]), Text(), found, Text(), *_missing(coverage), Text(), Text(LEGEND, style="dim"))


def _rows(rows: Sequence[CoverageRow], known: Mapping[str, PlainNode]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    table.add_column("Place", overflow="fold")
    table.add_column("Document", overflow="fold")
    table.add_column("Issuer", overflow="fold")
    table.add_column("Date", no_wrap=True)
    table.add_column("Days", justify="right", no_wrap=True)
    before: str | None = ""
    for row in rows:
        table.add_row(
            Text("" if row.place == before else plain(row.place or NONE)),
            _document(row, known),
            Text(plain(row.issuer or NONE)),
            Text(row.date or NONE),
            Text(NONE if row.days is None else str(row.days)),
        )
        before = row.place
    return table


def _document(row: CoverageRow, known: Mapping[str, PlainNode]) -> RenderableType:
    node = known[row.document]
    heading = Text().append_text(mark(node)).append(" ")
    heading.append(plain(row.number or node.type or name_of(row.document, known)), style="bold")
    if row.suspect:
        heading.append(f" {SUSPECT}", style="bold yellow")
    if not row.via:
        return heading
    ways = " ← ".join(name_of(one, known) for one in row.via)
    return Group(heading, hang(Text(f"via {ways}", style="dim")))


def _missing(coverage: Coverage | CoverageByPlace) -> list[RenderableType]:
    if not coverage.missing:
        return [Text(f"None of the {coverage.provinces} provinces is missing.")]
    head = Text(f"Nothing in this store from {len(coverage.missing)} of the {coverage.provinces} provinces:", style="bold")
    return [head, hang(Names(coverage.missing))]


@dataclass(frozen=True, slots=True)
class Names:
    """Names in running text, separated by commas, none of them broken over two lines."""

    names: Sequence[str]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        joined = ", ".join(plain(name).replace(" ", "\N{NO-BREAK SPACE}") for name in self.names)
        for line in textwrap.wrap(joined, options.max_width, break_on_hyphens=False):
            yield Text(line.replace("\N{NO-BREAK SPACE}", " "))
