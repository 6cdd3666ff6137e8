"""What time rules out: no cited document acts on one that is younger."""

from __future__ import annotations

import pytest

from graph.reading import SELF, Evidence, Relation, StatedRelation, Target
from ingest.chronology import in_time


def stated(source: str, relation: Relation, target: str) -> StatedRelation:
    return StatedRelation(source, relation, target, (0,), 0.95, "rule", (Evidence(0, 9, 0),))


def decree(number: str | None = None, date: str | None = None) -> Target:
    return Target("Nghị định", number, date=date)


@pytest.mark.parametrize(
    ("actor", "target", "possible"),
    [
        (decree(date="2017-03-08"), decree(date="2018-12-26"), False),
        (decree(date="2018-03-08"), decree(date="2018-12-26"), True),
        (decree("06/2017/NĐ-CP"), decree("34/2018/NĐ-CP"), False),
        (decree(date="2017"), decree(date="2018-12-26"), False),
        (decree(date="2018"), decree(date="2018-12-26"), True),
        (decree(date="2018-12-26"), decree("34/2018/NĐ-CP"), True),
        (decree(date="2018-12-26"), decree(date="2018-12-26"), True),
        (decree(date="2019-01-01"), decree(date="2018-12-26"), True),
        (decree(), decree(date="2018-12-26"), True),
        (decree("5/CT-TTg"), decree("34/2018/NĐ-CP"), True),
    ],
)
def test_the_younger_acts_on_the_older(actor: Target, target: Target, possible: bool) -> None:
    (left,) = in_time([stated("c1", "repeals", "c2")], {"c1": actor, "c2": target})
    assert (left.source, left.relation, left.target) == (("c1", "repeals", "c2") if possible else (SELF, "cites", "c2"))
    assert left.confidence == (0.95 if possible else 0.5)


@pytest.mark.parametrize("relation", ["promulgates", "approves", "proposed_by", "responds_to"])
def test_a_draft_is_dated_when_it_is_signed(relation: Relation) -> None:
    targets = {"c1": decree(date="2018-12-25"), "c2": decree(date="2018-12-26")}
    assert in_time([stated("c1", relation, "c2")], targets) == (stated("c1", relation, "c2"),)


def test_what_is_stated_otherwise_is_not_cited_as_well_and_the_speakers_own_words_stay() -> None:
    targets = {"c1": decree(date="2017-03-08"), "c2": decree(date="2018-12-26")}
    own = stated(SELF, "based_on", "c2")
    assert in_time([stated("c1", "repeals", "c2"), own], targets) == (own,)
