"""What stands behind a number or a name and identifies the document: its date, its issuer, its term."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.characters import WALL
from ingest.issuers import issuer_at
from ingest.patterns import DATE, MONTH, SHORT_DATE, TERM, YEAR
from ingest.shadow import Rule, Shadow

_NOTE = r"(?:[ ]?\{[^{}]{0,800}+\})?+"
_DATE_LEAD = Rule(
    rf"{_NOTE}[ ]*+(?:,?\n(?=ngày[ ]\d)|,[ ]?)?+(?:(?:được[ ])?(?:ký|ban[ ]hành|lập|đề|phát[ ]hành|cùng)[ ])?+(?=ngày|\d|tháng)"
)
OF = Rule(rf"{_NOTE}[ ]*+(?:\n(?=của[ ]))?+(?:,[ ]?)?+của[ ]+")
_BY = Rule(r"[ ]?,?[ ]do[ ]")
_ISSUED = Rule(r"[ ](?:đã[ ])?(?:ký[ ])?ban[ ]hành")


class Tail(NamedTuple):
    """What stands behind a number or a name and identifies the document."""

    end: int
    date: str | None = None
    issuer: str | None = None
    term: str | None = None


def tail_at(text: Shadow, end: int, *, joint: bool = False) -> Tail:
    """The date, issuer and term behind a number or a name, each at most once, in any usual order.

    `joint` tells of a document that several bodies issue together.
    """
    tail = Tail(end)
    for _ in range(3):
        grown = _with_date(text, tail) or _with_issuer(text, tail, joint) or with_term(text, tail)
        if grown is None:
            break
        tail = grown
    if tail.issuer is None and (by := _BY(text).match(text.low, tail.end)):
        issuer = issuer_at(text, by.end())
        if issuer and _ISSUED(text).match(text.low, issuer.end):
            tail = tail._replace(issuer=issuer.name)
    return tail


def _with_date(text: Shadow, tail: Tail) -> Tail | None:
    if tail.date is not None:
        return None
    lead = _DATE_LEAD(text).match(text.low, tail.end)
    at = lead.end() if lead else tail.end
    full = (DATE(text).match(text.low, at) if lead else None) or _cell_date(text, tail.end)
    if full and not _heads_line(text, full):
        return tail._replace(end=full.end(), date=iso(full))
    if lead and (day := SHORT_DATE(text).match(text.low, at)):
        return tail._replace(end=day.end(), date=f"{_CENTURY[day['year'] > '45']}{day['year']}-{int(day['month']):02}-{int(day['day']):02}")
    if lead and (month := MONTH(text).match(text.low, at)):
        return tail._replace(end=month.end(), date=f"{month['year']}-{int(month['month']):02}")
    if (year := YEAR(text).match(text.low, tail.end)) and not year["open"]:
        return tail._replace(end=year.end(), date=year["year"])
    return None


_CELL = re.compile(rf" ?[\n{WALL};] ?")
_CELL_ENDS = re.compile(rf" ?(?:[\n{WALL}]|\Z)")


def _cell_date(text: Shadow, at: int) -> re.Match[str] | None:
    """A date that fills the next cell or line of a table, as lists of expired documents have it."""
    cell = _CELL.match(text.low, at)
    day = DATE(text).match(text.low, cell.end()) if cell else None
    return day if day and _CELL_ENDS.match(text.low, day.end()) else None


def _heads_line(text: Shadow, day: re.Match[str]) -> bool:
    """Whether a date is a letterhead's: it begins its line with a capital, and no issuer follows."""
    capital = text.clean[day.start()].isupper() and text.clean[day.start() - 1 : day.start()] == "\n"
    return capital and OF(text).match(text.low, day.end()) is None


_CENTURY = ("20", "19")
"""Of a year in two digits: the Republic's first was 1945."""


def iso(day: re.Match[str]) -> str:
    """A date's ISO form."""
    year, month = day["year"] or day["year2"], day["month"] or day["month2"]
    return f"{year}-{int(month):02}-{int(day['day']):02}"


def _with_issuer(text: Shadow, tail: Tail, joint: bool) -> Tail | None:
    if tail.issuer is not None:
        return None
    of = OF(text).match(text.low, tail.end)
    issuer = issuer_at(text, of.end(), joint=joint) if of else None
    return tail._replace(end=issuer.end, issuer=issuer.name) if issuer else None


def with_term(text: Shadow, tail: Tail) -> Tail | None:
    """The tail with the term behind it: "(khóa XII)"; None if none stands there."""
    if tail.term is not None:
        return None
    term = TERM(text).match(text.low, tail.end)
    return tail._replace(end=term.end(), term=(term["term"] or term["open"]).upper()) if term else None
