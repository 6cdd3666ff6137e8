"""What web pages say of the documents on them."""

from __future__ import annotations

import pytest

from ingest.pages import heading, properties
from ingest.paragraphs import split

TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "label and value": (
        "Số hiệu: 5/2020/TT-BTC\nNgày ban hành: 28/02/2020\nNgười ký: Vũ Thị An",
        {"number": "5/2020/TT-BTC", "date": "28/02/2020", "signer": "Vũ Thị An"},
    ),
    "glued": (
        "Số hiệu5/2020/TT-BTC\nLoại văn bảnThông tư\nNgành--\nCơ quan ban hànhBộ Tài chính",
        {"number": "5/2020/TT-BTC", "type": "Thông tư", "issuer": "Bộ Tài chính"},
    ),
    "cells": ("Số ký hiệu\n5/QĐ-UBND\nLoại văn bản\nQuyết định", {"number": "5/QĐ-UBND", "type": "Quyết định"}),
    "rows": (
        "Số hiệu: 5/2020/TT-BTC Loại văn bản: Thông tư\nNơi ban hành: Bộ Tài chính Tình trạng: Còn hiệu lực",
        {"number": "5/2020/TT-BTC", "type": "Thông tư", "issuer": "Bộ Tài chính"},
    ),
    "labels joined": (
        "Số hiệu: 5/QĐ-TTg\nCơ quan ban hành/ Chức danh / Người ký\nThủ tướng Chính phủ\nThủ tướng\nVũ Văn An",
        {"number": "5/QĐ-TTg", "issuer": "Thủ tướng Chính phủ", "signer": "Vũ Văn An"},
    ),
    "empty": ("Số hiệu: 5/QĐ-TTg\nLoại văn bản: Quyết định\nNgười ký: --\nNgày ban hành: …", {"number": "5/QĐ-TTg", "type": "Quyết định"}),
    "one label is no table": ("Người ký: Vũ Văn An\nĐiều 1. Phạm vi", {}),
    "a sentence": ("Số hiệu của tài khoản là 12.\nNgười ký văn bản chịu trách nhiệm.\nNgày ban hành do luật định.", {}),
    "values of another kind": ("Số hiệu: tài khoản\nLoại văn bản: công chứng\nNgười ký: thủ trưởng đơn vị", {}),
}

HEADINGS = [
    ("Trang chủ\n>\nThông tư số 5/2025/TT-BTP Quy định mức chi\nMENU\nThông tư số 5/2025/TT-BTP Quy định mức chi",
     ("Thông tư", "5/2025/TT-BTP", "Quy định mức chi")),
    ("Văn bản > Nghị định 8/2020/NĐ-CP về phí\nNghị định 8/2020/NĐ-CP về phí", ("Nghị định", "8/2020/NĐ-CP", "về phí")),
    ("Decree 81/2016/ND-CP\nMENU\nDecree 81/2016/ND-CP", ("Nghị định", "81/2016/ND-CP", "")),
    ("Văn bản hợp nhất số 83 /VBHN-BTP Quy định\nchế độ báo cáo\nMENU\nVăn bản hợp nhất số 83 /VBHN-BTP Quy định\nchế độ báo cáo\nHết",
     ("Văn bản hợp nhất", "83/VBHN-BTP", "Quy định chế độ báo cáo")),
    ("Thông tư số 5/2025/TT-BTP Quy định mức chi\nMENU\nThông tư số 6/2025/TT-BTP Quy định mức chi", None),
    ("Nghị quyết 28/NQ-CP về y tế ra sao?\nMENU\nNghị quyết 28/NQ-CP về y tế ra sao?", None),
    ("Căn cứ Luật Giá số 16/2023/QH15;\nMENU\nCăn cứ Luật Giá số 16/2023/QH15;", None),
    ("Xem thêm 5/2025/TT-BTP\nMENU\nXem thêm 5/2025/TT-BTP", None),
    ("Điều 5\nMENU\nĐiều 5", None),
]  # fmt: skip


@pytest.mark.parametrize("case", TABLES, ids=str)
def test_tables(case: str) -> None:
    text, wanted = TABLES[case]
    assert properties(tuple(split(text)))[1] == wanted


@pytest.mark.parametrize(("text", "wanted"), HEADINGS, ids=[text.replace("\n", " / ") for text, _ in HEADINGS])
def test_headings(text: str, wanted: tuple[str, str, str] | None) -> None:
    found = heading(tuple(split(text)))
    assert (found and (found.type, found.number, found.subject)) == wanted
