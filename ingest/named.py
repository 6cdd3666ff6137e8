"""Citations by name or by date: laws and other acts, resolutions of congresses, types with a date or an unusual number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.numbers import official_writing
from ingest.mentions import GENERIC, LETTER, Mention, TypeWord
from ingest.names import NAMED_ACT, NAMED_TYPES, abbreviated_codes, behind, law_name, written, year_behind
from ingest.numbered import valid_end
from ingest.patterns import DATE, MONTH, NUMBER, ODD_NUMBER, SERIAL
from ingest.phrases import any_of
from ingest.shadow import Rule, Shadow
from ingest.tails import Tail, tail_at, with_term

_ACT_TYPES = {"n": "Nghị quyết", "k": "Kết luận", "h": "Hiến pháp"}
_NOT_A_LAW = Rule(r"(?:pháp|kỷ|quy|định|học|đại[ ]học|trường|khoa|hội|văn[ ]bản|viện|công[ ]ty|văn[ ]phòng|tạp[ ]chí|báo)[ ]$")

_TWICE = Rule(r"luật[ \n]luật[ ](?!sư(?!\w))")
"""The word twice, by mistake: the name stands behind the second. `Luật Luật sư` is a law."""


def named(text: Shadow, words: Sequence[TypeWord]) -> Iterator[Mention]:
    for act in filter(None, (NAMED_ACT(text).match(text.low, word.start) for word in words if word.type in _ACT_TYPES.values())):
        if (
            text.clean[act.start()].isupper()
            or text.bare
            or text.low[act.start() : act.start() + 2] == text.clean[act.start() : act.start() + 2]
        ):
            yield _of_name(text, act.start(), act.end(), _ACT_TYPES[act.group()[:1]], 0.95)
    for code in abbreviated_codes().finditer(text.clean):
        yield _of_law(text, TypeWord(code.start(), code.start(), "Bộ luật"), code.end(), 0.95)
    at = 0
    for word in words:
        if word.type not in NAMED_TYPES or word.start < at:
            continue
        if word.type == "Luật" and _NOT_A_LAW(text).search(text.low, max(0, word.start - 12), word.start):
            continue
        if _TWICE(text).match(text.low, word.start):
            continue
        named = law_name(text, word.type, word.end)
        if named is None:
            continue
        mention = _of_law(text, word, named.end, named.sure)
        at = mention.end
        yield mention


def _of_law(text: Shadow, word: TypeWord, end: int, sure: float) -> Mention:
    number = behind(text, end)
    number_end = valid_end(text, number) if number else None
    name = written(text, word.start, end)
    if number is not None and number_end is not None and "(" not in text.low[end : number.start()]:
        written_number = official_writing(text.clean[number.start() : number_end])
        if written_number is not None:
            tail = tail_at(text, number_end)
            return Mention(
                word.start,
                tail.end,
                "full",
                word.type,
                written_number,
                name,
                tail.date,
                tail.issuer,
                core=number_end,
                confidence=0.99,
                rule="a law by its name, with its number",
            )
    if sure < _GUESSED and (far := _FAR_NUMBER(text).match(text.low, end)) and (number := behind(text, far.end())):
        return _of_law(text, word, far.end(), _GUESSED)  # a name that no list has and that goes on behind a verb
    year = year_behind(text, end)
    if year is not None and not year["open"]:
        tail = tail_at(text, year.end())
        return Mention(
            word.start,
            tail.end,
            "name",
            word.type,
            None,
            f"{name} {year['year']}",
            tail.date or year["year"],
            tail.issuer,
            confidence=sure,
            rule="a law by its name and year",
        )
    tail = tail_at(text, end) if word.type != "Điều lệ" else with_term(text, Tail(end)) or Tail(end)
    return Mention(word.start, tail.end, "name", word.type, None, name, tail.date, tail.issuer, confidence=sure, rule="a law by its name")


_GUESSED = 0.8
_FAR_NUMBER = Rule(rf"[ ](?:(?!{any_of('types_ahead')})[^;.:\n{{}}\"]){{1,160}}?(?=[ ,]{{1,2}}số[ ]\d{{1,3}}/(?:19|20)\d\d/(?:ubtv)?qh)")

_SESSION = Rule(r"phiên[ ]họp")


def _of_name(text: Shadow, start: int, end: int, kind: str, sure: float) -> Mention:
    tail = tail_at(text, end) if kind != "Hiến pháp" else Tail(end)
    name = written(text, start, end)
    year = re.search(r"(?:năm |\b)(\d{4})$", name)
    date = tail.date or (year[1] if year else None)
    issuer = tail.issuer
    if _SESSION(text).search(text.low, start, end):
        name = re.sub(r"\s+", " ", text.clean[start:end])
        month = MONTH(text).search(text.low, start, end)
        date = f"{month['year']}-{int(month['month']):02}" if month else None
        issuer = issuer or ("Chính phủ" if re.search(r"chính phủ|chinh phu", text.low[start:end]) else None)
    return Mention(start, tail.end, "name", kind, None, name, date, issuer, tail.term, confidence=sure, rule="an act by its proper name")


_DATED_TYPES = frozenset(
    {
        "Nghị định",
        "Nghị quyết",
        "Quyết định",
        "Thông tư",
        "Thông tư liên tịch",
        "Chỉ thị",
        "Sắc lệnh",
        "Pháp lệnh",
        "Kết luận",
        "Tờ trình",
        "Công điện",
    }
)
_ON = Rule(r"[ ](?:được[ ]ký[ ]|ký[ ])?(?=ngày[ ])")
_BY = Rule(r"[ ]của[ ]")
_FULL_DATE = len("2020-01-31")
_SERIAL_LEAD = Rule(r"[ \n]*+(?:số|so|sô)[ ]?[:.]?[ ]?")


def dated(text: Shadow, words: Sequence[TypeWord]) -> Iterator[Mention]:
    """A type with a date, or with a bare serial and a date or an issuer; a type and a number of unusual form."""
    for word in words:
        lead = _SERIAL_LEAD(text).match(text.low, word.end)
        if lead:
            yield from _by_serial(text, word, lead.end())
        elif word.type in _DATED_TYPES and text.clean[word.start].isupper():
            yield from _by_day(text, word)


def _by_serial(text: Shadow, word: TypeWord, at: int) -> Iterator[Mention]:
    serial = SERIAL(text).match(text.low, at) if not text.clean[word.start].islower() | (word.type in NAMED_TYPES) else None
    if serial:
        tail = tail_at(text, serial.end())
        if tail.date or tail.issuer:
            yield Mention(
                word.start,
                tail.end,
                "full",
                word.type,
                serial["serial"],
                None,
                tail.date,
                tail.issuer,
                tail.term,
                confidence=0.85,
                rule="a type and a serial, with date or issuer",
            )
    odd = ODD_NUMBER(text).match(text.low, at)
    if odd and not NUMBER(text).match(text.low, at):
        printed = text.clean[odd.start() : odd.end()].rstrip(".-/&")
        if not printed.islower() and re.search(r"\d", printed) and not DATE(text).match(text.low, at):
            tail = tail_at(text, odd.start() + len(printed))
            kind = LETTER if word.type == GENERIC else word.type
            yield Mention(
                word.start,
                tail.end,
                "full",
                kind,
                printed,
                None,
                tail.date,
                tail.issuer,
                confidence=0.8,
                rule="a type and a number of unusual form",
            )


def _by_day(text: Shadow, word: TypeWord) -> Iterator[Mention]:
    """ "Nghị định ngày 12/3/1990", "Nghị quyết của Hội đồng nhân dân tỉnh ngày 10/12/2020"."""
    on = _ON(text).match(text.low, word.end)
    if on and (day := DATE(text).match(text.low, on.end())):
        tail = tail_at(text, word.end)
        name = f"{word.type} {text.low[day.start() : day.end()]}"
        yield _of_day(word, tail, name)
    elif _BY(text).match(text.low, word.end):
        tail = tail_at(text, word.end)
        if tail.issuer and len(tail.date or "") == _FULL_DATE:
            name = re.sub(r"\s+", " ", text.clean[word.start : tail.end])
            yield _of_day(word, tail, name)


def _of_day(word: TypeWord, tail: Tail, name: str) -> Mention:
    return Mention(
        word.start, tail.end, "name", word.type, None, name, tail.date, tail.issuer, tail.term, confidence=0.8, rule="a type and a day"
    )
