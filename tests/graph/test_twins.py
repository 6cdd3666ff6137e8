"""Copies: a text that does not name itself joins what it is a copy of, whatever came first, and leaves it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import prints
from graph.check import check
from graph.corpus import Corpus
from graph.judgements import Said
from graph.judging import different
from graph.reading import Header, Record
from graph.stores.memory import MemoryStore
from tests.graph.copies import OTHER, PLAN, body, copies, held, scanned
from tests.graph.test_order import at_once, exported

TEXT = held(body(1), PLAN, "plan.txt")
SCAN = held(scanned(body(1), 1), Header(), "scan.txt")


def ids(*records: Record) -> list[str]:
    store = MemoryStore()
    Corpus(store).add(records)
    return [document.id for document in store.all_documents()]


def test_a_scan_without_a_head_is_the_document_whose_text_it_is() -> None:
    assert ids(TEXT, SCAN) == ids(TEXT)
    assert ids(SCAN) != ids(TEXT)


@pytest.mark.parametrize(
    "header",
    [
        Header(number="24/KH-UBND"),
        Header(date="2021-11-15"),
        Header(type="Kế hoạch", date="2021"),
        replace(PLAN, number=None),
        replace(PLAN, date=None),
    ],
)
def test_what_it_says_of_itself_may_be_a_part(header: Header) -> None:
    assert ids(TEXT, held(SCAN.source.text, header)) == ids(TEXT)


@pytest.mark.parametrize(
    "header",
    [
        Header(number="25/KH-UBND"),
        Header(date="2021-11-16"),
        Header(type="Quyết định"),
        replace(PLAN, number=None, issuer="Ủy ban nhân dân tỉnh Quảng Ngãi", place="Quảng Ngãi"),
        replace(PLAN, number="25/KH-UBND"),
    ],
)
def test_what_contradicts_keeps_it_apart(header: Header) -> None:
    assert len(ids(TEXT, held(SCAN.source.text, header))) == 2


def test_two_full_heads_over_one_body_are_two_documents() -> None:
    assert len(ids(TEXT, held(scanned(body(1), 2), OTHER))) == 2


def test_a_scan_that_may_be_of_either_stays_alone() -> None:
    assert len(ids(TEXT, held(scanned(body(1), 2), OTHER), SCAN)) == 3


def test_two_scans_that_each_say_a_part_are_one_document_and_say_it_together() -> None:
    (one,) = ids(held(body(1), replace(PLAN, number=None)), held(scanned(body(1)), Header(number="24/KH-UBND")))
    assert one == ids(TEXT)[0]


def test_two_scans_that_say_nothing_are_one_document() -> None:
    assert len(ids(held(body(1)), SCAN, held(scanned(body(1), 9)))) == 1


def test_the_facts_are_those_of_the_text_that_names_itself() -> None:
    store = MemoryStore()
    garbled = Header(type="Kế hoạch", issuer="ỦY BAN NHÂN DÂN TỈNH K0N TUM", subject="về xây dựng n0ng th0n m0i và nhiều việc khác")
    Corpus(store).add([TEXT, held(SCAN.source.text, garbled)])
    (document,) = store.all_documents()
    assert (document.number, document.issuer, document.title) == (PLAN.number, PLAN.issuer, PLAN.subject)


def test_of_two_full_heads_the_better_read_leads() -> None:
    better, worse = PLAN, replace(PLAN, subject="về xây dựng n0ng th0n m0i", issuer=None)
    for seed in range(4):
        store = MemoryStore()
        Corpus(store).add([held(body(1), better), held(scanned(body(1), seed), worse)])
        (document,) = store.all_documents()
        assert document.title == PLAN.subject


def test_when_what_joined_them_goes_they_part_again() -> None:
    store = MemoryStore()
    Corpus(store).add([TEXT, SCAN])
    Corpus(store).remove([TEXT.source.sha256])
    assert [document.id for document in store.all_documents()] == ids(SCAN)


def test_people_may_part_them() -> None:
    store = MemoryStore()
    corpus = Corpus(store)
    corpus.add([TEXT, SCAN])
    (document,) = store.all_documents()
    judgement = different(store, document.key, document.key, Said("An", "2026-01-01T00:00:00+00:00", "an annex"))
    corpus.judge([judgement])
    assert len(list(store.all_documents())) == 2
    corpus.judge([replace(judgement, withdrawn=Said("An", "2026-01-02T00:00:00+00:00", "no"))])
    assert len(list(store.all_documents())) == 1
    assert exported(corpus) == at_once([TEXT, SCAN])


@given(copies, st.data())
@settings(max_examples=60, deadline=None)
def test_any_order_with_removals_gives_one_graph(records: list[Record], data: st.DataObject) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("graph.twins.CROWD", data.draw(st.sampled_from((2, 3, prints.CROWD))))
        expected = at_once(records)
        corpus = Corpus(MemoryStore())
        present: set[str] = set()
        for _ in range(data.draw(st.integers(0, 5))):
            shrink: bool = data.draw(st.booleans())
            if present and shrink:
                gone: set[str] = data.draw(st.sets(st.sampled_from(sorted(present))))
                corpus.remove(gone)
                present -= gone
            else:
                batch: Sequence[Record] = data.draw(st.lists(st.sampled_from(records), max_size=3))
                corpus.add(batch)
                present |= {record.source.sha256 for record in batch}
        corpus.add([record for record in records if record.source.sha256 not in present])
        assert exported(corpus) == expected
        assert check(corpus.store).findings == []
