"""The smaller answers: search results, a way, statistics, a check, what a text cites."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from rich import box
from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from api.citations import Cited, Explained
from api.console import plain
from api.render.card import LEGEND, card, hang, many, quotation, relation_words
from api.render.explained import why
from graph.answers import CheckReport, DocumentPage, Edge, EdgePage, Path, PlainNode, Stats
from graph.kept import PROBABLY_SAME_AS
from graph.reading import SELF, Citation, StatedRelation

ROWS = 16
"""Relations, types and places that statistics show one by one; JSON has them all."""

CITATIONS = 1000
"""Citations of one text, and relations that they state, that are printed; JSON has them all."""


def documents(page: DocumentPage) -> RenderableType:
    """A card with id for each document, and how many there are in all."""
    parts: list[RenderableType] = []
    for node in page.documents:
        parts += [card(node, with_id=True), Text()]
    if not parts:
        return Text("no document has these words", style="italic")
    shown = len(page.documents)
    total = many(page.total, "document")
    return Group(*parts, Text(total if shown == page.total else f"the first {shown} of {total}", style="dim"))


def way(path: Path) -> RenderableType:
    """The documents between two others, with what binds each to the next."""
    if not path.nodes:
        return Text("no way leads from one to the other", style="italic")
    known = {node.id: node for node in path.nodes}
    parts: list[RenderableType] = [card(path.nodes[0])]
    for before, node in pairwise(path.nodes):
        between = [edge for edge in path.edges if {edge.source, edge.target} == {before.id, node.id}]
        parts += [_step(edge, before.id, known) for edge in between]
        parts.append(card(node))
    return Group(*parts, Text(), Text(LEGEND, style="dim"))


def edges_table(page: EdgePage, known: Mapping[str, PlainNode]) -> RenderableType:
    """The document, and the other end of each edge with its words. `known` are the nodes of the document, the ends and who is quoted."""
    parts: list[RenderableType] = [card(known[page.document]), Text()]
    for edge in page.edges:
        other = edge.target if edge.source == page.document else edge.source
        parts += [_step(edge, page.document, known), card(known[other], with_id=True), Text()]
    parts.append(Text(f"{len(page.edges)} of {many(page.total, 'edge')}", style="dim"))
    if page.next is not None:
        parts.append(Text(f"the next page: --cursor {page.next}", style="dim"))
    return Group(*parts)


def _step(edge: Edge, before: str, known: Mapping[str, PlainNode]) -> RenderableType:
    """One edge, with an arrow from the acting document to the one acted on: down the page or up."""
    arrow = "≈" if edge.relation == PROBABLY_SAME_AS else "↓" if edge.source == before else "↑"
    words = Text(relation_words(edge.relation), style="yellow" if edge.suspect else "cyan")
    for piece in edge.evidence[:1]:
        words.append("  ").append_text(quotation(piece, edge, known).copy())
    grid = Table.grid(padding=(0, 1))
    grid.add_row(Text(arrow, style="bold"), words)
    return hang(grid)


def stats_table(stats: Stats) -> RenderableType:
    """What the store holds: the totals, then relations, types and places; side by side where there is room."""
    totals = {
        "sources": stats.sources,
        "documents": stats.documents,
        "  held": stats.held,
        "  stubs": stats.stubs,
        "citations": stats.citations,
        "  ambiguous": stats.ambiguous,
        "edges": stats.edges,
        "suspects": stats.suspects,
    }
    blocks = [_counts("Store", totals)]
    relations = {relation_words(name): number for name, number in stats.relations.items()}
    blocks += [_counts(name, most(numbers)) for name, numbers in (("Relation", relations), ("Type", stats.types), ("Place", stats.places))]
    return Columns(blocks, padding=(1, 2))


def most(numbers: Mapping[str, int]) -> dict[str, int]:
    """The largest numbers, and the sum of the others."""
    ranked = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    rest = ranked[ROWS:]
    return dict(ranked[:ROWS]) | ({f"{len(rest)} others": sum(number for _, number in rest)} if rest else {})


def _counts(name: str, numbers: Mapping[str, int]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    table.add_column(name, overflow="fold")
    table.add_column("", justify="right")
    for key, number in numbers.items():
        table.add_row(Text(" " * (len(key) - len(key.lstrip())) + plain(key)), Text(f"{number:,}"))
    return table


def check_table(report: CheckReport) -> RenderableType:
    """What was checked, and what is wrong."""
    lines = [Text(f"Checked {', '.join(report.checked)}.")]
    lines += [Text(plain(f"{finding.check}: {finding.message}"), style="bold red") for finding in report.findings]
    return Group(
        *lines, Text("The store is sound.", style="green") if report.ok else Text(f"{len(report.findings)} findings", style="bold red")
    )


def cited_table(answer: Cited) -> RenderableType:
    """A table of what a text cites: the first `CITATIONS` of them, and how many more there are."""
    parts = [*_speaker(answer), _citations(answer) if answer.citations else hang(Text("cites nothing", style="italic"))]
    parts += why(answer, CITATIONS) if isinstance(answer, Explained) else []
    if (more := len(answer.citations) - CITATIONS) > 0:
        parts.append(Text(f"and {many(more, 'more citation')}: --format json prints all", style="dim"))
    return Group(*parts)


def _speaker(answer: Cited) -> list[RenderableType]:
    header = answer.document
    facts = [fact for fact in (header.type, header.issuer, header.date) if fact]
    head = Text(plain(answer.source or "standard input"), style="bold underline")
    line = Text(plain(header.number or "no number"), style="bold").append("".join(" · " + plain(fact) for fact in facts), style="not bold")
    return [head, hang(line)]


def _citations(answer: Cited) -> Table:
    told: dict[int, list[str]] = {}
    for relation in answer.relations:
        for index in relation.citations:
            told.setdefault(index, []).append(_stated(answer, relation, answer.citations[index].target))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    table.add_column("At", justify="right", no_wrap=True)
    table.add_column("Document", ratio=4, overflow="fold", min_width=16)
    table.add_column("Date", no_wrap=True, min_width=10)
    table.add_column("Issuer", ratio=4, overflow="fold")
    table.add_column("Stated", ratio=4, overflow="fold")
    for index, citation in enumerate(answer.citations[:CITATIONS]):
        table.add_row(
            Text(str(citation.start)),
            _cited_document(citation),
            Text(citation.date or "–"),
            Text(plain(citation.issuer or "")),
            Text(plain(", ".join(told.get(index, [])))),
        )
    return table


def _cited_document(citation: Citation) -> Text:
    """`65-KH/TU`, with its type behind it; a short form or a self-reference says so."""
    name = Text(plain(citation.number or citation.name or citation.text), style="bold")
    notes = [note for note in (citation.type if citation.number else None, citation.pinpoint) if note]
    notes += [citation.kind] if citation.kind in {"short", "self"} else []
    return name.append("".join(" · " + plain(note) for note in notes), style="not bold dim")


def _stated(answer: Cited, relation: StatedRelation, here: str) -> str:
    """What a mention of `here` states: of whom it is said, or, in a passive, of whom it says it."""
    said = relation_words(relation.relation)
    said = said if relation.source in (SELF, here) else f"{_target(answer, relation.source)} {said}"
    return said if relation.target == here else f"{said} {_target(answer, relation.target)}"


def _target(answer: Cited, local: str) -> str:
    target = answer.targets[local]
    return target.number or target.name or target.title or local
