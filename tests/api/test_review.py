"""`phahe review` and `phahe why`: a person's way through the queue, by keys."""

from __future__ import annotations

import json

from tests.api.conftest import Phahe
from tests.api.test_judge import exported, judge

__all__ = ["judge"]


def kinds(phahe: Phahe) -> list[str]:
    return [doubt["kind"] for doubt in json.loads(phahe("review", "--list", "--format", "json").stdout)["doubts"]]


def test_the_queue_is_listed(judge: Phahe) -> None:
    told = judge("review", "--list")
    assert told.exit_code == 0
    assert all(word in told.stdout for word in ("probably the same", "95%", "ambiguous", "2 doubts"))
    assert kinds(judge) == ["suspect", "ambiguous"]
    assert judge("review", "--kind", "other").exit_code == 2


def test_accept_strike_and_undo(judge: Phahe) -> None:
    before = exported(judge)
    walked = judge("review", stdin="a\ncùng văn bản\nx\nn\nkhông phải\n")
    assert walked.exit_code == 0, walked.output
    assert "1 of 2: probably the same, 95%" in walked.stdout
    assert "“x” is none of the answers" in walked.stderr
    assert "judged 2 doubts" in walked.stderr
    assert kinds(judge) == []
    assert "cùng văn bản" in judge("judge", "list").stdout
    for line in judge("judge", "export").stdout.splitlines():
        assert judge("judge", "undo", json.loads(line)["id"], "--why", "x").exit_code == 0
    assert exported(judge) == before


def test_undo_goes_back_and_quitting_keeps_nothing_more(judge: Phahe) -> None:
    before = exported(judge)
    walked = judge("review", stdin="u\nr\nhai văn bản\nu\ns\nq\n")
    assert walked.exit_code == 0, walked.output
    assert "nothing was judged yet" in walked.stderr
    assert "judged 0 doubts" in walked.stderr
    assert exported(judge) == before


def test_undo_goes_back_to_what_was_judged_not_to_what_was_skipped(judge: Phahe) -> None:
    before = exported(judge)
    walked = judge("review", stdin="a\n \nu\ns\nq\n")
    assert walked.stdout.count("1 of 2: probably the same") == 2
    assert exported(judge) == before
    walked = judge("review", stdin="s\nn\n  \n")
    assert "judged 1 doubt;" in walked.stderr, "a reason of blanks is the usual reason"
    assert "reviewed" in judge("judge", "list").stdout


def test_why(judge: Phahe) -> None:
    told = judge("why", "21-NQ/TW", "02-NQ/TW")
    assert told.exit_code == 0
    assert all(
        word in told.stdout for word in ("Probably the same", "For being one", "+ marked as a suspect", "Against", "– the numbers differ")
    )
    assert json.loads(judge("why", "02-NQ/TW", "--format", "json").stdout)["verdict"] == "one document"
