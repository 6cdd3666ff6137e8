"""Properties of reading that hold for any text: no exception, exact slices, order, no overlap, the same result again."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.reading import SELF, Reading
from ingest.reader import read

_GOLDEN = Path(__file__).parent.parent / "golden"
_SENTENCES = [
    case["text"] for name in ("relations", "citations") for case in tomllib.loads((_GOLDEN / f"{name}.toml").read_text("utf-8"))["case"]
]
_PIECES = st.sampled_from(
    [
        *("Nghị quyết", "số ", "02", "-NQ/TW", "/2020", "/NĐ-CP", ", ngày 3/4/2020", " của ", "Bộ Chính trị", "Luật ", "Đất đai", " này"),
        *(
            "được sửa đổi, bổ sung bởi ",
            "thay thế ",
            "Căn cứ ",
            "thực hiện ",
            "Điều 1. ",
            "khoản 2 ",
            "sau đây gọi tắt là ",
            "hết hiệu lực",
        ),
        *(
            "(",
            ")",
            "{",
            "}",
            '"',
            "\n",
            "; ",
            ". ",
            "- ",
            ":",
            "1",
            "İ",
            "\u0301",
            "\x1d",
            "uỷ ban ",
            "  ",
            "[1]",
            "_{KG}",
            "**",
            "Quyết định",
        ),
    ]
)


def _sound(text: str) -> Reading:
    reading = read(text)
    end = 0
    for citation in reading.citations:
        assert citation.text == text[citation.start : citation.end]
        assert end <= citation.start < citation.end
        assert citation.target == SELF or citation.target in reading.targets
        assert 0 < citation.confidence <= 1
        end = citation.end
    for relation in reading.relations:
        assert relation.source != relation.target
        assert relation.target in reading.targets
        assert relation.citations
        assert relation.evidence
        assert 0 < relation.confidence <= 1
        assert all(0 <= i < len(reading.citations) for i in relation.citations)
        assert all(0 <= span.start < span.end <= len(text) for span in relation.evidence)
    return reading


@given(st.text())
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    _sound(text)


@given(st.lists(_PIECES, max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_heap_of_pieces_can_be_read(text: str) -> None:
    assert _sound(text) == read(text)


@given(st.sampled_from(_SENTENCES), st.data())
@settings(max_examples=200, deadline=None)
def test_mutilated_sentences_can_be_read(sentence: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(sentence)))
    size = data.draw(st.integers(0, 12))
    _sound(sentence[:at] + data.draw(_PIECES) + sentence[at + size :])


_REPEATED = [
    *("Nghị quyết số 02-NQ/TW ", "Luật ", "của ", "(", "1/", "khoản 1 ", "thực hiện ", "được ", '"', "Kế hoạch này ", "ban hành Kế hoạch "),
    *("(sau đây gọi tắt là Quy chế A) ", "12/", "A-", "số ", 'cụm từ "', "Nghị quyết 12, ", "\n", "{", "ngày 1/1/2020 "),
    *("Nghị định số #/2020/NĐ-CP: ", "bãi bỏ Nghị định số #/2020/NĐ-CP sau: ", "Triển khai Kế hoạch số #-KH/TU. "),  # no two are one
]


@pytest.mark.parametrize("piece", _REPEATED)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(size: int) -> float:
        text = "".join(piece.replace("#", str(i)) for i in range(size // len(piece)))
        begin = time.process_time()
        read(text)
        return time.process_time() - begin

    seconds(2_000)  # compiles the rules
    assert min(seconds(80_000), seconds(80_000)) < 12 * max(seconds(20_000), 0.02)  # the better of two: the machine has other work


@pytest.mark.parametrize("text", ["Nghị quyết số 15-NQ/TW.", "Quyết định số 655/QĐ-TTg ngày 12/5/2017", "655/QĐ-TTg"])
def test_a_line_by_itself_cites(text: str) -> None:
    reading = read(text)
    assert [citation.text for citation in reading.citations] == [text.rstrip(".")]
    assert reading.document.number is None


def test_a_document_that_speaks_of_itself_is_marked_so() -> None:
    reading = read("Ủy ban nhân dân tỉnh ban hành Kế hoạch. Các sở triển khai Kế hoạch này và Nghị quyết số 15-NQ/TW.")
    assert [(c.text, c.kind, c.target) for c in reading.citations] == [
        ("Kế hoạch này", "self", SELF),
        ("Nghị quyết số 15-NQ/TW", "full", "c1"),
    ]
