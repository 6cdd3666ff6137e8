"""Everything known of one document, for reading: texts, edges with all their words, mentions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.text import Text

from api.console import plain
from api.render.card import card, hang, many, name_of, one_line, quotation, relation_words
from graph.answers import DocumentDetail, Edge, Event, HeldSource, PlainNode, Validity, ValidityState
from graph.kept import PROBABLY_SAME_AS

_STATES: dict[ValidityState, str] = {
    "unchanged": "nothing here changes or ends it",
    "amended": "amended",
    "suspended": "suspended",
    "replaced": "replaced",
    "repealed": "repealed",
    "not_issued": "not issued yet",
    "unknown": "what had become of it hangs on a day that no text here tells",
}

_SUFFERED = {
    "amends": "amended",
    "corrects": "corrected",
    "suspends": "suspended",
    "replaces": "replaced",
    "repeals": "repealed",
}
"""What changes or ends a document, as said of that."""

MENTIONS_SHOWN = 12
"""Mentions that are printed; JSON has them all."""


def detail(shown: DocumentDetail, known: Mapping[str, PlainNode]) -> RenderableType:
    """The document, then its texts, what it does, what is done to it, and where it is mentioned."""
    here = shown.document.id
    acts = [edge for edge in shown.edges if edge.source == here]
    suffers = [edge for edge in shown.edges if edge.source != here]
    return Group(
        card(shown.document, with_id=True),
        *([hang(Text(plain(shown.document.place_reason), style="yellow"))] if shown.document.place_reason else []),
        hang(_state(shown.validity, known)),
        *_texts(shown),
        *_edges("What it does", acts, here, known),
        *_edges("What is done to it", suffers, here, known),
        *_mentions(shown, known),
    )


def _state(validity: Validity, known: Mapping[str, PlainNode]) -> Text:
    """`repealed: amended in part by 71/2020/NĐ-CP, 2020-05-01; repealed by 30/2022/NĐ-CP, 2022-05-01`."""
    day = f" on {validity.as_of}" if validity.as_of else ""
    events = "; ".join(_event(event, known) for event in validity.events)
    told = f": {plain(events)}" if events else ""
    return Text(f"{_STATES[validity.state]}{day}{told}", style="dim" if validity.state in ("unchanged", "amended") else "yellow")


def _event(event: Event, known: Mapping[str, PlainNode]) -> str:
    part, day = "in part " if event.partial else "", event.date or "no date told"
    return f"{_SUFFERED[event.relation]} {part}by {name_of(event.document, known)}, {day}"


def _texts(shown: DocumentDetail) -> list[RenderableType]:
    if not shown.sources:
        return [hang(Text("a stub: no text of it is held; others cite it", style="italic"))]
    parts: list[RenderableType] = _title("Text" if len(shown.sources) == 1 else "Texts")
    for source in shown.sources:
        names = ", ".join(plain(path) for path in source.paths) or "standard input"
        parts.append(Text(names, overflow="fold").append(f"  sha256 {source.sha256[:12]}", style="dim"))
        parts += [hang(Text(f"signed by {plain(source.signer)}"))] if source.signer else []
        parts += [hang(Text(plain(line), style="dim")) for line in _otherwise(source)]
    return parts


def _otherwise(source: HeldSource) -> Iterator[str]:
    """How a text differs from the first one."""
    if source.shared is not None:
        yield f"shares {source.shared:.0%} of the words with the first"
    for one in source.otherwise:
        yield f"{one.field}: {one.said or 'not told'}, the first: {one.leading or 'not told'}"
    if source.cites_more:
        yield f"only it cites {', '.join(source.cites_more)}"
    if source.cites_less:
        yield f"does not cite {', '.join(source.cites_less)}"


def _edges(title: str, edges: list[Edge], here: str, known: Mapping[str, PlainNode]) -> list[RenderableType]:
    parts: list[RenderableType] = _title(title) if edges else []
    for edge in edges:
        doubtful = edge.relation == PROBABLY_SAME_AS
        acts = edge.source == here
        relation = "≈ probably the same as" if doubtful else f"{'→' if acts else '←'} {relation_words(edge.relation)}"
        line = Text(no_wrap=True, overflow="ellipsis").append(relation, style="yellow" if doubtful else "cyan")
        line.append(f" {name_of(edge.target if acts else edge.source, known)}", style="bold").append(
            f"  {edge.confidence:.0%}", style="dim"
        )
        parts.append(line)
        parts += [hang(Text(plain(edge.reason), style="yellow"))] if edge.reason else []
        parts += [hang(quotation(piece, edge, known)) for piece in edge.evidence]
    return parts


def _mentions(shown: DocumentDetail, known: Mapping[str, PlainNode]) -> list[RenderableType]:
    if not shown.mentions_total:
        return [Text(), Text("Nothing in this store mentions it.", style="italic")]
    times = {1: "once", 2: "twice"}.get(shown.mentions_total, f"{shown.mentions_total} times")
    parts = _title(f"Mentioned {times} by {many(shown.citing_total, 'document')}")
    before = None
    for mention in shown.mentions[:MENTIONS_SHOWN]:
        parts += [Text(name_of(mention.document, known), style="bold")] if mention.document != before else []
        parts.append(hang(one_line(f"at {mention.start}: “{mention.text}”")))
        before = mention.document
    hidden = shown.mentions_total - min(len(shown.mentions), MENTIONS_SHOWN)
    return [*parts, Text(f"and {hidden} more; --format json gives them all", style="italic")] if hidden else parts


def _title(text: str) -> list[RenderableType]:
    return [Text(), Text(text, style="bold underline")]
