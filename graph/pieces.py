"""All that a store holds, in pieces that can be put one after the other into another one."""

from __future__ import annotations

from collections.abc import Iterator

from graph.batches import batches
from graph.kept import Changes
from graph.store import Store

_DOCUMENTS_AT_ONCE = 1000
_SOURCES_AT_ONCE = 200


def pieces(origin: Store) -> Iterator[Changes]:
    """Everything that a store holds: what is referred to before what refers, nothing twice, few texts at a time."""
    yield Changes(put_judgements=origin.judgements())
    for documents in batches(origin.all_documents(), _DOCUMENTS_AT_ONCE):
        described = origin.descriptions_of([document.key for document in documents])
        yield Changes(put_documents=documents, put_descriptions=[one for some in described.values() for one in some])
    for unsure in batches(origin.ambiguous(), _DOCUMENTS_AT_ONCE):
        yield Changes(put_descriptions=unsure)
    for hashes in batches(origin.sources(), _SOURCES_AT_ONCE):
        yield Changes(put_sources=list(origin.stored(hashes).values()))
    for documents in batches(origin.all_documents(), _DOCUMENTS_AT_ONCE):
        yield Changes(put_edges=origin.edges([document.key for document in documents], "out"))
