"""From a text to its reading: all that one document says of others, as a pure function."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from graph.reading import SELF, Citation, Evidence, Header, Reading, StatedRelation, Target
from ingest.authors import with_authors
from ingest.chronology import in_time
from ingest.citations import disjoint, find, with_pinpoints
from ingest.introduced import introduced
from ingest.issuers import placed
from ingest.layout import lay_out
from ingest.lists import with_shared_dates
from ingest.mentions import Mention, type_words
from ingest.relations import relations
from ingest.shadow import shadow
from ingest.shorts import abbreviated, above, bound, selves, shorts
from ingest.statements import Stated
from ingest.targets import pool
from ingest.text import Text, prepare
from ingest.titles import with_titles


class Grounds(NamedTuple):
    """What a reading was made of: its text, the mention behind each citation, and the relations with what they rest on.

    `told` is what the grammar says; the reading leaves out what time rules out.
    """

    text: Text
    mentions: tuple[Mention, ...]
    told: Stated


def read(original: str) -> Reading:
    """The reading of one document's text. Any string has one; offsets are those of `original`."""
    return read_with_grounds(original)[0]


def read_with_grounds(original: str) -> tuple[Reading, Grounds]:
    """The reading, and what it was made of."""
    text = prepare(original)
    layout = lay_out(text)
    shown = shadow(text.clean)
    words = type_words(shown)

    found = find(shown, words, layout.silent)
    pointing = [
        *introduced(shown, words, found),
        *found,
        *selves(shown, words),
        *shorts(shown, words, found),
        *abbreviated(shown, found),
        *above(shown, words, found),
    ]
    found = disjoint(pointing, layout.silent)
    found = with_titles(shown, with_authors(shown, with_shared_dates(shown, with_pinpoints(shown, bound(found))), words))
    found = [_placed(mention, layout.header) for mention in found]
    names, targets = pool(found, layout.header)
    told = relations(text, shown, layout.header, layout.title, found, names, targets, words)
    stated = in_time([relation for relation, _ in told], targets)

    citations = [_citation(text, mention, name, targets.get(name)) for mention, name in zip(found, names, strict=True)]
    order = _text_order(citations)
    place = {old: new for new, old in enumerate(order)}
    reading = Reading(layout.header, tuple(citations[i] for i in order), targets, tuple(_renumbered(stated, place)))
    return reading, Grounds(text, tuple(found[i] for i in order), told)


def _placed(mention: Mention, header: Header) -> Mention:
    issuer = placed(mention.issuer, header) if mention.issuer else None
    if issuer == mention.issuer:
        return mention
    return mention._replace(issuer=issuer, given=(*mention.given, ("issuer", "worded so, with the place of the letterhead")))


def _citation(text: Text, mention: Mention, name: str, target: Target | None) -> Citation:
    """The mention at its place in the original. Broken by a footnote or a page's end, it ends with the first stretch behind
    its number; a short form says what the document's own full citation says."""
    stretches = text.spans(mention.start, mention.end)
    core = text.spans(mention.start, mention.core)[-1].end if mention.core > mention.start else stretches[0].end
    start, end = stretches[0].start, max(core, next((s.end for s in stretches if s.start <= core <= s.end), core))
    if end < stretches[-1].end:
        end = max(core, start + len(_DANGLING.sub("", text.original[start:end])))
    inherited = target if mention.kind == "short" and target is not None else Target()
    return Citation(
        start, end, text.original[start:end], "self" if name == SELF else mention.kind, mention.type, mention.number, mention.name,
        mention.date or inherited.date, mention.issuer or inherited.issuer, mention.title, mention.pinpoint, mention.confidence, name,
    )  # fmt: skip


_DANGLING = re.compile(r"(?:\s*(?:,|(?<!\w)(?:của|ngày|do|năm|tháng)))+$")
"""What a break leaves hanging: "… của" with the issuer on the next page."""


def _text_order(citations: Sequence[Citation]) -> list[int]:
    """Indices in the order of the original, where footnotes stand below; none that overlaps the one before it."""
    order: list[int] = []
    for i in sorted(range(len(citations)), key=lambda i: (citations[i].start, i)):
        if citations[i].start < citations[i].end and (not order or citations[order[-1]].end <= citations[i].start):
            order.append(i)
    return order


def _renumbered(relations: Sequence[StatedRelation], place: dict[int, int]) -> Iterator[StatedRelation]:
    for relation in relations:
        citations = tuple(sorted(place[i] for i in relation.citations if i in place))
        evidence = [Evidence(e.start, e.end, place[e.citation]) for e in relation.evidence if e.citation in place]
        if citations:
            yield replace(relation, citations=citations, evidence=tuple(sorted(evidence, key=lambda e: e.citation)))
