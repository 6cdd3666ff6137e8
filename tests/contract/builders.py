"""Valid objects of the port in few words, and a small world of them. Names stand for keys: `key("plan")`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from graph.kept import CandidateKey, Changes, Described, Description, Document, DocumentEdge, Link, Series, Statement, StoredSource
from graph.reading import SELF, Citation, Evidence, Header, Reading, Span, StatedRelation, Target

PROVINCE = Series("TU", "tinh-uy", "kon-tum", "local")
NOWHERE = Series("UBND", None, None, "unknown")


def key(name: str) -> str:
    """The key that stands for a name: 16 hex digits."""
    return sha(name)[:16]


def sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def document(
    name: str,
    *,
    id: str | None = None,  # noqa: A002  # the field's name
    block: str = "block",
    day: str | None = None,
    number: str | None = None,
    type: str | None = None,  # the field's name
    issuer: str | None = None,
    place: str | None = None,
    date: str | None = None,
    title: str | None = None,
    held: bool = False,
    support: int = 0,
    place_reason: str | None = None,
) -> Document:
    return Document(key(name), id or f"vn/{name}", block, day, number, None, type, issuer, place, date, title, held, support, place_reason)


def described(
    name: str, document: str | None, *, block: str = "block", candidates: Sequence[CandidateKey] = (), title: str | None = None
) -> Described:
    """A description, and the name of its document."""
    description = Description("65-KH/TU", None, "Kế hoạch", PROVINCE, "2021-11", "XII", "Tỉnh ủy Kon Tum", title)
    return Described(key(name), description, block, 1, key(document) if document else None, tuple(candidates))


def statement(
    source: str, ordinal: int, actor: str, relation: str, target: str, *, confidence: float = 0.9, quote: str = "thực hiện Kế hoạch"
) -> Statement:
    return Statement(sha(source), ordinal, key(actor), relation, key(target), confidence, "rule", (Span(3, 9), Span(12, 20)), quote)


def source(
    name: str,
    links: Sequence[tuple[str, str]],
    statements: Sequence[tuple[str, str, str]] = (),
    *,
    paths: Sequence[str] | None = None,
    text: str = "Kế hoạch số 65-KH/TU",
    confidence: float = 0.9,
) -> StoredSource:
    """A source with its links (local name, description) and statements (actor, relation, target)."""
    stated = tuple(statement(name, i, *one, confidence=confidence) for i, one in enumerate(statements))
    given = tuple(Link(sha(name), local, key(description), 1 + i) for i, (local, description) in enumerate(links))
    where = (f"{name}.txt",) if paths is None else tuple(paths)
    return StoredSource(sha(name), where, text, reading(), given, stated)


def reading() -> Reading:
    """A reading with something in every field."""
    return Reading(
        Header("7216/UBND-KGVX", "Công văn", "2021-12-31", "Ủy ban nhân dân tỉnh Quảng Ngãi", "Quảng Ngãi", "Trần Hoàng Tuấn", "V/v …"),
        (Citation(0, 20, "Kế hoạch số 65-KH/TU", "full", "Kế hoạch", "65-KH/TU", None, "2021", None, None, "khoản 1", 0.1 + 0.2, "c1"),),
        {"c2": Target(name="Luật Đất đai"), "c1": Target("Kế hoạch", "65-KH/TU", None, "2021-11-03", "Tỉnh ủy", "về …", "XII")},
        (StatedRelation(SELF, "implements", "c1", (0,), 0.95, "triển khai", (Evidence(0, 20, 0), Evidence(31, 40, 0))),),
    )


def edge(source: str, relation: str, target: str, *, total: int = 1, confidence: float = 0.9, reason: str | None = None) -> DocumentEdge:
    return DocumentEdge(key(source), relation, key(target), total, confidence, reason)


def world() -> Changes:
    """A resolution that a plan carries out, which a letter carries out; a second letter says the same and cites an unclear one.

    Documents `resolution`, `plan`, `letter`, `reply`; descriptions `x-…` of each, `x-plan-too` of the plan and `x-unclear`
    of none; sources `letter` and `reply`.
    """
    return Changes(
        put_documents=[document("resolution", support=2), document("plan"), document("letter", held=True), document("reply", held=True)],
        put_descriptions=[
            described("x-resolution", "resolution"),
            described("x-plan", "plan"),
            described("x-plan-too", "plan", block="other"),
            described("x-letter", "letter"),
            described("x-reply", "reply"),
            described("x-unclear", None, candidates=[CandidateKey(key("plan"), ("same number", "đúng số"))]),
        ],
        put_sources=[
            source(
                "letter",
                [(SELF, "x-letter"), ("c1", "x-plan"), ("c2", "x-resolution")],
                [("x-letter", "implements", "x-plan"), ("x-plan", "implements", "x-resolution")],
            ),
            source(
                "reply",
                [(SELF, "x-reply"), ("c1", "x-plan-too"), ("c2", "x-resolution"), ("c3", "x-unclear")],
                [("x-plan-too", "implements", "x-resolution"), ("x-reply", "cites", "x-unclear"), ("x-reply", "cites", "x-resolution")],
                confidence=0.95,
            ),
        ],
        put_edges=[
            edge("letter", "implements", "plan"),
            edge("plan", "implements", "resolution", total=2, confidence=0.95),
            edge("reply", "cites", "resolution", confidence=0.95),
        ],
    )
