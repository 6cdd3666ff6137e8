"""Short forms that the document's own full citations make plain, and "… này", the document itself.

A short form is bound only where one document fits; else it stays what it says, or is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph.dates import compatible
from graph.fold import fold
from graph.knowledge import type_of_code
from graph.numbers import parse_number
from ingest.mentions import GENERIC, Mention, TypeWord
from ingest.names import NAMED_TYPES
from ingest.patterns import SERIAL, YEAR, YEARED
from ingest.phrases import any_of, unglued
from ingest.shadow import Rule, Shadow

_LEAD = Rule(r"[ \n]*+(?:(?:số|so)[ ]?:?[ ]?)?")
_MORE = Rule(r"(?:[ ]?,[ ]?và[ ]|[ ]?,[ ]?|[ ]và[ ])(?:số[ ])?")
_COUNTED = Rule(rf"[ ]?(?:%|năm[ ](?!(?:19|20)\d\d)|{any_of('counted')})")
_NUMBERED_TYPES = frozenset(
    {"Nghị quyết", "Nghị định", "Thông tư", "Quyết định", "Chỉ thị", "Kết luận", "Quy định", "Thông tư liên tịch", "Hướng dẫn"}
)
"""Types that people cite by their serial alone. `Kế hoạch 5 năm`, `Chương trình 135` are none of them."""

_YEARED_TYPES = _NUMBERED_TYPES | {"Luật", "Nghị quyết liên tịch"}
"""Types of which a serial with its year is a number: `Thông tư 78/2021`, but `Kế hoạch 01/2020` is a month's."""

_SELF = Rule(r"[ \n]+(?:này)(?!\w)")
_NO_SELF = frozenset({"Quy trình", "Dự án", "Hiến pháp"})


_ELSEWHERE = (("number", "the document's full citation, elsewhere in the text"),)


def selves(text: Shadow, words: Sequence[TypeWord]) -> Iterator[Mention]:
    """ "Kế hoạch này": the document that is speaking."""
    for word in words:
        this = _SELF(text).match(text.low, word.end)
        if this and word.type not in _NO_SELF:
            yield Mention(
                word.start,
                this.end(),
                "self",
                None if word.type == GENERIC else word.type,
                confidence=0.95,
                rule="the speaker, by its type",
            )


def shorts(text: Shadow, words: Sequence[TypeWord], found: Sequence[Mention]) -> Iterator[Mention]:
    """ "Nghị quyết 02", "Nghị quyết 59, 70, 71": a type with a serial, of which the document gives the number elsewhere."""
    taken = [mention.start for mention in found]
    ends = [mention.end for mention in found]
    meant = _by_serial(found)
    for word in words:
        i = bisect_right(taken, word.start) - 1
        if i >= 0 and word.start < ends[i]:
            continue
        lead = _LEAD(text).match(text.low, word.end)
        at, start = (lead.end() if lead else word.end), word.start
        while True:
            serial, yeared = SERIAL(text).match(text.low, at), YEARED(text).match(text.low, at)
            if yeared and (lead or text.clean[word.start].isupper()):
                mention = _of_year(word, start, yeared, meant)
            else:
                mention = _short(text, word, start, serial, meant) if serial else None
            if mention is None:
                break
            yield mention
            more = _MORE(text).match(text.low, mention.end)
            if more is None:
                break
            at = start = more.end()


_INITIALS = re.compile(rf"(?P<code>{unglued(('NĐ', 'QĐ', 'NQ', 'TTLT', 'TT', 'CT', 'KL'))})(?: số)? (?=\d)")


def abbreviated(text: Shadow, found: Sequence[Mention]) -> Iterator[Mention]:
    """ "QĐ 20", where the document gives the number that begins so."""
    meant = _by_serial(found)
    for initials in _INITIALS.finditer(text.clean):
        kind = type_of_code(initials["code"])
        serial = SERIAL(text).match(text.low, initials.end())
        numbers = meant.get((kind.name, serial["serial"].lstrip("0")), set()) if kind and serial else set()
        if kind and serial and len(numbers) == 1 and not _COUNTED(text).match(text.low, serial.end()):
            yield Mention(
                initials.start(),
                serial.end(),
                "short",
                kind.name,
                next(iter(numbers)),
                confidence=0.9,
                rule="initials and a serial",
                given=_ELSEWHERE,
            )


def _of_year(word: TypeWord, start: int, yeared: re.Match[str], meant: dict[tuple[str, str], set[str]]) -> Mention | None:
    """ "Nghị định 154/2020", whether or not the document gives the number with its codes."""
    numbers = {n for n in meant.get((word.type, yeared["serial"].lstrip("0")), ()) if f"/{yeared['year']}/" in n}
    if len(numbers) == 1:
        return Mention(
            start,
            yeared.end(),
            "short",
            word.type,
            next(iter(numbers)),
            confidence=0.92,
            rule="a type, a serial and its year",
            given=_ELSEWHERE,
        )
    if numbers or word.type not in _YEARED_TYPES:
        return None
    return Mention(
        start, yeared.end(), "full", word.type, re.sub(r"\s", "", yeared.group()), confidence=0.7, rule="a type, a serial and its year"
    )


def _short(text: Shadow, word: TypeWord, start: int, serial: re.Match[str], meant: dict[tuple[str, str], set[str]]) -> Mention | None:
    if _COUNTED(text).match(text.low, serial.end()):
        return None
    numbers = meant.get((word.type, serial["serial"].lstrip("0")), set()) if word.type not in NAMED_TYPES else set()
    year = YEAR(text).match(text.low, serial.end())
    end = year.end() if year and not year["open"] else serial.end()
    date = year["year"] if year and not year["open"] else None
    if len(numbers) == 1 and (word.type != "Lệnh" or text.clean[word.start].isupper()):
        return Mention(
            start, end, "short", word.type, next(iter(numbers)), date=date, confidence=0.92, rule="a type and a serial", given=_ELSEWHERE
        )
    if numbers or word.type not in _NUMBERED_TYPES or not text.clean[word.start].isupper() or len(serial["serial"]) < 2:
        return None
    return Mention(
        start, end, "full", word.type, serial["serial"], date=date, confidence=0.6, rule="a type and a serial that nothing explains"
    )


def _by_serial(found: Sequence[Mention]) -> dict[tuple[str, str], set[str]]:
    """The numbers that begin with a serial, by type and serial; several writings of one number count once."""
    meant: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for mention in found:
        parsed = parse_number(mention.number) if mention.number else None
        if parsed and mention.type:
            meant[mention.type, parsed.serial].setdefault(parsed.canonical, mention.number or "")
    return {serial: set(numbers.values()) for serial, numbers in meant.items()}


_ABOVE = Rule(r"[ \n](?:(?:đã[ ])?nêu[ ]trên|nói[ ]trên|vừa[ ]nêu|trên[ ]đây|trên(?=[ ]?[,;.)]))(?!\w)")
_SEVERAL = Rule(r"(?<!\w)(?:các|những|hai|ba|bốn|một|số)[ ]$")


def above(text: Shadow, words: Sequence[TypeWord], found: Sequence[Mention]) -> Iterator[Mention]:
    """ "Quyết định nêu trên", where only one document of the type has been cited so far."""
    cited: dict[str, set[tuple[str, str | None, str | None]]] = defaultdict(set)
    i = 0
    for word in words:
        while i < len(found) and found[i].start < word.start:
            mention = found[i]
            if mention.type and mention.key and mention.kind != "self":
                parsed = parse_number(mention.number) if mention.number else None
                cited[mention.type].add((parsed.canonical if parsed else fold(mention.key), mention.number, mention.name))
            i += 1
        pointer = _ABOVE(text).match(text.low, word.end) if len(cited[word.type]) == 1 else None
        if pointer and not _SEVERAL(text).search(text.low, max(0, word.start - 8), word.start):
            _, number, name = next(iter(cited[word.type]))
            yield Mention(
                word.start,
                pointer.end(),
                "short",
                word.type,
                number,
                None if number else name,
                confidence=0.85,
                rule="the only document of its type so far",
                given=_ELSEWHERE,
            )


_BARE = re.compile(r"(?P<serial>\d{1,5}[a-zđ]?)(?:/(?P<year>\d{4}))?")


def bound(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions; what says less than the same document's full citation is a short form of that."""
    meant = _by_serial(mentions)
    return [_bound_serial(mention, mentions, meant) for mention in _bound_laws(mentions)]


def _bound_laws(mentions: Sequence[Mention]) -> list[Mention]:
    """Laws named bare whose number the same document gives: they are short forms of it."""
    numbers: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.number and mention.name:
            numbers[fold(mention.name)].add(mention.number)
    return [_bound(mention, numbers) for mention in mentions]


def _bound(mention: Mention, numbers: dict[str, set[str]]) -> Mention:
    if mention.kind != "name" or mention.name is None or mention.type not in NAMED_TYPES:
        return mention
    bare = re.sub(r" \d{4}$", "", mention.name)
    fitting = {n for n in numbers.get(fold(bare), ()) if mention.date is None or f"/{mention.date[:4]}/" in n}
    if len(fitting) != 1:
        return mention
    return mention._replace(kind="short", number=next(iter(fitting)), name=bare, confidence=0.95, given=_ELSEWHERE)


def _bound_serial(mention: Mention, mentions: Sequence[Mention], meant: dict[tuple[str, str], set[str]]) -> Mention:
    """ "Nghị quyết số 43 của Quốc hội" beside the one "Nghị quyết số 43/2022/QH15" of no other day."""
    bare = _BARE.fullmatch(mention.number or "")
    if bare is None or mention.kind != "full" or mention.type is None:
        return mention
    numbers = {n for n in meant.get((mention.type, bare["serial"].lstrip("0")), ()) if not bare["year"] or f"/{bare['year']}/" in n}
    if len(numbers) != 1:
        return mention
    number = next(iter(numbers))
    if not all(compatible(mention.date, other.date) for other in mentions if other.number == number):
        return mention
    return mention._replace(kind="short", number=number, confidence=0.9, given=_ELSEWHERE)
