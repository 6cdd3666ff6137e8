"""Twins: texts that are one document although one of them does not say so, as a scan whose head cannot be read.

A held text that lacks its number or its date takes what it lacks from the texts that are nearly the same (`graph.prints` finds
them, `graph.likeness` compares), if what they say of themselves does not contradict. Identity then decides as if the text had
said so itself. Texts that both name themselves are never joined here: where their names agree they are one document anyway.

Texts that are linked so, over however many others, are a circle. What a text takes depends on its circle only, and a circle is found
from any of its texts; so a change of sources touches only the circles that its texts are in, before or after.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from graph.dates import compatible
from graph.describe import describe_self, number_slug
from graph.judged import Judged
from graph.kept import Description, Series, StoredSource
from graph.leading import lacks_name, worth
from graph.likeness import likeness
from graph.locks import names
from graph.prints import CROWD, is_named, prints_of
from graph.reading import SELF
from graph.store import Store


@dataclass(slots=True)
class Texts:
    """The held texts as they are when a change is made: those of the store without `gone`, and `put`. Used in a transaction, in which
    the prints are locked that are asked for.
    """

    store: Store
    put: Mapping[str, StoredSource] = field(default_factory=dict)
    gone: Collection[str] = ()
    asked: dict[str, list[str]] = field(default_factory=dict)
    """The stored texts that bear the prints for which the store was asked already: of many, `CROWD` and more that do not change."""
    changing: int = 0
    """How many texts come, go or change."""
    _put_bearing: dict[str, set[str]] = field(default_factory=dict)
    _known: dict[str, StoredSource | None] = field(default_factory=dict)
    _alike: dict[tuple[str, str], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.changing = self.changing or len(self.put) + len(self.gone)
        for sha256, source in self.put.items():
            for one in prints_of(source):
                self._put_bearing.setdefault(one, set()).add(sha256)

    def unchanged(self, stored: Mapping[str, StoredSource]) -> Texts:
        """The texts as they were before the change: of those that change, these were there."""
        return Texts(self.store, asked=self.asked, changing=self.changing, _known={**dict.fromkeys(self.put), **stored})

    def circle(self, sha256: str) -> list[str]:
        """The text and all that are linked with it, by hash."""
        return self.circles([sha256]).get(sha256, [])

    def circles(self, hashes: Collection[str]) -> dict[str, list[str]]:
        """For each of these texts that are held, and each in a circle with them, its circle."""
        linked: dict[str, set[str]] = {}
        self._read(hashes)
        asked = {one for one in hashes if self._source(one) is not None}
        while asked:
            linked |= self._linked(asked)
            asked = {other for one in asked for other in linked[one]} - linked.keys()
        found: dict[str, list[str]] = {}
        for one in linked:
            if one not in found:
                members = sorted(_reached(one, linked))
                found |= dict.fromkeys(members, members)
        return found

    def borne(self, hashes: Collection[str]) -> set[str]:
        """The prints of these texts, without the letters that they begin with."""
        self._read(hashes)
        return {p for one in hashes for p in self._prints_of(one)}

    def wanting(self, prints: Collection[str]) -> set[str]:
        """Those of the prints that a text bears which does not name itself."""
        return {one[1:] for one, own in self._bearing({f"u{p}" for p in prints}).items() if own}

    def unnamed(self, prints: Collection[str]) -> set[str]:
        """The texts that bear one of these prints and do not name themselves."""
        return {one for own in self._bearing({f"u{p}" for p in prints}).values() for one in own}

    def crowded(self, prints: Collection[str]) -> set[str]:
        """Those of the prints that so many bear that they tell nothing."""
        return {one[1:] for one, own in self._bearing({f"b{p}" for p in prints}).items() if len(own) > CROWD}

    def says(self, sha256: str) -> str | None:
        """Key of the description that the text gives of itself; None if it is not held."""
        source = self._source(sha256)
        return next((link.description for link in source.links if link.local == SELF), None) if source else None

    def _source(self, sha256: str) -> StoredSource | None:
        if sha256 not in self._known:
            self._read([sha256])
        return self._known[sha256]

    def _read(self, hashes: Iterable[str]) -> None:
        missing = set(hashes) - self._known.keys()
        stored = self.store.stored(missing - self.put.keys() - set(self.gone))
        self._known |= {one: self.put.get(one, stored.get(one)) for one in missing}

    def _linked(self, hashes: Collection[str]) -> dict[str, set[str]]:
        """For each text those that are nearly the same, of which one at least does not name itself."""
        self.store.lock(names(prints=self.borne(hashes)))
        prints = {one: self._prints_of(one) for one in hashes}
        named = {one for one in prints if self._names_itself(one)}
        unnamed = self._bearing({f"u{p}" for one in named for p in prints[one]})
        meeting = {one: {p for p in own if one not in named or unnamed.get(f"u{p}", set()) - {one}} for one, own in prints.items()}
        bearing = self._bearing({f"b{p}" for own in meeting.values() for p in own})
        near = {one: {other for p in own if len(bearing[f"b{p}"]) <= CROWD for other in bearing[f"b{p}"]} for one, own in meeting.items()}
        self._read({other for own in near.values() for other in own})
        return {
            one: {
                other for other in sorted(own - {one}) if not (one in named and self._names_itself(other)) and self._are_alike(one, other)
            }
            for one, own in near.items()
        }

    def _prints_of(self, sha256: str) -> set[str]:
        source = self._source(sha256)
        return {p[1:] for p in prints_of(source)} if source else set()

    def _bearing(self, prints: Collection[str]) -> dict[str, set[str]]:
        new = set(prints) - self.asked.keys()
        stored = self.store.bearing(new, CROWD + 1 + self.changing) if new else {}
        self.asked.update({one: stored.get(one, []) for one in new})
        found = {one: set(self.asked[one]) - set(self.gone) - self.put.keys() for one in prints}
        for one in found.keys() & self._put_bearing.keys():
            found[one] |= self._put_bearing[one]
        return found

    def _names_itself(self, sha256: str) -> bool:
        source = self._source(sha256)
        return source is not None and is_named(source.as_read.document)

    def _are_alike(self, one: str, other: str) -> bool:
        pair = (min(one, other), max(one, other))
        if pair not in self._alike:
            a, b = (self._source(sha) for sha in pair)
            self._alike[pair] = a is not None and b is not None and likeness(a.text, b.text).one_document
        return self._alike[pair]

    def told(self, sha256: str, judged: Judged) -> dict[str, Description]:
        """What each text of this one's circle is to say of itself: what `taken` gives, else what it says, as people correct it."""
        sources = {one: source for one in self.circle(sha256) if (source := self._source(one)) is not None}
        own = {one: judged.corrected(describe_self(one, source.as_read.document)) for one, source in sources.items()}
        unnamed = {one for one in own if not self._names_itself(one)}
        return own | (taken(own, unnamed, self._pairs(own), judged) if len(own) > 1 else {})

    def _pairs(self, circle: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The pairs of a circle that are nearly the same and of which one does not name itself."""
        for a, b in combinations(sorted(circle), 2):
            if not (self._names_itself(a) and self._names_itself(b)) and self._are_alike(a, b):
                yield a, b


def stirred(before: Texts, after: Texts, changed: Collection[str]) -> set[str]:
    """The texts, before and after a change of these, that are in a circle with others which the change may have made or altered."""
    prints = {one for texts in (before, after) for one in texts.borne(changed)}
    after.store.lock(names(prints=prints))
    wanting = before.wanting(prints) | after.wanting(prints)
    crossing = before.crowded(wanting) ^ after.crowded(wanting)
    seeds = {*changed, *before.unnamed(crossing), *after.unnamed(crossing)}
    circles = [*before.circles(seeds).values(), *after.circles(seeds).values()]
    return {one for circle in circles if len(circle) > 1 for one in circle}


def taken(
    own: Mapping[str, Description], unnamed: Collection[str], alike: Iterable[tuple[str, str]], judged: Judged
) -> dict[str, Description]:
    """What the unnamed texts of a circle are to say of themselves, by hash, where that is something else than what they say (`own`).

    `alike` are the pairs that are nearly the same. Nobody takes anything where those that are linked with it contradict each other.
    """
    linked: dict[str, set[str]] = {one: set() for one in own}
    for a, b in alike:
        if not _differ(own, judged, a, b):
            linked[a].add(b)
            linked[b].add(a)
    found: dict[str, Description] = {}
    for one in sorted(unnamed):
        members = sorted(_reached(one, linked))
        if one not in found and len(members) > 1 and not any(_differ(own, judged, a, b) for a, b in combinations(members, 2)):
            leading = _pooled(sorted((own[member] for member in members), key=worth))
            found |= {member: leading for member in members if member in unnamed}
    return found


def _reached(start: str, linked: Mapping[str, Collection[str]]) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        new = set(linked[waiting.pop()]) - reached
        reached |= new
        waiting += new
    return reached


def _contradict(a: Description, b: Description) -> bool:
    """Whether what both say of themselves cannot be said of one document."""
    said = ((number_slug(d), d.type, d.series.body, d.series.place) for d in (a, b))
    return any(one != other for one, other in zip(*said, strict=True) if one and other) or not compatible(a.date, b.date)


def _differ(own: Mapping[str, Description], judged: Judged, a: str, b: str) -> bool:
    """Whether two texts are of two documents by what they say of themselves, or people."""
    return _contradict(own[a], own[b]) or frozenset((a, b)) in judged.apart_texts or judged.are_apart([own[a]], [own[b]])


def _placed(series: Sequence[Series]) -> Series:
    """The first one, with the place of the first that has one, if it has none itself."""
    placed = next((one for one in series if one.place is not None), series[0])
    return series[0] if series[0].scope == "central" else replace(series[0], place=placed.place, scope=placed.scope)


def _pooled(ordered: Sequence[Description]) -> Description:
    """What texts that do not contradict say together, as the first would say it."""
    first = ordered[0]
    numbered = next((d for d in ordered if d.number), first)
    return replace(
        first,
        number=numbered.number,
        series=_placed([numbered.series, *(d.series for d in ordered)]) if lacks_name(first) else first.series,
        type=next((d.type for d in (numbered, *ordered) if d.type), None),
        date=max((d.date or "" for d in ordered), key=len) or None,
        issuer=next((d.issuer for d in ordered if d.issuer), None),
        title=next((d.title for d in ordered if d.title), None),
    )
