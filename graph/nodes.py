"""From what a store keeps to what an answer shows: documents as nodes, edges with the words that prove them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from graph.answers import Candidate, Doubt, DoubtKind, Edge, Node, Piece, PlainNode, Segment, ValidityState
from graph.dates import out_of_order
from graph.found import Found
from graph.kept import PROBABLY_SAME_AS, Document, DocumentEdge, EdgeKey, Proofs, Statement
from graph.mentions import Mentioned, citing, mentions
from graph.store import Store

FIRST = 3
"""Pieces of evidence that an answer shows of each edge, beside their total; `show` and `export` give all."""

MENTION = "mention"
"""The rule of a suspect's evidence: the words that cite it, since no text states what it probably is."""

_Evidence = Statement | Mentioned


def plain_node(document: Document) -> PlainNode:
    """A document as lists and exports show it."""
    return PlainNode(**_facts(document))


def node(document: Document, *, depth: int, suspect: bool, validity: ValidityState | None = None) -> Node:
    """A document as a lineage shows it; with what had become of it, where that was asked for."""
    became: dict[str, Any] = {} if validity is None else {"validity": validity}
    return Node(**_facts(document), suspect=suspect, depth=depth, **became)


def _facts(document: Document) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "id": document.id,
        "number": document.number,
        "type": document.type,
        "issuer": document.issuer,
        "place": document.place,
        "date": document.date,
        "title": document.title,
        "held": document.held,
    }
    if document.place_reason is not None:
        facts["place_reason"] = document.place_reason
    return facts


def edges(
    store: Store,
    found: Sequence[DocumentEdge],
    limit: int | None = FIRST,
    known: Mapping[str, Document] | None = None,
    proofs: Proofs | None = None,
) -> list[Edge]:
    """The edges with their first `limit` pieces of evidence (all, if None), by source id, relation and target id.

    A fixed number of questions to the store, however many edges, and none about `known` documents nor, if `proofs` are given, about
    what texts state; an edge without both its documents is left out.
    """
    stated = proofs.evidence if proofs else store.evidence([_key(e) for e in found if e.relation != PROBABLY_SAME_AS], limit)
    doubted = _mentions_of(store, {e.source for e in found if e.relation == PROBABLY_SAME_AS}, limit)
    shown: dict[DocumentEdge, Sequence[_Evidence]] = {
        e: doubted[e.source] if e.relation == PROBABLY_SAME_AS else stated.get(_key(e), []) for e in found
    }
    speakers = Found(proofs.speakers if proofs else {})
    speaking = store.speakers({_source(proof) for proof in _flat(shown)} - speakers.keys())
    speakers |= {source: document.id for source, document in speaking.items()}
    documents = Found(known or {})
    documents |= store.documents({end for e in found for end in (e.source, e.target)} - documents.keys())
    whole = [_edge(e, shown[e], speakers, documents) for e in found if e.source in documents and e.target in documents]
    return sorted(whole, key=lambda e: (e.source, e.relation, e.target))


def _edge(found: DocumentEdge, proofs: Iterable[_Evidence], speakers: Mapping[str, str], documents: Mapping[str, Document]) -> Edge:
    return Edge(
        source=documents[found.source].id,
        relation=found.relation,
        target=documents[found.target].id,
        confidence=found.confidence,
        suspect=found.relation == PROBABLY_SAME_AS,
        reason=found.reason or out_of_order(found.relation, documents[found.source].date, documents[found.target].date),
        evidence_total=found.total,
        evidence=[_piece(proof, speakers[_source(proof)]) for proof in proofs],
    )


def _piece(proof: _Evidence, document: str) -> Piece:
    if isinstance(proof, Mentioned):
        return mention_piece(proof, document)
    start, end = proof.spans[0].start, proof.spans[-1].end
    if len(proof.spans) == 1:
        return Piece(document=document, source=proof.source, quote=proof.quote, start=start, end=end, rule=proof.rule)
    segments = [Segment(start=span.start, end=span.end) for span in proof.spans]
    return Piece(document=document, source=proof.source, quote=proof.quote, start=start, end=end, rule=proof.rule, segments=segments)


def mention_piece(mentioned: Mentioned, document: str) -> Piece:
    """A citation as evidence; `document` is the id of the one that cites."""
    said = mentioned.citation
    return Piece(document=document, source=mentioned.link.source, quote=said.text, start=said.start, end=said.end, rule=MENTION)


def _key(edge: DocumentEdge) -> EdgeKey:
    return edge.source, edge.relation, edge.target


def doubt(
    kind: DoubtKind,
    document: str,
    reason: str,
    *,
    score: float | None = None,
    likely: str | None = None,
    cited: Mentioned | None = None,
    candidates: Iterable[Candidate] = (),
    proof: Edge | None = None,
) -> Doubt:
    """A doubt about the document with this id; its evidence is that of the citation or of the edge that is doubted, if it is one."""
    pieces = [mention_piece(cited, document)] if cited else proof.evidence if proof else []
    return Doubt(
        kind=kind,
        score=score,
        document=document,
        likely=likely,
        reason=reason,
        source=cited.link.source if cited else None,
        quote=cited.citation.text if cited else None,
        candidates=sorted(candidates, key=lambda candidate: candidate.id),
        evidence_total=cited.link.mentions if cited else proof.evidence_total if proof else 0,
        evidence=pieces,
    )


def _source(proof: _Evidence) -> str:
    return proof.link.source if isinstance(proof, Mentioned) else proof.source


def _flat(proofs: Mapping[DocumentEdge, Sequence[_Evidence]]) -> Iterable[_Evidence]:
    return (proof for some in proofs.values() for proof in some)


def _mentions_of(store: Store, documents: Collection[str], limit: int | None) -> dict[str, list[Mentioned]]:
    """The first mention in each source and by each local name, of the first `limit` such: what an edge's total counts."""
    owner = {d.key: document for document, described in store.descriptions_of(documents).items() for d in described}
    links = defaultdict(list)
    for link in citing(store.links_to(owner)):
        links[owner[link.description]].append(link)
    wanted = [link for some in links.values() for link in some[:limit]]
    found: dict[str, list[Mentioned]] = {document: [] for document in documents}
    seen = set()
    for mentioned in mentions(store, wanted):
        if mentioned.link not in seen:
            seen.add(mentioned.link)
            found[owner[mentioned.link.description]].append(mentioned)
    return found
