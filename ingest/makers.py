"""Documents that a sentence speaks of without number or name: who brings them out, and what is stated through them."""

from __future__ import annotations

import re

from graph.reading import SELF
from ingest.clauses import MAKES, TITLE, blanked, boundary
from ingest.frames import Frame, Node
from ingest.reasons import LAST_RESORT, UNNUMBERED
from ingest.shadow import Shadow

_BEFORE = 60
"""Characters before such a document in which it is said to be brought out."""


def find_maker(text: Shadow, node: Node, last: Node | None, speaking: str | None) -> None:
    """Names who makes an unnumbered document, if it is brought out here: the speaker, whose type is `speaking`, or the document
    before it, `last`."""
    before = text.low[max(0, node.start - _BEFORE) : node.start]
    making = MAKES(text).search(before)
    if node.type == speaking and not re.split(r"[\n;:.]", before)[-1].strip(' "-*'):
        node.name, node.made = SELF, True
    elif making and making["past"] is None:
        if node.frame is not None and node.frame.relation == "cites" and not node.frame.hidden:
            node.name = node.frame.other
        else:
            node.name = last.name if last is not None and _in_title_of(text, last, node) else SELF
        node.made, node.draft = node.name is not None, making["draft"] is not None


def _in_title_of(text: Shadow, last: Node, node: Node) -> bool:
    gap = blanked(text.low[last.end : node.start])
    return last.group == node.group and TITLE(text).match(gap) is not None and boundary(text, gap, last.end) is None


def behind_unnumbered(node: Node, previous: Node, *, cued: bool) -> Frame | None:
    """An unnumbered document governs: its relation is nobody's that is cited. Its own governor, if cited, mentions the target."""
    rule = "behind an unnumbered document"
    outer = previous.frame.other if previous.frame and not previous.frame.turned else SELF
    if outer != SELF:
        return Frame("cites", outer, False, node.start, rule, (UNNUMBERED,))
    return Frame("cites", SELF, False, node.start, rule, (LAST_RESORT,)) if cued else None
