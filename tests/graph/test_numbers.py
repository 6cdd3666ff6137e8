"""Numbers: what is one, how rules write it, and that no two share a slug."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.fold import fold
from graph.knowledge.loader import organs_file, types_file
from graph.numbers import Number, official_writing, parse_number

# written, canonical, slug, type code, organs, in the Party's form
ACCEPTED = [
    # State, with a year
    ("30/2020/NĐ-CP", "30/2020/NĐ-CP", "30.2020.nd-cp", "NĐ", ("CP",), False),
    ("10/2013/TTLT-BTP-BCA", "10/2013/TTLT-BTP-BCA", "10.2013.ttlt-btp-bca", "TTLT", ("BTP", "BCA"), False),
    ("66.13/2026/NQ-CP", "66.13/2026/NQ-CP", "66.13.2026.nq-cp", "NQ", ("CP",), False),
    ("30a/2008/NQ-CP", "30a/2008/NQ-CP", "30a.2008.nq-cp", "NQ", ("CP",), False),
    ("330/1998/QĐ-BGTVT", "330/1998/QĐ-BGTVT", "330.1998.qd-bgtvt", "QĐ", ("BGTVT",), False),
    ("3/2006/nd-cp", "03/2006/NĐ-CP", "03.2006.nd-cp", "NĐ", ("CP",), False),
    ("156/2006/qđ.ub", "156/2006/QĐ-UB", "156.2006.qd-ub", "QĐ", ("UB",), False),
    ("06/98/TTLT/BTC-BXD", "06/1998/TTLT-BTC-BXD", "06.1998.ttlt-btc-bxd", "TTLT", ("BTC", "BXD"), False),
    # assemblies and presidents
    ("59/2020/QH14", "59/2020/QH14", "59.2020.qh14", None, ("QH14",), False),
    ("1211/2016/UBTVQH13", "1211/2016/UBTVQH13", "1211.2016.ubtvqh13", None, ("UBTVQH13",), False),
    ("1654/NQ-UBTVQH15", "1654/NQ-UBTVQH15", "1654.nq-ubtvqh15", "NQ", ("UBTVQH15",), False),
    ("12-L/CTN", "12-L/CTN", "12-l.ctn", "L", ("CTN",), False),
    ("12/L-CTN", "12-L/CTN", "12-l.ctn", "L", ("CTN",), False),
    ("06/2019/L-CTN", "06/2019/L-CTN", "06.2019.l-ctn", "L", ("CTN",), False),
    ("90/SL", "90/SL", "90.sl", "SL", (), False),
    ("90-SL", "90/SL", "90.sl", "SL", (), False),
    # State, without a year
    ("655/QĐ-TTg", "655/QĐ-TTg", "655.qd-ttg", "QĐ", ("TTg",), False),
    ("655-QD/TTG", "655/QĐ-TTg", "655.qd-ttg", "QĐ", ("TTg",), False),
    ("46/VBHN-BTC", "46/VBHN-BTC", "46.vbhn-btc", "VBHN", ("BTC",), False),
    ("4859/QCPH-UBND-LĐLĐ", "4859/QCPH-UBND-LĐLĐ", "4859.qcph-ubnd-ldld", "QCPH", ("UBND", "LĐLĐ"), False),
    ("0130/KH-UBND", "130/KH-UBND", "130.kh-ubnd", "KH", ("UBND",), False),
    ("2024/QĐ-UBND", "2024/QĐ-UBND", "2024.qd-ubnd", "QĐ", ("UBND",), False),
    ("252/KH-BCĐQG1237", "252/KH-BCĐQG1237", "252.kh-bcdqg1237", "KH", ("BCĐQG1237",), False),
    ("16481/TTr-UBND", "16481/TTr-UBND", "16481.ttr-ubnd", "TTr", ("UBND",), False),
    # letters
    ("7216/UBND-KGVX", "7216/UBND-KGVX", "7216.ubnd-kgvx", None, ("UBND", "KGVX"), False),
    ("1349/SLĐTBXH-LĐVL&GDNN", "1349/SLĐTBXH-LĐVL&GDNN", "1349.sldtbxh-ldvl_gdnn", None, ("SLĐTBXH", "LĐVL&GDNN"), False),
    ("83/BKHCN-BTTTT-VP", "83/BKHCN-BTTTT-VP", "83.bkhcn-btttt-vp", None, ("BKHCN", "BTTTT", "VP"), False),
    ("118/TTg", "118/TTg", "118.ttg", None, ("TTg",), False),
    ("217-HĐBT", "217/HĐBT", "217.hdbt", None, ("HĐBT",), False),
    ("12/xyz-abc", "12/XYZ-ABC", "12.xyz-abc", None, ("XYZ", "ABC"), False),
    # Party
    ("02-NQ/TW", "02-NQ/TW", "02-nq.tw", "NQ", ("TW",), True),
    ("2-nq/tw", "02-NQ/TW", "02-nq.tw", "NQ", ("TW",), True),
    ("02-NQ/TƯ", "02-NQ/TW", "02-nq.tw", "NQ", ("TW",), True),
    ("57/NQ-TW", "57-NQ/TW", "57-nq.tw", "NQ", ("TW",), True),
    ("21-Ctr/TU", "21-CTr/TU", "21-ctr.tu", "CTr", ("TU",), True),
    ("21-CT/TU", "21-CT/TU", "21-ct.tu", "CT", ("TU",), True),
    ("15000-CV/VPTW", "15000-CV/VPTW", "15000-cv.vptw", "CV", ("VPTW",), True),
    ("05-QC/BTCTU-BDVTU", "05-QC/BTCTU-BDVTU", "05-qc.btctu-bdvtu", "QC", ("BTCTU", "BDVTU"), True),
    ("15-QĐi/TW", "15-QĐi/TW", "15-qdi.tw", "QĐi", ("TW",), True),
    ("367 - QĐ/TWĐTN-VP", "367-QĐ/TWĐTN-VP", "367-qd.twdtn-vp", "QĐ", ("TWĐTN", "VP"), True),
    ("02-TTr/ĐLS", "02-TTr/ĐLS", "02-ttr.dls", "TTr", ("ĐLS",), True),
    ("16-BC/ĐH", "16-BC/ĐH", "16-bc.dh", "BC", ("ĐH",), True),
    # writings of the same
    ("13⁄2012/NÐ-CP", "13/2012/NĐ-CP", "13.2012.nd-cp", "NĐ", ("CP",), False),
    (" 87 /2025/QĐ–UBND ", "87/2025/QĐ-UBND", "87.2025.qd-ubnd", "QĐ", ("UBND",), False),
    # a separator left out before the type's code
    ("49/2025TT-BCT", "49/2025/TT-BCT", "49.2025.tt-bct", "TT", ("BCT",), False),
    ("1855QĐ-KHKT", "1855/QĐ-KHKT", "1855.qd-khkt", "QĐ", ("KHKT",), False),
    ("19 NQ/TW", "19-NQ/TW", "19-nq.tw", "NQ", ("TW",), True),
]

REFUSED = [
    "",
    "số",
    "12",
    "2024",
    "12/2024",
    "03/11/2021",
    "1718/2006",
    "/NQ-CP",
    "   /NQ-CP",
    "00/QĐ-UBND",
    "30/2020/",
    "30/2020/NĐ-",
    "NĐ-CP",
    "30/2020/NĐ-CP.",
    "30/2020/NĐ-CP ngày 5",
    "30/2020/NĐ-CP, 31/2020/NĐ-CP",
    "10.000/ngày",
    "3/lần",
    "12/QĐ_X",
    "12QĐ",
    "5XYZ-ABC",
    "12/2020QĐ",
    "12/QĐ-A&",
    "5/TT-BT\N{CYRILLIC CAPITAL LETTER ES}",
    "0905/1234567",
    "https://example.org/1",
    "1/j3H9c8cvHt0vdtDyxhZXNS7dI49AB5hXdqrjYMrOjbC",
]


@pytest.mark.parametrize(("written", "canonical", "slug", "type_code", "organs", "party"), ACCEPTED)
def test_accepts(written: str, canonical: str, slug: str, type_code: str | None, organs: tuple[str, ...], party: bool) -> None:
    number = parse_number(written)
    assert number is not None
    assert (number.canonical, number.slug, number.type_code, number.organs, number.party) == (canonical, slug, type_code, organs, party)


@pytest.mark.parametrize("text", REFUSED)
def test_refuses(text: str) -> None:
    assert parse_number(text) is None
    assert official_writing(text) is None


@pytest.mark.parametrize(
    ("written", "year"), [("30/2020/NĐ-CP", 2020), ("06/98/TTLT-BTC", 1998), ("2024/QĐ-UBND", None), ("02-NQ/TW", None)]
)
def test_year_stands_only_in_the_middle(written: str, year: int | None) -> None:
    number = parse_number(written)
    assert number is not None
    assert number.year == year


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0130/kh-ubnd", "0130/KH-UBND"),
        ("2-nq/tw", "2-NQ/TW"),
        ("57/NQ-TW", "57/NQ-TW"),
        ("217-HĐBT", "217-HĐBT"),
        ("156/2006/qđ.ub", "156/2006/QĐ.UB"),
        ("06/98/TTLT/BTC-BXD", "06/98/TTLT/BTC-BXD"),
        ("87 / 2025 / QĐ - UBND", "87/2025/QĐ-UBND"),
        ("21-Ctr/TU", "21-CTr/TU"),
        ("49/2025TT-BCT", "49/2025TT-BCT"),
    ],
)
def test_official_writing_keeps_digits_and_separators(written: str, expected: str) -> None:
    assert official_writing(written) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2/NQ-CP", "02/NQ-CP"),
        ("5/UBND-ĐX", "5/UBND-DX"),
        ("21-CTR/TU", "21-CTr/TU"),
        (unicodedata.normalize("NFD", "9/QĐ-TƯQ"), "9/QĐ-TƯQ"),
    ],
)
def test_equal_numbers_have_one_slug(one: str, other: str) -> None:
    a, b = parse_number(one), parse_number(other)
    assert a is not None
    assert b is not None
    assert a.slug == b.slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("15-NQ/HXY", "15/NQ-HXY"),
        ("21-CT/TU", "21-CTr/TU"),
        ("9/A&B", "9/A-B"),
        ("9/AB", "9/A&B"),
        ("66.1/QĐ-X", "66/QĐ-X"),
        ("6.613/NQ-CP", "66.13/NQ-CP"),
    ],
)
def test_different_numbers_have_different_slugs(one: str, other: str) -> None:
    a, b = parse_number(one), parse_number(other)
    assert a is not None
    assert b is not None
    assert a.slug != b.slug


def test_every_official_code_keeps_its_writing() -> None:
    codes = [code for kind in types_file().type for code in kind.codes]
    for code in codes:
        number = parse_number(f"15/{code.lower()}-UBND")
        assert number is not None
        assert number.type_code is not None
        assert fold(number.type_code) == fold(code)
    for organ in organs_file().organ:
        number = parse_number(f"15/QĐ-{organ.code.upper()}")
        assert number is not None
        assert number.organs == (organ.code,)


_CODES = [*(code for kind in types_file().type for code in kind.codes), *(organ.code for organ in organs_file().organ), "TƯ", "LĐVL&GDNN"]
_CODE = st.one_of(st.sampled_from(_CODES), st.from_regex(r"[A-ZĐƯÔÊa-zđơâă](&?[A-ZĐa-z0-9]){0,4}", fullmatch=True))
_TEXTS = st.builds(
    lambda serial, year, sep, codes, seps: serial + year + sep + codes[0] + "".join(s + c for s, c in zip(seps, codes[1:], strict=False)),
    st.from_regex(r"[0-9]{1,4}(\.[0-9]{1,2})?[a-c]?", fullmatch=True),
    st.sampled_from(["", "", "/2020", "/1998", "/98"]),
    st.sampled_from(["/", "-"]),
    st.lists(_CODE, min_size=1, max_size=3),
    st.lists(st.sampled_from(["-", "/", "."]), min_size=2, max_size=2),
)
_NUMBERS = _TEXTS.map(parse_number).filter(lambda number: number is not None)


@given(_NUMBERS)
def test_printed_and_parsed_again_is_the_same(number: Number) -> None:
    assert parse_number(number.canonical) == number


@given(_TEXTS)
def test_official_writing_is_the_same_number(text: str) -> None:
    written = official_writing(text)
    assert written is None or parse_number(written) == parse_number(text)


@given(_NUMBERS, _NUMBERS)
def test_slug_is_injective_and_ascii(a: Number, b: Number) -> None:
    assert a.slug.isascii()
    assert not set(a.slug) & set("/&? #%")
    assert (a.slug == b.slug) == (fold(a.canonical) == fold(b.canonical))


@given(_NUMBERS)
def test_slug_can_be_read_back(number: Number) -> None:
    """What injectivity rests on: `.` before four digits and `.` or before a letter is `/`, `_` is `&`."""
    restored = parse_number(_restore(number.slug))
    assert restored is not None
    assert restored.slug == number.slug


def _restore(slug: str) -> str:
    """The number that a slug stands for, without diacritics."""
    head, *rest = slug.split(".")
    while rest and rest[0].isascii() and rest[0][:1].isdigit():
        part = rest.pop(0)
        head += ("/" if len(part) == 4 and part.isdigit() else ".") + part
    return "/".join([head, *rest]).replace("_", "&")


@given(st.text(max_size=30))
def test_any_text_is_read_without_error(text: str) -> None:
    number = parse_number(text)
    assert number is None or number.slug.isascii()
