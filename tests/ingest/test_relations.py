"""What sentences state, and nothing else: the golden table of relations."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from graph.reading import RELATIONS, SELF, Reading
from ingest.cues import Cue, cues, sightings
from ingest.reader import read
from ingest.shadow import shadow

CASES = tomllib.loads((Path(__file__).parent.parent / "golden" / "relations.toml").read_text("utf-8"))["case"]

_HA_NAM = "ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\n\nSố: 90/{}\n\nHà Nam, ngày 02 tháng 4 năm 2024\n\n{}\n\n"
_LETTERHEADS = {
    "Công văn": _HA_NAM.format("UBND-NC", "Kính gửi: Các sở, ngành."),
    "Quyết định": _HA_NAM.format("QĐ-UBND", "QUYẾT ĐỊNH\nVề việc phân cấp quản lý"),
    "Kế hoạch": _HA_NAM.format("KH-UBND", "KẾ HOẠCH\nPhát triển du lịch"),
    "Báo cáo": _HA_NAM.format("BC-UBND", "BÁO CÁO\nTình hình kinh tế"),
    "Thông báo": _HA_NAM.format("TB-UBND", "THÔNG BÁO\nVề lịch làm việc"),
    "Thông tư": "BỘ TÀI CHÍNH\n\nSố: 90/2024/TT-BTC\n\nHà Nội, ngày 02 tháng 4 năm 2024\n\nTHÔNG TƯ\nQuy định về phí\n\n",
    "Văn bản hợp nhất": "BỘ TÀI CHÍNH\n\nSố: 90/VBHN-BTC\n\nHà Nội, ngày 02 tháng 4 năm 2024\n\nTHÔNG TƯ\nQuy định về phí\n\n",
    "Nghị quyết": "CHÍNH PHỦ\n\nSố: 90/NQ-CP\n\nHà Nội, ngày 02 tháng 4 năm 2026\n\nNGHỊ QUYẾT\nVề một số giải pháp\n\n",
    "Kết luận": "BAN CHẤP HÀNH TRUNG ƯƠNG\n\nSố 90-KL/TW\n\nHà Nội, ngày 02 tháng 11 năm 2025\n\nKẾT LUẬN\nvề phân loại đô thị\n\n",
}


def _read(case: dict[str, Any]) -> Reading:
    return read(_LETTERHEADS.get(case.get("speaker", ""), "") + case["text"])


def _stated(reading: Reading) -> set[str]:
    def name(local: str) -> str:
        if local == SELF:
            return SELF
        target = reading.targets[local]
        return target.number or target.name or "?"

    return {f"{name(r.source)} {r.relation} {name(r.target)}" for r in reading.relations}


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_the_sentence_states_just_this(case: dict[str, Any]) -> None:
    assert _stated(_read(case)) == set(case["states"])


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_evidence_reaches_from_cue_to_citation(case: dict[str, Any]) -> None:
    reading = _read(case)
    for relation in reading.relations:
        assert relation.evidence
        for index in relation.citations:
            end = reading.citations[index].end
            assert any(span.start < span.end and span.end >= end for span in relation.evidence)


def test_the_table_covers_every_relation() -> None:
    stated = {line.split()[1] for case in CASES for line in case["states"]}
    assert set(RELATIONS) - stated == set()


@pytest.mark.parametrize("cue", cues(), ids=[f"{cue.name} ({cue.voice})" for cue in cues()])
def test_a_cue_is_found_in_what_it_accepts_and_not_in_what_it_refuses(cue: Cue) -> None:
    def found(text: str) -> bool:
        shown = shadow(f"ủy ban {text} ủy")
        return any(seen.cue.name == cue.name for seen in sightings(shown, shown.low, cue.voice))

    assert [text for text in cue.accepts if not found(text)] == []
    assert [text for text in cue.refuses if found(text)] == []
