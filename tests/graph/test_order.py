"""The graph is a function of the set of sources, never of the way they came in: exports are equal byte for byte."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.check import check
from graph.corpus import Corpus
from graph.export import export
from graph.reading import Reading, Record
from graph.stores.memory import MemoryStore
from tests.graph.corpora import corpora


def exported(corpus: Corpus) -> str:
    return export(corpus.store).to_json()


def at_once(records: Sequence[Record]) -> str:
    corpus = Corpus(MemoryStore())
    corpus.add(records)
    return exported(corpus)


@given(corpora, st.data())
@settings(max_examples=150, deadline=None)
def test_any_order_any_batches_repeats_removals_and_readditions_give_one_graph(records: list[Record], data: st.DataObject) -> None:
    expected = at_once(records)
    corpus = Corpus(MemoryStore())
    waiting = data.draw(st.permutations(records))
    present: set[str] = set()
    for _ in range(data.draw(st.integers(0, 6))):
        shrink: bool = data.draw(st.booleans())
        if present and shrink:
            gone: set[str] = data.draw(st.sets(st.sampled_from(sorted(present))))
            corpus.remove(gone)
            present -= gone
        else:
            batch: list[Record] = data.draw(st.lists(st.sampled_from(waiting), max_size=4))
            corpus.add(batch)
            present |= {record.source.sha256 for record in batch}
    corpus.add([record for record in waiting if record.source.sha256 not in present])
    assert exported(corpus) == expected
    assert check(corpus.store).findings == []


@given(corpora, corpora)
@settings(max_examples=60, deadline=None)
def test_what_was_removed_leaves_no_trace(staying: list[Record], passing: list[Record]) -> None:
    stay = {record.source.sha256 for record in staying}
    corpus = Corpus(MemoryStore())
    corpus.add([*passing, *staying])
    corpus.remove({record.source.sha256 for record in passing} - stay)
    assert exported(corpus) == at_once(staying)


@given(corpora)
@settings(max_examples=60, deadline=None)
def test_a_changed_reading_replaces_the_old_one(records: list[Record]) -> None:
    corpus = Corpus(MemoryStore())
    corpus.add([replace(record, reading=Reading()) for record in records])
    outcomes = corpus.add(records)
    assert exported(corpus) == at_once(records)
    assert all(outcome.status in {"replaced", "unchanged"} for outcome in outcomes)


@given(corpora)
@settings(max_examples=60, deadline=None)
def test_a_known_path_with_new_content_gives_up_its_old_source(records: list[Record]) -> None:
    at_path = [replace(record, source=replace(record.source, path="a.txt")) for record in records]
    corpus = Corpus(MemoryStore())
    for record in at_path:
        corpus.add([record])
    assert exported(corpus) == at_once([records[-1]])
    corpus.forget(["a.txt"])
    assert exported(corpus) == at_once([])
