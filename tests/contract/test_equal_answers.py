"""Whatever texts say, all stores give equal answers in equal order: the store in memory is the oracle."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.check import check
from graph.corpus import Corpus
from graph.coverage import coverage, coverage_by_place
from graph.export import export
from graph.lineage import lineage
from graph.neighbours import neighbours
from graph.paths import path
from graph.queue import queue
from graph.reading import Record
from graph.rederive import differences
from graph.show import show
from graph.stats import stats
from graph.store import Store
from graph.stores import open_store
from graph.validity import validity
from graph.why import why
from tests.graph.corpora import corpora
from tests.graph.sample import SAMPLE
from tests.stores import empty_neo4j

DAYS = (None, "2021-06-12", "2021-12-31", "2026-01-01")
OF_ONE: tuple[Callable[[Store, str], object], ...] = (
    *(lambda store, one, day=day: show(store, one, day) for day in DAYS),
    *(lambda store, one, day=day: lineage(store, one, "both", as_of=day) for day in DAYS),
    lambda store, one: lineage(store, one, "down", depth=1, limit=3),
    lambda store, one: lineage(store, one, "up", relations=["amends", "cites"]),
    *(lambda store, one, day=day: coverage(store, one, as_of=day) for day in DAYS),
    coverage_by_place,
    lambda store, one: validity(store, [one]),
    lambda store, one: neighbours(store, one, "in", limit=2),
    lambda store, one: neighbours(store, one, "out", ["cites"], limit=2),
)


def answers(store: Store, documents: int) -> Iterator[object]:
    """All answers, those about documents of the first few."""
    yield from (queue(store), stats(store), export(store), check(store, differences))
    keys = [document.key for document in store.all_documents()][:documents]
    for one in keys:
        yield from (answer(store, one) for answer in OF_ONE)
        for other in keys:
            yield from (path(store, one, other), why(store, one, other))


def assert_equal(store: Store, records: list[Record], gone: list[Record], documents: int) -> None:
    with closing(open_store("memory:")) as reference, closing(store):
        for one in (reference, store):
            Corpus(one).add(records)
            Corpus(one).remove([record.source.sha256 for record in gone])
        assert list(answers(store, documents)) == list(answers(reference, documents))


def test_of_the_sample(store: Store) -> None:
    assert_equal(store, list(SAMPLE), [], 6)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Record], list[Record]]:
    """Texts, and some of them that are taken out again."""
    records = draw(corpora)
    return records, records[: draw(st.integers(0, 2))]


@given(histories())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_sqlite_answers_as_memory(tmp_path_factory: pytest.TempPathFactory, drawn: tuple[list[Record], list[Record]]) -> None:
    assert_equal(open_store(f"sqlite:///{tmp_path_factory.mktemp('equal') / 'store.db'}"), *drawn, 6)


@given(histories())
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
def test_neo4j_answers_as_memory(neo4j_url: str, drawn: tuple[list[Record], list[Record]]) -> None:
    assert_equal(open_store(empty_neo4j(neo4j_url)), *drawn, 3)
