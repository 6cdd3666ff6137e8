"""Suspects: documents that probably are another one, cited with a slip. Never merged: marked, with reason and score.

Two kinds are found here, each within its block:

- *a misprinted number*: series, day, type and title agree, the serial differs. The stronger sign is a serial borrowed
  from the document cited just before (`Chương trình 21-CTr/TU … thực hiện Nghị quyết 21-NQ/TW`);
- *a slip of the date*: number, series and period agree, the full dates differ.

The suspect is the one that no text is held of and that fewer cite. Two held documents are never suspects for day and title:
bodies issue many of one title a day. They are for a number that cannot recur, if their titles agree
and somebody cites the suspect.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations

from graph.kept import PROBABLY_SAME_AS, Document, DocumentEdge
from graph.numbers import parse_number
from graph.titles import SHORTEST, folded_title, titles_agree, titles_contradict

Borrowed = Callable[[Collection[Document]], Mapping[str, Collection[str]]]
"""For each document's key, the numbers of those that, by somebody's words, carry it out, rest on it, …: what its serial may
be borrowed from."""

ToldApart = Callable[[Document, Document, bool], bool]
"""Whether somebody knows the two as two: a text states a relation between them or, if the flag is set, speaks of both."""

CROWD = 3
"""From so many documents of one series, day, type and title on, the title is a formula and says nothing, unless one is cited
so often, and more than all others together: then these are slips in citing it."""

NEAR = 10
"""Serials nearer than this are of documents made one after the other, where a text speaks of both."""


def misprints(day: Iterable[Document], borrowed: Borrowed, told_apart: ToldApart) -> list[DocumentEdge]:
    """Suspect edges among the documents of one (series, day); at most one from each suspect."""
    found: dict[str, list[tuple[DocumentEdge, Document]]] = defaultdict(list)
    for alike in _differing_in_serial_only(day):
        agreeing = {d.key: [other for other in alike if other is d or titles_agree(d.title, other.title)] for d in alike}
        lenders = _lenders(agreeing, alike, borrowed)
        hubs = {d.key for d in alike if _stands_out(d, agreeing[d.key])}
        for a, b in combinations(alike, 2):
            if (a.held and b.held) or a.number == b.number or b not in agreeing[a.key]:
                continue
            borrowing = {d.key for d in (a, b) if d.key in lenders and d.support == min(a.support, b.support)}
            suspect, truth = sorted((a, b), key=lambda d: (d.held, d.key not in borrowing, d.support, d.id))
            lender = lenders[suspect.key] if suspect.key in borrowing else None
            formula = max(len(agreeing[a.key]), len(agreeing[b.key])) >= CROWD and truth.key not in hubs
            if (formula and lender is None) or told_apart(suspect, truth, lender is None and _are_near(a, b)):
                continue
            found[suspect.key].append((_misprint(suspect, truth, lender), truth))
    best = (min(some, key=lambda one: (-one[0].confidence, not one[1].held, -one[1].support, one[1].id)) for some in found.values())
    return sorted((edge for edge, _ in best), key=lambda edge: edge.source)


def slips(same_number: Iterable[Document]) -> list[DocumentEdge]:
    """Suspect edges among documents of one number, series and period, whose dates differ."""
    dated = sorted((d for d in same_number if d.date), key=lambda d: (not d.held, -d.support, d.id))
    if len(dated) < 2:
        return []
    truth, *others = dated
    return [_slip(d, truth) for d in others if _may_slip(d, truth)]


def _may_slip(one: Document, truth: Document) -> bool:
    if one.held and truth.held:
        return one.support > 0 and titles_agree(one.title, truth.title)  # no edge without words: somebody's citation of the suspect
    return not titles_contradict(one.title, truth.title)


def _differing_in_serial_only(day: Iterable[Document]) -> Iterable[list[Document]]:
    """Documents that have all but the serial and the end of a telling title in common, those of each kind by id."""
    kinds: dict[tuple[object, ...], list[Document]] = defaultdict(list)
    for document in sorted(day, key=lambda d: (d.id, d.key)):
        number, title = parse_number(document.number or ""), folded_title(document.title or "")
        if number is not None and len(title) >= SHORTEST:
            kinds[document.type, number.type_code, number.organs, number.year, title[:SHORTEST]].append(document)
    return [alike for alike in kinds.values() if len(alike) > 1]


def _lenders(agreeing: Mapping[str, Sequence[Document]], alike: Iterable[Document], borrowed: Borrowed) -> dict[str, str]:
    """For documents that somebody may have misnamed, the number that their serial is borrowed from. Hubs are not asked for."""
    rare = [d for d in alike if not d.held and any(o.key != d.key and d.support <= o.support for o in agreeing[d.key])]
    neighbours = borrowed(rare) if rare else {}
    found = {d.key: _lender(d, neighbours.get(d.key, ())) for d in rare}
    return {key: lender for key, lender in found.items() if lender is not None}


def _lender(document: Document, neighbours: Iterable[str]) -> str | None:
    own = parse_number(document.number or "")
    for neighbour in sorted(neighbours):
        lender = parse_number(neighbour)
        if own and lender and lender.serial == own.serial and neighbour != document.number:
            return neighbour
    return None


def _stands_out(document: Document, agreeing: Iterable[Document]) -> bool:
    return document.support >= CROWD and document.support > sum(d.support for d in agreeing if d is not document)


def _are_near(a: Document, b: Document) -> bool:
    one, other = parse_number(a.number or ""), parse_number(b.number or "")
    return bool(one and other and one.serial.isdigit() and other.serial.isdigit() and abs(int(one.serial) - int(other.serial)) < NEAR)


def _misprint(suspect: Document, truth: Document, lender: str | None) -> DocumentEdge:
    same_title = folded_title(suspect.title or "") == folded_title(truth.title or "")
    score = 0.6 + 0.1 * same_title + 0.1 * (truth.held or truth.support > suspect.support) + 0.15 * bool(lender)
    reason = f"same series, day ({truth.date}) and title as {truth.number}"
    if lender:
        reason += f"; its serial is that of {lender}, which is cited with it"
    return DocumentEdge(suspect.key, PROBABLY_SAME_AS, truth.key, suspect.support, round(score, 2), reason)


def _slip(suspect: Document, truth: Document) -> DocumentEdge:
    score = 0.5 + 0.2 * titles_agree(suspect.title, truth.title) + 0.1 * (truth.held or truth.support > suspect.support)
    reason = f"same number and series within one period as {truth.number} of {truth.date}"
    return DocumentEdge(suspect.key, PROBABLY_SAME_AS, truth.key, suspect.support, round(score, 2), reason)
