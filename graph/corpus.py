"""Adding and removing sources: from readings to descriptions, documents, edges, suspects and inferred places.

The graph is a function of the set of sources. What one change can alter lies in the blocks of its own descriptions,
so only these are read and decided again; everything happens in one transaction of the store. Changes that are made at once
by several programs keep out of each other's way by `graph.locks`: each locks what it reads, and all of it before it writes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from graph.derivation import Derivation
from graph.judged import Judged
from graph.judgements import Judgement, latest
from graph.kept import Changes, StoredSource
from graph.locks import as_judged, judging, names
from graph.reading import Record, Source
from graph.sources import stored_source
from graph.store import Store
from graph.together import together

Status = Literal["new", "unchanged", "replaced"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record. `document` is the id of the document that speaks in it."""

    sha256: str
    path: str | None
    status: Status
    document: str


class Corpus:
    """The set of sources in a store, and the graph that follows from it."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def add(self, records: Iterable[Record]) -> list[Outcome]:
        """Take records in, all or none. A known path with new content gives up its old source; reading again changes nothing."""
        batch = list(records)
        return self.store.transact(lambda: self._add(batch))

    def remove(self, sources: Collection[str]) -> None:
        """Take sources out (SHA-256); what only they supported goes with them. Unknown ones are ignored."""
        gone = set(sources)

        def work() -> None:
            self.store.lock(as_judged() | names(sources=gone))
            self._replace(gone, {}, self.store.stored(gone), Judged(self.store.judgements()))

        self.store.transact(work)

    def forget(self, paths: Collection[str]) -> None:
        """Forget paths; a source that is left without any is removed."""
        gone = set(paths)

        def work() -> None:
            owners, judged = self._owners(gone, ())
            stored = self.store.stored(set(owners.values()))
            self._replace(*_without(gone, stored), stored, judged)

        self.store.transact(work)

    def join_copies(self, sources: Collection[str]) -> None:
        """Join sources (SHA-256) that do not name themselves to what they are copies of, where they were put without asking."""
        wanted = set(sources)

        def work() -> None:
            self.store.lock(as_judged() | names(sources=wanted))
            Derivation(self.store, {}, {}, Judged(self.store.judgements()), copies=wanted).run()

        self.store.transact(work)

    def judge(self, judgements: Iterable[Judgement]) -> int:
        """Take judgements in, and withdrawals of known ones; return how many tell something new. All or none.

        What is known already changes nothing, so that a team's files may be taken in again and again.
        """
        batch = list(judgements)
        return self.store.transact(lambda: self._judge(batch))

    def _judge(self, batch: Sequence[Judgement]) -> int:
        self.store.lock(judging())
        known = {judgement.id: judgement for judgement in self.store.judgements()}
        before, new = Judged(known.values()), {}
        for judgement in batch:
            kept = known.get(judgement.id, judgement)
            if judgement.id not in known or latest(kept, judgement) != kept:
                new[judgement.id] = known[judgement.id] = latest(kept, judgement)
        if new:
            self.store.apply(Changes(put_judgements=list(new.values())))
            after = Judged(known.values())
            blocks = before.blocks(new.values()) | after.blocks(new.values())
            sources = self.store.stored({judgement.source for judgement in new.values() if judgement.source})
            again = {sha: _read_again(source, after) for sha, source in sources.items()}
            Derivation(self.store, sources, again, after, blocks).run()
        return len(new)

    def _owners(self, paths: Collection[str], sources: Collection[str]) -> tuple[dict[str, str], Judged]:
        """The sources that are known under the paths, and the judgements; locked are the paths, these, `sources`, and the judgements as
        they are.
        """
        self.store.lock(as_judged() | names(paths=paths, sources=sources))
        owners, judgements = together(self.store, lambda: self.store.sources_at(paths), self.store.judgements)
        if not set(owners.values()) <= set(sources):
            self.store.lock(names(sources=owners.values()))
            owners = self.store.sources_at(paths)  # without those that were removed before we had them
        return owners, Judged(judgements)

    def _add(self, batch: Sequence[Record]) -> list[Outcome]:
        latest = {record.source.path or record.source.sha256: record for record in batch}
        incoming = {record.source.sha256: record for record in latest.values()}
        owners, judged = self._owners({record.source.path for record in latest.values() if record.source.path is not None}, incoming)
        stored = self.store.stored({*incoming, *owners.values()})
        paths: dict[str, set[str]] = {sha: set(stored[sha].paths) if sha in stored else set() for sha in incoming}
        status: dict[str, Status] = {}
        leaving: set[str] = set()
        for name, record in latest.items():
            sha, path = record.source.sha256, record.source.path
            status[name] = "new" if sha not in stored else "unchanged" if stored[sha].as_read == record.reading else "replaced"
            if path is not None:
                if owners.get(path) not in (None, sha):
                    status[name] = "replaced"
                    leaving.add(path)
                paths[sha].add(path)
        drop, put = _without(leaving, {owners[path]: stored[owners[path]] for path in leaving})
        for sha, record in incoming.items():
            kept = put.pop(sha, stored.get(sha))
            drop.discard(sha)
            # A path that moves from one incoming source to another is its new source's only.
            mine = {p for p in paths[sha] if p not in leaving or latest[p].source.sha256 == sha}
            if kept is None or kept.as_read != record.reading or set(kept.paths) != mine:
                put[sha], _ = stored_source(record, tuple(sorted(mine)), judged)
        self._replace(drop, put, stored, judged)
        speakers = self.store.speakers(incoming)
        return [Outcome(r.source.sha256, r.source.path, status[name], speakers[r.source.sha256].id) for name, r in latest.items()]

    def _replace(self, drop: set[str], put: Mapping[str, StoredSource], stored: Mapping[str, StoredSource], judged: Judged) -> None:
        """Take `drop` out and `put` in, over what is `stored` and locked, and derive anew what follows."""
        before = {sha: stored[sha] for sha in (*drop, *put) if sha in stored}
        if before or put:
            Derivation(self.store, before, put, judged).run()


def _read_again(source: StoredSource, judged: Judged) -> StoredSource:
    record = Record(Source(source.sha256, source.text), source.as_read)
    return stored_source(record, source.paths, judged)[0]


def _without(paths: set[str], stored: Mapping[str, StoredSource]) -> tuple[set[str], dict[str, StoredSource]]:
    """Which of the stored sources go with the paths, and the others without them."""
    left = {sha: tuple(path for path in source.paths if path not in paths) for sha, source in stored.items()}
    return {sha for sha in left if not left[sha]}, {sha: replace(stored[sha], paths=own) for sha, own in left.items() if own}
