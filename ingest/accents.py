"""Bodies' names of a text typed without diacritics, with theirs: by the names that are known, word for word where none is."""

from __future__ import annotations

from functools import cache

from graph.fold import fold
from graph.knowledge import organs, places
from ingest.phrases import phrases

_LEVELS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu", "nhân dân", "trung ương", "Việt Nam")
_LONGEST = 12
"""Words of the longest name that is looked for."""


def accented(wording: str) -> str:
    """The wording with what is known of it in official writing; first letters keep their case.

    >>> accented("Uy ban nhan dan tinh Binh Dinh"), accented("So Noi vu")
    ('Ủy ban nhân dân tỉnh Bình Định', 'Sở Nội vụ')
    """
    words = wording.split()
    written: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            known = _known().get(fold(" ".join(words[at : at + size])))
            if known is not None:
                written.append((known[0].upper() if words[at][0].isupper() else known[0]) + known[1:])
                at += size
                break
        else:
            written.append(words[at])
            at += 1
    return " ".join(written)


@cache
def _known() -> dict[str, str]:
    """Names by their folded form; of two that fold alike, bodies go before places, places before words."""
    named = [name for organ in organs() for name in organ.names]
    located = [name for edition in ("63", "34") for place in places(edition) for name in (place.name, *place.aliases)]
    return {fold(name): name for name in (*phrases("body_heads"), *_LEVELS, *located, *named)}
