"""What follows from a change of sources: descriptions and documents, edges, suspects and inferred places, in this order.

Only the blocks of the change's own descriptions are read and decided again, and what they touch.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.decision import Decision, document_in
from graph.doubts import echoes_of, misprints_of, slips_of
from graph.inference import inferred_places, is_own_unknown, who_tells
from graph.judged import Judged
from graph.kept import PROBABLY_SAME_AS, Changes, Described, Document, DocumentEdge, StoredSource
from graph.locks import names
from graph.store import Store
from graph.together import together


@dataclass(slots=True)
class Derivation:
    """One change on its way through the four derivations; each reads what the ones before it wrote."""

    store: Store
    before: Mapping[str, StoredSource]
    put: Mapping[str, StoredSource]
    judged: Judged
    rejudged: Collection[str] = ()
    """Blocks in which people decided something."""
    copies: Collection[str] = ()
    """Texts that do not name themselves, of which it was not yet asked what they are copies of."""
    decision: Decision = field(init=False)
    """What becomes of descriptions and documents."""
    pairs: set[tuple[str, str]] = field(default_factory=set)
    """Documents, old and new, between which statements come, go, or change their ends."""
    present: dict[str, Document] = field(default_factory=dict)
    """Documents that there will be, and that gained or lost a description, a supporter or a statement, or have rivals."""
    days: set[str] = field(default_factory=set)
    """Those of documents, old and new, that did."""
    speakers: set[str] = field(default_factory=set)
    """Sources whose place may have to be inferred anew."""

    def __post_init__(self) -> None:
        self.decision = Decision(self.store, self.before, self.put, self.judged, self.rejudged, self.copies)

    def run(self) -> None:
        self.decision.make()
        self.lock_all_that_follows()
        self.write()
        self.settle_edges()
        self.infer_places()

    def lock_all_that_follows(self) -> None:
        """Find out what else will be read and changed, and lock it: the other ends of statements about descriptions that moved,
        the speakers' own blocks, and the days of all documents that are touched.
        """
        was, now, old, new = self.decision.was, self.decision.now, self.decision.old, self.decision.new
        moved = {key for key in {*was, *now} if document_in(was, key) != document_in(now, key)}
        stated = _restated(self.before.values(), self.put.values())
        stated |= {(s.actor, s.target) for s in self.store.statements_about(moved)}
        others = {key for ends in stated for key in ends} - set(was) - set(now)
        restated = {key for key in {*old, *new} if _grounds(old.get(key)) != _grounds(new.get(key))}
        self.speakers = {
            d.description.speaker
            for state in (was, now)
            for key, d in state.items()
            if d.description.speaker and is_own_unknown(d.description) and (key in moved or d.document in restated)
        } | self.decision.stirred
        told, tell = _tellers(was), _tellers(now)
        self.speakers |= {one for key in {*told, *tell} for one in (told.get(key), tell.get(key)) if one and told.get(key) != tell.get(key)}
        own = {link.description for s in self.store.stored(self.speakers - set(self.put)).values() for link in s.links}
        self.store.lock(names(blocks={d.block for d in self.store.descriptions(others | own).values()}))
        elsewhere = self.store.descriptions(others)
        for ends in stated:
            for state in (was, now):
                actor, target = (document_in(elsewhere if key in elsewhere else state, key) for key in ends)
                if actor and target and actor != target:
                    self.pairs.add((actor, target))
        were, are = _links(self.before.values()), _links(self.put.values())
        touched = self._documents_of(moved | {key for _, key in were ^ are})
        touched |= {key for pair in self.pairs for key in pair} | {key for key, d in new.items() if old.get(key) != d}
        touched |= {d.document for d in now.values() if d.block in self.rejudged and d.document}
        rewritten = self._documents_of({key for _, key in were | are})  # what is said of them is written again, though it be the same
        there = new | self.store.documents((touched | rewritten) - set(old) - set(new))
        self.present = {key: there[key] for key in touched | {g.key for g in self.decision.groups if g.rivals or g.echoing} if key in there}
        before = [old[key] for key in touched if key in old]
        self.days = {d.day for d in (*self.present.values(), *before) if d.day}
        self.store.lock(names(days=self.days | {there[key].day for key in rewritten if key in there}))

    def _documents_of(self, descriptions: Iterable[str]) -> set[str]:
        """The documents of these descriptions, as they were and as they become."""
        return {d for key in descriptions for d in (document_in(self.decision.was, key), document_in(self.decision.now, key)) if d}

    def write(self) -> None:
        """Sources, descriptions and documents."""
        self.store.apply(
            Changes(
                put_sources=[self.put[sha] for sha in sorted(self.put)],
                drop_sources=set(self.before) - set(self.put),
                put_descriptions=[d for key, d in self.decision.now.items() if self.decision.was.get(key) != d],
                drop_descriptions=set(self.decision.was) - set(self.decision.now),
                put_documents=[d for key, d in self.decision.new.items() if self.decision.old.get(key) != d],
                drop_documents=set(self.decision.old) - set(self.decision.new),
            )
        )

    def settle_edges(self) -> None:
        """Make the edges those that follow: from the statements between descriptions, and to what suspects probably are."""
        tallied, between, on_days = together(
            self.store,
            lambda: self.store.tally(self.pairs),
            lambda: self.store.edges_between(self.pairs),
            lambda: self.store.documents_on(self.days),
        )
        suspected, doubts = self._suspects(on_days)
        there = {(e.source, e.relation, e.target): e for e in (*(e for e in between if e.relation != PROBABLY_SAME_AS), *doubts)}
        wanted = {(s, r, t): DocumentEdge(s, r, t, total, confidence) for (s, r, t), (total, confidence) in tallied.items()}
        wanted |= {(e.source, e.relation, e.target): e for e in suspected}
        put = [edge for key, edge in sorted(wanted.items()) if there.get(key) != edge]
        drop = set(there) - set(wanted)
        if put or drop:
            self.store.apply(Changes(put_edges=put, drop_edges=drop))

    def _suspects(self, on_days: Iterable[Document]) -> tuple[list[DocumentEdge], list[DocumentEdge]]:
        """The edges `probably_same_as` that there are to be among all documents of the touched days and among rivals of the touched
        blocks, and those that there are.
        """
        by_day: dict[str, list[Document]] = defaultdict(list)
        for document in on_days:
            by_day[document.day or ""].append(document)
        rivals: dict[str, list[Document]] = defaultdict(list)
        for group in self.decision.groups:
            if group.rivals:
                rivals[f"{self.decision.new[group.key].block} {group.rivals}"].append(self.decision.new[group.key])
        found = [edge for day in by_day.values() for edge in misprints_of(self.store, day, self.judged)]
        found += [edge for same in rivals.values() for edge in slips_of(self.store, same, self.judged)]
        found += echoes_of(self.store, self.decision.echoes, self.decision.new, self.judged)
        around = {d.key for day in by_day.values() for d in day} | set(self.present)
        leading, led = together(
            self.store,
            lambda: self.store.edges(around, "out", {PROBABLY_SAME_AS}),
            lambda: self.store.edges(around, "in", {PROBABLY_SAME_AS}),
        )
        return found, self._undecided([*leading, *led])

    def _undecided(self, standing: Sequence[DocumentEdge]) -> list[DocumentEdge]:
        """Without the slips of one number's documents that were not decided again: those were not looked for."""
        ends = self.store.documents({key for edge in standing for key in (edge.source, edge.target)})

        def elsewhere(edge: DocumentEdge) -> bool:
            one, other = ends.get(edge.source), ends.get(edge.target)
            return one is not None and other is not None and one.block == other.block and one.key not in self.decision.decided

        return [edge for edge in standing if not elsewhere(edge)]

    def infer_places(self) -> None:
        """Places of speakers who name none; the last step, which changes no identity."""
        if changed := inferred_places(self.store, self.speakers):
            self.store.apply(Changes(put_documents=changed))


def _restated(before: Iterable[StoredSource], after: Iterable[StoredSource]) -> set[tuple[str, str]]:
    """The ends of statements that come or go, or become more or less certain."""
    were, are = (Counter((s.actor, s.target, s.relation, s.confidence) for one in some for s in one.statements) for some in (before, after))
    return {(actor, target) for actor, target, *_ in (were - are) | (are - were)}


def _links(sources: Iterable[StoredSource]) -> set[tuple[str, str]]:
    """Which source speaks of which description."""
    return {(link.source, link.description) for source in sources for link in source.links}


def _tellers(state: Mapping[str, Described]) -> dict[str, str | None]:
    """For documents of which somebody speaks as of an own, unknown place, the source that tells where that is."""
    members: dict[str | None, list[Described]] = defaultdict(list)
    for one in state.values():
        members[one.document].append(one)
    unknown = {d.document for d in state.values() if is_own_unknown(d.description)}
    return {key: who_tells(members[key]) for key in unknown if key is not None}


def _grounds(document: Document | None) -> tuple[str | None, ...] | None:
    """What `infer_place` reads of a document. A place that is itself inferred is no ground."""
    if document is None:
        return None
    return document.id, document.number, document.title, None if document.place_reason else document.place
