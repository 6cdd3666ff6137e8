"""Scoring what the reader says of labelled documents, by the definitions of `../shared/tools/score.py`, which is imported."""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from types import ModuleType
from typing import Any

from api.service import cite
from bench.accuracy.labels import SHARED, Labelled, Place

KINDS = ("full", "name", "short")
FIELDS = ("type", "date", "issuer", "pinpoint")
HEADER = ("number", "type", "date", "issuer", "signer", "subject")

Output = dict[str, Any]
"""One object of the contract of `phahe cite --format jsonl`."""


@dataclass(frozen=True, slots=True)
class Error:
    """Something that was read wrongly, as the scorer tells it; stretches of the text are places (`‹12–40›`)."""

    kind: str
    what: str

    @property
    def key(self) -> str:
        """What the error is about, whatever was read instead; two readings that err here have equal keys."""
        if self.kind.endswith("relation"):
            return f"{self.kind}: {self.what}"
        if self.kind.startswith("header"):
            return self.kind
        place = re.findall(r"‹\d+–\d+›", self.what)[-1]
        return f"{'not read' if self.kind in {'missed', 'wrong document'} else self.kind} {place}"


@dataclass(frozen=True, slots=True)
class Scored:
    """One document's score."""

    document: Labelled
    output: Output
    counts: Counter[str]
    """By what is counted: `full.right`, `full.gold`, `full.predicted`, `date.right`, `header.type.of`, …; they add up over documents."""
    errors: tuple[Error, ...]


@cache
def scorer() -> ModuleType:
    """The scorer beside the repository, as a module."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(document: Labelled) -> Output:
    """What the reader says of the document now."""
    output = cite(document.name, document.text).model_dump(mode="json")
    for citation in output["citations"]:
        citation["text"] = Place(citation["text"], citation["start"], citation["end"])
    return output


def scored(document: Labelled, output: Output | None = None) -> Scored:
    """The document's score; `output` in place of what the reader says now."""
    output = read(document) if output is None else output
    figures, told = scorer().score({document.name: document.gold}, {document.name: output})
    errors = [Error(kind, what) for _, kind, what in told]
    stated = _stated(document.gold)
    mistaken = [error for error in errors if error.kind == "false relation" and error.what in stated]
    counts = _counts(figures, errors)
    for error in mistaken:
        counts.subtract(["typed.predicted", f"relation.{stated[error.what]}.predicted"])
    return Scored(document, output, counts, tuple(error for error in errors if error not in mistaken))


def total(scores: Iterable[Scored]) -> Counter[str]:
    """The counts of all together."""
    return sum((one.counts for one in scores), Counter[str]())


def bare(document: Labelled) -> Labelled | None:
    """The document as if typed without diacritics, letter for letter, so that its labels still fit; None where a mark stands by itself."""
    if any(unicodedata.combining(letter) for letter in document.text):
        return None
    return replace(
        document, text="".join({"đ": "d", "Đ": "D"}.get(letter, unicodedata.normalize("NFD", letter)[0]) for letter in document.text)
    )


def _stated(gold: dict[str, Any]) -> dict[str, str]:
    """The labelled relations in the scorer's words, and of what kind each is.

    Where one law's name begins another's ("Luật Đầu tư công"), the scorer lets either stand for the other, as its hashes fall, and may call
    the one that is left over false: such a one is not.
    """
    number, name = scorer().number, scorer().name
    numbers = {mention.get("number") for mention in gold["mentions"]}

    def called(end: str) -> str:
        return end if end == "self" else str(number(end) if end in numbers else name(end))

    return {
        f"{called(one['source'])} {relation} {called(one['target'])}": relation
        for one in gold["relations"]
        for relation in one["relation"].split("|")
    }


def _counts(figures: dict[str, Any], errors: list[Error]) -> Counter[str]:
    counts = Counter[str]()

    def tally(name: str, figure: dict[str, Any]) -> None:
        counts[f"{name}.gold"], counts[f"{name}.predicted"] = figure["gold"], figure["predicted"]
        counts[f"{name}.right"] = round(figure["recall"] * figure["gold"])

    def share(name: str, accuracy: float | None, of: int) -> None:
        counts[f"{name}.of"], counts[f"{name}.right"] = of, round((accuracy or 0) * of)

    for kind in KINDS:
        tally(kind, figures["citations"][kind])
    share("span", figures["exact_span"], sum(counts[f"{kind}.right"] for kind in KINDS))
    for name in FIELDS:
        share(name, figures["fields"][name]["accuracy"], figures["fields"][name]["of"])
        counts[f"{name}.spurious"] = figures["fields"][name]["spurious"]
    for name in HEADER:
        share(f"header.{name}", figures["header"][name]["accuracy"], figures["header"][name]["of"])
    relations = figures["relations"]
    tally("typed", relations["typed"])
    tally("plain", relations["plain"])
    for relation, figure in relations["by_relation"].items():
        tally(f"relation.{relation}", figure)
    turned = sum(error.kind == "missed relation" and error.what.endswith("(turned round)") for error in errors)
    counts["direction.right"], counts["direction.of"] = counts["typed.right"], counts["typed.right"] + turned
    return counts
