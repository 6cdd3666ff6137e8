"""What the data say of bodies: by an issuer's wording, by a code."""

from __future__ import annotations

import pytest

from graph.knowledge import (
    organ_in,
    organ_of_code,
    organs,
)


@pytest.mark.parametrize(
    ("wording", "code", "slug"),
    [
        ("Bộ Chính trị", "TW", "bo-chinh-tri"),
        ("Ban Bí thư Trung ương Đảng", "TW", "bo-chinh-tri"),
        ("Ban Chấp hành Trung ương Đảng khóa XII", "TW", "bo-chinh-tri"),
        ("BCH Trung ương", "TW", "bo-chinh-tri"),
        ("Văn phòng Trung ương Đảng", "VPTW", "van-phong-trung-uong-dang"),
        ("Ủy ban Kiểm tra Trung ương", "UBKTTW", "uy-ban-kiem-tra-trung-uong"),
        ("Thủ tướng Chính phủ", "TTg", "thu-tuong-chinh-phu"),
        ("Phó Thủ tướng Chính phủ", "TTg", "thu-tuong-chinh-phu"),
        ("Chính phủ", "CP", "chinh-phu"),
        ("Chủ tịch nước", "CTN", "chu-tich-nuoc"),
        ("UBTVQH", "UBTVQH", "uy-ban-thuong-vu-quoc-hoi"),
        ("Bộ trưởng Bộ Tài chính", "BTC", "bo-tai-chinh"),
        ("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", "VPCP", "van-phong-chinh-phu"),
        ("BỘ LAO ĐỘNG – THƯƠNG BINH VÀ XÃ HỘI", "BLĐTBXH", "bo-lao-dong-thuong-binh-va-xa-hoi"),
        ("Bộ LĐTB&XH", "BLĐTBXH", "bo-lao-dong-thuong-binh-va-xa-hoi"),
        ("Thống đốc Ngân hàng Nhà nước Việt Nam", "NHNN", "ngan-hang-nha-nuoc-viet-nam"),
        ("Tỉnh ủy", "TU", "tinh-uy"),
        ("Tỉnh uỷ Quảng Ngãi", "TU", "tinh-uy"),
        ("Thành ủy Hà Nội", "TU", "tinh-uy"),
        ("Thường trực Tỉnh ủy", "TU", "tinh-uy"),
        ("Ban Thường vụ Tỉnh ủy Kon Tum", "TU", "tinh-uy"),
        ("BTV Thành ủy TP. Hồ Chí Minh", "TU", "tinh-uy"),
        ("Ban Chấp hành Đảng bộ tỉnh Gia Lai", "TU", "tinh-uy"),
        ("Ban Tổ chức Tỉnh ủy", "BTCTU", "ban-to-chuc-tinh-uy"),
        ("Ủy ban nhân dân tỉnh Kon Tum", "UBND", "ubnd"),
        ("UBND tỉnh", "UBND", "ubnd"),
        ("Uỷ ban nhân dân Thành phố Hồ Chí Minh", "UBND", "ubnd"),
        ("UBND TP. HCM", "UBND", "ubnd"),
        ("UBND thành phố", "UBND", "ubnd"),
        ("UBND Khánh Hoà", "UBND", "ubnd"),
        ("Phó Chủ tịch UBND tỉnh Quảng Ngãi", "UBND", "ubnd"),
        ("Chủ tịch Ủy ban nhân dân tỉnh", "UBND", "ubnd"),
        ("Ủy ban nhân dân thành phố Huế", "UBND", "ubnd"),
        ("Văn phòng Ủy ban nhân dân tỉnh", "VPUBND", "van-phong-ubnd"),
        ("Văn phòng UBND thành phố Cần Thơ", "VPUBND", "van-phong-ubnd"),
        ("Thường trực HĐND tỉnh", "HĐND", "hdnd"),
        ("Giám đốc Sở Nông nghiệp và Môi trường tỉnh Quảng Ngãi", "SNNMT", "so-nong-nghiep-va-moi-truong"),
        ("Sở Nông nghiệp và PTNT", "SNNPTNT", "so-nong-nghiep-va-phat-trien-nong-thon"),
        ("Sở GD&ĐT", "SGDĐT", "so-giao-duc-va-dao-tao"),
        ("Liên đoàn Lao động tỉnh", "LĐLĐ", "lien-doan-lao-dong"),
        ("Tổng Liên đoàn Lao động Việt Nam", "TLĐ", "tong-lien-doan-lao-dong-viet-nam"),
        ("Ban Thường trực UBMTTQVN tỉnh", "MTTQ", "ub-mttq"),
        ("Công an tỉnh", "CAT", "cong-an"),
    ],
)
def test_body_of_a_wording(wording: str, code: str, slug: str) -> None:
    organ = organ_in(wording)
    assert organ is not None
    assert (organ.code, organ.slug) == (code, slug)


@pytest.mark.parametrize(
    ("wording", "slug"),
    [
        ("UBND huyện Sa Thầy", "ubnd-huyen-sa-thay"),
        ("Chủ tịch UBND huyện Sa Thầy, tỉnh Kon Tum", "ubnd-huyen-sa-thay"),
        ("UBND xã Ia Chim, thành phố Kon Tum, tỉnh Kon Tum", "ubnd-xa-ia-chim"),
        ("Ủy ban nhân dân Quận 7, Thành phố Hồ Chí Minh", "ubnd-quan-7"),
        ("UBND phường Kon Tum, tỉnh Quảng Ngãi", "ubnd-phuong-kon-tum"),
        ("UBND TP Kon Tum", "ubnd-thanh-pho-kon-tum"),
        ("UBND thành phố Thủ Đức", "ubnd-thanh-pho-thu-duc"),
        ("UBND thành phố Huế, tỉnh Thừa Thiên Huế", "ubnd-thanh-pho-hue"),
        ("UBND thị xã Hương Thủy", "ubnd-thi-xa-huong-thuy"),
        ("HĐND huyện Đăk Hà", "hdnd-huyen-dak-ha"),
        ("Huyện ủy Sa Thầy", "huyen-uy-sa-thay"),
        ("Ban Thường vụ Huyện ủy Sa Thầy", "huyen-uy-sa-thay"),
        ("Huyện ủy", "huyen-uy"),
        ("Thành ủy Kon Tum", "tinh-uy-thanh-pho-kon-tum"),
        ("Đảng ủy xã Ia Chim", "dang-uy-xa-ia-chim"),
        ("Đảng ủy Ủy ban nhân dân tỉnh Gia Lai", "dang-uy-uy-ban-nhan-dan"),
        ("Công an huyện Đăk Hà", "cong-an-huyen-dak-ha"),
    ],
)
def test_lower_bodies_are_not_the_provinces(wording: str, slug: str) -> None:
    organ = organ_in(wording)
    assert organ is not None
    assert (organ.slug, organ.scope) == (slug, "local")


@pytest.mark.parametrize(
    "wording",
    [
        "",
        "Ban Chỉ đạo 1237",
        "Văn phòng",
        "Văn phòng Bộ Tài chính",
        "Vụ Pháp chế Bộ Tư pháp",
        "Thanh tra Sở Y tế",
        "Ủy ban nhân dân các cấp",
        "Trường Đại học Cần Thơ",
        "Kon Tum",
        "Chủ tịch",
    ],
)
def test_bodies_that_the_data_do_not_know(wording: str) -> None:
    assert organ_in(wording) is None


@pytest.mark.parametrize(
    ("code", "type_code", "party", "name"),
    [
        ("TTg", "QĐ", False, "Thủ tướng Chính phủ"),
        ("TTG", "QĐ", False, "Thủ tướng Chính phủ"),
        ("QH14", None, False, "Quốc hội"),
        ("UBTVQH15", "NQ", False, "Ủy ban Thường vụ Quốc hội"),
        ("TW", "NQ", True, "Bộ Chính trị"),
        ("TW", "KL", True, "Bộ Chính trị"),
        ("TW", "QĐ", True, "Bộ Chính trị"),
        ("TW", "CT", True, "Ban Bí thư"),
        ("TƯ", "CT", True, "Ban Bí thư"),
        ("TW", None, True, "Bộ Chính trị"),
        ("TU", "KH", True, "Tỉnh ủy"),
        ("UB", "QĐ", False, "Ủy ban nhân dân tỉnh"),
        ("VPUB", "TB", False, "Văn phòng Ủy ban nhân dân tỉnh"),
        ("BNN&PTNT", "TT", False, "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("BNN", "QĐ", False, "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("BLDTBXH", "TT", False, "Bộ Lao động - Thương binh và Xã hội"),
        ("SLĐTBXH", None, False, "Sở Lao động - Thương binh và Xã hội"),
        ("NHNN7", "QĐ", False, "Ngân hàng Nhà nước Việt Nam"),
    ],
)
def test_body_of_a_code(code: str, type_code: str | None, party: bool, name: str) -> None:
    organ = organ_of_code(code, type_code=type_code, party=party)
    assert organ is not None
    assert organ.names[0] == name


def test_unknown_department_is_local_and_its_own() -> None:
    organ = organ_of_code("SGDĐTX")
    assert organ is not None
    assert (organ.scope, organ.slug) == ("local", "sgddtx")


@pytest.mark.parametrize("code", ["", "XYZ", "BHXH", "VP", "LĐTBXH", "BCĐQG1237", "15"])
def test_codes_that_say_no_body(code: str) -> None:
    assert organ_of_code(code) is None


def test_every_body_is_found_by_its_own_names() -> None:
    for organ in organs():
        for name in organ.names:
            found = organ_in(name)
            assert found is not None, name
            assert (found.code, found.slug) == (organ.code, organ.slug), name
