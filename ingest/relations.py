"""Stated relations: which document says of which that it carries it out, amends it, rests on it …

Citations are read in text order. Each looks back over the gap to what stands before it in its sentence: a cue there names the
relation, and the gap tells who states it – the document cited just before (its title goes on up to here), or the speaker.
Members of a list share what governs the list; brackets and footnotes stand outside the sentence that they interrupt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.reading import RELATIONS, SELF, Header, Relation, Span, StatedRelation
from ingest.cues import Cue, Sighting, reaches, sightings
from ingest.issuers import issuer_at, starts_with_body
from ingest.mentions import Mention, TypeWord
from ingest.shadow import Rule, Shadow
from ingest.text import Text

CHANGES = frozenset({"amends", "replaces", "repeals", "suspends", "corrects", "consolidates"})
"""Relations that only an act that changes law can state as done."""

_CHANGING_TYPES = frozenset({
    "Hiến pháp", "Luật", "Bộ luật", "Pháp lệnh", "Lệnh", "Sắc lệnh", "Sắc luật", "Nghị quyết", "Nghị quyết liên tịch", "Nghị định", "Quyết định", "Thông tư", "Thông tư liên tịch", "Chỉ thị", "Quy định",
    "Quy chế", "Hướng dẫn", "Điều lệ", "Văn bản hợp nhất", "Thông tri", "Kết luận",
})  # fmt: skip
_LONGEST_GAP = 1200


@dataclass(frozen=True, slots=True)
class Frame:
    """What governs a mention: `other` states `relation` of it, or, turned round, it states it of `other`."""

    relation: Relation
    other: str
    turned: bool
    start: int
    """Where the cue begins."""
    confidence: float
    rule: str


@dataclass(slots=True)
class Node:
    """A mention in the sentence, or a document that the sentence speaks of without number or name."""

    start: int
    end: int
    type: str | None
    name: str | None
    """Local name of what it is; of an unnumbered document that of its maker, or None where nobody cited is known to be it."""
    index: int | None
    group: int
    frame: Frame | None = None
    peer: Node | None = None
    draft: bool = False
    made: bool = False
    """True of an unnumbered document that its maker only brings out here: what it states, its maker states."""


class Relations:
    """Reads the relations of one document."""

    def __init__(self, text: Text, shadow: Shadow, header: Header, title: Span | None, mentions: Sequence[Mention], names: Sequence[str], words: Sequence[TypeWord]) -> None:
        self._text, self._shadow, self._header, self._title = text, shadow, header, title
        self._mentions = mentions
        self._groups = _Groups(shadow.low)
        self._nodes = self._all_nodes(mentions, names, words)
        self._stack: list[Node] = []
        self._leads = _leads(shadow)

    def read(self) -> tuple[StatedRelation, ...]:
        """All relations, the strongest of each pair, `based_on` and `implements` side by side."""
        for node in self._nodes:
            self._place(node)
        self._expire()
        return self._stated()

    # Nodes

    def _all_nodes(self, mentions: Sequence[Mention], names: Sequence[str], words: Sequence[TypeWord]) -> list[Node]:
        nodes = []
        for i, (mention, name) in enumerate(zip(mentions, names, strict=True)):
            start = mention.start
            if mention.pinpoint is not None:
                start = max(self._shadow.clean.rfind(mention.pinpoint[:5], max(0, start - len(mention.pinpoint) - 90), start), 0) or start
            nodes.append(Node(start, mention.end, mention.type, name, i, self._groups.at(mention.start)))
        covered = [(m.start, m.end) for m in mentions]
        nodes += [Node(w.start, w.end, w.type, None, None, self._groups.at(w.start)) for w in _unnumbered(self._shadow, words, covered)]
        return sorted(nodes, key=lambda node: (node.start, node.end))

    # Where a node stands

    def _place(self, node: Node) -> None:
        self._leave_groups(node)
        gap_start = self._stack[-1].end if self._stack else 0
        line = self._shadow.low.rfind("\n", max(0, node.start - 3000), node.start) + 1
        if node.start - gap_start > _LONGEST_GAP:
            self._stack.clear()
        begin = max(gap_start if self._stack else line, node.start - _LONGEST_GAP)
        opened = self._groups.opening(node.group)
        if opened >= begin:
            begin = opened + 1
            gap = self._gap(begin, node.start)
            self._in_group(node, gap, begin, opened)
            return
        self._in_sentence(node, self._gap(begin, node.start), begin)

    def _leave_groups(self, node: Node) -> None:
        around = self._groups.around(node.group)
        while self._stack and self._stack[-1].group not in around:
            self._stack.pop()

    def _gap(self, start: int, end: int) -> str:
        return _blanked(self._shadow.low[start:end])

    def _in_sentence(self, node: Node, gap: str, begin: int) -> None:
        bound = self._boundary(gap, begin)
        if bound is None and self._stack:
            self._attach(node, gap, begin)
            return
        tail_start, mark = (bound if bound is not None else (0, "\n"))
        tail = gap[tail_start:]
        listed = mark in ";," and self._stack
        if listed and (_FILLER(self._shadow).fullmatch(tail) or (_ALSO(self._shadow).search(mark + tail) and self._grounds())):
            self._join(node, self._amender(node, gap) or self._root(node), 0.93)
            return
        if listed and tail_start + 40 > len(gap) - len(tail) and _PASSIVE_FIRST(self._shadow).match(tail) and self._passive(node, tail, begin + tail_start):
            return
        lead = self._lead(node, gap[:tail_start], begin, tail, mark)
        keep = self._stack if mark == ";" else []
        self._stack = [n for n in keep if n.group != node.group]
        if lead is not None:
            node.frame = lead
        else:
            node.frame = self._by_speaker(node, tail, begin + tail_start, opens=True)
        self._finish(node)

    def _boundary(self, gap: str, begin: int) -> tuple[int, str] | None:
        """Behind the last boundary of clauses in a gap, and its mark; a paragraph that ends in `;` or `,` goes on."""
        found: tuple[int, str] | None = None
        for match in _BOUNDARY.finditer(gap):
            mark = match.group()[0]
            at = begin + match.end()
            if mark == "." and not self._shadow.clean[at : at + 1].isupper() and not self._shadow.clean[at : at + 1].isdigit():
                continue
            if mark == "," and not starts_with_body(self._shadow, at) and not _ADVERB(self._shadow).match(self._shadow.low, at):
                continue
            if mark == "\n":
                before = gap[: match.start()].rstrip()
                mark = ";" if before[-1:] in (";", ",") or (not before and found is None and self._ends_open(begin)) else "\n" if before[-1:] != ":" else ":"
            if mark in ".\n" or found is None or found[1] not in ".\n":
                found = (match.end(), mark if found is None or found[1] not in ".\n" else found[1])
            else:
                found = (match.end(), found[1])
        return found

    def _ends_open(self, at: int) -> bool:
        return self._shadow.low[max(0, at - 1) : at] in (";", ",")

    def _lead(self, node: Node, before: str, begin: int, tail: str, mark: str) -> Frame | None:
        """"Bãi bỏ các văn bản sau: a) …; b) …": what the line that opens a list says of its items."""
        if not _FILLER(self._shadow).fullmatch(tail):
            return None
        seen: Sighting | None = None
        if ":" in before[-3:]:
            seen = _lead_cue(self._shadow, before, begin)
        seen = seen or self._leads.get(self._shadow.low.rfind("\n", 0, node.start) + 1)
        if seen is None or not self._may_change(seen.cue.relation, opens=True):
            return None
        return Frame(seen.cue.relation, SELF, False, node.start, 0.85, f"list: {seen.cue.name}")

    # Within a clause

    def _attach(self, node: Node, gap: str, begin: int) -> None:
        previous = self._stack[-1]
        gap_at = _skip_issuer(self._shadow, gap, begin)
        rest = gap[gap_at:]
        if _LINK(self._shadow).fullmatch(rest):
            self._join(node, self._peer(node), 0.95)
            return
        if _ALSO(self._shadow).search(rest) and self._grounds():
            self._join(node, self._root(node), 0.93)
            return
        passive = self._passive(node, rest, begin + gap_at)
        if passive:
            return
        titled = _TITLE(self._shadow).match(rest) is not None
        also = _AND_CUE(self._shadow).match(rest) is not None and previous.frame is not None and previous.frame.relation in CHANGES
        if titled or also or previous.index is None:
            self._under(node, previous, rest, begin + gap_at, titled)
            return
        if _LINK_END(self._shadow).search(rest) and not _has_cue(self._shadow, rest):
            self._join(node, self._peer(node), 0.85)
            return
        mine = previous.name == SELF
        node.frame = self._by_speaker(node, rest, begin + gap_at, opens=mine)
        self._stack = [n for n in self._stack if n.group != node.group]
        self._finish(node)

    def _under(self, node: Node, previous: Node, gap: str, at: int, titled: bool) -> None:
        """A mention within the title of the one before it, or behind an unnumbered document."""
        seen = self._nearest(node, gap, at)
        if seen is None:
            if _LINK_END(self._shadow).search(gap):
                self._join(node, self._peer(node), 0.85)
                return
            if previous.index is None and not previous.made:
                self._behind_unnumbered(node, previous, None)
            else:
                source = previous.name if titled and "," not in gap else SELF
                node.frame = Frame("cites", source or SELF, False, node.start, 0.7, "mention in a title") if source != SELF else None
            self._finish(node)
            return
        source, conj = previous.name, re.search(r"(?:,|(?<!\w)(?:và|va))[ ]?$", gap[: seen.start - at])
        if previous.frame and seen.cue.relation in CHANGES and previous.frame.relation in CHANGES and not previous.frame.turned and conj:
            source = previous.frame.other
        if previous.index is None and not previous.made:
            self._behind_unnumbered(node, previous, seen)
        elif source is None or not self._does(previous, source, seen, gap[: seen.start - at]):
            node.frame = None if source in (None, SELF) else Frame("cites", source or SELF, False, seen.start, 0.75, "said, not done")
        else:
            node.frame = Frame(seen.cue.relation, source, False, seen.start, 0.95, seen.cue.name)
        self._finish(node)

    def _does(self, previous: Node, source: str, seen: Sighting, before: str) -> bool:
        """Whether `source` does what the cue says, or merely speaks of it."""
        if seen.cue.relation not in CHANGES:
            return not (previous.draft and seen.cue.relation != "implements")
        if previous.draft or _SAID(self._shadow).search(before):
            return False
        if source == SELF:
            return self._may_change(seen.cue.relation, opens=True)
        kind = next((n.type for n in reversed(self._stack) if n.name == source), None)
        return kind is None or kind in _CHANGING_TYPES or seen.cue.relation == "corrects"

    def _behind_unnumbered(self, node: Node, previous: Node, seen: Sighting | None) -> None:
        """An unnumbered document governs: its relation is nobody's that is cited; its own governor, if cited, mentions the target."""
        outer = previous.frame.other if previous.frame and not previous.frame.turned else SELF
        if outer != SELF:
            node.frame = Frame("cites", outer, False, node.start, 0.6, "behind an unnumbered document")
        elif seen is not None:
            node.frame = Frame("cites", SELF, False, node.start, 0.0, "behind an unnumbered document")

    def _passive(self, node: Node, gap: str, at: int) -> bool:
        """"A được sửa đổi bởi B": B amends A."""
        for seen in sightings(self._shadow, gap, "passive", at):
            if not reaches(self._shadow, seen.cue, gap[seen.end - at :]):
                continue
            direct = not gap[: seen.start - at].strip(" ,(")
            target = self._passive_target(node, seen.cue, direct)
            if target is None:
                if seen.cue.relation == "promulgates":
                    return False
                node.frame = None
                self._stack = [n for n in self._stack if n.group != node.group]
            else:
                node.frame = Frame(seen.cue.relation, target.name or SELF, True, seen.start, 0.95 if direct else 0.9, seen.cue.name)
                while self._stack[-1] is not target:
                    self._stack.pop()
            self._finish(node)
            return True
        return False

    def _passive_target(self, node: Node, cue: Cue, direct: bool) -> Node | None:
        if cue.relation in ("approves", "promulgates", "guides"):
            last = self._stack[-1]
            return last if direct and last.index is not None else None
        alike = [n for n in self._stack if n.index is not None and _alike(n.type, node.type)]
        if alike:
            return alike[-1]
        last = self._stack[-1]
        return last if last.index is not None and direct and not _lower(node.type, last.type) else None

    def _grounds(self) -> bool:
        """Whether the sentence lists what the speaker rests on or was asked for."""
        frame = self._stack[0].frame
        return frame is not None and frame.other == SELF and frame.relation in ("proposed_by", "based_on")

    # Lists

    def _peer(self, node: Node) -> Node:
        """The member of the list that `node` goes on: the innermost of its type, else the last mention."""
        alike = [n for n in self._stack if _alike(n.type, node.type)]
        if alike:
            return alike[-1]
        last = self._stack[-1]
        governor = next((n for n in self._stack if last.frame and not last.frame.turned and n.name == last.frame.other), None)
        return self._root(node) if governor is not None and _lower(node.type, governor.type) else last

    def _amender(self, node: Node, gap: str) -> Node | None:
        """"sửa đổi bởi Nghị định A; Nghị định B": bare numbers go on the list of what amends."""
        last, mention = self._stack[-1], self._mentions[node.index] if node.index is not None else None
        bare = mention is not None and mention.issuer is None and mention.title is None and gap.strip(" ;") == "" and "\n" not in gap
        return last if bare and last.frame is not None and last.frame.turned and _alike(last.type, node.type) else None

    def _root(self, node: Node) -> Node:
        return next((n for n in self._stack if n.group == node.group), self._stack[0])

    def _join(self, node: Node, peer: Node, sure: float) -> None:
        if peer.frame is not None:
            node.frame = replace(peer.frame, confidence=round(peer.frame.confidence * sure, 2), rule=peer.frame.rule if peer.frame.rule.endswith("list") else f"{peer.frame.rule}, list")
        node.peer = peer
        node.made = peer.made and node.index is None
        while self._stack and self._stack[-1] is not peer:
            self._stack.pop()
        if self._stack:
            self._stack.pop()
        self._finish(node)

    # The speaker

    def _by_speaker(self, node: Node, tail: str, at: int, opens: bool) -> Frame | None:
        seen = self._nearest(node, tail, at)
        if seen is None:
            return None
        before = tail[: seen.start - at]
        opening = _OPENING(self._shadow).fullmatch(before) is not None
        if seen.cue.opening and not opening and not (opens and self._stack and self._stack[-1].name == SELF and self._stack[-1].index is not None and not _SAID(self._shadow).search(before)):
            return None
        if not self._may_change(seen.cue.relation, opens=opening, at=node.start):
            return None
        near = seen.end + 40 > node.start
        return Frame(seen.cue.relation, SELF, False, seen.start, 0.97 if opening and near else 0.92 if opening or near else 0.8, seen.cue.name)

    def _may_change(self, relation: Relation, opens: bool, at: int = -1) -> bool:
        if relation not in CHANGES or relation == "corrects":
            return True
        if self._title is not None and self._title.start <= at < self._title.end:
            return True
        return self._header.type is None or self._header.type in _CHANGING_TYPES

    def _nearest(self, node: Node, gap: str, at: int) -> Sighting | None:
        """The last cue in a gap that reaches the mention behind it; a cue that reaches from afar, if none is near."""
        chosen: Sighting | None = None
        for seen in sightings(self._shadow, gap, "active", at):
            if not reaches(self._shadow, seen.cue, gap[seen.end - at :]):
                continue
            if chosen is not None and chosen.cue.reach == "near":
                continue
            if chosen is not None and seen.cue.reach != "near" and chosen.cue.reach == "far" and (seen.cue.reach == "far" or node.start - seen.end > 30):
                continue
            if chosen is not None and chosen.cue.reach == "far" and chosen.cue.relation in ("proposed_by", "based_on") and _OPENING(self._shadow).fullmatch(gap[: chosen.start - at]):
                continue
            chosen = seen
        return chosen

    # Brackets and footnotes

    def _in_group(self, node: Node, gap: str, begin: int, opened: int) -> None:
        host = self._stack[-1] if self._stack else None
        if host is not None and host.group != node.group and self._boundary(self._gap(host.end, opened), host.end) is not None and self._shadow.low[opened] == "(":
            host = None
        note = self._shadow.low[opened] == "{"
        bound = self._boundary(gap, begin)
        tail_start = bound[0] if bound else 0
        tail = gap[tail_start:]
        if host is not None and not note and bound is None and host.group != node.group and self._passive(node, tail, begin):
            return
        seen = self._nearest(node, tail, begin + tail_start)
        if seen is not None and not note and host is not None and host.index is not None and bound is None and _OPENING(self._shadow).fullmatch(tail[: seen.start - begin]):
            if host.name is not None and self._does(host, host.name, seen, ""):
                node.frame = Frame(seen.cue.relation, host.name, False, seen.start, 0.9, f"{seen.cue.name}, in brackets")
            self._finish(node)
            return
        if seen is not None:
            node.frame = self._by_speaker(node, tail, begin + tail_start, opens=True)
            self._finish(node)
            return
        if bound is None:
            node.frame = self._hung_on(node, host, opened, note)
        self._finish(node)

    def _hung_on(self, node: Node, host: Node | None, opened: int, note: bool) -> Frame | None:
        """What governs the words that a bracket or a note hangs on."""
        line = self._shadow.low.rfind("\n", 0, opened) + 1
        begin = max(line, host.end if host else 0, opened - _LONGEST_GAP)
        outer = self._gap(begin, opened)
        bound = self._boundary(outer, begin)
        clause_at = bound[0] if bound else 0
        if host is not None and bound is None:
            same = next((n for n in reversed(self._stack) if n.index is None and _alike(n.type, node.type)), None)
            if same is not None:
                return replace(same.frame, rule=f"{same.frame.rule}, in apposition") if same.frame else None
            if host.index is not None and not outer.strip():
                return host.frame if not note else None
        if not note:
            return None
        clause = outer[clause_at:]
        if host is not None and bound is None and host.index is None:
            first = self._clause_of(host, line)
            clause_at, clause, begin = 0, self._gap(first, opened), first
        for seen in sightings(self._shadow, clause, "active", begin + clause_at):
            if seen.cue.relation in ("implements", "based_on", "proposed_by", "responds_to", "reviews"):
                return Frame(seen.cue.relation, SELF, False, seen.start, 0.8, f"{seen.cue.name}, by a footnote")
        return None

    def _clause_of(self, host: Node, line: int) -> int:
        gap = self._gap(line, host.start)
        bound = self._boundary(gap, line)
        return line + (bound[0] if bound else 0)

    # The end

    def _finish(self, node: Node) -> None:
        if node.index is None:
            self._name_unnumbered(node)
        self._stack.append(node)

    def _name_unnumbered(self, node: Node) -> None:
        """Who is known to make an unnumbered document: the speaker or the document before it, if it is brought out here."""
        before = self._shadow.low[max(0, node.start - 60) : node.start]
        making = _MAKES(self._shadow).search(before)
        line_start = self._shadow.low[max(0, node.start - 4) : node.start].strip(' "-*#').endswith("\n") or not before.strip()
        alone = before.rsplit("\n", 1)[-1].strip(' "-*')
        if not alone and node.type == self._header.type:
            node.name, node.made = SELF, True
        elif making and making["past"] is None:
            node.name = node.frame.other if node.frame and node.frame.relation == "cites" and node.frame.confidence else (self._stack[-1].name if self._stack and self._titled_gap(node) else SELF)
            node.made, node.draft = node.name is not None, making["draft"] is not None
        elif line_start:
            node.name = None

    def _titled_gap(self, node: Node) -> bool:
        last = self._stack[-1]
        return last.group == node.group and _TITLE(self._shadow).match(self._gap(last.end, node.start)) is not None and self._boundary(self._gap(last.end, node.start), last.end) is None

    def _expire(self) -> None:
        """"A, B hết hiệu lực": done by the speaker to all that the clause lists."""
        for i, node in enumerate(self._nodes):
            if node.index is None or node.name == SELF or node.frame is not None or not self._may_change("repeals", opens=True):
                continue
            following = next((n.start for n in self._nodes[i + 1 :] if n.index is not None and n.name != SELF), len(self._shadow.low))
            stretch = re.split(r"[;\n]|\. ", self._gap(node.end, min(following, node.end + 400)), maxsplit=1)[0]
            seen = next(sightings(self._shadow, stretch, "after", node.end), None)
            if seen is None or _CONDITION(self._shadow).search(stretch[: seen.start - node.end]):
                continue
            member: Node | None = node
            while member is not None and member.frame is None:
                member.frame = Frame(seen.cue.relation, SELF, False, member.start, 0.9, seen.cue.name)
                member = member.peer

    def _stated(self) -> tuple[StatedRelation, ...]:
        statements: dict[tuple[str, str], dict[Relation, list[tuple[Node, Frame]]]] = {}
        targeted: set[str] = set()
        hidden: list[tuple[Node, Frame]] = []
        for node in self._nodes:
            if node.index is None or node.name is None:
                continue
            frame = node.frame or Frame("cites", SELF, False, node.start, 0.9, "mention")
            source, target = (node.name, frame.other) if frame.turned else (frame.other, node.name)
            if target == SELF or source == target:
                continue
            if not frame.confidence:
                hidden.append((node, frame))
                continue
            targeted.add(target)
            statements.setdefault((source, target), {}).setdefault(frame.relation, []).append((node, frame))
        for node, frame in hidden:
            if node.name is not None and node.name not in targeted:
                statements.setdefault((SELF, node.name), {}).setdefault("cites", []).append((node, replace(frame, confidence=0.5)))
        stated = [self._statement(pair, relation, found) for pair, kinds in statements.items() for relation in _strongest(kinds) for found in (kinds[relation],)]
        return tuple(sorted(stated, key=lambda r: (r.citations[0], r.source, r.target, RELATIONS.index(r.relation))))

    def _statement(self, pair: tuple[str, str], relation: Relation, found: Sequence[tuple[Node, Frame]]) -> StatedRelation:
        best = max(found, key=lambda each: (each[1].confidence, -each[0].start))
        spans: list[Span] = []
        for node, frame in found:
            mention = self._mentions[node.index or 0]
            start = min(frame.start, mention.start)
            spans += [span for span in self._text.spans(start, mention.end) if span not in spans]
        indices = tuple(sorted({node.index for node, _ in found if node.index is not None}))
        return StatedRelation(pair[0], relation, pair[1], indices, best[1].confidence, best[1].rule, tuple(spans))


def _strongest(kinds: dict[Relation, list[tuple[Node, Frame]]]) -> list[Relation]:
    first = min(kinds, key=RELATIONS.index)
    beside: Relation | None = "based_on" if first == "implements" and "based_on" in kinds else None
    return [first, beside] if beside else [first]


# Groups: brackets and notes


class _Groups:
    """Which bracket or note a place lies in. Brackets end with their paragraph at the latest."""

    def __init__(self, low: str) -> None:
        self._places: list[tuple[int, int]] = []
        self._parent: dict[int, int] = {-1: -1}
        stack: list[int] = []
        for match in re.finditer(r"[(){}\n]", low):
            char, at = match.group(), match.start()
            if char in "({":
                self._parent[at] = stack[-1] if stack else -1
                stack.append(at)
            elif char == "\n":
                stack.clear()
            elif any(low[s] == ("(" if char == ")" else "{") for s in stack):
                while stack and low[stack.pop()] != ("(" if char == ")" else "{"):
                    pass
            self._places.append((at, stack[-1] if stack else -1))
        self._starts = [at for at, _ in self._places]

    def at(self, place: int) -> int:
        from bisect import bisect_left

        i = bisect_left(self._starts, place) - 1
        return self._places[i][1] if i >= 0 else -1

    def opening(self, group: int) -> int:
        return group

    def around(self, group: int) -> set[int]:
        found = {group}
        while group != -1:
            group = self._parent[group]
            found.add(group)
        return found


_CLOSED = re.compile(r"\([^()]*+\)|\{[^{}]*+\}")


def _blanked(gap: str) -> str:
    """A gap without the brackets and notes that close in it; length and offsets stay."""
    return _CLOSED.sub(lambda m: " " * len(m.group()), gap) if "(" in gap or "{" in gap else gap


# Words

_BOUNDARY = re.compile(r"[;:\n\x1d]|\.[\"')\]]? |, ")
_AND_CUE = Rule(r"[ ]?(?:,[ ]?)?(?:và|đồng[ ]thời|,)[ ](?:sửa[ ]đổi|bổ[ ]sung|thay[ ]thế|bãi[ ]bỏ|hủy[ ]bỏ|đính[ ]chính)")
_PASSIVE_FIRST = Rule(r"[ ]?(?:đã[ ])?được[ ]")
_ADVERB = Rule(r"(?:đồng[ ]thời|trong[ ]đó|theo[ ]đó|kiên[ ]quyết|góp[ ]phần|báo[ ]cáo|tham[ ]mưu|gửi|trên[ ]cơ[ ]sở|căn[ ]cứ|xét|theo[ ]đề[ ]nghị|thì)(?!\w)")
_FILLER = Rule(
    r"(?:[\s\-+*•\"'.,]|(?<!\w)(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}|[a-zđ]|[ivx]{1,5})[.)]|(?<!\w)(?:các|những|và|số|cùng|văn[ ]bản|quy[ ]định[ ]tại|kèm[ ]theo|toàn[ ]bộ)(?!\w))*+"
)
_LINK = Rule(r"[\s\"]*(?:,[ ]?và|;[ ]?và|[,;]|và|hoặc|và/hoặc|,?[ ]?cùng|với|cùng[ ]với|-)[\s\"]*(?:(?:các|những|tại|theo|của|số|quy[ ]định[ ]tại|bởi|cả)[ ]?)*")
_LINK_END = Rule(r"(?:(?<!\w)(?:và|hoặc)|,|;)[ ](?:(?:các|những|tại|theo|số|quy[ ]định[ ]tại|bởi)[ ])*$")
_ALSO = Rule(r"(?:,|;|(?<!\w)và)[ ](?:ý[ ]kiến|báo[ ]cáo|đề[ ]nghị|đề[ ]xuất|kết[ ]quả[ ]thẩm[ ]định|giải[ ]trình)[ ][^,;.]{0,90}[ ](?:tại|theo)[ ]$")
"""Another voice in the list of grounds: "… và ý kiến của Sở A tại …"."""
_TITLE = Rule(
    r"""
    [\s,]*"?(?:về|v/v|quy[ ]định|hướng[ ]dẫn|ban[ ]hành|sửa[ ]đổi|bổ[ ]sung|phê[ ]duyệt|thực[ ]hiện|triển[ ]khai|tiếp[ ]tục|thi[ ]hành|công[ ]bố|điều[ ]chỉnh|bãi[ ]bỏ|hủy[ ]bỏ|thay[ ]thế|đính[ ]chính
      |chấn[ ]chỉnh|tăng[ ]cường|hợp[ ]nhất|tạm|đình[ ]chỉ|cụ[ ]thể|tổ[ ]chức|sơ[ ]kết|tổng[ ]kết|tổ[ ]chức|đề[ ]nghị|xin|trả[ ]lời)(?![\w])
    """
)
_OPENING = Rule(
    r"""
    (?:[\s\-+*•"'.,]|(?<!\w)(?:(?:điều|khoản|mục|chương|phần)[ ])?(?:[0-9]{1,2}[a-z]?(?:\.[0-9]{1,2}){0,3}|[a-zđ]|[ivx]{1,5})[.):]
      |(?<!\w)(?:v/v|về[ ]việc|về|việc|và|tiếp[ ]tục|đồng[ ]thời|nay|để|nhằm)(?!\w))*+
    """
)
_SAID = Rule(
    r"(?<!\w)(?:đề[ ]xuất|đề[ ]nghị|kiến[ ]nghị|nghiên[ ]cứu|xem[ ]xét|dự[ ]kiến|tham[ ]mưu|rà[ ]soát|trình|chuẩn[ ]bị|góp[ ]ý|ý[ ]kiến|dự[ ]thảo|dự[ ]án|sẽ|cần|đang|phương[ ]án|chủ[ ]trương|yêu[ ]cầu|hồ[ ]sơ|giao|kế[ ]hoạch|khi|nếu|trường[ ]hợp|việc[ ]xây[ ]dựng)(?!\w)"
)
_MAKES = Rule(
    r"(?P<past>đã[ ](?:ký[ ])?)?(?:(?P<draft>xây[ ]dựng|tham[ ]mưu|soạn[ ]thảo|trình|dự[ ]thảo|dự[ ]án|đề[ ]nghị|lập|chuẩn[ ]bị)|ban[ ]hành(?:[ ]kèm[ ]theo(?:[ ](?:quyết[ ]định|nghị[ ]quyết|nghị[ ]định|thông[ ]tư)[ ]này)?)?|phê[ ]duyệt|thông[ ]qua)(?:[ ](?:các|những|nội[ ]dung|bản|là|và|ban[ ]hành|xây[ ]dựng|chương[ ]trình,?|kế[ ]hoạch,?))*[ ]$"
)
_CONDITION = Rule(r"(?<!\w)(?:khi|nếu|trường[ ]hợp|trước[ ]khi|đã)[ ][^,;]*$")
_VERBS_TOO = frozenset({"Quy định", "Hướng dẫn", "Báo cáo", "Thông báo", "Quyết định", "Kết luận", "Dự án", "Quy trình", "Lệnh", "Phương án", "Tuyên bố", "Luật", "Quy ước", "Chiến lược", "Bản án"})
"""Types whose words are verbs or common words as well: only a capital tells that a document is meant."""


def _unnumbered(text: Shadow, words: Sequence[TypeWord], covered: Sequence[tuple[int, int]]) -> list[TypeWord]:
    """Types' words that speak of a document without its number: "Chương trình của Ban Thường vụ Tỉnh ủy"."""
    from bisect import bisect_right

    starts = [start for start, _ in covered]
    chosen = []
    for word in words:
        i = bisect_right(starts, word.start) - 1
        if i >= 0 and word.start < covered[i][1]:
            continue
        capital = text.clean[word.start].isupper() and not text.clean[word.start : word.end].isupper()
        if (word.type in _VERBS_TOO and not capital) or _ANNEXED(text).match(text.low, word.end):
            continue
        chosen.append(word)
    return chosen


_ANNEXED = Rule(r"[ ](?:được[ ])?(?:ban[ ]hành[ ])?(?:kèm[ ]theo|theo|tại)(?!\w)|[ ]?[,;][ ]|[ ](?:sau|dưới)[ ]đây|[ ]?:|[ ](?:số|so)(?!\w)")


def _alike(a: str | None, b: str | None) -> bool:
    law = {"Luật", "Bộ luật", "Pháp lệnh"}
    return a == b or (a in law and b in law)


_RANK = {"Hiến pháp": 0, "Luật": 1, "Bộ luật": 1, "Pháp lệnh": 2, "Nghị quyết": 2, "Nghị định": 3, "Quyết định": 4, "Thông tư": 5, "Thông tư liên tịch": 5}


def _lower(a: str | None, b: str | None) -> bool:
    """Whether an act of type `a` ranks below one of type `b`, and so cannot amend it."""
    return a in _RANK and b in _RANK and _RANK[a or ""] > _RANK[b or ""]


def _has_cue(text: Shadow, gap: str) -> bool:
    return next(sightings(text, gap, "active"), None) is not None


def _skip_issuer(text: Shadow, gap: str, begin: int) -> int:
    """Behind an issuer that follows a short form: "Nghị quyết 02 của Bộ Chính trị và …"."""
    of = re.match(r"[ ]*(?:của|cua) ", gap)
    issuer = issuer_at(text, begin + of.end()) if of else None
    return issuer.end - begin if issuer and issuer.end - begin <= len(gap) else 0


def _lead_cue(text: Shadow, line: str, begin: int) -> Sighting | None:
    """The change or ground that a list's opening line states."""
    found = [seen for voice in ("active", "after") for seen in sightings(text, line, voice, begin)]  # type: ignore[arg-type]  # both are voices
    chosen = [seen for seen in found if seen.cue.relation in CHANGES or seen.cue.relation == "based_on"]
    if not chosen or _SAID(text).search(line[: chosen[0].start - begin]):
        return None
    return chosen[0]


def _leads(text: Shadow) -> dict[int, Sighting]:
    """For each paragraph that is a list's item: the cue of the line that opened the list."""
    leads: dict[int, Sighting] = {}
    current: Sighting | None = None
    at = 0
    for line in text.low.split("\n"):
        if line.rstrip().endswith(":"):
            sentence = max(line.rfind(". "), line.rfind("; ")) + 1
            current = _lead_cue(text, line[sentence:], at + sentence)
        elif current is not None and _ITEM(text).match(line):
            leads[at] = current
        else:
            current = None
        at += len(line) + 1
    return leads


_ITEM = Rule(r"[ ]*(?:[-+*•]|[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]|[a-zđ][.)]|[ivx]{1,5}[.)]|các[ ]|luật|bộ[ ]luật|nghị[ ](?:định|quyết)|quyết[ ]định|thông[ ]tư|chỉ[ ]thị|pháp[ ]lệnh|số)")
