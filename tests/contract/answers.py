"""Everything that a store answers, so that two stores can be compared, order included."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

from graph.kept import EdgeKey
from graph.store import Store


def everything(
    store: Store, documents: Sequence[str], descriptions: Sequence[str], blocks: Sequence[str], words: Sequence[str]
) -> dict[str, Any]:
    """The answers to all questions of the port about these keys; dicts as lists, since their order counts too."""
    pairs = list(product(documents, documents))
    sources = list(store.sources())
    triples = [(edge.source, edge.relation, edge.target) for edge in store.all_edges()]
    return {
        "sources": sources,
        "stored": list(store.stored(sources).items()),
        "paths": list(store.paths().items()),
        "sources_at": sorted(store.sources_at([*store.paths(), "nowhere"]).items()),
        "described": store.described(blocks),
        "described_at": store.described_at(list(product(blocks, ["kon-tum", "quang-ngai"]))),
        "descriptions": list(store.descriptions(descriptions).items()),
        "descriptions_of": list(store.descriptions_of(documents).items()),
        "judgements": store.judgements(),
        "namesakes": store.namesakes(["name luat-cong-doan 2012"]),
        "namesakes_of_any_year": store.namesakes_of_any_year(["name luat-cong-doan", "name luat"]),
        "ambiguous": list(store.ambiguous()),
        "links_to": store.links_to(descriptions),
        "statements_about": store.statements_about(descriptions),
        "tally": list(store.tally(pairs).items()),
        "evidence": list(store.evidence(triples, None).items()),
        "first evidence": list(store.evidence(triples, 1).items()),
        "documents": list(store.documents(documents).items()),
        "documents_in": store.documents_in(blocks),
        "documents_on": store.documents_on(blocks),
        "all_documents": list(store.all_documents()),
        "page": store.page(None, 2, None, None, None),
        "next page": store.page("vn/b", 2, None, None, None),
        "page of held": store.page(None, 9, True, None, None),
        "search": [store.search([word], after, 2) for word in words for after in (None, (False, 2, "vn/a"))],
        "with_id": store.with_id("vn/-"),
        "speakers": list(store.speakers(sources).items()),
        "edges out": store.edges(documents, "out"),
        "edges in": store.edges(documents, "in"),
        "edges_between": store.edges_between(pairs),
        "all_edges": list(store.all_edges()),
        "neighbours": [store.neighbours(key, "in", None, None, 9) for key in documents],
        "neighbours later": [store.neighbours(key, "out", some, ("cites", key), 2) for key in documents for some in (None, ["implements"])],
        "edges_named": [store.edges_named(some) for some in ([], ["implements"], ["probably_same_as", "cites"], ["none of ours"])],
        "spread": [store.spread(key, "in", ["implements"], None) for key in documents],
        "way": [store.way(*pair, 6, 2) for pair in pairs],
        "counts": dict(store.counts()),
    }


def everything_about(store: Store, keys: Sequence[str], pairs: Sequence[tuple[str, str]], edges: Sequence[EdgeKey]) -> dict[str, Any]:
    """The answers to all questions that take collections, with these in the place of keys, hashes, blocks and days alike."""
    return {
        "stored": store.stored(keys),
        "speakers": store.speakers(keys),
        "described": store.described(keys),
        "described_at": store.described_at(pairs),
        "descriptions": store.descriptions(keys),
        "descriptions_of": store.descriptions_of(keys),
        "links_to": store.links_to(keys),
        "statements_about": store.statements_about(keys),
        "tally": store.tally(pairs),
        "evidence": store.evidence(edges, 3),
        "documents": store.documents(keys),
        "documents_in": store.documents_in(keys),
        "documents_on": store.documents_on(keys),
        "edges out": store.edges(keys, "out"),
        "edges in": store.edges(keys, "in"),
        "edges_between": store.edges_between(pairs),
        "edges_named": store.edges_named(keys),
        "sources_at": store.sources_at(keys),
        "namesakes": store.namesakes(keys),
        "neighbours": [one for key in keys for one in store.neighbours(key, "in", keys, (key, key), 9)[1]],
        "spread": [one for key in keys for one in store.spread(key, "out", keys, None).cells],
        "way": [one for pair in pairs for one in store.way(*pair, 6, 2).documents],
    }
