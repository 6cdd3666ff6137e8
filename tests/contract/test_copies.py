"""Prints and copies on real engines: who bears a print is found, and copies join and part as in memory."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.check import check
from graph.corpus import Corpus
from graph.export import export
from graph.kept import Changes
from graph.prints import prints_of
from graph.reading import Record
from graph.store import Store
from graph.stores.memory import MemoryStore
from tests.graph.copies import PLAN, body, copies, held, scanned

TEXT, SCAN, ELSE = held(body(1), PLAN), held(scanned(body(1))), held(body(2), PLAN)
ONE, COPY = TEXT.source.sha256, SCAN.source.sha256


def filled(store: Store) -> Store:
    Corpus(store).add([TEXT, SCAN, ELSE])
    return store


def bearing(store: Store) -> set[str]:
    return {sha256 for _, sha256 in store.prints()}


def test_who_bears_a_print_is_found(store: Store) -> None:
    stored = filled(store).stored([ONE, COPY])
    shared = sorted(set(prints_of(stored[ONE])) & set(prints_of(stored[COPY])))
    found = store.bearing([*shared, "b0"], 10)
    assert {one: set(own) for one, own in found.items()} == {one: {ONE, COPY} for one in shared}
    assert {len(own) for own in store.bearing(shared, 1).values()} == {1}
    assert store.bearing([f"u{one[1:]}" for one in shared], 10) == {f"u{one[1:]}": [COPY] for one in shared}
    assert store.bearing([], 10) == {}


def test_all_prints_are_listed_in_order(store: Store) -> None:
    listed = list(filled(store).prints())
    assert [one for one, _ in listed] == sorted(one for one, _ in listed)
    assert set(listed) == {(p, s.sha256) for s in store.stored(list(store.sources())).values() for p in prints_of(s) if p.startswith("b")}


def test_a_source_takes_its_prints_with_it(store: Store) -> None:
    Corpus(filled(store)).remove([COPY])
    assert COPY not in bearing(store)
    assert ONE in bearing(store)


def test_a_transaction_that_fails_leaves_the_prints(store: Store) -> None:
    before = list(filled(store).prints())

    def work() -> None:
        store.apply(Changes(drop_sources=[COPY]))
        raise KeyError

    with pytest.raises(KeyError):
        store.transact(work)
    assert list(store.prints()) == before


@given(copies, st.data())
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_copies_join_and_part_as_in_memory(store: Store, records: list[Record], data: st.DataObject) -> None:
    corpus = Corpus(store)
    corpus.remove(set(store.sources()))
    cut: int = data.draw(st.integers(0, len(records)))
    gone: set[str] = data.draw(st.sets(st.sampled_from([record.source.sha256 for record in records])))
    corpus.add(records[:cut])
    corpus.remove(gone)
    corpus.add(records[cut:])
    left = [record for record in records[:cut] if record.source.sha256 not in gone] + records[cut:]
    reference = Corpus(MemoryStore())
    reference.add(left)
    assert export(store).to_json() == export(reference.store).to_json()
    assert check(store).findings == []
