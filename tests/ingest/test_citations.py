"""What sentences cite: the golden table of citations, and the rules' own examples."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from graph.reading import Citation
from ingest.introduced import INTRODUCED_EXAMPLES
from ingest.lists import ELIDED_EXAMPLES
from ingest.names import NAMED_ACT_EXAMPLES, law_name
from ingest.patterns import ALL_EXAMPLES, Examples
from ingest.reader import read
from ingest.shadow import shadow

CASES = tomllib.loads((Path(__file__).parent.parent / "golden" / "citations.toml").read_text("utf-8"))["case"]


def _line(c: Citation) -> str:
    return " | ".join(part or "-" for part in (c.text, c.kind, c.number or c.name, c.date, c.issuer, c.pinpoint))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_the_sentence_cites_just_this(case: dict[str, Any]) -> None:
    reading = read(case["text"])
    assert [_line(c) for c in reading.citations if c.kind != "self"] == case["cites"]


@pytest.mark.parametrize("examples", [*ALL_EXAMPLES, ELIDED_EXAMPLES, INTRODUCED_EXAMPLES, NAMED_ACT_EXAMPLES], ids=lambda e: e.accepts[0])
def test_a_rule_finds_what_it_accepts_whole_and_nothing_in_what_it_refuses(examples: Examples) -> None:
    def found(text: str) -> str | None:
        shown = shadow(f"{text} ủy")
        match = examples.rule(shown).search(shown.low)
        return shown.clean[slice(*match.span())] if match else None

    assert {text: found(text) for text in examples.accepts} == {text: text for text in examples.accepts}
    assert {text: found(text) for text in examples.refuses} == dict.fromkeys(examples.refuses)


@pytest.mark.parametrize(
    ("text", "name"), [("Luật Đường cao tốc\nCòn hiệu lực", "Đường cao tốc"), ("Luật Đường\ncao tốc.", "Đường\ncao tốc")]
)
def test_a_name_that_no_list_has_ends_with_its_line_where_another_line_begins(text: str, name: str) -> None:
    named = law_name(shadow(text), "Luật", 4)
    assert named is not None
    assert text[5 : named.end] == name


def test_one_document_is_one_target_with_the_fullest_of_what_is_said() -> None:
    reading = read(
        "Nghị quyết 54-NQ/TW của Bộ Chính trị (khóa XII) về phát triển. Theo Nghị quyết số 54-NQ/TW ngày 10/12/2019 của Bộ Chính trị."
    )
    assert [c.target for c in reading.citations] == ["c1", "c1"]
    target = reading.targets["c1"]
    assert (target.number, target.date, target.issuer, target.term) == ("54-NQ/TW", "2019-12-10", "Bộ Chính trị", "XII")


def test_one_number_of_two_days_is_two_documents() -> None:
    reading = read("Quyết định số 12/QĐ-UBND ngày 02/3/2019 và Quyết định số 12/QĐ-UBND ngày 05/6/2021 của Ủy ban nhân dân tỉnh.")
    assert [c.target for c in reading.citations] == ["c1", "c2"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Nghị quyết số 15-NQ/TW của Bộ Chính trị về phát triển kinh tế, xã hội; Ủy ban nhân dân tỉnh yêu cầu.",
            "về phát triển kinh tế, xã hội",
        ),
        ("Nghị quyết số 15-NQ/TW về phát triển kinh tế biển, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:", "về phát triển kinh tế biển"),
        ("Nghị quyết số 15-NQ/TW về phát triển kinh tế biển (viết tắt là Nghị quyết 15).", "về phát triển kinh tế biển"),
        ("Nghị quyết số 15-NQ/TW về biển và Nghị quyết số 16-NQ/TW về rừng.", "về biển"),
        ("Kế hoạch số 9-KH/TU về thực hiện Nghị quyết số 15-NQ/TW về biển.", "về thực hiện Nghị quyết số 15-NQ/TW về biển"),
        ("Theo Nghị quyết 15-NQ/TW.", None),
    ],
)
def test_a_title_ends_with_its_clause(text: str, title: str | None) -> None:
    assert read(text).citations[0].title == title


def test_laws_that_amend_laws_without_end_are_read() -> None:
    assert read("Luật sửa đổi " * 3000 + "Luật Đất đai").citations[-1].name == "Luật sửa đổi Luật sửa đổi Luật sửa đổi Luật Đất đai"
