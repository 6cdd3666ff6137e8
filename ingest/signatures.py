"""Who signs, and where: the office in capitals, and the name under it, behind it in one line, or beside `(Đã ký)`.

    KT. CHỦ TỊCH                 TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Văn An
    PHÓ CHỦ TỊCH
    (Đã ký)
    Lê Văn An

Forms in annexes have offices without names, so the first office with a name is the document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph.fold import fold
from graph.knowledge import place_named
from ingest.flow import is_capitals
from ingest.paragraphs import Paragraph
from ingest.vocabulary import folded_choice, vocabulary

_FOR = r"(?:tm|kt|tl|tuq|t/m|k/t|t/l|thay mat|thua lenh|thua uy quyen)\b\.?|q\.\s"
_OFFICE = rf"(?:{_FOR}|(?:pho |quyen )?{folded_choice(office.title for office in vocabulary().office)}\b)"
_BEGINS = re.compile(_OFFICE)
_HOLDS = re.compile(rf"(?:^|\W){_OFFICE}")
_OPENING = re.compile(rf"{folded_choice(vocabulary().opening.begin)}\b")
_SIGNED = re.compile(r"[(\[]?\s?đ[aã]\s?k[yý](?: v[aà] đ[oó]ng d[aấ]u)?\s?[)\]]?\s?[:.]?|\[daky\]", re.IGNORECASE)
_RANK = re.compile(
    r"(?<!\w)(?:(?:Đại|Thượng|Trung|Thiếu)\s(?:tướng|tá|úy)|Đô đốc"
    r"|(?:GS|PGS|TSKH|TS|ThS|BSCKI{1,2}|BS|KS|CN|CKI{1,2}|TTND|TTƯT|NGND|NGƯT|LS)(?![\w’']))\.?[\s,.]*",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*(?:\s[^\W\d_](?:[^\W\d_]|['’-])*){1,5}$")
_LONGEST = 50
_BESIDE = re.compile(r"noi nhan\b|[-+•*]\s?")
"""What stands in the left column, beside an office in the right one."""
_NEAR = 4
_BLOCK = 8


def signature(paragraphs: Sequence[Paragraph], recipients: Sequence[range], begin: int, end: int) -> range:
    """The document's block of offices with the name under it; without a name, the one beside the recipients, or the first.

    Begins at `begin` and ends before `end`; empty where nobody signs.
    """
    blocks: list[range] = []
    for block in _blocks(paragraphs, begin, end):
        if signer(paragraphs, block):
            return block
        blocks.append(block)
    near = (block for block in blocks if recipients and recipients[0].start - 6 <= block.start <= recipients[0].stop + 3)
    return next(near, blocks[0] if blocks else range(0))


def signer(paragraphs: Sequence[Paragraph], block: range) -> str | None:
    """The person who signs in the block, without rank and degree; a name that begins with a known family's goes before."""
    found = [name for i in block if (name := _inline(paragraphs[i].text) or person(paragraphs[i].text))]
    return next((name for name in found if _of_family(name)), found[0] if found else None)


def person(text: str) -> str | None:
    """A line that is a person's name and nothing else: "Lê Văn An", "Thiếu tướng LÊ VĂN AN"; None if it is none.

    In capitals, only what begins with a family's name is one: other lines in capitals are offices and headings.
    """
    bare = _RANK.sub("", _SIGNED.sub("", text)).strip("()[]*:./- ")
    if len(bare) > _LONGEST or not _NAME.match(bare) or _BEGINS.match(fold(bare)) or place_named(bare):
        return None
    if bare == bare.upper():
        return " ".join(word.capitalize() for word in bare.split()) if _of_family(bare) else None
    return bare if all(word[0].isupper() for word in bare.split()) and not any(len(w) > 2 and w.isupper() for w in bare.split()) else None


def _blocks(paragraphs: Sequence[Paragraph], begin: int, end: int) -> Iterator[range]:
    for i in range(begin, end):
        paragraph = paragraphs[i]
        if len(paragraph.text) < _LONGEST and _SIGNED.fullmatch(paragraph.text):
            yield range(max(begin, i - 1), min(end, i + 2))
        elif _signs(paragraphs, i, end):
            last = i
            while last + 1 < min(end, i + _BLOCK) and is_capitals(paragraphs[last + 1].text) and not person(paragraphs[last + 1].text):
                last += 1
            yield range(i, min(end, last + _NEAR))


def _signs(paragraphs: Sequence[Paragraph], i: int, end: int) -> bool:
    """An office in a signature isn't the enacting body under a title: no preamble follows."""
    paragraph = paragraphs[i]
    if _BEGINS.match(paragraph.folded) and is_capitals(paragraph.text):
        return not (i + 1 < end and _OPENING.match(paragraphs[i + 1].folded))
    if not paragraph.text[-1].isalpha():
        return False
    beside = _BESIDE.match(paragraph.folded) and _HOLDS.search(fold(_capitals_at_end(paragraph.text)))
    return bool(beside) or _inline(paragraph.text) is not None


def _capitals_at_end(text: str) -> str:
    words = text.split()
    first = len(words)
    while first and words[first - 1] == words[first - 1].upper() and not words[first - 1][0].isdigit():
        first -= 1
    return " ".join(words[first:])


def _inline(text: str) -> str | None:
    """The name behind an office in one line: `KT. BỘ TRƯỞNG THỨ TRƯỞNG (Đã ký) Lê Văn An`."""
    words = _SIGNED.sub("", text[-200:]).split()
    first = len(words)
    while first and words[first - 1][0].isupper() and words[first - 1] != words[first - 1].upper():
        first -= 1
    name = person(" ".join(words[first:])) if first < len(words) - 1 else None
    return name if name and _HOLDS.search(fold(_capitals_at_end(" ".join(words[:first])))) else None


def _of_family(name: str) -> bool:
    """With its diacritics (`NHÂN DÂN` is no name), unless the name has none at all."""
    first = name.split(maxsplit=1)[0].lower()
    return first in _families() or (name.isascii() and first in _bare_families())


@cache
def _families() -> frozenset[str]:
    return frozenset(name.lower() for name in vocabulary().families)


@cache
def _bare_families() -> frozenset[str]:
    return frozenset(map(fold, vocabulary().families))
