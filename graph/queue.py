"""The review queue: everything in the graph that a person should look at, each with its evidence, the likely truth and a score.

Suspects and ambiguous citations are kept in the graph; the other doubts are looked for when they are asked for: a document
that acts on a later one, one that carries out what had been replaced before, a number out of line with its series, two
documents with nearly one text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import get_args

from graph.answers import Candidate, Doubt, DoubtKind, Doubts, Event
from graph.batches import batches
from graph.copies import duplicates
from graph.cursor import Part, decode, encode
from graph.dates import happened, is_full, out_of_order
from graph.errors import UsageError
from graph.found import Found
from graph.kept import PROBABLY_SAME_AS, Document, DocumentEdge, Series
from graph.knowledge import place_named
from graph.mentions import Mentioned, citing, mentions
from graph.nodes import doubt, edges
from graph.numbers import parse_number
from graph.sequence import out_of_line
from graph.series import period_of
from graph.store import Store
from graph.validity import validity

KINDS: tuple[DoubtKind, ...] = get_args(DoubtKind)

_AT_ONCE = 500
_NOT_SURE = 1001
"""The place of doubts without a score: after those whose score is 0."""
_ENDS = ("replaces", "repeals")
_CARRIES_OUT = ("implements", "guides")
_SCORE: Mapping[DoubtKind, float] = {"order": 0.8, "superseded": 0.5, "out_of_line": 0.6}


def queue(store: Store, kinds: Collection[str] = (), limit: int | None = None, cursor: str | None = None) -> Doubts:
    """The doubts of these kinds (all, if none is named), the surest first, ambiguous citations last; `limit` of them a page.

    Each page looks for all of them anew.
    """
    for kind in kinds:
        if kind not in KINDS:
            raise UsageError(f"“{kind}” is no kind of doubt; there are {', '.join(KINDS)}")
    after = decode(cursor, (int, int, str, str, str, int, int)) if cursor else ()
    found = _placed(one for kind in KINDS if not kinds or kind in kinds for one in _FINDERS[kind](store))
    later = [(place, one) for place, one in found if place > after]
    page = later[:limit]
    return Doubts(total=len(found), doubts=[one for _, one in page], next=encode(page[-1][0]) if len(page) < len(later) else None)


def _placed(doubts: Iterable[Doubt]) -> list[tuple[tuple[Part, ...], Doubt]]:
    """The doubts in order, each with its place, which is no other's: two relations of the same two documents may both be doubted."""
    equals: Counter[tuple[Part, ...]] = Counter()
    placed = []
    for place, one in sorted(((_place(one), one) for one in doubts), key=lambda pair: pair[0]):
        placed.append(((*place, equals[place]), one))
        equals[place] += 1
    return placed


def _place(one: Doubt) -> tuple[Part, ...]:
    surely = _NOT_SURE if one.score is None else round((1 - one.score) * 1000)
    at = one.evidence[0].start if one.source else 0
    return surely, KINDS.index(one.kind), one.document, one.likely or "", one.source or "", at


def _suspects(store: Store) -> Iterator[Doubt]:
    yield from _of_edges(store, "suspect", [(edge, edge.reason or "", edge.confidence) for edge in store.edges_named([PROBABLY_SAME_AS])])


def _orders(store: Store) -> Iterator[Doubt]:
    """Documents that act on later ones."""
    for documents in batches(store.all_documents(), _AT_ONCE):
        found = store.edges([document.key for document in documents], "out")
        dates = Found({d.key: d.date for d in (*documents, *store.documents({edge.target for edge in found}).values())})
        told = ((edge, out_of_order(edge.relation, dates[edge.source], dates[edge.target])) for edge in found)
        yield from _of_edges(store, "order", [(edge, reason, _SCORE["order"]) for edge, reason in told if reason])


def _superseded(store: Store) -> Iterator[Doubt]:
    """Documents that carry out what an older document had replaced or repealed."""
    ends = store.edges_named(_ENDS)
    over = Found(store.documents({end for edge in ends for end in (edge.source, edge.target)}))
    for some in batches(sorted({edge.target for edge in ends}), _AT_ONCE):
        carrying = store.edges(some, "in", _CARRIES_OUT)
        actors = Found(store.documents({edge.source for edge in carrying}))
        found = []
        for edge in carrying:
            day = actors[edge.source].date
            if not is_full(day):
                continue
            ended = validity(store, [edge.target], day)[edge.target]
            ender = next((event for event in ended.events if _had_ended(event, day, actors[edge.source].id)), None)
            if ended.state in ("replaced", "repealed") and ender is not None:
                reason = f"{over[edge.target].number or over[edge.target].id} had been {ended.state} by {ender.document} on {ender.date}"
                found.append((edge, reason, _SCORE["superseded"]))
        yield from _of_edges(store, "superseded", found)


def _had_ended(event: Event, day: str | None, actor: str) -> bool:
    """Whether it ended the whole document before that full day, by another document than the actor."""
    if event.relation not in _ENDS or event.partial or event.document == actor or day is None:
        return False
    return event.date != day and happened(event.date, day) is True


def _of_edges(store: Store, kind: DoubtKind, found: Sequence[tuple[DocumentEdge, str, float]]) -> Iterator[Doubt]:
    shown = Found({(e.source, e.relation, e.target): e for e in edges(store, [edge for edge, _, _ in found])})
    ids = Found(store.documents({end for edge, _, _ in found for end in (edge.source, edge.target)}))
    for edge, reason, score in found:
        proof = shown[ids[edge.source].id, edge.relation, ids[edge.target].id]
        yield doubt(kind, proof.source, reason, score=score, likely=proof.target, proof=proof)


def _out_of_line(store: Store) -> Iterator[Doubt]:
    """Documents whose day lies outside of those of the numbers before and after theirs."""
    series: dict[tuple[object, ...], list[tuple[int, str, Document]]] = defaultdict(list)
    for document in store.all_documents():
        key = _sequence_of(document)
        if key is not None:
            series[key[0]].append((key[1], document.date or "", document))
    for numbered in series.values():
        for document, reason in out_of_line(numbered):
            yield doubt("out_of_line", document.id, reason, score=_SCORE["out_of_line"])


def _sequence_of(document: Document) -> tuple[tuple[object, ...], int] | None:
    """The sequence that the document's number runs in, and its place there; None where either is not known."""
    number = parse_number(document.number) if document.number else None
    if number is None or document.day is None or document.date is None or not number.serial.isdigit():
        return None
    body, place = document.day.removesuffix(document.date), place_named(document.place) if document.place else None
    series = Series(body, body, place.slug if place else None, "local" if place else "central")
    period = period_of(series, number, None, document.date, None)
    return (None if number.party else document.type, body, number.type_code, number.organs, period), int(number.serial)


def _ambiguous(store: Store) -> Iterator[Doubt]:
    for described in batches(store.ambiguous(), _AT_ONCE):
        by_key = {one.key: one for one in described}
        links = citing(store.links_to(by_key))
        speakers = Found(store.speakers({link.source for link in links}))
        wanted = {c.document for one in described for c in one.candidates}
        ids = Found({key: document.id for key, document in store.documents(wanted).items()})
        for mentioned in _first_of_each(mentions(store, links)):
            candidates = by_key[mentioned.link.description].candidates
            yield doubt(
                "ambiguous",
                speakers[mentioned.link.source].id,
                f"fits {len(candidates)} documents" if candidates else "fits no document here, and does not say enough to be one",
                cited=mentioned,
                candidates=[Candidate(id=ids[c.document], reasons=list(c.reasons)) for c in candidates],
            )


def _first_of_each(all_mentions: Iterable[Mentioned]) -> Iterator[Mentioned]:
    """The first mention behind each link."""
    seen = set()
    for mentioned in all_mentions:
        if mentioned.link not in seen:
            seen.add(mentioned.link)
            yield mentioned


_FINDERS: Mapping[DoubtKind, Callable[[Store], Iterator[Doubt]]] = {
    "suspect": _suspects,
    "ambiguous": _ambiguous,
    "order": _orders,
    "superseded": _superseded,
    "out_of_line": _out_of_line,
    "duplicate": duplicates,
}
