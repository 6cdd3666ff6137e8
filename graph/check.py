"""Check: whether what a store has derived is what its sources give.

A source's hash is that of its file's bytes, which the store does not keep (a BOM or another encoding is gone), so hashes
are taken on trust; all that is said of a text is compared with the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from graph.answers import CheckReport, Finding
from graph.batches import batches
from graph.kept import PROBABLY_SAME_AS, Document, DocumentEdge, EdgeKey, Statement, StoredSource
from graph.store import Store

Check = Callable[[Store], Iterable[str]]
"""Gives one message for each thing that is wrong."""

_SOURCES_AT_ONCE = 200
_ROWS_AT_ONCE = 1000


def check(store: Store, rederive: Check | None = None) -> CheckReport:
    """Every check's findings, each once. `rederive`, if given, derives the graph anew and tells what differs.

    A store that its engine finds damaged is not read any further.
    """
    damaged = [Finding(check="storage", message=message) for message in store.damage()]
    if damaged:
        return CheckReport(ok=False, checked=["storage"], findings=damaged)
    checks = _CHECKS if rederive is None else {**_CHECKS, "derivation": rederive}
    findings = [Finding(check=name, message=message) for name, one in checks.items() for message in dict.fromkeys(one(store))]
    return CheckReport(ok=not findings, checked=["storage", *checks], findings=findings)


def _citations(store: Store) -> Iterator[str]:
    for source in _sources(store):
        for citation in source.reading.citations:
            if source.text[citation.start : citation.end] != citation.text:
                yield f"{_name(source)}: the citation at {citation.start} is not the text there: “{citation.text}”"


def _evidence(store: Store) -> Iterator[str]:
    for source in _sources(store):
        for statement in source.statements:
            if not statement.spans:
                yield f"{_name(source)}: statement {statement.ordinal} has no evidence"
            elif " ".join(source.text[span.start : span.end] for span in statement.spans) != statement.quote:
                start = statement.spans[0].start
                yield f"{_name(source)}: the evidence at {start} is not the text there: “{statement.quote}”"


def _links(store: Store) -> Iterator[str]:
    """Links and statements name kept descriptions, and links count their mentions."""
    for sources in batches(_sources(store), _SOURCES_AT_ONCE):
        described = store.descriptions({key for source in sources for key in _described_in(source)})
        for source in sources:
            mentioned = Counter(citation.target for citation in source.reading.citations)
            for link in source.links:
                if link.description not in described:
                    yield f"{_name(source)}: {link.local} has no description"
                if link.mentions != mentioned[link.local]:
                    yield f"{_name(source)}: {link.local} is mentioned {mentioned[link.local]} times, not {link.mentions}"
            for statement in source.statements:
                if not {statement.actor, statement.target} <= described.keys():
                    yield f"{_name(source)}: statement {statement.ordinal} is about something without description"


def _documents(store: Store) -> Iterator[str]:
    """Documents have descriptions, and each description as many links as it counts."""
    for documents in batches(store.all_documents(), _ROWS_AT_ONCE):
        described = store.descriptions_of([document.key for document in documents])
        given = Counter(link.description for link in store.links_to([d.key for some in described.values() for d in some]))
        for document in documents:
            members = described.get(document.key, [])
            if not members:
                yield f"{document.id}: nothing describes it"
            for one in members:
                if one.count != given[one.key]:
                    yield f"{document.id}: a description counts {one.count} links, there are {given[one.key]}"


def _candidates(store: Store) -> Iterator[str]:
    """What an ambiguous citation may mean is there."""
    for unsure in batches(store.ambiguous(), _ROWS_AT_ONCE):
        documents = store.documents({candidate.document for one in unsure for candidate in one.candidates})
        for one in unsure:
            if any(candidate.document not in documents for candidate in one.candidates):
                asked = one.description.number or one.description.name
                yield f"{asked}: an ambiguous citation has a candidate that is not there"


def _edges(store: Store) -> Iterator[str]:
    """Edges are exactly what the statements give, and both their documents are there."""
    for edges in batches(store.all_edges(), _ROWS_AT_ONCE):
        documents = store.documents({end for edge in edges for end in (edge.source, edge.target)})
        yield from (f"an edge “{e.relation}” lacks a document" for e in edges if not {e.source, e.target} <= documents.keys())
        stated = [edge for edge in edges if edge.relation != PROBABLY_SAME_AS]
        yield from _differences(stated, store.tally({(e.source, e.target) for e in stated}), documents)
    for sources in batches(_sources(store), _SOURCES_AT_ONCE):
        pairs = _pairs(store, [statement for source in sources for statement in source.statements])
        documents = store.documents({end for pair in pairs for end in pair})
        stated = [edge for edge in store.edges_between(pairs) if edge.relation != PROBABLY_SAME_AS]
        yield from _differences(stated, store.tally(pairs), documents)


def _differences(
    edges: Sequence[DocumentEdge], tally: Mapping[EdgeKey, tuple[int, float]], documents: Mapping[str, Document]
) -> Iterator[str]:
    kept = {(edge.source, edge.relation, edge.target): (edge.total, edge.confidence) for edge in edges}
    for key in sorted({*kept, *tally}):
        source, relation, target = key
        if kept.get(key) != tally.get(key) and source in documents and target in documents:
            said = _count(tally.get(key))
            yield f"{documents[source].id} {relation} {documents[target].id}: {said} behind it, the edge says {_count(kept.get(key))}"


def _count(tally: tuple[int, float] | None) -> str:
    return f"{tally[0]} statements up to confidence {tally[1]}" if tally else "nothing"


def _pairs(store: Store, statements: Sequence[Statement]) -> set[tuple[str, str]]:
    """The documents that statements are between; what states something of itself or of nobody certain makes no edge."""
    described = store.descriptions({key for statement in statements for key in (statement.actor, statement.target)})
    owner = {key: one.document for key, one in described.items()}
    found = {(owner.get(statement.actor), owner.get(statement.target)) for statement in statements}
    return {(actor, target) for actor, target in found if actor and target and actor != target}


def _sources(store: Store) -> Iterator[StoredSource]:
    for hashes in batches(store.sources(), _SOURCES_AT_ONCE):
        yield from store.stored(hashes).values()


def _described_in(source: StoredSource) -> set[str]:
    return {link.description for link in source.links} | {key for s in source.statements for key in (s.actor, s.target)}


def _name(source: StoredSource) -> str:
    return source.paths[0] if source.paths else source.sha256[:12]


_CHECKS: Mapping[str, Check] = {
    "citations": _citations,
    "evidence": _evidence,
    "links": _links,
    "documents": _documents,
    "candidates": _candidates,
    "edges": _edges,
}
