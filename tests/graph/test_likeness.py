"""Likeness and prints: a bad copy is one document with its original, another document of the same form is not."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.fold import fold_each
from graph.kept import StoredSource
from graph.likeness import likeness
from graph.prints import folded_letters, prints_of
from graph.reading import Header, Reading
from tests.graph.copies import body, scanned

FORM = (
    "Điều 1. Bổ nhiệm ông {name}, sinh ngày {born}, {post}, giữ chức vụ Phó Giám đốc Sở kể từ ngày ký; thời hạn giữ chức vụ là 05 năm. "
    "Điều 2. Ông {name} được hưởng phụ cấp chức vụ hệ số {rate} theo quy định hiện hành của Nhà nước. "
    "Điều 3. Chánh Văn phòng, Giám đốc Sở Nội vụ, Thủ trưởng các cơ quan, đơn vị có liên quan và ông {name} chịu trách nhiệm thi hành "
    "Quyết định này. Quyết định này có hiệu lực kể từ ngày ký. Nơi nhận: như Điều 3; Thường trực Tỉnh ủy; lưu hồ sơ cán bộ."
)
ONE = FORM.format(name="Trần Văn Bình", born="12/3/1975", post="Trưởng phòng Kế hoạch", rate="0,7")
OTHER = FORM.format(name="Lê Quang Phúc", born="25/9/1981", post="Chánh Thanh tra", rate="0,8")
PLAN = " ".join(f"Mục {n}. Năm 2023 giao {body(n, 12)} hoàn thành trước tháng {n % 12 + 1}." for n in range(20))


@pytest.mark.parametrize("rate", [0.0, 0.005, 0.02, 0.04])
@pytest.mark.parametrize("text", [ONE, PLAN, body(7, 600)])
def test_a_copy_is_one_document_with_its_original(text: str, rate: float) -> None:
    assert likeness(text, scanned(text, 3, rate)).one_document


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (ONE, OTHER),
        (ONE, scanned(OTHER, 5)),
        (ONE, ONE.replace("Trần Văn Bình", "Trần Quốc Thịnh")),
        (PLAN, PLAN.replace("2023", "2024")),
        (PLAN, scanned(PLAN.replace("2023", "2024"), 5)),
        (body(1), body(2)),
        (body(1, 300), body(1, 300) + body(2, 300)),
        (body(1, 300), body(1, 200)),
        ("", body(1)),
    ],
)
def test_another_document_of_the_same_form_is_another_document(a: str, b: str) -> None:
    assert not likeness(a, b).one_document


def test_in_which_order_two_texts_are_given_does_not_matter() -> None:
    assert likeness(ONE, scanned(OTHER, 1)) == likeness(scanned(OTHER, 1), ONE)


def test_it_says_where_they_have_other_words() -> None:
    found = likeness(ONE, ONE.replace("0,7", "0,9"))
    assert found.exchanged == (("7", "9"),)
    assert found.slips == 0


def prints(text: str, header: Header | None = None) -> set[str]:
    return set(prints_of(StoredSource("0" * 64, (), text, Reading(header or Header()), (), ())))


def test_copies_share_prints_and_other_texts_do_not() -> None:
    text = body(3, 400)
    assert len(prints(text) & prints(scanned(text))) > 4
    assert not prints(text) & prints(body(4, 400))


def test_only_a_text_that_does_not_name_itself_says_so_in_its_prints() -> None:
    named = Header(number="5/KH-UBND", date="2021-06-12")
    assert {one[0] for one in prints(body(3))} == {"b", "u"}
    assert {one[0] for one in prints(body(3), named)} == {"b"}
    assert {one[0] for one in prints(body(3), Header(number="5/KH-UBND", date="2021"))} == {"b", "u"}


def test_a_text_of_a_few_words_has_no_prints() -> None:
    assert not prints(body(3, 30))


def test_the_words_of_a_print_are_those_of_the_folded_text() -> None:
    every = " ".join(f"a{chr(point)}b" for point in range(sys.maxunicode + 1))
    assert folded_letters(every).split() == _words(every)


@given(st.text(), st.text("NGHỊ quyết số 12 • …\n\t", max_size=40))
def test_so_they_are_of_every_text(rare: str, usual: str) -> None:
    assert folded_letters(usual + rare + usual).split() == _words(usual + rare + usual)


def _words(text: str) -> list[bytes]:
    return [word.encode() for word in re.findall("[a-z]+", fold_each(text).lower())]
