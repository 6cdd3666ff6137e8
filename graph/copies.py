"""Texts side by side: what the texts of one document say otherwise, and which texts of two documents look like one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import combinations, groupby

from graph.answers import Doubt, HeldSource, SaidOtherwise
from graph.batches import batches
from graph.dates import compatible, is_full
from graph.describe import describe_self
from graph.doubts import judged_apart
from graph.judged import Judged
from graph.kept import Document, StoredSource
from graph.leading import worth
from graph.likeness import Likeness, likeness
from graph.nodes import doubt
from graph.numbers import parse_number
from graph.prints import CROWD
from graph.slips import date_slip, serial_slip
from graph.store import Store

FEWEST_SHARED = 3
"""Prints that two texts must share before they are compared for the queue."""
_AT_ONCE = 500
_FIELDS = ("number", "type", "date", "issuer", "place", "signer", "subject")


def texts(store: Store, hashes: Collection[str]) -> list[HeldSource]:
    """The texts of one document, the leading one first, each with how it differs from that."""
    ordered = sorted(store.stored(hashes).values(), key=_worth)
    return [_beside(source, ordered[0]) for source in ordered]


def _beside(source: StoredSource, leading: StoredSource) -> HeldSource:
    here, there = source.reading.document, leading.reading.document
    said = [(name, getattr(here, name), getattr(there, name)) for name in _FIELDS]
    mine, theirs = _cited(source), _cited(leading)
    return HeldSource(
        sha256=source.sha256,
        paths=list(source.paths),
        signer=here.signer,
        subject=here.subject,
        shared=None if source is leading else likeness(source.text, leading.text).shared,
        otherwise=[SaidOtherwise(field=name, said=one, leading=other) for name, one, other in said if one != other],
        cites_more=sorted(mine - theirs),
        cites_less=sorted(theirs - mine),
    )


def _cited(source: StoredSource) -> set[str]:
    return {named for target in source.reading.targets.values() if (named := target.number or target.name) is not None}


def told_by_texts(store: Store, one: Collection[str], other: Collection[str]) -> Likeness | None:
    """How the leading texts of two documents compare, of which these are the texts; None where one has none."""
    a, b = (min(store.stored(own).values(), key=_worth, default=None) for own in (one, other))
    return None if a is None or b is None else likeness(a.text, b.text)


def _worth(source: StoredSource) -> tuple[object, ...]:
    return worth(describe_self(source.sha256, source.as_read.document))


def duplicates(store: Store) -> Iterator[Doubt]:
    """Two documents whose texts are nearly the same, where one does not tell its number or date, or tells one with a slip."""
    judged = Judged(store.judgements())
    found: dict[tuple[str, str], Doubt] = {}
    for pairs in batches(_meeting(store), _AT_ONCE):
        stored = store.stored({sha for a, b, _, _ in pairs for sha in (a, b)})
        for a, b, one, other in pairs:
            suspect, likely = sorted((one, other), key=lambda d: (_is_told(d), d.support, d.id))
            reason = _question(suspect, likely)
            if reason is None or (suspect.key, likely.key) in found or judged_apart(store, judged, one.key, other.key):
                continue
            compared = likeness(stored[a].text, stored[b].text)
            if compared.one_document:
                told = f"the texts share {compared.shared:.0%} of their words, and {reason}"
                score = 0.7 if _is_told(suspect) else 0.5
                found[suspect.key, likely.key] = doubt("duplicate", suspect.id, told, score=score, likely=likely.id)
    yield from found.values()


def _meeting(store: Store) -> Iterator[tuple[str, str, Document, Document]]:
    """Pairs of texts that share prints and speak for two documents which may be one."""
    shared: Counter[tuple[str, str]] = Counter()
    documents: dict[str, Document] = {}
    for _, bearing in groupby(store.prints(), key=lambda row: row[0]):
        hashes = sorted(sha for _, sha in bearing)
        if not 1 < len(hashes) <= CROWD:
            continue
        documents |= store.speakers(set(hashes) - documents.keys())
        told = [sha for sha in hashes if sha in documents]
        shared.update(pair for pair in combinations(told, 2) if _question(*(documents[sha] for sha in pair)))
    yield from ((a, b, documents[a], documents[b]) for (a, b), count in sorted(shared.items()) if count >= FEWEST_SHARED)


def _question(one: Document, other: Document) -> str | None:
    """Why two documents with one text may be one; None where they are one, or plainly two."""
    if one.key == other.key or (one.place and other.place and one.place != other.place):
        return None
    if not (_is_told(one) and _is_told(other)):
        return "one does not tell its number and date" if _fits(one, other) else None
    a, b = parse_number(one.number or ""), parse_number(other.number or "")
    if a is None or b is None or (a.type_code, a.organs) != (b.type_code, b.organs):
        return None
    if one.number == other.number and (slip := date_slip(one.date, other.date)):
        return f"the dates differ by a slip of the {slip}"
    if one.date == other.date and a.year == b.year and serial_slip(a.serial, b.serial):
        return "the numbers differ by a slip of the serial"
    return None


def _is_told(document: Document) -> bool:
    return document.number is not None and is_full(document.date)


def _fits(one: Document, other: Document) -> bool:
    numbers, types = {one.number, other.number} - {None}, {one.type, other.type} - {None}
    return len(numbers) < 2 and len(types) < 2 and compatible(one.date, other.date)
