"""Citations that carry a number, a name or a date: one scan for numbers and type words, then work around each.

A number looks back for its type and ahead for its date, issuer and term; a law's type looks ahead for its name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.knowledge import organ_of_code, type_of_code
from graph.numbers import parse_number
from graph.reading import Span
from ingest.issuers import Issuer, issuer_at
from ingest.mentions import GENERIC, LETTER, Mention, TypeWord
from ingest.names import NAMED_ACT, NAMED_TYPES, behind, law_name, written, year_behind
from ingest.patterns import DATE, MONTH, NUMBER, ODD_NUMBER, PINPOINT, SERIAL, TERM, YEAR
from ingest.shadow import Rule, Shadow

# What may stand between a type and its number

_DIRECT = Rule(r"[ \n]*+(?:(?:mang[ ])?(?:số|so|sô)[ ]?(?:hiệu)?)?[ \n]*+[:.]?[ \n]*+")
_QUALIFIED = Rule(
    r"""
    (?P<words>(?:[ ](?!tại|theo|và|về|việc|trong|này|nêu|được|có|là|do|để|đã|ngày|hoặc|các|tới|đến|như)[^\W\d]+){1,8}?)[ ]?:?[ ]?
    (?:số|so)[ ]?[:.]?[ ]?
    """
)
_SHORT_TYPE = re.compile(r"(?<![\w/-])(?P<code>NĐ|QĐ|QyĐ|NQ|TTLT|TT|CT|CTr|KH|CV|TB|BC|TTr|KL|HD|VB)[ ](?:số[ ]?:?[ ]?)?$")
_NUMBER_WORD = Rule(r"(?:số|so|sô)[ ]?[:.]?[ ]?$")
_MISTYPED = re.compile(r"(?P<word>[^\W\d]+) (?:số|so)[ ]?:?[ ]?$", re.I)

_NOT_DOCUMENTS = Rule(
    r"""
    (?:mẫu|biểu(?:[ ]mẫu)?|phụ[ ]lục|phụ[ ]biểu|hợp[ ]đồng|thụ[ ]lý|hồ[ ]sơ|tài[ ]khoản|mã|giấy[ ]chứng[ ]nhận|gcn|biên[ ]lai|hóa[ ]đơn|ký[ ]hiệu|seri|thửa|tờ[ ]bản[ ]đồ
      |quy[ ]chuẩn|tiêu[ ]chuẩn|qcvn|tcvn|iso|điện[ ]thoại|fax|chứng[ ]chỉ|thẻ|vụ[ ]án|đơn|máy|căn[ ]hộ|ngõ|đường|quốc[ ]lộ|xe)
    (?:[ ][^\W\d]+){0,3}?[ ]?(?:số|so)?[ ]?:?[ ]?$
    """
)
"""Before a number without a type: forms, files, accounts, certificates."""

_LIST = Rule(r"[ \n]*+(?:,[ ]?và|;[ ]?và|[,;]|và|hoặc|và/hoặc)[ \n]*+(?:các[ ])?")

# What may stand behind a number

_NOTE = r"(?:[ ]?\{[^{}]{0,800}+\})?+"
_DATE_LEAD = Rule(rf"{_NOTE}[ ]*+(?:,[ ]?)?+(?:(?:được[ ])?(?:ký|ban[ ]hành|lập|đề|phát[ ]hành)[ ])?+(?=ngày|\d|tháng)")
_OF = Rule(rf"{_NOTE}[ ]*+(?:\n(?=của[ ]))?+(?:,[ ]?)?+của[ ]+")
_BY = Rule(r"[ ]?,?[ ]do[ ]")
_ISSUED = Rule(r"[ ](?:đã[ ])?(?:ký[ ])?ban[ ]hành")


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands behind a number or a name and identifies the document."""

    end: int
    date: str | None = None
    issuer: str | None = None
    term: str | None = None


def find(text: Shadow, words: Sequence[TypeWord], silent: Sequence[Span]) -> list[Mention]:
    """All citations by number, name or date outside the silent ranges, in text order, none overlapping another."""
    return disjoint([*_named(text, words), *_numbered(text, words), *_dated(text, words)], silent)


def disjoint(found: Iterable[Mention], silent: Sequence[Span]) -> list[Mention]:
    """Mentions in text order outside the silent ranges; of two that overlap, the one that begins first, then the longer."""
    return list(_disjoint(sorted(found, key=lambda m: (m.start, -m.end)), silent))


def _disjoint(found: Sequence[Mention], silent: Sequence[Span]) -> Iterator[Mention]:
    at = 0
    starts = [span.start for span in silent]
    for mention in found:
        i = bisect_right(starts, mention.start) - 1
        if mention.start >= at and not (i >= 0 and mention.start < silent[i].end):
            at = mention.end
            yield mention


# Numbers


def _numbered(text: Shadow, words: Sequence[TypeWord]) -> Iterator[Mention]:
    ends = [word.end for word in words]
    before: Mention | None = None
    listed: Mention | None = None
    for number in NUMBER(text).finditer(text.low):
        end = _valid_end(text, number)
        if end is None:
            continue
        i = bisect_right(ends, number.start()) - 1
        mention = _of_number(text, number, end, words[i] if i >= 0 else None, before, listed)
        if mention is not None:
            before = mention
            if mention.issuer and _heads_list(text, mention):
                listed = mention
            yield mention


def _valid_end(text: Shadow, number: re.Match[str]) -> int | None:
    """Where the number ends once words that merely look like codes are dropped; None if no code is left."""
    glued = number["glued"] is not None
    first, last = number.span("organ" if number["party"] else "unit" if glued else "codes")
    lower = text.clean[number.start() : number.end()].islower()
    leading = number["party"] or number["glued"]
    known = type_of_code(leading or re.split(r"[ ./-]", number.group("codes") or "", maxsplit=1)[0]) is not None
    if lower and not (known and (number["year"] or "." in number.group() or "-" in number.group())):
        return None
    if number["party"] and not (known or text.clean[slice(*number.span("party"))].isupper()):
        return None
    if glued and not _NUMBER_WORD(text).search(text.low, max(0, number.start() - 6), number.start()):
        return None
    end = None
    for part in _PART.finditer(text.clean, first, last):
        spaced = part["gap"] and " " in part["gap"]
        if not (lower and not spaced) and not _is_code(part["code"], bool(spaced)):
            break
        end = part.end()
    return end


_PART = re.compile(r"(?P<gap> ?[-./] ?)?(?P<code>[^\W_]+(?:&[^\W_]+)*|&)")


def _is_code(word: str, spaced: bool) -> bool:
    letters = [c for c in word if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    if not letters or not letters[0].isupper():
        return False
    if spaced:
        return upper == len(letters) and upper >= 2
    return upper * 2 >= len(letters) or type_of_code(word) is not None


def _of_number(text: Shadow, number: re.Match[str], end: int, word: TypeWord | None, before: Mention | None, listed: Mention | None) -> Mention | None:
    printed = text.clean[number.start() : end]
    parsed = parse_number(printed)
    canonical = parsed.canonical if parsed else re.sub(r"\s+", "", printed)
    code_type = _type_of(parsed.type_code, parsed.party) if parsed and parsed.type_code else None
    sure = 0.99 if parsed and (parsed.type_code or parsed.organs) else 0.85
    head = _head(text, number, word, code_type, before, listed)
    if head is None:
        if not _stands_alone(text, number, parsed is not None and (code_type is not None or parsed.year is not None), bool(parsed and _known_organ(parsed.organs))):
            return None
        head = _Head(_said_start(text, number.start()), None, None, 0.9)
    untyped = None if parsed and (parsed.year or parsed.party) and head.type is None else LETTER
    kind = code_type or untyped if head.type in (None, GENERIC) else head.type
    tail = tail_at(text, end)
    return Mention(
        head.start, tail.end, "full", kind, canonical, None, tail.date, tail.issuer or head.issuer, tail.term, core=end,
        confidence=round(sure * head.sure * (1 if tail.date else 0.98), 2),
    )  # fmt: skip


def _type_of(code: str, party: bool) -> str | None:
    known = type_of_code(code, party=party)
    return known.name if known else None


def _known_organ(organs: tuple[str, ...]) -> bool:
    return bool(organs) and organ_of_code(organs[0]) is not None


@dataclass(frozen=True, slots=True)
class _Head:
    start: int
    type: str | None
    issuer: str | None
    sure: float


def _head(text: Shadow, number: re.Match[str], word: TypeWord | None, code_type: str | None, before: Mention | None, listed: Mention | None) -> _Head | None:
    at = number.start()
    if word is not None and at - word.end <= 160:
        if _DIRECT(text).fullmatch(text.low, word.end, at):
            return _Head(word.start, word.type, None, 1.0)
        qualified = _QUALIFIED(text).fullmatch(text.low, word.end, at)
        if qualified and (before is None or before.end <= word.start):
            return _Head(word.start, word.type, _issuer_between(text, word.end, at), 0.97)
    short = _SHORT_TYPE.search(text.clean, max(0, at - 12), at)
    if short:
        meant = None if short["code"] == "VB" else LETTER if short["code"] == "CV" else _type_of(short["code"], False)
        return _Head(short.start(), meant, None, 0.97)
    if before is not None:
        said = _said_start(text, at)
        if _LIST(text).fullmatch(text.low, before.end, said) and code_type in (None, before.type, None):
            return _Head(said, before.type if code_type or before.number is None or "/" in before.number else None, None, 0.96)
        if said < at and code_type is not None and code_type == before.type and _listed_again(text, before.end, said):
            head = listed if listed is not None and listed.type == before.type and "\n" not in text.low[listed.end : said] else None
            return _Head(said, before.type, head.issuer if head else None, 0.93)
    mistyped = _MISTYPED.search(text.clean, max(0, at - 24), at)
    if mistyped and code_type and code_type.split()[0].lower() == mistyped["word"].lower():
        return _Head(mistyped.start(), code_type, None, 0.9)
    return None


def _said_start(text: Shadow, at: int) -> int:
    """The start of "số" before a number, if it stands there."""
    said = _NUMBER_WORD(text).search(text.low, max(0, at - 6), at)
    return said.start() if said and not text.low[said.start() - 1 : said.start()].isalnum() else at


def _listed_again(text: Shadow, end: int, said: int) -> bool:
    """"các Nghị định: số A về …; số B về …": a number on its own behind a list's separator, in the same paragraph."""
    return "\n" not in text.low[end:said] and re.search(r"(?:[;,]|(?<!\w)(?:và|va)) ?$", text.low[max(end, said - 6) : said]) is not None


def _heads_list(text: Shadow, head: Mention) -> bool:
    """Whether the issuer was said of the whole list: "các Nghị định của Chính phủ: số …"."""
    return _LIST_HEAD(text).match(text.low, head.start) is not None


_LIST_HEAD = Rule(r"[^\d{}\n:]{5,80}?[ ]của[ ][^\d{}\n:]{5,80}?:[ ]?(?:số|so)[ ]?\d")


def _issuer_between(text: Shadow, start: int, end: int) -> str | None:
    of = _OF(text).match(text.low, start)
    issuer = issuer_at(text, of.end()) if of else None
    return issuer.name if issuer and issuer.end <= end else None


def _stands_alone(text: Shadow, number: re.Match[str], typed: bool, known: bool) -> bool:
    """Whether a number without a type in front is a citation all the same."""
    at = number.start()
    if _NOT_DOCUMENTS(text).search(text.low, max(0, at - 40), at):
        return False
    said = _said_start(text, at) < at
    if said and _own_line(text, _said_start(text, at), number.end()):
        return False
    return typed and (known or said) or (said and (known or "-" in number.group()))


def _own_line(text: Shadow, start: int, end: int) -> bool:
    """Whether "Số: …" has a paragraph of its own: a letterhead's number, wherever a scan has put it."""
    return text.low[start - 1 : start] in ("", "\n") and text.low[end : end + 2].strip(" ")[:1] in ("", "\n")


# Dates, issuers, terms


def tail_at(text: Shadow, end: int) -> Tail:
    """The date, issuer and term behind a number or a name, each at most once, in any usual order."""
    tail = Tail(end)
    for _ in range(3):
        grown = _with_date(text, tail) or _with_issuer(text, tail) or _with_term(text, tail)
        if grown is None:
            break
        tail = grown
    if tail.issuer is None and (by := _BY(text).match(text.low, tail.end)):
        issuer = issuer_at(text, by.end())
        if issuer and _ISSUED(text).match(text.low, issuer.end):
            tail = replace(tail, issuer=issuer.name)
    return tail


def _with_date(text: Shadow, tail: Tail) -> Tail | None:
    if tail.date is not None:
        return None
    lead = _DATE_LEAD(text).match(text.low, tail.end)
    at = lead.end() if lead else tail.end
    if lead and (day := DATE(text).match(text.low, at)) and (day.group().startswith("ng") or "," in lead.group()):
        return replace(tail, end=day.end(), date=iso(day))
    if lead and (month := MONTH(text).match(text.low, at)):
        return replace(tail, end=month.end(), date=f"{month['year']}-{int(month['month']):02}")
    if (year := YEAR(text).match(text.low, tail.end)) and not year["open"]:
        return replace(tail, end=year.end(), date=year["year"])
    return None


def iso(day: re.Match[str]) -> str:
    """A date's ISO form."""
    year, month = day["year"] or day["year2"], day["month"] or day["month2"]
    return f"{year}-{int(month):02}-{int(day['day']):02}"


def _with_issuer(text: Shadow, tail: Tail) -> Tail | None:
    if tail.issuer is not None:
        return None
    of = _OF(text).match(text.low, tail.end)
    issuer: Issuer | None = issuer_at(text, of.end()) if of else None
    return replace(tail, end=issuer.end, issuer=issuer.name) if issuer else None


def _with_term(text: Shadow, tail: Tail) -> Tail | None:
    if tail.term is not None:
        return None
    term = TERM(text).match(text.low, tail.end)
    return replace(tail, end=term.end(), term=(term["term"] or term["open"]).upper()) if term else None


# Names


_NOT_A_LAW = Rule(r"(?:pháp|kỷ|quy|định|học|đại[ ]học|trường|khoa|hội|văn[ ]bản|viện)[ ]$")


def _named(text: Shadow, words: Sequence[TypeWord]) -> Iterator[Mention]:
    for act in NAMED_ACT(text).finditer(text.low):
        if text.clean[act.start()].isupper() or text.bare or text.low[act.start() : act.start() + 2] == text.clean[act.start() : act.start() + 2]:
            yield _of_name(text, act.start(), act.end(), "Hiến pháp" if act.group().startswith("hi") else "Nghị quyết", 0.95)
    at = 0
    for word in words:
        if word.type not in NAMED_TYPES or word.start < at:
            continue
        if word.type == "Luật" and _NOT_A_LAW(text).search(text.low, max(0, word.start - 12), word.start):
            continue
        named = law_name(text, word.type, word.end)
        if named is None:
            continue
        mention = _of_law(text, word, named.end, named.sure)
        at = mention.end
        yield mention


def _of_law(text: Shadow, word: TypeWord, end: int, sure: float) -> Mention:
    number = behind(text, end)
    number_end = _valid_end(text, number) if number else None
    name = written(text, word.start, end)
    if number is not None and number_end is not None and "(" not in text.low[end : number.start()]:
        parsed = parse_number(text.clean[number.start() : number_end])
        if parsed is not None:
            tail = tail_at(text, number_end)
            return Mention(word.start, tail.end, "full", word.type, parsed.canonical, name, tail.date, tail.issuer, core=number_end, confidence=0.99)
    year = year_behind(text, end)
    if year is not None and not year["open"]:
        tail = tail_at(text, year.end())
        return Mention(word.start, tail.end, "name", word.type, None, f"{name} {year['year']}", tail.date or year["year"], tail.issuer, confidence=sure)
    tail = tail_at(text, end) if word.type != "Điều lệ" else Tail(end)
    return Mention(word.start, tail.end, "name", word.type, None, name, tail.date, tail.issuer, confidence=sure)


_SESSION = Rule(r"phiên[ ]họp")


def _of_name(text: Shadow, start: int, end: int, kind: str, sure: float) -> Mention:
    tail = tail_at(text, end) if kind == "Nghị quyết" else Tail(end)
    name = written(text, start, end)
    year = re.search(r"(?:năm |\b)(\d{4})$", name)
    date = tail.date or (year[1] if year else None)
    issuer = tail.issuer
    if _SESSION(text).search(text.low, start, end):
        name = re.sub(r"\s+", " ", text.clean[start:end])
        month = MONTH(text).search(text.low, start, end)
        date = f"{month['year']}-{int(month['month']):02}" if month else None
        issuer = issuer or ("Chính phủ" if re.search(r"chính phủ|chinh phu", text.low[start:end]) else None)
    return Mention(start, tail.end, "name", kind, None, name, date, issuer, tail.term, confidence=sure)


_DATED_TYPES = frozenset({"Nghị định", "Nghị quyết", "Quyết định", "Thông tư", "Thông tư liên tịch", "Chỉ thị", "Sắc lệnh", "Pháp lệnh", "Kết luận", "Tờ trình", "Công điện"})
_ON = Rule(r"[ ](?:được[ ]ký[ ]|ký[ ])?(?=ngày[ ])")
_SERIAL_LEAD = Rule(r"[ \n]*+(?:số|so|sô)[ ]?[:.]?[ ]?")


def _dated(text: Shadow, words: Sequence[TypeWord]) -> Iterator[Mention]:
    """A type with a date, or with a bare serial and a date or an issuer; a type and a number of unusual form."""
    for word in words:
        lead = _SERIAL_LEAD(text).match(text.low, word.end)
        if lead and not text.clean[word.start].islower() | (word.type in NAMED_TYPES):
            serial = SERIAL(text).match(text.low, lead.end())
            if serial:
                tail = tail_at(text, serial.end())
                if tail.date or tail.issuer:
                    yield Mention(word.start, tail.end, "full", word.type, serial["serial"], None, tail.date, tail.issuer, tail.term, confidence=0.85)
        if lead and (odd := ODD_NUMBER(text).match(text.low, lead.end())) and not NUMBER(text).match(text.low, lead.end()):
            printed = text.clean[odd.start() : odd.end()].rstrip(".-/&")
            if not printed.islower() and re.search(r"\d", printed) and not DATE(text).match(text.low, lead.end()):
                tail = tail_at(text, odd.start() + len(printed))
                kind = LETTER if word.type == GENERIC else word.type
                yield Mention(word.start, tail.end, "full", kind, printed, None, tail.date, tail.issuer, confidence=0.8)
        if word.type in _DATED_TYPES and text.clean[word.start].isupper() and (on := _ON(text).match(text.low, word.end)):
            day = DATE(text).match(text.low, on.end())
            if day:
                tail = tail_at(text, word.end)
                name = f"{word.type} {text.low[day.start() : day.end()]}"
                yield Mention(word.start, tail.end, "name", word.type, None, name, tail.date, tail.issuer, tail.term, confidence=0.8)


# Provisions


_TO_DOCUMENT = Rule(
    r"[ \n]*+(?:,[ ])?+(?:(?:của|tại|thuộc|trong|ở)[ \n])?+(?:(?:bản[ ])?(?:quy[ ]định|quy[ ]chế|điều[ ]lệ|danh[ ]mục|chương[ ]trình|kế[ ]hoạch|quy[ ]trình|đề[ ]án)[ ](?:được[ ])?)?+(?:ban[ ]hành[ ])?+(?:kèm[ ]theo[ ])?+(?:(?:của|các)[ ])?+"
)


def with_pinpoints(text: Shadow, mentions: Sequence[Mention]) -> list[Mention]:
    """Each mention with the provision that stands directly before it."""
    places = list(PINPOINT(text).finditer(text.low))
    ends = [place.end() for place in places]
    given: list[Mention] = []
    for mention in mentions:
        i = bisect_right(ends, mention.start) - 1
        if i >= 0 and mention.start - ends[i] <= 80 and _TO_DOCUMENT(text).fullmatch(text.low, ends[i], mention.start):
            mention = replace(mention, pinpoint=re.sub(r"\s+", " ", text.clean[places[i].start() : ends[i]]))
        given.append(mention)
    return given

