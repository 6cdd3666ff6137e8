"""From governed mentions to stated relations: the strongest of each pair, with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.reading import RELATIONS, SELF, Evidence, Relation, StatedRelation
from ingest.frames import Frame, Node
from ingest.mentions import Mention
from ingest.text import Text

Found = list[tuple[Node, Frame]]


def stated(text: Text, nodes: Sequence[Node], mentions: Sequence[Mention], *, official: bool) -> tuple[StatedRelation, ...]:
    """All relations. A text that is no official document tells of relations, but has none of its own beyond `cites` and
    `based_on`. `based_on` and `implements` stand side by side; else the strongest statement of a pair is its relation."""
    statements: dict[tuple[str, str], dict[Relation, Found]] = defaultdict(lambda: defaultdict(list))
    hidden: Found = []
    for node, frame in _governed(nodes, official):
        source, target = _ends(node, frame)
        if target in (SELF, source):
            continue
        if frame.confidence:
            statements[source, target][frame.relation].append((node, frame))
        else:
            hidden.append((node, frame))
    targets = {target for _, target in statements}
    for node, frame in hidden:
        source, target = _ends(node, frame)
        if target not in targets:
            statements[source, target]["cites"].append((node, replace(frame, confidence=0.5)))
    found = [
        _statement(text, mentions, pair, relation, kinds[relation]) for pair, kinds in statements.items() for relation in _strongest(kinds)
    ]
    return tuple(sorted(found, key=lambda r: (r.citations[0], r.source, r.target, RELATIONS.index(r.relation))))


def _governed(nodes: Sequence[Node], official: bool) -> Iterator[tuple[Node, Frame]]:
    for node in nodes:
        if node.index is None:
            continue
        frame = node.frame or Frame("cites", SELF, False, node.start, 0.9, "mention")
        own = SELF in (frame.other, node.name) and not frame.turned
        if own and not official and frame.relation not in ("cites", "based_on"):
            frame = replace(frame, relation="cites", rule=f"{frame.rule}, in a text that is no official document")
        yield node, frame


def _ends(node: Node, frame: Frame) -> tuple[str, str]:
    name = node.name or SELF
    return (name, frame.other) if frame.turned else (frame.other, name)


def _strongest(kinds: dict[Relation, Found]) -> list[Relation]:
    first = min(kinds, key=RELATIONS.index)
    return [first, "based_on"] if first == "implements" and "based_on" in kinds else [first]


def _statement(text: Text, mentions: Sequence[Mention], pair: tuple[str, str], relation: Relation, found: Found) -> StatedRelation:
    best = max((frame for _, frame in found), key=lambda frame: (frame.confidence, -frame.start))
    starts = {node.index: frame.start for node, frame in reversed(found) if node.index is not None}
    proof = tuple(
        Evidence(span.start, span.end, index)
        for index, start in sorted(starts.items())
        for span in text.spans(min(start, mentions[index].start), mentions[index].end)
    )
    return StatedRelation(pair[0], relation, pair[1], tuple(sorted(starts)), best.confidence, best.rule, proof)
