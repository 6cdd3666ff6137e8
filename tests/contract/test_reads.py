"""`Store.read`: several questions answered from one state of the store (the port in graph/store.py)."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from graph.corpus import Corpus
from graph.errors import UnknownDocument
from graph.export import export
from graph.kept import Changes
from graph.store import Store
from graph.stores import open_store
from tests.contract.builders import document
from tests.graph.sample import SAMPLE


def ids(store: Store) -> list[str]:
    return [d.id for d in store.all_documents()]


def test_work_gives_its_value_or_its_error(store: Store) -> None:
    def fail() -> None:
        raise UnknownDocument("x")

    store.apply(Changes(put_documents=[document("a")]))
    assert store.read(lambda: ids(store)) == ["vn/a"]
    with pytest.raises(UnknownDocument):
        store.read(fail)
    assert store.read(lambda: store.read(lambda: ids(store))) == ["vn/a"]
    store.apply(Changes(put_documents=[document("b")]))
    assert ids(store) == ["vn/a", "vn/b"]


def test_a_read_within_a_transaction_sees_what_it_wrote(store: Store) -> None:
    def work() -> list[str]:
        store.apply(Changes(put_documents=[document("a")]))
        found = store.read(lambda: ids(store))
        store.apply(Changes(put_documents=[document("b")]))
        return found

    assert store.transact(work) == ["vn/a"]
    assert ids(store) == ["vn/a", "vn/b"]


def test_a_read_writes_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError, match="only reads"):
        store.read(lambda: store.apply(Changes(put_documents=[document("a")])))
    with pytest.raises(RuntimeError, match="only reads"):
        store.read(lambda: store.transact(lambda: None))
    assert ids(store) == []


@pytest.mark.parametrize("store", ["memory", "sqlite"], indirect=True)
def test_what_is_committed_meanwhile_is_seen_only_afterwards(store: Store) -> None:
    reading, written = Event(), Event()

    def write() -> None:
        reading.wait()
        store.apply(Changes(put_documents=[document("a")]))
        written.set()

    def look_twice() -> tuple[list[str], list[str]]:
        first = ids(store)
        reading.set()
        written.wait(0.5)  # a store in memory makes the writer wait for the reader
        return first, ids(store)

    writer = Thread(target=write)
    writer.start()
    assert store.read(look_twice) == ([], [])
    writer.join()
    assert ids(store) == ["vn/a"]


@pytest.mark.parametrize("lasting_url", ["sqlite"], indirect=True)
def test_exports_beside_an_ingest_are_those_of_some_state(lasting_url: str) -> None:
    server, ingest = open_store(lasting_url), open_store(lasting_url)
    corpus = Corpus(ingest)
    states = {export(ingest).to_json()}
    for record in SAMPLE:
        corpus.add([record])
        states.add(export(ingest).to_json())
    done = Event()

    def churn() -> None:
        try:
            for _ in range(15):
                corpus.remove({record.source.sha256 for record in SAMPLE})
                for record in SAMPLE:
                    corpus.add([record])
        finally:
            done.set()

    writer = Thread(target=churn)
    writer.start()
    seen = set()
    while not done.is_set():
        seen.add(server.read(lambda: export(server).to_json()))
    writer.join()
    assert seen <= states
    server.close()
    ingest.close()
