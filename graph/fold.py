"""Folding: one way to compare Vietnamese words whatever their diacritics, case and spacing."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_D = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})


def fold(text: str) -> str:
    """Lower case without diacritics (đ is d), white space runs as one space: `Nghị  quyết` → `nghi quyet`."""
    bare = unicodedata.normalize("NFD", text.translate(_D))
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return _SPACES.sub(" ", bare).strip().casefold()


def slug(text: str) -> str:
    """ASCII letters and digits of the folded text, joined by `-`: `Tỉnh ủy Kon Tum` → `tinh-uy-kon-tum`."""
    return _NOT_WORD.sub("-", fold(text)).strip("-")


def words(text: str) -> list[str]:
    """The folded words, as search compares them: `Nghị quyết 02-NQ/TW` → `nghi`, `quyet`, `02`, `nq`, `tw`."""
    return [w for w in _NOT_WORD.split(fold(text)) if w]
