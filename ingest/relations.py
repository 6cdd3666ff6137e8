"""Stated relations: which document says of which that it carries it out, amends it, rests on it …

Citations are read in text order. Each looks back over the gap to what stands before it in its sentence: a cue there names the
relation, and the gap tells who states it – the document cited just before (its title goes on up to here), or the speaker.
Members of a list share what governs the list; brackets and footnotes stand outside the sentence that they interrupt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.reading import SELF, Header, Relation, Span, Target
from ingest import reasons
from ingest.clauses import (
    ALSO,
    AND_CHANGES,
    FILLER,
    LINK,
    LINK_END,
    OPENING,
    PASSIVE,
    PROVISION,
    SAID,
    THEN,
    TITLE,
    Groups,
    behind_issuer,
    blanked,
    boundary,
    nodes_of,
)
from ingest.consolidated import CONSOLIDATED, consolidate
from ingest.cues import Sighting, reaches, sightings
from ingest.frames import CHANGES, CHANGING_TYPES, Frame, Node, alike
from ingest.governing import by_host, expire, nearest
from ingest.leads import item, lead_cue, leads, sentence
from ingest.makers import behind_unnumbered, find_maker
from ingest.mentions import Mention, TypeWord
from ingest.peers import lists_grounds, passive_target, peer_of, root_of
from ingest.reasons import Reason
from ingest.shadow import Shadow
from ingest.statements import Stated, stated
from ingest.text import Text

_LONGEST_GAP = 1200
"""Characters that a sentence may run on between two mentions and still tie them."""

_JOINED = re.compile(r"(?:,|(?<!\w)(?:và|va))[ ]?$")


def relations(
    text: Text,
    shadow: Shadow,
    header: Header,
    title: Span | None,
    mentions: Sequence[Mention],
    names: Sequence[str],
    targets: Mapping[str, Target],
    words: Sequence[TypeWord],
) -> Stated:
    """The relations that a text states; `names` are its mentions' local names, citations their indices."""
    groups = Groups(shadow.low)
    nodes = nodes_of(shadow, mentions, names, targets, words, groups)
    _Sentences(shadow, header, title, mentions, nodes, groups).read()
    official = any((header.type, header.number, header.issuer)) or PROVISION(shadow).match(shadow.low) is not None
    return stated(text, shadow, nodes, mentions, official=official)


class _Sentences:
    """Walks over a document's mentions and finds what governs each; `_stack` holds those of the sentence that are still open."""

    def __init__(
        self,
        shadow: Shadow,
        header: Header,
        title: Span | None,
        mentions: Sequence[Mention],
        nodes: Sequence[Node],
        groups: Groups,
    ) -> None:
        self._shadow, self._low, self._header, self._title, self._mentions = shadow, shadow.low, header, title, mentions
        self._nodes, self._groups = nodes, groups
        self._leads = leads(shadow)
        self._stack: list[Node] = []

    def read(self) -> None:
        """Gives each node its frame, in text order."""
        for node in self._nodes:
            self._place(node)
        if self._may_change("repeals"):
            expire(self._shadow, self._nodes)
        if self._header.type == CONSOLIDATED:
            consolidate(self._shadow, self._nodes)

    # Where a node stands

    def _place(self, node: Node) -> None:
        while self._stack and not self._groups.within(node.group, self._stack[-1].group):
            self._stack.pop()
        if self._stack and node.start - self._stack[-1].end > _LONGEST_GAP:
            self._stack.clear()
        floor = max(0, node.start - _LONGEST_GAP)
        begin = self._stack[-1].end if self._stack else max(floor, self._low.rfind("\n", floor, node.start) + 1)
        if node.group >= begin:
            self._in_group(node, node.group + 1)
        else:
            self._in_sentence(node, begin)

    def _gap(self, start: int, end: int) -> str:
        return blanked(self._low[start:end])

    def _in_sentence(self, node: Node, begin: int) -> None:
        gap = self._gap(begin, node.start)
        bound = boundary(self._shadow, gap, begin)
        if bound is None and self._stack:
            self._attach(node, gap, begin)
            return
        at, mark = (bound.end, bound.mark) if bound is not None else (0, "\n")
        tail = gap[at:]
        if self._stack and PASSIVE(self._shadow).match(tail) and self._passive(node, tail, begin + at):
            return
        if mark in ";," and self._stack:
            if FILLER(self._shadow).fullmatch(tail) or (ALSO(self._shadow).search(mark + tail) and lists_grounds(self._stack)):
                self._join(node, self._amender(node, gap) or root_of(self._stack, node))
                return
            if self._title_goes_on(gap, tail, begin + at) and self._passive(node, tail, begin + at):
                return
        lead = self._opened(node, begin + at, tail)
        self._stack = [n for n in self._stack if n.group != node.group] if mark == ";" else []
        node.frame = lead or self._by_speaker(node, tail, begin + at)
        self._finish(node)

    def _title_goes_on(self, gap: str, tail: str, at: int) -> bool:
        """Whether the title before has separators of its own: "… quy định về phí; lệ phí; giá được sửa đổi bởi"."""
        if not TITLE(self._shadow).match(gap) or self._shadow.clean[at : at + 1].isupper():
            return False
        passive = next(sightings(self._shadow, tail, "passive"), None)
        return passive is not None and next(sightings(self._shadow, tail[: passive.start], "active"), None) is None

    # Lists

    def _opened(self, node: Node, at: int, tail: str) -> Frame | None:
        """What the line that opens a list says of its item, which stands at `at`, perhaps in the same paragraph: "… sau: Quyết định A"."""
        if not FILLER(self._shadow).fullmatch(tail):
            return None
        line = self._shadow.paragraph(node.start)
        seen = self._leads.get(line)
        if seen is None and (opened := sentence(self._shadow, line, at)) is not None:
            begin = max(opened, at - _LONGEST_GAP)
            seen = lead_cue(self._shadow, self._low[begin:at], begin)
        if seen is None or (seen.cue.voice != "passive" and not self._may_change(seen.cue.relation)):
            return None
        return item(self._shadow, self._nodes, node, seen)

    def _amender(self, node: Node, gap: str) -> Node | None:
        """ "sửa đổi bởi Nghị định A; Nghị định B": bare numbers go on the list of what amends."""
        last, mention = self._stack[-1], self._mentions[node.index] if node.index is not None else None
        bare = mention is not None and not (mention.issuer or mention.title or mention.name) and not gap.strip(" ;") and "\n" not in gap
        return last if bare and last.frame is not None and last.frame.turned and alike(last.type, node.type) else None

    def _join(self, node: Node, peer: Node) -> None:
        if peer.frame is not None:
            rule = peer.frame.rule if peer.frame.rule.endswith(", list") else f"{peer.frame.rule}, list"
            last = next((n for n in reversed(self._stack) if n.numbered), peer)
            why = reasons.LIST if last is peer else reasons.LIST_BEYOND
            believed = peer.frame.reasons if why in peer.frame.reasons else (*peer.frame.reasons, why)
            node.frame = replace(peer.frame, rule=rule, reasons=believed)
        node.peer, node.made = peer, peer.made and not node.numbered
        while self._stack.pop() is not peer:
            pass
        self._finish(node)

    # Within a clause

    def _attach(self, node: Node, gap: str, begin: int) -> None:
        """A mention in the clause of the one before it."""
        previous = self._stack[-1]
        skipped = behind_issuer(self._shadow, gap, begin)
        rest, at = gap[skipped:], begin + skipped
        if LINK(self._shadow).fullmatch(rest):
            self._join(node, peer_of(self._stack, node, rest))
        elif ALSO(self._shadow).search(rest) and lists_grounds(self._stack):
            self._join(node, root_of(self._stack, node))
        elif self._passive(node, rest, at):
            pass
        elif TITLE(self._shadow).match(rest) or not previous.numbered or self._changes_on(previous, rest):
            self._under(node, previous, rest, at)
        elif not previous.speaker and LINK_END(self._shadow).search(rest) and next(sightings(self._shadow, rest, "active"), None) is None:
            self._join(node, peer_of(self._stack, node, rest[-9:]))
        else:
            node.frame = self._by_speaker(node, rest, at)
            self._stack = [n for n in self._stack if n.group != node.group]
            self._finish(node)

    def _changes_on(self, previous: Node, rest: str) -> bool:
        """ "A sửa đổi B và thay thế C": the verb goes on with the subject of the one before it."""
        return previous.frame is not None and previous.frame.relation in CHANGES and AND_CHANGES(self._shadow).match(rest) is not None

    def _under(self, node: Node, previous: Node, gap: str, at: int) -> None:
        """A mention within the title of the one before it, or behind an unnumbered document."""
        seen = nearest(self._shadow, node, gap, at)
        if seen is None and LINK_END(self._shadow).search(gap):
            self._join(node, peer_of(self._stack, node, gap[-9:]))
            return
        if not previous.numbered and not previous.made:
            node.frame = behind_unnumbered(node, previous, cued=seen is not None)
        elif seen is None:
            titled = TITLE(self._shadow).match(gap) is not None and "," not in gap
            node.frame = self._merely(previous.name if titled else SELF, node.start, "mention in a title", reasons.TITLE_ONLY)
        else:
            before = gap[: seen.start - at]
            source = self._subject(previous, seen, before)
            done = source is not None and self._does(node, previous, source, seen, before)
            node.frame = (
                Frame(
                    seen.cue.relation,
                    source or SELF,
                    False,
                    seen.start,
                    seen.cue.name,
                    (reasons.OWN if source == SELF else reasons.TITLED,),
                    seen,
                )
                if done
                else self._merely(source, seen.start, "said, not done", reasons.SAID)
            )
        self._finish(node)

    @staticmethod
    def _subject(previous: Node, seen: Sighting, before: str) -> str | None:
        frame = previous.frame
        if frame is not None and not frame.turned and {frame.relation, seen.cue.relation} <= CHANGES and _JOINED.search(before):
            return frame.other
        return previous.name

    @staticmethod
    def _merely(source: str | None, start: int, rule: str, why: Reason) -> Frame | None:
        """A mention by another cited document that states no more of it; the speaker's own need no frame."""
        return None if source in (None, SELF) else Frame("cites", source or SELF, False, start, rule, (why,))

    def _does(self, node: Node, previous: Node, source: str, seen: Sighting, before: str) -> bool:
        """Whether `source` does what the cue says, or merely speaks of it."""
        if seen.cue.relation not in CHANGES:
            return not previous.draft or seen.cue.relation == "implements"
        if previous.draft or SAID(self._shadow).search(before):
            return False
        if source == SELF:
            return self._may_change(seen.cue.relation, node)
        kind = next((n.type for n in reversed(self._stack) if n.name == source), None)
        return kind is None or kind in CHANGING_TYPES or seen.cue.relation == "corrects"

    def _passive(self, node: Node, gap: str, at: int) -> bool:
        """ "A được sửa đổi bởi B": B amends A. False if no passive cue reaches the node."""
        seen = next((s for s in sightings(self._shadow, gap, "passive", at) if reaches(self._shadow, s.cue, gap[s.end - at :])), None)
        if seen is None:
            return False
        direct = not gap[: seen.start - at].strip(" ,(")
        target = passive_target(self._stack, node, seen.cue.relation, direct)
        if target is not None:
            why = reasons.PASSIVE if direct else reasons.PASSIVE_AFAR
            node.frame = Frame(seen.cue.relation, target.name or SELF, True, seen.start, seen.cue.name, (why,), seen)
            while self._stack[-1] is not target:
                self._stack.pop()
        elif seen.cue.relation == "promulgates":
            return False
        else:
            self._stack = [n for n in self._stack if n.group != node.group]
        self._finish(node)
        return True

    # The speaker

    def _by_speaker(self, node: Node, tail: str, at: int) -> Frame | None:
        """What the speaker states of a mention in a clause that is its own."""
        seen = nearest(self._shadow, node, tail, at)
        if seen is None:
            return None
        before = tail[: seen.start - at]
        if not self._may_change(seen.cue.relation, node):
            return None
        opening = OPENING(self._shadow).fullmatch(before) is not None
        if seen.cue.opening and not opening and not self._speaks(before):
            return None
        near = seen.end + 40 > node.start
        why = (reasons.OPENS if near else reasons.FAR) if opening else reasons.VERB if near else reasons.FAR_WITHIN
        return Frame(seen.cue.relation, SELF, False, seen.start, seen.cue.name, (why,), seen)

    def _speaks(self, before: str) -> bool:
        """Whether the cue is the verb of "Quyết định này …", directly or behind "… có hiệu lực … và"."""
        if not self._stack or not self._stack[-1].speaker:
            return False
        return THEN(self._shadow).search(before) is not None and SAID(self._shadow).search(before) is None

    def _may_change(self, relation: Relation, node: Node | None = None) -> bool:
        """Whether the speaker can state this as done: acts change law, titles tell it, and any document may replace one of its kind."""
        if relation not in CHANGES or relation == "corrects" or self._header.type is None or self._header.type in CHANGING_TYPES:
            return True
        if node is None:
            return False
        titled = self._title is not None and self._title.start <= node.start < self._title.end
        return titled or (relation == "replaces" and alike(node.type, self._header.type))

    # Brackets and footnotes

    def _in_group(self, node: Node, begin: int) -> None:
        """The first mention in a bracket or a footnote."""
        opened, note = begin - 1, self._low[begin - 1] == "{"
        host = self._stack[-1] if self._stack else None
        if host is not None and not note and boundary(self._shadow, self._gap(host.end, opened), host.end) is not None:
            host = None
        gap = self._gap(begin, node.start)
        bound = boundary(self._shadow, gap, begin)
        at = bound.end if bound is not None else 0
        tail = gap[at:]
        if host is not None and not note and bound is None and self._passive(node, tail, begin):
            return
        seen = nearest(self._shadow, node, tail, begin + at)
        if seen is None:
            node.frame = self._hung_on(node, host, opened, note) if bound is None else None
        elif (
            host is not None
            and host.numbered
            and not note
            and bound is None
            and OPENING(self._shadow).fullmatch(tail[: seen.start - begin])
        ):
            done = not self._gap(host.end, opened).strip() and self._does(node, host, host.name or SELF, seen, "")
            rule = f"{seen.cue.name}, in brackets"
            frame = Frame(seen.cue.relation, host.name or SELF, False, seen.start, rule, (reasons.BRACKETS,), seen)
            node.frame = frame if done else None
        else:
            node.frame = self._by_speaker(node, tail, begin + at)
        self._finish(node)

    def _hung_on(self, node: Node, host: Node | None, opened: int, note: bool) -> Frame | None:
        """What governs the words that a bracket or a note without a cue of its own hangs on."""
        line = self._low.rfind("\n", max(0, opened - _LONGEST_GAP), opened) + 1
        begin = max(line, host.end if host else 0, opened - _LONGEST_GAP)
        outer = self._gap(begin, opened)
        bound = boundary(self._shadow, outer, begin)
        at = bound.end if bound is not None else 0
        if host is not None and bound is None:
            same = next((n for n in reversed(self._stack) if not n.numbered and alike(n.type, node.type)), None)
            if same is not None:
                return (
                    replace(same.frame, rule=f"{same.frame.rule}, in apposition", reasons=(*same.frame.reasons, reasons.APPOSITION))
                    if same.frame
                    else None
                )
            if host.numbered and not note and not outer.strip() and alike(host.type, node.type):
                return host.frame
            if not host.numbered:  # the note hangs on what is said of an unnumbered document: its clause began before that
                before = self._gap(line, host.start)
                earlier = boundary(self._shadow, before, line)
                begin, at = line + (earlier.end if earlier is not None else 0), 0
        return by_host(self._shadow, self._gap(begin + at, opened), begin + at) if note else None

    def _finish(self, node: Node) -> None:
        if not node.numbered:
            find_maker(self._shadow, node, self._stack[-1] if self._stack else None, self._header.type)
        self._stack.append(node)
