"""Folding does to every letter what Unicode's own decomposition does."""

from __future__ import annotations

import sys
from unicodedata import combining, normalize

from hypothesis import given
from hypothesis import strategies as st

from graph.fold import fold, fold_each, slug, words


def by_definition(text: str) -> str:
    bare = "".join(c for c in normalize("NFD", text) if not combining(c))
    return " ".join(bare.replace("đ", "d").replace("Đ", "d").replace("ð", "d").replace("Ð", "d").split()).casefold()


def test_every_code_point() -> None:
    assert [hex(point) for point in range(sys.maxunicode + 1) if fold(f"a{chr(point)}b") != by_definition(f"a{chr(point)}b")] == []


@given(st.text())
def test_every_text(text: str) -> None:
    assert fold(text) == by_definition(text) == fold(normalize("NFD", text))


def test_vietnamese_words() -> None:
    assert fold(" Nghị  quyết\tĐẢNG ") == "nghi quyet dang"
    assert slug("Tỉnh ủy Kon Tum") == "tinh-uy-kon-tum"
    assert words("Nghị quyết 02-NQ/TW") == ["nghi", "quyet", "02", "nq", "tw"]


@given(st.text("NGHỊ quyết số 12 • …\n\t", max_size=40), st.text(max_size=10))
def test_folded_each_by_itself_offsets_stay(usual: str, rare: str) -> None:
    for text in (usual, usual + rare, usual + "\ufffe"):
        assert fold_each(text) == "".join(folded if len(folded := fold(char)) == 1 else char for char in text)
