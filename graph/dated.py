"""One number in one register, by its dates: what a date parts, what is but a slip of another date, what an undated citation means.

A number does not recur within its period. Two dates of it are therefore two documents only as far as nobody can say which is
the slip; where one is *evidently* a slip of the other, citations that give no date mean that other one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from math import inf

from graph.dates import is_full
from graph.describe import number_of
from graph.kept import Description
from graph.slips import date_slip
from graph.titles import titles_agree

Keyed = tuple[str, Description]

_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")

EVIDENT, FAR = 3, 10
"""How often the truth must be cited for each time that an evident slip is, one that a hand makes and another one; being held is worth as
much as `EVIDENT` citations."""

FIRST_DAYS, FIRST_NUMBERS = "01-15", 10
"""By this day, and below this number, bodies issue what they issue every year under one title: no year there is taken for a slip."""


def by_date(described: Sequence[Keyed], counts: Mapping[str, int]) -> tuple[dict[str, list[str]], list[Keyed]]:
    """Descriptions of one number, series and period, by date; and those that fit several of the dates.

    What fits several goes to the one of which the others are evident slips, if it fits that.
    """
    dates = {description.date or "" for _, description in described}
    leaves = sorted(date for date in dates if not any(other != date and other.startswith(date) for other in dates))
    fitting = {key: [leaf for leaf in leaves if leaf.startswith(description.date or "")] for key, description in described}
    groups: dict[str, list[str]] = {leaf: [key for key, fits in fitting.items() if fits == [leaf]] for leaf in leaves}
    unsure = [(key, description) for key, description in described if len(fitting[key]) > 1]
    truth = _truth(groups, dict(described), counts) if unsure else None
    if truth is None:
        return groups, unsure
    groups[truth] += [key for key, _ in unsure if truth in fitting[key]]
    return groups, [(key, description) for key, description in unsure if truth not in fitting[key]]


def _truth(groups: Mapping[str, Sequence[str]], described: Mapping[str, Description], counts: Mapping[str, int]) -> str | None:
    """The date of which all others are evident slips; None if there is none."""
    own = {date: [described[key] for key in keys] for date, keys in groups.items()}
    cited = {date: sum(counts.get(key, 1) for key in keys if not described[key].header) for date, keys in groups.items()}
    held = {date for date, some in own.items() if any(description.header for description in some)}
    weight = {date: cited[date] + EVIDENT * (date in held) for date in groups}
    truth = max(groups, key=lambda date: (weight[date], date))
    others = [date for date in groups if date != truth]
    evident = all(date not in held and _odds(date, own[date], truth, own[truth]) * weight[date] <= weight[truth] for date in others)
    return truth if evident else None


def _odds(date: str, slipped: Sequence[Description], truth: str, right: Sequence[Description]) -> float:
    """How many times the truth must outweigh another date for that to be evidently a slip.

    A central body has but one register. Whatever went wrong there, the date or the number, the other is not this number's
    document; but a number of a province may be a district's, of which nobody said so.
    """
    titles = {description.title for description in slipped} - {None}
    agree = any(titles_agree(title, description.title) for title in titles for description in right)
    central = all(description.series.scope == "central" for description in right)
    if date_slip(date, truth) is None or (titles and not agree):
        return FAR if central else inf
    return EVIDENT if agree or central else FAR


def echoes(members: Mapping[str, Sequence[Description]], register: Callable[[Description], object]) -> tuple[dict[str, str], set[str]]:
    """Documents that probably are another one of their number and register, dated to the same day of another year: key → its key.

    Also the keys of all that share day and month with another one of theirs, whatever came of it. Here a document weighs what
    the wordings of it are: a slip is worded in one way, the truth held or worded in several. How many cite it is not looked at,
    so that nothing has to be decided again when one more does.
    """
    days: dict[tuple[object, str], list[str]] = defaultdict(list)
    for key, own in sorted(members.items()):
        date = next((d.date for d in own if d.date and is_full(d.date)), None)
        placed = any(d.series.scope == "central" or d.series.place for d in own)
        if date and placed and not _is_yearly(own[0], date):
            days[register(own[0]), date[5:]].append(key)
    shared = [keys for keys in days.values() if len(keys) > 1]
    found: dict[str, str] = {}
    for keys in shared:
        for key in keys:
            mine = members[key]
            truths = [other for other in keys if other != key and _outweighs(members[other], mine)]
            if len(truths) == 1:
                found[key] = truths[0]
    return found, {key for keys in shared for key in keys}


def _is_yearly(description: Description, date: str) -> bool:
    number = number_of(description)
    return number is None or (date[5:] <= FIRST_DAYS and number.serial.isdigit() and int(number.serial) < FIRST_NUMBERS)


def _outweighs(truth: Sequence[Description], suspect: Sequence[Description]) -> bool:
    if len(suspect) > 1 or suspect[0].header or not (len(truth) > 1 or truth[0].header):
        return False
    title = suspect[0].title
    return any(titles_agree(title, d.title) and _years(title) == _years(d.title) for d in truth)


def _years(title: str | None) -> set[str]:
    """A title that was cut before its year may be any year's."""
    return set(_YEAR.findall(title or ""))
