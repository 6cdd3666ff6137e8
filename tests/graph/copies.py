"""Texts of some length and their copies, as scanning makes them."""

from __future__ import annotations

import random
from dataclasses import replace
from hashlib import sha256

from hypothesis import strategies as st

from graph.reading import Header, Reading, Record, Source

WORDS = (
    "ủy ban nhân dân tỉnh quyết định phê duyệt kế hoạch thực hiện chương trình mục tiêu quốc gia xây dựng nông thôn mới giai đoạn "
    "trách nhiệm thủ trưởng các sở ngành địa phương căn cứ luật tổ chức chính quyền theo đề nghị của giám đốc nghiệp môi trường "
    "kinh phí nguồn vốn ngân sách trung ương bố trí hằng năm báo cáo kết quả trước ngày tháng công khai minh bạch giám sát đánh giá"
)
SYLLABLES = WORDS.split()
MISREAD = {"o": "0", "l": "1", "n": "m", "e": "c", "u": "n", "h": "b", "a": "o", "t": "l", "i": "l", "c": "e"}


def body(seed: int, length: int = 240) -> str:
    """So many words, others for each seed."""
    drawn = random.Random(seed)  # noqa: S311  # text, no secret
    return " ".join(drawn.choice(SYLLABLES) for _ in range(length))


def scanned(text: str, seed: int = 0, rate: float = 0.02) -> str:
    """The text as badly read as the rate of letters says, with a page mark in the middle."""
    drawn = random.Random(seed)  # noqa: S311  # text, no secret
    read = "".join(MISREAD.get(letter, letter) if drawn.random() < rate else letter for letter in text)
    words = read.split()
    return " ".join([*words[: len(words) // 2], "\n--- Trang 2 ---\nCÔNG BÁO/Số 12\n", *words[len(words) // 2 :]])


def held(text: str, header: Header | None = None, path: str | None = None) -> Record:
    """The text as a source that says this of itself."""
    return Record(Source(sha256(text.encode()).hexdigest(), text, path), Reading(header or Header()))


PLAN = Header("24/KH-UBND", "Kế hoạch", "2021-11-15", "Ủy ban nhân dân tỉnh Kon Tum", "Kon Tum", None, "về xây dựng nông thôn mới")
OTHER = replace(PLAN, number="31/KH-UBND", date="2021-12-01")

BODIES = [body(n, 120) for n in range(2)]
HEADERS = (
    None,
    None,
    PLAN,
    OTHER,
    Header(number="24/KH-UBND"),
    Header(date="2021-11-15"),
    Header("7/BC-BCĐ", date="2021-11-15", issuer="Ban Chỉ đạo"),
)


@st.composite
def _copy(draw: st.DrawFn) -> Record:
    text = draw(st.sampled_from(BODIES))
    seed = draw(st.integers(0, 5))
    return held(scanned(text, seed) if seed else text, draw(st.sampled_from(HEADERS)))


copies = st.lists(_copy(), min_size=1, max_size=7, unique_by=lambda record: record.source.sha256)
"""A few texts and copies of them, which say of themselves all, a part or nothing, or something else."""
