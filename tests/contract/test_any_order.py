"""Identity on a real engine: whatever came and went in between, each store exports what memory does from the same sources."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.check import check
from graph.corpus import Corpus
from graph.export import export
from graph.reading import Record
from graph.store import Store
from graph.stores.memory import MemoryStore
from tests.graph.corpora import corpora


@given(corpora, st.data())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_batches_and_removals_give_the_graph_of_the_sources_that_stay(
    store: Store, records: list[Record], data: st.DataObject
) -> None:
    corpus = Corpus(store)
    corpus.remove(set(store.sources()))
    waiting: list[Record] = data.draw(st.permutations(records))
    cut: int = data.draw(st.integers(0, len(waiting)))
    passing: set[str] = data.draw(st.sets(st.sampled_from([record.source.sha256 for record in waiting])))
    corpus.add(waiting[:cut])
    corpus.remove(passing)
    corpus.add(waiting[cut:])
    corpus.add(record for record in waiting if record.source.sha256 in passing)
    reference = Corpus(MemoryStore())
    reference.add(records)
    assert export(store).to_json() == export(reference.store).to_json()
    assert check(store).findings == []
