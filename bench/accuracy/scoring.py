"""Scoring what the reader says of labelled documents, by the definitions of `../shared/tools/score.py`, which is imported."""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
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
def scorer() -> tuple[Callable[..., tuple[dict[str, Any], list[tuple[str, str, str]]]], Callable[[float, float], list[float] | None]]:
    """The functions `score` and `interval` of the scorer beside the repository."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.score, module.interval


def read(document: Labelled) -> Output:
    """What the reader says of the document now."""
    output = cite(document.name, document.text).model_dump(mode="json")
    for citation in output["citations"]:
        citation["text"] = Place(citation["text"], citation["start"], citation["end"])
    return output


def scored(document: Labelled, output: Output | None = None) -> Scored:
    """The document's score; `output` in place of what the reader says now."""
    output = read(document) if output is None else output
    figures, errors = scorer()[0]({document.name: document.gold}, {document.name: output})
    found = tuple(Error(kind, what) for _, kind, what in errors)
    return Scored(document, output, _counts(figures, found), found)


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


def _counts(figures: dict[str, Any], errors: tuple[Error, ...]) -> Counter[str]:
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
