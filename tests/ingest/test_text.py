"""Clean text: what stands where, and the way back to the original."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.reading import Span
from ingest.text import Text, prepare

CLEAN = {
    "one way to write": ("NÐ 30⁄2020 – a\u00a0b\u200bc “x” ‘y’", "NĐ 30/2020 - a bc \"x\" 'y'"),
    "decomposed letters": (unicodedata.normalize("NFD", "Quyết định số 5"), "Quyết định số 5"),
    "line ends": ("a.\r\nB.\rC.", "a.\nB.\nC."),
    "emphasis": ("Số: **12**/QĐ-*TTg*", "Số: 12/QĐ-TTg"),
    "a line break in bold": ("**ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH**", "ỦY BAN NHÂN DÂN TỈNH AN BÌNH"),
    "headings": ("# CHÍNH PHỦ\n\n## Chương I\n\nĐiều 1. A", "CHÍNH PHỦ\nChương I\nĐiều 1. A"),
    "escapes": (r"57\-NQ/TW \[a\]", "57-NQ/TW [a]"),
    "subscripts": ("UBND tỉnh_{NN}; CO_{2}", "UBND tỉnhNN; CO2"),
    "links": ("theo [Luật X](https://example.vn/x) và", "theo Luật X và"),
    "braces": ("a {b} c", "a (b) c"),
    "table": ("| CHÍNH PHỦ ---- | Độc lập |\n|---|---|\n| Số: 1/NQ-CP | Hà Nội |", "CHÍNH PHỦ\nĐộc lập\nSố: 1/NQ-CP\nHà Nội"),
    "segmented words": ("Quyết_định về việc ban_hành quy_định", "Quyết định về việc ban hành quy định"),
    "ruled blank": ("Số: ____/QĐ-UBND", "Số: /QĐ-UBND"),
    "html": ("a.<br>B <b>c</b> <sub>2</sub>", "a.\nB c 2"),
    "bullets stay": ("* một;\n* hai.", "- một;\n- hai."),
}


@pytest.mark.parametrize("case", CLEAN, ids=str)
def test_characters_and_markup(case: str) -> None:
    original, clean = CLEAN[case]
    assert prepare(original).clean == clean


WRAPPED = """Thực hiện Nghị quyết số 11-NQ/TW ngày 2 tháng 3 năm 2019 của Bộ
Chính trị về một việc rất dài, Ủy ban nhân dân tỉnh yêu cầu các sở,
ban, ngành triển khai các nhiệm vụ sau:
1. Sở Nội vụ chủ trì, phối hợp với các đơn vị có liên quan rà soát các
quy định hiện hành; trình Ủy ban nhân dân tỉnh xem xét.
- Báo cáo trước ngày 5 tháng 6."""
JOINED = [
    (
        "Thực hiện Nghị quyết số 11-NQ/TW ngày 2 tháng 3 năm 2019 của Bộ Chính trị về một việc rất dài, Ủy ban nhân dân tỉnh yêu cầu các "
        "sở, ban, ngành triển khai các nhiệm vụ sau:"
    ),
    "1. Sở Nội vụ chủ trì, phối hợp với các đơn vị có liên quan rà soát các quy định hiện hành; trình Ủy ban nhân dân tỉnh xem xét.",
    "- Báo cáo trước ngày 5 tháng 6.",
]


@pytest.mark.parametrize("ending", ["\n", "\n\n", " \n \n", "\r\n"], ids=["wrapped", "blank after each line", "with spaces", "windows"])
def test_wrapped_lines_are_joined(ending: str) -> None:
    assert prepare(ending.join(WRAPPED.split("\n"))).clean.split("\n") == JOINED


def test_blank_lines_part_paragraphs_where_no_sentence_is_torn() -> None:
    original = (
        "KẾ HOẠCH\nThực hiện Chương trình số 7-CTr/TU về phát triển khoa học và chuyển đổi số\n\nTriển khai Chương trình ấy, tỉnh yêu cầu:"
    )
    assert len(prepare(original).clean.split("\n")) == 3


PAGES = {
    "form feed and number": "Theo chỉ thị ngày 2 tháng 3 năm 2019 của Ban Thường vụ\n\f3\nTỉnh ủy về việc",
    "gazette": "Theo chỉ thị ngày 2 tháng 3 năm 2019 của Ban Thường vụ\n\nCÔNG BÁO/Số 17 + 18/Ngày 03-11-2024\n95\n \nTỉnh ủy về việc",
    "gazette, number first": "Theo chỉ thị ngày 2 tháng 3 năm 2019 của Ban Thường vụ\n12  CÔNG BÁO/Số 7/Ngày 1-1-2024\n \nTỉnh ủy về việc",
    "gazette with stamp": (
        "Theo chỉ thị ngày 2 tháng 3 năm 2019 của Ban Thường vụ\nNgười ký: CỔNG THÔNG TIN\nEmail: a@b.vn\n"
        "Cơ quan: X\nThời gian ký: 08.11.2024 16:18:05 +07:00\n\n"
        "4\nCÔNG BÁO/Số 7/Ngày 1-1-2024\nTỉnh ủy về việc"
    ),
}


@pytest.mark.parametrize("case", PAGES, ids=str)
def test_page_breaks_are_taken_out_of_the_flow(case: str) -> None:
    assert prepare(PAGES[case]).clean == "Theo chỉ thị ngày 2 tháng 3 năm 2019 của Ban Thường vụ Tỉnh ủy về việc"


def test_a_number_between_full_lines_is_a_page_number_but_a_table_keeps_its_numbers() -> None:
    assert prepare("Sở Tài chính chủ trì, phối hợp với Sở\n7\nNội vụ và các đơn vị liên quan tổng hợp").clean.count("7") == 0
    assert prepare("STT\n1\nTên\n2\nSố").clean.split() == ["STT", "1", "Tên", "2", "Số"]


FOOTNOTES = {
    "at the page's bottom": (
        (
            "Các ngân hàng chi nhánh tỉnh An Bình1; các sở.\n- Triển khai quan hệ lao động trong tình hình mới2.\n\n"
            "                                  \n1 Chính sách, Công thương.\n2 Theo Quyết định số 4/QĐ-UBND.\n - Việc khác"
        ),
        (
            "Các ngân hàng chi nhánh tỉnh An Bình{Chính sách, Công thương.}; các sở.\n"
            "- Triển khai quan hệ lao động trong tình hình mới{Theo Quyết định số 4/QĐ-UBND.}.\n- Việc khác"
        ),
    ),
    "raised": ("thực hiện quy chế² của tỉnh.\n\n² Quy chế số 5/QC-UBND.", "thực hiện quy chế{Quy chế số 5/QC-UBND.} của tỉnh."),
    "in brackets": ("nhiều văn bản[1] của tỉnh.\n\n[1] Công điện số 5/CĐ-TTg.", "nhiều văn bản{Công điện số 5/CĐ-TTg.} của tỉnh."),
    "html": ("nhiều văn bản<sup>1</sup> của tỉnh.\n\n1 Công điện số 5.", "nhiều văn bản{Công điện số 5.} của tỉnh."),
    "behind a stop": ("của tỉnh.1 Sau đó.\n\n1 Công điện số 5.", "của tỉnh{Công điện số 5.}. Sau đó."),
    "sentence goes on behind the notes": (
        "rà soát việc đóng bảo hiểm1 của các\n\n                        \n1 Bảo hiểm y tế.\n doanh nghiệp.",
        "rà soát việc đóng bảo hiểm{Bảo hiểm y tế.} của các doanh nghiệp.",
    ),
    "over a page, its rest behind the signature": (
        (
            "Xây dựng quan hệ trong tình hình mới1.\n\n                        \n1 Theo Kế hoạch số 7-KH/TU thực hiện Chỉ thị số 8-CT/TW\n"
            " - Việc khác.\n\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\n của Ban Bí thư về việc ấy.\n"
        ),
        (
            "Xây dựng quan hệ trong tình hình mới{Theo Kế hoạch số 7-KH/TU thực hiện Chỉ thị số 8-CT/TW của Ban Bí thư về việc ấy.}.\n"
            "- Việc khác.\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG"
        ),
    ),
    "over a page, its rest at the next bottom": (
        (
            "Một việc của tỉnh1 và hai việc.\n\n                        \n1 Theo Chỉ thị số 8-CT/TW của\n\f3\nMột câu nữa của trang này2.\n"
            "                        \nđồng chí Bí thư.\n2 Chú thích thứ hai."
        ),
        "Một việc của tỉnh{Theo Chỉ thị số 8-CT/TW của đồng chí Bí thư.} và hai việc.\nMột câu nữa của trang này{Chú thích thứ hai.}.",
    ),
}


@pytest.mark.parametrize("case", FOOTNOTES, ids=str)
def test_footnotes_stand_at_their_marks(case: str) -> None:
    original, clean = FOOTNOTES[case]
    text = prepare(original)
    assert text.clean == clean
    assert [text.clean[note.start] + text.clean[note.end - 1] for note in text.notes] == ["{}"] * len(text.notes)


@pytest.mark.parametrize(
    "original",
    [
        "diện tích 200m2 và CO2 tại Điều 3.\n\n1 Tên\n2 Số",
        "Luật số 58/2024/QH15.\n\n15 Tổ chức thực hiện.",
        "theo Điều 3\n\n3 Bộ trưởng ký.",
        "năm 2021\n\n2021 Thông báo",
        "một dấu chú thích1 không có chú thích.",
        "1 Một dòng đánh số không có dấu chú thích.",
    ],
)
def test_what_is_no_pair_stays(original: str) -> None:
    text = prepare(original)
    assert not text.notes
    assert [c for c in text.clean if c.isalnum()] == [c for c in original if c.isalnum()]


def at(text: Text, words: str) -> tuple[int, int]:
    start = text.clean.index(words)
    return start, start + len(words)


def test_a_span_is_the_originals_slice() -> None:
    original = "Theo **Nghị\nquyết**  số 57\\-NQ/TW."
    text = prepare(original)
    span = text.span(*at(text, "Nghị quyết số 57-NQ/TW"))
    assert original[span.start : span.end] == "Nghị\nquyết**  số 57\\-NQ/TW"


def test_a_span_over_a_footnotes_mark_is_one_and_over_a_page_head_two() -> None:
    original = "Theo quy chế1 số 5/QC-UBND của tỉnh.\n\n1 Một chú thích."
    text = prepare(original)
    body = [original[s.start : s.end] for s in text.spans(0, text.clean.index("{"))]
    assert body == ["Theo quy chế"]
    assert [original[s.start : s.end] for s in text.spans(*at(text, "chế{Một chú thích.} số"))] == ["chế", "Một chú thích.", "số"]
    original = PAGES["gazette"]
    text = prepare(original)
    spans = text.spans(*at(text, "Ban Thường vụ Tỉnh ủy"))
    assert [original[s.start : s.end] for s in spans] == ["Ban Thường vụ", "Tỉnh ủy"]
    assert text.span(*at(text, "Ban Thường vụ Tỉnh ủy")) == spans[0]


def test_a_span_in_decomposed_letters_takes_whole_letters() -> None:
    original = unicodedata.normalize("NFD", "Bộ Chính trị ký")
    text = prepare(original)
    span = text.span(*at(text, "Chính trị"))
    assert unicodedata.normalize("NFC", original[span.start : span.end]) == "Chính trị"


def test_nothing_but_space_has_an_empty_span() -> None:
    assert prepare("").spans(0, 0) == (Span(0, 0),)
    assert prepare("a b").span(1, 2) == Span(1, 1)


WORDS = [
    *("Ủy ban", "nhân dân", "TỈNH AN BÌNH", "tỉnh1", "mới².", "[1]", "1 Theo", "2 Tại", "- Điều 3.", "12", "KẾ HOẠCH", "TM. CHÍNH PHỦ"),
    *("CÔNG BÁO/Số 2/Ngày 1-1-2020", "Người ký: A", "Ngày ký: 1", "Số: 5/QĐ-UBND", "Kính gửi:", "Nơi nhận:", "- Lưu: VT"),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\f",
        " " * 24,
        "",
        " ",
        ":",
        ";",
        ".",
        ",",
        "\u0301",
        "\u200b",
        "\u00a0",
        unicodedata.normalize("NFD", "quyết định"),
    ),
    *("SỞ Y TẾ        CỘNG HÒA XÃ HỘI", "V/v\tHà Nội, ngày 1 tháng 2 năm 2020", "Nơi nhận:      KT. GIÁM ĐỐC", "\t", " " * 6, "về việc"),
    *("**", "*", "_", "__", "_{a}", "{", "}", "|", "\\", "-----", "______", "<sup>3</sup>", "<br>", "# ", "[a](http://x)"),
]
words = st.sampled_from(WORDS)
texts = st.one_of(st.text(), st.lists(words, max_size=60).map(" ".join), st.lists(words, max_size=60).map("".join))


def letters(text: str) -> str:
    """Letters and digits in the form in which they stand in clean texts."""
    text = re.sub(r"<[^<>]*>", "", text)
    return "".join(c for c in unicodedata.normalize("NFC", text).replace("Ð", "Đ").replace("ð", "đ").replace("Ɖ", "Đ") if c.isalnum())


@settings(deadline=None)
@given(texts)
def test_every_character_knows_where_it_came_from(original: str) -> None:
    text = prepare(original)
    bounds = [piece.at for piece in text.pieces] + [len(text.clean)]
    assert bounds == sorted(set(bounds)) or not text.clean
    assert (bounds[0] == 0) or not text.clean
    for piece, end in zip(text.pieces, bounds[1:], strict=True):
        assert 0 <= piece.start <= piece.end <= len(original)
        before, after = original[piece.start : piece.end], text.clean[piece.at : end]
        if before and "^{" not in before and "<sup>" not in before:
            assert letters(before) == letters(after)


@settings(deadline=None)
@given(texts, st.data())
def test_spans_are_sound_for_any_slice(original: str, data: st.DataObject) -> None:
    text = prepare(original)
    start = data.draw(st.integers(0, len(text.clean)))
    end = data.draw(st.integers(start, len(text.clean)))
    spans = text.spans(start, end)
    assert spans
    assert text.span(start, end) == spans[0]
    for span in spans:
        part = original[span.start : span.end]
        assert 0 <= span.start <= span.end <= len(original)
        assert part == part.strip()


@settings(deadline=None)
@given(st.lists(words, max_size=60).map(" ".join))
def test_clean_text_is_clean(original: str) -> None:
    clean = prepare(original).clean
    assert "  " not in clean.replace("\n", "")
    assert not set(clean) & set("\r\t\f\x1d\u00a0\u200b*|")
    assert clean.count("{") == clean.count("}") == len(prepare(original).notes)


UNITS = [
    *("a", "\n", " ", "*", "**a ", "_", "_{a", "[a](", "{", "|", "a\u0301\u0323", "\u0301", "12\n"),
    *("Nơi nhận:      A\n- b      C\n", "V/v a\tHà Nội, ngày 1 tháng 2 năm 2020\n", "KẾ HOẠCH\nvề a\nSỞ Y TẾ\n", "a\t", "SỞ Y TẾ SỞ Y TẾ "),
    *("1 A\n", "mới1 ", "mới1\n\n1 Note.\n", "CÔNG BÁO/Số 1/Ngày 1-1-2020\n"),
]


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_texts_size(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        best = float("inf")
        for _ in range(3):
            begin = time.process_time()
            prepare(text)
            best = min(best, time.process_time() - begin)
        return best

    # sixteen times the text: linear work takes some sixteen times as long, quadratic 256 times
    assert seconds(160_000) < 64 * max(seconds(10_000), 0.002)
