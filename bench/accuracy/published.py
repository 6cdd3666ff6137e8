"""The tables of figures in the documentation, made from the frozen baseline: a test compares them, so that they cannot go stale.

A table is the lines after a comment: `<!-- accuracy en -->` and `<!-- accuracy vi -->` are the test half in brief,
`<!-- accuracy figures -->` and `<!-- accuracy confidence -->` have those figures of each half, and `<!-- accuracy wrong -->` counts what
is wrong, by kind.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from bench.accuracy.baseline import HALVES, frozen

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", ROOT / "README.vi.md", ROOT / "docs" / "accuracy.md")
TABLE = re.compile(r"(<!-- accuracy (\w+) -->\n)((?:\|[^\n]*\n)*)")

ENGLISH = {
    "numbered citations, precision": "cited documents with a number: of those read, right",
    "numbered citations, recall": "cited documents with a number: of those there, read",
    "citations by name, F1": "cited laws and others by name (F1)",
    "date": "date of a cited document",
    "issuer": "issuer of a cited document",
    "typed relations, precision": "relations (implements, amends, …): of those read, right",
    "typed relations, recall": "relations: of those there, read",
}
VIETNAMESE = {
    "numbered citations, precision": "văn bản viện dẫn có số: đọc ra và đúng",
    "numbered citations, recall": "văn bản viện dẫn có số: có trong văn bản và đọc được",
    "citations by name, F1": "luật và văn bản viện dẫn theo tên (F1)",
    "date": "ngày của văn bản được viện dẫn",
    "issuer": "cơ quan ban hành văn bản được viện dẫn",
    "typed relations, precision": "quan hệ (thực hiện, sửa đổi, …): đọc ra và đúng",
    "typed relations, recall": "quan hệ: có trong văn bản và đọc được",
}


def publish() -> None:
    """Fill the tables of all pages."""
    baseline = frozen()
    for page in PAGES:
        page.write_text(filled(page.read_text("utf-8"), baseline), "utf-8")


def filled(page: str, baseline: dict[str, Any]) -> str:
    """The page with its tables as the baseline has them."""
    return TABLE.sub(lambda block: block[1] + _table(block[2], baseline), page)


def _table(which: str, baseline: dict[str, Any]) -> str:
    if which in {"figures", "confidence"}:
        return _of_halves(baseline, which)
    if which == "wrong":
        return _wrong(baseline)
    words, comma = (ENGLISH, ".") if which == "en" else (VIETNAMESE, ",")
    test = {name: (right, of) for name, right, of in baseline["figures"]["test"]}
    lines = [f"| {words[name]} | {_percent(*test[name], comma)} |" for name in words]
    head = f"{baseline['sizes']['test']} documents" if which == "en" else f"{baseline['sizes']['test']} văn bản"
    return "\n".join([f"| | {head} |", "|---|--:|", *lines]) + "\n"


def _of_halves(baseline: dict[str, Any], which: str) -> str:
    columns = [{name: (right, of) for name, right, of in baseline[which][half]} for half in HALVES]
    head = " | ".join(f"{half}: {baseline['sizes'][half]} documents" for half in HALVES)
    lines = [
        f"| {name} | "
        + " | ".join(f"{_percent(*column[name])} of {column[name][1]}" if column[name][1] else "–" for column in columns)
        + " |"
        for name in columns[0]
    ]
    return "\n".join([f"| | {head} |", "|---|" + "--:|" * len(HALVES), *lines]) + "\n"


def _wrong(baseline: dict[str, Any]) -> str:
    counts = Counter((re.split(" [‹#]|: ", key)[0], one["half"]) for one in baseline["documents"].values() for key in one["wrong"])
    kinds = sorted({kind for kind, _ in counts}, key=lambda kind: (-sum(counts[kind, half] for half in HALVES), kind))
    lines = [f"| {kind} | " + " | ".join(str(counts[kind, half]) for half in HALVES) + " |" for kind in kinds]
    return "\n".join([f"| | {' | '.join(HALVES)} |", "|---|" + "--:|" * len(HALVES), *lines]) + "\n"


def _percent(right: int, of: int, point: str = ".") -> str:
    return f"{100 * right / of:.1f} %".replace(".", point) if of else "–"
