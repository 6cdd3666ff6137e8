"""The answers, in the shapes that programs rely on (docs/output.md).

Command line and API print the same bytes for the same question: both call `Answer.to_json`. Fields may be added,
none renamed or removed.
"""

from __future__ import annotations

import json
from typing import Literal

from pydantic import BaseModel, ConfigDict

Direction = Literal["down", "up", "both"]


ValidityState = Literal["unchanged", "amended", "suspended", "replaced", "repealed", "not_issued", "unknown"]
"""What became of a document, as far as the store's texts say; `unchanged` does not say that it is in force."""


class Answer(BaseModel):
    """Base of all answers: immutable, and printed in one way only."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def to_json(self) -> str:
        """JSON, UTF-8 letters as they are, two spaces of indent, one final line feed."""
        return json.dumps(self.model_dump(mode="json", exclude_unset=True), ensure_ascii=False, indent=2) + "\n"


class Piece(Answer):
    """One piece of evidence: who says so, and in which words."""

    document: str
    """Id of the document that asserts the edge."""
    source: str
    """SHA-256 of the file whose text is quoted."""
    quote: str
    """The text at `[start, end)`, or the segments' texts joined by one space."""
    start: int
    end: int
    rule: str
    segments: list[Segment] | None = None
    """Set only where a page break or footnote intervenes."""


class Segment(Answer):
    """A stretch of a source's text."""

    start: int
    end: int


class PlainNode(Answer):
    """A document as exports show it."""

    id: str
    number: str | None
    type: str | None
    issuer: str | None
    place: str | None
    date: str | None
    title: str | None
    held: bool
    """False for a stub: a document that is known only because others cite it."""
    place_reason: str | None = None
    """Why the graph believes in `place`, where it is inferred and not stated; else None."""


class Node(PlainNode):
    """A document as a lineage shows it."""

    suspect: bool
    """True if every way from the root passes a suspect."""
    depth: int
    validity: ValidityState | None = None
    """What had become of it by the day that was asked for; not set where none was."""


class Edge(Answer):
    """SOURCE relation TARGET with its evidence (the first three pieces; all of them in exports and `show`)."""

    source: str
    relation: str
    target: str
    confidence: float
    suspect: bool
    """True only on `probably_same_as`."""
    reason: str | None
    evidence_total: int
    evidence: list[Piece]


class Lineage(Answer):
    """What carries a document out, or what it rests on."""

    root: str
    direction: Direction
    nodes: list[Node]
    """By depth, then trusted before suspect, then id; the root first."""
    edges: list[Edge]
    """By source, relation, target."""
    truncated: bool


class CoverageRow(Answer):
    """A document that carries the root out. `days` after the root; None unless both dates are full."""

    place: str | None
    document: str
    number: str | None
    issuer: str | None
    date: str | None
    days: int | None
    via: list[str]
    """The documents between the root and this one, from the root on, on the shortest (most trusted) way."""
    suspect: bool


class Coverage(Answer):
    """Which provinces and bodies carry the root out, and which have nothing in this corpus."""

    root: str
    rows: list[CoverageRow]
    missing: list[str]
    provinces: Literal["63", "34"]


class PlaceCovered(Answer):
    """How a place carries the root out. `first` is the earliest date of its documents, `days` that after the root."""

    place: str | None
    documents: int
    suspects: int
    """Of the documents, those that are reached only past a suspect."""
    first: str | None
    days: int | None


class CoverageByPlace(Answer):
    """Coverage counted: for documents that tens of thousands carry out."""

    root: str
    places: list[PlaceCovered]
    missing: list[str]
    provinces: Literal["63", "34"]


class EdgePage(Answer):
    """Edges out of or into one document. `next` is the cursor of the following page, None on the last."""

    document: str
    direction: Literal["out", "in"]
    total: int
    edges: list[Edge]
    """By relation; within one in an order of no meaning, which does not change."""
    next: str | None


class Path(Answer):
    """A shortest way between two documents, whatever the edges' direction; empty if there is none."""

    source: str
    target: str
    nodes: list[PlainNode]
    edges: list[Edge]


class Mention(Answer):
    """One citation of a document, where it stands."""

    document: str
    source: str
    text: str
    start: int
    end: int


class SaidOtherwise(Answer):
    """A field of a head in which a text differs from the leading one."""

    field: str
    said: str | None
    leading: str | None


class HeldSource(Answer):
    """A text of a document that is held; the first one of a document leads."""

    sha256: str
    paths: list[str]
    signer: str | None
    subject: str | None
    shared: float | None
    """The part of the longer text's words that it shares with the leading one; None for that."""
    otherwise: list[SaidOtherwise]
    cites_more: list[str]
    """Numbers or names of documents that it cites and the leading one does not."""
    cites_less: list[str]


class Event(Answer):
    """What another document did to this one, on that document's date."""

    relation: str
    document: str
    date: str | None
    partial: bool
    """True if all that is said names provisions of it."""
    evidence: list[Piece]


class Validity(Answer):
    """What had become of a document by the end of a day; of all that the store knows, if `as_of` is None."""

    as_of: str | None
    state: ValidityState
    events: list[Event]
    """By date, those without a date last."""


class DocumentDetail(Answer):
    """Everything known of one document (`phahe show`)."""

    document: PlainNode
    sources: list[HeldSource]
    edges: list[Edge]
    """All edges from and to it, all evidence."""
    mentions_total: int
    citing_total: int
    """Distinct documents that cite it."""
    mentions: list[Mention]
    validity: Validity


class Candidate(Answer):
    """A document that an ambiguous citation may mean, and why."""

    id: str
    reasons: list[str]


class Ambiguous(Answer):
    """A citation that does not say which document it means."""

    document: str
    start: int
    end: int
    text: str
    candidates: list[Candidate]


DoubtKind = Literal["suspect", "ambiguous", "order", "superseded", "out_of_line", "duplicate"]


class Doubt(Answer):
    """Something that a person should look at."""

    kind: DoubtKind
    score: float | None
    """How probable it is that something is wrong; None for what is merely not told."""
    document: str
    """The doubted document; of an ambiguous citation, the one that cites."""
    likely: str | None
    """What it probably is, or what speaks against it."""
    reason: str
    source: str | None
    """SHA-256 of the text, for a doubted citation."""
    quote: str | None
    """The doubted citation's words."""
    candidates: list[Candidate]
    evidence_total: int
    evidence: list[Piece]


class Doubts(Answer):
    """A page of the review queue, the surest doubts first. `total` counts all of them; `next` is the cursor of the following page."""

    total: int
    doubts: list[Doubt]
    next: str | None


class Why(Answer):
    """Every reason for and against two documents being one."""

    a: PlainNode
    b: PlainNode
    verdict: Literal["one document", "probably the same", "may be the same", "two documents"]
    reasons_for: list[str]
    reasons_against: list[str]
    judgements: list[str]
    """Ids of what people decided about either."""


class Export(Answer):
    """The whole graph, sorted: equal graphs give equal bytes whatever store they are in."""

    nodes: list[PlainNode]
    edges: list[Edge]
    ambiguous: list[Ambiguous]


class DocumentPage(Answer):
    """Search results or a list of documents. `next` is the cursor of the following page, None on the last."""

    total: int
    documents: list[PlainNode]
    next: str | None


class Stats(Answer):
    """What the store holds, in numbers."""

    sources: int
    documents: int
    held: int
    stubs: int
    citations: int
    ambiguous: int
    suspects: int
    edges: int
    relations: dict[str, int]
    types: dict[str, int]
    places: dict[str, int]


class StoreInfo(Answer):
    """What a store is, and how much is in it."""

    kind: Literal["memory", "sqlite", "neo4j"]
    location: str
    """The file, or the server and its database; never credentials."""
    schema_version: int | None
    size: int | None
    """Bytes of the file; None where there is none."""
    counts: dict[str, int]


class StoreCopy(Answer):
    """What was copied from one store to another, and holds the same in both."""

    origin: str
    target: str
    counts: dict[str, int]
    export_sha256: str
    """SHA-256 of what `phahe export` prints of either."""


class Finding(Answer):
    """Something that `phahe check` found wrong."""

    check: str
    message: str


class CheckReport(Answer):
    """Whether the store's derived state is what its sources and judgements give."""

    ok: bool
    checked: list[str]
    findings: list[Finding]


Piece.model_rebuild()
