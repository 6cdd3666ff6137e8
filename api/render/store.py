"""What a store is as a whole, for people."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from api.console import plain
from graph.answers import StoreCopy, StoreInfo


def info_table(info: StoreInfo) -> RenderableType:
    """One line for each fact."""
    facts = {"kind": info.kind, "location": info.location}
    facts |= {"schema": str(info.schema_version)} if info.schema_version is not None else {}
    facts |= {"size": f"{info.size / 1000:,.0f} kB"} if info.size is not None else {}
    return _facts(facts | _counts(info.counts))


def copied(copy: StoreCopy) -> RenderableType:
    """What was copied, and that it is the same."""
    facts = {"from": copy.origin, "to": copy.target, **_counts(copy.counts), "export": f"SHA-256 {copy.export_sha256}"}
    return Group(_facts(facts), Text("The copy holds the same as the original.", style="green"))


def _counts(counts: Mapping[str, int]) -> dict[str, str]:
    return {name: f"{number:,}" for name, number in counts.items()}


def _facts(facts: Mapping[str, str]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold")
    grid.add_column(overflow="fold")
    for name, value in facts.items():
        grid.add_row(name, Text(plain(value)))
    return grid
