"""Headers of documents in the forms in which documents are found."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from graph.fold import fold
from ingest.layout import lay_out
from ingest.text import prepare
from tests.ingest.documents import (
    ADOPTED,
    BEHIND_ITS_FIRST_PAGE,
    CITING_NEWS,
    DECISION_PAGE,
    DEPARTMENT,
    GAZETTE,
    HEADLESS_PLAN,
    LETTER,
    LETTER_WITHOUT_HEAD,
    LOST_TYPE,
    NEWS,
    NOTICE,
    PARTY_PLAN,
    PREMIER,
    PROPERTIES,
    SEGMENTED,
    TITLE_IN_PARTS,
    UNWRAPPED,
)

HEADERS: dict[str, tuple[str, dict[str, str | None]]] = {
    "letter": (
        LETTER,
        {
            "number": "48/UBND-NC",
            "type": "Công văn",
            "date": "2022-09-05",
            "issuer": "Ủy ban nhân dân tỉnh Gia Lai",
            "place": "Gia Lai",
            "signer": "Nguyễn Thị Lan Anh",
            "subject": "triển khai Kế hoạch số 17-KH/TU của Tỉnh ủy",
        },
    ),
    "decision in a table": (
        DECISION_PAGE,
        {
            "type": "Quyết định",
            "date": "2023-01-30",
            "issuer": "Ủy ban nhân dân tỉnh Sóc Trăng",
            "place": "Sóc Trăng",
            "signer": None,
            "subject": "BAN HÀNH QUY CHẾ LÀM VIỆC CỦA HỘI ĐỒNG X",
        },
    ),
    "party plan": (
        PARTY_PLAN,
        {
            "number": "31-KH/TU",
            "type": "Kế hoạch",
            "date": "2021-12-02",
            "issuer": "Tỉnh ủy Lào Cai",
            "place": "Lào Cai",
            "signer": "Lý Văn Hải",
        },
    ),
    "no letterhead, place misread": (
        HEADLESS_PLAN,
        {"type": "Kế hoạch", "date": "2021-02-03", "issuer": "Ban Thường vụ Tỉnh ủy Lâm Đồng", "place": "Lâm Đồng", "signer": None},
    ),
    "title only": (
        NOTICE,
        {
            "number": None,
            "type": "Thông báo",
            "date": None,
            "issuer": "Văn phòng Ủy ban nhân dân tỉnh Phú Yên",
            "place": "Phú Yên",
            "signer": None,
        },
    ),
    "begins at the address": (
        LETTER_WITHOUT_HEAD,
        {
            "number": None,
            "type": "Công văn",
            "date": None,
            "issuer": "Ủy ban nhân dân tỉnh",
            "place": None,
            "signer": "Y Lan",
            "subject": None,
        },
    ),
    "a department, blanks for number and day": (
        DEPARTMENT,
        {
            "number": None,
            "type": "Công văn",
            "date": "2024-03",
            "issuer": "Sở Tư pháp tỉnh Trà Vinh",
            "place": "Trà Vinh",
            "signer": "Kim Sa Rươne",
            "subject": "góp ý dự thảo",
        },
    ),
    "gazette": (
        GAZETTE,
        {"type": "Thông tư", "date": "2024-01-02", "issuer": "Bộ Công Thương", "place": None, "signer": "Nguyễn Hồng Diên"},
    ),
    "table of properties": (
        PROPERTIES,
        {"number": "61/NQ-CP", "type": "Nghị quyết", "date": "2024-04-02", "issuer": "Chính phủ", "place": None, "signer": "Phạm Văn A"},
    ),
    "segmented words": (
        SEGMENTED,
        {"number": None, "type": "Quyết định", "date": None, "issuer": "Ủy ban nhân dân tỉnh Long An", "place": "Long An", "signer": None},
    ),
    "a title in lines amid unwrapped text": (
        UNWRAPPED,
        {
            "subject": (
                "Bãi bỏ một số văn bản quy phạm pháp luật thuộc thẩm quyền của Bộ trưởng Bộ Xây dựng "
                "và khu vực quản lý của tỉnh Gia Lai do thay đổi tổ chức"
            ),
            "issuer": "Bộ Xây dựng",
            "signer": "Nguyễn Tường Vân",
        },
    ),
    "a title in parts": (
        TITLE_IN_PARTS,
        {"type": "Kết luận", "subject": "CỦA BỘ TRƯỞNG NGUYỄN VĂN A TẠI HỘI NGHỊ TOÀN QUỐC NĂM 2025"},
    ),
    "the type is lost": (
        LOST_TYPE,
        {"number": "21/2025/TT-BGDĐT", "type": "Thông tư", "subject": "Quy định chế độ trả lương dạy thêm giờ"},
    ),
    "the letterhead behind the first page": (
        BEHIND_ITS_FIRST_PAGE,
        {"number": "32/2026/TT-BNV", "type": "Thông tư", "date": "2026-06-11", "issuer": "Bộ Nội vụ", "subject": "Quy định danh mục nghề"},
    ),
    "the day of adoption": (ADOPTED, {"number": "105/2025/UBTVQH15", "date": "2025-09-26", "issuer": "Ủy ban Thường vụ Quốc hội"}),
    "a central body under the title": (
        PREMIER,
        {"type": "Quyết định", "issuer": "Thủ tướng Chính phủ", "place": None, "subject": "phê duyệt đề án thí điểm"},
    ),
    "another document's number": (CITING_NEWS, {"number": None, "type": None, "issuer": None}),
    "no document": (
        NEWS,
        {"number": None, "type": None, "date": None, "issuer": None, "place": None, "signer": None, "subject": None},
    ),
}


@pytest.mark.parametrize("case", HEADERS, ids=str)
def test_headers(case: str) -> None:
    original, wanted = HEADERS[case]
    header = asdict(lay_out(prepare(original)).header)
    assert {field: header[field] for field in wanted} == wanted


SHARED = Path(__file__).parents[3] / "shared"


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the labelled documents of ../shared")
@pytest.mark.parametrize("corpus", ["seeds", "dev"])
def test_headers_of_labelled_documents(corpus: str) -> None:
    """Nine of ten values of each field, written otherwise or not, are the labels'."""
    right: dict[str, list[bool]] = {}
    for label in sorted((SHARED / "gold" / corpus).glob("*.json")):
        gold = json.loads(label.read_text(encoding="utf-8"))
        with (SHARED / "corpus" / corpus / gold["source"]).open(encoding="utf-8-sig", newline="") as file:
            header = asdict(lay_out(prepare(file.read())).header)
        for field, wanted in gold["header"].items():
            if wanted is not None and field in ("number", "type", "date", "issuer", "signer"):
                right.setdefault(field, []).append(_same(header[field], wanted))
    assert right
    assert {field: sum(values) / len(values) >= 0.9 for field, values in right.items()} == dict.fromkeys(right, True)


def _same(got: str | None, wanted: str) -> bool:
    """A value is one of the label's, whatever its case and leading zeros; a date may be fuller."""
    return any(fold(got or "").lstrip("0").startswith(fold(each).lstrip("0")) for each in wanted.split("|"))
