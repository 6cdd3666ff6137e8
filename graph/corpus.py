"""Adding and removing sources: from readings to descriptions, documents, edges, suspects and inferred places.

The graph is a function of the set of sources. What one change can alter lies in the blocks of its own descriptions,
so only these are read and decided again; everything happens in one transaction of the store. Changes that are made at once
by several programs keep out of each other's way by `graph.locks`: each locks what it reads, and all of it before it writes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from graph.describe import describe, description_key
from graph.documents import documents_of
from graph.doubts import misprints_of, slips_of
from graph.identity import Group, has_rivals, resolve
from graph.inference import inferred_places, is_own_unknown
from graph.judged import Judged
from graph.judgements import Judgement, latest
from graph.locks import as_judged, judging, names
from graph.reading import Record, Source
from graph.sources import stored_source
from graph.store import (
    PROBABLY_SAME_AS,
    Changes,
    Described,
    Description,
    Document,
    DocumentEdge,
    EdgeKey,
    Store,
    StoredSource,
)

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
            stored = self.store.stored(set(self._owners(gone, ()).values()))
            self._replace(*_without(gone, stored), stored, Judged(self.store.judgements()))

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
            _Work(self.store, sources, again, after, blocks).run()
        return len(new)

    def _owners(self, paths: Collection[str], sources: Collection[str]) -> dict[str, str]:
        """The sources that are known under the paths; locked are the paths, these, `sources`, and the judgements as they are."""
        self.store.lock(as_judged() | names(paths=paths, sources=sources))
        owners = self.store.sources_at(paths)
        if not set(owners.values()) <= set(sources):
            self.store.lock(names(sources=owners.values()))
            owners = self.store.sources_at(paths)  # without those that were removed before we had them
        return owners

    def _add(self, batch: Sequence[Record]) -> list[Outcome]:
        latest = {record.source.path or record.source.sha256: record for record in batch}
        incoming = {record.source.sha256: record for record in latest.values()}
        owners = self._owners({record.source.path for record in latest.values() if record.source.path is not None}, incoming)
        stored = self.store.stored({*incoming, *owners.values()})
        judged = Judged(self.store.judgements())
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
        documents = self.store.documents(set(speakers.values()))
        return [
            Outcome(r.source.sha256, r.source.path, status[name], documents[speakers[r.source.sha256]].id) for name, r in latest.items()
        ]

    def _replace(self, drop: set[str], put: Mapping[str, StoredSource], stored: Mapping[str, StoredSource], judged: Judged) -> None:
        """Take `drop` out and `put` in, over what is `stored` and locked, and derive anew what follows."""
        before = {sha: stored[sha] for sha in (*drop, *put) if sha in stored}
        if before or put:
            _Work(self.store, before, put, judged).run()


def _read_again(source: StoredSource, judged: Judged) -> StoredSource:
    record = Record(Source(source.sha256, source.text), source.as_read)
    return stored_source(record, source.paths, judged)[0]


@dataclass(slots=True)
class _Work:
    """One change on its way through the four derivations; each reads what the ones before it wrote."""

    store: Store
    before: Mapping[str, StoredSource]
    put: Mapping[str, StoredSource]
    judged: Judged
    rejudged: Collection[str] = ()
    """Blocks in which people decided something."""
    was: dict[str, Described] = field(default_factory=dict)
    now: dict[str, Described] = field(default_factory=dict)
    blocks: set[str] = field(default_factory=set)
    """Those that are decided again."""
    groups: list[Group] = field(default_factory=list)
    old: dict[str, Document] = field(default_factory=dict)
    new: dict[str, Document] = field(default_factory=dict)
    """Documents of the blocks that are decided again, and those that are weighed again: as they were, and as they become."""
    pairs: set[tuple[str, str]] = field(default_factory=set)
    """Documents, old and new, between which statements come, go, or change their ends."""
    present: dict[str, Document] = field(default_factory=dict)
    """Documents that there will be, and that gained or lost a description, a supporter or a statement, or have rivals."""
    days: set[str] = field(default_factory=set)
    """Those of documents, old and new, that did."""
    speakers: set[str] = field(default_factory=set)
    """Sources whose place may have to be inferred anew."""

    def run(self) -> None:
        self.decide_identity()
        self.lock_all_that_follows()
        self.write()
        self.derive_edges()
        self.mark_suspects()
        self.infer_places()

    def decide_identity(self) -> None:
        """Sources, descriptions and documents. Only blocks in which a description comes or goes are decided again; in others the
        facts are weighed again of the documents that gain or lose supporters, however many else there are.
        """
        links = [(link, -1) for s in self.before.values() for link in s.links]
        links += [(link, 1) for s in self.put.values() for link in s.links]
        given = {description_key(d): d for s in self.put.values() for d in self._described_in(s)}
        mine = {link.description for link, _ in links}
        others = self.store.descriptions(mine - given.keys()).values()
        blocks = {self.judged.block_of(d) for d in given.values()} | {d.block for d in others}
        self.store.lock(names(blocks=blocks | set(self.rejudged)))
        self.was = self.store.descriptions(mine)
        counts = Counter({key: d.count for key, d in self.was.items()})
        for link, step in links:
            counts[link.description] += step
        self.blocks = set(self.rejudged) | {self.judged.block_of(d) for key, d in given.items() if key not in self.was}
        self.blocks |= {d.block for key, d in self.was.items() if counts[key] == 0}
        old, made = self._weigh_again(counts)
        known = {d.key: d for d in self.store.described(self.blocks)}
        self.was |= known
        counts.update({key: d.count for key, d in known.items() if key not in mine})
        descriptions: dict[str, dict[str, Description]] = {block: {} for block in self.blocks}
        for key in sorted({*known, *given}):
            description = known[key].description if key in known else given[key]
            if counts[key] > 0 and (block := self.judged.block_of(description)) in descriptions:
                descriptions[block][key] = description
        made += [doc for block in sorted(self.blocks) for doc in self._decide(block, descriptions[block], counts)]
        self.old = old | {d.key: d for d in self.store.documents_in(self.blocks)}
        self.new = {d.key: d if d.place or d.key not in self.old else _with_inference(d, self.old[d.key]) for d in made}

    def _described_in(self, source: StoredSource) -> Iterable[Description]:
        reading, meant = self.judged.reread(source.sha256, source.as_read)
        return describe(source.sha256, reading, meant).values()

    def _weigh_again(self, counts: Mapping[str, int]) -> tuple[dict[str, Document], list[Document]]:
        """Documents whose descriptions stay and are but more or fewer, as they were and as they are. Where that may concern
        others of a block, by another id or since they are rivals, the block is one to be decided.
        """
        again = {key: replace(d, count=counts[key]) for key, d in self.was.items()}
        recounted = {d.document for key, d in again.items() if d.document and d != self.was[key] and d.block not in self.blocks}
        old, made = self.store.documents(recounted), []
        for key, own in self.store.descriptions_of(recounted).items():
            members = {d.key: self._corrected(again.get(d.key, d)) for d in own}
            (weighed,) = documents_of(old[key].block, [Group(key, tuple(members))], members)
            clashing = f"{weighed.id}~{key[:10]}"
            if old[key].id not in (weighed.id, clashing) or has_rivals(key, (d.description for d in members.values())):
                self.blocks.add(old[key].block)
            made.append(replace(weighed, id=old[key].id))
        self.now = {key: d for key, d in again.items() if d.block not in self.blocks}
        stay = {key: d for key, d in old.items() if d.block not in self.blocks}
        return stay, [document for document in made if document.key in stay]

    def _decide(self, block: str, descriptions: Mapping[str, Description], counts: Mapping[str, int]) -> list[Document]:
        corrected = {key: self.judged.corrected(d) for key, d in descriptions.items()}
        resolution = resolve(corrected, self.judged.apart_texts)
        for group in resolution.groups:
            for key in group.members:
                self.now[key] = Described(key, descriptions[key], block, counts[key], group.key)
        for key, candidates in resolution.ambiguous.items():
            self.now[key] = Described(key, descriptions[key], block, counts[key], None, candidates)
        self.groups += resolution.groups
        members = {key: self._corrected(self.now[key]) for group in resolution.groups for key in group.members}
        return documents_of(block, resolution.groups, members)

    def _corrected(self, described: Described) -> Described:
        """As identity sees it: under the name that people say it should bear."""
        corrected = self.judged.corrected(described.description)
        return described if corrected is described.description else replace(described, description=corrected)

    def lock_all_that_follows(self) -> None:
        """Find out what else will be read and changed, and lock it: the other ends of statements about descriptions that moved,
        the speakers' own blocks, and the days of all documents that are touched.
        """
        moved = {key for key in {*self.was, *self.now} if _document(self.was, key) != _document(self.now, key)}
        statements = [s for source in (*self.before.values(), *self.put.values()) for s in source.statements]
        statements += self.store.statements_about(moved)
        others = {key for s in statements for key in (s.actor, s.target)} - set(self.was) - set(self.now)
        restated = {key for key in {*self.old, *self.new} if _grounds(self.old.get(key)) != _grounds(self.new.get(key))}
        self.speakers = {
            d.description.speaker
            for state in (self.was, self.now)
            for key, d in state.items()
            if d.description.speaker and is_own_unknown(d.description) and (key in moved or d.document in restated)
        }
        own = {link.description for s in self.store.stored(self.speakers - set(self.put)).values() for link in s.links}
        self.store.lock(names(blocks={d.block for d in self.store.descriptions(others | own).values()}))
        elsewhere = self.store.descriptions(others)
        for statement in statements:
            for state in (self.was, self.now):
                actor, target = (_document(elsewhere if key in elsewhere else state, key) for key in (statement.actor, statement.target))
                if actor and target and actor != target:
                    self.pairs.add((actor, target))
        mine = {link.description for source in (*self.before.values(), *self.put.values()) for link in source.links}
        touched = {d for key in {*moved, *mine} for d in (_document(self.was, key), _document(self.now, key)) if d}
        touched |= {key for pair in self.pairs for key in pair} | {key for key, d in self.new.items() if self.old.get(key) != d}
        touched |= {d.document for d in self.now.values() if d.block in self.rejudged and d.document}
        there = self.new | self.store.documents(touched - set(self.old) - set(self.new))
        self.present = {key: there[key] for key in touched | {g.key for g in self.groups if g.rivals} if key in there}
        before = [self.old[key] for key in touched if key in self.old]
        self.days = {d.day for d in (*self.present.values(), *before) if d.day}
        self.store.lock(names(days=self.days))

    def write(self) -> None:
        """Sources, descriptions and documents."""
        self.store.apply(
            Changes(
                put_sources=[self.put[sha] for sha in sorted(self.put)],
                drop_sources=set(self.before) - set(self.put),
                put_descriptions=[d for key, d in self.now.items() if self.was.get(key) != d],
                drop_descriptions=set(self.was) - set(self.now),
                put_documents=[d for key, d in self.new.items() if self.old.get(key) != d],
                drop_documents=set(self.old) - set(self.new),
            )
        )

    def derive_edges(self) -> None:
        """Edges between documents, from the statements between their descriptions."""
        tallied = self.store.tally(self.pairs)
        wanted = {(s, r, t): DocumentEdge(s, r, t, total, confidence) for (s, r, t), (total, confidence) in tallied.items()}
        self._settle(wanted, [e for e in self.store.edges_between(self.pairs) if e.relation != PROBABLY_SAME_AS])

    def mark_suspects(self) -> None:
        """`probably_same_as`: among all documents of the touched days, and among rivals of the touched blocks."""
        wanted: dict[EdgeKey, DocumentEdge] = {}
        by_day: dict[str, list[Document]] = defaultdict(list)
        for document in self.store.documents_on(self.days):
            by_day[document.day or ""].append(document)
        rivals: dict[str, list[Document]] = defaultdict(list)
        for group in self.groups:
            if group.rivals:
                rivals[f"{self.new[group.key].block} {group.rivals}"].append(self.new[group.key])
        found = [edge for day in by_day.values() for edge in misprints_of(self.store, day, self.judged)]
        found += [edge for same in rivals.values() for edge in slips_of(self.store, same, self.judged)]
        for edge in found:
            wanted[edge.source, edge.relation, edge.target] = edge
        around = {d.key for day in by_day.values() for d in day} | set(self.present)
        standing = [edge for direction in ("out", "in") for edge in self.store.edges(around, direction, {PROBABLY_SAME_AS})]
        self._settle(wanted, self._undecided(standing))

    def _undecided(self, standing: Sequence[DocumentEdge]) -> list[DocumentEdge]:
        """Without the slips of blocks that were not decided again: those were not looked for."""
        ends = self.store.documents({key for edge in standing for key in (edge.source, edge.target)})

        def elsewhere(edge: DocumentEdge) -> bool:
            one, other = ends.get(edge.source), ends.get(edge.target)
            return one is not None and other is not None and one.block == other.block and one.block not in self.blocks

        return [edge for edge in standing if not elsewhere(edge)]

    def infer_places(self) -> None:
        """Places of speakers who name none; the last step, which changes no identity."""
        if changed := inferred_places(self.store, self.speakers):
            self.store.apply(Changes(put_documents=changed))

    def _settle(self, wanted: Mapping[EdgeKey, DocumentEdge], standing: Iterable[DocumentEdge]) -> None:
        """Make the standing edges the wanted ones."""
        there = {(e.source, e.relation, e.target): e for e in standing}
        put = [edge for key, edge in sorted(wanted.items()) if there.get(key) != edge]
        drop = set(there) - set(wanted)
        if put or drop:
            self.store.apply(Changes(put_edges=put, drop_edges=drop))


def _without(paths: set[str], stored: Mapping[str, StoredSource]) -> tuple[set[str], dict[str, StoredSource]]:
    """Which of the stored sources go with the paths, and the others without them."""
    left = {sha: tuple(path for path in source.paths if path not in paths) for sha, source in stored.items()}
    return {sha for sha in left if not left[sha]}, {sha: replace(stored[sha], paths=own) for sha, own in left.items() if own}


def _document(state: Mapping[str, Described], key: str) -> str | None:
    return state[key].document if key in state else None


def _grounds(document: Document | None) -> tuple[str | None, ...] | None:
    """What `infer_place` reads of a document. A place that is itself inferred is no ground."""
    if document is None:
        return None
    return document.id, document.number, document.title, None if document.place_reason else document.place


def _with_inference(document: Document, old: Document) -> Document:
    return replace(document, place=old.place, place_reason=old.place_reason) if old.place_reason else document
