"""From governed mentions to stated relations: the strongest of each pair, with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.reading import RELATIONS, SELF, Evidence, Relation, StatedRelation
from ingest.frames import Frame, Node
from ingest.mentions import Mention
from ingest.reasons import NOTHING, QUOTED, UNOFFICIAL
from ingest.shadow import Shadow
from ingest.text import Text

Found = list[tuple[Node, Frame]]
Stated = list[tuple[StatedRelation, Frame]]
"""Relations, each with the frame that it rests on most."""


def stated(text: Text, shadow: Shadow, nodes: Sequence[Node], mentions: Sequence[Mention], *, official: bool) -> Stated:
    """All relations. A text that is no official document tells of relations, but has none of its own beyond `cites` and
    `based_on`. `based_on` and `implements` stand side by side; else the strongest statement of a pair is its relation."""
    statements: dict[tuple[str, str], dict[Relation, Found]] = defaultdict(lambda: defaultdict(list))
    hidden: Found = []
    for node, frame in _governed(shadow, nodes, official):
        source, target = _ends(node, frame)
        if target in (SELF, source):
            continue
        if not frame.hidden:
            statements[source, target][frame.relation].append((node, frame))
        else:
            hidden.append((node, frame))
    targets = {target for _, target in statements}
    for node, frame in hidden:
        source, target = _ends(node, frame)
        if target not in targets:
            statements[source, target]["cites"].append((node, frame))
    found = [
        _statement(text, mentions, pair, relation, kinds[relation]) for pair, kinds in statements.items() for relation in _strongest(kinds)
    ]
    return sorted(found, key=lambda pair: (pair[0].citations[0], pair[0].source, pair[0].target, RELATIONS.index(pair[0].relation)))


def _governed(shadow: Shadow, nodes: Sequence[Node], official: bool) -> Iterator[tuple[Node, Frame]]:
    for node in nodes:
        if node.index is None:
            continue
        frame = node.frame or Frame("cites", SELF, False, node.start, "mention", (NOTHING,))
        own = SELF in (frame.other, node.name) and not frame.turned
        if own and not official:
            frame = _told(frame)
        if own and frame.cue and shadow.quoting(frame.start):
            frame = replace(frame, reasons=(*frame.reasons, QUOTED))
        yield node, frame


def _told(frame: Frame) -> Frame:
    """What a text that is no official document says as if it did so itself."""
    if frame.relation == "cites":
        return frame
    reasons = (*frame.reasons, UNOFFICIAL)
    if frame.relation == "based_on":
        return replace(frame, reasons=reasons)
    return replace(frame, relation="cites", rule=f"{frame.rule}, in a text that is no official document", reasons=reasons)


def _ends(node: Node, frame: Frame) -> tuple[str, str]:
    name = node.name or SELF
    return (name, frame.other) if frame.turned else (frame.other, name)


def _strongest(kinds: dict[Relation, Found]) -> list[Relation]:
    first = min(kinds, key=RELATIONS.index)
    return [first, "based_on"] if first == "implements" and "based_on" in kinds else [first]


def _statement(
    text: Text, mentions: Sequence[Mention], pair: tuple[str, str], relation: Relation, found: Found
) -> tuple[StatedRelation, Frame]:
    best = max((frame for _, frame in found), key=lambda frame: (frame.confidence, -frame.start))
    said = {node.index: frame for node, frame in reversed(found) if node.index is not None}
    proof = tuple(
        Evidence(span.start, span.end, index)
        for index, frame in sorted(said.items())
        for span in text.spans(min(frame.start, mentions[index].start), max(frame.cue.end if frame.cue else 0, mentions[index].end))
    )
    return StatedRelation(pair[0], relation, pair[1], tuple(sorted(said)), best.confidence, best.rule, proof), best
