"""What one text says: the truth that everything else is derived from.

A `Reading` is what `ingest` makes of a text and what the stores keep. Its shape is the output contract of
`phahe cite` (docs/output.md). Offsets are code points of the source's own text; dates are ISO and may be partial
(`YYYY`, `YYYY-MM`); what the text does not give is None.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

SELF = "self"
"""The local name of the speaking document in a reading's relations."""

CitationKind = Literal["full", "name", "short", "self"]

Relation = Literal[
    "amends",
    "replaces",
    "repeals",
    "suspends",
    "corrects",
    "consolidates",
    "promulgates",
    "approves",
    "guides",
    "responds_to",
    "proposed_by",
    "implements",
    "reviews",
    "based_on",
    "cites",
]
"""What a source may state of a target; strongest statement first."""

RELATIONS: tuple[Relation, ...] = Relation.__args__  # type: ignore[attr-defined]  # Literal has no typed accessor


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the source's text, `[start, end)` in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence(Span):
    """A stretch of the words that prove a relation, and the citation whose mention it belongs to (its index).

    One mention's stretches, of which there are several where a page break or a footnote intervenes, are one piece of evidence.
    """

    citation: int


@dataclass(frozen=True, slots=True)
class Header:
    """What a document says of itself."""

    number: str | None = None
    type: str | None = None
    date: str | None = None
    issuer: str | None = None
    """Letterhead's body with its place, spelled out: `Ủy ban nhân dân tỉnh Quảng Ngãi`."""
    place: str | None = None
    """The province or city, as the text names it: `Quảng Ngãi`; None for central bodies and where unknown."""
    signer: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention: `text` is exactly the source's text at `[start, end)`."""

    start: int
    end: int
    text: str
    kind: CitationKind
    type: str | None = None
    number: str | None = None
    name: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    pinpoint: str | None = None
    confidence: float = 1.0
    target: str = SELF
    """Local name in `Reading.targets`, or `self`."""


@dataclass(frozen=True, slots=True)
class Target:
    """One document that the text mentions: all its citations pooled, the fullest value of each field."""

    type: str | None = None
    number: str | None = None
    name: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    term: str | None = None
    """The committee's or assembly's term in Roman numerals, from "(khóa XII)": `XII`."""


@dataclass(frozen=True, slots=True)
class StatedRelation:
    """SOURCE relation TARGET, as the text states it; `source` and `target` are local names."""

    source: str
    relation: Relation
    target: str
    citations: tuple[int, ...]
    """Indices into `Reading.citations` of the target's mentions that state it."""
    confidence: float
    rule: str
    """The name of the grammar rule that read it."""
    evidence: tuple[Evidence, ...]
    """For each of `citations`, from its cue to its end. Never empty."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one text says. `citations` stand in text order and do not overlap."""

    document: Header = field(default_factory=Header)
    citations: tuple[Citation, ...] = ()
    targets: dict[str, Target] = field(default_factory=dict)
    relations: tuple[StatedRelation, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A text as it was found. It *is* its content: `sha256` is that of the file's bytes; `path` is an attribute."""

    sha256: str
    text: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A source with what was read from it: what goes into a store."""

    source: Source
    reading: Reading
