"""Validity: what had become of a document by a day, as far as the texts in the store say.

Derived from relations, never from a register: a document that nothing in the store ends may well have been ended by a text
that is not here, so its state is `unchanged`, not "in force". A part that is repealed or replaced changes the whole as an
amendment does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from graph.answers import Event, Piece, Validity, ValidityState
from graph.dates import happened, is_full
from graph.errors import UsageError
from graph.found import Found
from graph.kept import Document, DocumentEdge, EdgeKey
from graph.nodes import edges
from graph.reading import Relation
from graph.sources import pieces_of
from graph.store import Store

CHANGES: Mapping[Relation, ValidityState] = {
    "repeals": "repealed",
    "replaces": "replaced",
    "suspends": "suspended",
    "amends": "amended",
    "corrects": "amended",
}
"""What a relation makes of its target; the strongest first."""

_RANK = {state: rank for rank, state in enumerate(("repealed", "replaced", "suspended", "amended"))}


def full_date(text: str) -> str:
    """A day as ISO writes it; UsageError for anything else."""
    try:
        day = date.fromisoformat(text).isoformat()
    except ValueError:
        day = None
    if day != text:
        raise UsageError(f"“{text}” is no date; write it as 2021-12-31")
    return text


def validity(store: Store, documents: Collection[str], as_of: str | None = None) -> dict[str, Validity]:
    """What had become of each document by the end of the day `as_of`; of all that the store knows, if None. With the evidence."""
    found = store.edges(documents, "in", CHANGES.keys())
    shown = edges(store, found)
    return _derived(store, documents, found, {(edge.source, edge.relation, edge.target): edge.evidence for edge in shown}, as_of)


def states(store: Store, documents: Collection[str], as_of: str) -> dict[str, ValidityState]:
    """The same without the evidence, for many documents."""
    derived = _derived(store, documents, store.edges(documents, "in", CHANGES.keys()), {}, as_of)
    return {key: one.state for key, one in derived.items()}


def _derived(
    store: Store, documents: Collection[str], found: Sequence[DocumentEdge], evidence: Mapping[EdgeKey, list[Piece]], as_of: str | None
) -> dict[str, Validity]:
    known = Found(store.documents({*documents, *(edge.source for edge in found)}))
    partial = Found(_partial(store, found))
    events: dict[str, list[Event]] = defaultdict(list)
    for edge in found:
        actor, acted_on = known[edge.source], known[edge.target]
        event = Event(
            relation=edge.relation,
            document=actor.id,
            date=actor.date,
            partial=partial[edge.source, edge.relation, edge.target],
            evidence=evidence.get((actor.id, edge.relation, acted_on.id), []),
        )
        events[edge.target].append(event)
    return Found({key: _judged(known[key], events[key], as_of) for key in documents if key in known})


def _judged(document: Document, events: Iterable[Event], as_of: str | None) -> Validity:
    past = [(event, True if as_of is None else happened(event.date, as_of)) for event in events]
    possible = sorted((event for event, when in past if when is not False), key=_order)
    certain = [_made(event) for event, when in past if when]
    issued = True if as_of is None else happened(document.date, as_of)
    return Validity(as_of=as_of, state=_state(issued, certain, [_made(e) for e, when in past if when is None]), events=possible)


def _state(issued: bool | None, certain: Sequence[ValidityState], possible: Sequence[ValidityState]) -> ValidityState:
    if issued is False:
        return "not_issued"
    strongest = min(certain, key=_RANK.__getitem__, default=None)
    stronger = [state for state in possible if strongest is None or _RANK[state] < _RANK[strongest]]
    if stronger or (issued is None and strongest is None):
        return "unknown"  # it hangs on a day that no text tells
    return strongest or "unchanged"


def _made(event: Event) -> ValidityState:
    state = CHANGES[event.relation]  # type: ignore[index]  # only these were asked for
    return "amended" if event.partial and state in ("repealed", "replaced") else state


def _order(event: Event) -> tuple[object, ...]:
    return (event.date is None, event.date or "", not is_full(event.date), event.document, event.relation)


def _partial(store: Store, found: Collection[DocumentEdge]) -> dict[EdgeKey, bool]:
    """Whether all that is said of an edge is of parts of its target: each of the mentions names a provision."""
    stated = store.evidence([(e.source, e.relation, e.target) for e in found], None)
    sources = store.stored({statement.source for some in stated.values() for statement in some})
    pinpoints = Found[tuple[str, int], str | None]()
    for sha, source in sources.items():
        pieces = pieces_of(source.reading, {link.local for link in source.links})
        pinpoints |= {(sha, ordinal): source.reading.citations[index].pinpoint for ordinal, (_, index, _) in enumerate(pieces)}
    return {edge: all(pinpoints[one.source, one.ordinal] for one in some) for edge, some in stated.items()}
