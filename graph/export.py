"""Export: the whole graph as one answer, sorted, so that equal graphs give equal bytes whatever store they are in.

Everything is asked for by documents in the order of their ids, so that an export can also be written, or hashed, piece by piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from graph.answers import Ambiguous, Answer, Candidate, Edge, Export, PlainNode
from graph.batches import batches
from graph.found import Found
from graph.kept import Described, Document, StoredSource
from graph.mentions import citing
from graph.nodes import edges, plain_node
from graph.reading import SELF
from graph.store import Store

_DOCUMENTS_AT_ONCE = 1000
_SPEAKERS_AT_ONCE = 200


def export(store: Store) -> Export:
    """All documents by id, all edges with all evidence by source, relation and target, and every ambiguous citation with
    what it may mean, by speaking document and place in its text.
    """
    return Export(nodes=list(all_nodes(store)), edges=list(all_edges(store)), ambiguous=list(_ambiguous(store)))


def export_pieces(store: Store) -> Iterator[str]:
    """`export(store).to_json()`, byte for byte, in pieces of which few are in memory at a time."""
    lists: dict[str, Iterator[Answer]] = {"nodes": all_nodes(store), "edges": all_edges(store), "ambiguous": _ambiguous(store)}
    for position, (name, answers) in enumerate(lists.items()):
        yield ",\n" if position else "{\n"
        yield f'  "{name}": ['
        empty = True
        for answer in answers:
            yield "\n    " if empty else ",\n    "
            yield answer.to_json().rstrip("\n").replace("\n", "\n    ")
            empty = False
        yield "]" if empty else "\n  ]"
    yield "\n}\n"


def all_nodes(store: Store) -> Iterator[PlainNode]:
    """The documents of an export, in its order."""
    return map(plain_node, store.all_documents())


def all_edges(store: Store) -> Iterator[Edge]:
    """The edges of an export with all their evidence, in its order."""
    for documents in batches(store.all_documents(), _DOCUMENTS_AT_ONCE):
        yield from edges(store, store.edges([document.key for document in documents], "out"), limit=None)


def export_hash(store: Store) -> str:
    """SHA-256 of the export: equal for equal graphs."""
    digest = sha256()
    for piece in export_pieces(store):
        digest.update(piece.encode("utf-8", "backslashreplace"))
    return digest.hexdigest()


def _ambiguous(store: Store) -> Iterator[Ambiguous]:
    held = (document for document in store.all_documents() if document.held)
    for documents in batches(held, _SPEAKERS_AT_ONCE):
        said = _ambiguous_in(store, documents)
        yield from sorted(said, key=lambda one: (one.document, one.start, one.end, one.text))


def _ambiguous_in(store: Store, documents: Sequence[Document]) -> Iterator[Ambiguous]:
    """What is ambiguous in these documents' own texts."""
    described = store.descriptions_of([document.key for document in documents])
    speaker = {one.key: document.id for document in documents for one in described.get(document.key, [])}
    spoken = {link.source: speaker[link.description] for link in store.links_to(speaker) if link.local == SELF}
    sources = store.stored(spoken)
    unsure = _unsure(store, sources.values())
    ids = _ids(store, unsure.values())
    for sha, source in sources.items():
        meant = {link.local: unsure[link.description] for link in citing(source.links) if link.description in unsure}
        for citation in source.reading.citations:
            if citation.target in meant:
                found = [Candidate(id=ids[one.document], reasons=list(one.reasons)) for one in meant[citation.target].candidates]
                yield Ambiguous(
                    document=spoken[sha],
                    start=citation.start,
                    end=citation.end,
                    text=citation.text,
                    candidates=sorted(found, key=lambda candidate: candidate.id),
                )


def _unsure(store: Store, sources: Iterable[StoredSource]) -> dict[str, Described]:
    """The descriptions without a document that these sources give."""
    given = store.descriptions({link.description for source in sources for link in source.links})
    return {key: described for key, described in given.items() if described.document is None}


def _ids(store: Store, described: Iterable[Described]) -> dict[str, str]:
    """Ids of all candidates, by key."""
    documents = store.documents({candidate.document for one in described for candidate in one.candidates})
    return Found({key: document.id for key, document in documents.items()})
