"""Explanations: the same reading, with what gave each field and the reasons whose product each confidence is."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.reading import Citation, StatedRelation
from ingest.explained import ExplainedReading, explained
from ingest.reader import read
from ingest.reasons import Reason, confidence

GOLDEN = Path(__file__).parent.parent / "golden"
TEXTS = [case["text"] for case in tomllib.loads((GOLDEN / "relations.toml").read_text("utf-8"))["case"]]

LETTER = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM

Số: 90/QĐ-UBND

Hà Nam, ngày 02 tháng 4 năm 2024

QUYẾT ĐỊNH
Về phát triển du lịch

Căn cứ Nghị định số 31/2024/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số 43/2024/NĐ-CP;
Theo đề nghị của Sở Nội vụ tại Tờ trình số 5/TTr-SNV.
Điều 2. Quyết định này thay thế các Quyết định số 13, 14/2012/QĐ-UBND cùng ngày 5/6/2012.
Nghị định 31 vẫn áp dụng.
"""


def _bare(value: Citation | StatedRelation) -> dict[str, object]:
    return {field.name: getattr(value, field.name) for field in fields(value) if field.name != "why"}


def _is_the_same(reading: ExplainedReading, text: str) -> bool:
    plain = read(text)
    same = (reading.document, reading.targets) == (plain.document, plain.targets)
    return same and [[_bare(one) for one in some] for some in (reading.citations, reading.relations)] == [
        [_bare(one) for one in some] for some in (plain.citations, plain.relations)
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_explained_is_what_is_read(text: str) -> None:
    reading = explained(text)
    assert _is_the_same(reading, text)
    for citation in reading.citations:
        assert citation.why is not None
        assert citation.why.rule
        named = {name for name in ("type", "number", "name", "date", "issuer", "title", "pinpoint") if getattr(citation, name) is not None}
        assert set(citation.why.fields) == named | {"target"}
    for relation in reading.relations:
        assert relation.why is not None
        reasons = tuple(Reason(one.reason, one.weight) for one in relation.why.reasons)
        assert reasons
        assert confidence(reasons) == relation.confidence or relation.rule.endswith("younger")
        if relation.why.cue is not None:
            assert text[relation.why.start : relation.why.end] == relation.why.cue


@given(st.text(max_size=300))
def test_any_text_is_explained(text: str) -> None:
    assert _is_the_same(explained(text), text)


def test_fields_say_what_gave_them() -> None:
    reading = explained(LETTER)
    why = {citation.text: citation.why.fields for citation in reading.citations if citation.why is not None}
    assert why["Tờ trình số 5/TTr-SNV"]["issuer"] == "worded so, with the place of the letterhead"
    assert why["Quyết định số 13"]["number"] == "the serial, with the rest of the list's last number"
    assert why["Quyết định số 13"]["date"] == "said once at the list's end, for all"
    assert why["Nghị định 31"]["number"] == "the document's full citation, elsewhere in the text"
    assert why["Nghị định 31"]["target"] == "nothing in it contradicts citations[0], which names the same"
    assert why["Quyết định này"]["target"].startswith("the speaker")


def test_relations_say_what_states_them() -> None:
    reading = explained(LETTER)
    by_target = {reading.targets[one.target].number: one.why for one in reading.relations if one.why is not None and one.source == "self"}
    assert by_target["31/2024/NĐ-CP"].cue == "Căn cứ"
    assert [one.reason for one in by_target["31/2024/NĐ-CP"].reasons] == ["the cue opens its clause"]
    assert by_target["14/2012/QĐ-UBND"].cue == "thay thế"
    assert "a list's member: what governs the list governs it" in [one.reason for one in by_target["14/2012/QĐ-UBND"].reasons]


def test_every_doubt_lowers_confidence() -> None:
    best = confidence(())
    assert confidence((Reason("a", 1.0),)) == best
    assert confidence((Reason("a", 0.9),)) < best
    assert confidence((Reason("a", 0.9), Reason("b", 0.9))) < confidence((Reason("a", 0.9),))
