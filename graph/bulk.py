"""Filling a new store in one go: identity is decided once, over all blocks, when all sources are known.

The same pure functions decide as in `graph.corpus`, so the graph is the same; what differs is that nothing is decided twice
and nothing is read back that was just written. An interrupted load leaves no store.
"""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Protocol

from graph.batches import batches
from graph.corpus import Corpus, Status
from graph.describe import block_of
from graph.documents import documents_of
from graph.doubts import misprints_of
from graph.identity import resolve
from graph.inference import inferred_places, is_own_unknown
from graph.kept import Changes, Described, Description, Document, DocumentEdge, EdgeKey, StoredSource
from graph.namesakes import block_among, called, is_of_laws, laws_called, numbered, numbers_of
from graph.prints import is_named
from graph.reading import Record
from graph.sources import stored_source
from graph.store import Store
from graph.suspects import echo, slips

SOURCES_AT_ONCE = 500
BLOCKS_AT_ONCE = 500
SPEAKERS_AT_ONCE = 200
LATE_AT_ONCE = 100

Block = tuple[str, dict[str, Description]]

Phase = Callable[[str, int | None], Callable[[int], None]]
"""Hears what begins, in a word or two, and how much of it there is, if that is known; what it returns is told how much more is done."""


def unwatched(_: str, __: int | None) -> Callable[[int], None]:
    """Where nobody watches."""
    return lambda _: None


class Loader(Protocol):
    """What an adapter offers that can be filled in one go. Its methods are called in this order, the first three repeatedly."""

    def put_sources(self, sources: Sequence[StoredSource], new: Mapping[str, tuple[str, Description]]) -> None:
        """Keep sources, and the descriptions that no source gave before: key → block and description."""

    def move(self, blocks: Mapping[str, str]) -> None:
        """Put descriptions (keys) into other blocks than they were given."""

    def blocks(self) -> Iterator[Block]:
        """All descriptions by key, block by block."""

    def decide(self, described: Sequence[Described], documents: Sequence[Document]) -> None:
        """Keep what identity made of some blocks."""

    def derive_edges(self) -> Store:
        """Make the edges that the statements give, and return the store, to be completed."""

    def days(self) -> Iterator[list[Document]]:
        """The documents of each day that has several."""


def fill(loader: Loader, records: Iterable[Record], phase: Phase = unwatched) -> Counter[Status]:
    """Take the records in as `Corpus.add` would, one after the other; what became of how many. `phase` hears what follows on that."""
    load = _Load(loader)
    with _without_collecting():
        load.take(records)
        load.meet_namesakes()
        load.decide_identity(phase("telling documents apart", len(load.counts)))
        phase("writing the graph", None)
        store = loader.derive_edges()
        load.mark_suspects(store)
        load.infer_places(store)
    into = Corpus(store)
    outcomes: Counter[Status] = Counter({"new": load.taken})
    done = phase("joining copies", len(load.unnamed) + len(load.late))
    for unnamed in batches(load.unnamed, SPEAKERS_AT_ONCE):
        into.join_copies(unnamed)
        done(len(unnamed))
    for some in _without_repetition(load.late):
        outcomes.update(outcome.status for outcome in into.add(some))
        done(len(some))
    return outcomes


def _without_repetition(records: Iterable[Record]) -> Iterator[list[Record]]:
    """The records in portions that can be added together and do what they do one by one: all have paths, no path or text twice."""
    some: list[Record] = []
    met: set[str] = set()
    for record in records:
        names = _names(record)
        if some and (len(some) == LATE_AT_ONCE or len(names) == 1 or len(met) == 1 or not met.isdisjoint(names)):
            yield some
            some, met = [], set()
        some.append(record)
        met |= names
    if some:
        yield some


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Readings and what is made of them hold no cycles, but looking for some takes as long as all the rest."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@dataclass(slots=True)
class _Load:
    loader: Loader
    counts: Counter[int] = field(default_factory=Counter)
    """Links to each description; its key is a number here, which takes half the memory."""
    met: set[int] = field(default_factory=set)
    """Hashes of the names of the records so far. Two names of one hash do no harm: the second record is late."""
    taken: int = 0
    late: list[Record] = field(default_factory=list)
    """Records that change what one before them brought: a known path, or a text that is known under another one."""
    named: dict[str, Description] = field(default_factory=dict)
    """Descriptions that may be laws by name or by number."""
    laws: list[Described] = field(default_factory=list)
    """The same, decided."""
    unnamed: list[str] = field(default_factory=list)
    """Sources that do not name themselves: what they are copies of is asked when all are there."""
    slips: list[DocumentEdge] = field(default_factory=list)
    without_place: set[str] = field(default_factory=set)
    """Sources that speak of their own place without naming it."""

    def take(self, records: Iterable[Record]) -> None:
        for batch in batches(self._fresh(records), SOURCES_AT_ONCE):
            sources = []
            new: dict[str, tuple[str, Description]] = {}
            for record in batch:
                path = record.source.path
                stored, described = stored_source(record, () if path is None else (path,))
                sources.append(stored)
                if not is_named(record.reading.document):
                    self.unnamed.append(stored.sha256)
                numbers = {key: _number(key) for key in described}
                fresh = {key: d for key, d in described.items() if numbers[key] not in self.counts}
                new.update({key: (block_of(d), d) for key, d in fresh.items()})
                self.named.update({key: d for key, d in fresh.items() if called(d) is not None})
                self.counts.update([numbers[link.description] for link in stored.links])
            self.loader.put_sources(sources, new)
        self.met.clear()  # much, and of no use any more; so are the counts below

    def _fresh(self, records: Iterable[Record]) -> Iterator[Record]:
        for record in records:
            names = set(map(hash, _names(record)))
            if self.met.isdisjoint(names):
                self.taken += 1
                yield record
            else:
                self.late.append(record)
            self.met |= names

    def meet_namesakes(self) -> None:
        """Put laws by name where their numbers are."""
        numbers = numbers_of((d, self.counts[_number(key)]) for key, d in self.named.items())
        self.loader.move({key: block_among(numbers, d) for key, d in self.named.items() if not d.number})

    def decide_identity(self, done: Callable[[int], None]) -> None:
        """Blocks of laws' names come last, when it is known which documents of these names there are."""
        last: list[Block] = []
        for some in batches(self._put_aside(self.loader.blocks(), last), BLOCKS_AT_ONCE):
            done(self._decide_all(some))
        laws = laws_called(self.laws)
        for some in batches(iter(last), BLOCKS_AT_ONCE):
            done(self._decide_all(some, laws))
        self.counts.clear()

    def _put_aside(self, blocks: Iterable[Block], last: list[Block]) -> Iterator[Block]:
        for block, descriptions in blocks:
            if is_of_laws(block, descriptions.values()):
                last.append((block, descriptions))
            else:
                yield block, descriptions

    def _decide_all(self, blocks: Iterable[Block], laws: Mapping[str, Mapping[str, Sequence[Description]]] = MappingProxyType({})) -> int:
        """How many descriptions were decided."""
        decided = [self._decide(block, descriptions, laws.get(block, {})) for block, descriptions in blocks]
        described = [d for own, _ in decided for d in own]
        self.laws += [d for d in described if d.key in self.named]
        self.loader.decide(described, [d for _, documents in decided for d in documents])
        return len(described)

    def _decide(
        self, block: str, descriptions: Mapping[str, Description], laws: Mapping[str, Sequence[Description]]
    ) -> tuple[list[Described], list[Document]]:
        as_numbered = numbered(descriptions)
        counts = {key: self.counts[_number(key)] for key in descriptions}
        resolution = resolve(block, as_numbered, counts, beside=laws)
        now = {key: Described(key, descriptions[key], block, counts[key], g.key) for g in resolution.groups for key in g.members}
        for key, candidates in resolution.ambiguous.items():
            now[key] = Described(key, descriptions[key], block, counts[key], None, candidates)
        members = {key: d if as_numbered[key] is descriptions[key] else replace(d, description=as_numbered[key]) for key, d in now.items()}
        documents = documents_of(block, resolution.groups, members)
        rivals: dict[str, list[Document]] = defaultdict(list)
        for group, document in zip(resolution.groups, documents, strict=True):
            if group.rivals:
                rivals[group.rivals].append(document)
        self.slips += [edge for same in rivals.values() for edge in slips(same)]
        if resolution.echoes:
            made = {document.key: document for document in documents}
            self.slips += [echo(made[one], made[of]) for one, of in resolution.echoes.items()]
        self.without_place.update(d.speaker for d in descriptions.values() if d.speaker and is_own_unknown(d))
        return list(now.values()), documents

    def mark_suspects(self, store: Store) -> None:
        found: dict[EdgeKey, DocumentEdge] = {}
        for edge in (*(e for day in self.loader.days() for e in misprints_of(store, day)), *self.slips):
            found[edge.source, edge.relation, edge.target] = edge
        store.apply(Changes(put_edges=list(found.values())))

    def infer_places(self, store: Store) -> None:
        for speakers in batches(sorted(self.without_place), SPEAKERS_AT_ONCE):
            store.apply(Changes(put_documents=inferred_places(store, speakers)))


def _names(record: Record) -> set[str]:
    """What may bring a record together with another one: its hash, and its path."""
    sha256, path = record.source.sha256, record.source.path
    return {sha256} if path is None else {sha256, f"at {path}"}


def _number(key: str) -> int:
    return int(key, 16)
