"""Lists whose opening line says what holds for each item: "Bãi bỏ các văn bản sau: a) …; b) …", "Điều 1. Bãi bỏ một số quyết định"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from graph.reading import SELF
from ingest.clauses import HEADING, MARK, SAID
from ingest.cues import Sighting, sightings
from ingest.frames import CHANGES, Frame, Node, alike
from ingest.phrases import any_of
from ingest.reasons import OPENED
from ingest.shadow import Rule, Shadow

_ITEM = Rule(rf"[ ]*(?:[-+*•]|{MARK}[.)]|các[ ]|luật|bộ[ ]luật|nghị[ ](?:định|quyết)|quyết[ ]định|thông[ ]tư|chỉ[ ]thị|pháp[ ]lệnh|số)")
_COLON = re.compile(r":[^\S\n]*(?=\n|\Z)")
_HEADED = Rule(rf"\n[ ]*{HEADING}[ ]*{any_of('changes')}(?:(?![0-9]/)[^\n:;])*+(?=\n)")
"""An article's heading that says what is done to the documents listed under it, and cites none itself."""


def lead_cue(text: Shadow, line: str, begin: int) -> Sighting | None:
    """What the line that opens a list states of its items: a change or a ground, or that they amend what it names."""
    passive = next(sightings(text, line, "passive", begin), None)
    if passive is not None:
        return passive if passive.cue.relation in CHANGES and passive.end - begin >= len(line.rstrip(" :")) else None
    found = [*sightings(text, line, "active", begin), *sightings(text, line, "after", begin)]
    chosen = next((seen for seen in found if seen.cue.relation in CHANGES or seen.cue.relation == "based_on"), None)
    return None if chosen is None or SAID(text).search(line[: chosen.start - begin]) else chosen


def leads(text: Shadow) -> dict[int, Sighting]:
    """For each paragraph that is a list's item, by its start: the cue of the line that opened the list."""
    found: dict[int, Sighting] = {}
    for begin, end in _opening_lines(text):
        seen = lead_cue(text, text.low[begin:end], begin)
        at = text.low.find("\n", end) + 1
        while seen is not None and 0 < at < len(text.low):
            line = _line(text, at)
            if line.rstrip().endswith(":") or not _ITEM(text).match(line):
                break
            found[at] = seen
            at += len(line) + 1
    return found


def _line(text: Shadow, at: int) -> str:
    end = text.low.find("\n", at)
    return text.low[at : end if end >= 0 else len(text.low)]


def _opening_lines(text: Shadow) -> Iterator[tuple[int, int]]:
    """The last sentence of each paragraph that ends with a colon, and each heading that needs none."""
    for opened in _HEADED(text).finditer("\n" + text.low):
        yield opened.start(), opened.end() - 1
    for opened in _COLON.finditer(text.low):
        yield text.sentence(text.paragraph(opened.start()), opened.end()), opened.end()


def sentence(text: Shadow, line: int, end: int) -> int | None:
    """Where the sentence begins that ends with a colon before `end`, in the paragraph from `line` on; None if none ends so."""
    if not text.low[max(line, end - 2) : max(line, end)].rstrip().endswith(":"):  # a clean text has one space at most in one place
        return None
    return text.sentence(line, end)


def item(text: Shadow, nodes: Sequence[Node], node: Node, seen: Sighting) -> Frame | None:
    """What the cue of the opening line says of an item, or the item of what that line names."""
    rule = f"list: {seen.cue.name}"
    if seen.cue.voice != "passive":
        return Frame(seen.cue.relation, SELF, False, node.start, rule, (OPENED,), seen)
    amended = _named_in(nodes, text.paragraph(seen.start), seen.start, node.type)
    return Frame(seen.cue.relation, amended.name or SELF, True, node.start, rule, (OPENED,), seen) if amended else None


def _named_in(nodes: Sequence[Node], start: int, end: int, kind: str | None) -> Node | None:
    """The first citation of a type like `kind` in a stretch."""
    for i in range(bisect_left(nodes, start, key=lambda node: node.start), len(nodes)):
        node = nodes[i]
        if node.end > end:
            return None
        if node.numbered and alike(node.type, kind):
            return node
    return None
