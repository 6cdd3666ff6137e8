"""`phahe cite --explain`: more fields and lines, and without it none."""

from __future__ import annotations

import json
from pathlib import Path

from tests.api.conftest import Phahe

LETTER = "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị, Sở A báo cáo."


def _without_why(answer: dict[str, list[dict[str, object]]]) -> dict[str, list[dict[str, object]]]:
    told = {name: [{k: v for k, v in one.items() if k != "why"} for one in answer[name]] for name in ("citations", "relations")}
    return answer | told


def test_json_lines_have_why_only_if_asked(bare: Phahe, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    for shape in ("jsonl", "json"):
        plain = bare("cite", "letter.txt", "--format", shape).stdout
        told = bare("cite", "letter.txt", "--format", shape, "--explain").stdout
        assert "why" not in plain
        assert _without_why(json.loads(told)) == json.loads(plain)
    (citation,), (relation,) = json.loads(told)["citations"], json.loads(told)["relations"]
    assert citation["why"]["rule"] == "a number behind its type"
    assert citation["why"]["fields"]["issuer"] == "the citation's own words"
    assert relation["why"]["cue"] == LETTER[relation["why"]["start"] : relation["why"]["end"]] == "Thực hiện"


def test_the_table_is_followed_by_the_reasons(bare: Phahe, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    told = bare("cite", "letter.txt", "--explain").stdout
    assert bare("cite", "letter.txt").stdout.rstrip() in told
    for words in ("a number behind its type", "carries out", "“Thực hiện” at 0", "the cue opens its clause (× 1)"):
        assert words in told
