"""Terms in which numbers run on."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

from graph.knowledge.loader import terms_file
from graph.knowledge.model import Term

Body = Literal["central-committee", "province", "national-assembly"]


@cache
def _terms(body: Body) -> tuple[Term, ...]:
    entries = [e for e in terms_file().term if e.body == body]
    ends = [e.since for e in entries[1:]] + [None]
    return tuple(Term(e.body, e.ordinal, e.since, end) for e, end in zip(entries, ends, strict=True))


@lru_cache(maxsize=65_536)
def term_of(body: Body, date: str) -> Term | None:
    """The term in which a date lies; None if a partial date could lie in two, or before the first term in the data."""
    first, last = (date + "-01-01"[len(date) - 4 :], date + "-12-31"[len(date) - 4 :])
    for term in _terms(body):
        if term.since <= first and (term.until is None or last < term.until):
            return term
    return None
