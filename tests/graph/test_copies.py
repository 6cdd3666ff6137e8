"""Texts side by side: the sources of a document, the doubts about two documents with one text, and why they are two."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.answers import SaidOtherwise
from graph.corpus import Corpus
from graph.judgements import Said
from graph.judging import different, same
from graph.queue import queue
from graph.reading import Citation, Header, Record, Target
from graph.show import show
from graph.store import Store
from graph.stores.memory import MemoryStore
from graph.why import why
from tests.graph.copies import OTHER, PLAN, body, held, scanned

SAID = Said("An", "2026-01-01T00:00:00+00:00", "seen")


def filled(*records: Record) -> Store:
    store = MemoryStore()
    Corpus(store).add(records)
    return store


def copy(header: Header, seed: int = 1) -> Record:
    return held(scanned(body(1), seed), header)


def keys(store: Store) -> list[str]:
    return [document.key for document in store.all_documents()]


def citing(record: Record, number: str) -> Record:
    citation = Citation(0, 4, record.source.text[:4], "full", number=number, target="c1")
    return replace(record, reading=replace(record.reading, citations=(citation,), targets={"c1": Target(number=number)}))


def test_the_sources_of_a_document_stand_side_by_side() -> None:
    text, scan = citing(held(body(1), PLAN), "1/QĐ-TTg"), citing(copy(Header(type="Kế hoạch", date="2021")), "7/QĐ-TTg")
    store = filled(text, scan)
    leading, other = show(store, store.speakers([text.source.sha256])[text.source.sha256].key).sources
    assert (leading.sha256, leading.shared, leading.otherwise, leading.cites_more) == (text.source.sha256, None, [], [])
    assert other.shared is not None
    assert other.shared > 0.9
    assert SaidOtherwise(field="number", said=None, leading="24/KH-UBND") in other.otherwise
    assert SaidOtherwise(field="date", said="2021", leading="2021-11-15") in other.otherwise
    assert (other.cites_more, other.cites_less) == (["7/QĐ-TTg"], ["1/QĐ-TTg"])


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (replace(PLAN, number="29/KH-UBND"), "the numbers differ by a slip of the serial"),
        (replace(PLAN, date="2021-11-16"), "the dates differ by a slip of the day"),
    ],
)
def test_one_text_with_a_slip_in_its_head_is_queued_and_never_merged(header: Header, reason: str) -> None:
    store = filled(held(body(1), PLAN), copy(header))
    assert len(keys(store)) == 2
    (doubt,) = queue(store, ["duplicate"]).doubts
    assert doubt.reason.endswith(reason)


@pytest.mark.parametrize(
    "header", [OTHER, replace(PLAN, number="29/KH-UBND", date="2021-12-30"), replace(PLAN, place="Quảng Ngãi", issuer=None)]
)
def test_what_is_plainly_another_document_is_not_queued(header: Header) -> None:
    assert queue(filled(held(body(1), PLAN), copy(header)), ["duplicate"]).total == 0


def test_other_texts_are_not_queued() -> None:
    assert queue(filled(held(body(1), PLAN), held(body(2), replace(PLAN, number="29/KH-UBND"))), ["duplicate"]).total == 0


def test_a_scan_that_may_be_of_either_is_queued_with_both() -> None:
    found = queue(filled(held(body(1), PLAN), copy(OTHER), copy(Header(), 2)), ["duplicate"])
    assert {(doubt.document.count("~"), doubt.reason.partition("and ")[2]) for doubt in found.doubts} == {
        (1, "one does not tell its number and date")
    }
    assert found.total == 2


def test_what_people_decide_leaves_the_queue() -> None:
    pair = held(body(1), PLAN), copy(replace(PLAN, number="29/KH-UBND"))
    apart, joined = filled(*pair), filled(*pair)
    Corpus(apart).judge([different(apart, keys(apart)[0], keys(apart)[1], SAID)])
    Corpus(joined).judge([same(joined, keys(joined)[0], keys(joined)[1], SAID)])
    assert (queue(apart, ["duplicate"]).total, len(keys(apart))) == (0, 2)
    assert (queue(joined, ["duplicate"]).total, len(keys(joined))) == (0, 1)


def test_why_says_how_the_texts_compare() -> None:
    store = filled(held(body(1), PLAN), copy(OTHER))
    assert any("differ as copies do" in reason for reason in why(store, *keys(store)).reasons_for)
    store = filled(held(body(1), PLAN), held(body(2), OTHER))
    assert any("the texts share" in reason for reason in why(store, *keys(store)).reasons_against)
