"""Where a clause begins and what stands in it: boundaries, brackets and footnotes, lists and the lines that open them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graph.reading import Target
from ingest.chronology import year_of
from ingest.frames import Node, unnumbered
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
        self._ends: dict[int, int] = {}
        stack: list[int] = []
        opened = dict.fromkeys(_OPENS.values(), 0)

        def leave(at: int) -> str:
            group = stack.pop()
            self._ends[group] = at
            opened[low[group]] -= 1
            return low[group]

        for match in _EDGE.finditer(low):
            char, at = match.group(), match.start()
            if char in "({" or (char == '"' and not opened[char] and _WORDING.search(low, max(0, at - 5), at)):
                stack.append(at)
                opened[char] += 1
            elif char == "\n":
                if not stack:
                    continue
                while stack:
                    leave(at)
            elif opened[_OPENS[char]]:
                while leave(at) != _OPENS[char]:
                    pass
            self._places.append((at, stack[-1] if stack else -1))
        while stack:
            leave(len(low))
        self._starts = [at for at, _ in self._places]

    def at(self, place: int) -> int:
        """Where the innermost bracket or note around a place opens; -1 outside of all."""
        i = bisect_left(self._starts, place) - 1
        return self._places[i][1] if i >= 0 else -1

    def within(self, group: int, other: int) -> bool:
        """Whether a group is the other one, or lies in it. All lie in -1."""
        return other in (-1, group) or other < group < self._ends[other]


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
        if mark == ":" and (text.low.startswith(('"', ' "'), at) or text.low[at : at + 1].isdigit()):
            continue  # "bỏ cụm từ: “…”", "QCVN 104:2019"
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

MARK = r"(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}|[a-zđ]|[ivx]{1,5})"

FILLER = Rule(rf"(?:[\s\-+*•\"'.,]|(?<!\w){MARK}[.)]|{any_of('fillers')})*+")
"""Nothing but bullets and small words: a list's next member follows."""

LINK = Rule(rf"[\s\"]*(?:,[ ]?và|;[ ]?và|[,;]|và|hoặc|và/hoặc|,?[ ]?cùng|với|cùng[ ]với|-)[\s\"]*(?:{any_of('linked')}[ ]?)*")
LINK_END = Rule(rf"(?:(?<!\w)(?:và|hoặc)|,|;)[ ](?:{any_of('linked')}[ ])*$")

ALSO = Rule(rf"(?:,|;|(?<!\w)và)[ ]{any_of('voices')}[ ][^,;.]{{0,90}}[ ](?:tại|theo)[ ]$")
"""Another voice in the list of grounds: "… và ý kiến của Sở A tại …"."""

TITLE = Rule(rf"[\s,]*\"?{any_of('title_openers')}")
"""The title of the document just cited goes on."""

HEADING = r"(?:(?:điều|khoản|mục|chương|phần)[ ])?(?:[0-9]{1,2}[a-z]?(?:\.[0-9]{1,2}){0,3}|[a-zđ]|[ivx]{1,5})[.):]"

PROVISION = Rule(r"\s*+(?:(?:điều|chương|mục|phần)[ ](?:[0-9]{1,3}[a-zđ]?|[ivxl]{1,6})(?!\w)|(?:[0-9]{1,2}|[a-zđ])[.)][ ])")
"""What an excerpt of an act begins with, where its head is cut off; no other text does."""

OPENING = Rule(rf"(?:[\s\-+*•\"'.,]|(?<!\w){HEADING}|{any_of('openers')})*+")
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
    """Where a gap goes on behind an issuer: "Nghị quyết 02 của Bộ Chính trị và …", "… ngày 03/6/2025 Chính phủ quy định …"."""
    of = _OF.match(gap)
    issuer = issuer_at(text, begin + of.end()) if of and text.clean[begin + of.end() : begin + of.end() + 1].isupper() else None
    return issuer.end - begin if issuer and issuer.end - begin <= len(gap) else 0


_OF = re.compile(r"[ ]+(?:(?:của|cua) )?")


# Nodes


def nodes_of(
    text: Shadow,
    mentions: Sequence[Mention],
    names: Sequence[str],
    targets: Mapping[str, Target],
    words: Sequence[TypeWord],
    groups: Groups,
) -> list[Node]:
    """The documents that a text speaks of, cited or not, in text order."""
    years = {name: year_of(target) for name, target in targets.items()}
    cited = [
        Node(m.pinned if m.pinpoint else m.start, m.end, m.type, name, i, groups.at(m.start), years.get(name))
        for i, (m, name) in enumerate(zip(mentions, names, strict=True))
    ]
    spoken_of = [Node(w.start, w.end, w.type, None, None, groups.at(w.start)) for w in unnumbered(text, words, mentions)]
    return sorted([*cited, *spoken_of], key=lambda node: (node.start, node.end))
