"""The first derivation: which descriptions there will be, and which documents they make.

Only blocks in which a description comes or goes are read and decided again, and of them only the part that it can alter
(`graph.parts`). In others the facts are weighed again of the documents that gain or lose supporters, however many else there are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from graph.describe import keyed
from graph.documents import documents_of
from graph.identity import Group, has_rivals, resolve
from graph.judged import Judged
from graph.kept import PROBABLY_SAME_AS, Described, Description, Document, StoredSource
from graph.leading import lacks_name
from graph.locks import names
from graph.namesakes import Meant, block_among, called, in_any_year, is_of_laws, laws_called, numbered, numbers_of
from graph.parts import Part, part_of, places_of
from graph.store import Store
from graph.together import together
from graph.twins import Texts, stirred

_Places = frozenset[str] | None
"""Of which places a block is decided; None: of all."""


@dataclass(slots=True)
class Decision:
    """What one change makes of descriptions and documents. It reads, and locks what it reads, but writes nothing."""

    store: Store
    before: Mapping[str, StoredSource]
    put: Mapping[str, StoredSource]
    judged: Judged
    rejudged: Collection[str] = ()
    copies: Collection[str] = ()
    texts: Texts = field(init=False)
    """All texts, as they will be."""
    stirred: set[str] = field(default_factory=set)
    """Those that may come to mean another document since texts that are nearly the same come, go, or are judged."""
    told: dict[str, Description] = field(default_factory=dict)
    """What texts that do not name themselves are to say, by hash, as far as it was asked for."""
    names: set[str] = field(default_factory=set)
    """What laws in this change are called, by name or by number."""
    numbers: dict[str, Meant] = field(default_factory=dict)
    """The numbers that these mean."""
    counts: Counter[str] = field(default_factory=Counter)
    """How many links each description will have."""
    was: dict[str, Described] = field(default_factory=dict)
    now: dict[str, Described] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    echoes: dict[str, str] = field(default_factory=dict)
    """Documents whose date's year is probably a slip, and which they then are."""
    old: dict[str, Document] = field(default_factory=dict)
    new: dict[str, Document] = field(default_factory=dict)
    """Documents that are decided or weighed again: as they were, and as they become."""
    decided: set[str] = field(default_factory=set)
    """Keys of those, old and new, that are decided."""

    def __post_init__(self) -> None:
        self.texts = Texts(self.store, self.put, set(self.before) - set(self.put))

    def make(self) -> None:
        links = [(link, -1) for s in self.before.values() for link in s.links]
        links += [(link, 1) for s in self.put.values() for link in s.links]
        given = {key: d for s in self.put.values() for key, d in self._described_in(s)}
        mine = {link.description for link, _ in links}
        self._meet_twins()
        others = self._others(mine - given.keys())
        self.names = {name for d in (*given.values(), *(d.description for d in others)) if (name := called(d)) is not None}
        if self.names:
            self.store.lock(names(blocks=self.names | set(map(in_any_year, self.names))))
            others = self._others(mine - given.keys())  # what a name means may have moved them
        steps = Counter[str]()
        for link, step in links:
            steps[link.description] += step
        whole = self._meet_namesakes(given, steps) | self._blocks_of_twins() | set(self.rejudged)
        blocks = {self._block_of(d) for d in given.values()} | {d.block for d in others}
        self.store.lock(names(blocks=blocks | whole))
        self.was = self.store.descriptions(mine)
        self.counts = Counter({key: d.count for key, d in self.was.items()})
        self.counts.update(steps)
        changed: dict[str, list[Description]] = defaultdict(list)
        for key, description in given.items():
            if key not in self.was:
                changed[self._block_of(description)].append(description)
        for key, there in self.was.items():
            if self.counts[key] == 0:
                changed[there.block].append(there.description)
        weighed = self._weigh_again(whole, changed)
        self._decide_all(self._read(whole, changed), {key: d for key, d in given.items() if key not in self.was})
        for before, after in weighed:
            if before.key not in self.decided:
                self.old[before.key] = before
                self.new[after.key] = after

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

    def _weigh_again(self, whole: Collection[str], changed: dict[str, list[Description]]) -> list[tuple[Document, Document]]:
        """Documents whose descriptions stay and are but more or fewer, as they were and as they are. Where that may concern
        others of a block, by another id or since they are rivals, their descriptions are added to what is `changed`.
        """
        self.now = {key: replace(d, count=self.counts[key]) for key, d in self.was.items() if self.counts[key] > 0}
        anyway = {block: self._places(block, whole, own) for block, own in changed.items()} | dict.fromkeys(whole)
        recounted = {
            d.document
            for key, d in self.now.items()
            if d.document and d != self.was[key] and not (d.block in anyway and _is_of(d, anyway[d.block]))
        }
        old, described, doubts = together(
            self.store,
            lambda: self.store.documents(recounted),
            lambda: self.store.descriptions_of(recounted),
            lambda: self.store.edges(recounted, "out", {PROBABLY_SAME_AS}),
        )
        made, doubted = [], {edge.source for edge in doubts}
        for key, own in described.items():
            members = {d.key: self._corrected(self.now.get(d.key, d)) for d in own}
            (weighed,) = documents_of(old[key].block, [Group(key, tuple(members))], members)
            clashing = f"{weighed.id}~{key[:10]}"
            alone = not has_rivals(key, old[key].block, (d.description for d in members.values()))
            if key in doubted or not alone or old[key].id not in (weighed.id, clashing):
                changed[old[key].block] += [d.description for d in own]
            made.append((old[key], self._placed(replace(weighed, id=old[key].id), old[key])))
        return made

    def _places(self, block: str, whole: Collection[str], changed: Sequence[Description]) -> _Places:
        """Of which places what changed in the block can alter documents, as far as it tells."""
        if block in whole or block in self.judged.renamed_into or any(self._meant(d) != d for d in changed):
            return None
        return places_of(changed)

    def _read(self, whole: Collection[str], changed: Mapping[str, Sequence[Description]]) -> dict[str, Part]:
        """What is to be decided, by block."""
        asked = {block: self._places(block, whole, own) for block, own in changed.items()} | dict.fromkeys(whole)
        some = {(block, place) for block, places in asked.items() for place in places or ()}
        wholly = {block for block, places in asked.items() if places is None}
        of_places, all_there = together(self.store, lambda: self.store.described_at(some), lambda: self.store.described(wholly))
        rows = _by_block(of_places)
        parts = {block: part_of(rows[block], places) for block, places in asked.items() if places is not None}
        parts = {
            block: part
            for block, part in parts.items()
            if part.is_apart(changed[block]) and all(self._meant(d.description) == d.description for d in (*part.decided, *part.unplaced))
        }
        rows = _by_block([*all_there, *self.store.described(asked.keys() - parts.keys() - wholly)])
        return parts | {block: Part(rows[block]) for block in asked.keys() - parts.keys()}

    def _decide_all(self, parts: Mapping[str, Part], coming: Mapping[str, Description]) -> None:
        """Blocks of laws' names come last, since they depend on which documents there are of these names where their numbers are."""
        descriptions = self._taken_in(parts, coming)
        last = {block for block, own in descriptions.items() if is_of_laws(block, own.values())}
        for block in sorted(parts.keys() - last):
            self._decide(block, descriptions[block], parts[block])
        also = self._names_that_may_mean_others() - parts.keys()
        self.store.lock(names(blocks=also))
        rows = _by_block(self.store.described(also))
        more = {block: Part(rows[block]) for block in also}
        descriptions |= self._taken_in(more, {})
        for block in sorted(last | also):
            laws = self._laws(block) if is_of_laws(block, descriptions[block].values()) else {}
            self._decide(block, descriptions[block], more.get(block) or parts[block], laws)
        self.decided = {*self.old, *self.new}

    def _taken_in(self, parts: Mapping[str, Part], coming: Mapping[str, Description]) -> dict[str, dict[str, Description]]:
        """The descriptions that there will be, by block; what is decided is no longer what it was."""
        known = {d.key: d for part in parts.values() for d in (*part.decided, *part.unplaced)}
        self.counts.update({key: d.count for key, d in known.items() if key not in self.was})
        decided = {d.key: d for part in parts.values() for d in part.decided}
        self.was |= decided
        self.now = {key: d for key, d in self.now.items() if key not in decided}
        self.old |= self.store.documents({d.document for d in decided.values() if d.document is not None})
        descriptions: dict[str, dict[str, Description]] = {block: {} for block in parts}
        for key in sorted({*decided, *coming}):
            description = decided[key].description if key in decided else coming[key]
            block = decided[key].block if key in decided and self._stays(description) else self._block_of(description)
            if self.counts[key] > 0 and block in descriptions:
                descriptions[block][key] = description
        return descriptions

    def _names_that_may_mean_others(self) -> set[str]:
        """The blocks of the names of which a law came, went, or is another document than it was."""
        there = {key: d.description for state in (self.was, self.now) for key, d in state.items()}
        moved = {key for key in there if document_in(self.was, key) != document_in(self.now, key)}
        return {in_any_year(name) for key in moved if (name := called(there[key])) is not None}

    def _laws(self, block: str) -> dict[str, list[Description]]:
        """The documents of this name that stand where their numbers are."""
        there = {d.key: d for d in self.store.namesakes_of_any_year([block]) if d.key not in self.was} | self.now
        return laws_called(there.values()).get(block, {})

    def _decide(
        self,
        block: str,
        descriptions: Mapping[str, Description],
        part: Part,
        laws: Mapping[str, Sequence[Description]] = MappingProxyType({}),
    ) -> None:
        corrected = numbered({key: self._meant(d) for key, d in descriptions.items()})
        resolution = resolve(block, corrected, self.counts, self.judged.apart_texts, {**part.beside(), **laws})
        for group in resolution.groups:
            for key in group.members:
                self.now[key] = Described(key, descriptions[key], block, self.counts[key], group.key)
        for key, candidates in resolution.ambiguous.items():
            self.now[key] = Described(key, descriptions[key], block, self.counts[key], None, candidates)
        made = {group.key: [corrected[key] for key in group.members] for group in resolution.groups}
        there = {d.key: d for d in part.unplaced}
        for key, candidates in part.meant(made).items():
            self.was.setdefault(key, there[key])
            self.now[key] = replace(there[key], count=self.counts[key], candidates=candidates)
        self.groups += resolution.groups
        self.echoes |= resolution.echoes
        members = {key: replace(self.now[key], description=corrected[key]) for group in resolution.groups for key in group.members}
        for document in documents_of(block, resolution.groups, members):
            self.new[document.key] = self._placed(document, self.old.get(document.key))

    def _corrected(self, described: Described) -> Described:
        corrected = self._meant(described.description)
        return described if corrected is described.description else replace(described, description=corrected)

    def _placed(self, document: Document, old: Document | None) -> Document:
        """With the place that was inferred, until it is inferred anew."""
        if document.place or old is None or not old.place_reason:
            return document
        return replace(document, place=old.place, place_reason=old.place_reason)


def _by_block(described: Iterable[Described]) -> defaultdict[str, list[Described]]:
    rows: defaultdict[str, list[Described]] = defaultdict(list)
    for one in described:
        rows[one.block].append(one)
    return rows


def document_in(state: Mapping[str, Described], key: str) -> str | None:
    """The document of the description with this key, if it has one in this state."""
    return state[key].document if key in state else None


def _is_of(described: Described, places: _Places) -> bool:
    return places is None or described.description.series.place in places
