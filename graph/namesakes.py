"""Laws by name and by number: `Luật Công đoàn năm 2012` is `Luật số 12/2012/QH13`, where a text says both of one document.

Only types that are cited by name (laws, codes, ordinances) are joined so, and only with their year: a name returns every few
years. Which number a name of a year means is told by the descriptions that give both, a law's own header among them; a number
that far fewer say than another is a slip and counts for nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.dates import is_full
from graph.describe import block_of, number_of
from graph.fold import slug
from graph.kept import Described, Description
from graph.knowledge import document_type
from graph.series import bare_name
from graph.titles import folded_title

OUTNUMBERED = 3
"""How many times the links of all other numbers together the number that a name means must have."""


def called(description: Description) -> str | None:
    """What namesakes have in common: type, name and year, `name luat-cong-doan 2012`; None where it is not all told."""
    name = _name(description)
    number = number_of(description) if name else None
    year = str(number.year) if number and number.year else (description.date or "")[:4]
    return f"{name} {year}" if name and year else None


def in_any_year(name: str) -> str:
    """Of what namesakes are called that which is theirs in all years: `name luat-cong-doan`, the block of those that tell no year."""
    return name.rpartition(" ")[0]


def is_of_laws(block: str, descriptions: Iterable[Description]) -> bool:
    """Whether this is the block of a law's name, which may mean laws of that name that stand where their numbers are."""
    return block.startswith("name ") and any(_name(description) == block for description in descriptions)


def laws_called(described: Iterable[Described]) -> dict[str, dict[str, list[Description]]]:
    """For each block of a law's name the documents of that name that stand in blocks of another kind, with what calls them so."""
    found: dict[str, dict[str, list[Description]]] = defaultdict(lambda: defaultdict(list))
    for one in sorted(described, key=lambda one: one.key):
        if one.document is not None and not one.block.startswith("name ") and (name := called(one.description)) is not None:
            found[in_any_year(name)][one.document].append(one.description)
    return found


def _name(description: Description) -> str | None:
    kind = _named_type(description.type) if description.type else None
    if kind is None:
        return None
    if description.name:
        return f"name {bare_name(description.name)}"
    name = _from_title(kind, description.title) if number_of(description) else ""
    return f"name {name}" if name else None


@lru_cache(maxsize=1024)
def _named_type(name: str) -> str | None:
    """The slug of a type whose documents are cited by name; None for other types."""
    kind = document_type(name)
    return kind.slug if kind is not None and kind.named else None


def _from_title(kind: str, title: str | None) -> str:
    """`Luật` on `về Công đoàn`, or a law's own heading `Luật Công đoàn`, as a name."""
    told = slug(folded_title(title or ""))
    return "" if not told else told if told.startswith(f"{kind}-") else f"{kind}-{told}"


def numbers_of(described: Iterable[tuple[Description, int]]) -> dict[str, Meant]:
    """For each name of a year the one number that it means; `described` gives descriptions with their links.

    A day that only descriptions by name give is of another law, which the assembly passed under the same name in that year.
    """
    told: dict[str, Counter[str]] = defaultdict(Counter)
    days: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    by_name: dict[str, Counter[str]] = defaultdict(Counter)
    for description, count in described:
        name = called(description)
        if name is None:
            continue
        day = description.date if description.date and is_full(description.date) else None
        if description.number:
            told[name][block_of(description)] += count
            days[name][block_of(description)] |= {day} if day else set()
        elif day:
            by_name[name][day] += count
    found: dict[str, Meant] = {}
    for name, counts in told.items():
        known = set[str]().union(*days[name].values())
        others = Counter({day: count for day, count in by_name[name].items() if known and day not in known})
        best = _prevailing(counts + others)
        if best is None:
            found[name] = Meant(None)
        elif best in counts:
            found[name] = Meant(best, frozenset(days[name][best]))
    return found


@dataclass(frozen=True, slots=True)
class Meant:
    """The number that a name means: its block, and the days that texts give it. No block, if texts disagree."""

    block: str | None
    days: frozenset[str] = frozenset()


def block_among(numbers: Mapping[str, Meant], description: Description) -> str:
    """Where a description meets others, if names mean these numbers. A bare year of which texts disagree meets nobody."""
    name = None if description.number else called(description)
    meant = numbers.get(name or "")
    if meant is None:
        return block_of(description)
    if not is_full(description.date):
        return meant.block or f"contested {name}"
    return meant.block if meant.block and (not meant.days or description.date in meant.days) else block_of(description)


def _prevailing(counts: Counter[str]) -> str | None:
    (best, most), *_ = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return best if most >= OUTNUMBERED * (counts.total() - most) else None


def numbered(block: Mapping[str, Description]) -> dict[str, Description]:
    """A block's descriptions, those by name with the number and series of their namesake here."""
    if all(description.number for description in block.values()) or not any(description.number for description in block.values()):
        return dict(block)
    namesakes: dict[str | None, Description] = {}
    for _, description in sorted(block.items()):
        if description.number:
            namesakes.setdefault(called(description), description)
    return {key: _as(description, namesakes.get(called(description))) for key, description in block.items()}


def _as(description: Description, namesake: Description | None) -> Description:
    if description.number or namesake is None or called(description) is None:
        return description
    return replace(description, number=namesake.number, series=namesake.series)
