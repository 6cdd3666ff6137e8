"""Bodies' names in a letterhead's capitals: where one begins, where it is complete, and which share a line."""

from __future__ import annotations

import re
from functools import cache

from graph.fold import fold
from graph.knowledge import organs, place_named
from ingest.vocabulary import folded_choice, vocabulary

_BEGINS = re.compile(rf"{folded_choice(vocabulary().bodies)}\b(?! hanh\b)")
"""Not `Ban hành`."""
_INNER = re.compile(rf"{folded_choice(vocabulary().inner_bodies)}\b(?! hanh\b) \w|{folded_choice(vocabulary().dependent)}$")
"""What begins a body amid a line: words of one syllable stand in communes' names too (`Tân Hội Đông`)."""
_UNIT = re.compile(r"(?:^| )(?:tinh|thanh pho|huyen|quan|thi xa|thi tran|xa(?! hoi)|phuong|dac khu)(?: \w+){1,4}$")
_TERM = re.compile(r" khoa [ivx]+$")
_LONGEST_PLACE = 4


def begins_body(wording: str) -> bool:
    """Whether a body's name begins here: `SỞ TƯ PHÁP`, not `TỈNH KON TUM`."""
    return bool(_BEGINS.match(fold(wording)))


def is_whole(wording: str) -> bool:
    """Whether a body's name may end here: a unit or province stands at its end, or the country has only one body of this name.

    >>> is_whole("UBND TỈNH KON TUM"), is_whole("BỘ TÀI CHÍNH"), is_whole("VĂN PHÒNG"), is_whole("CHỦ TỊCH")
    (True, True, False, False)
    """
    folded = _TERM.sub("", fold(wording))
    return folded in _whole_names() or folded.endswith(" viet nam") or bool(_UNIT.search(folded)) or _ends_in_place(folded)


def part_after(line: str, after: str) -> bool:
    """Whether `after`, the next line in capitals, begins another body than the one that `line` ends."""
    begun = begins_body(line) or bool(_UNIT.match(fold(line)))
    return begun and begins_body(after) and " " in after and is_whole(line) and fold(f"{line} {after}") not in _whole_names()


def parted(line: str) -> list[str]:
    """The bodies in one line, the highest first: `UBND TỈNH BÌNH AN SỞ TƯ PHÁP` holds two.

    `VĂN PHÒNG CHÍNH PHỦ` is one, for `VĂN PHÒNG` is not whole; so is `THỦ TƯỚNG CHÍNH PHỦ`, for the longer name is known;
    and so are bodies joined by a dash.
    """
    words = line.split()
    parts: list[str] = []
    begin = 0
    for i in range(1, len(words)):
        head, rest = " ".join(words[begin:i]), " ".join(words[i:])
        if words[i - 1] == "-" or not _INNER.match(fold(rest)) or not is_whole(head) or _amid_place(words, i):
            continue
        if not any(fold(" ".join(words[begin:j])) in _whole_names() for j in range(i + 1, len(words) + 1)):
            parts.append(head)
            begin = i
    return [*parts, " ".join(words[begin:])]


@cache
def _whole_names() -> frozenset[str]:
    """Names that need no place: central bodies', and departments', of which the number says whose they are."""
    return frozenset(fold(name) for organ in organs() for name in organ.names if organ.scope == "central" or name.startswith("Sở "))


def _amid_place(words: list[str], at: int) -> bool:
    """`HẢI` and `PHÒNG` on both sides."""
    spans = [(begin, begin + size) for size in (2, 3, 4) for begin in range(max(0, at - size + 1), at)]
    return any(place_named(" ".join(words[begin:end])) for begin, end in spans)


def _ends_in_place(folded: str) -> bool:
    words = folded.split()
    return any(place_named(" ".join(words[-size:])) for size in range(1, min(_LONGEST_PLACE, len(words) - 1) + 1))
