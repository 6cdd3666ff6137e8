"""Judgements in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from api.console import plain
from graph.judgements import Judgement, Naming

_VERDICT = {"same": "is", "misprint": "is a misprint of", "different": "is not", "means": "means", "not-a-citation": "is no citation"}


def judgement_table(judgements: Sequence[Judgement]) -> RenderableType:
    """One row for each: its id, what was decided, by whom, when and why, and who took it back."""
    if not judgements:
        return Text("nobody has judged anything", style="italic")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    table.add_column("Id", no_wrap=True)
    table.add_column("Decided", ratio=5, overflow="fold")
    table.add_column("By", ratio=3, overflow="fold")
    table.add_column("Why", ratio=4, overflow="fold")
    for judgement in judgements:
        style = "dim strike" if judgement.withdrawn else ""
        by = Text(plain(f"{judgement.said.who}, {judgement.said.when[:10]}"))
        if judgement.withdrawn:
            taken = judgement.withdrawn
            by.append(plain(f"; taken back by {taken.who}, {taken.when[:10]}: {taken.why}"), style="yellow")
        table.add_row(Text(judgement.id), Text(plain(decided(judgement)), style=style), by, Text(plain(judgement.said.why)))
    return table


def decided(judgement: Judgement) -> str:
    """A judgement as a sentence: `21-NQ/TW of 2021-06-12 is a misprint of 02-NQ/TW of 2021-06-12`."""
    first = f"“{judgement.quote}” in {(judgement.source or '')[:12]}" if judgement.source else called(judgement.one)
    return " ".join(part for part in (first, _VERDICT[judgement.kind], called(judgement.other)) if part)


def called(namings: Sequence[Naming]) -> str:
    """What a document is called, in short; nothing for none."""
    if not namings:
        return ""
    first = namings[0]
    name = first.number or first.name or f"the text {(first.text or '')[:12]}"
    return f"{name} of {first.date}" if first.date else name
