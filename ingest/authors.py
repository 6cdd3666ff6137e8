"""Issuers that do not stand behind their document: before it, at the end of its list, or with its unnumbered mention."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from graph.knowledge import organ_in, organ_of_code
from graph.numbers import parse_number
from ingest.issuers import Issuer, issuer_at
from ingest.mentions import Mention, TypeWord
from ingest.names import NAMED_TYPES
from ingest.phrases import any_of
from ingest.shadow import Rule, Shadow

_WINDOW = 200
"""Characters before a citation in which the body that speaks through it is looked for."""

_SPOKEN_OF = Rule(rf"{any_of('spoken')}(?:[ ]\([^()]{{0,60}}\))?[ ]của[ ]")
_SPOKEN_IN = Rule(
    r"[ ]?(?:\([^()]{0,120}\)[ ]?)?,?[ ]?(?:đã[ ]nêu[ ]|nêu[ ])?(?:tại|trong|theo|ở)[ ](?:các[ ])?(?:(?:văn[ ]bản|công[ ]văn)[ ]số[ ]?)?"
)
_ISSUES = Rule(r"(?:[ ]\([^()\n]{1,80}\))?[ ](?:vừa[ ]|đã[ ])?(?:(?:ký[ ])?ban[ ]hành|có|ký|ra)[ ](?:các[ ])?$")
_WORD = re.compile(r"(?<!\w)[^\W\d_]+")
_LINK = Rule(r"[ \n]*+(?:,[ ]?và|;[ ]?và|[,;]|và|hoặc)[ \n]*+(?:các[ ])?(?:số[ ]?:?[ ]?)?")


def with_authors(text: Shadow, mentions: Sequence[Mention], words: Sequence[TypeWord]) -> list[Mention]:
    """The mentions, with issuers that the text states elsewhere than behind them."""
    given = [_with_before(text, mention, words) for mention in mentions]
    for i in range(len(given) - 1, 0, -1):
        given[i - 1] = _shared(text, given[i - 1], given[i], given[i - 1])
    for i in range(1, len(given)):
        if given[i - 1] is not mentions[i - 1]:
            given[i] = _shared(text, given[i - 1], given[i - 1], given[i], given[i])
    return given


def _shared(text: Shadow, first: Mention, giver: Mention, taker: Mention, second: Mention | None = None) -> Mention:
    """`taker` with `giver`'s issuer, if the two are neighbours in one list of like documents."""
    later = second or giver
    if taker.issuer or not giver.issuer or taker.kind != "full" or taker.type in NAMED_TYPES:
        return taker
    alike = taker.type == giver.type or (second is not None and taker.kind == giver.kind)
    if not alike or not _LINK(text).fullmatch(text.low, first.end, later.start) or not _fits(taker, giver.issuer):
        return taker
    return taker._replace(issuer=giver.issuer, given=(*taker.given, ("issuer", "said once for the list")))


def _with_before(text: Shadow, mention: Mention, words: Sequence[TypeWord]) -> Mention:
    if mention.issuer or mention.kind != "full" or mention.type in NAMED_TYPES:
        return mention
    issuer = _speaking(text, mention) or _issuing(text, mention) or _appositive(text, mention, words)
    if issuer is None or not _fits(mention, issuer.name):
        return mention
    return mention._replace(issuer=issuer.name, given=(*mention.given, ("issuer", "stands before the citation")))


def _fits(mention: Mention, issuer: str) -> bool:
    """False where the number's organ is another body than the one named: "kiến nghị của A tại Thông báo …/TB-B"."""
    parsed = parse_number(mention.number or "")
    by_code = organ_of_code(parsed.organs[0], type_code=parsed.type_code, party=parsed.party) if parsed and parsed.organs else None
    named = organ_in(issuer)
    if by_code is None or named is None:
        return True
    return by_code.many or by_code.slug == named.slug or by_code.scope == named.scope == "local"


def _speaking(text: Shadow, mention: Mention) -> Issuer | None:
    """ "theo đề nghị của Sở A tại Tờ trình số …"."""
    begin = max(0, mention.start - _WINDOW)
    start = _before_pinpoint(text, mention)
    for of in reversed(list(_SPOKEN_OF(text).finditer(text.low, begin, start))[-3:]):
        issuer = issuer_at(text, of.end())
        if issuer and _SPOKEN_IN(text).fullmatch(text.low, issuer.end, start):
            return issuer
    return None


def _before_pinpoint(text: Shadow, mention: Mention) -> int:
    if mention.pinpoint is None:
        return mention.start
    at = text.clean.rfind(mention.pinpoint, max(0, mention.start - 200), mention.start)
    return at if at >= 0 else mention.start


def _issuing(text: Shadow, mention: Mention) -> Issuer | None:
    """ "Ban A đã ban hành Nghị quyết số …"."""
    begin = max(0, mention.start - _WINDOW)
    verb = _ISSUES(text).search(text.low, begin, mention.start)
    if verb is None:
        return None
    for word in _WORD.finditer(text.clean, begin, verb.start()):
        if not word.group()[0].isupper():
            continue
        issuer = issuer_at(text, word.start())
        if issuer and issuer.end == verb.start():
            return issuer
    return None


def _appositive(text: Shadow, mention: Mention, words: Sequence[TypeWord]) -> Issuer | None:
    """ "Tờ trình của Ban A về … (Tờ trình số …)": the same document, first without its number."""
    if text.clean[mention.start - 1 : mention.start] != "(":
        return None
    begin = max(text.paragraph(mention.start) - 1, mention.start - 400)
    for i in range(bisect_left(words, mention.start, key=lambda word: word.start) - 1, -1, -1):
        word = words[i]
        if word.start <= begin:
            break
        if word.type == mention.type and text.low.startswith((" của ", " cua "), word.end):
            return issuer_at(text, word.end + 5)
    return None
