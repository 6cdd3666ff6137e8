"""Laws by name and by number: one document where a text gives both, two where none does or texts disagree."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.check import check
from graph.corpus import Corpus
from graph.describe import describe
from graph.export import export
from graph.namesakes import called
from graph.reading import Header, Reading, Record, Target
from graph.rederive import differences
from graph.store import Store
from graph.stores import open_store
from graph.stores.memory import MemoryStore
from graph.stores.sqlite_bulk import load
from tests.graph.sample import corpus_of, record

HEAD = Header("5/KH-UBND", "Kế hoạch", "2022-01-05", "Ủy ban nhân dân tỉnh Kon Tum", "Kon Tum")
BY_NAME = Target("Luật", None, "Luật Công đoàn 2012", "2012")
BY_NUMBER = Target("Luật", "12/2012/QH13", None, "2012-06-20", "Quốc hội")
BOTH = replace(BY_NUMBER, name="Luật Công đoàn")
SLIP = replace(BOTH, number="21/2012/QH13")
OTHER_YEAR = replace(BY_NAME, name="Luật Công đoàn 1990", date="1990")
TITLED = replace(BY_NUMBER, title="về Công đoàn")


def text(n: int, *targets: Target) -> Record:
    words = " ".join(f"[c{i}:{target.number or target.name}]" for i, target in enumerate(targets, start=1))
    return record(
        f"{n}.txt", f"{n}: {words}", replace(HEAD, number=f"{n}/KH-UBND"), {f"c{i}": t for i, t in enumerate(targets, start=1)}, []
    )


def laws(*records: Record) -> list[tuple[str, int]]:
    """The ids and supports of all documents that are laws."""
    return laws_in(corpus_of(records))


def laws_in(store: Store) -> list[tuple[str, int]]:
    return [(document.id, document.support) for document in store.all_documents() if document.type == "Luật"]


ONE = "vn/quoc-hoi/luat/2012-06-20/12.2012.qh13"


@pytest.mark.parametrize("proof", [BOTH, TITLED])
def test_a_text_that_gives_both_joins_them(proof: Target) -> None:
    assert laws(text(1, BY_NAME), text(2, BY_NUMBER), text(3, proof)) == [(ONE, 3)]


def test_the_laws_own_text_joins_them() -> None:
    law = record("law.txt", "Luật", Header("12/2012/QH13", "Luật", "2012-06-20", "Quốc hội", None, None, "Luật Công đoàn"), {}, [])
    assert laws(text(1, BY_NAME), law) == [(ONE, 1)]


def test_where_no_text_tells_they_stay_two() -> None:
    assert len(laws(text(1, BY_NAME), text(2, BY_NUMBER))) == 2


def test_another_year_is_another_law() -> None:
    assert len(laws(text(1, OTHER_YEAR), text(2, BOTH))) == 2


def test_a_name_without_its_year_stays_ambiguous() -> None:
    store = corpus_of([text(1, replace(BY_NAME, name="Luật Công đoàn", date=None)), text(2, BOTH)])
    assert len(export(store).ambiguous) == 1


BARE = replace(BY_NAME, name="Luật Công đoàn", date=None)
OF_2024 = replace(BOTH, number="50/2024/QH15", date="2024-11-27")


def meanings(store: Store) -> set[str]:
    """What the citation in the first text may mean."""
    (one,) = (one for one in export(store).ambiguous if one.document.endswith("/01.kh-ubnd"))
    assert all("same name" in candidate.reasons for candidate in one.candidates)
    return {candidate.id for candidate in one.candidates}


def test_a_name_without_its_year_may_mean_all_laws_of_the_name_wherever_these_stand() -> None:
    corpus = Corpus(MemoryStore())
    corpus.add([text(1, BARE), text(2, BY_NAME), text(3, BY_NUMBER)])
    assert meanings(corpus.store) == {"vn/quoc-hoi/luat/2012/luat-cong-doan"}
    proof, later = text(4, BOTH), text(5, OF_2024)
    corpus.add([proof])
    assert meanings(corpus.store) == {ONE}
    corpus.add([later])
    assert meanings(corpus.store) == {ONE, "vn/quoc-hoi/luat/2024-11-27/50.2024.qh15"}
    another_day = text(6, replace(BY_NUMBER, date="2012-07-20"))
    corpus.add([another_day])
    assert meanings(corpus.store) == {ONE, "vn/quoc-hoi/luat/2024-11-27/50.2024.qh15"}
    corpus.remove([another_day.source.sha256, later.source.sha256, proof.source.sha256])
    assert meanings(corpus.store) == {"vn/quoc-hoi/luat/2012/luat-cong-doan"}


def test_two_numbers_that_are_said_alike_often_join_nothing_a_rare_slip_does_not_matter() -> None:
    assert len(laws(text(1, BY_NAME), text(2, BOTH), text(3, SLIP))) == 3
    often = [text(n, BOTH) for n in range(2, 6)]
    assert (ONE, 5) in laws(text(1, BY_NAME), *often, text(9, SLIP))


def test_a_day_of_its_own_is_another_law_of_the_year() -> None:
    passed_before = replace(BY_NAME, name="Luật Công đoàn", date="2012-02-19")
    assert len(laws(text(1, passed_before), text(2, BOTH))) == 2
    assert len(laws(text(1, passed_before), text(2, BOTH), text(3, BY_NAME))) == 3, "which of the two the year means is not told"
    often = [text(n, BOTH) for n in range(2, 6)]
    assert (ONE, 5) in laws(text(1, passed_before), *often, text(9, BY_NAME))
    assert laws(text(1, replace(passed_before, date="2012-06-20")), text(2, BOTH)) == [(ONE, 2)]


def test_what_proved_it_goes_and_comes_back() -> None:
    corpus = Corpus(MemoryStore())
    proof = text(3, BOTH)
    corpus.add([text(1, BY_NAME), text(2, BY_NUMBER), proof])
    corpus.remove([proof.source.sha256])
    assert len(laws_in(corpus.store)) == 2
    corpus.add([proof])
    assert laws_in(corpus.store) == [(ONE, 3)]
    corpus.add([text(4, BY_NUMBER), text(5, BY_NAME)])
    assert laws_in(corpus.store) == [(ONE, 5)]
    assert check(corpus.store, differences).findings == []


def test_only_types_that_are_cited_by_name_have_namesakes() -> None:
    decree = Target("Nghị định", "12/2012/NĐ-CP", "Nghị định Công đoàn", "2012-06-20")
    described = describe("0" * 64, Reading(HEAD, (), {"c1": decree, "c2": BY_NAME, "c3": TITLED, "c4": BY_NUMBER}))
    assert [called(described[name]) for name in ("c1", "c2", "c3", "c4")] == [
        None,
        "name luat-cong-doan 2012",
        "name luat-cong-doan 2012",
        None,
    ]


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_in_whatever_order(data: st.DataObject) -> None:
    days = [replace(one, date=day) for one, day in ((BY_NAME, "2012-06-20"), (BY_NAME, "2012-07-20"), (BY_NUMBER, "2012-07-20"))]
    pool = [BY_NAME, BY_NUMBER, BOTH, SLIP, OTHER_YEAR, OF_2024, BARE, BARE, TITLED, *days]
    drawn = data.draw(st.lists(st.lists(st.sampled_from(pool), min_size=1, max_size=3), min_size=1, max_size=8))
    records = [text(n, *targets) for n, targets in enumerate(drawn)]
    reference = export(corpus_of(records)).to_json()
    corpus = Corpus(MemoryStore())
    for one in data.draw(st.permutations(records)):
        corpus.add([one])
    passing = data.draw(st.sampled_from(records))
    corpus.remove([passing.source.sha256])
    assert check(corpus.store, differences).findings == []
    corpus.add([passing])
    assert export(corpus.store).to_json() == reference
    with TemporaryDirectory() as folder:
        load(Path(folder) / "store.db", iter(records))
        with closing(open_store(f"sqlite:///{folder}/store.db")) as loaded:
            assert export(loaded).to_json() == reference
