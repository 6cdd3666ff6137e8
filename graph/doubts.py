"""The questions that misprints put to a store: what is said of two documents that differ in their serial only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import partial

from graph.judged import UNJUDGED, Judged
from graph.kept import Document, DocumentEdge
from graph.store import Store
from graph.suspects import echo, misprints, slips


def misprints_of(store: Store, day: Iterable[Document], judged: Judged = UNJUDGED) -> list[DocumentEdge]:
    """Suspect edges among the documents of one (series, day), by what the store's texts, and people, say of them."""
    return misprints(day, partial(_neighbours, store), partial(_told_apart, store, judged))


def slips_of(store: Store, same_number: Iterable[Document], judged: Judged = UNJUDGED) -> list[DocumentEdge]:
    """Suspect edges among documents of one number, series and period, but for those that people hold to be two."""
    return [edge for edge in slips(same_number) if not judged_apart(store, judged, edge.source, edge.target)]


def echoes_of(store: Store, found: Mapping[str, str], documents: Mapping[str, Document], judged: Judged = UNJUDGED) -> list[DocumentEdge]:
    """The edges of what `graph.dated.echoes` found, but for those that people hold to be two."""
    return [echo(documents[one], documents[of]) for one, of in sorted(found.items()) if not judged_apart(store, judged, one, of)]


def _neighbours(store: Store, documents: Collection[Document]) -> dict[str, set[str]]:
    """Numbers of the documents that stand in some statement as actors upon each of these."""
    owner = _owners(store, documents)
    upon = [s for s in store.statements_about(owner) if s.target in owner]
    actors = store.descriptions({s.actor for s in upon})
    numbers: dict[str, set[str]] = defaultdict(set)
    for statement in upon:
        if number := actors[statement.actor].description.number:
            numbers[owner[statement.target]].add(number)
    return numbers


def _told_apart(store: Store, judged: Judged, a: Document, b: Document, together: bool) -> bool:
    """Only what is said of the one that fewer cite is read: the other may be cited by all."""
    if judged_apart(store, judged, a.key, b.key):
        return True
    rarer, other = sorted((a, b), key=lambda d: (d.support, d.key))
    mine, others = _owners(store, [rarer]), _owners(store, [other])
    if any({s.actor, s.target} & others.keys() for s in store.statements_about(mine)):
        return True
    sources = store.stored({link.source for link in store.links_to(mine)}) if together else {}
    return any(link.description in others for source in sources.values() for link in source.links)


def judged_apart(store: Store, judged: Judged, a: str, b: str) -> bool:
    """Whether people hold the documents with these keys to be two."""
    described = store.descriptions_of([a, b]) if judged.parts_some else {}
    one, other = ([d.description for d in described.get(key, ())] for key in (a, b))
    return judged.are_apart(one, other)


def _owners(store: Store, documents: Iterable[Document]) -> dict[str, str]:
    """Keys of the documents' descriptions, with the document's."""
    return {d.key: key for key, own in store.descriptions_of({d.key for d in documents}).items() for d in own}
