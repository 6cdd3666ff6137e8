"""Issuers: where a body's name ends, and the place that the document gives it."""

from __future__ import annotations

import pytest

from graph.reading import Header
from ingest.issuers import issuer_at, placed
from ingest.shadow import shadow


@pytest.mark.parametrize(
    ("text", "wording", "name"),
    [
        ("Bộ Chính trị về đổi mới", "Bộ Chính trị", "Bộ Chính trị"),
        ("BỘ CHÍNH TRỊ VỀ ĐỔI MỚI", "BỘ CHÍNH TRỊ", "Bộ Chính trị"),
        ("Thủ tướng Chính phủ phê duyệt", "Thủ tướng Chính phủ", "Thủ tướng Chính phủ"),
        ("Thủ tướng Chính\nphù hợp với", "Thủ tướng Chính", "Thủ tướng Chính phủ"),
        ("UBND tỉnh Hà Nam quy định", "UBND tỉnh Hà Nam", "Ủy ban nhân dân tỉnh Hà Nam"),
        ("Ủy ban nhân dân tỉnh Hà Nam Thành lập trạm", "Ủy ban nhân dân tỉnh Hà Nam", "Ủy ban nhân dân tỉnh Hà Nam"),
        ("Tỉnh ủy của Ban Thường vụ", "Tỉnh ủy", "Tỉnh ủy"),
        ("Bộ trưởng Bộ Tài chính hết hiệu lực", "Bộ trưởng Bộ Tài chính", "Bộ trưởng Bộ Tài chính"),
        ("Bộ Văn hóa, Thể thao và Du lịch hướng dẫn", "Bộ Văn hóa, Thể thao và Du lịch", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("Sở Lao động - Thương binh và Xã hội tại", "Sở Lao động - Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội"),
        ("Liên Bộ: Tài chính, Y tế về việc", "Liên Bộ: Tài chính, Y tế", "Liên Bộ: Tài chính, Y tế"),
        (
            "Bộ trưởng Bộ Y tế và Bộ trưởng Bộ Nội vụ tại",
            "Bộ trưởng Bộ Y tế và Bộ trưởng Bộ Nội vụ",
            "Bộ trưởng Bộ Y tế và Bộ trưởng Bộ Nội vụ",
        ),
        ("Sở Kế hoạchvà Đầu tư tỉnh Hà Nam tại", "Sở Kế hoạchvà Đầu tư tỉnh Hà Nam", "Sở Kế hoạch và Đầu tư tỉnh Hà Nam"),
        ("Sở Tư pháp\n12 Phụ lục", "Sở Tư pháp", None),
        ("Hội đồng nhân dân tỉnh khoá IX kỳ họp thứ 3", "Hội đồng nhân dân tỉnh", None),
        ("Bộ Y tế, Bộ Nội vụ hướng dẫn", "Bộ Y tế", None),
        ("Chính phủ và Nghị định số 5", "Chính phủ", "Chính phủ"),
        ("Đoàn Luật sư tỉnh Bắc Ninh đề nghị", "Đoàn Luật sư tỉnh Bắc Ninh", "Đoàn Luật sư tỉnh Bắc Ninh"),
        ("Hội đồng Thẩm phán Tòa án nhân dân tối cao hướng dẫn", "Hội đồng Thẩm phán Tòa án nhân dân tối cao", None),
    ],
)
def test_a_name_ends_where_the_sentence_goes_on(text: str, wording: str, name: str | None) -> None:
    issuer = issuer_at(shadow(text), 0)
    assert issuer is not None
    assert text[: issuer.end] == wording
    assert issuer.name == (name or wording)


def test_commas_alone_join_bodies_that_must_have_issued_together() -> None:
    text = "Bộ Y tế, Bộ Nội vụ, Bộ Tài chính hướng dẫn"
    issuer = issuer_at(shadow(text), 0, joint=True)
    assert issuer is not None
    assert issuer.name == "Bộ Y tế, Bộ Nội vụ, Bộ Tài chính"


@pytest.mark.parametrize("text", ["pháp luật", "Sở", "các cơ quan", "ông Nguyễn Văn A", ""])
def test_no_body_is_none(text: str) -> None:
    assert issuer_at(shadow(text), 0) is None


KON_TUM = Header(place="Kon Tum", issuer="Ủy ban nhân dân tỉnh Kon Tum")
HA_NOI = Header(place="Hà Nội", issuer="Ủy ban nhân dân thành phố Hà Nội")


@pytest.mark.parametrize(
    ("name", "header", "expected"),
    [
        ("Tỉnh ủy", KON_TUM, "Tỉnh ủy Kon Tum"),
        ("Ban Thường vụ Tỉnh ủy", KON_TUM, "Ban Thường vụ Tỉnh ủy Kon Tum"),
        ("Ủy ban nhân dân tỉnh", KON_TUM, "Ủy ban nhân dân tỉnh Kon Tum"),
        ("Giám đốc Sở Nội vụ", KON_TUM, "Giám đốc Sở Nội vụ tỉnh Kon Tum"),
        ("Sở Tài chính", HA_NOI, "Sở Tài chính thành phố Hà Nội"),
        ("Ủy ban nhân dân thành phố", HA_NOI, "Ủy ban nhân dân thành phố Hà Nội"),
        ("Ủy ban nhân dân thành phố", KON_TUM, "Ủy ban nhân dân thành phố"),
        ("Ủy ban nhân dân tỉnh Gia Lai", KON_TUM, "Ủy ban nhân dân tỉnh Gia Lai"),
        ("Bộ Chính trị", KON_TUM, "Bộ Chính trị"),
        ("Ủy ban nhân dân tỉnh", Header(), "Ủy ban nhân dân tỉnh"),
    ],
)
def test_the_document_gives_the_place(name: str, header: Header, expected: str) -> None:
    assert placed(name, header) == expected
