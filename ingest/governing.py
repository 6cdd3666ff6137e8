"""Which of the cues around a mention governs it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.reading import SELF
from ingest.clauses import CONDITION, OPENING, TITLE, blanked
from ingest.cues import Sighting, reaches, sightings
from ingest.frames import NEVER_PROPOSE, Frame, Node
from ingest.reasons import BEHIND, NOTE
from ingest.shadow import Rule, Shadow

_NOTED = frozenset({"implements", "based_on", "proposed_by", "responds_to", "reviews"})
"""What a footnote's citation may take from the sentence that the note hangs on."""

_AFTER = 800
"""Characters behind a mention in which the verb of its clause is looked for: titles are long."""


def nearest(text: Shadow, node: Node, gap: str, at: int) -> Sighting | None:
    """The cue of a gap that governs the mention behind it: the first that is near, else the last that reaches it from afar."""
    chosen: Sighting | None = None
    for seen in sightings(text, gap, "active", at):
        if not reaches(text, seen.cue, gap[seen.end - at :]) or (seen.cue.relation == "proposed_by" and node.type in NEVER_PROPOSE):
            continue
        if chosen is None or not _holds(text, chosen, seen, node, gap[: chosen.start - at]):
            chosen = seen
    return chosen


def _holds(text: Shadow, chosen: Sighting, later: Sighting, node: Node, before: str) -> bool:
    """Whether a cue goes before a later one of the same gap."""
    if chosen.cue.reach != "far":
        return chosen.cue.reach == "near"
    if later.cue.reach != "near" and (later.cue.reach == "far" or node.start - later.end > 30):
        return True
    return chosen.cue.relation in ("proposed_by", "based_on") and OPENING(text).fullmatch(before) is not None


def by_host(text: Shadow, clause: str, begin: int) -> Frame | None:
    """The first cue of the clause that a footnote hangs on, if it has an object."""
    for seen in sightings(text, clause, "active", begin):
        if seen.cue.relation in _NOTED and len(clause[seen.end - begin :].split()) > 1:
            return Frame(seen.cue.relation, SELF, False, seen.start, f"{seen.cue.name}, by a footnote", (NOTE,), seen)
    return None


def expire(text: Shadow, nodes: Sequence[Node]) -> None:
    """ "A, B hết hiệu lực": sets the frames of what the clause lists and nothing else governs; the speaker does it.

    What stands in brackets, in the title of what expires or in the list of what has amended it does not stand before its verb.
    """
    cited: dict[int, int] = {}
    spoken: dict[int, int] = {}
    for node in reversed(nodes):
        if node.numbered and not node.speaker and node.frame is None:
            end = min(cited.get(node.group, len(text.low)), node.end + _AFTER)
            gap = blanked(text.low[node.end : end])
            titled = TITLE(text).match(gap) is not None
            if not titled:
                gap = gap[: max(0, spoken.get(node.group, end) - node.end)]
            stretch = (_TITLED_CLAUSE if titled else _CLAUSE)(text).split(gap, maxsplit=1)[0]
            if node.group >= 0:
                stretch = re.split(r"[)}]", stretch, maxsplit=1)[0]
            seen = next(sightings(text, stretch, "after", node.end), None)
            if seen is not None and CONDITION(text).search(stretch[: seen.start - node.end]) is None:
                _set(node, seen)
        if node.frame is None or node.frame.other == SELF:
            (cited if node.numbered else spoken)[node.group] = node.start


_CLAUSE = Rule(r"[;\n]|\.[ ]")
_TITLED_CLAUSE = Rule(r"\n|\.[ ]|;[ ](?=(?:các|những|mọi|việc)[ ])")
"""A title may have semicolons of its own, but behind them no new subject."""


def _set(node: Node, seen: Sighting) -> None:
    member: Node | None = node
    while member is not None and member.frame is None:
        member.frame = Frame(seen.cue.relation, SELF, False, member.start, seen.cue.name, (BEHIND,), seen)
        member = member.peer
