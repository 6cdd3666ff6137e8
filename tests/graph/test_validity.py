"""Validity by a day: what the store's texts had made of a document, and where they do not tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.coverage import coverage
from graph.dates import happened
from graph.errors import UsageError
from graph.lineage import lineage
from graph.lookup import find
from graph.reading import Header, Relation, Target
from graph.store import Store
from graph.validity import full_date, validity
from tests.graph.sample import SAMPLE, corpus_of, record

DECREE = Target("Nghị định", "10/2019/NĐ-CP", date="2019-01-30", issuer="Chính phủ")


def acting(relation: Relation, number: str, date: str | None, *, pinpoint: bool = False) -> Store:
    head = Header(number, "Nghị định", date, "Chính phủ")
    said = record(
        f"{number}.txt",
        f"{number}: nay [c1:Nghị định số 10/2019/NĐ-CP].",
        head,
        {"c1": DECREE},
        [("self", relation, "c1", "Nghị định số 10")],
    )
    if pinpoint:
        citations = tuple(replace(one, pinpoint="Điều 5") for one in said.reading.citations)
        said = replace(said, reading=replace(said.reading, citations=citations))
    return corpus_of([said])


def state(store: Store, as_of: str | None) -> str:
    key = find(store, "10/2019/NĐ-CP").key
    return validity(store, [key], as_of)[key].state


@pytest.mark.parametrize(
    ("relation", "made"),
    [("repeals", "repealed"), ("replaces", "replaced"), ("suspends", "suspended"), ("amends", "amended"), ("corrects", "amended")],
)
def test_each_relation_from_its_day_on(relation: Relation, made: str) -> None:
    store = acting(relation, "20/2021/NĐ-CP", "2021-03-15")
    assert [state(store, day) for day in ("2019-01-29", "2019-01-30", "2021-03-14", "2021-03-15", None)] == [
        "not_issued",
        "unchanged",
        "unchanged",
        made,
        made,
    ]


@pytest.mark.parametrize("relation", ["implements", "based_on", "guides", "cites", "consolidates"])
def test_other_relations_change_nothing(relation: Relation) -> None:
    assert state(acting(relation, "20/2021/NĐ-CP", "2021-03-15"), None) == "unchanged"


def test_a_part_that_is_repealed_amends_the_whole() -> None:
    assert state(acting("repeals", "20/2021/NĐ-CP", "2021-03-15", pinpoint=True), None) == "amended"
    assert state(acting("suspends", "20/2021/NĐ-CP", "2021-03-15", pinpoint=True), None) == "suspended"


def test_the_strongest_counts_and_all_are_shown() -> None:
    said = [("amends", "20/2020/NĐ-CP", "2020-03-15"), ("repeals", "30/2022/NĐ-CP", "2022-05-01")]
    head = [Header(number, "Nghị định", date, "Chính phủ") for _, number, date in said]
    texts = [
        record(f"{n}.txt", f"{n}: [c1:Nghị định số 10/2019/NĐ-CP].", head[n], {"c1": DECREE}, [("self", relation, "c1", "Nghị định số 10")])  # type: ignore[list-item]  # the relations above
        for n, (relation, _, _) in enumerate(said)
    ]
    store = corpus_of(texts)
    key = find(store, "10/2019/NĐ-CP").key
    assert [state(store, day) for day in ("2020-03-14", "2021-01-01", "2022-05-01")] == ["unchanged", "amended", "repealed"]
    events = validity(store, [key])[key].events
    assert [(event.date, event.relation, event.evidence[0].quote) for event in events] == [
        ("2020-03-15", "amends", "Nghị định số 10"),
        ("2022-05-01", "repeals", "Nghị định số 10"),
    ]


def test_what_no_text_dates_is_unknown() -> None:
    store = acting("repeals", "20/2021/NĐ-CP", None)
    assert (state(store, "2025-01-01"), state(store, None), state(store, "2018-01-01")) == ("unknown", "repealed", "not_issued")
    assert state(acting("repeals", "20/2021/NĐ-CP", "2021"), "2021-06-01") == "unknown"
    assert state(acting("repeals", "20/2021/NĐ-CP", "2021"), "2021-12-31") == "repealed"
    (event,) = validity(store, [find(store, "10/2019/NĐ-CP").key], "2025-01-01").popitem()[1].events
    assert event.date is None, "what may have happened is shown"


def test_what_is_certain_stays_so_whatever_else_may_have_happened() -> None:
    heads = [Header("20/2021/NĐ-CP", "Nghị định", "2021-03-15", "Chính phủ"), Header("30/2021/NĐ-CP", "Nghị định", "2021", "Chính phủ")]
    said: list[tuple[str, Relation, str, str]] = [("self", "repeals", "c1", "Nghị định số 10")]
    texts = [record(f"{n}.txt", f"{n}: [c1:Nghị định số 10/2019/NĐ-CP].", head, {"c1": DECREE}, said) for n, head in enumerate(heads)]
    assert state(corpus_of(texts), "2021-06-01") == "repealed"


@pytest.mark.parametrize(
    ("day", "by", "expected"),
    [
        ("2021-06-12", "2021-06-12", True),
        ("2021-06-13", "2021-06-12", False),
        ("2021-06", "2021-06-29", None),
        ("2021-06", "2021-06-30", True),
        ("2021-06", "2021-07-01", True),
        ("2021-07", "2021-06-30", False),
        ("2021", "2020-12-31", False),
        ("2021", "2021-12-30", None),
        ("2021", "2021-12-31", True),
        (None, "2021-12-31", None),
    ],
)
def test_happened(day: str | None, by: str, expected: bool | None) -> None:
    assert happened(day, by) is expected


@pytest.mark.parametrize("text", ["2021", "2021-13-01", "31/12/2021", "20211231", "", "2021-12-31 "])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(UsageError, match="is no date; write it as 2021-12-31"):
        full_date(text)
    assert full_date("2021-12-31") == "2021-12-31"


def test_a_lineage_as_it_stood() -> None:
    store = corpus_of(SAMPLE)
    root = find(store, "02-NQ/TW").key
    early = {node.number for node in lineage(store, root, as_of="2021-10-01").nodes}
    assert early == {"02-NQ/TW", "21-NQ/TW"}, "its programme is of 8 October"
    later = lineage(store, root, as_of="2021-11-15")
    assert {node.validity for node in later.nodes} == {"unchanged"}
    assert "24-KH/TU" in {node.number for node in later.nodes}
    assert "validity" not in lineage(store, root).to_json()
    assert len(lineage(store, root).nodes) == len(lineage(store, root, as_of="2030-01-01").nodes)
    assert len(coverage(store, root, as_of="2021-10-10").rows) < len(coverage(store, root).rows)
