"""Citations by number: each number looks back for its type, and ahead for what else identifies the document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.knowledge import organ_of_code, type_of_code
from graph.numbers import parse_number
from ingest.issuers import issuer_at
from ingest.mentions import GENERIC, LETTER, Mention, TypeWord
from ingest.patterns import NUMBER
from ingest.phrases import any_of
from ingest.shadow import Rule, Shadow
from ingest.tails import OF, tail_at

_DIRECT = Rule(r"[ \n]*+(?:(?:mang[ ])?(?:số|so|sô)[ ]?(?:hiệu)?)?[ \n]*+[:.]?[ \n]*+")
_QUALIFIED = Rule(rf"(?:[ ](?!{any_of('not_between')})[^\W\d]+){{1,8}}?[ ]?:?[ ]?(?:số|so)[ ]?[:.]?[ ]?")
_SHORT_TYPE = re.compile(r"(?<![\w/-])(?P<code>NĐ|QĐ|QyĐ|NQ|TTLT|TT|CT|CTr|KH|CV|TB|BC|TTr|KL|HD|VB)[ ](?:số[ ]?:?[ ]?)?$")
_NUMBER_WORD = Rule(r"(?:số|so|sô)[ ]?[:.]?[ ]?$")
_MISTYPED = re.compile(r"(?P<word>[^\W\d]+) (?:số|so)[ ]?:?[ ]?$", re.I)

_NOT_DOCUMENTS = Rule(rf"{any_of('not_documents')}(?:[ ][^\W\d]+){{0,3}}?[ ]?(?:số|so)?[ ]?:?[ ]?$")
"""Before a number without a type: forms, files, accounts, certificates."""
_LIST = Rule(r"[ \n]*+(?:,[ ]?và|;[ ]?và|[,;]|và|hoặc|và/hoặc)[ \n]*+(?:các[ ])?")


def numbered(text: Shadow, words: Sequence[TypeWord]) -> Iterator[Mention]:
    ends = [word.end for word in words]
    before: Mention | None = None
    listed: Mention | None = None
    for number in NUMBER(text).finditer(text.low):
        end = valid_end(text, number)
        if end is None:
            continue
        i = bisect_right(ends, number.start()) - 1
        mention = _of_number(text, number, end, words[i] if i >= 0 else None, before, listed)
        if mention is not None:
            before = mention
            if mention.issuer and _heads_list(text, mention):
                listed = mention
            yield mention


def valid_end(text: Shadow, number: re.Match[str]) -> int | None:
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
    of = OF(text).match(text.low, start)
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
