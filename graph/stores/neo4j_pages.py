"""Pages of what is much in Neo4j: one query where there is little; where there is much, no more is put in order than a page needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.kept import Document, DocumentEdge, Step, Worth
from graph.stores import codec
from graph.stores.codec import Row
from graph.stores.cypher import neighbours as queries
from graph.stores.cypher import search as found
from graph.stores.neo4j_walks import Ask

_PROBE = 4
"""How many edges can be put in order while one document is looked at for whether such an edge runs to it."""


def search(ask: Ask, words: Sequence[str], after: Worth | None, limit: int) -> tuple[int, list[Document]]:
    """`Store.search` for folded words."""
    many = found.MANY_FOUND if limit <= found.ONE_PAGE else 0
    values = {**found.bound(words), "count": limit, "many": many}
    if after is not None:
        values |= dict(zip(("after_held", "after_support", "after_id"), after, strict=True))
    rows = ask(found.first_found(words, later=after is not None), **values)
    total = rows[0]["found"]
    if total > many:
        rows = ask(found.best_of_all(later=after is not None), **values)
    return total, [codec.document_of(row) for row in rows if row["key"] is not None]


def neighbours(
    ask: Ask, key: str, direction: Step, relations: object, after: tuple[str, str] | None, limit: int
) -> tuple[int, list[tuple[DocumentEdge, Document]]]:
    """`Store.neighbours`; `relations` are a list for a query, or None."""
    begun, other = after or (None, None)
    rows = ask(queries.first_page(direction), key=key, relations=relations, relation=begun, other=other, count=limit)
    if not rows:
        return 0, []
    edges, counts, documents = (rows[0][name] for name in ("edges", "counts", "documents"))
    if counts is not None:
        rows = _page(ask, key, direction, dict(counts), documents, after, limit)
    return edges, [(codec.edge_of(row), codec.document_of(row)) for row in rows if row["relation"] is not None]


def _page(
    ask: Ask, key: str, direction: Step, counts: Mapping[str, int], documents: int, after: tuple[str, str] | None, limit: int
) -> list[Row]:
    """The page's rows, from as many relations as it takes, in their order."""
    begun, other = after or ("", "")
    page: list[Row] = []
    left = sorted(relation for relation in counts if relation >= begun)
    while left and (missing := limit - len(page)) > 0:
        some = left[:1] if left[0] == begun else _enough(left, counts, missing)
        much = len(some) == 1 and counts[some[0]] ** 2 > _PROBE * missing * documents  # as keys are hashes, that many lie evenly among all
        query = queries.of_most(direction, some[0]) if much else queries.of_relations(direction, some)
        page += ask(query, key=key, other=other if left[0] == begun else "", count=missing)
        left = left[len(some) :]
    return page


def _enough(left: Sequence[str], counts: Mapping[str, int], wanted: int) -> Sequence[str]:
    """The first relations that have as many edges together."""
    for end, relation in enumerate(left, 1):
        wanted -= counts[relation]
        if wanted <= 0:
            return left[:end]
    return left
