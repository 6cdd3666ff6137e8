"""Listing: the documents of a store, page by page, filtered."""

from __future__ import annotations

from graph.answers import DocumentPage
from graph.cursor import decode, encode
from graph.errors import UsageError
from graph.knowledge import document_type, place_named
from graph.nodes import plain_node
from graph.store import Store


def documents(
    store: Store,
    limit: int = 50,
    cursor: str | None = None,
    held: bool | None = None,
    type: str | None = None,
    place: str | None = None,
) -> DocumentPage:
    """The documents that fit all filters, by id, `limit` a page. Types and places are taken in any spelling of their names."""
    if limit < 1:
        raise UsageError(f"a page of {limit} documents is none; ask for one or more")
    after = str(decode(cursor, (str,))[0]) if cursor else None
    total, found = store.page(after, limit + 1, held, _type(type), _place(place))
    page = found[:limit]
    return DocumentPage(
        total=total,
        documents=[plain_node(document) for document in page],
        next=encode((page[-1].id,)) if len(found) > limit else None,
    )


def _type(name: str | None) -> str | None:
    if name is None:
        return None
    kind = document_type(name)
    if kind is None:
        raise UsageError(f"“{name}” is no type of document; one is “Nghị quyết”")
    return kind.name


def _place(name: str | None) -> str | None:
    if name is None:
        return None
    place = place_named(name)
    if place is None:
        raise UsageError(f"“{name}” is no province; one is “Kon Tum”")
    return place.name
