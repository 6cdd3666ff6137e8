"""Whose document it is: bodies of every kind in their letterheads."""

from __future__ import annotations

import pytest

from ingest.bodies import parted
from ingest.layout import lay_out
from ingest.naming import sentence_case, spelled
from ingest.text import prepare

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
YOUTH = "ĐOÀN TNCS HỒ CHÍ MINH"

# the letterhead's left column, number, place before the date, the body with its place
ISSUERS = [
    # provinces, districts, communes
    ("ỦY BAN NHÂN DÂN\nTỈNH KON TUM", "12/UBND-NC", "Kon Tum", "Ủy ban nhân dân tỉnh Kon Tum", "Kon Tum"),
    ("UBND TỈNH KON TUM\nSỞ NỘI VỤ", "12/SNV-CCVC", "Kon Tum", "Sở Nội vụ tỉnh Kon Tum", "Kon Tum"),
    ("UBND TỈNH KON TUM\nVĂN PHÒNG", "12/VP-KGVX", "Kon Tum", "Văn phòng Ủy ban nhân dân tỉnh Kon Tum", "Kon Tum"),
    ("UBND TỈNH KON TUM\nTHANH TRA TỈNH", "12/TTT", "Kon Tum", "Thanh tra tỉnh Kon Tum", "Kon Tum"),
    ("UBND TỈNH KON TUM\nBAN QUẢN LÝ KHU KINH TẾ", "12/BQLKKT", "Kon Tum", "Ban Quản lý Khu kinh tế tỉnh Kon Tum", "Kon Tum"),
    ("UBND TỈNH KON TUM\nUBND HUYỆN SA THẦY", "12/UBND", "Sa Thầy", "Ủy ban nhân dân huyện Sa Thầy", "Kon Tum"),
    ("ỦY BAN NHÂN DÂN\nHUYỆN SA THẦY", "12/UBND-NV", "Sa Thầy", "Ủy ban nhân dân huyện Sa Thầy", None),
    ("UBND HUYỆN SA THẦY\nPHÒNG NỘI VỤ", "12/PNV", "Sa Thầy", "Phòng Nội vụ huyện Sa Thầy", None),
    ("UBND HUYỆN ĐỒNG VĂN\nPHÒNG TƯ PHÁP", "12/PTP", "Đồng Văn", "Phòng Tư pháp huyện Đồng Văn", None),
    ("UBND QUẬN 1\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "12/GDĐT", "Quận 1", "Phòng Giáo dục và Đào tạo quận 1", None),
    ("UBND PHƯỜNG ĐẮK CẤM\nPHÒNG VĂN HÓA - XÃ HỘI", "12/PVHXH", "Đắk Cấm", "Phòng Văn hóa - Xã hội phường Đắk Cấm", None),
    ("UBND XÃ TÂN HỘI ĐÔNG", "12/UBND", "Tân Hội Đông", "Ủy ban nhân dân xã Tân Hội Đông", None),
    ("UBND TP. PLEIKU", "12/UBND", "Pleiku", "Ủy ban nhân dân thành phố Pleiku", None),
    ("UBND THỊ XÃ AN KHÊ", "12/UBND", "An Khê", "Ủy ban nhân dân thị xã An Khê", None),
    ("UBND ĐẶC KHU PHÚ QUỐC", "12/UBND", "Phú Quốc", "Ủy ban nhân dân đặc khu Phú Quốc", None),
    ("UBND THÀNH PHỐ HẢI PHÒNG", "12/UBND", "Hải Phòng", "Ủy ban nhân dân thành phố Hải Phòng", "Hải Phòng"),
    ("HỘI ĐỒNG NHÂN DÂN\nHUYỆN BA BỂ", "12/NQ-HĐND", "Ba Bể", "Hội đồng nhân dân huyện Ba Bể", None),
    ("HĐND TỈNH BẮC KẠN\nBAN PHÁP CHẾ", "12/BC-BPC", "Bắc Kạn", "Ban Pháp chế Hội đồng nhân dân tỉnh Bắc Kạn", "Bắc Kạn"),
    ("BAN CHỈ ĐẠO\nCẢI CÁCH HÀNH CHÍNH\nTỈNH KON TUM", "12/BCĐ", "Kon Tum", "Ban Chỉ đạo Cải cách hành chính tỉnh Kon Tum", "Kon Tum"),
    ("SỞ Y TẾ KON TUM\nTRUNG TÂM KIỂM SOÁT BỆNH TẬT", "12/KSBT", "Kon Tum", "Trung tâm Kiểm soát bệnh tật", "Kon Tum"),
    # the Party
    ("TỈNH ỦY KON TUM", "12-KH/TU", "Kon Tum", "Tỉnh ủy Kon Tum", "Kon Tum"),
    ("ĐẢNG BỘ TỈNH CÀ MAU\nTỈNH ỦY CÀ MAU", "12-KH/TU", "Cà Mau", "Tỉnh ủy Cà Mau", "Cà Mau"),
    ("BAN CHẤP HÀNH\nĐẢNG BỘ TỈNH LÀO CAI", "12-NQ/TU", "Lào Cai", "Ban Chấp hành Đảng bộ tỉnh Lào Cai", "Lào Cai"),
    ("TỈNH ỦY QUẢNG NGÃI\nBAN TỔ CHỨC", "12-HD/BTCTU", "Quảng Ngãi", "Ban Tổ chức Tỉnh ủy Quảng Ngãi", "Quảng Ngãi"),
    ("TỈNH ỦY QUẢNG NGÃI\nVĂN PHÒNG", "12-TB/VPTU", "Quảng Ngãi", "Văn phòng Tỉnh ủy Quảng Ngãi", "Quảng Ngãi"),
    ("ĐẢNG BỘ TỈNH KON TUM\nHUYỆN ỦY SA THẦY", "12-KH/HU", "Sa Thầy", "Huyện ủy Sa Thầy", "Kon Tum"),
    ("ĐẢNG BỘ THÀNH PHỐ HÀ NỘI\nQUẬN ỦY BA ĐÌNH", "12-KH/QU", "Ba Đình", "Quận ủy Ba Đình", "Hà Nội"),
    ("HUYỆN ỦY SA THẦY\nBAN TUYÊN GIÁO", "12-HD/BTGHU", "Sa Thầy", "Ban Tuyên giáo Huyện ủy Sa Thầy", None),
    ("TỈNH ỦY QUẢNG NGÃI\nĐẢNG ỦY XÃ BA TƠ", "12-KH/ĐU", "Ba Tơ", "Đảng ủy xã Ba Tơ", "Quảng Ngãi"),
    ("BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TỔ CHỨC", "12-HD/BTCTW", "Hà Nội", "Ban Tổ chức Trung ương", None),
    ("BAN CHẤP HÀNH TRUNG ƯƠNG\nVĂN PHÒNG", "12-CV/VPTW", "Hà Nội", "Văn phòng Trung ương Đảng", None),
    ("BỘ CHÍNH TRỊ", "12-NQ/TW", "Hà Nội", "Bộ Chính trị", None),
    # mass organisations
    ("LIÊN ĐOÀN LAO ĐỘNG\nTỈNH NGHỆ AN", "12/LĐLĐ", "Nghệ An", "Liên đoàn Lao động tỉnh Nghệ An", "Nghệ An"),
    (
        "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nLIÊN ĐOÀN LAO ĐỘNG TỈNH KON TUM",
        "1/LĐLĐ",
        "Kon Tum",
        "Liên đoàn Lao động tỉnh Kon Tum",
        "Kon Tum",
    ),
    ("ỦY BAN MTTQ VIỆT NAM\nTỈNH KON TUM", "12/MTTQ-BTT", "Kon Tum", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Kon Tum", "Kon Tum"),
    ("TỈNH ĐOÀN NGHỆ AN\nBAN CHẤP HÀNH\n***", "12-KH/TĐTN", "Nghệ An", "Ban Chấp hành Tỉnh đoàn Nghệ An", "Nghệ An"),
    (
        "BAN CHẤP HÀNH TRUNG ƯƠNG\n***",
        "12-KH/TWĐTN-VP",
        "Hà Nội",
        "Ban Chấp hành Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh",
        None,
    ),
    # the centre, and its bodies in the provinces
    ("QUỐC HỘI KHÓA XV\nỦY BAN PHÁP LUẬT", "12/BC-UBPL15", "Hà Nội", "Ủy ban Pháp luật", None),
    ("ỦY BAN THƯỜNG VỤ\nQUỐC HỘI", "12/NQ-UBTVQH15", "Hà Nội", "Ủy ban Thường vụ Quốc hội", None),
    ("ĐOÀN ĐẠI BIỂU QUỐC HỘI\nTỈNH NGHỆ AN", "12/ĐĐBQH", "Nghệ An", "Đoàn đại biểu Quốc hội tỉnh Nghệ An", "Nghệ An"),
    ("THỦ TƯỚNG\nCHÍNH PHỦ", "12/QĐ-TTg", "Hà Nội", "Thủ tướng Chính phủ", None),
    ("TÒA ÁN NHÂN DÂN\nTỈNH BÌNH ĐỊNH", "12/TA-VP", "Bình Định", "Tòa án nhân dân tỉnh Bình Định", "Bình Định"),
    ("TÒA ÁN NHÂN DÂN TỐI CAO\nHỘI ĐỒNG THẨM PHÁN", "2/2021/NQ-HĐTP", "Hà Nội", "Hội đồng Thẩm phán Tòa án nhân dân tối cao", None),
    ("VIỆN KIỂM SÁT NHÂN DÂN\nTỐI CAO", "12/VKSTC-V14", "Hà Nội", "Viện kiểm sát nhân dân tối cao", None),
    ("KIỂM TOÁN NHÀ NƯỚC\nKIỂM TOÁN NHÀ NƯỚC KHU VỰC II", "12/KV II", "Nghệ An", "Kiểm toán nhà nước khu vực II", None),
    ("BỘ TÀI CHÍNH\nCỤC THUẾ", "12/CT-CS", "Hà Nội", "Cục Thuế", None),
    ("TỔNG CỤC THUẾ\nCỤC THUẾ TỈNH KON TUM", "12/CTKTU", "Kon Tum", "Cục Thuế tỉnh Kon Tum", "Kon Tum"),
    ("BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH\nTỔNG CỤC DU LỊCH", "12/TCDL", "Hà Nội", "Tổng cục Du lịch", None),
    ("BỘ TƯ PHÁP\nCỤC KIỂM TRA VĂN BẢN\nQUY PHẠM PHÁP LUẬT", "12/KTrVB", "Hà Nội", "Cục Kiểm tra văn bản quy phạm pháp luật", None),
    ("BẢO HIỂM XÃ HỘI VIỆT NAM\nBẢO HIỂM XÃ HỘI\nTỈNH LÂM ĐỒNG", "12/BHXH", "Lâm Đồng", "Bảo hiểm xã hội tỉnh Lâm Đồng", "Lâm Đồng"),
    (
        "NGÂN HÀNG NHÀ NƯỚC VIỆT NAM\nCHI NHÁNH TỈNH KON TUM",
        "12/KTU-TH",
        "Kon Tum",
        "Ngân hàng Nhà nước Việt Nam chi nhánh tỉnh Kon Tum",
        "Kon Tum",
    ),
    ("BỘ CÔNG AN\nCÔNG AN TỈNH LÂM ĐỒNG", "12/CAT-PV01", "Lâm Đồng", "Công an tỉnh Lâm Đồng", "Lâm Đồng"),
    # universities and firms
    ("BỘ GIÁO DỤC VÀ ĐÀO TẠO\nTRƯỜNG ĐẠI HỌC CẦN THƠ", "12/QĐ-ĐHCT", "Cần Thơ", "Trường Đại học Cần Thơ", "Cần Thơ"),
    ("ĐẠI HỌC QUỐC GIA HÀ NỘI\nTRƯỜNG ĐẠI HỌC KHOA HỌC TỰ NHIÊN", "12/ĐHKHTN", "Hà Nội", "Trường Đại học Khoa học tự nhiên", None),
    ("CÔNG TY TNHH MTV\nCẤP NƯỚC KON TUM", "12/CTCN", "Kon Tum", "Công ty TNHH MTV cấp nước Kon Tum", "Kon Tum"),
    # jointly
    ("BỘ Y TẾ - BỘ TÀI CHÍNH", "12/2015/TTLT-BYT-BTC", "Hà Nội", "Bộ Y tế - Bộ Tài chính", None),
    ("BỘ Y TẾ -\nBỘ TÀI CHÍNH", "12/2015/TTLT-BYT-BTC", "Hà Nội", "Bộ Y tế - Bộ Tài chính", None),
    (
        "UBND TỈNH KON TUM - LIÊN ĐOÀN LAO ĐỘNG TỈNH",
        "12/QCPH-UBND-LĐLĐ",
        "Kon Tum",
        "Ủy ban nhân dân tỉnh Kon Tum - Liên đoàn Lao động tỉnh Kon Tum",
        "Kon Tum",
    ),
    ("SỞ Y TẾ - SỞ TÀI CHÍNH", "12/HDLN-YT-TC", "Kon Tum", "Sở Y tế - Sở Tài chính", "Kon Tum"),
]


@pytest.mark.parametrize(("head", "number", "place", "issuer", "province"), ISSUERS, ids=[case[0].replace("\n", " / ") for case in ISSUERS])
def test_issuers(head: str, number: str, place: str, issuer: str, province: str | None) -> None:
    motto = YOUTH if "ĐTN" in number or "TĐ" in number else PARTY if "-" in number.partition("/")[0] else STATE
    original = f"{head}\n-------\nSố: {number}\n{motto}\n\n{place}, ngày 4 tháng 3 năm 2023\n\nKính gửi: Ông A\n\nThực hiện việc ấy.\n"
    header = lay_out(prepare(original)).header
    assert (header.issuer, header.place) == (issuer, province)


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("UBND TỈNH BÌNH ĐỊNH SỞ TƯ PHÁP", ["UBND TỈNH BÌNH ĐỊNH", "SỞ TƯ PHÁP"]),
        ("BỘ TÀI CHÍNH CỤC HẢI QUAN CHI CỤC HẢI QUAN KHU VỰC V", ["BỘ TÀI CHÍNH", "CỤC HẢI QUAN", "CHI CỤC HẢI QUAN KHU VỰC V"]),
        ("VĂN PHÒNG CHÍNH PHỦ", ["VĂN PHÒNG CHÍNH PHỦ"]),
        ("THỦ TƯỚNG CHÍNH PHỦ", ["THỦ TƯỚNG CHÍNH PHỦ"]),
        ("BAN THƯỜNG VỤ TỈNH ỦY KON TUM", ["BAN THƯỜNG VỤ TỈNH ỦY KON TUM"]),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH KON TUM", ["CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH KON TUM"]),
        ("UBND THÀNH PHỐ HẢI PHÒNG", ["UBND THÀNH PHỐ HẢI PHÒNG"]),
        ("UBND XÃ TÂN HỘI ĐÔNG", ["UBND XÃ TÂN HỘI ĐÔNG"]),
        ("BỘ Y TẾ - BỘ TÀI CHÍNH", ["BỘ Y TẾ - BỘ TÀI CHÍNH"]),
    ],
)
def test_bodies_in_one_line(line: str, bodies: list[str]) -> None:
    assert parted(line) == bodies


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("PHÒNG NỘI VỤ", "Phòng Nội vụ"),
        ("TẬP ĐOÀN ĐIỆN LỰC VIỆT NAM", "Tập đoàn Điện lực Việt Nam"),
        ("BỘ TƯ LỆNH QUÂN KHU 5", "Bộ Tư lệnh Quân khu 5"),
        ("Ban quản lý chợ", "Ban quản lý chợ"),
    ],
)
def test_capitals_are_brought_down(printed: str, written: str) -> None:
    assert sentence_case(printed) == written


def test_the_text_knows_best_how_a_body_is_written() -> None:
    assert spelled("BAN QUẢN LÝ CHỢ BÌNH TÂY", ["giao Ban quản lý Chợ Bình Tây làm"]) == "Ban quản lý Chợ Bình Tây"
