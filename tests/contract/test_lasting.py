"""Stores that outlive the process, have several users at once, and answer many threads."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from graph.kept import Changes
from graph.reading import SELF
from graph.store import Store
from graph.stores import open_store
from tests.contract.builders import described, document, edge, key, sha, source, world


def names(store: Store) -> list[str]:
    return [d.id for d in store.all_documents()]


def test_what_was_put_is_there_when_the_store_is_opened_again(lasting_url: str) -> None:
    first = open_store(lasting_url)
    first.apply(world())
    kept = first.stored(list(first.sources())), list(first.all_documents()), list(first.all_edges()), dict(first.counts())
    first.close()
    again = open_store(lasting_url, create=False)
    assert (again.stored(list(again.sources())), list(again.all_documents()), list(again.all_edges()), dict(again.counts())) == kept
    again.close()


def test_one_sees_at_once_what_the_other_put(lasting_url: str) -> None:
    server, ingest = open_store(lasting_url), open_store(lasting_url)
    assert names(server) == []
    ingest.apply(Changes(put_documents=[document("a")]))
    assert names(server) == ["vn/a"]
    server.apply(Changes(put_documents=[document("b")]))
    assert names(ingest) == ["vn/a", "vn/b"]
    server.close()
    ingest.close()


def test_nobody_else_sees_an_unfinished_transaction(lasting_url: str) -> None:
    server, ingest = open_store(lasting_url), open_store(lasting_url)

    def work() -> None:
        ingest.apply(Changes(put_documents=[document("a")]))
        assert names(ingest) == ["vn/a"]
        assert names(server) == []

    ingest.transact(work)
    assert names(server) == ["vn/a"]
    server.close()
    ingest.close()


WRITER = """
import sys
from graph.kept import Changes
from graph.stores import open_store
from tests.contract.builders import document
store = open_store(sys.argv[1])
for n in range(20):
    store.apply(Changes(put_documents=[document(f"{sys.argv[2]}{n}")]))
store.close()
"""


def test_processes_that_make_and_fill_one_store_at_once_lose_nothing(lasting_url: str) -> None:
    commands = [[sys.executable, "-c", WRITER, lasting_url, name] for name in "abc"]
    writers = [subprocess.Popen(command) for command in commands]  # our own code above
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0, 0]
    store = open_store(lasting_url, create=False)
    assert store.counts()["documents"] == 60
    store.close()


def test_threads_may_share_a_store(store: Store) -> None:
    store.apply(Changes(put_documents=[document("hub")], put_descriptions=[described("x-hub", "hub")]))

    def use(n: int) -> None:
        name = f"n{n}"
        store.apply(
            Changes(
                put_documents=[document(name)],
                put_descriptions=[described(f"x-{name}", name)],
                put_sources=[source(name, [(SELF, f"x-{name}")], [(f"x-{name}", "cites", "x-hub")])],
                put_edges=[edge(name, "cites", "hub")],
            )
        )
        assert store.speakers([sha(name)])[sha(name)].key == key(name)
        assert edge(name, "cites", "hub") in store.edges([key("hub")], "in")
        assert f"vn/{name}" in names(store)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(use, range(40)))
    assert store.counts()["edges"] == len(store.tally([(key(f"n{n}"), key("hub")) for n in range(40)])) == 40


def test_an_iterator_may_be_left_and_written_beside(store: Store) -> None:
    store.apply(Changes(put_documents=[document(name) for name in "abc"], put_edges=[edge("a", "cites", "b")]))
    documents = store.all_documents()
    assert next(documents).id == "vn/a"
    store.apply(Changes(drop_documents=[key("b")], put_documents=[document("d")]))
    assert names(store) == ["vn/a", "vn/c", "vn/d"]
    assert next(documents).id in {"vn/b", "vn/c"}
    del documents
    store.apply(Changes(put_documents=[document("e")]))
    assert names(store) == ["vn/a", "vn/c", "vn/d", "vn/e"]
