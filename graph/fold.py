"""Folding: one way to compare Vietnamese words whatever their diacritics, case and spacing."""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import product

_NOT_WORD = re.compile(r"[^a-z0-9]+")


class _Bare(dict[int, str]):
    """What stays of each code point without its marks. Filled as letters are met: a few hundred, in whatever texts."""

    def __missing__(self, point: int) -> str:
        bare = "".join(c for c in unicodedata.normalize("NFD", chr(point)) if not unicodedata.combining(c))
        return self.setdefault(point, bare)


_BARE = _Bare({ord("đ"): "d", ord("Đ"): "D", ord("ð"): "d", ord("Ð"): "D"})


def fold(text: str) -> str:
    """Lower case without diacritics (đ is d), white space runs as one space: `Nghị  quyết` → `nghi quyet`."""
    return " ".join(text.translate(_BARE).split()).casefold()


def _letters() -> str:
    """All letters of Vietnamese beyond ASCII: 134."""
    vowels = [unicodedata.normalize("NFC", base + tone) for base, tone in product("aăâeêioôơuưy", ("", *"\u0300\u0301\u0303\u0309\u0323"))]
    small = "".join(vowel for vowel in vowels if not vowel.isascii()) + "đ"
    return small + small.upper()


def _each(char: str) -> str:
    folded = fold(char)
    return folded if len(folded) == 1 else char


class _Each(dict[int, str]):
    """What `fold_each` makes of each code point; filled as they are met."""

    def __missing__(self, point: int) -> str:
        return self.setdefault(point, _each(chr(point)))


_EACH = _Each()
# A code page of what Vietnamese texts are made of: each of its characters is one byte, which the codecs translate far faster than strings.
_PAGE = ("\t\n\x1d" + "".join(map(chr, range(0x20, 0x7F))) + _letters() + "…•·°²³×½§□●→±÷≤≥™®öü").ljust(256, "\ufffe")
_ENCODE = codecs.charmap_build(_PAGE)
_FOLDED_PAGE = "".join(map(_each, _PAGE))


_STRETCH = 1024
"""Characters that are folded the slow way for the sake of a rare one among them."""


def fold_each(text: str) -> str:
    """The text folded character by character, so that offsets stay: white space as it is, and what would not stay one character."""
    return "".join(_folded_each(text[at : at + _STRETCH]) for at in range(0, len(text), _STRETCH))


def _folded_each(text: str) -> str:
    try:
        page, _ = codecs.charmap_encode(text, "strict", _ENCODE)
        return codecs.charmap_decode(page, "strict", _FOLDED_PAGE)[0]
    except UnicodeError:  # a character that is rare, or the one that the codecs take for none
        return text.translate(_EACH)


def slug(text: str) -> str:
    """ASCII letters and digits of the folded text, joined by `-`: `Tỉnh ủy Kon Tum` → `tinh-uy-kon-tum`."""
    return _NOT_WORD.sub("-", fold(text)).strip("-")


def words(text: str) -> list[str]:
    """The folded words, as search compares them: `Nghị quyết 02-NQ/TW` → `nghi`, `quyet`, `02`, `nq`, `tw`."""
    return [w for w in _NOT_WORD.split(fold(text)) if w]
