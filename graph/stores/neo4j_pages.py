"""Pages of what is much in Neo4j: one query where there is little; where there is much, no more is put in order than a page needs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from graph.kept import Document, DocumentEdge, Step, Worth
from graph.stores.cypher import neighbours as queries
from graph.stores.cypher import search as found
from graph.stores.cypher.names import TYPES
from graph.stores.neo4j_walks import Ask

_PROBE = 4
"""How many edges can be put in order while one document is looked at for whether such an edge runs to it."""


def search(ask: Ask, words: Sequence[str], after: Worth | None, limit: int) -> tuple[int, list[Document]]:
    """`Store.search` for folded words."""
    many = max(found.MANY_FOUND, limit)
    values = {**found.bound(words), "count": limit, "many": many}
    if after is not None:
        values |= dict(zip(("after_held", "after_support", "after_id"), after, strict=True))
    (row,) = ask(found.few_found(words, later=after is not None), **values)
    if row["found"] > many:
        (row,) = ask(found.many_found(words, later=after is not None), **values)
    return row["found"], [Document(*columns) for columns in row["page"]]


def neighbours(
    ask: Ask, key: str, direction: Step, relations: Collection[str] | None, after: tuple[str, str] | None, limit: int
) -> tuple[int, list[tuple[DocumentEdge, Document]]]:
    """`Store.neighbours`."""
    begun, other = after or (None, None)
    only = None if relations is None else [TYPES[relation] for relation in relations if relation in TYPES]
    values = {"key": key, "only": only, "begun": begun and begun.upper(), "other": other, "count": limit}
    rows = ask(queries.first_page(direction), **values)
    if not rows:
        return 0, []
    edges, counts, documents, page = (rows[0][name] for name in ("edges", "counts", "documents", "page"))
    if counts is not None:
        page = _page(ask, key, direction, {relation: count for relation, count, _ in counts}, documents, after, limit)
    return edges, [_neighbour(key, direction, listed) for listed in page]


def _neighbour(key: str, direction: Step, listed: Sequence[Any]) -> tuple[DocumentEdge, Document]:
    kind, total, confidence, reason, *columns = listed
    document = Document(*columns)
    source, target = (key, document.key) if direction == "out" else (document.key, key)
    return DocumentEdge(source, kind.lower(), target, total, confidence, reason), document


def _page(
    ask: Ask, key: str, direction: Step, counts: Mapping[str, int], documents: int, after: tuple[str, str] | None, limit: int
) -> list[list[Any]]:
    """The page's lists, from as many relations as it takes, in their order."""
    begun, other = after or ("", "")
    page: list[list[Any]] = []
    left = sorted(relation for relation in counts if relation >= begun)
    while left and (missing := limit - len(page)) > 0:
        many = {relation for relation in left if counts[relation] ** 2 > _PROBE * missing * documents}  # evenly among all: keys are hashes
        some = left[:1] if left[0] in (begun, *many) else _enough(left, counts, many, missing)
        query = queries.of_most(direction, some[0]) if some[0] in many else queries.of_relations(direction, some)
        page += ask(query, key=key, other=other if left[0] == begun else "", count=missing)[0]["page"]
        left = left[len(some) :]
    return page


def _enough(left: Sequence[str], counts: Mapping[str, int], many: Collection[str], wanted: int) -> Sequence[str]:
    """The first relations that have as many edges together, or all before the first of `many`."""
    for end, relation in enumerate(left):
        if wanted <= 0 or relation in many:
            return left[:end]
        wanted -= counts[relation]
    return left
