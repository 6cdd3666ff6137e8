"""What follows from a change of sources: descriptions and documents, edges, suspects and inferred places, in this order.

Only the blocks of the change's own descriptions are read and decided again, and what they touch.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.describe import keyed
from graph.documents import documents_of
from graph.doubts import echoes_of, misprints_of, slips_of
from graph.identity import Group, has_rivals, resolve
from graph.inference import inferred_places, is_own_unknown, who_tells
from graph.judged import Judged
from graph.kept import PROBABLY_SAME_AS, Changes, Described, Description, Document, DocumentEdge, StoredSource
from graph.leading import lacks_name
from graph.locks import names
from graph.namesakes import Meant, block_among, called, numbered, numbers_of
from graph.store import Store
from graph.together import together
from graph.twins import Texts, stirred


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
    texts: Texts = field(init=False)
    """All texts, as they will be."""
    stirred: set[str] = field(default_factory=set)
    """Those that may come to mean another document since texts that are nearly the same come, go, or are judged."""
    told: dict[str, Description] = field(default_factory=dict)
    """What texts that do not name themselves are to say, by hash, as far as it was asked for."""
    was: dict[str, Described] = field(default_factory=dict)
    now: dict[str, Described] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    """What laws in this change are called, by name or by number."""
    numbers: dict[str, Meant] = field(default_factory=dict)
    """The numbers that these mean."""
    blocks: set[str] = field(default_factory=set)
    """Those that are decided again."""
    groups: list[Group] = field(default_factory=list)
    echoes: dict[str, str] = field(default_factory=dict)
    """Documents whose date's year is probably a slip, and which they then are."""
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

    def __post_init__(self) -> None:
        self.texts = Texts(self.store, self.put, set(self.before) - set(self.put))

    def run(self) -> None:
        self.decide_identity()
        self.lock_all_that_follows()
        self.write()
        self.settle_edges()
        self.infer_places()

    def decide_identity(self) -> None:
        """Sources, descriptions and documents. Only blocks in which a description comes or goes are decided again; in others the
        facts are weighed again of the documents that gain or lose supporters, however many else there are.
        """
        links = [(link, -1) for s in self.before.values() for link in s.links]
        links += [(link, 1) for s in self.put.values() for link in s.links]
        given = {key: d for s in self.put.values() for key, d in self._described_in(s)}
        mine = {link.description for link, _ in links}
        self._meet_twins()
        others = self._others(mine - given.keys())
        self.names = {name for d in (*given.values(), *(d.description for d in others)) if (name := called(d)) is not None}
        if self.names:
            self.store.lock(names(blocks=self.names))
            others = self._others(mine - given.keys())  # what a name means may have moved them
        steps = Counter[str]()
        for link, step in links:
            steps[link.description] += step
        renamed = self._meet_namesakes(given, steps) | self._blocks_of_twins()
        blocks = {self._block_of(d) for d in given.values()} | {d.block for d in others}
        self.store.lock(names(blocks=blocks | renamed | set(self.rejudged)))
        self.was = self.store.descriptions(mine)
        counts = Counter({key: d.count for key, d in self.was.items()})
        counts.update(steps)
        self.blocks = set(self.rejudged) | renamed | {self._block_of(d) for key, d in given.items() if key not in self.was}
        self.blocks |= {d.block for key, d in self.was.items() if counts[key] == 0}
        old, made = self._weigh_again(counts)
        there, standing = together(self.store, lambda: self.store.described(self.blocks), lambda: self.store.documents_in(self.blocks))
        known = {d.key: d for d in there}
        self.was |= known
        counts.update({key: d.count for key, d in known.items() if key not in mine})
        descriptions: dict[str, dict[str, Description]] = {block: {} for block in self.blocks}
        for key in sorted({*known, *given}):
            description = known[key].description if key in known else given[key]
            block = known[key].block if key in known and self._stays(description) else self._block_of(description)
            if counts[key] > 0 and block in descriptions:
                descriptions[block][key] = description
        made += [doc for block in sorted(self.blocks) for doc in self._decide(block, descriptions[block], counts)]
        self.old = old | {d.key: d for d in standing}
        self.new = {d.key: d if d.place or d.key not in self.old else _with_inference(d, self.old[d.key]) for d in made}

    def _others(self, keys: Collection[str]) -> list[Described]:
        """What is kept of these descriptions, and of all in blocks where people decided something."""
        return [*self.store.descriptions(keys).values(), *self.store.described(self.rejudged)]

    def _meet_namesakes(self, given: Mapping[str, Description], steps: Mapping[str, int]) -> set[str]:
        """Find out which numbers the names in play mean, and return the blocks that descriptions by name come into or leave for it."""
        there = {d.key: d for d in self.store.namesakes(self.names)}
        counts = Counter({key: d.count for key, d in there.items()})
        counts.update({key: step for key, step in steps.items() if key in there or key in given})
        described = {**given, **{key: d.description for key, d in there.items()}}
        self.numbers = numbers_of((self.judged.corrected(d), counts[key]) for key, d in described.items() if counts[key] > 0)
        moves = {(d.block, self._block_of(d.description)) for d in there.values()}
        return {block for old, new in moves if old != new for block in (old, new)}

    def _meet_twins(self) -> None:
        """Find out which texts mean other documents than before."""
        changed = {
            *self.before,
            *self.put,
            *self.copies,
            *(block.removeprefix("text ") for block in self.rejudged if block.startswith("text ")),
        }
        changed |= {d.description.speaker for d in self.store.described(self.rejudged) if d.description.header and d.description.speaker}
        self.stirred = stirred(self.texts.unchanged(self.before), self.texts, changed)

    def _blocks_of_twins(self) -> set[str]:
        """The blocks that these are in, and come into."""
        there = self.store.descriptions({key for one in self.stirred if (key := self.texts.says(one)) is not None}).values()
        return {block for d in there for block in (d.block, self._block_of(d.description))}

    def _meant(self, description: Description) -> Description:
        """As identity sees it: under the name that people say it should bear, or its twins bear."""
        speaker = description.speaker
        if not description.header or speaker is None or not lacks_name(description):
            return self.judged.corrected(description)
        if speaker not in self.told:
            self.told |= self.texts.told(speaker, self.judged)
        return self.told.get(speaker, description)

    def _block_of(self, description: Description) -> str:
        """Where the description meets others: where people say, else, for a law by name, where its number is, if that is known."""
        return block_among(self.numbers, self._meant(description))

    def _stays(self, description: Description) -> bool:
        """Whether nothing in this change can tell the number that the description's name means."""
        return self._meant(description) is description and called(description) not in {None, *self.names}

    def _described_in(self, source: StoredSource) -> Iterable[tuple[str, Description]]:
        reading, meant = self.judged.reread(source.sha256, source.as_read)
        return keyed(source.sha256, reading, meant).values()

    def _weigh_again(self, counts: Mapping[str, int]) -> tuple[dict[str, Document], list[Document]]:
        """Documents whose descriptions stay and are but more or fewer, as they were and as they are. Where that may concern
        others of a block, by another id or since they are rivals, the block is one to be decided.
        """
        again = {key: replace(d, count=counts[key]) for key, d in self.was.items()}
        recounted = {d.document for key, d in again.items() if d.document and d != self.was[key] and d.block not in self.blocks}
        old, described, doubts = together(
            self.store,
            lambda: self.store.documents(recounted),
            lambda: self.store.descriptions_of(recounted),
            lambda: self.store.edges(recounted, "out", {PROBABLY_SAME_AS}),
        )
        made, doubted = [], {edge.source for edge in doubts}
        for key, own in described.items():
            members = {d.key: self._corrected(again.get(d.key, d)) for d in own}
            (weighed,) = documents_of(old[key].block, [Group(key, tuple(members))], members)
            clashing = f"{weighed.id}~{key[:10]}"
            alone = not has_rivals(key, old[key].block, (d.description for d in members.values()))
            if key in doubted or not alone or old[key].id not in (weighed.id, clashing):
                self.blocks.add(old[key].block)
            made.append(replace(weighed, id=old[key].id))
        self.now = {key: d for key, d in again.items() if d.block not in self.blocks}
        stay = {key: d for key, d in old.items() if d.block not in self.blocks}
        return stay, [document for document in made if document.key in stay]

    def _decide(self, block: str, descriptions: Mapping[str, Description], counts: Mapping[str, int]) -> list[Document]:
        corrected = numbered({key: self._meant(d) for key, d in descriptions.items()})
        resolution = resolve(block, corrected, counts, self.judged.apart_texts)
        for group in resolution.groups:
            for key in group.members:
                self.now[key] = Described(key, descriptions[key], block, counts[key], group.key)
        for key, candidates in resolution.ambiguous.items():
            self.now[key] = Described(key, descriptions[key], block, counts[key], None, candidates)
        self.groups += resolution.groups
        self.echoes |= resolution.echoes
        members = {key: replace(self.now[key], description=corrected[key]) for group in resolution.groups for key in group.members}
        return documents_of(block, resolution.groups, members)

    def _corrected(self, described: Described) -> Described:
        corrected = self._meant(described.description)
        return described if corrected is described.description else replace(described, description=corrected)

    def lock_all_that_follows(self) -> None:
        """Find out what else will be read and changed, and lock it: the other ends of statements about descriptions that moved,
        the speakers' own blocks, and the days of all documents that are touched.
        """
        moved = {key for key in {*self.was, *self.now} if _document(self.was, key) != _document(self.now, key)}
        stated = _restated(self.before.values(), self.put.values())
        stated |= {(s.actor, s.target) for s in self.store.statements_about(moved)}
        others = {key for ends in stated for key in ends} - set(self.was) - set(self.now)
        restated = {key for key in {*self.old, *self.new} if _grounds(self.old.get(key)) != _grounds(self.new.get(key))}
        self.speakers = {
            d.description.speaker
            for state in (self.was, self.now)
            for key, d in state.items()
            if d.description.speaker and is_own_unknown(d.description) and (key in moved or d.document in restated)
        } | self.stirred
        told, tell = _tellers(self.was), _tellers(self.now)
        self.speakers |= {one for key in {*told, *tell} for one in (told.get(key), tell.get(key)) if one and told.get(key) != tell.get(key)}
        own = {link.description for s in self.store.stored(self.speakers - set(self.put)).values() for link in s.links}
        self.store.lock(names(blocks={d.block for d in self.store.descriptions(others | own).values()}))
        elsewhere = self.store.descriptions(others)
        for ends in stated:
            for state in (self.was, self.now):
                actor, target = (_document(elsewhere if key in elsewhere else state, key) for key in ends)
                if actor and target and actor != target:
                    self.pairs.add((actor, target))
        were, are = _links(self.before.values()), _links(self.put.values())
        touched = self._documents_of(moved | {key for _, key in were ^ are})
        touched |= {key for pair in self.pairs for key in pair} | {key for key, d in self.new.items() if self.old.get(key) != d}
        touched |= {d.document for d in self.now.values() if d.block in self.rejudged and d.document}
        rewritten = self._documents_of({key for _, key in were | are})  # what is said of them is written again, though it be the same
        there = self.new | self.store.documents((touched | rewritten) - set(self.old) - set(self.new))
        self.present = {key: there[key] for key in touched | {g.key for g in self.groups if g.rivals or g.echoing} if key in there}
        before = [self.old[key] for key in touched if key in self.old]
        self.days = {d.day for d in (*self.present.values(), *before) if d.day}
        self.store.lock(names(days=self.days | {there[key].day for key in rewritten if key in there}))

    def _documents_of(self, descriptions: Iterable[str]) -> set[str]:
        """The documents of these descriptions, as they were and as they become."""
        return {d for key in descriptions for d in (_document(self.was, key), _document(self.now, key)) if d}

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
        for group in self.groups:
            if group.rivals:
                rivals[f"{self.new[group.key].block} {group.rivals}"].append(self.new[group.key])
        found = [edge for day in by_day.values() for edge in misprints_of(self.store, day, self.judged)]
        found += [edge for same in rivals.values() for edge in slips_of(self.store, same, self.judged)]
        found += echoes_of(self.store, self.echoes, self.new, self.judged)
        around = {d.key for day in by_day.values() for d in day} | set(self.present)
        leading, led = together(
            self.store,
            lambda: self.store.edges(around, "out", {PROBABLY_SAME_AS}),
            lambda: self.store.edges(around, "in", {PROBABLY_SAME_AS}),
        )
        return found, self._undecided([*leading, *led])

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


def _restated(before: Iterable[StoredSource], after: Iterable[StoredSource]) -> set[tuple[str, str]]:
    """The ends of statements that come or go, or become more or less certain."""
    were, are = (Counter((s.actor, s.target, s.relation, s.confidence) for one in some for s in one.statements) for some in (before, after))
    return {(actor, target) for actor, target, *_ in (were - are) | (are - were)}


def _links(sources: Iterable[StoredSource]) -> set[tuple[str, str]]:
    """Which source speaks of which description."""
    return {(link.source, link.description) for source in sources for link in source.links}


def _document(state: Mapping[str, Described], key: str) -> str | None:
    return state[key].document if key in state else None


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


def _with_inference(document: Document, old: Document) -> Document:
    return replace(document, place=old.place, place_reason=old.place_reason) if old.place_reason else document
