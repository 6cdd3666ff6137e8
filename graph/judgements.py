"""Judgements: what people decide about identity and citations, with who, when and why.

A judgement names documents by what texts call them, or a citation by its source's hash and its words; never node ids or
offsets. It so survives reading again, a newer program and the way to another store. It is never deleted: one that is
taken back stays, marked as withdrawn, and no longer counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from graph.errors import InputError
from graph.keys import key_of

JudgementKind = Literal["same", "misprint", "different", "means", "not-a-citation"]
"""
- `same`: what is called `one` is the document `other`, both rightly named;
- `misprint`: what is called `one` is the document `other`, wrongly named;
- `different`: `one` and `other` are two documents, however alike they look;
- `means`: what `source` says in the words `quote` is a citation of `other`;
- `not-a-citation`: what `source` says in the words `quote` cites nothing.
"""


@dataclass(frozen=True, slots=True)
class Naming:
    """What a text calls a document, without the wordings that say nothing of which one it is (title, issuer)."""

    number: str | None
    name: str | None
    type: str | None
    code: str
    body: str | None
    place: str | None
    scope: Literal["central", "local", "unknown"]
    date: str | None
    term: str | None
    text: str | None = None
    """SHA-256 of the text that says so, where the same words of another text may mean another document."""


@dataclass(frozen=True, slots=True)
class Said:
    """Who said something, when (ISO 8601, UTC), and why."""

    who: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision. `one` and `other` hold every naming of the two documents at the time; `other`'s first is what it is called."""

    kind: JudgementKind
    said: Said
    one: tuple[Naming, ...] = ()
    other: tuple[Naming, ...] = ()
    source: str | None = None
    quote: str | None = None
    withdrawn: Said | None = None

    @property
    def id(self) -> str:
        """Equal for equal judgements in every store; a withdrawal does not change it."""
        return key_of("judgement", self.kind, self.said, self.one, self.other, self.source, self.quote)[:12]


_JUDGEMENT = TypeAdapter(Judgement)


def to_line(judgement: Judgement) -> str:
    """A judgement as one line of JSON without its line feed."""
    return json.dumps(to_object(judgement), ensure_ascii=False)


def to_object(judgement: Judgement) -> dict[str, Any]:
    """A judgement as JSON has it: `id` first, for the reader; without what it does not tell."""
    whole: dict[str, Any] = {"id": judgement.id, **_JUDGEMENT.dump_python(judgement, mode="json")}
    return {name: value for name, value in whole.items() if value not in (None, [])}


def from_line(line: str) -> Judgement:
    """The judgement again; an `id` that is not its own is refused. Raises ValueError with what is wrong."""
    try:
        whole = json.loads(line)
        given = whole.pop("id", None) if isinstance(whole, dict) else None
        judgement = _JUDGEMENT.validate_json(json.dumps(whole))
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{'.'.join(map(str, first['loc'])) or 'the line'}: {first['msg']}") from error
    if problem := _incomplete(judgement):
        raise ValueError(problem)
    if given not in (None, judgement.id):
        raise ValueError(f"its id is {judgement.id}, not {given}: it was changed by hand; leave the id out to make it a new one")
    return judgement


def from_lines(lines: Iterable[str], path: str) -> Iterator[Judgement]:
    """The judgements of a JSONL file; empty lines are passed over. Raises InputError, which names the line."""
    for position, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield from_line(line)
            except ValueError as error:
                raise InputError(path, f"line {position} is no judgement: {error}") from error


def latest(a: Judgement, b: Judgement) -> Judgement:
    """Of two copies of one judgement the withdrawn one; of two withdrawals the first."""
    if a.withdrawn is None or b.withdrawn is None:
        return a if b.withdrawn is None else b
    return min(a, b, key=lambda one: (one.withdrawn.when, one.withdrawn.who) if one.withdrawn else ("", ""))


def _incomplete(judgement: Judgement) -> str | None:
    of_words = judgement.kind in ("means", "not-a-citation")
    if of_words and not (judgement.source and judgement.quote):
        return f"“{judgement.kind}” needs a source and a quote"
    if judgement.kind != "not-a-citation" and not judgement.other:
        return f"“{judgement.kind}” needs the other document"
    if not of_words and not judgement.one:
        return f"“{judgement.kind}” needs both documents"
    return None
