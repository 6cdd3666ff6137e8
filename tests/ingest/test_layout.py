"""Parts of documents: what speaks and what is silent."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.layout import Layout, lay_out
from ingest.text import Text, prepare
from tests.ingest import documents
from tests.ingest.documents import BEHIND_ITS_FIRST_PAGE, GAZETTE, LETTER, MOTTO, NOTICE, PARTY_PLAN, PROPERTIES


def parts(original: str) -> tuple[Text, Layout]:
    text = prepare(original)
    return text, lay_out(text)


def silent(text: Text, layout: Layout) -> str:
    return "¦".join(text.clean[span.start : span.end] for span in layout.silent)


def test_what_is_silent_and_what_speaks_in_a_letter() -> None:
    text, layout = parts(LETTER)
    assert "48 /UBND-NC" in silent(text, layout)
    assert "NC 55/KH" in silent(text, layout)
    assert "17-KH/TU" not in silent(text, layout)
    assert layout.title is not None
    assert text.clean[layout.title.start : layout.title.end] == "triển khai Kế hoạch số 17-KH/TU của Tỉnh ủy"
    body = text.clean[layout.body.start : layout.body.end]
    assert body.startswith("Kính gửi")
    assert body.strip().endswith("làm việc này./.")


def test_a_web_pages_own_words_are_silent() -> None:
    page = PROPERTIES + "Văn bản này chưa cập nhật nội dung Tiếng Anh\nNghị quyết 61/NQ-CP do Chính phủ ban hành\n"
    text, layout = parts(page)
    assert silent(text, layout).count("61/NQ-CP") == 3
    assert "Chính phủ thảo luận" not in silent(text, layout)


def test_an_annex_behind_the_signature_belongs_to_the_body() -> None:
    text, layout = parts(LETTER + "\nPHỤ LỤC\n\n(Kèm theo Quyết định số 5/QĐ-TTg)\n\n1. Một việc theo Luật X.\n\n2. Hai việc.\n")
    assert "5/QĐ-TTg" in text.clean[layout.body.start : layout.body.end]
    assert "5/QĐ-TTg" not in silent(text, layout)


def test_a_note_that_goes_on_behind_the_recipients_is_not_silent() -> None:
    original = NOTICE.replace("chuyển đổi số tỉnh", "chuyển đổi số1 tỉnh").replace(
        "kết luận:\n", "kết luận:\n\n                        \n1 Theo Quyết định số 5/QĐ-TTg\n"
    )
    text, layout = parts(original + " của Thủ tướng Chính phủ.\n")
    assert "{Theo Quyết định số 5/QĐ-TTg của Thủ tướng Chính phủ.}" in text.clean
    assert "5/QĐ-TTg" not in silent(text, layout)


def test_a_received_stamp_is_silent() -> None:
    text, layout = parts(PARTY_PLAN.replace("Thực hiện", "ĐẾN Số: 1782\nNgày: 17/11/21\nChuyển:\n\nThực hiện", 1))
    assert "1782" in silent(text, layout)
    assert "4-NQ/TW" not in silent(text, layout)


def test_a_pages_heading_speaks_and_its_table_does_not() -> None:
    text, layout = parts("Nghị quyết thi hành Luật Đất đai\n" + PROPERTIES)
    assert "Luật Đất đai" not in silent(text, layout)
    assert silent(text, layout).count("61/NQ-CP") == 2


def test_a_merged_text_has_its_own_number_behind_it() -> None:
    original = GAZETTE.replace("Số: 3/2024/TT-BCT\n", "").replace("Hà Nội, ngày 2 tháng 01 năm 2024\n", "")
    original = original.replace("BỘ TRƯỞNG\n", "XÁC THỰC VĂN BẢN HỢP NHẤT\nSố: 8/VBHN-BCT\nHà Nội, ngày 3 tháng 4 năm 2024\n\nBỘ TRƯỞNG\n")
    header = lay_out(prepare(original)).header
    assert header.type == "Văn bản hợp nhất"
    assert header.number is not None
    assert header.number.endswith("8/VBHN-BCT")
    assert header.date == "2024-04-03"


def test_a_merged_texts_number_may_stand_before_its_authentication() -> None:
    original = f"{MOTTO}\n\nLUẬT\nTHUẾ TÀI NGUYÊN\n\nCăn cứ Hiến pháp;\n\nĐiều 1. Luật này quy định về thuế.\n\nVĂN PHÒNG QUỐC HỘI\n\n"
    original += "Số: 12/VBHN-VPQH .\n\nXÁC THỰC VĂN BẢN HỢP NHẤT\n\nHà Nội, ngày 2 tháng 6 năm 2026\n"
    header = lay_out(prepare(original)).header
    assert (header.number, header.type, header.date) == ("12/VBHN-VPQH", "Văn bản hợp nhất", "2026-06-02")


def test_a_letterhead_behind_the_first_page_is_silent() -> None:
    text, layout = parts(BEHIND_ITS_FIRST_PAGE)
    assert "32/2026/TT-BNV" in silent(text, layout)
    assert "36/2018/QH14" not in silent(text, layout)
    assert text.clean[layout.body.start : layout.body.end].startswith("Căn cứ")


def test_a_letter_whose_number_begins_with_a_bodys_code_is_a_letter() -> None:
    letter = f"BỘ TÀI CHÍNH\nCỤC THUẾ\n\n{MOTTO}\n\nSố: 56/CT-CS V/v hoàn thuế\n\nHà Nội, ngày 3 tháng 4 năm 2025\n\nKính gửi: Thuế tỉnh X"
    header = lay_out(prepare(letter)).header
    assert (header.type, header.number, header.subject) == ("Công văn", "56/CT-CS", "hoàn thuế")


SAMPLES = [text for name, text in vars(documents).items() if name.isupper()]
snippets = st.sampled_from([line for sample in SAMPLES for line in sample.split("\n")])


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(snippets, max_size=40).map("\n".join)))
def test_any_text_has_sound_parts(original: str) -> None:
    text, layout = parts(original)
    spans = [*layout.silent, layout.body, *([layout.title] if layout.title else [])]
    assert all(0 <= span.start <= span.end <= len(text.clean) for span in spans)
    assert all(a.end < b.start for a, b in zip(layout.silent, layout.silent[1:], strict=False))
