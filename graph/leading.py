"""Which of several held texts of one document leads: its facts are believed before those of the others."""

from __future__ import annotations

import re

from graph.dates import is_full
from graph.kept import Description

_ODD = re.compile(r"(?<![\w/-])(?=\w*\d)(?=\w*[^\W\d])\w+(?![\w/-])|[|~^_\\{}<>¬¦•]")


def lacks_name(description: Description) -> bool:
    """Whether a text does not say its number, or not its full date, as a scan whose head cannot be read."""
    return description.number is None or not is_full(description.date)


def worth(description: Description) -> tuple[object, ...]:
    """The order in which held texts are believed, the best first: one that says its number and date, then one that says more of
    the other facts, then the one whose title has fewer oddities, as misread letters are, then a longer one; and last by hash.
    """
    d = description
    title = d.title or ""
    placed = d.series.scope == "central" or d.series.place is not None
    told = sum((d.number is not None, is_full(d.date), placed, d.type is not None, d.issuer is not None, bool(title)))
    return (lacks_name(d), -told, oddities(title), -len(title), d.speaker or "")


def oddities(text: str) -> int:
    """Words of letters and digits mixed that are no number of a document, and signs that titles do not hold: what misreading leaves."""
    return len(_ODD.findall(text))
