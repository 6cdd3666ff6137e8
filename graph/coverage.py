"""Coverage: which provinces and bodies carry a document out, when, how late, and which have nothing in this corpus."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from itertools import chain
from typing import Literal

from graph.answers import Coverage, CoverageByPlace, CoverageRow, PlaceCovered
from graph.dates import days_between
from graph.errors import UnknownDocument
from graph.kept import Cell, Document
from graph.knowledge import edition_of, place_named, places
from graph.lineage import CARRIES_OUT, checked, known
from graph.reach import reach
from graph.store import Store

Edition = Literal["63", "34"]


def coverage(store: Store, key: str, relations: Collection[str] | None = None, as_of: str | None = None) -> Coverage:
    """A row for each document reached downward, except the root and what is probably the root itself.

    Rows stand in the official order of the provinces, central bodies and unknown places last, then by date and id. The
    provinces are those of the root's day. A place of the other edition counts for its successor or, if a later document
    speaks for a province that has grown, for all that it took in; the row keeps the place that the document names.
    `as_of` leaves out what was issued after that day.
    """
    root = known(store, key)
    walk = reach(store, key, "in", checked(relations) or CARRIES_OUT, as_of=as_of)
    documents = store.documents(walk.found)
    ways = walk.ways(documents)
    edition = edition_of(root.date)
    order = {place.name: rank for rank, place in enumerate(places(edition))}
    rows = [(document, _names(document.place, document.date, edition)) for k, document in documents.items() if walk.found[k].depth > 0]
    rows.sort(key=lambda row: _rank(row[0], row[1], order))
    covered = {name for _, names in rows for name in names}
    return Coverage(
        root=root.id,
        rows=[
            CoverageRow(
                place=document.place,
                document=document.id,
                number=document.number,
                issuer=document.issuer,
                date=document.date,
                days=days_between(root.date, document.date),
                via=list(ways[document.key][1:-1]),
                suspect=walk.found[document.key].suspect,
            )
            for document, _ in rows
        ],
        missing=[name for name in order if name not in covered],
        provinces=edition,
    )


def coverage_by_place(store: Store, key: str, relations: Collection[str] | None = None) -> CoverageByPlace:
    """The same, counted near the data: a row for each place that documents name, in the same order."""
    spread = store.spread(key, "in", checked(relations) or CARRIES_OUT, None, levels=False)
    root = spread.root
    if root is None:
        raise UnknownDocument(key)
    edition = edition_of(root.date)
    order = {place.name: rank for rank, place in enumerate(places(edition))}
    cells: dict[str | None, list[Cell]] = {}
    for cell in spread.cells:
        if cell.depth > 0:
            cells.setdefault(cell.place, []).append(cell)
    # Who is the latest stands for no less than the others.
    names = {place: _names(place, max((c.latest for c in own if c.latest), default=None), edition) for place, own in cells.items()}
    rows = []
    for place in sorted(cells, key=lambda one: _order(one, names[one], order)):
        first = min((cell.earliest for cell in cells[place] if cell.earliest), default=None)
        rows.append(
            PlaceCovered(
                place=place,
                documents=sum(cell.count for cell in cells[place]),
                suspects=sum(cell.count for cell in cells[place] if cell.suspect),
                first=first,
                days=days_between(root.date, first),
            )
        )
    covered = set(chain.from_iterable(names.values()))
    return CoverageByPlace(root=root.id, places=rows, missing=[name for name in order if name not in covered], provinces=edition)


def _names(place: str | None, date: str | None, edition: Edition) -> tuple[str, ...]:
    """The provinces of the edition that a place stands for in a document of this date, its own first."""
    if place is None:
        return ()
    return _stands_for(place, date is not None and edition_of(f"{date}-01-01"[:10]) == "34", edition)


@lru_cache
def _stands_for(name: str, grown: bool, edition: Edition) -> tuple[str, ...]:
    place = place_named(name)
    if place is None:
        return ()
    if edition == "34":
        heirs = {place.successor or place.slug}
        return tuple(p.name for p in places("34") if p.slug in heirs)
    own = [p.name for p in places("63") if p.slug == place.slug]
    parts = [p.name for p in places("63") if p.successor == place.slug and p.slug != place.slug]
    return (*own, *(parts if grown or not own else ()))


def _rank(document: Document, names: tuple[str, ...], order: Mapping[str, int]) -> tuple[object, ...]:
    return (*_order(document.place, names, order), document.date is None, document.date or "", document.id)


def _order(place: str | None, names: tuple[str, ...], order: Mapping[str, int]) -> tuple[bool, int, str]:
    """Official order, then places outside the data, then no place."""
    return place is None, order[names[0]] if names else len(order), place or ""
