"""Headers and parts of documents, in the forms in which documents are found."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.fold import fold
from ingest.layout import Layout, lay_out
from ingest.text import Text, prepare

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"

LETTER = f"""**ỦY BAN NHÂN DÂN
TỈNH GIA LAI**

Số: **48** /UBND-NC

V/v triển khai Kế hoạch số
17-KH/TU của Tỉnh ủy

**{MOTTO}**

Gia Lai, ngày 5 tháng 9 năm 2022

Kính gửi:

- Các sở, ban, ngành.

Thực hiện Kế hoạch số 17-KH/TU ngày 1/9/2022 của Tỉnh ủy, Ủy ban nhân dân tỉnh yêu cầu các sở làm việc này./.

**Nơi nhận:**

- Như trên;
- Lưu: VT, NC 55/KH.

**KT. CHỦ TỊCH
PHÓ CHỦ TỊCH**

(Đã ký)

*Nguyễn Thị Lan Anh*
"""

DECISION_PAGE = f"""| **ỦY BAN NHÂN DÂN
TỈNH SÓC TRĂNG**
------- | **{MOTTO}** |
| Số: 7/2023/QĐ-UBND | *Sóc
Trăng, ngày 30 tháng 01 năm 2023* |

**QUYẾT ĐỊNH**

BAN HÀNH QUY CHẾ LÀM VIỆC CỦA
HỘI ĐỒNG X

**ỦY BAN NHÂN DÂN TỈNH SÓC TRĂNG**

*Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;*

**Điều 1.** Ban hành Quy chế làm việc.
"""

PARTY_PLAN = """TỈNH ỦY LÀO CAI
*
Số 31-KH/TU

ĐẢNG CỘNG SẢN VIỆT NAM

Lào Cai, ngày 2 tháng 12 năm 2021

KẾ HOẠCH
thực hiện Nghị quyết số 4-NQ/TW của Bộ Chính trị

Thực hiện Nghị quyết số 4-NQ/TW ngày 1/2/2021, Ban Thường vụ Tỉnh ủy xây dựng kế hoạch như sau:

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ


Lý Văn Hải
"""

HEADLESS_PLAN = """*

Số 9-KH/TU

Lâm Đòng, ngày 3 tháng 2 năm 2021

KẾ HOẠCH

thực hiện Chỉ thị số 2-CT/TW

Thực hiện Chỉ thị số 2-CT/TW, Ban Thường vụ Tỉnh ủy ban hành kế hoạch như sau:
"""

NOTICE = """ THÔNG BÁO
Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp về chuyển đổi số tỉnh Phú Yên năm 2022

Sáng ngày 4 tháng 5 năm 2022, đồng chí Chủ tịch Ủy ban nhân dân tỉnh chủ trì cuộc họp. Chủ tịch Ủy ban nhân dân tỉnh kết luận:

Văn phòng Ủy ban nhân dân tỉnh thông báo để các đơn vị biết./.

Nơi nhận:
- Lưu: VT.

KT. CHÁNH VĂN PHÒNG
PHÓ CHÁNH VĂN PHÒNG
"""

LETTER_WITHOUT_HEAD = """Kính gửi: Các sở, ban, ngành thuộc tỉnh.

Xét báo cáo của Sở Tài chính tại Văn bản số 12/STC-NS ngày 4/5/2022, Ủy ban nhân dân tỉnh yêu cầu:

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Y Lan
"""

DEPARTMENT = f"""UBND TỈNH TRÀ VINH
SỞ TƯ PHÁP

Số:         /STP-VP
V/v góp ý dự thảo
{MOTTO}

Trà Vinh, ngày      tháng 3 năm 2024

Kính gửi: Sở Nội vụ

GIÁM ĐỐC


Kim Sa Rươne
"""

GAZETTE = f"""
12
CÔNG BÁO/Số 5 + 6/Ngày 03-01-2024

BỘ CÔNG THƯƠNG

BỘ CÔNG THƯƠNG

Số: 3/2024/TT-BCT
{MOTTO}

Hà Nội, ngày 2 tháng 01 năm 2024

THÔNG TƯ
Bãi bỏ một số thông tư do Bộ trưởng Bộ Công Thương
ban hành

Căn cứ Nghị định số 96/2022/NĐ-CP;

BỘ TRƯỞNG

Nguyễn Hồng Diên
"""

PROPERTIES = f"""Bản dịch này thuộc quyền sở hữu
#
**Số hiệu:**
|
61/NQ-CP
|
**Loại văn bản:**
|
Nghị quyết
|
**Người ký:**
|
Phạm Văn A
|
**CHÍNH PHỦ**
-------
|
**{MOTTO}**
|
|
Số: 61/NQ-CP
|
*Hà Nội, ngày 2 tháng 4 năm 2024*
|
**NGHỊ QUYẾT**
VỀ PHIÊN HỌP THƯỜNG KỲ
Tại phiên họp, Chính phủ thảo luận.
"""

SEGMENTED = """Quyết_định về việc ban_hành quy_định quản_lý chợ trên địa_bàn tỉnh
Uỷ_ban_nhân_dân tỉnh long an
Căn_cứ Luật Tổ_chức HĐND và UBND ngày 26/11/2003 ;
Điều 1 . Chợ là nơi mua_bán , trao_đổi hàng_hoá , dịch_vụ của nhân_dân , do Uỷ_ban_nhân_dân các cấp quản_lý tại quy_định này .
"""

UNWRAPPED = f"""BỘ XÂY DỰNG
{MOTTO}
Số: 4/2026/TT-BXD
Hà Nội, ngày 7 tháng 01 năm 2026
THÔNG TƯ
Bãi bỏ một số văn bản quy phạm pháp luật thuộc thẩm quyền của
Bộ trưởng Bộ Xây dựng và khu vực quản lý của tỉnh Gia
Lai do thay đổi tổ chức
{"Căn cứ Nghị định số 33/2025/NĐ-CP của Chính phủ quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Bộ Xây dựng; " * 2}
{"Điều 1. Bãi bỏ toàn bộ các văn bản quy phạm pháp luật sau đây do Bộ trưởng Bộ Xây dựng ban hành trong lĩnh vực hàng hải. " * 2}
{"Điều 2. Thông tư này có hiệu lực thi hành từ ngày 01 tháng 3 năm 2026 và thay thế các quy định trước đây trái với Thông tư này. " * 2}
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Thứ Trưởng
Nguyễn Tường Vân
"""

TITLE_IN_PARTS = f"""BỘ XÂY DỰNG

{MOTTO}

Số: 4/KL-BXD

KẾT LUẬN

CỦA BỘ TRƯỞNG NGUYỄN VĂN A

TẠI HỘI NGHỊ TOÀN QUỐC NĂM 2025

Hội nghị được tổ chức ngày 5 tháng 6.
"""

LOST_TYPE = f"""{MOTTO}

Số: 21/2025/TT-BGDĐT

Quy định chế độ trả lương dạy thêm giờ

Căn cứ Luật Giáo dục số 43/2019/QH14;

Bộ trưởng Bộ Giáo dục và Đào tạo ban hành Thông tư.
"""

BEHIND_ITS_FIRST_PAGE = f"""THÔNG TƯ
Quy định danh mục nghề

Căn cứ Luật Phòng, chống tham nhũng số 36/2018/QH14;

Bộ trưởng Bộ Nội vụ ban hành Thông tư.

Điều 1. Phạm vi điều chỉnh.

BỘ NỘI VỤ

Số: 32/2026/TT-BNV

{MOTTO}

Hà Nội, ngày 11 tháng 6 năm 2026

2. Viên chức thuộc tổ chức công lập.
"""

ADOPTED = f"""ỦY BAN THƯỜNG VỤ QUỐC HỘI
{MOTTO}
Nghị quyết số: 105/2025/UBTVQH15
NGHỊ QUYẾT
VỀ CHƯƠNG TRÌNH LẬP PHÁP NĂM 2026
ỦY BAN THƯỜNG VỤ QUỐC HỘI
Căn cứ Hiến pháp;
Nghị quyết này được Ủy ban Thường vụ Quốc hội thông qua tại Phiên họp thứ 49 ngày 26 tháng 9 năm 2025.
"""

PREMIER = """Quyết_định phê_duyệt đề_án thí_điểm .
Thủ_tướng chính_phủ
Căn_cứ Luật Tổ_chức Chính_phủ ngày 25 tháng 12 năm 2001 ;
"""

CITING_NEWS = """# Phụ cấp của dân quân ra sao?

Kinh phí chi trả: Thực hiện theo khoản 3 Điều 1 Nghị quyết số 08/2025/NQ-HĐND.
"""

NEWS = """# Phụ cấp tăng từ tháng 7 ra sao?

Ngày 9/9/2025, Ban Chấp hành Trung ương đã ban hành Nghị quyết 72-NQ/TW năm 2025.
"""

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


snippets = st.sampled_from([line for original, _ in HEADERS.values() for line in original.split("\n")])


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(snippets, max_size=40).map("\n".join)))
def test_any_text_has_sound_parts(original: str) -> None:
    text, layout = parts(original)
    spans = [*layout.silent, layout.body, *([layout.title] if layout.title else [])]
    assert all(0 <= span.start <= span.end <= len(text.clean) for span in spans)
    assert all(a.end < b.start for a, b in zip(layout.silent, layout.silent[1:], strict=False))


SHARED = Path(__file__).parents[3] / "shared"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled documents are not beside this repository")
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
