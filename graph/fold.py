"""Folding: one way to compare Vietnamese words whatever their diacritics, case and spacing."""

from __future__ import annotations

import re
import unicodedata

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


def slug(text: str) -> str:
    """ASCII letters and digits of the folded text, joined by `-`: `Tỉnh ủy Kon Tum` → `tinh-uy-kon-tum`."""
    return _NOT_WORD.sub("-", fold(text)).strip("-")


def words(text: str) -> list[str]:
    """The folded words, as search compares them: `Nghị quyết 02-NQ/TW` → `nghi`, `quyet`, `02`, `nq`, `tw`."""
    return [w for w in _NOT_WORD.split(fold(text)) if w]
