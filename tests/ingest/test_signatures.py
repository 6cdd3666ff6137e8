"""Names of persons, and blocks of offices."""

from __future__ import annotations

import pytest

from ingest.paragraphs import split
from ingest.signatures import person, signature, signer

PERSONS = [
    ("Nguyễn Thị Lan Anh", "Nguyễn Thị Lan Anh"),
    ("TRẦN VĂN BÌNH", "Trần Văn Bình"),
    ("Thiếu tướng Lê Văn An", "Lê Văn An"),
    ("PGS.TS. Phạm Hồng Hà", "Phạm Hồng Hà"),
    ("(Đã ký) Vũ Đức Đam", "Vũ Đức Đam"),
    ("Y Thông", "Y Thông"),
    ("Ksor H'Bơ Khăp", "Ksor H'Bơ Khăp"),
    ("Nguyen Van An", "Nguyen Van An"),
    ("NGUYEN VAN AN", "Nguyen Van An"),
    ("Tôn Nữ Thị Ninh", "Tôn Nữ Thị Ninh"),
]
NO_PERSONS = [
    "PHÓ CHỦ TỊCH",
    "NHÂN DÂN",
    "VĂN PHÒNG",
    "VỤ PHÁP CHẾ",
    "NAY CÔNG BỐ",
    "HÀ NỘI",
    "Thứ trưởng",
    "(Ký, ghi rõ họ tên)",
    "Độc lập - Tự do - Hạnh phúc",
    "Lưu: VT, TH",
    "Nguyễn",
    "ông Nguyễn Văn An",
    "Như trên",
    "Nguyễn Văn An, Giám đốc Sở Tài chính",
]


@pytest.mark.parametrize(("text", "name"), PERSONS, ids=[text for text, _ in PERSONS])
def test_a_person(text: str, name: str) -> None:
    assert person(text) == name


@pytest.mark.parametrize("text", NO_PERSONS)
def test_no_person(text: str) -> None:
    assert person(text) is None


SIGNED = [
    ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn An", "Lê Văn An"),
    ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n[daky]\nLê Văn An", "Lê Văn An"),
    ("T/M BAN BÍ THƯ\n(Đã ký)\nLê Văn An", "Lê Văn An"),
    ("TUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ NỘI VỤ\nLÊ VĂN AN", "Lê Văn An"),
    ("Lê Văn An\n(Đã ký)", "Lê Văn An"),
    ("TM. CHÍNH PHỦ KT. THỦ TƯỚNG PHÓ THỦ TƯỚNG Lê Văn An", "Lê Văn An"),
    ("KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Đã ký) Lê Văn An", "Lê Văn An"),
    ("- Lưu: VT. KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Lê Văn An", "Lê Văn An"),
    ("Nơi nhận: KT. GIÁM ĐỐC\n- Như trên; PHÓ GIÁM ĐỐC\nLê Văn An", "Lê Văn An"),
    ("THẨM PHÁN - CHỦ TỌA PHIÊN TÒA\nLê Văn An", "Lê Văn An"),
    ("CHỦ TỊCH\n(Ký tên, đóng dấu)\nMẫu số 02\nGIÁM ĐỐC\nLê Văn An", "Lê Văn An"),
    ("Bộ trưởng Bộ Tài chính Lê Văn An chủ trì họp.", None),
    ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nCăn cứ Luật Đất đai;\nLê Văn An", None),
    ("GIÁM ĐỐC\n(Ký, ghi rõ họ tên)", None),
    ("Điều 3. Ông Lê Văn An chịu trách nhiệm thi hành.", None),
]


@pytest.mark.parametrize(("text", "name"), SIGNED, ids=[text.replace("\n", " / ") for text, _ in SIGNED])
def test_who_signs(text: str, name: str | None) -> None:
    paragraphs = tuple(split(text))
    assert signer(paragraphs, signature(paragraphs, (), 0, len(paragraphs))) == name
