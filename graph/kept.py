"""What a store keeps, and what it answers with: values, the same for every engine.

Keys (`str`, 16 hex digits) are internal: they are hashes of what makes a description or a document itself, so they do not
depend on the order of ingestion, and they survive a growing id. They never appear in answers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.judgements import Judgement
from graph.reading import Reading, Span

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
class Spread:
    """What a walk reached, counted, and where it began."""

    root: Document | None
    """None for an unknown one, from which nothing is reached."""
    cells: list[Cell]
    """By (depth, suspect, place), no place last. The root's own is among them."""


@dataclass(frozen=True, slots=True)
class Hop:
    """Two documents that an edge joins, whichever way it runs, one step apart on a way from one document to another."""

    near: str
    """Key of the one where the way comes from."""
    far: str
    doubtful: bool
    """True if only `probably_same_as` joins them."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """The first statements behind some edges, and who makes them."""

    evidence: Mapping[EdgeKey, Sequence[Statement]]
    """Nothing of edges that no text states."""
    speakers: Mapping[str, str]
    """For each source of a statement the id of the document that speaks in it."""


@dataclass(frozen=True, slots=True)
class Way:
    """A shortest way between two documents, whichever way its edges run."""

    ends: tuple[Document | None, Document | None]
    """The two; None for a key of none."""
    documents: tuple[Document, ...]
    """From the one to the other; none if there is no way."""
    edges: tuple[DocumentEdge, ...]
    """All edges between neighbours on it, by (source, relation, target)."""
    proofs: Proofs


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
