"""The store in memory: the plainest implementation of the port, which the contract suite compares the others with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from graph.errors import StoreError
from graph.kept import (
    About,
    Changes,
    Described,
    Step,
    StoredSource,
)
from graph.namesakes import called
from graph.prints import prints_of
from graph.store import T
from graph.stores.changes import DANGLING, NO_TRANSACTION, READ_ONLY, names, needed, settled
from graph.stores.memory_reads import MemoryGraph, edge_key

_DIRECTIONS: tuple[Step, ...] = ("out", "in")


class MemoryStore(MemoryGraph):
    """The port's reading and writing, one transaction after the other; a failing one is taken back change by change."""

    def __init__(self, url: str = "memory:") -> None:
        super().__init__()
        self.url = url
        self._undo: list[Changes] | None = None
        """What takes back the running transaction's changes, in the order of these; None outside of one."""
        self._reads = 0
        """How many `read`s run, one within the other."""

    # --- the store itself

    def about(self) -> About:
        return About("memory", "this process", None, None)

    def damage(self) -> list[str]:
        return []

    def backup(self, target: Path) -> None:
        raise StoreError(f"a store in memory has no file to copy to {target}; take `phahe store copy`")

    def together(self, questions: Sequence[Callable[[], Any]]) -> tuple[Any, ...]:
        return tuple(question() for question in questions)

    def prepare(self) -> None:
        """Nothing to make ready."""

    # --- writing

    def transact(self, work: Callable[[], T]) -> T:
        with self._lock:
            self._refuse_in_read()
            if self._undo is not None:
                raise RuntimeError("transactions do not nest")
            self._undo = []
            try:
                return work()
            except BaseException:
                for change in reversed(self._undo):
                    self._make(change)
                raise
            finally:
                self._undo = None

    def lock(self, names: Collection[str]) -> None:  # noqa: ARG002  # nobody else is in a transaction anyway
        if self._undo is None:
            raise RuntimeError(NO_TRANSACTION)

    def read(self, work: Callable[[], T]) -> T:
        with self._lock:
            if self._undo is not None:
                return work()
            self._reads += 1
            try:
                return work()
            finally:
                self._reads -= 1

    def _refuse_in_read(self) -> None:
        if self._reads:
            raise RuntimeError(READ_ONLY)

    def apply(self, changes: Changes) -> None:
        change = settled(changes)
        with self._lock:
            self._refuse_in_read()
            self._refuse_dangling(change)
            if self._undo is not None:
                self._undo.append(self._inverse(change))
            self._make(change)

    def _make(self, change: Changes) -> None:
        for start, relation, end in change.drop_edges:
            if self._graph.has_edge(start, end, relation):
                self._graph.remove_edge(start, end, relation)
        self._graph.remove_nodes_from(change.drop_documents)
        for key in {*change.drop_descriptions, *(d.key for d in change.put_descriptions)}:
            self._forget_description(key)
        for sha256 in {*change.drop_sources, *(s.sha256 for s in change.put_sources)}:
            self._forget_source(sha256)
        for document in change.put_documents:
            self._graph.add_node(document.key, document=document)
        for described in change.put_descriptions:
            self._keep_description(described)
        for source in change.put_sources:
            self._keep_source(source)
        for edge in change.put_edges:
            self._graph.add_edge(edge.source, edge.target, key=edge.relation, edge=edge)
        for judgement_id in change.drop_judgements:
            self._judgements.pop(judgement_id, None)
        self._judgements |= {judgement.id: judgement for judgement in change.put_judgements}

    def _inverse(self, change: Changes) -> Changes:
        """What makes the store as it is now, once `change` is made."""
        documents = {*change.drop_documents, *(d.key for d in change.put_documents)}
        descriptions = {*change.drop_descriptions, *(d.key for d in change.put_descriptions)}
        paths = {path for s in change.put_sources for path in s.paths}
        sources = {*change.drop_sources, *(s.sha256 for s in change.put_sources), *(self._paths[p] for p in paths & self._paths.keys())}
        judgements = {*change.drop_judgements, *(judgement.id for judgement in change.put_judgements)}
        edges = {*change.drop_edges, *map(edge_key, change.put_edges)}
        lost = [e for direction in _DIRECTIONS for e in self.edges(change.drop_documents, direction)]
        kept = {edge_key(e): e for e in (*lost, *self.edges_between([(s, t) for s, _, t in edges]))}
        return Changes(
            put_sources=tuple(self.stored(sources).values()),
            drop_sources=sources - self._sources.keys(),
            put_descriptions=tuple(self.descriptions(descriptions).values()),
            drop_descriptions=descriptions - self._descriptions.keys(),
            put_documents=tuple(self.documents(documents).values()),
            drop_documents=documents - set(self._graph),
            put_edges=tuple(kept.values()),
            drop_edges=edges - kept.keys(),
            put_judgements=[self._judgements[one] for one in sorted(judgements & self._judgements.keys())],
            drop_judgements=judgements - self._judgements.keys(),
        )

    def _refuse_dangling(self, change: Changes) -> None:
        documents, descriptions = needed(change)
        redescribed = {*change.drop_descriptions, *(d.key for d in change.put_descriptions)}
        reread = {*change.drop_sources, *(s.sha256 for s in change.put_sources)}
        whole = (
            all(key in self._graph for key in documents)
            and descriptions <= self._descriptions.keys()
            and all(self._of_document.get(key, set()) <= redescribed for key in change.drop_documents)
            and all(self._given_by.get(key, set()) <= reread for key in change.drop_descriptions)
        )
        if not whole:
            raise StoreError(DANGLING)

    def _keep_description(self, described: Described) -> None:
        self._descriptions[described.key] = described
        self._in_block[described.block].add(described.key)
        if (name := called(described.description)) is not None:
            self._called[name].add(described.key)
        if described.document is not None:
            self._of_document[described.document].add(described.key)

    def _forget_description(self, key: str) -> None:
        old = self._descriptions.pop(key, None)
        if old is not None:
            self._in_block[old.block].discard(key)
            self._called[called(old.description) or ""].discard(key)
            if old.document is not None:
                self._of_document[old.document].discard(key)

    def _keep_source(self, source: StoredSource) -> None:
        for path in source.paths:
            owner = self._paths.get(path)
            if owner is not None:
                other = self._sources[owner]
                self._sources[owner] = replace(other, paths=tuple(p for p in other.paths if p != path))
            self._paths[path] = source.sha256
        self._sources[source.sha256] = source
        for one in prints_of(source):
            self._bearing[one].add(source.sha256)
        for key in names(source):
            self._given_by[key].add(source.sha256)

    def _forget_source(self, sha256: str) -> None:
        old = self._sources.pop(sha256, None)
        if old is not None:
            for path in old.paths:
                del self._paths[path]
            for one in prints_of(old):
                self._bearing[one].discard(sha256)
                if not self._bearing[one]:
                    del self._bearing[one]
            for key in names(old):
                self._given_by[key].discard(sha256)
