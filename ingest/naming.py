"""A body's name in ordinary writing, where a letterhead has it in capitals and with abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import accumulate, pairwise

from graph.fold import fold
from graph.knowledge import organ_in, organs, place_named
from ingest.vocabulary import folded_choice, vocabulary

_JOINT = re.compile(rf" - (?={folded_choice(vocabulary().bodies)}\b)")
_HEAD = re.compile(r"(?:pho )?(?:chu tich|bo truong|giam doc) (?=uy ban|hoi dong|bo |so )")
LEVEL = re.compile(r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã(?! hội)|phường|đặc khu)\s", re.IGNORECASE)
_LEVELS = {fold(level): level for level in ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "thị trấn", "phường", "đặc khu")}
_BARE_LEVEL = re.compile(rf"\b(?:{'|'.join(_LEVELS)})\b", re.IGNORECASE)
_ROMAN = re.compile(r"[IVXLC]+$")
_VOWEL = re.compile(r"[aeiouy]")


def expanded(printed: str) -> str:
    """Abbreviations spelled out, levels with their diacritics: `UBND TP. PLEIKU` → `Ủy ban nhân dân thành phố PLEIKU`."""
    if printed.isascii():
        printed = _BARE_LEVEL.sub(lambda match: _LEVELS[match.group().lower()].upper(), printed)
    return " ".join(_abbreviations().get(word.upper().rstrip("."), word) for word in printed.split())


def spelled(printed: str, texts: Iterable[str]) -> str:
    """A body's name as the data write it, or one of the texts of the document; else by the rules of writing.

    Bodies that issue jointly are spelled each for itself.
    """
    texts = tuple(texts)
    printed = expanded(printed)
    separate = _JOINT.sub("\n", fold(printed)).split("\n")
    if len(separate) > 1:
        words = printed.replace(" - ", " ").split()
        ends = list(accumulate(len(part.replace(" - ", " ").split()) for part in separate))
        return " - ".join(spelled(" ".join(words[begin:end]), texts) for begin, end in pairwise([0, *ends]))
    head = _HEAD.match(fold(printed))
    if head:
        words = printed.split()
        title = len(head.group().split())
        return f"{' '.join(words[:title]).capitalize()} {spelled(' '.join(words[title:]), texts)}"
    return _known(printed) or _as_in(printed, texts) or sentence_case(printed)


def _known(printed: str) -> str | None:
    organ = organ_in(printed)
    folded = fold(printed)
    for name in sorted(organ.names, key=len, reverse=True) if organ else ():
        base = name.removesuffix(" tỉnh")
        if folded == fold(name):
            return name
        if folded.startswith(fold(base) + " "):
            rest = printed.split()[len(base.split()) :]
            own_name = organ is not None and organ.scope == "local" and not LEVEL.search(" ".join(rest) + " ")
            return f"{base} {_capitalised(rest) if own_name else _with_place_names(rest)}"
    return None


def _as_in(printed: str, texts: Iterable[str]) -> str | None:
    """The name as a text of the document writes it, if not in capitals too."""
    for text in texts:
        at = text.lower().find(printed.lower())
        if at >= 0 and not any(word.isupper() and len(word) > 1 for word in text[at : at + len(printed)].split()):
            return text[at].upper() + text[at + 1 : at + len(printed)]
    return None


def sentence_case(printed: str) -> str:
    """Capitals at the beginning, behind the kind of body, in names of fields and places; the rest in lower case.

    >>> sentence_case("TRUNG TÂM KIỂM SOÁT BỆNH TẬT TỈNH KON TUM"), sentence_case("PHÒNG VĂN HÓA - XÃ HỘI")
    ('Trung tâm Kiểm soát bệnh tật tỉnh Kon Tum', 'Phòng Văn hóa - Xã hội')
    """
    if not any(word.isupper() and len(word) > 1 for word in printed.split()):
        return printed[0].upper() + printed[1:]
    kind = _kinds().match(fold(printed))
    count = len(kind.group().split()) if kind else 0
    words = printed.split()
    rest = _with_fields(_with_place_names(words[count:]))
    written = _kind_written()[kind.group()] if kind else ""
    rest = rest[:1].upper() + rest[1:] if not LEVEL.match(rest) else rest
    return f"{written} {rest}".strip()


def _with_fields(text: str) -> str:
    """Fields of administration as the names of ministries and departments write them: `Giáo dục và Đào tạo`."""
    return _fields().sub(lambda match: _field_written()[match.group().lower()], text)


def _with_place_names(words: list[str]) -> str:
    """Levels in lower case, the names behind them with capitals: `TỈNH QUẢNG NGÃI` → `tỉnh Quảng Ngãi`; codes and numerals stay."""
    text = " ".join(word if _is_code(word) else word.lower() for word in words)
    for size in range(min(4, len(words)), 0, -1):
        place = place_named(" ".join(words[-size:]))
        if place and fold(text).endswith(fold(place.name)):
            return text[: len(text) - len(place.name)] + place.name
    named = LEVEL.search(text)
    begin = named.end() if named else len(text)
    return text[:begin] + _capitalised(text[begin:].split())


def _capitalised(words: list[str]) -> str:
    return " ".join(word if _is_code(word) else word.capitalize() for word in words)


def _is_code(word: str) -> bool:
    """`TNHH`, `II`: what is said letter by letter, not a word."""
    return len(word) > 1 and word.isupper() and (not _VOWEL.search(fold(word)) or bool(_ROMAN.match(word)))


@cache
def _abbreviations() -> dict[str, str]:
    return {short.upper(): full for short, full in vocabulary().abbreviations.items()}


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile(rf"{folded_choice(vocabulary().bodies)}\b")


@cache
def _kind_written() -> dict[str, str]:
    return {fold(body): body for body in vocabulary().bodies}


@cache
def _field_written() -> dict[str, str]:
    named = [name.split(" ", 1)[1] for organ in organs() for name in organ.names if name.startswith(("Sở ", "Bộ "))]
    joined = [name for name in named if " và " in name or " - " in name]
    return {name.lower(): name for name in (*joined, *vocabulary().proper)}


@cache
def _fields() -> re.Pattern[str]:
    names = sorted(_field_written(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
