"""Reads layout.toml: the words by which a document's parts are told."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from graph.fold import fold

Word = Annotated[str, StringConstraints(min_length=2, strip_whitespace=True)]
Words = Annotated[tuple[Word, ...], Field(min_length=1)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Office(_Entry):
    """`[[office]]`: who signs, and beginnings of the bodies signed for, parted by `|`."""

    title: Word
    body: Word


class Acts(_Entry):
    """`[acts]`: verbs by which a body speaks, with sentences that hold one."""

    verbs: Words
    examples: Words

    @model_validator(mode="after")
    def _examples_hold(self) -> Self:
        for example in self.examples:
            if not any(verb in example for verb in self.verbs):
                raise ValueError(f"layout.toml: [acts] example without a verb: {example}")
        return self


class Beginnings(_Entry):
    """How lines of one kind begin."""

    begin: Words


class Tail(Beginnings):
    """`[tail]`: how what a web page has behind its document begins; lines that head the document's own contents there."""

    contents: Words


class Properties(_Entry):
    """`[properties]`: the labels of a page's table for each field of the header, and those of none."""

    number: Words
    type: Words
    issuer: Words
    signer: Words
    date: Words
    subject: Words
    other: Words

    @property
    def labels(self) -> Words:
        """All labels, as written."""
        return tuple(label for labels in self.model_dump().values() for label in labels)


class Vocabulary(_Entry):
    """layout.toml."""

    bodies: Words
    dependent: Words
    inner: Words
    subordinate: Words
    rulings: Words
    qualifiers: Words
    proper: Words
    families: Annotated[tuple[Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)], ...], Field(min_length=1)]
    abbreviations: Annotated[dict[Word, Word], Field(min_length=1)]
    office: Annotated[tuple[Office, ...], Field(min_length=1)]
    acts: Acts
    banners: Beginnings
    opening: Beginnings
    tail: Tail
    menu: Words
    properties: Properties

    @property
    def inner_bodies(self) -> Words:
        """Those of `bodies` that begin a body amid a line too."""
        return tuple(body for body in self.bodies if " " in body or body in self.inner)


@cache
def vocabulary() -> Vocabulary:
    """The file's content, validated; a mistake in it is a `ValidationError` that names the entry."""
    text = resources.files("ingest").joinpath("layout.toml").read_text(encoding="utf-8")
    return Vocabulary.model_validate(tomllib.loads(text))


def folded_choice(words: Iterable[str]) -> str:
    """A pattern for any of the words, folded, longer ones first: to be matched with folded text."""
    return "(?:" + "|".join(re.escape(fold(word)) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"
