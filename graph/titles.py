"""Titles, compared: what two wordings of one title share."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.fold import words

_OPENING = re.compile(r"\A(?:v v|ve viec|ve)\s+")
SHORTEST = 24
"""Letters that a title must have before it says anything: `về công tác cán bộ` is a thousand documents' title."""


@lru_cache(maxsize=65_536)
def folded_title(title: str) -> str:
    """A title's folded words without its opening `về`, `về việc`, `V/v`."""
    return _OPENING.sub("", " ".join(words(title)))


def titles_agree(a: str | None, b: str | None) -> bool:
    """True if both are given and one is the other or its beginning (a title cut short), and long enough to mean something."""
    if not a or not b:
        return False
    short, long = sorted((folded_title(a), folded_title(b)), key=len)
    return len(short) >= SHORTEST and long.startswith(short)


def titles_contradict(a: str | None, b: str | None) -> bool:
    """True if both are given and neither is the other or its beginning, however short."""
    if not a or not b:
        return False
    one, other = folded_title(a), folded_title(b)
    return not one.startswith(other) and not other.startswith(one)
