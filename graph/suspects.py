"""Suspects: documents that probably are another one, cited with a slip. Never merged: marked, with reason and score.

Two kinds are found here, each within its block:

- *a misprinted number*: series, day, type and title agree, the serial differs. The stronger sign is a serial borrowed
  from the document cited just before (`Chương trình 21-CTr/TU … thực hiện Nghị quyết 21-NQ/TW`);
- *a slip of the date*: number, series and period agree, the full dates differ.

The suspect is the one that no text is held of and that fewer cite. Two held documents are never suspects of this kind:
bodies issue many of one title a day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import combinations

from graph.numbers import parse_number
from graph.store import PROBABLY_SAME_AS, Document, DocumentEdge
from graph.titles import folded_title, titles_agree, titles_contradict

Borrowed = Callable[[Document], Collection[str]]
"""Numbers of the documents that, by somebody's words, carry this one out, rest on it, …: what its serial may be borrowed from."""

CROWD = 3
"""From so many documents of one series, day, type and title on, the title is a formula and says nothing."""


def misprints(day: Sequence[Document], borrowed: Borrowed) -> list[DocumentEdge]:
    """Suspect edges among the documents of one (series, day); at most one from each suspect."""
    found: dict[str, list[DocumentEdge]] = defaultdict(list)
    numbered = sorted((d for d in day if d.number and d.title), key=lambda d: d.key)
    for a, b in combinations(numbered, 2):
        if _formula(a, numbered) or not _differ_in_serial_only(a, b) or not titles_agree(a.title, b.title) or (a.held and b.held):
            continue
        fewest = min(a.support, b.support)
        lenders = {d.key: _lender(d, borrowed(d)) for d in (a, b) if not d.held and d.support == fewest}
        suspect, truth = sorted((a, b), key=lambda d: (d.held, not lenders.get(d.key), d.support, d.id))
        found[suspect.key].append(_misprint(suspect, truth, lenders.get(suspect.key)))
    return [min(edges, key=lambda e: (-e.confidence, e.target)) for _, edges in sorted(found.items())]


def slips(same_number: Iterable[Document]) -> list[DocumentEdge]:
    """Suspect edges among documents of one number, series and period, whose dates differ."""
    dated = sorted((d for d in same_number if d.date), key=lambda d: (not d.held, -d.support, d.id))
    if len(dated) < 2:
        return []
    truth, *others = dated
    return [_slip(d, truth) for d in others if not (d.held and truth.held) and not titles_contradict(d.title, truth.title)]


def _formula(document: Document, day: Sequence[Document]) -> bool:
    return sum(d.type == document.type and titles_agree(d.title, document.title) for d in day) >= CROWD


def _differ_in_serial_only(a: Document, b: Document) -> bool:
    one, other = parse_number(a.number or ""), parse_number(b.number or "")
    if one is None or other is None or a.type != b.type:
        return False
    return one.serial != other.serial and (one.type_code, one.organs, one.year) == (other.type_code, other.organs, other.year)


def _lender(document: Document, neighbours: Collection[str]) -> str | None:
    serial = parse_number(document.number or "")
    for neighbour in sorted(neighbours):
        lender = parse_number(neighbour)
        if serial and lender and lender.serial == serial.serial and neighbour != document.number:
            return neighbour
    return None


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
