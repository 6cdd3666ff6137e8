"""The store port: what identity and the answers need of a place where the graph is kept.

The port speaks of sources, descriptions, documents and edges, never of SQL or Cypher. Everything that decides
(which descriptions are one document, what a lineage is) stands outside; a store keeps, finds and filters. Three
adapters implement it (`graph.stores`), and one contract suite holds them to it (`tests/contract`).

Keys (`str`, 16 hex digits) are internal: they are hashes of what makes a description or a document itself, so they do not
depend on the order of ingestion, and they survive a growing id. They never appear in answers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from graph.judgements import Judgement
from graph.reading import Reading, Span

T = TypeVar("T")

PROBABLY_SAME_AS = "probably_same_as"
"""The edge from a suspect to what it probably is; never stated by a text, always derived."""


@dataclass(frozen=True, slots=True)
class Series:
    """The register that a number comes from. Equal series number in one sequence."""

    code: str
    """Organ code without units: `UBND`, `TU`, `TW`, `TTg`; for names the body's slug."""
    body: str | None
    """Slug of the body that stands in ids: `ubnd`, `tinh-uy`, `bo-chinh-tri`; None if unknown."""
    place: str | None
    """Slug of the province; None for central bodies and where unknown."""
    scope: Literal["central", "local", "unknown"]
    """`local` with no place is somebody's own unknown place: it never agrees by default."""


@dataclass(frozen=True, slots=True)
class Description:
    """A distinct (number, type, series, date, title) as a header or one document's pooled citations give it."""

    number: str | None
    name: str | None
    type: str | None
    series: Series
    date: str | None
    term: str | None
    issuer: str | None
    title: str | None
    speaker: str | None = None
    """SHA-256 of the describing source, where that matters: in headers, and where the place is that source's own unknown."""
    header: bool = False
    """True if a held text says this of itself."""


@dataclass(frozen=True, slots=True)
class CandidateKey:
    """A document that an ambiguous description may mean, and why."""

    document: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """A description as it is kept: how many sources support it, and what identity made of it."""

    key: str
    description: Description
    block: str
    """Descriptions of one document are always in one block."""
    count: int
    """Number of (source, local name) links to it; a description without any is dropped."""
    document: str | None
    """Key of its document; None if ambiguous."""
    candidates: tuple[CandidateKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A node: the facts that its descriptions give together."""

    key: str
    id: str
    block: str
    day: str | None
    """(series, date) as one string, where both are known: the block in which suspects meet."""
    number: str | None
    name: str | None
    type: str | None
    issuer: str | None
    place: str | None
    date: str | None
    title: str | None
    held: bool
    support: int
    """Number of citing (source, local name) links: what a misprint has less of than the truth."""
    place_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One source's local name (`self`, `c1` …), the description it gave, and how often it is mentioned."""

    source: str
    local: str
    description: str
    mentions: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A stated relation between two descriptions: the raw material of edges, and their evidence."""

    source: str
    ordinal: int
    """Place among the source's pieces of evidence, in the order of `Reading.relations` and of each one's mentions."""
    actor: str
    """Description key of the relation's source."""
    relation: str
    target: str
    """Description key of the relation's target."""
    confidence: float
    rule: str
    spans: tuple[Span, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class DocumentEdge:
    """One edge for (source, relation, target); keys are document keys."""

    source: str
    relation: str
    target: str
    total: int
    """Statements behind it (for `probably_same_as`: mentions of the suspect)."""
    confidence: float
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """How many of the documents that a walk reached lie at one depth, are suspect or not, and are of one place."""

    depth: int
    suspect: bool
    place: str | None
    count: int
    earliest: str | None
    """The least of their dates as text, so that of two the one that says less comes first: `2021`, `2021-06-12`; None if none has one."""
    latest: str | None
    """The greatest of their dates as text."""


@dataclass(frozen=True, slots=True)
class Hop:
    """Two documents that an edge joins, whichever way it runs, one step apart on a way from one document to another."""

    near: str
    """Key of the one where the way comes from."""
    far: str
    doubtful: bool
    """True if only `probably_same_as` joins them."""


@dataclass(frozen=True, slots=True)
class About:
    """What a store says of itself."""

    kind: Literal["memory", "sqlite", "neo4j"]
    location: str
    """The file's absolute path, or the server's address and the database; never credentials."""
    schema: int | None
    """Version of the schema that it is kept in; None where nothing is kept."""
    size: int | None
    """Bytes on the disk; None where there are none, or the server does not tell."""


Step = Literal["out", "in"]
"""Whether edges are followed from their source to their target, or back."""

Worth = tuple[bool, int, str]
"""What of two documents that a search finds comes first: whether it is held, its support, its id."""

EdgeKey = tuple[str, str, str]
"""(source document key, relation, target document key)"""


@dataclass(frozen=True, slots=True)
class StoredSource:
    """A source as kept. `speaker` is the document that speaks in it."""

    sha256: str
    paths: tuple[str, ...]
    """Sorted."""
    text: str
    reading: Reading
    links: tuple[Link, ...]
    statements: tuple[Statement, ...]
    unjudged: Reading | None = None
    """What was read, where people judged that some of it is no citation; None where that is `reading` itself."""

    @property
    def as_read(self) -> Reading:
        """The reading as the program read it."""
        return self.reading if self.unjudged is None else self.unjudged


@dataclass(frozen=True, slots=True)
class Changes:
    """All that one ingestion or removal changes, applied in one transaction. Puts overwrite by key."""

    put_sources: Sequence[StoredSource] = ()
    drop_sources: Collection[str] = ()
    """Their links and statements go with them."""
    put_descriptions: Sequence[Described] = ()
    drop_descriptions: Collection[str] = ()
    put_documents: Sequence[Document] = ()
    drop_documents: Collection[str] = ()
    put_edges: Sequence[DocumentEdge] = ()
    drop_edges: Collection[EdgeKey] = ()
    put_judgements: Sequence[Judgement] = ()
    drop_judgements: Collection[str] = ()
    """By id."""


def id_fits(document_id: str, pattern: str) -> bool:
    """Whether an id is what a pattern asks for; a segment `-` of the pattern stands for any one segment."""
    wanted, given = pattern.split("/"), document_id.split("/")
    return len(wanted) == len(given) and all(w in ("-", g) for w, g in zip(wanted, given, strict=True))


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

        What is read from then on includes all that those did who had locked them before. A store whose transactions come one
        after the other anyway has nothing to do. Outside of a transaction it is a RuntimeError.
        """

    def read(self, work: Callable[[], T]) -> T:
        """Run `work`, which only reads, on one state of the store, and return what it returns.

        An answer that is composed of several questions is so never torn by a change between them. Neo4j reads what is
        committed and promises less: one transaction, in which a change may come between two queries. It may be run again
        after a transient failure. Reads nest, also in a transaction; `transact` and `apply` within one are refused.
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

    # --- judgements

    def judgements(self) -> list[Judgement]:
        """All judgements, withdrawn ones too, by id."""

    # --- descriptions

    def described(self, blocks: Collection[str]) -> list[Described]:
        """All descriptions in these blocks, by key."""

    def namesakes(self, names: Collection[str]) -> list[Described]:
        """All descriptions that are `called` so (`graph.namesakes`), by key."""

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

    def speakers(self, sources: Collection[str]) -> dict[str, str]:
        """Each source's speaking document: source hash → document key."""

    def edges_between(self, pairs: Collection[tuple[str, str]]) -> list[DocumentEdge]:
        """All edges from the first to the second of each pair of document keys."""

    def all_edges(self) -> Iterator[DocumentEdge]:
        """Every edge, by (source, relation, target)."""

    def neighbours(
        self, document: str, direction: Step, relations: Collection[str] | None, after: tuple[str, str] | None, limit: int
    ) -> tuple[int, list[DocumentEdge]]:
        """How many edges run out of or into one document, and the first `limit` of them after `after`, by (relation, key of the
        other end), which is what `after` gives.
        """

    # --- walks; each may be long, so an engine answers as a whole what it can

    def spread(self, root: str, direction: Step, relations: Collection[str], depth: int | None) -> list[Cell]:
        """All that `graph.reach.reach` finds from `root`, the root included, counted by level and place.

        By (depth, suspect, place), no place last; nothing for an unknown root.
        """

    def ways(self, start: str, end: str, longest: int) -> list[Hop]:
        """All hops on the shortest ways between two documents, over edges of any relation and direction, by (near, far).

        Nothing if there is no way of at most `longest` hops, or of less than one.
        """

    def edges_named(self, relations: Collection[str]) -> list[DocumentEdge]:
        """Every edge of these relations, by (source, relation, target)."""

    def counts(self) -> Mapping[str, int]:
        """`sources`, `documents`, `held`, `links` (local names but `self`), `mentions`, `ambiguous` (mentions), `edges`."""
