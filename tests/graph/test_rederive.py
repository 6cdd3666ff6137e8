"""Deriving anew: a store that follows from its readings has no differences; one that was changed past them has."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from graph.check import check
from graph.kept import Changes
from graph.reading import Record
from graph.rederive import differences
from tests.graph.corpora import corpora
from tests.graph.sample import corpus_of, sample


@settings(max_examples=30)
@given(corpora)
def test_what_follows_from_its_readings_has_no_differences(records: list[Record]) -> None:
    assert list(differences(corpus_of(records))) == []


def test_each_kind_of_difference_is_told() -> None:
    store = sample()
    one, other, *_ = store.all_documents()
    edge = next(edge for edge in store.all_edges() if edge.relation == "probably_same_as")
    store.apply(
        Changes(
            put_documents=[replace(one, title="khác"), replace(other, key="f" * 16, id="vn/nowhere")],
            drop_edges=[(edge.source, edge.relation, edge.target)],
        )
    )
    told = list(differences(store))
    assert f"{one.id}: the store says other things of it than its sources give" in told
    assert "vn/nowhere: the store has it, its sources do not give it" in told
    assert any("probably_same_as" in line and line.endswith("its sources give it, the store does not have it") for line in told)
    assert len(told) == 3


def test_check_tells_it_as_a_finding() -> None:
    store = sample()
    one = next(store.all_documents())
    store.apply(Changes(put_documents=[replace(one, title="khác")]))
    assert check(store).ok
    report = check(store, differences)
    assert (report.ok, report.checked[-1], [finding.check for finding in report.findings]) == (False, "derivation", ["derivation"])
