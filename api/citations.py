"""What a text cites, without a store: the contract object of `phahe cite` and of `POST /v1/citations`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from graph.answers import Answer
from graph.reading import Citation, Header, Reading, StatedRelation, Target
from ingest.explained import ExplainedCitation, ExplainedReading, ExplainedRelation


class Cited(Answer):
    """A reading, with the place where its text was found (None for standard input and request bodies)."""

    source: str | None
    document: Header
    citations: Sequence[Citation]
    """In text order; offsets are code points of the text as it was given, a BOM dropped."""
    targets: Mapping[str, Target]
    """The distinct documents that the text mentions, by their local names."""
    relations: Sequence[StatedRelation]

    def to_line(self) -> str:
        """The same object on one line, as JSON Lines wants it."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False) + "\n"


def cited(source: str | None, reading: Reading) -> Cited:
    """The answer for one text."""
    return Cited(
        source=source, document=reading.document, citations=reading.citations, targets=reading.targets, relations=reading.relations
    )


class Explained(Cited):
    """The same with `why`: what gave each citation's fields, and what each relation rests on."""

    citations: Sequence[ExplainedCitation]
    relations: Sequence[ExplainedRelation]


def explained(source: str | None, reading: ExplainedReading) -> Explained:
    """The answer for one text whose reading is explained."""
    return Explained(
        source=source, document=reading.document, citations=reading.citations, targets=reading.targets, relations=reading.relations
    )
