"""One document in two or three lines: the same in trees, search results, ways and details."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import shorten

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from api.console import plain
from graph.answers import Edge, Piece, PlainNode
from graph.kept import PROBABLY_SAME_AS

HELD, STUB, SUSPECT = "●", "○", "?"
LEGEND = f"{HELD} held   {STUB} stub: known only from citations   {SUSPECT} only by way of a suspect"
DOT = " · "

TITLE_LENGTH = 60
"""Characters of a title that stands for a document without a number."""


def label(node: PlainNode) -> str:
    """The shortest name that a reader knows a document by: its number, else its title, else the end of its id."""
    if node.number:
        return plain(node.number)
    return shorten(plain(node.title), TITLE_LENGTH, placeholder=" …") if node.title else tail(node.id)


def tail(doc: str) -> str:
    """What an id gives of type, date and number, for a document of which nothing else is known: `thong-bao/2023-11-24/~0123456789`."""
    return "/".join(part for part in doc.split("/")[-3:] if part != "-")


def mark(node: PlainNode) -> Text:
    """Held or stub, as a sign that needs no colour."""
    return Text(HELD, style="green") if node.held else Text(STUB, style="dim")


def one_line(text: str, style: str = "") -> Text:
    """A line that is cut with an ellipsis where the terminal ends."""
    return Text(plain(text), style=style, no_wrap=True, overflow="ellipsis")


def heading(node: PlainNode, *, suspect: bool = False) -> Text:
    """`● 65-KH/TU · Kế hoạch · 2021-11-03`."""
    name = plain(node.number) if node.number else plain(node.type or label(node))
    facts = [plain(fact) for fact in (node.type if node.number else None, node.date) if fact]
    line = Text(no_wrap=True, overflow="ellipsis")
    line.append_text(mark(node)).append(" ").append(name, style="bold")
    if suspect:
        line.append(f" {SUSPECT}", style="bold yellow")
    line.append("".join(DOT + fact for fact in facts))
    return line


def byline(node: PlainNode) -> Text | None:
    """Issuer, and the place where the issuer's name does not say it; an inferred place is marked; `show` has the reason."""
    place = node.place
    if place and node.issuer and place in node.issuer:
        place = None
    if place and node.place_reason:
        place = f"{place} (inferred)"
    facts = [fact for fact in (node.issuer, place) if fact]
    return Text(plain(DOT.join(facts))) if facts else None


def card(node: PlainNode, *, suspect: bool = False, with_id: bool = False) -> RenderableType:
    """Heading, issuer, title and, where it is asked for, the id; hanging under the heading's name."""
    lines: list[RenderableType] = [heading(node, suspect=suspect)]
    by = byline(node)
    if by is not None:
        lines.append(hang(by))
    if node.title:
        lines.append(hang(one_line(node.title, "dim")))
    if with_id:
        lines.append(hang(Text(plain(node.id), style="dim", overflow="fold")))
    return Group(*lines)


def hang(renderable: RenderableType) -> RenderableType:
    """Indented by the width of the heading's mark."""
    return Padding(renderable, (0, 0, 0, 2), expand=False)


def name_of(doc: str, known: Mapping[str, PlainNode]) -> str:
    """A document's label, given its id."""
    return label(known[doc]) if doc in known else tail(doc)


def relation_words(relation: str) -> str:
    """A relation's name as people read it: `based_on` as "based on"."""
    return relation.replace("_", " ")


def statement(edge: Edge, here: str, there: str, known: Mapping[str, PlainNode], length: int = 0) -> Text:
    """`← implements “thực hiện …” – 7216/UBND-KGVX`, seen from `there`, which stands above or before `here`.

    The arrow runs from the acting document to the one acted on; who says so is named unless the acting document does so
    itself. Quotes are cut to `length`, if it is given.
    """
    if edge.relation == PROBABLY_SAME_AS:
        line = Text(f"≈ probably the same as {name_of(there, known)} ({edge.confidence:.0%})", style="yellow")
        return line.append(f": {plain(edge.reason)}") if edge.reason else line
    line = Text().append(f"{'←' if edge.source == here else '→'} {relation_words(edge.relation)}", style="cyan")
    for piece in edge.evidence[:1]:
        line.append(" ").append_text(quotation(piece, edge, known, length))
    if edge.evidence_total > 1:
        line.append(f" (+{edge.evidence_total - 1})", style="dim")
    return line.append(f" – {plain(edge.reason)}", style="yellow") if edge.reason else line


def quotation(piece: Piece, edge: Edge, known: Mapping[str, PlainNode], length: int = 0) -> Text:
    """A piece's words in quotes, and who says them."""
    words = " … ".join(_segments(piece))
    line = Text(f"“{shorten(words, length, placeholder=' …') if length else words}”", style="italic")
    return line if piece.document == edge.source else line.append(f" – {name_of(piece.document, known)}", style="not italic dim")


def _segments(piece: Piece) -> Iterator[str]:
    """The quote's parts, where something stands between them in the text."""
    if piece.segments is None:
        yield plain(piece.quote)
        return
    at = 0
    for segment in piece.segments:
        length = segment.end - segment.start
        yield plain(piece.quote[at : at + length])
        at += length + 1


def many(number: int, noun: str) -> str:
    """`1 document`, `2,000 documents`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
