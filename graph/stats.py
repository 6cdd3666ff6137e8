"""Statistics: what a store holds, in numbers."""

from __future__ import annotations

from collections import Counter

from graph.answers import Stats
from graph.kept import PROBABLY_SAME_AS
from graph.store import Store


def stats(store: Store) -> Stats:
    """Sums over the whole store. `types` and `places` count the documents of which they are known, most frequent first."""
    counts = store.counts()
    relations: Counter[str] = Counter()
    suspects = set()
    for edge in store.all_edges():
        relations[edge.relation] += 1
        if edge.relation == PROBABLY_SAME_AS:
            suspects.add(edge.source)
    types: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for document in store.all_documents():
        types.update([document.type] if document.type else [])
        places.update([document.place] if document.place else [])
    return Stats(
        sources=counts["sources"],
        documents=counts["documents"],
        held=counts["held"],
        stubs=counts["documents"] - counts["held"],
        citations=counts["mentions"],
        ambiguous=counts["ambiguous"],
        suspects=len(suspects),
        edges=counts["edges"],
        relations=_ranked(relations),
        types=_ranked(types),
        places=_ranked(places),
    )


def _ranked(counted: Counter[str]) -> dict[str, int]:
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
