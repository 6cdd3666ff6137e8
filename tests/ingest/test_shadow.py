"""Rules that stand for many words, and patterns that look at what is in front last: as strict as the plain ones, only faster."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.phrases import unglued
from ingest.shadow import Rule, shadow

WORDS = ("luật", "bộ luật", "lệnh", "nghị quyết", "nghị quyết liên tịch", "hòa giải", "xã", "xa lộ")
RULE = Rule(r"(?<!\w)WORDS(?!\w)", words=WORDS, gap=r"[ \n]")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nghị quyết\nliên tịch và Nghị quyết", ["nghị quyết\nliên tịch", "nghị quyết"]),
        ("bộ luật, luật, luật sư", ["bộ luật", "luật", "luật"]),
        ("Hoà giải; hòa giải", ["hòa giải", "hòa giải"]),
        ("nghi quyet lien tich; xa lo; xa", ["nghi quyet lien tich", "xa lo", "xa"]),
        ("pháp luật; nghị quyết liên", ["luật", "nghị quyết"]),
        ("lệnhs", []),
    ],
)
def test_the_longest_word_is_found_in_the_documents_spelling(text: str, found: list[str]) -> None:
    shown = shadow(text)
    assert RULE(shown).findall(shown.low) == found


@given(st.lists(st.sampled_from([*WORDS, "s", " ", "-", "bộ", "\n"])).map(" ".join))
def test_a_tree_of_words_finds_what_the_words_side_by_side_find(text: str) -> None:
    longest = "|".join(word.replace(" ", r"[ \n]") for word in sorted(WORDS, key=len, reverse=True))
    shown = shadow("ế" + text)  # not typed without diacritics
    assert [m.span() for m in RULE(shown).finditer(shown.low)] == [m.span() for m in re.finditer(rf"(?<!\w)(?:{longest})(?!\w)", shown.low)]


@given(st.text("NQĐT/- 5", max_size=30))
def test_unglued_finds_what_a_look_in_front_finds(text: str) -> None:
    words = ("TTN", "NQ", "QĐ", "T")
    assert [m.span() for m in re.finditer(unglued(words) + r"(?= 5)", text)] == [
        m.span() for m in re.finditer(r"(?<![\w/-])(?:TTN|NQ|QĐ|T)(?= 5)", text)
    ]


@given(st.text('a.;": \n'), st.data())
def test_where_paragraphs_sentences_and_quotations_begin_is_what_the_text_says(text: str, data: st.DataObject) -> None:
    shown = shadow(text)
    at = data.draw(st.integers(0, len(text)))
    line = text.rfind("\n", 0, at) + 1
    assert shown.paragraph(at) == line
    assert shown.quoting(at) == (text.count('"', line, at) % 2 == 1)
    assert shown.sentence(line, at) == line + max(text[line:at].rfind(". "), text[line:at].rfind("; ")) + 1
