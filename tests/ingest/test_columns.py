"""Letterheads and signatures in two columns, and stamps on titles: in the order of reading, with the way back."""

from __future__ import annotations

import pytest

from ingest.layout import lay_out
from ingest.text import prepare

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
LIBERTY = "Độc lập - Tự do - Hạnh phúc"

HEADS = {
    "runs of spaces": (
        f"""UBND TỈNH HÀ GIANG                 {MOTTO}
  SỞ XÂY DỰNG                           {LIBERTY}
  -----------                        -----------------------------
Số: 123/SXD-QLN                      Hà Giang, ngày 3 tháng 2 năm 2023
V/v góp ý dự thảo Nghị định
quy định chi tiết Luật Nhà ở

            Kính gửi: Bộ Xây dựng
""",
        ("123/SXD-QLN", "2023-02-03", "Sở Xây dựng tỉnh Hà Giang", "góp ý dự thảo Nghị định quy định chi tiết Luật Nhà ở"),
    ),
    "tabs": (
        """TỈNH ỦY CÀ MAU	ĐẢNG CỘNG SẢN VIỆT NAM
*	Cà Mau, ngày 4 tháng 5 năm 2022
Số 17-KH/TU

KẾ HOẠCH
thực hiện Chỉ thị số 9-CT/TW
""",
        ("17-KH/TU", "2022-05-04", "Tỉnh ủy Cà Mau", "thực hiện Chỉ thị số 9-CT/TW"),
    ),
    "in bold": (
        f"**UBND TỈNH LÀO CAI**      **{MOTTO}**\nSố: 8/KH-UBND      *Lào Cai, ngày 4 tháng 5 năm 2022*\n\n**KẾ HOẠCH**\n**về chợ nổi**\n",
        ("8/KH-UBND", "2022-05-04", "Ủy ban nhân dân tỉnh Lào Cai", "về chợ nổi"),
    ),
    "one space": (
        f"UBND TỈNH YÊN BÁI {MOTTO}\nSố: 45/KH-UBND Yên Bái, ngày 28 tháng 3 năm 2025\n\nKẾ HOẠCH\nvề chợ nổi\n",
        ("45/KH-UBND", "2025-03-28", "Ủy ban nhân dân tỉnh Yên Bái", "về chợ nổi"),
    ),
    "a city with its kind": (
        f"UBND THÀNH PHỐ\n{MOTTO}\nSố: 45/KH-UBND TP. Hồ Chí Minh, ngày 28 tháng 3 năm 2025\nKẾ HOẠCH\nvề chợ nổi\n",
        ("45/KH-UBND", "2025-03-28", "Ủy ban nhân dân Thành phố Hồ Chí Minh", "về chợ nổi"),
    ),
    "the subject beside the date": (
        f"""BỘ TÀI CHÍNH                      {MOTTO}
CỤC HẢI QUAN                             {LIBERTY}

Số: 56/CHQ-GSQL
V/v hoàn thuế giá trị             Hà Nội, ngày 3 tháng 4 năm 2025
gia tăng đối với dự án

Kính gửi: Hải quan tỉnh Lào Cai
""",
        ("56/CHQ-GSQL", "2025-04-03", "Cục Hải quan", "hoàn thuế giá trị gia tăng đối với dự án"),
    ),
    "lines in turn": (
        f"""UBND TỈNH YÊN BÁI
{MOTTO}
SỞ NỘI VỤ
{LIBERTY}
Số: 77/SNV-CCVC
V/v triển khai Nghị định số
Yên Bái, ngày 8 tháng 9 năm 2022
62/2020/NĐ-CP của Chính phủ
Kính gửi: Các sở
""",
        ("77/SNV-CCVC", "2022-09-08", "Sở Nội vụ tỉnh Yên Bái", "triển khai Nghị định số 62/2020/NĐ-CP của Chính phủ"),
    ),
    "blanks for number and day": (
        f"""SỞ Y TẾ TỈNH ĐIỆN BIÊN     {MOTTO}

                {LIBERTY}

Số:      /SYT-NVY        Điện Biên, ngày      tháng      năm 2024

V/v tăng cường phòng, chống

dịch bệnh

Kính gửi: Trung tâm Y tế
""",
        (None, "2024", "Sở Y tế tỉnh Điện Biên", "tăng cường phòng, chống dịch bệnh"),
    ),
    "a motto and a date in two lines": (
        """UBND TỈNH ĐỒNG NAI             CỘNG HÒA XÃ HỘI CHỦ NGHĨA
SỞ TƯ PHÁP                               VIỆT NAM
                               Độc lập - Tự do - Hạnh phúc
Số: 6/STP-VP                   Đồng Nai, ngày 4 tháng 3
V/v báo cáo                    năm 2024

Kính gửi: Bộ Tư pháp
""",
        ("6/STP-VP", "2024-03-04", "Sở Tư pháp tỉnh Đồng Nai", "báo cáo"),
    ),
}


@pytest.mark.parametrize("case", HEADS, ids=str)
def test_letterheads_side_by_side(case: str) -> None:
    original, wanted = HEADS[case]
    header = lay_out(prepare(original)).header
    assert (header.number, header.date, header.issuer, header.subject) == wanted


@pytest.mark.parametrize(
    "original",
    [
        "Điều 1.  Sửa đổi Nghị quyết của  Chính phủ, ngày 3 tháng 4 năm 2020\nvề một việc.",
        "STT    Tên    Ngày\n1    Luật    Hà Nội, ngày 3",
        "Số: 5/QĐ-UBND\nAn Giang, ngày 3 tháng 4 năm 2020\n\nQUYẾT ĐỊNH",
    ],
)
def test_what_has_one_column_stays_in_order(original: str) -> None:
    assert prepare(original).clean.split() == original.split()


def test_recipients_beside_a_signature() -> None:
    original = """KẾ HOẠCH

Việc của tỉnh./.

Nơi nhận:                            KT. GIÁM ĐỐC
- Như trên;                          PHÓ GIÁM ĐỐC
- Lưu: VT, QLN.

                                     Hoàng Văn Bình
"""
    text = prepare(original)
    assert text.clean.endswith("Nơi nhận:\n- Như trên;\n- Lưu: VT, QLN.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nHoàng Văn Bình")
    assert lay_out(text).header.signer == "Hoàng Văn Bình"


def test_offsets_lead_back_over_columns() -> None:
    original, _ = HEADS["the subject beside the date"]
    text = prepare(original)
    start = text.clean.index("hoàn thuế")
    end = text.clean.index("đối với dự án") + len("đối với dự án")
    assert [original[span.start : span.end] for span in text.spans(start, end)] == ["hoàn thuế giá trị", "gia tăng đối với dự án"]


STAMPED = {
    "in a line": (
        "thực hiện Nghị quyết số 5-NQ/TW\nLIÊN ĐOÀN LAO ĐỘNG TỈNH LÀO CAI\nvề kinh tế",
        "thực hiện Nghị quyết số 5-NQ/TW về kinh tế",
    ),
    "in two": ("thực hiện Nghị quyết số 5-NQ/TW\nHỘI NÔNG DÂN\nTỈNH LÀO CAI\nvề kinh tế", "thực hiện Nghị quyết số 5-NQ/TW về kinh tế"),
    "glued": ("thực hiện Nghị quyết số 5-NQ/TW\nBAN DÂN VẬN TỈNH ỦY về kinh tế", "thực hiện Nghị quyết số 5-NQ/TW về kinh tế"),
    "the title's own": ("phối hợp với\nHỘI NÔNG DÂN TỈNH LÀO CAI\nvề kinh tế", None),
    "an enacting body": ("Về kinh tế\nỦY BAN NHÂN DÂN TỈNH LÀO CAI\nCăn cứ Luật X", None),
    "a title in capitals": ("VỀ PHỐI HỢP\nHỘI NÔNG DÂN TỈNH LÀO CAI\nvề kinh tế", None),
}


@pytest.mark.parametrize("case", STAMPED, ids=str)
def test_stamps_amid_titles(case: str) -> None:
    title, read = STAMPED[case]
    text = prepare(f"KẾ HOẠCH\n{title}\n\nThực hiện Nghị quyết, tỉnh yêu cầu:\n")
    if read is None:
        assert text.clean.split()[2:-7] == title.split()
    else:
        assert lay_out(text).header.subject == read
        start = text.clean.index("5-NQ/TW")
        assert len(text.spans(start, start + len("5-NQ/TW về kinh tế"))) == 2
