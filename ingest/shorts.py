"""Short forms that the document's own full citations make plain, and "… này", the document itself.

A short form is bound only where one document fits; else it stays what it says, or is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.fold import fold
from graph.numbers import parse_number
from ingest.mentions import GENERIC, Mention, TypeWord
from ingest.names import NAMED_TYPES
from ingest.patterns import SERIAL, YEAR
from ingest.phrases import any_of
from ingest.shadow import Rule, Shadow

_LEAD = Rule(r"[ \n]*+(?:(?:số|so)[ ]?:?[ ]?)?")
_MORE = Rule(r"(?:[ ]?,[ ]?và[ ]|[ ]?,[ ]?|[ ]và[ ])(?:số[ ])?")
_COUNTED = Rule(rf"[ ]?(?:%|năm[ ](?!(?:19|20)\d\d)|{any_of('counted')})")
_NUMBERED_TYPES = frozenset(
    {"Nghị quyết", "Nghị định", "Thông tư", "Quyết định", "Chỉ thị", "Kết luận", "Quy định", "Thông tư liên tịch", "Hướng dẫn"}
)
"""Types that people cite by their serial alone. `Kế hoạch 5 năm`, `Chương trình 135` are none of them."""

_SELF = Rule(r"[ \n]+(?:này)(?!\w)")
_NO_SELF = frozenset({"Quy trình", "Dự án", "Hiến pháp"})


def selves(text: Shadow, words: Sequence[TypeWord]) -> Iterator[Mention]:
    """ "Kế hoạch này": the document that is speaking."""
    for word in words:
        this = _SELF(text).match(text.low, word.end)
        if this and word.type not in _NO_SELF:
            yield Mention(word.start, this.end(), "self", None if word.type == GENERIC else word.type, confidence=0.95)


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
        while serial := SERIAL(text).match(text.low, at):
            mention = _short(text, word, start, serial, meant)
            if mention is None:
                break
            yield mention
            more = _MORE(text).match(text.low, mention.end)
            if more is None:
                break
            at = start = more.end()


def _short(text: Shadow, word: TypeWord, start: int, serial: re.Match[str], meant: dict[tuple[str, str], set[str]]) -> Mention | None:
    if _COUNTED(text).match(text.low, serial.end()):
        return None
    numbers = meant.get((word.type, serial["serial"].lstrip("0")), set())
    year = YEAR(text).match(text.low, serial.end())
    end = year.end() if year and not year["open"] else serial.end()
    date = year["year"] if year and not year["open"] else None
    if len(numbers) == 1 and (word.type != "Lệnh" or text.clean[word.start].isupper()):
        return Mention(start, end, "short", word.type, next(iter(numbers)), date=date, confidence=0.92)
    if numbers or word.type not in _NUMBERED_TYPES or not text.clean[word.start].isupper() or len(serial["serial"]) < 2:
        return None
    return Mention(start, end, "full", word.type, serial["serial"], date=date, confidence=0.6)


def _by_serial(found: Sequence[Mention]) -> dict[tuple[str, str], set[str]]:
    meant: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mention in found:
        parsed = parse_number(mention.number) if mention.number else None
        if parsed and mention.type and mention.type not in NAMED_TYPES:
            meant[mention.type, parsed.serial].add(mention.number or "")
    return meant


def bound_laws(mentions: Sequence[Mention]) -> list[Mention]:
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
    return replace(mention, kind="short", number=next(iter(fitting)), name=bare, confidence=0.95)


# Introduced in brackets

_INTRODUCED = Rule(
    r"""
    \([ ]?(?:(?:sau|dưới)[ ]đây,?[ ])?(?:được[ ])?(?:viết|gọi|gọi[ ]là)(?:[ ]tắt|[ ]chung){0,2}(?:[ ]là)?[ ]?:?[ ]?
    "?(?P<form>[^()"\n]{4,60}?)"?[ ]?\)
    """
)


def introduced(text: Shadow, words: Sequence[TypeWord], found: Sequence[Mention]) -> Iterator[Mention]:
    """ "(sau đây gọi tắt là Quy chế phối hợp)": the words where they are introduced and later on, if they hold more than a type."""
    by_start = {word.start: word for word in words}
    starts = [mention.start for mention in found]
    meant: dict[str, tuple[int, Mention]] = {}
    for definition in _INTRODUCED(text).finditer(text.low):
        word = by_start.get(definition.start("form"))
        if word is None or word.end >= definition.end("form") or re.search(r"\d", definition["form"]):
            continue
        last = bisect_right(starts, definition.start())
        begin = text.low.rfind("\n", 0, definition.start())
        near = [m for m in found[max(0, last - 6) : last] if m.start > begin and m.kind in ("full", "name")]
        target = next((m for m in reversed(near) if m.type == word.type), near[-1] if near else None)
        if target is not None and target.number is not None:
            meant.setdefault(definition["form"].strip(), (definition.start("form"), target))
    if not meant:
        return
    forms = "|".join(re.escape(form) for form in sorted(meant, key=len, reverse=True))
    for use in re.finditer(rf"(?<!\w)(?:{forms})(?!\w)(?! số| so)", text.low):
        begin, target = meant[use.group()]
        if use.start() >= begin and text.clean[use.start()].isupper():
            yield Mention(use.start(), use.end(), "short", target.type, target.number, confidence=0.9)
