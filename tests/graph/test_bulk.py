"""Loading in one go gives the same store as adding piece by piece."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.synthetic import Corpus as Synthetic
from graph.check import check
from graph.corpus import Corpus
from graph.describe import describe
from graph.errors import StoreError
from graph.export import export
from graph.reading import Record
from graph.sources import stored_source
from graph.store import Store
from graph.stores import open_store
from graph.stores.memory import MemoryStore
from graph.stores.sqlite_bulk import load
from graph.stores.sqlite_new import SqliteFiller, rows_of
from tests.graph.copies import copies
from tests.graph.corpora import corpora
from tests.graph.test_cost import RULES
from tests.graph.test_identity import KON_TUM, NOWHERE, record

PATHS = st.sampled_from((None, "/a", "/b", "/c"))


def assert_loads_as_it_adds(records: Sequence[Record], folder: Path) -> Store:
    added = MemoryStore()
    for one in records:
        Corpus(added).add([one])
    load(folder / "store.db", iter(records))
    assert [file.name for file in folder.iterdir()] == ["store.db"]
    with closing(open_store(f"sqlite:///{folder / 'store.db'}", create=False)) as store:
        assert export(store).to_json() == export(added).to_json()
        assert store.paths() == added.paths()
        assert store.counts() == added.counts()
        assert list(store.all_documents()) == list(added.all_documents())
        assert store.search(["ve"], None, 100) == added.search(["ve"], None, 100)
        assert check(store).findings == []
    return added


@given(corpora, st.data())
@settings(max_examples=30, deadline=None)
def test_whatever_records_in_whatever_order_with_texts_and_paths_met_again(records: list[Record], data: st.DataObject) -> None:
    again: list[Record] = data.draw(st.lists(st.sampled_from(records), max_size=3))
    placed = [replace(one, source=replace(one.source, path=data.draw(PATHS))) for one in data.draw(st.permutations([*records, *again]))]
    with TemporaryDirectory() as folder:
        assert_loads_as_it_adds(placed, Path(folder))


@given(copies)
@settings(max_examples=15, deadline=None)
def test_copies_of_one_text(records: list[Record]) -> None:
    with TemporaryDirectory() as folder:
        assert_loads_as_it_adds(records, Path(folder))


def test_hubs_chains_and_cycles(tmp_path: Path) -> None:
    assert_loads_as_it_adds(list(islice(Synthetic(2000), 0, 2000, 5)), tmp_path)


def test_places_are_inferred(tmp_path: Path) -> None:
    store = assert_loads_as_it_adds([record(KON_TUM, RULES), *(record(NOWHERE, RULES, salt=str(n)) for n in range(3))], tmp_path)
    assert any(document.place_reason for document in store.all_documents())


def test_nothing_makes_an_empty_store(tmp_path: Path) -> None:
    assert_loads_as_it_adds([], tmp_path)


def test_what_is_done_once_all_are_read_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int | None, list[int]]] = []

    def phase(what: str, total: int | None) -> Callable[[int], None]:
        told.append((what, total, []))
        return told[-1][2].append

    record = next(iter(Synthetic(2000)))
    load(tmp_path / "store.db", [record, record], phase)
    assert [(what, total, sum(done)) for what, total, done in told] == [
        ("telling documents apart", len(describe(record.source.sha256, record.reading)), 11),
        ("writing the graph", None, 0),
        ("joining copies", 1, 1),
    ]


def test_what_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_text("mine")
    with pytest.raises(StoreError, match="there is such a file already"):
        load(tmp_path / "store.db", [])
    assert (tmp_path / "store.db").read_text() == "mine"


def test_what_was_interrupted_leaves_nothing(tmp_path: Path) -> None:
    def cut_short() -> Iterator[Record]:
        yield from islice(Synthetic(2000), 600)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(tmp_path / "store.db", cut_short())
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_of_the_same_number_left_is_no_beginning(tmp_path: Path) -> None:
    with closing(SqliteFiller(tmp_path / f".store.db.{os.getpid()}.part")) as filler:
        filler.source_rows(rows_of([stored_source(one, ())[0] for one in islice(Synthetic(2000), 3)], count(1)))
        filler.run("COMMIT")
    assert_loads_as_it_adds(list(islice(Synthetic(2000), 3, 6)), tmp_path)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nowhere"):
        load(tmp_path / "nowhere" / "store.db", [])
