"""Where a clause begins and what stands in it: boundaries, brackets and footnotes, lists and the lines that open them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from ingest.cues import Sighting, sightings
from ingest.frames import CHANGES, Node, unnumbered
from ingest.issuers import issuer_at, starts_with_body
from ingest.mentions import Mention, TypeWord
from ingest.phrases import any_of
from ingest.shadow import Rule, Shadow

_OPENS = {")": "(", "}": "{", '"': '"'}
_EDGE = re.compile(r'[(){}\n"]')
_WORDING = re.compile(r"(?<!\w)(?:từ|tu|chữ|chu) $")
"""Before a quotation that is spoken of as words: "cụm từ “…”"."""


class Groups:
    """Which bracket, note or quotation of words a place lies in. They end with their paragraph at the latest."""

    def __init__(self, low: str) -> None:
        self._places: list[tuple[int, int]] = []
        self._parent: dict[int, int] = {-1: -1}
        stack: list[int] = []
        for match in _EDGE.finditer(low):
            char, at = match.group(), match.start()
            quoting = char == '"' and all(low[open_at] != '"' for open_at in stack)
            if char in "({" or (quoting and _WORDING.search(low, max(0, at - 5), at)):
                self._parent[at] = stack[-1] if stack else -1
                stack.append(at)
            elif char == "\n":
                if not stack:
                    continue
                stack.clear()
            elif any(low[open_at] == _OPENS[char] for open_at in stack):
                while low[stack.pop()] != _OPENS[char]:
                    pass
            self._places.append((at, stack[-1] if stack else -1))
        self._starts = [at for at, _ in self._places]

    def at(self, place: int) -> int:
        """Where the innermost bracket or note around a place opens; -1 outside of all."""
        i = bisect_left(self._starts, place) - 1
        return self._places[i][1] if i >= 0 else -1

    def around(self, group: int) -> set[int]:
        """A group with all that it lies in, -1 among them."""
        found = {group}
        while group != -1:
            group = self._parent[group]
            found.add(group)
        return found


_CLOSED = re.compile(r'\([^()]*+\)|\{[^{}]*+\}|(?:(?<=từ )|(?<=chữ )|(?<=tu )|(?<=chu ))"[^"\n]*+"')


def blanked(gap: str) -> str:
    """A gap without the brackets, notes and quoted words that close in it; length and offsets stay."""
    return _CLOSED.sub(lambda match: " " * len(match.group()), gap) if "(" in gap or "{" in gap or '"' in gap else gap


# Boundaries

_BOUNDARY = re.compile(r"[;:\n\x1d.,](?:(?<=[;:\n\x1d])|(?<=\.)[\"')\]]? |(?<=,) )")
_GOES_ON = Rule(any_of("clause_openers"))


class Boundary(NamedTuple):
    """The last boundary of clauses in a gap: where what follows begins, and the strongest mark on the way there."""

    end: int
    mark: str


def boundary(text: Shadow, gap: str, begin: int) -> Boundary | None:
    """The last boundary in `gap`, which begins at `begin` in the shadow. A paragraph that ends in `;` or `,` goes on."""
    goes_on = _GOES_ON(text)
    end, strongest = 0, ""
    for match in _BOUNDARY.finditer(gap):
        mark, at = match.group()[0], begin + match.end()
        if mark == "." and not (text.clean[at : at + 1].isupper() or text.clean[at : at + 1].isdigit()):
            continue
        if mark == "," and not starts_with_body(text, at) and not goes_on.match(text.low, at):
            continue
        if mark in "\n\x1d":
            mark = _line_mark(text, gap[: match.start()].rstrip(), begin, not strongest)
        end, strongest = match.end(), strongest if strongest in (".", "\n") else mark
    return Boundary(end, strongest) if strongest else None


def _line_mark(text: Shadow, before: str, begin: int, first: bool) -> str:
    last = before[-1:] or (text.low[max(0, begin - 1) : begin] if first else "")
    return ";" if last in (";", ",") and last else ":" if last == ":" else "\n"


# Between mentions

_MARK = r"(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}|[a-zđ]|[ivx]{1,5})"

FILLER = Rule(rf"(?:[\s\-+*•\"'.,]|(?<!\w){_MARK}[.)]|{any_of('fillers')})*+")
"""Nothing but bullets and small words: a list's next member follows."""

LINK = Rule(rf"[\s\"]*(?:,[ ]?và|;[ ]?và|[,;]|và|hoặc|và/hoặc|,?[ ]?cùng|với|cùng[ ]với|-)[\s\"]*(?:{any_of('linked')}[ ]?)*")
LINK_END = Rule(rf"(?:(?<!\w)(?:và|hoặc)|,|;)[ ](?:{any_of('linked')}[ ])*$")

ALSO = Rule(rf"(?:,|;|(?<!\w)và)[ ]{any_of('voices')}[ ][^,;.]{{0,90}}[ ](?:tại|theo)[ ]$")
"""Another voice in the list of grounds: "… và ý kiến của Sở A tại …"."""

TITLE = Rule(rf"[\s,]*\"?{any_of('title_openers')}")
"""The title of the document just cited goes on."""

_HEADING = r"(?:(?:điều|khoản|mục|chương|phần)[ ])?(?:[0-9]{1,2}[a-z]?(?:\.[0-9]{1,2}){0,3}|[a-zđ]|[ivx]{1,5})[.):]"

OPENING = Rule(rf"(?:[\s\-+*•\"'.,]|(?<!\w){_HEADING}|{any_of('openers')})*+")
"""Only what may stand before a clause's first word: "Điều 1.", "a)", "V/v"."""

THEN = Rule(r"(?:^|(?<!\w)(?:và|đồng[ ]thời|thì|nhằm|để)|,)[ ]*$")
AND_CHANGES = Rule(rf"[ ]?(?:,[ ]?)?(?:và|đồng[ ]thời|,)[ ]{any_of('changes')}")
MAKES = Rule(
    rf"""
    (?P<past>đã[ ](?:ký[ ])?)?
    (?:(?P<draft>{any_of("drafts")})|{any_of("brings_out")}(?:[ ]kèm[ ]theo(?:[ ][^\W\d]+[ ][^\W\d]+[ ]này)?)?)
    (?:[ ](?:các|những|nội[ ]dung|bản|là|và|ban[ ]hành|xây[ ]dựng|chương[ ]trình,?|kế[ ]hoạch,?))*[ ]$
    """
)
"""Before an unnumbered document: who states it brings it out, or has it drafted."""

PASSIVE = Rule(r"[ ]?(?:đã[ ])?được[ ]")
SAID = Rule(any_of("said"))
CONDITION = Rule(rf"{any_of('conditions')}[ ][^,;]*$")


def behind_issuer(text: Shadow, gap: str, begin: int) -> int:
    """Where a gap goes on behind an issuer that follows a short form: "Nghị quyết 02 của Bộ Chính trị và …"."""
    of = re.match(r"[ ]*(?:của|cua) ", gap)
    issuer = issuer_at(text, begin + of.end()) if of else None
    return issuer.end - begin if issuer and issuer.end - begin <= len(gap) else 0


# Lists with an opening line

_ITEM = Rule(rf"[ ]*(?:[-+*•]|{_MARK}[.)]|các[ ]|luật|bộ[ ]luật|nghị[ ](?:định|quyết)|quyết[ ]định|thông[ ]tư|chỉ[ ]thị|pháp[ ]lệnh|số)")


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
    for opened in _OPENS_LIST.finditer(text.low):
        begin = text.low.rfind("\n", 0, opened.start()) + 1
        line = text.low[begin : opened.end()]
        sentence = max(line.rfind(". "), line.rfind("; ")) + 1
        seen = lead_cue(text, line[sentence:], begin + sentence)
        at = opened.end() + 1
        while seen is not None and at < len(text.low):
            end = text.low.find("\n", at)
            line = text.low[at : end if end >= 0 else len(text.low)]
            if line.rstrip().endswith(":") or not _ITEM(text).match(line):
                break
            found[at] = seen
            at += len(line) + 1
    return found


_OPENS_LIST = re.compile(r":[^\S\n]*(?=\n|\Z)")


# Nodes


def nodes_of(text: Shadow, mentions: Sequence[Mention], names: Sequence[str], words: Sequence[TypeWord], groups: Groups) -> list[Node]:
    """The documents that a text speaks of, cited or not, in text order."""
    cited = [_cited(text, i, mention, name, groups) for i, (mention, name) in enumerate(zip(mentions, names, strict=True))]
    spoken_of = [Node(w.start, w.end, w.type, None, None, groups.at(w.start)) for w in unnumbered(text, words, mentions)]
    return sorted([*cited, *spoken_of], key=lambda node: (node.start, node.end))


def _cited(text: Shadow, index: int, mention: Mention, name: str, groups: Groups) -> Node:
    start = mention.start
    if mention.pinpoint is not None:
        at = text.clean.rfind(mention.pinpoint[:5], max(0, start - len(mention.pinpoint) - 90), start)
        start = at if at >= 0 else start
    return Node(start, mention.end, mention.type, name, index, groups.at(mention.start))
