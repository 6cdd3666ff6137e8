"""`phahe judge`: deciding by hand, sharing what was decided, and taking it back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from graph.corpus import Corpus
from graph.stores import open_store
from tests.api.conftest import Phahe
from tests.graph.sample import LETTER, SAMPLE


@pytest.fixture
def judge(bare: Phahe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Phahe:
    """The command line over a store with a misprint, which tests may change."""
    url = f"sqlite:///{tmp_path / 'mine.db'}"
    store = open_store(url)
    Corpus(store).add(SAMPLE)
    store.close()
    monkeypatch.setenv("PHAHE_STORE", url)
    monkeypatch.setenv("PHAHE_REVIEWER", "Lan")
    return bare


def exported(phahe: Phahe) -> str:
    return str(phahe("export").stdout)


def test_a_misprint_is_corrected_listed_and_taken_back(judge: Phahe) -> None:
    before = exported(judge)
    done = judge("judge", "misprint", "21-NQ/TW", "02-NQ/TW", "--why", "cùng ngày, cùng trích yếu")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "judged misprint: " in done.stderr
    assert judge("show", "21-NQ/TW").exit_code == 1
    listed = judge("judge", "list").stdout
    assert all(word in listed for word in ("21-NQ/TW of 2021-06-12 is a misprint of", "Lan, 20", "cùng ngày"))
    judgement = done.stderr.split()[2].rstrip(";")
    line = judge("judge", "list", "--format", "jsonl").stdout
    assert line == judge("judge", "export").stdout
    assert json.loads(judge("judge", "list", "--format", "json").stdout) == [json.loads(line)]
    assert judge("judge", "undo", judgement[:6], "--why", "nhầm", "--by", "Minh").exit_code == 0
    assert exported(judge) == before
    assert "nobody has judged anything" in judge("judge", "list").stdout
    assert (judge("judge", "list", "--format", "json").stdout, judge("judge", "list", "--format", "jsonl").stdout) == ("[]\n", "")
    everything = judge("judge", "list", "--all").stdout
    assert all(words in everything for words in ("taken back", "by Minh", "nhầm"))
    assert "taken back already" in judge("judge", "undo", judgement, "--why", "x").stderr


def test_a_team_shares_what_it_decided(judge: Phahe, tmp_path: Path) -> None:
    shutil.copy(tmp_path / "mine.db", tmp_path / "theirs.db")
    theirs = ("--store", f"sqlite:///{tmp_path / 'theirs.db'}")
    judge("judge", "different", "21-NQ/TW", "02-NQ/TW", "--why", "hai văn bản", "--by", "Minh")
    judge("judge", "not-a-citation", LETTER.source.sha256, "Kế hoạch số 65-KH/TU", "--why", "thử\u2028hai dòng")
    assert judge("judge", "export", "-o", "ours.jsonl").exit_code == 0
    lines = [json.loads(line) for line in (tmp_path / "ours.jsonl").read_text("utf-8").split("\n") if line]
    assert {line["kind"]: line["said"]["who"] for line in lines} == {"different": "Minh", "not-a-citation": "Lan"}
    assert "read 2 judgements, 2 of them new" in judge("judge", "import", "ours.jsonl", *theirs).stderr
    assert "read 2 judgements, 0 of them new" in judge("judge", "import", "ours.jsonl", *theirs).stderr
    assert judge("export", *theirs).stdout == exported(judge)


def test_a_citation_is_told_by_its_text(judge: Phahe) -> None:
    judged = judge("judge", "means", "3717/UBND-KGVX", "Kế hoạch số 65-KH/TU", "02-NQ/TW", "--why", "thử")
    assert judged.exit_code == 0, judged.stderr
    assert json.loads(exported(judge))["ambiguous"] == []


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["misprint", "21-NQ/TW", "02-NQ/TW", "--why", " "], 2, "a judgement needs a reason"),
        (["misprint", "21-NQ/TW", "21-NQ/TW", "--why", "x"], 2, "cannot be a misprint of itself"),
        (["same", "21-NQ/TW", "99-NQ/TW", "--why", "x"], 1, "no document fits"),
        (["different", "02-NQ/TW", "02-NQ/TW", "--why", "x"], 2, "has 0 text(s): there is nothing to tell apart"),
        (["means", "3717/UBND-KGVX", "Kế hoạch số 99-KH/TU", "02-NQ/TW", "--why", "x"], 2, "has no citation “Kế hoạch số 99-KH/TU”"),
        (["not-a-citation", "02-NQ/TW", "x", "--why", "x"], 2, "02-nq.tw: no text of it is held"),
        (["not-a-citation", "99-NQ/TW", "x", "--why", "x"], 1, "no document fits"),
        (["undo", "", "--why", "x"], 2, "which judgement?"),
        (["undo", "ffff", "--why", "x"], 1, "the beginning of 0 judgements"),
        (
            ["import", "none.jsonl"],
            1,
            "none.jsonl: it cannot be read (No such file or directory); name a file",
        ),
    ],
)
def test_what_cannot_be_judged_is_said(judge: Phahe, words: list[str], code: int, message: str) -> None:
    before = exported(judge)
    told = judge("judge", *words)
    assert (told.exit_code, told.stdout) == (code, "")
    assert message in told.stderr
    assert exported(judge) == before


def test_a_line_that_is_no_judgement_is_named_and_nothing_is_taken_in(judge: Phahe, tmp_path: Path) -> None:
    judge("judge", "different", "21-NQ/TW", "02-NQ/TW", "--why", "x")
    judge("judge", "export", "-o", "some.jsonl")
    file = tmp_path / "some.jsonl"
    file.write_text(file.read_text("utf-8") + "{}\n", "utf-8")
    told = judge("judge", "import", "some.jsonl")
    assert told.exit_code == 1
    assert "some.jsonl: line 2 is no judgement" in told.stderr
