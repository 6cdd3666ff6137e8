"""Which document before a mention in its sentence belongs to it: its list's member before it, its list's head, what it amends."""

from __future__ import annotations

from collections.abc import Sequence

from graph.reading import SELF, Relation
from ingest.chronology import too_early
from ingest.frames import ACTS, Node, alike, below

_BROUGHT_OUT = frozenset({"approves", "promulgates", "guides"})
"""What is done to the document that stands directly before, of whatever type; the rest is done to one of the same type."""


def root_of(stack: Sequence[Node], node: Node) -> Node:
    """The first of the sentence's documents in the same bracket, the speaker apart."""
    return next((n for n in stack if n.group == node.group and not n.speaker), stack[0])


def peer_of(stack: Sequence[Node], node: Node, link: str) -> Node:
    """The list's member that `node` follows: the innermost of its type, else the last one, unless that one's governor forbids it:
    no circular amends a decree. Behind a comma the sentence's list goes on, not one that documents without numbers began.
    """
    like = [n for n in stack if alike(n.type, node.type) and not _too_old(stack, n, node)]
    last = next((n for n in reversed(stack) if n.numbered), stack[-1])
    same = like[-1] if like else None
    if "," in link or ";" in link:
        same = next((n for n in reversed(like) if n.numbered), same)
    if same is not None:
        return same
    governor = next((n for n in stack if last.frame and n.name == last.frame.other), None)
    barred = governor is not None and (below(node.type, governor.type) or _too_old(stack, last, node))
    return root_of(stack, node) if barred else last


def _too_old(stack: Sequence[Node], member: Node, node: Node) -> bool:
    """Whether what governs a list's member is older than `node`, and so cannot govern that as well."""
    frame = member.frame
    governor = next((n for n in stack if frame and not frame.turned and n.numbered and n.name == frame.other), None)
    return frame is not None and governor is not None and too_early(frame.relation, governor.year, node.year)


def lists_grounds(stack: Sequence[Node]) -> bool:
    """Whether the sentence lists what the speaker rests on or was asked for."""
    frame = stack[0].frame
    return frame is not None and frame.other == SELF and frame.relation in ("proposed_by", "based_on")


def _of_its_own(relation: Relation, document: Node, act: Node) -> bool:
    """Whether a document is an act by itself, which no act approves or issues: "(ban hành kèm theo …)" is said of another."""
    return alike(document.type, act.type) if relation == "approves" else relation == "promulgates" and document.type in ACTS


def passive_target(stack: Sequence[Node], node: Node, relation: Relation, direct: bool) -> Node | None:
    """What is amended, replaced, issued … by `node`; `direct` tells that the cue follows the last document at once."""
    last = stack[-1]
    if relation in _BROUGHT_OUT:
        return last if direct and last.numbered and not _of_its_own(relation, last, node) else None
    same = next((n for n in reversed(stack) if n.numbered and alike(n.type, node.type)), None)
    return same or (last if direct and last.numbered and not below(node.type, last.type) else None)
