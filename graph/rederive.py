"""Deriving the graph anew from the readings that a store keeps, and telling what in the store is otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from graph.answers import Answer, Export
from graph.batches import batches
from graph.corpus import Corpus
from graph.export import export, export_hash
from graph.reading import Record, Source
from graph.store import Store
from graph.stores.memory import MemoryStore

_SOURCES_AT_ONCE = 200


def differences(store: Store) -> Iterator[str]:
    """What the store's export says otherwise than that of the same readings in a new store in memory, one message each."""
    anew = MemoryStore()
    corpus = Corpus(anew)
    corpus.judge(store.judgements())
    for hashes in batches(store.sources(), _SOURCES_AT_ONCE):
        kept = store.stored(hashes).values()
        corpus.add(Record(Source(source.sha256, source.text, next(iter(source.paths), None)), source.as_read) for source in kept)
    if export_hash(store) != export_hash(anew):
        yield from _told(_named(export(store)), _named(export(anew)))


def _named(whole: Export) -> dict[str, Answer]:
    """Every part of an export, under a name that tells it from all others."""
    nodes = {node.id: node for node in whole.nodes}
    edges = {f"{edge.source} {edge.relation} {edge.target}": edge for edge in whole.edges}
    unsure = {f"“{said.text}” at {said.start} in {said.document}": said for said in whole.ambiguous}
    return {**nodes, **edges, **unsure}


def _told(kept: dict[str, Answer], derived: dict[str, Answer]) -> Iterator[str]:
    for name in sorted({*kept, *derived}):
        if name not in derived:
            yield f"{name}: the store has it, its sources do not give it"
        elif name not in kept:
            yield f"{name}: its sources give it, the store does not have it"
        elif kept[name] != derived[name]:
            yield f"{name}: the store says other things of it than its sources give"
