"""A lineage as a tree: each document once, under the document it was first reached from, with the words that say so."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from rich.console import Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from api.render.card import LEGEND, card, hang, many, name_of, relation_words, statement
from graph.answers import Edge, Lineage, Node, PlainNode
from graph.kept import PROBABLY_SAME_AS

QUOTE_LENGTH = 240
"""Characters of a quote in a tree; `phahe show` prints all of it."""


@dataclass(slots=True)
class Branch:
    """A document in the tree, with the edges that led to it and those that lead elsewhere."""

    node: Node
    led: list[Edge] = field(default_factory=list)
    also: list[Edge] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)


def lineage_tree(lineage: Lineage, known: Mapping[str, PlainNode]) -> RenderableType:
    """One tree, or two where both directions were asked for, and a legend. `known` are the documents that are quoted."""
    both = lineage.direction == "both"
    parts: list[RenderableType] = []
    for down, title, nothing in (
        (True, "Carried out by", "nothing in this store carries it out"),
        (False, "Rests on", "it rests on nothing in this store"),
    ):
        if both or (lineage.direction == "down") == down:
            trunk = grow(lineage, down=down)
            parts += [Text(title, style="bold underline")] if both else []
            parts += [_draw(trunk, {**known, **{node.id: node for node in lineage.nodes}})]
            parts += [] if trunk.branches else [hang(Text(nothing, style="italic"))]
            parts.append(Text())
    return Group(*parts, Text(_summary(lineage)), Text(LEGEND, style="dim"))


def grow(lineage: Lineage, *, down: bool) -> Branch:
    """The tree of one direction: shortest ways, trusted before suspect ones, a province's own before those that others share."""
    nodes = {node.id: node for node in lineage.nodes}
    onward: dict[str, list[tuple[str, Edge]]] = defaultdict(list)
    back: dict[str, list[tuple[str, Edge]]] = defaultdict(list)
    for edge in lineage.edges:
        near, far = (edge.target, edge.source) if down else (edge.source, edge.target)
        onward[near].append((far, edge))
        if edge.relation == PROBABLY_SAME_AS:
            onward[far].append((near, edge))
        else:
            back[far].append((near, edge))
    trunk = Branch(nodes[lineage.root])
    placed = {lineage.root: trunk}
    order = count()
    queue: list[tuple[bool, int, bool, int, str, str]] = []

    def look_beyond(here: str, suspect: bool, steps: int) -> None:
        for other, edge in onward[here]:
            if other in nodes and other not in placed:
                elsewhere = nodes[here].place != nodes[other].place
                heapq.heappush(queue, (suspect or edge.suspect, steps + 1, elsewhere, next(order), here, other))

    look_beyond(lineage.root, suspect=False, steps=0)
    while queue:
        suspect, steps, _, _, parent, here = heapq.heappop(queue)
        if here not in placed:
            placed[here] = Branch(
                nodes[here],
                led=[edge for other, edge in onward[parent] if other == here],
                also=[edge for other, edge in back[here] if other != parent and other in nodes],
            )
            placed[parent].branches.append(placed[here])
            look_beyond(here, suspect, steps)
    return trunk


def _draw(trunk: Branch, known: Mapping[str, PlainNode]) -> Tree:
    tree = Tree(card(trunk.node), guide_style="dim")
    waiting = [(tree, trunk)]
    while waiting:  # not by recursion: a chain may be longer than Python's stack
        under, branch = waiting.pop()
        waiting += [(under.add(_leaf(child, branch.node.id, known)), child) for child in branch.branches]
    return tree


def _leaf(branch: Branch, parent: str, known: Mapping[str, PlainNode]) -> RenderableType:
    here = branch.node.id
    lines = [hang(statement(edge, here, parent, known, QUOTE_LENGTH)) for edge in branch.led]
    for edge in branch.also:
        other = edge.target if edge.source == here else edge.source
        name, relation = name_of(other, known), relation_words(edge.relation)
        lines.append(hang(Text(f"also {relation} {name}" if edge.source == here else f"{name} also {relation} it", style="cyan")))
    return Group(card(branch.node, suspect=branch.node.suspect), *lines)


def _summary(lineage: Lineage) -> str:
    held = sum(node.held for node in lineage.nodes)
    doubtful = sum(node.suspect for node in lineage.nodes)
    parts = [many(len(lineage.nodes), "document"), f"{held} held"]
    if doubtful:
        parts.append(f"{doubtful} only by way of a suspect")
    if lineage.truncated:
        parts.append("and more that are not shown: --depth shortens the ways")
    return ", ".join(parts)
