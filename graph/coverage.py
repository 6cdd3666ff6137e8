"""Coverage: which provinces and bodies carry a document out, when, how late, and which have nothing in this corpus."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Literal

from graph.answers import Coverage, CoverageRow
from graph.dates import days_between
from graph.knowledge import edition_of, place_named, places
from graph.lineage import CARRIES_OUT, checked, known
from graph.reach import reach
from graph.store import Document, Store

Edition = Literal["63", "34"]


def coverage(store: Store, key: str, relations: Collection[str] | None = None) -> Coverage:
    """A row for each document reached downward, except the root and what is probably the root itself.

    Rows stand in the official order of the provinces, central bodies and unknown places last, then by date and id. The
    provinces are those of the root's day. A place of the other edition counts for its successor or, if a later document
    speaks for a province that has grown, for all that it took in; the row keeps the place that the document names.
    """
    root = known(store, key)
    walk = reach(store, key, "in", checked(relations) or CARRIES_OUT)
    documents = store.documents(walk.found)
    ways = walk.ways(documents)
    edition = edition_of(root.date)
    order = {place.name: rank for rank, place in enumerate(places(edition))}
    rows = [(document, _named(document, edition)) for k, document in documents.items() if walk.found[k].depth > 0]
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


def _named(document: Document, edition: Edition) -> tuple[str, ...]:
    """The provinces of the edition that the document's place stands for, its own first."""
    if document.place is None:
        return ()
    return _stands_for(document.place, document.date is not None and edition_of(document.date) == "34", edition)


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
    """Official order, then places outside the data, then no place; then date and id."""
    province = order[names[0]] if names else len(order)
    return (document.place is None, province, document.place or "", document.date is None, document.date or "", document.id)
