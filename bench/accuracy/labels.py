"""Labelled documents: what a careful reader found in a text, kept apart from the text.

A label file in `labels/` holds offsets and attributes, and the SHA-256 of the text that they were made on; the text itself is
found by that hash in `../shared/corpus`. Of a long text a part may be labelled, its `range`; offsets count from where that begins.
`../shared/gold` brings its own texts and is the half `dev`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

from graph.errors import PhaHeError

Half = Literal["test", "tune", "dev"]
"""`test`: nobody who writes rules looks at it; of `tune` and `dev`, each error may be read."""

SHARED = Path(__file__).resolve().parents[3] / "shared"
LABELS = Path(__file__).with_name("labels")
GOLD = ("seeds", "dev")


class Place(str):
    """A stretch of a document's text that gives its place in messages: so no text gets into what is kept of an error."""

    __slots__ = ("end", "start")

    def __new__(cls, text: str, start: int, end: int) -> Self:
        one = super().__new__(cls, text)
        one.start, one.end = start, end
        return one

    start: int
    end: int

    def __repr__(self) -> str:
        return f"‹{self.start}–{self.end}›"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled document."""

    name: str
    family: str
    """Where its text comes from: a gazette, a portal, a web crawl, word-segmented text, …"""
    half: Half
    text: str
    gold: dict[str, Any]
    """Header, mentions and relations in the form of `../shared/gold`, each mention's text a `Place`."""

    @property
    def fingerprint(self) -> str:
        """Changes with the labels and with the text."""
        return hashlib.sha256(json.dumps([self.text, self.gold], sort_keys=True).encode()).hexdigest()[:12]


def half_of(sha256: str) -> Half:
    """Which half a text belongs to, for good: its hash decides."""
    return "test" if int(sha256, 16) % 2 else "tune"


def labelled(shared: Path = SHARED, labels: Path = LABELS) -> list[Labelled]:
    """All labelled documents, by name. Raises PhaHeError for a label whose text is not in the corpus or does not fit."""
    return sorted([*_own(shared / "corpus", labels), *_given(shared)], key=lambda one: (one.half, one.name))


def _own(corpus: Path, labels: Path) -> Iterator[Labelled]:
    texts = {hashlib.sha256(text.encode()).hexdigest(): text for text in map(_text, sorted(corpus.glob("*/*.txt")))}
    for path in sorted(labels.glob("*.json")):
        label = json.loads(path.read_text("utf-8"))
        whole = texts.get(label["sha256"])
        if whole is None:
            raise PhaHeError(
                f"{path.name}: no text in {corpus} has the labels' SHA-256 {label['sha256'][:12]}…; label the changed text anew"
            )
        text = whole[slice(*label["range"] or [None])]
        header = {key: _quoted(text, value) if isinstance(value, list) else value for key, value in label["header"].items()}
        gold = {"header": header, "mentions": _placed(text, label["mentions"]), "relations": label["relations"]}
        yield Labelled(path.stem, label["family"], half_of(label["sha256"]), text, gold)


def _given(shared: Path) -> Iterator[Labelled]:
    for folder in GOLD:
        for path in sorted((shared / "gold" / folder).glob("*.json")):
            gold = json.loads(path.read_text("utf-8"))
            text = _text(shared / "corpus" / folder / gold["source"])
            gold = {"header": gold["header"], "mentions": _placed(text, gold["mentions"]), "relations": gold["relations"]}
            yield Labelled(path.stem, folder, "dev", text, gold)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def _placed(text: str, mentions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**mention, "text": Place(text[mention["start"] : mention["end"]], mention["start"], mention["end"])} for mention in mentions]


def _quoted(text: str, spans: list[list[int]]) -> str:
    """The words at the spans, as one line; words that were segmented by underscores stand apart again."""
    return re.sub(r"[\s_]+", " ", " ".join(text[start:end] for start, end in spans)).strip()
