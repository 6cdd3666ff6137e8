"""Neighbours: how many edges one document has, and a page of them; for documents that others cite by the ten thousand."""

from __future__ import annotations

from collections.abc import Collection

from graph.answers import EdgePage
from graph.cursor import decode, encode
from graph.errors import UsageError
from graph.kept import Step
from graph.lineage import checked, known
from graph.nodes import edges
from graph.store import Store


def neighbours(
    store: Store, key: str, direction: Step = "in", relations: Collection[str] | None = None, limit: int = 100, cursor: str | None = None
) -> EdgePage:
    """The edges into (`in`) or out of the document with this key, of all relations or of some, `limit` a page."""
    if limit < 1:
        raise UsageError(f"a page of {limit} edges is none; ask for one or more")
    document = known(store, key)
    relation, other = decode(cursor, (str, str)) if cursor else (None, None)
    after = None if relation is None else (str(relation), str(other))
    total, found = store.neighbours(key, direction, checked(relations), after, limit + 1)
    page = [edge for edge, _ in found[:limit]]
    documents = {key: document} | {other.key: other for _, other in found}
    place = {(documents[e.source].id, e.relation, documents[e.target].id): at for at, e in enumerate(page)}
    last = (page[-1].relation, page[-1].source if direction == "in" else page[-1].target) if page else ("", "")
    return EdgePage(
        document=document.id,
        direction=direction,
        total=total,
        edges=sorted(edges(store, page, known=documents), key=lambda e: place[e.source, e.relation, e.target]),
        next=encode(last) if len(found) > limit else None,
    )
