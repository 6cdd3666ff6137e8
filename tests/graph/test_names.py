"""Names and registers: which wordings are of one document, and which places are never taken for each other's."""

from __future__ import annotations

import pytest

from graph.reading import Header, Target
from tests.graph.test_identity import KON_TUM, NOWHERE, QUANG_NGAI, graph_of, record, stubs


def cited(*targets: Target, by: Header = KON_TUM) -> list[str]:
    return [node.id for node in stubs(graph_of(record(by, *targets)))]


def named(name: str, date: str | None = None) -> Target:
    return Target(name.split(" Đại hội", maxsplit=1)[0], None, name, date)


@pytest.mark.parametrize(
    ("wordings", "document"),
    [
        (
            (
                "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng",
                "Nghị quyết Đại hội XIII của Đảng",
                "Nghị quyết Đại hội Đảng toàn quốc lần thứ XIII",
                "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII Đảng Cộng sản Việt Nam",
            ),
            "vn/-/nghi-quyet/-/nghi-quyet-dai-hoi-dang-xiii",
        ),
        (
            (
                "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVI",
                "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh Kon Tum lần thứ XVI, nhiệm kỳ 2020-2025",
            ),
            "vn/kon-tum/-/nghi-quyet/-/nghi-quyet-dai-hoi-dang-bo-tinh-xvi",
        ),
    ],
)
def test_wordings_of_one_congress_are_one_document(wordings: tuple[str, ...], document: str) -> None:
    assert cited(*map(named, wordings)) == [document]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nghị quyết Đại hội XIII của Đảng", "Nghị quyết Đại hội XII của Đảng"),
        ("Nghị quyết Đại hội XIII của Đảng", "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII"),
        ("Nghị quyết Đại hội XIII của Đảng", "Nghị quyết Đại hội Công đoàn Việt Nam lần thứ XIII"),
        ("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVI", "Nghị quyết Đại hội Công đoàn tỉnh lần thứ XVI"),
        ("Nghị quyết Đại hội Đảng bộ huyện Sa Thầy lần thứ XVI", "Nghị quyết Đại hội Đảng bộ huyện Đăk Hà lần thứ XVI"),
        ("Nghị quyết Đại hội XIII của Đảng", "Báo cáo chính trị Đại hội XIII của Đảng"),
    ],
)
def test_other_congresses_are_others(one: str, other: str) -> None:
    assert len(cited(named(one), named(other))) == 2


def test_an_unnamed_districts_congress_is_each_speakers_own() -> None:
    congress = named("Nghị quyết Đại hội Đảng bộ huyện lần thứ XVI")
    assert len(stubs(graph_of(record(KON_TUM, congress), record(QUANG_NGAI, congress)))) == 2


def test_a_provinces_congress_is_the_speakers() -> None:
    congress = named("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVI")
    assert [node.place for node in stubs(graph_of(record(KON_TUM, congress), record(QUANG_NGAI, congress)))] == ["Kon Tum", "Quảng Ngãi"]


def test_a_constitution_may_name_its_country() -> None:
    long = Target("Hiến pháp", None, "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam", "2013-11-28")
    assert cited(Target("Hiến pháp", None, "Hiến pháp", "2013"), long) == ["vn/quoc-hoi/hien-phap/2013-11-28/hien-phap"]


def test_a_joint_document_is_one_whichever_body_is_named() -> None:
    issuers = ("Ủy ban nhân dân tỉnh", "Liên đoàn Lao động tỉnh", "Ủy ban nhân dân tỉnh, Liên đoàn Lao động tỉnh", None)
    rules = [Target("Quy chế", "4859/QCPH-UBND-LĐLĐ", None, "2020-12-31", issuer) for issuer in issuers]
    assert cited(*rules) == ["vn/kon-tum/ubnd/quy-che/2020-12-31/4859.qcph-ubnd-ldld"]


def test_a_body_that_the_data_do_not_know_is_not_another_provinces() -> None:
    plans = [Target("Kế hoạch", "05/KH-BCĐ", None, "2021-06-12", f"Ban Chỉ đạo tỉnh {place}") for place in ("Kon Tum", "Quảng Ngãi")]
    assert [node.place for node in stubs(graph_of(record(NOWHERE, *plans)))] == ["Kon Tum", "Quảng Ngãi"]


def test_a_term_before_the_oldest_documents_of_a_corpus_is_known_by_date() -> None:
    by_term = Target("Nghị quyết", "24-NQ/TW", None, None, "Ban Chấp hành Trung ương", None, "IX")
    assert cited(by_term, Target("Nghị quyết", "24-NQ/TW", None, "2003-03-12")) == ["vn/bo-chinh-tri/nghi-quyet/2003-03-12/24-nq.tw"]


def test_what_has_no_numbers_form_is_never_taken_for_another() -> None:
    odd = [Target("Quyết định", number, None, "2021-01-01") for number in ("1*2/QĐ", "1-2*QĐ", "№", "%")]
    documents = cited(*odd)
    assert len(set(documents)) == 4
    assert "".join(documents).isascii()
