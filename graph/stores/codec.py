"""What the port's values are as rows of scalars, and back: shared by the adapters that keep rows.

A row is a flat mapping of names to str, int, float, bool or None; what is nested in a value is JSON text in it. Neo4j leaves
out properties that are None, so reading takes a missing name for None. Values come back exactly as they were put.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from graph.errors import StoreError
from graph.judgements import Judgement, from_line, to_line
from graph.kept import CandidateKey, Described, Description, Document, DocumentEdge, Link, Series, Statement, StoredSource
from graph.namesakes import called
from graph.prints import prints_of
from graph.reading import Reading, Span
from graph.stores.changes import search_words, tail

Row = dict[str, Any]
V = TypeVar("V")

_READING = TypeAdapter(Reading)
_SPANS = TypeAdapter(tuple[Span, ...])
_CANDIDATES = TypeAdapter(tuple[CandidateKey, ...])
_NO_CANDIDATES = "[]"

_DOCUMENT = tuple(f.name for f in fields(Document))
_EDGE = tuple(f.name for f in fields(DocumentEdge))
_SERIES = tuple(f.name for f in fields(Series))
_DESCRIPTION = tuple(f.name for f in fields(Description) if f.name not in ("series", "header"))


def document_row(document: Document) -> Row:
    """Its fields; with `tail`, the id's last segment, and `words`, what a search compares with."""
    row = {name: getattr(document, name) for name in _DOCUMENT}
    return row | {"tail": tail(document.id), "words": " ".join(search_words(document))}


def document_of(row: Mapping[str, Any]) -> Document:
    return Document(**_picked(row, _DOCUMENT) | {"held": bool(row["held"])})


def edge_row(edge: DocumentEdge) -> Row:
    return {name: getattr(edge, name) for name in _EDGE}


def edge_of(row: Mapping[str, Any]) -> DocumentEdge:
    return DocumentEdge(**_picked(row, _EDGE))


def described_row(described: Described) -> Row:
    """The description's and its series' fields beside those of identity; `candidates` is JSON, `called` what namesakes share."""
    description = described.description
    return {
        "key": described.key,
        "block": described.block,
        "count": described.count,
        "document": described.document,
        "candidates": candidates_json(described.candidates),
        "header": description.header,
        "called": called(description),
        **{name: getattr(description, name) for name in _DESCRIPTION},
        **{name: getattr(description.series, name) for name in _SERIES},
    }


def candidates_json(candidates: tuple[CandidateKey, ...]) -> str:
    """As `described_row` holds them."""
    return _CANDIDATES.dump_json(candidates).decode() if candidates else _NO_CANDIDATES


def described_of(row: Mapping[str, Any]) -> Described:
    """Written out, since no rows are read more often: a change reads all of the blocks that it touches."""
    get = row.get
    series = Series(row["code"], get("body"), get("place"), row["scope"])
    description = Description(
        number=get("number"),
        name=get("name"),
        type=get("type"),
        series=series,
        date=get("date"),
        term=get("term"),
        issuer=get("issuer"),
        title=get("title"),
        speaker=get("speaker"),
        header=bool(row["header"]),
    )
    given = row["candidates"]
    candidates = () if given == _NO_CANDIDATES else _parsed(_CANDIDATES, given, f"description {row['key']}")
    return Described(row["key"], description, row["block"], row["count"], get("document"), candidates)


def source_row(source: StoredSource) -> Row:
    """What a source is without its paths, links and statements; `reading` and `unjudged` are JSON, `prints` are parted by spaces."""
    unjudged = None if source.unjudged is None else reading_json(source.unjudged)
    prints = " ".join(prints_of(source))
    return {"sha256": source.sha256, "text": source.text, "reading": reading_json(source.reading), "unjudged": unjudged, "prints": prints}


def reading_json(reading: Reading) -> str:
    """As `source_row` holds it: what the text does not give is left out."""
    return _READING.dump_json(reading, exclude_none=True).decode()


def reading_of(kept: str | bytes, of: str) -> Reading:
    """What `reading_json` made. Raises StoreError, which names what it is the reading of, if it is of another form."""
    return _parsed(_READING, kept, of)


def source_of(row: Mapping[str, Any], paths: Iterable[str], links: Iterable[Link], statements: Iterable[Statement]) -> StoredSource:
    known = tuple(paths)
    called, before = next(iter(known), row["sha256"]), row.get("unjudged")
    reading = reading_of(row["reading"], called)
    unjudged = None if before is None else reading_of(before, called)
    return StoredSource(row["sha256"], known, row["text"], reading, tuple(links), tuple(statements), unjudged)


def link_rows(source: StoredSource) -> list[Row]:
    """Its links; `position` keeps their order."""
    return [
        {
            "source": source.sha256,
            "local": link.local,
            "description": link.description,
            "mentions": link.mentions,
            "position": position,
        }
        for position, link in enumerate(source.links)
    ]


def link_of(row: Mapping[str, Any]) -> Link:
    return Link(row["source"], row["local"], row["description"], row["mentions"])


def statement_rows(source: StoredSource) -> list[Row]:
    """Its statements; `spans` is JSON."""
    return [
        {
            "source": source.sha256,
            "ordinal": statement.ordinal,
            "actor": statement.actor,
            "relation": statement.relation,
            "target": statement.target,
            "confidence": statement.confidence,
            "rule": statement.rule,
            "spans": spans_json(statement.spans),
            "quote": statement.quote,
        }
        for statement in source.statements
    ]


def spans_json(spans: Iterable[Span]) -> str:
    """As `statement_rows` holds them. Written out, since nothing is written more often."""
    return "[" + ",".join([f'{{"start":{span.start},"end":{span.end}}}' for span in spans]) + "]"


def statement_of(row: Mapping[str, Any]) -> Statement:
    spans = _parsed(_SPANS, row["spans"], row["source"])
    return Statement(
        row["source"], row["ordinal"], row["actor"], row["relation"], row["target"], row["confidence"], row["rule"], spans, row["quote"]
    )


def judgement_row(judgement: Judgement) -> Row:
    """`line` is all of it as JSON; beside it stands what people look for."""
    said = judgement.withdrawn or judgement.said
    return {
        "id": judgement.id,
        "line": to_line(judgement),
        "kind": judgement.kind,
        "withdrawn": judgement.withdrawn is not None,
        "who": said.who,
        "when": said.when,
        "why": said.why,
    }


def judgement_of(row: Mapping[str, Any]) -> Judgement:
    try:
        return from_line(row["line"])
    except ValueError as error:
        raise StoreError(f"judgement {row['id']}: what the store keeps of it is damaged ({error})") from error


def _parsed(adapter: TypeAdapter[V], value: str | bytes, of: str) -> V:
    """What was kept as JSON. Raises StoreError if it has not today's form."""
    try:
        return adapter.validate_json(value)
    except ValidationError as error:
        message = f"{of}: what the store keeps of it was written by another version of phahe, or is damaged"
        raise StoreError(f"{message}; ingest the documents into a new store") from error


def _picked(row: Mapping[str, Any], names: tuple[str, ...]) -> Row:
    return {name: row.get(name) for name in names}
