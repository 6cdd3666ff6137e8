"""What every adapter agrees on before it writes and when it searches, so that all three answer alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.errors import StoreError
from graph.fold import words
from graph.kept import PROBABLY_SAME_AS, Changes, Document, StoredSource
from graph.reading import RELATIONS

EDGE_RELATIONS: frozenset[str] = frozenset({*RELATIONS, PROBABLY_SAME_AS})
"""The closed set of what an edge may be called. Neo4j makes relationship types of these names, so no other gets in."""

DANGLING = "the change points at documents or descriptions that the store does not have; nothing was changed"
"""Message of the error for a change that would leave a link, a statement, a description or an edge pointing at nothing."""


READ_ONLY = "what runs within `Store.read` only reads"
"""Message of the RuntimeError for a write within a read: a slip of the program, not of its user."""

NO_TRANSACTION = "locks are taken in a transaction"
"""Message of the RuntimeError for locks that nothing would ever give back."""


def silent(_: str) -> None:
    """For whom nobody listens."""


def settled(changes: Changes) -> Changes:
    """The same changes without conflicts: of puts with one key the last counts, what is put is not dropped as well,
    and a path belongs to the last source that claims it.

    Raises StoreError for a relation outside the closed set and for a path that is not Unicode, which no database keeps.
    """
    for edge in changes.put_edges:
        _check(edge.relation)
    for source in changes.put_sources:
        for statement in source.statements:
            _check(statement.relation)
        for path in source.paths:
            _check_unicode(path)
    sources = {s.sha256: s for s in changes.put_sources}
    descriptions = {d.key: d for d in changes.put_descriptions}
    documents = {d.key: d for d in changes.put_documents}
    edges = {(e.source, e.relation, e.target): e for e in changes.put_edges}
    judgements = {judgement.id: judgement for judgement in changes.put_judgements}
    return Changes(
        put_sources=_with_own_paths(sources.values()),
        drop_sources=set(changes.drop_sources) - sources.keys(),
        put_descriptions=tuple(descriptions.values()),
        drop_descriptions=set(changes.drop_descriptions) - descriptions.keys(),
        put_documents=tuple(documents.values()),
        drop_documents=set(changes.drop_documents) - documents.keys(),
        put_edges=tuple(edges.values()),
        drop_edges=set(changes.drop_edges) - edges.keys(),
        put_judgements=tuple(judgements.values()),
        drop_judgements=set(changes.drop_judgements) - judgements.keys(),
    )


def needed(change: Changes) -> tuple[set[str], set[str]]:
    """Keys of the documents and of the descriptions that a settled change refers to and does not bring itself.

    Raises StoreError if it refers to what it drops.
    """
    ends = {key for e in change.put_edges for key in (e.source, e.target)}
    documents = ends.union(d.document for d in change.put_descriptions if d.document is not None)
    descriptions = {key for source in change.put_sources for key in names(source)}
    if not documents.isdisjoint(change.drop_documents) or not descriptions.isdisjoint(change.drop_descriptions):
        raise StoreError(DANGLING)
    return documents - {d.key for d in change.put_documents}, descriptions - {d.key for d in change.put_descriptions}


def names(source: StoredSource) -> set[str]:
    """Keys of the descriptions that a source's links and statements name."""
    return {link.description for link in source.links} | {key for s in source.statements for key in (s.actor, s.target)}


def search_words(document: Document) -> list[str]:
    """The folded words that a search compares with, each once."""
    said = (document.number, document.name, document.type, document.issuer, document.title, document.place, document.date)
    return list(dict.fromkeys(words(" ".join(text for text in said if text))))


def can_match(word: str) -> bool:
    """Whether a word of a query can begin a folded word at all: those are of ASCII letters and digits. Else nothing is found."""
    return words(word) == [word]


def tail(document_id: str) -> str:
    """The last segment of an id, which holds the number: `vn/kon-tum/ubnd/cong-van/2021-10-15/3717.ubnd-kgvx` → `3717.ubnd-kgvx`."""
    return document_id.rpartition("/")[2]


def _check(relation: str) -> None:
    if relation not in EDGE_RELATIONS:
        raise StoreError(f"{relation!r} is no relation between documents; nothing was changed")


def _check_unicode(path: str) -> None:
    try:
        path.encode()
    except UnicodeEncodeError as error:
        raise StoreError(f"{path!r}: the name of this file is not Unicode; rename it. Nothing was changed") from error


def _with_own_paths(sources: Iterable[StoredSource]) -> tuple[StoredSource, ...]:
    given = tuple(sources)
    owner = {path: source.sha256 for source in given for path in source.paths}
    return tuple(replace(s, paths=tuple(sorted({p for p in s.paths if owner[p] == s.sha256}))) for s in given)
