"""Copying a store into another one, of whatever kind: batch by batch through the port, and then held against the original."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graph.answers import StoreCopy
from graph.batches import batches
from graph.errors import StoreError
from graph.export import export_hash
from graph.store import Changes, Store

_DOCUMENTS_AT_ONCE = 1000
_SOURCES_AT_ONCE = 200

Tick = Callable[[], None]


def copy(origin: Store, target: Store, tick: Tick) -> StoreCopy:
    """Copy everything from `origin`, as it is at one moment, to `target`. `tick` is called for each document and each source.

    Raises StoreError if `target` is not empty, and if it does not hold the same afterwards, as when others wrote to it meanwhile.
    """
    place = target.about().location
    if any(target.counts().values()):
        raise StoreError(f"{place}: this store is not empty; copy to a new one")

    def work() -> tuple[Mapping[str, int], str]:
        _copy(origin, target, tick)
        return origin.counts(), export_hash(origin)

    counts, exported = origin.read(work)
    for what, there, here in (("counts", counts, target.counts()), ("export", exported, export_hash(target))):
        if there != here:
            raise StoreError(f"{place}: the copy's {what} are not the original's ({here}, not {there}); throw it away and copy again")
    return StoreCopy(origin=origin.about().location, target=place, counts=dict(counts), export_sha256=exported)


def _copy(origin: Store, target: Store, tick: Tick) -> None:
    """What is referred to before what refers. Each batch is a transaction; to put one again changes nothing."""
    for documents in batches(origin.all_documents(), _DOCUMENTS_AT_ONCE):
        described = origin.descriptions_of([document.key for document in documents])
        target.apply(Changes(put_documents=documents, put_descriptions=[one for some in described.values() for one in some]))
        for _ in documents:
            tick()
    for unsure in batches(origin.ambiguous(), _DOCUMENTS_AT_ONCE):
        target.apply(Changes(put_descriptions=unsure))
    for hashes in batches(origin.sources(), _SOURCES_AT_ONCE):
        target.apply(Changes(put_sources=list(origin.stored(hashes).values())))
        for _ in hashes:
            tick()
    for documents in batches(origin.all_documents(), _DOCUMENTS_AT_ONCE):
        target.apply(Changes(put_edges=origin.edges([document.key for document in documents], "out")))
