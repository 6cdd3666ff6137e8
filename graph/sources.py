"""From a record to what a store keeps of it: its links to descriptions, and its statements with the words that make them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from graph.describe import keyed
from graph.judged import UNJUDGED, Judged
from graph.kept import Description, Link, Statement, StoredSource
from graph.reading import Reading, Record, Span, StatedRelation


def stored_source(record: Record, paths: tuple[str, ...], judged: Judged = UNJUDGED) -> tuple[StoredSource, dict[str, Description]]:
    """The record, read as people say it is to be read, with its links and statements between descriptions; and these, by key."""
    sha, text = record.source.sha256, record.source.text
    reading, meant = judged.reread(sha, record.reading)
    described = keyed(sha, reading, meant)
    keys = {local: key for local, (key, _) in described.items()}
    mentions = Counter([citation.target for citation in reading.citations])
    links = tuple([Link(sha, local, key, mentions[local]) for local, key in sorted(keys.items())])
    statements = tuple(
        [
            Statement(sha, ordinal, keys[r.source], r.relation, keys[r.target], r.confidence, r.rule, spans, quote_of(text, spans))
            for ordinal, (r, _, spans) in enumerate(pieces_of(reading, keys))
        ]
    )
    unjudged = None if reading == record.reading else record.reading
    return StoredSource(sha, paths, text, reading, links, statements, unjudged), dict(described.values())


def pieces_of(reading: Reading, known: Collection[str]) -> Iterator[tuple[StatedRelation, int, tuple[Span, ...]]]:
    """The evidence of all relations between these local names, one piece for each mention that states it, in the order in which
    statements are numbered: the relation, the mention's citation (its index), and the words.
    """
    for relation in reading.relations:
        if relation.source not in known or relation.target not in known:
            continue
        if len(relation.evidence) == 1:  # as of almost all
            (stretch,) = relation.evidence
            yield relation, stretch.citation, (Span(stretch.start, stretch.end),)
        else:
            by_citation: dict[int, list[Span]] = defaultdict(list)
            for stretch in relation.evidence:
                by_citation[stretch.citation].append(Span(stretch.start, stretch.end))
            yield from ((relation, citation, tuple(spans)) for citation, spans in by_citation.items())


def quote_of(text: str, spans: Sequence[Span]) -> str:
    """The evidence's words: the text at the span, or the segments' texts joined by one space."""
    return " ".join([text[span.start : span.end] for span in spans])
