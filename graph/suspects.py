"""Suspects: documents that probably are another one, cited with a slip. Never merged: marked, with reason and score.

Three kinds are found here, each within its block:

- *a misprinted number*: series, day and type agree, the serial or the number's year differs. With the title agreeing too that is
  a suspect; stronger is a serial borrowed from the document cited just before (`Chương trình 21-CTr/TU … thực hiện Nghị quyết
  21-NQ/TW`); where no title is given, a slip of one digit that leads further than a body's numbers of one day lie apart;
- *a look-alike letter* in the number (`O2-NQ/TW`), whatever else the texts leave out;
- *a slip of the date*: number and series agree, the full dates differ, within one period or in their year only (`graph.dated`).

The suspect is the one that no text is held of and that fewer cite. Two held documents are never suspects for day and title:
bodies issue many of one title a day. They are for a number that cannot recur, if their titles agree
and somebody cites the suspect.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from graph.kept import PROBABLY_SAME_AS, Document, DocumentEdge
from graph.numbers import Number, parse_number
from graph.slips import date_slip, in_digits, serial_slip
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

NEXT = 2
"""Serials as near as this, or merely `NEAR` where a title is cut short, are of documents made one after the other, unless one is cited
much more often than the other:"""

MUCH = 10
"""so many times, half as many two serials away, and so on."""

SPREAD = 5
"""Days' worth of numbers by which serials of one day may lie apart: numbers are reserved, and given late."""

UNTOLD = "; or that is the slip: neither is held, and as many cite the one as the other"
"""Of suspects that are pointed from one to the other by the order of their ids only."""

_Kind = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A document with its number, read with digits for letters."""

    document: Document
    number: Number

    @property
    def kind(self) -> _Kind:
        return self.document.type, self.number.type_code, self.number.organs

    @property
    def misread(self) -> bool:
        return self.document.number != in_digits(self.document.number or "")


def misprints(day: Iterable[Document], borrowed: Borrowed, told_apart: ToldApart) -> list[DocumentEdge]:
    """Suspect edges among the documents of one (series, day); at most one from each suspect."""
    numbered = list(_numbered(day))
    found = [*_letters(numbered), *_retitled(numbered, borrowed), *_far(numbered)]
    best: dict[str, _Found] = {}
    for one in sorted(found, key=_Found.worth):
        if one.suspect.key not in best and not told_apart(one.suspect, one.truth, one.close):
            best[one.suspect.key] = one
    return [best[key].edge for key in sorted(best)]


@dataclass(frozen=True, slots=True)
class _Found:
    suspect: Document
    truth: Document
    score: float
    reason: str
    close: bool = False
    """Whether a text that speaks of both thereby tells them apart."""

    def worth(self) -> tuple[object, ...]:
        """The best first."""
        return self.suspect.key, -self.edge.confidence, not self.truth.held, -self.truth.support, self.truth.id

    @property
    def edge(self) -> DocumentEdge:
        return DocumentEdge(self.suspect.key, PROBABLY_SAME_AS, self.truth.key, self.suspect.support, round(self.score, 2), self.reason)


def slips(same_number: Iterable[Document]) -> list[DocumentEdge]:
    """Suspect edges among documents of one number, series and period, whose dates differ."""
    dated = sorted((d for d in same_number if d.date), key=lambda d: (not d.held, -d.support, d.id))
    if len(dated) < 2:
        return []
    truth, *others = dated
    return [_slip(d, truth) for d in others if _may_slip(d, truth)]


def echo(suspect: Document, truth: Document) -> DocumentEdge:
    """The edge between documents that `graph.dated.echoes` found, whose dates differ in the year only."""
    reason = f"same number, series and title as {truth.number} of {truth.date}; only the years of their dates differ"
    return DocumentEdge(suspect.key, PROBABLY_SAME_AS, truth.key, suspect.support, 0.6 + 0.1 * truth.held, reason)


def _may_slip(one: Document, truth: Document) -> bool:
    if one.held and truth.held:
        return one.support > 0 and titles_agree(one.title, truth.title)  # no edge without words: somebody's citation of the suspect
    return not titles_contradict(one.title, truth.title)


def _numbered(day: Iterable[Document]) -> Iterable[_Numbered]:
    for document in sorted(day, key=lambda d: (d.id, d.key)):
        number = parse_number(in_digits(document.number or ""))
        if number is not None:
            yield _Numbered(document, number)


def _letters(numbered: Sequence[_Numbered]) -> Iterable[_Found]:
    """Numbers with a letter for a digit, beside the same without."""
    plain = {(one.document.type, one.number.canonical): one.document for one in numbered if not one.misread}
    for one in numbered:
        truth = plain.get((one.document.type, one.number.canonical))
        if one.misread and not one.document.held and truth is not None and not titles_contradict(one.document.title, truth.title):
            score = 0.9 + 0.05 * titles_agree(one.document.title, truth.title)
            yield _Found(
                one.document, truth, score, f"same series and day ({truth.date}) as {truth.number}, if its letters are read as digits"
            )


def _retitled(numbered: Sequence[_Numbered], borrowed: Borrowed) -> Iterable[_Found]:
    """Numbers that differ in the serial, or in their year, under one telling title."""
    for alike in _of_one_title(numbered):
        agreeing = {
            a.document.key: [b.document for b in alike if b is a or titles_agree(a.document.title, b.document.title)] for a in alike
        }
        lenders = _lenders(agreeing, [one.document for one in alike], borrowed)
        hubs = {one.document.key for one in alike if _stands_out(one.document, agreeing[one.document.key])}
        for one, other in combinations(alike, 2):
            a, b = one.document, other.document
            same_serial, same_year = one.number.serial == other.number.serial, one.number.year == other.number.year
            if (a.held and b.held) or same_serial == same_year or b not in agreeing[a.key]:
                continue
            borrowing = {d.key for d in (a, b) if d.key in lenders and d.support == min(a.support, b.support)}
            strange = {d.document.key for d in (one, other) if str(d.number.year) != (d.document.date or "")[:4]} if same_serial else set()
            suspect, truth = sorted((a, b), key=lambda d: (d.held, d.key not in borrowing, d.key not in strange, d.support, d.id))
            lender = lenders[suspect.key] if suspect.key in borrowing else None
            apart = _apart(one.number, other.number)
            formula = max(len(agreeing[a.key]), len(agreeing[b.key])) >= CROWD and truth.key not in hubs
            formula = formula and not (apart >= NEAR and serial_slip(one.number.serial, other.number.serial) and _better(truth, suspect))
            cut = folded_title(a.title or "") != folded_title(b.title or "")
            following = same_year and apart < (NEAR if cut else NEXT + 1) and apart * truth.support < MUCH * suspect.support
            if lender is not None or not (formula or following):
                told = suspect.key in borrowing or (suspect.key in strange and truth.key not in strange) or _better(truth, suspect)
                yield _Found(suspect, truth, *_misprint(suspect, truth, lender, same_serial, told), lender is None and apart < NEAR)


def _far(numbered: Sequence[_Numbered]) -> Iterable[_Found]:
    """Numbers without a title that are one slip of a digit away from another one, but further than numbers of one day are."""
    untitled = [one for one in numbered if not one.document.title and not one.document.held and not one.misread]
    for one in untitled:
        for other in numbered:
            a, b = one.number, other.number
            if one.kind != other.kind or a.year != b.year or a.party or not _better(other.document, one.document):
                continue
            if serial_slip(a.serial, b.serial) and _apart(a, b) > NEAR + SPREAD * _a_day(b, other.document.date):
                truth = other.document
                reason = (
                    f"same series and day ({truth.date}) as {truth.number}, and one digit off; serials of one day do not lie so far apart"
                )
                yield _Found(one.document, truth, 0.5, reason)


def _a_day(number: Number, day: str | None) -> float:
    """How many numbers a day the register has given since the year began."""
    of_year = date.fromisoformat(day).timetuple().tm_yday if day else 1
    return int(number.serial) / of_year if number.serial.isdigit() else 0


def _apart(one: Number, other: Number) -> int:
    """How far the serials lie apart; very far, where they are no mere digits."""
    return abs(int(one.serial) - int(other.serial)) if one.serial.isdigit() and other.serial.isdigit() else 1_000_000


def _better(truth: Document, suspect: Document) -> bool:
    return truth.held or truth.support > suspect.support


def _of_one_title(numbered: Iterable[_Numbered]) -> Iterable[list[_Numbered]]:
    """Documents of one kind whose titles begin alike, those of each kind by id."""
    kinds: dict[_Kind, list[_Numbered]] = defaultdict(list)
    for one in numbered:
        title = folded_title(one.document.title or "")
        if len(title) >= SHORTEST and not one.misread:
            kinds[*one.kind, title[:SHORTEST]].append(one)
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


def _misprint(suspect: Document, truth: Document, lender: str | None, of_year: bool, told: bool) -> tuple[float, str]:
    """How sure that is, and why; `told` says whether something tells which of the two is the misprint."""
    same_title = folded_title(suspect.title or "") == folded_title(truth.title or "")
    score = 0.6 + 0.1 * same_title + 0.1 * _better(truth, suspect) + 0.15 * bool(lender)
    reason = f"same series, day ({truth.date}) and title as {truth.number}"
    if lender:
        reason += f"; its serial is that of {lender}, which is cited with it"
    elif of_year:
        reason += "; the serial is the same, the numbers' years differ"
    return score, reason if told else reason + UNTOLD


def _slip(suspect: Document, truth: Document) -> DocumentEdge:
    score = (
        0.5
        + 0.2 * titles_agree(suspect.title, truth.title)
        + 0.1 * _better(truth, suspect)
        + 0.1 * bool(date_slip(suspect.date, truth.date))
    )
    reason = f"same number and series within one period as {truth.number} of {truth.date}"
    reason += "" if _better(truth, suspect) else UNTOLD
    return DocumentEdge(suspect.key, PROBABLY_SAME_AS, truth.key, suspect.support, round(score, 2), reason)
