"""Citations by number: each number looks back for its type, and ahead for what else identifies the document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.fold import fold
from graph.knowledge import organ_of_code, type_of_code
from graph.numbers import Number, official_writing, parse_number
from ingest.issuers import issuer_at
from ingest.lists import ELIDED_LIST, completed, elided
from ingest.mentions import GENERIC, LETTER, Mention, TypeWord, type_spelled
from ingest.patterns import NUMBER
from ingest.phrases import any_of
from ingest.shadow import Rule, Shadow
from ingest.tails import OF, Tail, tail_at

_NO = "s[oôốồổ6]"
"""The word "số", as careless writers and scanners leave it too."""
_DIRECT = Rule(rf"[ \n]*+(?::[ \n]?)?+(?:(?:mang[ ])?{_NO}[ ]?(?:hiệu)?)?[ \n]*+[:.]?[ \n]*+")
_QUALIFIED = Rule(rf"(?:[ ](?!{any_of('not_between')})[^\W\d]+){{1,8}}?[ ]?:?[ ]?{_NO}[ ]?[:.]?[ ]?")
_SHORT_TYPE = re.compile(r"(?<![\w/-])(?P<code>NĐ|QĐ|QyĐ|NQ|TTLT|TT|CT|CTr|KH|CV|TB|BC|TTr|KL|HD|VB)[ ](?:số[ ]?:?[ ]?)?$")
_NUMBER_WORD = Rule(rf"{_NO}[ ]?[:.]?[ ]?$")
_WORDS_BEFORE = re.compile(r"(?:[^\W\d_]+ ){1,4}$")

_NOT_DOCUMENTS = Rule(rf"{any_of('not_documents')}(?:[ ][^\W\d]+){{0,3}}?[ ]?(?:số|so)?[ ]?:?[ ]?$")
"""Before a number without a type: forms, files, accounts, certificates."""
_LIST = Rule(r"[ \n]*+(?:,[ ]?và|;[ ]?và|[,;]|và|hoặc|và/hoặc)[ \n]*+(?:các[ ])?")


def numbered(text: Shadow, words: Sequence[TypeWord]) -> Iterator[Mention]:
    """All citations by number, in text order."""
    ends = [word.end for word in words]
    last: Mention | None = None
    listed: Mention | None = None
    for number in NUMBER(text).finditer(text.low):
        end = valid_end(text, number)
        if end is None:
            continue
        i = bisect_right(ends, number.start()) - 1
        word = words[i] if i >= 0 else None
        serials = elided(text, word, number.start())
        head = _Head(number.start(), word.type, None, 0.97, ELIDED_LIST) if word is not None and serials else None
        mention = _of_number(text, number, end, _Before(word, words[i - 1] if i > 0 else None, last, listed), head)
        if mention is not None:
            if word is not None:
                yield from completed(word, serials, mention)
            last = mention
            if mention.issuer and _LIST_HEAD(text).match(text.low, mention.start):
                listed = mention
            yield mention


def valid_end(text: Shadow, number: re.Match[str]) -> int | None:
    """Where the number ends once words that merely look like codes are dropped; None if no code is left."""
    lower = text.clean[slice(*number.span())].islower()
    code = number["party"] or number["glued"] or re.split(r"[ ./-]", number["codes"], maxsplit=1)[0]
    known = type_of_code(code) is not None
    if not _may_be(text, number, lower, known):
        return None
    end = None
    for part in _PART.finditer(text.clean, *number.span("organ" if number["party"] else "unit" if number["glued"] else "codes")):
        spaced = " " in (part["gap"] or "")
        if (spaced or not lower) and not _is_code(part["code"], spaced):
            break
        end = part.end()
    if end is not None and known and number["codes"] and text.low[number.start("codes") : end] == code:
        organ = _ORGAN(text).match(text.low, end)
        if organ and (organ["dash"] or number["year"]) and _is_code(text.clean[slice(*organ.span("code"))], True):
            end = organ.end()
    return None if end is None else _trimmed(text, number, end)


def _may_be(text: Shadow, number: re.Match[str], lower: bool, known: bool) -> bool:
    """Whether what has a number's form may be one, by its letters' case and what stands before it."""
    if number["glued"]:
        said = _NUMBER_WORD(text).search(text.low, max(0, number.start() - 6), number.start())
        if not said or not text.clean[slice(*number.span("glued"))].isupper():
            return False
    if lower and not (known and (number["year"] or "." in number.group() or "-" in number.group())):
        return False
    return not number["party"] or known or text.clean[slice(*number.span("party"))].isupper()


def _trimmed(text: Shadow, number: re.Match[str], end: int) -> int | None:
    """The end without a footnote's mark or the letters of a word that follows without a space."""
    if not text.low[end : end + 1].isalpha():
        noted = _NOTED.search(text.clean, number.start(), end)
        return noted.start("mark") if noted else end
    if glued := _GLUED(text).search(text.low, end - 2, end + 4):
        return glued.start()
    return end if text.low[end - 2].isalnum() else None  # "86/B" of "86/Bộ Quốc phòng"


_NOTED = re.compile(r"[-/](?:CP|TT[gG]|TW|TU|UBND|HĐND)(?P<mark>[0-9]{1,2})\Z")
"""A footnote's mark at the code of a body that has no numbered units: "140/NQ-CP2"."""
_ORGAN = Rule(r"(?:(?P<dash>[ ]?-[ ]?\n?)|[ ])(?P<code>[a-zđ]{2,8}?)(?=(?:của|ngày|về|và)(?!\w)|\W|\Z)")
"""An organ's code that a space or a line's end parts from its type's: "12/2006/TT BTC"."""
_GLUED = Rule(r"(?:của|ngày|về|và)(?!\w)")
"""A word that follows without a space, of whose letters some look like the code's: "QĐ-TTgcủa"."""

_PART = re.compile(r"(?P<gap> ?[-./] ?)?(?P<code>[^\W_]+(?:&[^\W_]+)*|&)")


def _is_code(word: str, spaced: bool) -> bool:
    letters = [c for c in word if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    if not letters or not letters[0].isupper():
        return False
    if spaced:
        return upper >= 2 and (upper == len(letters) or organ_of_code(word) is not None)
    return upper * 2 >= len(letters) or type_of_code(word) is not None


_BY_CODE = (("type", "the number's code"),)


def _of_number(text: Shadow, number: re.Match[str], end: int, before: _Before, head: _Head | None) -> Mention | None:
    printed = _SPACE_IN_CODES.sub("-", text.clean[number.start() : end])
    parsed = parse_number(printed)
    code_type = _type_of(parsed.type_code, parsed.party) if parsed and parsed.type_code else None
    head = head or _head(text, number.start(), code_type, before)
    if number["glued"] and parsed is None and (head is None or head.sure < 1):
        return None
    if head is None:
        if parsed is None or not _stands_alone(text, number, parsed, code_type):
            return None
        head = _Head(_said_start(text, number.start()), None, None, 0.9, "a number on its own")
    untyped = None if parsed and (parsed.year or parsed.party) and head.type is None else LETTER
    tail = tail_at(text, end, joint=_is_joint(parsed, code_type))
    usual = parsed is not None and (parsed.type_code or parsed.organs)
    return Mention(
        head.start,
        tail.end,
        "full",
        type=(code_type or untyped) if head.type in (None, GENERIC) else head.type,
        number=official_writing(printed) or re.sub(r"\s+", "", printed),
        date=tail.date or head.date,
        issuer=tail.issuer or head.issuer,
        term=tail.term,
        core=end,
        confidence=round((0.99 if usual else 0.85) * head.sure * (1 if tail.date else 0.98), 2),
        rule=head.rule,
        given=_BY_CODE if head.type in (None, GENERIC) and code_type else (),
    )


_SPACE_IN_CODES = re.compile(r"(?<=[^\W\d_]) (?=[^\W\d_])")


def _is_joint(parsed: Number | None, code_type: str | None) -> bool:
    """Whether several bodies have issued: the number says so with its type, or with "liên bộ" for its organ."""
    return parsed is not None and ("liên tịch" in (code_type or "") or "LB" in parsed.organs or (parsed.type_code or "").endswith("LB"))


def _type_of(code: str, party: bool) -> str | None:
    known = type_of_code(code, party=party)
    return known.name if known else None


@dataclass(frozen=True, slots=True)
class _Head:
    """Where a citation begins, what stands before its number, and how sure that is."""

    start: int
    type: str | None
    issuer: str | None
    sure: float
    rule: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class _Before:
    """What stands before a number: the nearest type's word and the one before that, the last citation by number, and the last that
    headed a list."""

    word: TypeWord | None
    outer: TypeWord | None
    citation: Mention | None
    listed: Mention | None


def _head(text: Shadow, at: int, code_type: str | None, before: _Before) -> _Head | None:
    return (
        _typed(text, at, code_type, before)
        or _abbreviated(text, at)
        or _in_list(text, at, code_type, before)
        or _mistyped(text, at, code_type)
    )


def _typed(text: Shadow, at: int, code_type: str | None, before: _Before) -> _Head | None:
    """ "Nghị quyết số …", "Quy chế phối hợp số …", "Quyết định của Thủ tướng Chính phủ số …"."""
    word = before.word
    if word is None or at - word.end > 160:
        return None
    if _DIRECT(text).fullmatch(text.low, word.end, at):
        outer = before.outer
        if outer and outer.type == code_type != word.type and text.low[outer.end : word.start] == " ":
            return _Head(outer.start, outer.type, None, 1.0, "a number behind two types' words")  # "Thông báo kết luận số 12/TB-VPCP"
        return _Head(word.start, word.type, None, 1.0, "a number behind its type")
    free = before.citation is None or before.citation.end <= word.start
    if free and (tail := _between(text, word.end, at)):
        return _Head(word.start, word.type, tail.issuer, 0.97, "a number behind its type, date and issuer", tail.date)
    if free and _QUALIFIED(text).fullmatch(text.low, word.end, at):
        return _Head(word.start, word.type, _issuer_between(text, word.end, at), 0.97, "a number behind its type, with words between")
    return None


def _between(text: Shadow, start: int, at: int) -> Tail | None:
    """ "Công văn ngày 12/3/2019 của Bộ Tài chính số …": date and issuer between the type and its number."""
    if not _IDENTIFIED(text).match(text.low, start, at):
        return None
    tail = tail_at(text, start)
    return tail if start < tail.end < at and _DIRECT(text).fullmatch(text.low, tail.end, at) else None


_IDENTIFIED = Rule(r",?[ ](?:của|ngày)[ ]")


def _abbreviated(text: Shadow, at: int) -> _Head | None:
    """ "NĐ 30/2020/NĐ-CP"."""
    short = _SHORT_TYPE.search(text.clean, max(0, at - 12), at)
    if short is None:
        return None
    meant = None if short["code"] == "VB" else LETTER if short["code"] == "CV" else _type_of(short["code"], False)
    return _Head(short.start(), meant, None, 0.97, "a number behind its type's initials")


def _in_list(text: Shadow, at: int, code_type: str | None, before: _Before) -> _Head | None:
    """ "Nghị quyết số A và B", "các Nghị định: số A về …; số B về …": the type is the list's."""
    last = before.citation
    if last is None:
        return None
    said = _said_start(text, at)
    if _LIST(text).fullmatch(text.low, last.end, said) and code_type in (None, last.type):
        return _Head(said, last.type if code_type or "/" in (last.number or "/") else None, None, 0.96, "a further number in a list")
    if said < at and code_type is not None and code_type == last.type and _listed_again(text, last.end, said):
        head = before.listed
        shared = head is not None and head.type == last.type and "\n" not in text.low[head.end : said]
        return _Head(said, last.type, head.issuer if head is not None and shared else None, 0.93, "a further number in a list of titles")
    return None


def _mistyped(text: Shadow, at: int, code_type: str | None) -> _Head | None:
    """ "Thông số …/TT-…", "Quyêt đinh số …/QĐ-…": the type's first word, or all of them with diacritics lost, as the code says."""
    said = _said_start(text, at)
    before = _WORDS_BEFORE.search(text.clean, max(0, said - 40), said)
    if before is None or code_type is None:
        return None
    words = before.group().split()
    for size in range(len(words), 0, -1):
        meant = type_spelled(" ".join(words[-size:]))
        if meant == code_type or (size == 1 and said < at and fold(words[-1]) == fold(code_type.split()[0])):
            return _Head(said - len(" ".join(words[-size:])) - 1, code_type, None, 0.9, "a number behind a misspelt type")
    return None


def _said_start(text: Shadow, at: int) -> int:
    """The start of "số" before a number, if it stands there."""
    said = _NUMBER_WORD(text).search(text.low, max(0, at - 6), at)
    return said.start() if said and not text.low[said.start() - 1 : said.start()].isalnum() else at


def _listed_again(text: Shadow, end: int, said: int) -> bool:
    """ "các Nghị định: số A về …; số B về …": a number on its own behind a list's separator, in the same paragraph."""
    return "\n" not in text.low[end:said] and re.search(r"(?:[;,]|(?<!\w)(?:và|va)) ?$", text.low[max(end, said - 6) : said]) is not None


_LIST_HEAD = Rule(r"[^\d{}\n:]{5,80}?[ ]của[ ][^\d{}\n:]{5,80}?:[ ]?(?:số|so)[ ]?\d")


def _issuer_between(text: Shadow, start: int, end: int) -> str | None:
    of = OF(text).match(text.low, start)
    issuer = issuer_at(text, of.end()) if of else None
    return issuer.name if issuer and issuer.end <= end else None


def _stands_alone(text: Shadow, number: re.Match[str], parsed: Number, code_type: str | None) -> bool:
    """Whether a number without a type in front is a citation all the same."""
    at = number.start()
    said = _said_start(text, at)
    if _NOT_DOCUMENTS(text).search(text.low, max(0, at - 40), at) or (said < at and _own_line(text, said, number.end())):
        return False
    known = bool(parsed.organs) and organ_of_code(parsed.organs[0]) is not None
    if code_type is not None or parsed.year is not None:
        return known or said < at
    return said < at and (known or "-" in number.group())


def _own_line(text: Shadow, start: int, end: int) -> bool:
    """Whether "Số: …" has a paragraph of its own: a letterhead's number, wherever a scan has put it."""
    return text.low[start - 1 : start] in ("", "\n") and text.low[end : end + 2].strip(" ")[:1] in ("", "\n")
