"""The paragraphs of a clean text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from graph.fold import fold_each


class Paragraph(NamedTuple):
    """A paragraph of the clean text, `[start, end)`; `folded` is its text without case and diacritics, character by character."""

    start: int
    end: int
    text: str
    folded: str


def split(clean: str) -> Iterator[Paragraph]:
    """The lines that are not empty, without white space at their ends."""
    at = 0
    folded = fold_each(clean)
    for line in clean.split("\n"):
        text = line.strip()
        if text:
            start = at + line.index(text[0])
            end = start + len(text)
            yield Paragraph(start, end, text, folded[start:end])
        at += len(line) + 1
