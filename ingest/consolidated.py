"""Consolidated texts: an act's wording with its amendments, printed by a body that changes nothing by it.

They open with the act and what amended it ("Thông tư số A …, được sửa đổi, bổ sung bởi: …"). What the text then does, it does in
that act's name: "Thông tư này thay thế …" is the act's statement.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from graph.reading import SELF
from ingest import reasons
from ingest.frames import CHANGES, Frame, Node
from ingest.shadow import Shadow

CONSOLIDATED = "Văn bản hợp nhất"

_STATED = "consolidates"


def consolidate(text: Shadow, nodes: Sequence[Node]) -> None:
    """Sets what a consolidated text states: it consolidates the act that it opens with, and leaves all changes to that act."""
    act = _act(text, nodes)
    name = act.name if act is not None else None
    quoted = {node.frame.start for node in nodes if node.frame is not None and node.name == name and node.frame.relation in CHANGES}
    for node in nodes:
        node.frame = _in_the_acts_name(node.frame, name, quoted)
    if act is not None:
        act.frame = Frame("consolidates", SELF, False, act.start, "opens a consolidated text", (reasons.CONSOLIDATED,))


def _act(text: Shadow, nodes: Sequence[Node]) -> Node | None:
    """The first citation that opens its paragraph; none where the grounds come first."""
    for node in nodes:
        if not node.numbered or node.speaker:
            continue
        if node.frame is not None and node.frame.relation in ("based_on", _STATED):
            return None
        if not text.low[text.paragraph(node.start) : node.start].strip(" *"):
            return node
    return None


def _in_the_acts_name(frame: Frame | None, act: str | None, quoted: Container[int]) -> Frame | None:
    """A frame without changes or tasks by the speaker: notes only say where a wording comes from.

    A sentence that changes the act itself, told by where its cue begins, is what amended it: no act changes itself.
    """
    if frame is None or frame.turned or frame.other != SELF or frame.relation == _STATED:
        return frame
    if frame.relation in CHANGES:
        return None if act is None or frame.start in quoted else replace(frame, other=act)
    return None if frame.rule.endswith("by a footnote") else frame
