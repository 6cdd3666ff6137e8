"""Why a text is read so: for each citation what gave its fields, for each relation what stated it and the reasons to believe it.

The reader names its rules and reasons where it decides (`Mention.rule`, `Mention.given`, `Frame.reasons`); here they are put beside
what was read, and nothing is read again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from graph.reading import SELF, Citation, Reading, StatedRelation
from ingest.chronology import UNLIKELY
from ingest.frames import Frame
from ingest.mentions import Mention
from ingest.reader import read_with_grounds
from ingest.reasons import Reason
from ingest.text import Text

_STATED = "the citation's own words"
_INHERITED = "the document's full citation, elsewhere in the text"
_TOO_EARLY = Reason("what would act on the document is of an earlier year", UNLIKELY)


@dataclass(frozen=True, slots=True)
class WhyCited:
    """Why a stretch of text is a citation, and of what."""

    rule: str
    fields: dict[str, str]
    """For each field that is not null, `target` among them, what gave it."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A reason, and the factor by which it lowers confidence."""

    reason: str
    weight: float


@dataclass(frozen=True, slots=True)
class WhyStated:
    """Why a relation is stated. `start` and `end` are the cue's, null where no cue states it."""

    cue: str | None
    start: int | None
    end: int | None
    reasons: tuple[Weighed, ...]


@dataclass(frozen=True, slots=True)
class ExplainedCitation(Citation):
    """A citation, and why."""

    why: WhyCited | None = None


@dataclass(frozen=True, slots=True)
class ExplainedRelation(StatedRelation):
    """A relation, and why."""

    why: WhyStated | None = None


@dataclass(frozen=True, slots=True)
class ExplainedReading(Reading):
    """A reading, and why it is so."""

    citations: tuple[ExplainedCitation, ...] = ()
    relations: tuple[ExplainedRelation, ...] = ()


def explained(original: str) -> ExplainedReading:
    """The reading of a text, explained. Any string has one."""
    reading, grounds = read_with_grounds(original)
    first: dict[str, int] = {}
    for index, citation in enumerate(reading.citations):
        first.setdefault(citation.target, index)
    citations = [
        ExplainedCitation(**_fields(citation), why=_why_cited(citation, mention, first[citation.target] if i else 0, i))
        for i, (citation, mention) in enumerate(zip(reading.citations, grounds.mentions, strict=True))
    ]
    frames = {(told.source, told.relation, told.target): frame for told, frame in grounds.told}
    relations = [
        ExplainedRelation(**_fields(one), why=_why_stated(grounds.text, frames.get((one.source, one.relation, one.target))))
        for one in reading.relations
    ]
    return ExplainedReading(reading.document, tuple(citations), reading.targets, tuple(relations))


def _fields(value: Citation | StatedRelation) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _why_cited(citation: Citation, mention: Mention, first: int, here: int) -> WhyCited:
    return WhyCited(mention.rule, dict(_given(citation, mention, first, here)))


def _given(citation: Citation, mention: Mention, first: int, here: int) -> Iterator[tuple[str, str]]:
    elsewhere = dict(mention.given)
    for name in ("type", "number", "name", "date", "issuer"):
        if getattr(citation, name) is not None:
            inherited = getattr(mention, name) is None
            yield name, _INHERITED if inherited else elsewhere.get(name, _STATED)
    if citation.title is not None:
        yield "title", "the words behind the citation, up to its clause's end"
    if citation.pinpoint is not None:
        yield "pinpoint", "the provision directly before the citation"
    yield "target", _target(citation, first, here)


def _target(citation: Citation, first: int, here: int) -> str:
    if citation.target == SELF:
        return "the speaker: named by “này”, or by its own number"
    return "named here first" if first == here else f"nothing in it contradicts citations[{first}], which names the same"


def _why_stated(text: Text, frame: Frame | None) -> WhyStated:
    if frame is None:
        return WhyStated(None, None, None, (Weighed(*_TOO_EARLY),))
    reasons = tuple(Weighed(*reason) for reason in frame.reasons)
    if frame.cue is None:
        return WhyStated(None, None, None, reasons)
    cue = text.span(frame.cue.start, frame.cue.end)
    return WhyStated(text.original[cue.start : cue.end], cue.start, cue.end, reasons)
