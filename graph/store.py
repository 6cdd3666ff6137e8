"""The store port: what identity and the answers need of a place where the graph is kept.

The port speaks of sources, descriptions, documents and edges (`graph.kept`), never of SQL or Cypher. Everything that decides
(which descriptions are one document, what a lineage is) stands outside; a store keeps, finds and filters. Three
adapters implement it (`graph.stores`), and one contract suite holds them to it (`tests/contract`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from graph.judgements import Judgement
from graph.kept import About, Changes, Described, Document, DocumentEdge, EdgeKey, Link, Spread, Statement, Step, StoredSource, Way, Worth

T = TypeVar("T")


class Walkable(Protocol):
    """What a walk needs of a store. Unknown keys are ignored."""

    def documents(self, keys: Collection[str]) -> dict[str, Document]:
        """Documents by key."""

    def edges(self, documents: Collection[str], direction: Step, relations: Collection[str] | None = None) -> list[DocumentEdge]:
        """Edges out of or into these documents, by (source, relation, target)."""


class Store(Walkable, Protocol):
    """What an adapter implements. Methods that take keys ignore unknown ones; sequences come in a stated order."""

    url: str

    def close(self) -> None:
        """Release files and connections; the store is not used afterwards."""

    def about(self) -> About:
        """What the store says of itself."""

    def damage(self) -> list[str]:
        """What the engine finds damaged in what it keeps, a line for each thing; reads all of it. Empty where an engine cannot tell."""

    def backup(self, target: Path) -> None:
        """Write the store, as it is at one moment, to a new file, while others use it. Raises StoreError, which says what to use
        instead where the engine cannot; and then there is no file.
        """

    def transact(self, work: Callable[[], T]) -> T:
        """Run `work` as one write transaction and return what it returns.

        What `work` reads through this store (on this thread) includes what it applied so far; what it read under a lock stays as
        it is until it ends. If it raises, nothing of it is kept. It may be run again after a transient conflict, so it has no
        effects but on the store. Transactions do not nest.
        """

    def lock(self, names: Collection[str]) -> None:
        """In a transaction: wait until no other one has locked any of these names, and keep them until this one ends.

        What is read from then on includes all that those did who had locked them before; it may be that only the next question, or
        change, waits. A store whose transactions come one after the other anyway has nothing to do. Outside of a transaction it
        is a RuntimeError.
        """

    def read(self, work: Callable[[], T]) -> T:
        """Run `work`, which only reads, on one state of the store, and return what it returns.

        An answer that is composed of several questions is so never torn by a change between them. Neo4j reads what is
        committed and promises less: a change may come between two queries. Reads nest, also in a transaction; `transact` and
        `apply` within one are refused.
        """

    def together(self, questions: Sequence[Callable[[], Any]]) -> tuple[Any, ...]:
        """The answers to questions of which none depends on what another one finds, as if asked one by one: a server is asked once.

        Each asks this store one thing, and does nothing else. It may be run twice, at first on no answer.
        """

    def prepare(self) -> None:
        """Make ready for many walks, which may take seconds, where an engine gains by it: answers are the same without."""

    def apply(self, changes: Changes) -> None:
        """Make all changes, durably and atomically: as part of the running transaction, else as one of its own."""

    # --- sources

    def sources(self) -> Iterator[str]:
        """SHA-256 of every source, ascending."""

    def stored(self, hashes: Collection[str]) -> dict[str, StoredSource]:
        """Sources with their texts, readings, links and statements."""

    def sources_at(self, paths: Collection[str]) -> dict[str, str]:
        """SHA-256 of the sources that are known under these paths, by path."""

    def paths(self) -> dict[str, str]:
        """Every known path with its source's SHA-256."""

    def bearing(self, prints: Collection[str], limit: int) -> dict[str, list[str]]:
        """SHA-256 of sources that bear each of these prints (`graph.prints`): of more than `limit` some, that many. In no order."""

    def prints(self) -> Iterator[tuple[str, str]]:
        """Every print that begins with `b`, with the SHA-256 of each source that bears it; by print."""

    # --- judgements

    def judgements(self) -> list[Judgement]:
        """All judgements, withdrawn ones too, by id."""

    # --- descriptions

    def described(self, blocks: Collection[str]) -> list[Described]:
        """All descriptions in these blocks, by key."""

    def described_at(self, parts: Collection[tuple[str, str]]) -> list[Described]:
        """Of each block and place (its slug) the descriptions in the block of this place, or of none; by key, each once."""

    def namesakes(self, names: Collection[str]) -> list[Described]:
        """All descriptions that are `called` so (`graph.namesakes`), by key."""

    def namesakes_of_any_year(self, names: Collection[str]) -> list[Described]:
        """All descriptions that are `called` so with whatever year behind it, by key."""

    def descriptions(self, keys: Collection[str]) -> dict[str, Described]:
        """Descriptions by key."""

    def descriptions_of(self, documents: Collection[str]) -> dict[str, list[Described]]:
        """Each document's descriptions, by key."""

    def ambiguous(self) -> Iterator[Described]:
        """Descriptions without a document, by key."""

    def links_to(self, descriptions: Collection[str]) -> list[Link]:
        """Who gives these descriptions; by (source, local)."""

    # --- statements, the evidence

    def statements_about(self, descriptions: Collection[str]) -> list[Statement]:
        """Statements whose actor or target is one of these; by (source, ordinal)."""

    def tally(self, pairs: Collection[tuple[str, str]]) -> dict[EdgeKey, tuple[int, float]]:
        """For pairs of document keys: the number of statements behind each edge, and the highest confidence.

        Computed from statements through the descriptions' documents, not from edges.
        """

    def evidence(self, edges: Collection[EdgeKey], limit: int | None) -> dict[EdgeKey, list[Statement]]:
        """The first `limit` statements (all, if None) of each edge, by (source, ordinal)."""

    # --- documents and edges

    def documents_in(self, blocks: Collection[str]) -> list[Document]:
        """Documents of these blocks, by key."""

    def documents_on(self, days: Collection[str]) -> list[Document]:
        """Documents with these `day` values, by key."""

    def all_documents(self) -> Iterator[Document]:
        """Every document, by id."""

    def page(self, after: str | None, limit: int, held: bool | None, type: str | None, place: str | None) -> tuple[int, list[Document]]:
        """How many documents fit the filters, and the first `limit` of them with an id greater than `after`, by id."""

    def with_id(self, pattern: str) -> list[Document]:
        """Documents whose id is `pattern`; a `-` standing alone between slashes in the pattern matches anything. By id."""

    def search(self, words: Sequence[str], after: Worth | None, limit: int) -> tuple[int, list[Document]]:
        """How many documents have every folded word as a prefix of some word in their folded number, name, type, issuer, title,
        place or date; and the first `limit` of them after `after`, by worth: held before not held, the better supported first, by
        id, by key.
        """

    def speakers(self, sources: Collection[str]) -> dict[str, Document]:
        """The document that speaks in each source, by the source's hash."""

    def edges_between(self, pairs: Collection[tuple[str, str]]) -> list[DocumentEdge]:
        """All edges from the first to the second of each pair of document keys."""

    def all_edges(self) -> Iterator[DocumentEdge]:
        """Every edge, by (source, relation, target)."""

    def neighbours(
        self, document: str, direction: Step, relations: Collection[str] | None, after: tuple[str, str] | None, limit: int
    ) -> tuple[int, list[tuple[DocumentEdge, Document]]]:
        """How many edges run out of or into one document, and the first `limit` of them after `after`, each with the document at its
        other end, by (relation, key of that), which is what `after` gives.
        """

    # --- walks; each may be long, so an engine answers as a whole what it can

    def spread(self, root: str, direction: Step, relations: Collection[str], depth: int | None, *, levels: bool = True) -> Spread:
        """All that `graph.reach.reach` finds from `root`, the root included, counted by level and place.

        Without `levels`, for whom only places matter, all levels beyond the root's count as 1.
        """

    def way(self, start: str, end: str, longest: int, proofs: int) -> Way:
        """The shortest way of at most `longest` steps between two documents, over edges of any relation and direction, with the first
        `proofs` statements behind each edge. From a document to itself it has no step, and is that document alone.

        Of equally short ones it is the way with the fewest steps that only `probably_same_as` makes, then the one whose ids, from
        `start` on, come first.
        """

    def edges_named(self, relations: Collection[str]) -> list[DocumentEdge]:
        """Every edge of these relations, by (source, relation, target)."""

    def counts(self) -> Mapping[str, int]:
        """`sources`, `documents`, `held`, `links` (local names but `self`), `mentions`, `ambiguous` (mentions), `edges`."""
