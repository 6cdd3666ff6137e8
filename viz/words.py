"""The words of the views in Vietnamese and English, from `words.toml`, their only reader."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from graph.kept import PROBABLY_SAME_AS
from graph.reading import RELATIONS

Language = Literal["vi", "en"]


class Wording(BaseModel):
    """One thing said in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    vi: str
    en: str


class Words(BaseModel):
    """All words: `relations` as verbs between two documents, `inverse` the same from the other's side, `reasons` of the
    graph as templates (see `viz.reasons`), `text` by key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    relations: dict[str, Wording]
    inverse: dict[str, Wording]
    reasons: dict[str, Wording]
    text: dict[str, Wording]

    @model_validator(mode="after")
    def _every_relation(self) -> Words:
        wanted = {*RELATIONS, PROBABLY_SAME_AS}
        for table, wordings in (("relations", self.relations), ("inverse", self.inverse)):
            if wordings.keys() != wanted:
                raise ValueError(f"words.toml, table {table}, and the relations differ in {sorted(wordings.keys() ^ wanted)}")
        return self


@cache
def words() -> Words:
    """The words, validated: every relation is there, and everything in both languages."""
    return Words.model_validate(tomllib.loads(files("viz").joinpath("words.toml").read_text(encoding="utf-8")))
