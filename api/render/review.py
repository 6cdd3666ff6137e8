"""Doubts and reasons in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from api.console import plain
from api.render.card import card, hang, many, name_of, tail
from graph.answers import Doubt, Doubts, PlainNode, Why

_NAMES = {
    "suspect": "probably the same",
    "ambiguous": "ambiguous",
    "order": "out of order",
    "superseded": "carries out what was replaced",
    "out_of_line": "number out of line",
    "duplicate": "two documents with one text",
}


def doubt_table(queue: Doubts) -> RenderableType:
    """One row for each doubt, and how many there are in all."""
    if not queue.doubts:
        return Text("nothing is doubtful", style="italic")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    table.add_column("Doubt", ratio=2, overflow="fold")
    table.add_column("Score", justify="right", no_wrap=True)
    table.add_column("Document", ratio=3, overflow="fold")
    table.add_column("Reason", ratio=5, overflow="fold")
    for doubt in queue.doubts:
        what = f"“{doubt.quote}” in {tail(doubt.document)}" if doubt.quote else tail(doubt.document)
        against = f" → {tail(doubt.likely)}" if doubt.likely else ""
        score = f"{doubt.score:.0%}" if doubt.score is not None else "–"
        table.add_row(Text(_NAMES[doubt.kind]), Text(score), Text(plain(what + against)), Text(plain(doubt.reason)))
    lines = [f"{len(queue.doubts):,} of {many(queue.total, 'doubt')}", *([f"the next page: --cursor {queue.next}"] if queue.next else [])]
    return Group(table, *(Text(line, style="dim", overflow="fold") for line in lines))


def doubt_card(doubt: Doubt, position: int, total: int, known: Mapping[str, PlainNode]) -> RenderableType:
    """One doubt with the documents side by side, the reason and the words."""
    score = f", {doubt.score:.0%}" if doubt.score is not None else ""
    parts: list[RenderableType] = [Text(f"{position} of {total}: {_NAMES[doubt.kind]}{score}", style="bold underline")]
    sides = [known[one] for one in (doubt.document, doubt.likely) if one is not None and one in known]
    grid = Table.grid(padding=(0, 2), expand=True)
    for _ in sides:
        grid.add_column(ratio=1)
    grid.add_row(*(card(node, with_id=True) for node in sides))
    parts += [grid, Text(plain(doubt.reason), style="yellow")]
    for piece in doubt.evidence:
        parts.append(hang(Text(f"“{plain(piece.quote)}” – {plain(name_of(piece.document, known))}, at {piece.start}", style="italic")))
    for number, candidate in enumerate(doubt.candidates, start=1):
        parts.append(Text(f"{number}  ").append(plain(candidate.id), style="bold").append(f"  {', '.join(candidate.reasons)}", style="dim"))
    return Group(*parts)


def why_card(answer: Why) -> RenderableType:
    """Two documents, the verdict, and the reasons on either side."""
    same = answer.a.id == answer.b.id
    parts: list[RenderableType] = [card(answer.a, with_id=True), *([] if same else [Text(), card(answer.b, with_id=True)])]
    parts += [Text(), Text(answer.verdict.capitalize(), style="bold")]
    parts += _reasons("What it is known by" if same else "For being one", answer.reasons_for, "+")
    parts += _reasons("Against", answer.reasons_against, "–")
    if answer.judgements:
        parts.append(Text(f"Judgements: {', '.join(answer.judgements)}; see `phahe judge list`", style="dim"))
    return Group(*parts)


def _reasons(title: str, reasons: Sequence[str], sign: str) -> list[RenderableType]:
    return [Text(title, style="underline"), *(Text(f"{sign} {plain(reason)}") for reason in reasons)] if reasons else []
