"""The grammar's words: lists in `phrases.toml`, checked when loaded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from ingest.shadow import Shadow, spelled


@cache
def _lists() -> dict[str, list[str]]:
    lists: dict[str, list[str]] = tomllib.loads(files("ingest").joinpath("phrases.toml").read_text("utf-8"))
    for name, phrases in lists.items():
        wrong = [p for p in phrases if not p or p != " ".join(p.lower().split())]
        if wrong or len(set(phrases)) != len(phrases):
            raise ValueError(f"phrases.toml: {name}: phrases not in lower case, with odd spacing or given twice: {wrong or 'see the list'}")
    return lists


def phrases(name: str) -> tuple[str, ...]:
    """The phrases of a list, in its order."""
    return tuple(_lists()[name])


@cache
def any_of(name: str) -> str:
    """A pattern for the phrases of a list, whole words, to stand in a verbose `Rule`."""
    phrases = sorted(_lists()[name], key=len, reverse=True)
    return rf"(?:(?<!\w)(?:{'|'.join(re.escape(p) for p in phrases)})(?!\w))"


def unglued(words: Sequence[str]) -> str:
    """A pattern for any of the words, the first that fits, with nothing glued to it in front.

    What stands in front is looked at last: so a text is searched for the words' own letters, which is far faster.

    >>> [match.start() for match in re.finditer(unglued(["NQ", "NĐ"]), "NQ, 5/NQ")]
    [0]
    """
    return "".join([f"(?:{'|'.join(words)})", *(rf"(?<![\w/-]{word})" for word in words)])


@cache
def spelled_list(name: str, bare: bool) -> frozenset[str]:
    """The phrases of a list as a document spells them."""
    return frozenset(spelled(phrase, Shadow("", "", bare)) for phrase in _lists()[name])
