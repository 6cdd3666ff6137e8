"""What the data say of document types."""

from __future__ import annotations

import unicodedata

import pytest

from graph.knowledge import (
    document_type,
    document_types,
    type_of_code,
)
from graph.knowledge.loader import types_file
from graph.numbers import parse_number


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
