"""Why a link is suspected or a place inferred, said in both languages.

`graph` gives its reasons as English sentences of a few forms. `words.toml` has each form's wording in both languages;
the English one is also how a sentence is recognised. What fits no form, as a person's own words, stays as it is.
"""

from __future__ import annotations

import re
from functools import cache

from viz.words import Language, Wording, words

_GAP = re.compile(r"\{(\w+)\}")
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def reason_in_both(reason: str | None) -> dict[Language, str] | None:
    """The reason in each language; in its own words where no form fits; None for none."""
    if reason is None:
        return None
    for pattern, wording in _forms():
        if found := pattern.fullmatch(reason):
            values = found.groupdict()
            return {"vi": wording.vi.format_map({k: _vietnamese_date(v) for k, v in values.items()}), "en": reason}
    return {"vi": reason, "en": reason}


@cache
def _forms() -> list[tuple[re.Pattern[str], Wording]]:
    """The forms as patterns, in the order of `words.toml`."""
    return [(_pattern(wording.en), wording) for wording in words().reasons.values()]


def _pattern(template: str) -> re.Pattern[str]:
    # `split` gives the words between the gaps and, at odd places, the gaps' names.
    parts = _GAP.split(template)
    return re.compile("".join(f"(?P<{part}>.+?)" if i % 2 else re.escape(part) for i, part in enumerate(parts)))


def _vietnamese_date(value: str) -> str:
    """A date, possibly partial, as documents write it and as the page's `vietnameseDate` does; anything else as it is."""
    date = _ISO_DATE.fullmatch(value)
    if date is None:
        return value
    year, month, day = date.groups()
    return "/".join(part for part in (day, month and (month.lstrip("0") if int(month) > 2 else month), year) if part)
