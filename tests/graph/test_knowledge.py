"""What the data say of types, bodies, provinces and terms, and how they refuse what is inconsistent."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Literal

import pytest

from graph.errors import PhaHeError
from graph.knowledge import (
    document_type,
    document_types,
    edition_of,
    organ_in,
    organ_of_code,
    organs,
    place_in,
    place_named,
    place_of_slug,
    places,
    term_of,
    type_of_code,
)
from graph.knowledge.loader import PlacesFile, TermsFile, TypesFile, parse, places_file, types_file
from graph.numbers import parse_number

# --- types ---


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Nghị quyết", "Nghị quyết"),
        ("Nghi quyet", "Nghị quyết"),
        ("NGHỊ  QUYẾT", "Nghị quyết"),
        (unicodedata.normalize("NFD", "Chỉ thị"), "Chỉ thị"),
        ("quyết_định", "Quyết định"),
        ("Quy định", "Quy định"),
        ("Quy chế phối hợp", "Quy chế"),
        ("Thông tư liên bộ", "Thông tư liên tịch"),
        ("chương trình hành động", "Chương trình hành động"),
        ("Bộ luật", "Bộ luật"),
    ],
)
def test_type_by_name(written: str, name: str) -> None:
    kind = document_type(written)
    assert kind is not None
    assert kind.name == name


@pytest.mark.parametrize("text", ["", "Nghị", "Nghị quyết số", "Văn bản", "NQ"])
def test_no_type_by_name(text: str) -> None:
    assert document_type(text) is None


@pytest.mark.parametrize(
    ("code", "party", "name"),
    [
        ("NQ", False, "Nghị quyết"),
        ("QĐ", False, "Quyết định"),
        ("QĐ", True, "Quyết định"),
        ("QĐi", True, "Quy định"),
        ("QyĐ", True, "Quy định"),
        ("TT", False, "Thông tư"),
        ("TT", True, "Thông tri"),
        ("CT", True, "Chỉ thị"),
        ("CTr", True, "Chương trình"),
        ("CTR", True, "Chương trình"),
        ("CTHĐ", True, "Chương trình hành động"),
        ("QCPH", False, "Quy chế"),
        ("TTr", False, "Tờ trình"),
        ("ND", False, "Nghị định"),
        ("HD", False, "Hướng dẫn"),
        ("HĐ", False, "Hợp đồng"),
        ("SL", False, "Sắc lệnh"),
        ("VBHN", False, "Văn bản hợp nhất"),
    ],
)
def test_type_by_code(code: str, party: bool, name: str) -> None:
    kind = type_of_code(code, party=party)
    assert kind is not None
    assert kind.name == name


@pytest.mark.parametrize("code", ["", "UBND", "TW", "XYZ"])
def test_no_type_by_code(code: str) -> None:
    assert type_of_code(code) is None


def test_longer_type_names_come_first() -> None:
    names = [kind.name for kind in document_types()]
    assert names == sorted(names, key=len, reverse=True)
    assert names.index("Thông tư liên tịch") < names.index("Thông tư")


def test_every_kind_of_the_decree_is_known() -> None:
    """Nghị định 30/2020/NĐ-CP, điều 7."""
    kinds = (
        "nghị quyết, quyết định, chỉ thị, quy chế, quy định, thông cáo, thông báo, hướng dẫn, chương trình, kế hoạch, "
        "phương án, đề án, dự án, báo cáo, biên bản, tờ trình, hợp đồng, công văn, công điện, bản ghi nhớ, bản thỏa thuận, "
        "giấy ủy quyền, giấy mời, giấy giới thiệu, giấy nghỉ phép, phiếu gửi, phiếu chuyển, phiếu báo, thư công"
    )
    assert [kind for kind in kinds.split(", ") if document_type(kind) is None] == []


@pytest.mark.parametrize(("number", "entry"), [(number, entry.name) for entry in types_file().type for number in entry.examples])
def test_examples_of_types_bear_their_codes(number: str, entry: str) -> None:
    kind, parsed = document_type(entry), parse_number(number)
    assert kind is not None
    assert parsed is not None
    assert parsed.type_code in kind.codes


# --- bodies ---


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


# --- provinces ---

EDITIONS: tuple[Literal["63", "34"], ...] = ("63", "34")


def test_two_editions() -> None:
    assert [len(places(edition)) for edition in EDITIONS] == [63, 34]
    assert [places(edition)[0].name for edition in EDITIONS] == ["Hà Nội", "Hà Nội"]
    assert [places(edition)[-1].name for edition in EDITIONS] == ["Cà Mau", "Cà Mau"]
    names = [{place.name for place in places(edition)} for edition in EDITIONS]
    assert names[1] - names[0] == {"Huế"}
    assert Counter(place.kind for place in places("34")) == {"tỉnh": 28, "thành phố": 6}
    assert Counter(place.kind for place in places("63")) == {"tỉnh": 58, "thành phố": 5}


def test_every_province_has_a_successor_among_the_34() -> None:
    after = {place.slug for place in places("34")}
    assert {place.successor for place in places("63")} == after


@pytest.mark.parametrize(
    ("province", "successor"),
    [
        ("Kon Tum", "quang-ngai"),
        ("Thừa Thiên Huế", "hue"),
        ("Bình Thuận", "lam-dong"),
        ("Hà Nội", "ha-noi"),
        ("Quảng Nam", "da-nang"),
        ("An Giang", "an-giang"),
    ],
)
def test_successors(province: str, successor: str) -> None:
    place = place_named(province)
    assert place is not None
    assert place.successor == successor


def test_places_that_nothing_joined_are_one_unit_in_both_editions() -> None:
    """Eleven by Nghị quyết 202/2025/QH15; Huế had changed its name and rank half a year before."""
    assert len(set(places("63")) & set(places("34"))) == 10
    assert [(place.name, place.since) for place in places("34") if place.slug in {"hue", "ha-noi", "an-giang"}] == [
        ("Hà Nội", None),
        ("Huế", "2025-01-01"),
        ("An Giang", "2025-07-01"),
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Kon Tum", "Kon Tum"),
        ("kon tum", "Kon Tum"),
        ("Kontum", "Kon Tum"),
        ("tỉnh Đắc Lắc", "Đắk Lắk"),
        ("Đăk Lăk", "Đắk Lắk"),
        ("TP. HCM", "Thành phố Hồ Chí Minh"),
        ("TP.Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("TPHCM", "Thành phố Hồ Chí Minh"),
        ("Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("tỉnh Thừa Thiên - Huế", "Thừa Thiên Huế"),
        ("Huế", "Thừa Thiên Huế"),
        ("Thành phố Huế", "Thừa Thiên Huế"),
        ("Bà Rịa-Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Khánh Hoà", "Khánh Hòa"),
        ("Bắc Cạn", "Bắc Kạn"),
        (unicodedata.normalize("NFD", "Hòa Bình"), "Hòa Bình"),
    ],
)
def test_place_by_name(written: str, name: str) -> None:
    place = place_named(written)
    assert place is not None
    assert place.name == name


@pytest.mark.parametrize("text", ["", "tỉnh", "Sa Thầy", "Việt Nam", "Hà Nam Ninh", "Kon Tum và Gia Lai"])
def test_no_place_by_name(text: str) -> None:
    assert place_named(text) is None


@pytest.mark.parametrize(
    ("wording", "name"),
    [
        ("Ủy ban nhân dân tỉnh Kon Tum", "Kon Tum"),
        ("BAN THƯỜNG VỤ TỈNH ỦY QUẢNG NGÃI", "Quảng Ngãi"),
        ("UBND TP. HCM", "Thành phố Hồ Chí Minh"),
        ("Đảng bộ Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("UBND huyện Hòa Bình, tỉnh Bạc Liêu", "Bạc Liêu"),
        ("UBND phường Kon Tum, tỉnh Quảng Ngãi", "Quảng Ngãi"),
        ("UBND thành phố Cao Bằng, tỉnh Cao Bằng", "Cao Bằng"),
        ("UBND thành phố Kon Tum", "Kon Tum"),
        ("Sở Tư pháp Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Hội đồng nhân dân thành phố Huế", "Thừa Thiên Huế"),
    ],
)
def test_place_in_a_wording(wording: str, name: str) -> None:
    place = place_in(wording)
    assert place is not None
    assert place.name == name


@pytest.mark.parametrize(
    "wording",
    [
        "",
        "Ủy ban nhân dân tỉnh",
        "UBND huyện Sa Thầy",
        "Trung ương Đoàn TNCS Hồ Chí Minh",
        "Học viện Chính trị quốc gia Hồ Chí Minh",
        "UBND tỉnh Hà Nam Ninh",
        "UBND tỉnh Quảng Nam - Đà Nẵng",
        "UBND tỉnh Kon Tum và UBND tỉnh Gia Lai",
        "UBND phường Hà Nam",
        "Chính phủ nước Cộng hòa xã hội chủ nghĩa Việt Nam",
    ],
)
def test_no_place_in_a_wording(wording: str) -> None:
    assert place_in(wording) is None


def test_every_place_is_found_by_slug_name_and_aliases() -> None:
    for place in places("63"):
        assert place_of_slug(place.slug) == place
        assert {place_named(name) for name in (place.name, *place.aliases)} == {place}
        assert place_in(f"Ủy ban nhân dân {place.kind} {place.name}") == place
    assert place_of_slug("hue") in places("34")
    assert place_of_slug("sa-thay") is None


@pytest.mark.parametrize(
    ("date", "edition"),
    [
        ("2021-06-12", "63"),
        ("2025-06-30", "63"),
        ("2025-07-01", "34"),
        ("2025-06", "63"),
        ("2025-07", "34"),
        ("2025", "34"),
        ("2024", "63"),
        (None, "34"),
    ],
)
def test_edition_of_a_day(date: str | None, edition: str) -> None:
    assert edition_of(date) == edition


# --- terms ---


@pytest.mark.parametrize(
    ("body", "date", "since"),
    [
        ("central-committee", "2021-06-12", "2021-01-26"),
        ("central-committee", "2017", "2016-01-21"),
        ("central-committee", "2026-11-22", "2026-01-20"),
        ("province", "2021-11", "2020-10-01"),
        ("province", "2020-02-03", "2015-10-01"),
        ("national-assembly", "2012-06-20", "2011-07-21"),
        ("national-assembly", "2026-04-06", "2026-04-06"),
    ],
)
def test_term_of_a_date(body: Literal["central-committee", "province", "national-assembly"], date: str, since: str) -> None:
    term = term_of(body, date)
    assert term is not None
    assert term.since == since


@pytest.mark.parametrize("date", ["2021", "2021-01", "1999-05-01", "2001"])
def test_dates_of_two_terms_or_none(date: str) -> None:
    assert term_of("central-committee", date) is None


def test_terms_bear_the_bodies_own_ordinals() -> None:
    terms = [term_of("national-assembly", f"{year}-12-31") for year in (2003, 2008, 2012, 2017, 2022, 2026)]
    assert [term and term.ordinal for term in terms] == ["XI", "XII", "XIII", "XIV", "XV", "XVI"]


# --- data that are refused ---

_TYPE = '[[type]]\nname = "Nghị quyết"\nslug = "nghi-quyet"\ncodes = ["NQ"]\nscope = "unknown"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("type = [", "types.toml: not TOML"),
        ("[shared]\n" + _TYPE.replace("unknown", "somewhere"), "types.toml: type.0.scope: "),
        ("[shared]\n" + _TYPE.replace("slug", "slog"), "types.toml: type.0.slug: Field required"),
        ("[shared]\n" + _TYPE + _TYPE, "type given twice: nghi-quyet"),
        ("[shared]\n" + _TYPE + _TYPE.replace("Nghị quyết", "Nghị trình"), "codes of several types that [shared] does not decide: NQ"),
        ('[shared]\nNQ = {state = "Nghị án", party = "Nghị quyết"}\n' + _TYPE, "[shared] NQ: Nghị án is no type with this code"),
    ],
)
def test_inconsistent_types_are_refused_in_one_line(text: str, message: str) -> None:
    with pytest.raises(PhaHeError) as caught:
        parse(text, TypesFile, "types.toml")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_province_is_refused() -> None:
    content = places_file().model_dump(exclude={"place": {0}})
    with pytest.raises(ValueError, match="62 places before and 33 after"):
        PlacesFile.model_validate(content)


def test_terms_out_of_order_are_refused() -> None:
    text = '[[term]]\nbody = "province"\nsince = "2020-10-01"\n[[term]]\nbody = "province"\nsince = "2015-10-01"\n'
    with pytest.raises(PhaHeError, match="does not come after"):
        parse(text, TermsFile, "terms.toml")
