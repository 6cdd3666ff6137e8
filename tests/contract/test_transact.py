"""`Store.transact`: decisions are made and written together (the port in graph/store.py; every adapter must have it)."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest

from graph.kept import Changes, Document
from graph.store import Store


def document(key: str, support: int = 0) -> Document:
    return Document(key, f"vn/x/{key}", f"number {key}", None, key, None, None, None, None, None, None, held=False, support=support)


def test_work_reads_what_it_wrote_and_returns_its_value(store: Store) -> None:
    def work() -> list[str]:
        store.apply(Changes(put_documents=[document("a")]))
        store.apply(Changes(put_documents=[document("b")]))
        return sorted(store.documents({"a", "b"}))

    assert store.transact(work) == ["a", "b"]
    assert sorted(store.documents({"a", "b"})) == ["a", "b"]


def test_nothing_is_kept_of_work_that_fails(store: Store) -> None:
    store.apply(Changes(put_documents=[document("a", 1)]))

    def work() -> None:
        store.apply(Changes(put_documents=[document("a", 2), document("b")]))
        raise RuntimeError("changed my mind")

    with pytest.raises(RuntimeError, match="changed my mind"):
        store.transact(work)
    assert store.documents({"a", "b"}) == {"a": document("a", 1)}


def test_the_store_is_usable_after_work_that_failed(store: Store) -> None:
    def fail() -> None:
        raise ValueError("no luck")

    with pytest.raises(ValueError, match="no luck"):
        store.transact(fail)
    store.transact(lambda: store.apply(Changes(put_documents=[document("a")])))
    assert set(store.documents({"a"})) == {"a"}


def test_locks_are_taken_in_a_transaction(store: Store) -> None:
    with pytest.raises(RuntimeError, match="in a transaction"):
        store.lock(["a"])
    with pytest.raises(RuntimeError, match="in a transaction"):
        store.read(lambda: store.lock(["a"]))


@pytest.mark.parametrize("name", ["", "a" * 100_000, "a\0b", "\udce9", "'; DROP"])
def test_any_text_may_be_locked_and_more_than_once(store: Store, name: str) -> None:
    def work() -> None:
        store.lock([name, name])
        store.lock([name])
        store.lock([])
        assert store.judgements() == []

    store.transact(work)
    store.transact(work)


def test_two_threads_that_count_up_lose_nothing(store: Store) -> None:
    store.apply(Changes(put_documents=[document("a", 0)]))
    start = Barrier(2)

    def one_more() -> None:
        store.lock(["a"])
        store.apply(Changes(put_documents=[document("a", store.documents({"a"})["a"].support + 1)]))

    def count_up() -> None:
        start.wait()
        for _ in range(10):
            store.transact(one_more)

    threads = [Thread(target=count_up) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.documents({"a"})["a"].support == 20
