"""Short forms that a text introduces: "(sau đây gọi tắt là Quy chế phối hợp)", then "Quy chế phối hợp" in its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from graph.numbers import parse_number
from ingest.mentions import Mention, TypeWord
from ingest.names import NAMED_TYPES
from ingest.patterns import Examples
from ingest.phrases import spelled_list
from ingest.shadow import Rule, Shadow

INTRODUCED = Rule(
    r"""
    (?: \([ ]?(?:(?:sau|dưới)[ ]đây,?[ ])?+ | ,[ ](?:sau|dưới)[ ]đây,?[ ] )
    (?:được[ ])?+(?:viết|gọi)(?:[ ]tắt|[ ]chung)?+(?:[ ]là)?+[ ]?:?[ ]?"?
    (?P<form>[^()"\n,;.]{3,60}?)"?[ ]?(?:\)|(?=[;.]))
    """
)
"""What introduces a short form; the form itself begins with a type's word."""

INTRODUCED_EXAMPLES = Examples(
    INTRODUCED,
    ("(sau đây gọi tắt là Quy chế phối hợp)", '(gọi là "Đề án 06")', "(viết tắt là Luật PPP)"),
    ("(sau đây)", ", gọi là Nghị định 15", "(viết bằng chữ"),
)

_FORMERLY = re.compile(r"(?<!\w)(?:các|những|một|mỗi|dự thảo|mẫu|cac|nhung|mot|moi|du thao|mau) $")
_MID_SENTENCE = re.compile(r"[^\W_],? $")
_GOES_ON = Rule(r"[ \n](?:này|số|\d|năm|ngày|khác|đó|nêu|trên|mới)(?!\w)")
_WORD = re.compile(r" ([^\W\d_]+)")
_AMENDED = Rule(r"sửa[ ]đổi|bổ[ ]sung")
"""Between a document and what has amended it: the form means the former."""
_ISSUED = frozenset({"Chương trình", "Đề án", "Kế hoạch", "Quy chế", "Quy định", "Quy trình", "Chiến lược", "Điều lệ"})
"""What other documents issue or approve."""
_NEAR = 2000
"""Characters before a short form's introduction among which what it means is cited."""
_DIGITS = re.compile(r"\d+")


_RULE = "a short form that the text introduces"
_GIVEN = (("type", "the document's that the form stands for"), ("number", "the document's that the form stands for"))


def introduced(text: Shadow, words: Sequence[TypeWord], found: Sequence[Mention]) -> Iterator[Mention]:
    """The forms where they are introduced and later on. A form that is a type's word alone counts only amid a sentence."""
    by_start = {word.start: word for word in words}
    starts = [mention.start for mention in found]
    meant: dict[str, tuple[int, bool, Mention]] = {}
    for definition in INTRODUCED(text).finditer(text.low):
        word = by_start.get(definition.start("form"))
        if word is None or "/" in definition["form"]:
            continue  # a number is told without its introduction
        last = bisect_right(starts, definition.start())
        nearest = max(0, definition.start() - _NEAR)
        begin = max(nearest, text.low.rfind("\n", nearest, definition.start()))
        near = [m for m in found[max(0, last - 6) : last] if m.start >= begin and m.kind in ("full", "name")]
        target = _meant(text, definition, word, near)
        if target is not None:
            meant.setdefault(definition["form"].strip(), (definition.start("form"), word.end >= definition.end("form"), target))
    if not meant:
        return
    forms = "|".join(re.escape(form) for form in sorted(meant, key=len, reverse=True))
    for use in re.finditer(rf"(?<!\w)(?:{forms})(?!\w)(?! số| so|[/-]\w)", text.low):
        begin, alone, target = meant[use.group()]
        if use.start() >= begin and text.clean[use.start()].isupper() and (use.start() == begin or not alone or _alone(text, use)):
            name = None if target.number else text.clean[use.start() : use.end()]
            yield Mention(
                use.start(), use.end(), "short", target.type, target.number, name,
                stands_for=target.key, confidence=0.9, rule=_RULE, given=_GIVEN,
            )  # fmt: skip


def _meant(text: Shadow, definition: re.Match[str], word: TypeWord, near: Sequence[Mention]) -> Mention | None:
    """Of the citations just before, the one of the form's serial, else of its type, else the act that issues what the form says."""
    if word.type in NAMED_TYPES and not text.clean[word.end : definition.end("form")].isupper():
        return None  # a law's name tells itself
    serial = _DIGITS.search(definition["form"])
    for mention in reversed(near) if serial else ():
        number = parse_number(mention.number or "")
        if serial and number and number.serial == serial.group().lstrip("0"):
            return mention
    alike = [m for m in near if m.type == word.type]
    if not alike:
        return near[-1] if near and near[-1].number and word.type in _ISSUED else None
    i = len(alike) - 1
    while i and _AMENDED(text).search(text.low, alike[i - 1].end, alike[i].start):
        i -= 1
    return alike[i]


def _alone(text: Shadow, use: re.Match[str]) -> bool:
    """Whether a type's word alone stands for the document: with a capital amid a sentence that goes on behind it."""
    before = text.low[max(0, use.start() - 12) : use.start()]
    if not _MID_SENTENCE.search(before) or _FORMERLY.search(before) or _GOES_ON(text).match(text.low, use.end()):
        return False
    behind = _WORD.match(text.low, use.end())
    return behind is None or behind[1] in ("và", "va") or behind[1] in spelled_list("name_ends", text.bare)
