"""What identity made of a corpus whose truth is known, counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bench.identity.texts import Known, Meant
from graph.batches import batches
from graph.corpus import Corpus
from graph.kept import PROBABLY_SAME_AS, Described
from graph.reading import SELF
from graph.store import Store

_AT_ONCE = 100
Mention = tuple[str, str]
"""Source's hash and local name."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of one scenario."""

    texts: int
    mentions: int
    decidable: int
    together: int
    """Pairs of mentions that are held to be one document's."""
    rightly: int
    """Of these, those that are."""
    owed: int
    """Pairs of mentions that can be decided and mean one document."""
    found: int
    """Of these, those that are held to be one document's."""
    undecidable: int
    ambiguous: int
    """Of these, those that are kept as ambiguous."""
    resolvable: int
    """Undecidable ones whose document is in the corpus."""
    among: int
    """Of these, those with the right document among their candidates."""
    absent: int
    """Mentions of documents of which nothing in the corpus says enough; another of the number may be there."""
    trapped: int
    """Of these, those that are held to be another document's."""
    slips: Mapping[str, tuple[int, int]]
    """Kind → slips whose right document is in the corpus, and of these those that are flagged with it."""
    suspects: int
    false_suspects: int


def measured(known: Known, store: Store) -> Figures:
    """Take the corpus in, and count what became of its mentions."""
    into = Corpus(store)
    for some in batches(known.records, _AT_ONCE):
        into.add(some)
    return counted(known, store)


def counted(known: Known, store: Store) -> Figures:
    """The same of a store that has taken the corpus in."""
    where = _described(known, store)
    node = {mention: described.document for mention, described in where.items() if described.document}
    members: dict[str, Counter[int]] = defaultdict(Counter)
    clean: dict[str, set[int]] = defaultdict(set)
    slipped: dict[str, set[int]] = defaultdict(set)
    for mention, document in node.items():
        meant = known.truth[mention]
        members[document][meant.fact] += 1
        (slipped if meant.slip else clean)[document].add(meant.fact)
    there = {fact for some in clean.values() for fact in some}
    sure = {m: meant for m, meant in known.truth.items() if meant.decidable}
    by_fact: dict[int, Counter[str | None]] = defaultdict(Counter)
    for mention, meant in sure.items():
        by_fact[meant.fact][node.get(mention)] += 1
    unsure = {
        m: meant for m, meant in known.truth.items() if not meant.decidable and not meant.slip and not meant.placeless and m[1] != SELF
    }
    resolvable = {m: meant for m, meant in unsure.items() if meant.fact in there}
    absent = {m: meant for m, meant in unsure.items() if meant.fact not in there}
    edges = list(store.edges_named([PROBABLY_SAME_AS]))
    flagged = {(fact, e.source) for e in edges for fact in slipped[e.source] & clean[e.target]}
    wrong = [e for e in edges if not (slipped[e.source] & clean[e.target] or slipped[e.target] & clean[e.source])]
    return Figures(
        texts=len(known.records),
        mentions=len(known.truth),
        decidable=len(sure),
        together=sum(_pairs(some.total()) for some in members.values()),
        rightly=sum(_pairs(n) for some in members.values() for n in some.values()),
        owed=sum(_pairs(some.total()) for some in by_fact.values()),
        found=sum(_pairs(n) for some in by_fact.values() for document, n in some.items() if document),
        undecidable=len(unsure),
        ambiguous=sum(where[m].document is None for m in unsure),
        resolvable=len(resolvable),
        among=sum(_is_among(where[m], meant, clean) for m, meant in resolvable.items()),
        absent=len(absent),
        trapped=sum(where[m].document is not None and len(members[where[m].document or ""]) > 1 for m in absent),
        slips=_slips(known, where, clean, there, flagged),
        suspects=len(edges),
        false_suspects=len(wrong),
    )


def _slips(
    known: Known,
    where: Mapping[Mention, Described],
    clean: Mapping[str, set[int]],
    there: set[int],
    flagged: set[tuple[int, str]],
) -> dict[str, tuple[int, int]]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for mention, meant in known.truth.items():
        if meant.slip and meant.fact in there:
            described = where[mention]
            counts[meant.slip][0] += 1
            counts[meant.slip][1] += (meant.fact, described.document) in flagged or _is_among(described, meant, clean)
    return {kind: (all_, found) for kind, (all_, found) in sorted(counts.items())}


def _is_among(described: Described, meant: Meant, clean: Mapping[str, set[int]]) -> bool:
    return any(meant.fact in clean.get(candidate.document, ()) for candidate in described.candidates)


def _described(known: Known, store: Store) -> dict[Mention, Described]:
    links = {}
    for some in batches(sorted({sha for sha, _ in known.truth}), _AT_ONCE):
        for source in store.stored(some).values():
            links.update({(link.source, link.local): link.description for link in source.links})
    described = store.descriptions(set(links.values()))
    return {mention: described[key] for mention, key in links.items()}


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def total(counts: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """The sums of both."""
    some = list(counts)
    return sum(all_ for all_, _ in some), sum(found for _, found in some)
