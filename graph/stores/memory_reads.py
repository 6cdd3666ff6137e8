"""What the store in memory finds in what it keeps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from threading import RLock

import networkx as nx

from graph.hops import shortest
from graph.judgements import Judgement
from graph.kept import (
    Described,
    Document,
    DocumentEdge,
    EdgeKey,
    Link,
    Spread,
    Statement,
    Step,
    StoredSource,
    Way,
    Worth,
    id_fits,
)
from graph.reach import counted, without_levels
from graph.reading import SELF
from graph.stores.changes import can_match, search_words
from graph.ways import way_of

_DIRECTIONS: tuple[Step, ...] = ("out", "in")


class MemoryGraph:
    """Documents are nodes and edges are keyed edges of a `MultiDiGraph`; everything else lies in dictionaries.

    Every answer is made under one lock, so threads may share the store; an iterator sees it as it was when it was asked for.
    """

    def __init__(self) -> None:
        self._lock = RLock()
        self._graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self._sources: dict[str, StoredSource] = {}
        self._paths: dict[str, str] = {}
        self._judgements: dict[str, Judgement] = {}
        self._descriptions: dict[str, Described] = {}
        self._in_block: defaultdict[str, set[str]] = defaultdict(set)
        self._called: defaultdict[str, set[str]] = defaultdict(set)
        self._of_document: defaultdict[str, set[str]] = defaultdict(set)
        self._bearing: defaultdict[str, set[str]] = defaultdict(set)
        self._given_by: defaultdict[str, set[str]] = defaultdict(set)
        """Description key → hashes of the sources whose links or statements name it."""

    def close(self) -> None:
        """Nothing to release."""

    # --- sources

    def sources(self) -> Iterator[str]:
        with self._lock:
            return iter(sorted(self._sources))

    def stored(self, hashes: Collection[str]) -> dict[str, StoredSource]:
        with self._lock:
            return {sha256: self._sources[sha256] for sha256 in sorted(set(hashes)) if sha256 in self._sources}

    def sources_at(self, paths: Collection[str]) -> dict[str, str]:
        with self._lock:
            return {path: self._paths[path] for path in paths if path in self._paths}

    def paths(self) -> dict[str, str]:
        with self._lock:
            return dict(sorted(self._paths.items()))

    def bearing(self, prints: Collection[str], limit: int) -> dict[str, list[str]]:
        with self._lock:
            return {one: list(islice(self._bearing[one], limit)) for one in set(prints) & self._bearing.keys()}

    def prints(self) -> Iterator[tuple[str, str]]:
        with self._lock:
            return iter([(one, sha) for one, own in sorted(self._bearing.items()) if one.startswith("b") for sha in sorted(own)])

    # --- judgements

    def judgements(self) -> list[Judgement]:
        with self._lock:
            return [judgement for _, judgement in sorted(self._judgements.items())]

    # --- descriptions

    def described(self, blocks: Collection[str]) -> list[Described]:
        with self._lock:
            return self._by_key({key for block in blocks for key in self._in_block.get(block, ())})

    def described_at(self, parts: Collection[tuple[str, str]]) -> list[Described]:
        with self._lock:
            asked = set(parts)
            keys = {key for block, _ in asked for key in self._in_block.get(block, ())}
            rows = ((d, d.description.series.place) for d in self._by_key(keys))
            return [d for d, place in rows if place is None or (d.block, place) in asked]

    def namesakes(self, names: Collection[str]) -> list[Described]:
        with self._lock:
            return self._by_key({key for name in names for key in self._called.get(name, ())})

    def namesakes_of_any_year(self, names: Collection[str]) -> list[Described]:
        asked = set(names)
        with self._lock:
            return self._by_key({key for name, keys in self._called.items() if name.rpartition(" ")[0] in asked for key in keys})

    def descriptions(self, keys: Collection[str]) -> dict[str, Described]:
        with self._lock:
            return {d.key: d for d in self._by_key(self._descriptions.keys() & set(keys))}

    def descriptions_of(self, documents: Collection[str]) -> dict[str, list[Described]]:
        with self._lock:
            return {key: self._by_key(self._of_document[key]) for key in sorted(set(documents)) if self._of_document.get(key)}

    def ambiguous(self) -> Iterator[Described]:
        with self._lock:
            return iter(self._by_key({key for key, d in self._descriptions.items() if d.document is None}))

    def links_to(self, descriptions: Collection[str]) -> list[Link]:
        asked = set(descriptions)
        with self._lock:
            links = [link for source in self._giving(asked) for link in source.links if link.description in asked]
        return sorted(links, key=lambda link: (link.source, link.local))

    def _by_key(self, keys: Collection[str]) -> list[Described]:
        return [self._descriptions[key] for key in sorted(keys)]

    def _giving(self, descriptions: Collection[str]) -> list[StoredSource]:
        """The sources that name any of these descriptions, by hash."""
        return [self._sources[sha256] for sha256 in sorted({s for key in descriptions for s in self._given_by.get(key, ())})]

    # --- statements

    def statements_about(self, descriptions: Collection[str]) -> list[Statement]:
        asked = set(descriptions)
        with self._lock:
            found = [s for source in self._giving(asked) for s in source.statements if s.actor in asked or s.target in asked]
        return _in_order(found)

    def tally(self, pairs: Collection[tuple[str, str]]) -> dict[EdgeKey, tuple[int, float]]:
        result: dict[EdgeKey, tuple[int, float]] = {}
        with self._lock:
            for source, target in sorted(set(pairs)):
                for statement in self._between(source, target):
                    edge = (source, statement.relation, target)
                    count, best = result.get(edge, (0, statement.confidence))
                    result[edge] = count + 1, max(best, statement.confidence)
        return dict(sorted(result.items()))

    def evidence(self, edges: Collection[EdgeKey], limit: int | None) -> dict[EdgeKey, list[Statement]]:
        with self._lock:
            found = {
                (source, relation, target): [s for s in self._between(source, target) if s.relation == relation][:limit]
                for source, relation, target in sorted(set(edges))
            }
        return {edge: statements for edge, statements in found.items() if statements}

    def _between(self, source: str, target: str) -> list[Statement]:
        """Statements whose actor is described as one document and whose target as the other, in order."""
        actors, targets = self._of_document.get(source, set()), self._of_document.get(target, set())
        return _in_order([s for giving in self._giving(actors) for s in giving.statements if s.actor in actors and s.target in targets])

    # --- documents

    def documents(self, keys: Collection[str]) -> dict[str, Document]:
        with self._lock:
            return {key: self._graph.nodes[key]["document"] for key in sorted(set(keys)) if key in self._graph}

    def documents_in(self, blocks: Collection[str]) -> list[Document]:
        return sorted((d for d in self.all_documents() if d.block in blocks), key=lambda d: d.key)

    def documents_on(self, days: Collection[str]) -> list[Document]:
        return sorted((d for d in self.all_documents() if d.day is not None and d.day in days), key=lambda d: d.key)

    def all_documents(self) -> Iterator[Document]:
        with self._lock:
            documents: list[Document] = [data["document"] for _, data in self._graph.nodes(data=True)]
        return iter(sorted(documents, key=lambda d: (d.id, d.key)))

    def page(self, after: str | None, limit: int, held: bool | None, type: str | None, place: str | None) -> tuple[int, list[Document]]:
        fitting = [
            d
            for d in self.all_documents()
            if (held is None or d.held == held) and (type is None or d.type == type) and (place is None or d.place == place)
        ]
        return len(fitting), [d for d in fitting if after is None or d.id > after][:limit]

    def with_id(self, pattern: str) -> list[Document]:
        return [d for d in self.all_documents() if id_fits(d.id, pattern)]

    def search(self, words: Sequence[str], after: Worth | None, limit: int) -> tuple[int, list[Document]]:
        found = [d for d in self.all_documents() if all(map(can_match, words)) and _found(words, search_words(d))]
        best = sorted(found, key=lambda d: (_least(d.held, d.support, d.id), d.key))
        return len(found), [d for d in best if after is None or _least(d.held, d.support, d.id) > _least(*after)][:limit]

    def speakers(self, sources: Collection[str]) -> dict[str, Document]:
        with self._lock:
            selves = [link for sha256, s in self.stored(sources).items() for link in s.links if link.local == SELF]
            spoken = [(link.source, self._descriptions[link.description].document) for link in selves]
            return {source: self._graph.nodes[document]["document"] for source, document in spoken if document is not None}

    # --- edges

    def edges(self, documents: Collection[str], direction: Step, relations: Collection[str] | None = None) -> list[DocumentEdge]:
        with self._lock:
            known = [key for key in set(documents) if key in self._graph]
            ends = self._graph.out_edges(known, data=True) if direction == "out" else self._graph.in_edges(known, data=True)
            found: list[DocumentEdge] = [data["edge"] for _, _, data in ends]
        return sorted((e for e in found if relations is None or e.relation in relations), key=edge_key)

    def edges_between(self, pairs: Collection[tuple[str, str]]) -> list[DocumentEdge]:
        with self._lock:
            data = [d for source, target in set(pairs) for d in (self._graph.get_edge_data(source, target) or {}).values()]
        return sorted((d["edge"] for d in data), key=edge_key)

    def all_edges(self) -> Iterator[DocumentEdge]:
        with self._lock:
            edges: list[DocumentEdge] = [data["edge"] for _, _, data in self._graph.edges(data=True)]
        return iter(sorted(edges, key=edge_key))

    def neighbours(
        self, document: str, direction: Step, relations: Collection[str] | None, after: tuple[str, str] | None, limit: int
    ) -> tuple[int, list[tuple[DocumentEdge, Document]]]:
        with self._lock:
            placed = [((e.relation, e.target if direction == "out" else e.source), e) for e in self.edges([document], direction, relations)]
            later = sorted((place, e) for place, e in placed if after is None or place > after)
            return len(placed), [(e, self._graph.nodes[other]["document"]) for (_, other), e in later[:limit]]

    def spread(self, root: str, direction: Step, relations: Collection[str], depth: int | None, *, levels: bool = True) -> Spread:
        with self._lock:
            cells = counted(self, root, direction, relations, depth)
            return Spread(self.documents([root]).get(root), cells if levels else without_levels(cells))

    def way(self, start: str, end: str, longest: int, proofs: int) -> Way:
        with self._lock:
            return way_of(self, start, end, shortest(self, start, end, longest), proofs)

    def edges_named(self, relations: Collection[str]) -> list[DocumentEdge]:
        return [edge for edge in self.all_edges() if edge.relation in relations]

    def counts(self) -> Mapping[str, int]:
        with self._lock:
            links = [link for source in self._sources.values() for link in source.links]
            unsure = {key for key, d in self._descriptions.items() if d.document is None}
            return {
                "sources": len(self._sources),
                "documents": self._graph.number_of_nodes(),
                "held": sum(d.held for d in self.all_documents()),
                "links": sum(link.local != SELF for link in links),
                "mentions": sum(link.mentions for link in links),
                "ambiguous": sum(link.mentions for link in links if link.description in unsure),
                "edges": self._graph.number_of_edges(),
            }


def _in_order(statements: Sequence[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda s: (s.source, s.ordinal))


def edge_key(edge: DocumentEdge) -> EdgeKey:
    return edge.source, edge.relation, edge.target


def _least(held: bool, support: int, document_id: str) -> tuple[bool, int, str]:
    """What is less for what comes first."""
    return not held, -support, document_id


def _found(asked: Sequence[str], given: Sequence[str]) -> bool:
    return all(any(word.startswith(prefix) for word in given) for prefix in asked)
