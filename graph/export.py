"""Export: the whole graph as one answer, sorted, so that equal graphs give equal bytes whatever store they are in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.answers import Ambiguous, Candidate, Edge, Export
from graph.batches import batches
from graph.mentions import citing, mentions
from graph.nodes import edges, plain_node
from graph.store import Described, Store

_EDGES_AT_ONCE = 1000
_DESCRIPTIONS_AT_ONCE = 1000


def export(store: Store) -> Export:
    """All documents by id, all edges with all evidence by source, relation and target, and every ambiguous citation with
    what it may mean, by speaking document and place in its text.
    """
    ids: dict[str, str] = {}
    nodes = []
    for document in store.all_documents():
        ids[document.key] = document.id
        nodes.append(plain_node(document))
    return Export(
        nodes=sorted(nodes, key=lambda node: node.id),
        edges=sorted(_edges(store), key=lambda edge: (edge.source, edge.relation, edge.target)),
        ambiguous=sorted(_ambiguous(store, ids), key=lambda said: (said.document, said.start, said.end, said.text)),
    )


def _edges(store: Store) -> Iterator[Edge]:
    for found in batches(store.all_edges(), _EDGES_AT_ONCE):
        yield from edges(store, found, limit=None)


def _ambiguous(store: Store, ids: Mapping[str, str]) -> Iterator[Ambiguous]:
    for unsure in batches(store.ambiguous(), _DESCRIPTIONS_AT_ONCE):
        candidates = {described.key: _candidates(described, ids) for described in unsure}
        links = citing(store.links_to(candidates))
        speakers = store.speakers({link.source for link in links})
        for mentioned in mentions(store, links):
            yield Ambiguous(
                document=ids[speakers[mentioned.link.source]],
                start=mentioned.citation.start,
                end=mentioned.citation.end,
                text=mentioned.citation.text,
                candidates=candidates[mentioned.link.description],
            )


def _candidates(described: Described, ids: Mapping[str, str]) -> list[Candidate]:
    found = [Candidate(id=ids[candidate.document], reasons=list(candidate.reasons)) for candidate in described.candidates]
    return sorted(found, key=lambda candidate: candidate.id)
