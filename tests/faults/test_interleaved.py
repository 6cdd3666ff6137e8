"""Changes of one Neo4j store at once: the graph is that of the sources which are there at the end, whatever the interleaving."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import cycle
from threading import Event
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.check import check
from graph.corpus import Corpus
from graph.export import export
from graph.kept import Changes
from graph.reading import Record
from graph.store import Store
from graph.stores import open_store
from graph.stores.codec import Row
from graph.stores.memory import MemoryStore
from graph.stores.neo4j import Neo4jStore
from tests.contract.builders import document, key
from tests.faults.crowd import CROWD, PASSING, SHARED, at, documents
from tests.graph.corpora import corpora
from tests.stores import empty_neo4j, run_neo4j

SECONDS = 150


def assert_made_of(store: Store, sources: Sequence[Record]) -> None:
    """The store holds these sources, and exactly the graph that they give."""
    assert set(store.sources()) == {record.source.sha256 for record in sources}
    alone = MemoryStore()
    Corpus(alone).add(sources)
    assert export(store).to_json() == export(alone).to_json()
    assert store.paths() == alone.paths()
    assert check(store).findings == []


def test_four_that_make_the_store_at_once(neo4j_url: str) -> None:
    empty_neo4j(neo4j_url, wholly=True)
    for kind in ("CONSTRAINT", "INDEX"):
        for row in run_neo4j(neo4j_url, f"SHOW {kind} YIELD name WHERE name STARTS WITH 'phahe_'"):
            run_neo4j(neo4j_url, f"DROP {kind} {row['name']}")
    with ThreadPoolExecutor(CROWD) as pool:
        stores = list(pool.map(open_store, [neo4j_url] * CROWD))
    Corpus(stores[0]).add(documents()[:2])
    assert_made_of(stores[-1], documents()[:2])
    for store in stores:
        store.close()


def test_four_programs_that_change_the_same_documents(neo4j_url: str) -> None:
    store = open_store(empty_neo4j(neo4j_url))
    command = [sys.executable, "-m", "tests.faults.crowd", neo4j_url]
    programs = [subprocess.Popen([*command, str(who)], stderr=subprocess.PIPE, text=True) for who in range(CROWD)]
    told = [program.communicate(timeout=SECONDS)[1] for program in programs]
    assert [program.returncode for program in programs] == [0] * CROWD, told
    owner = store.paths()[SHARED]
    (kept,) = (record for who in range(CROWD) if (record := at(SHARED, who)).source.sha256 == owner)
    assert PASSING not in store.paths()
    assert_made_of(store, [*documents(), kept])
    assert run_neo4j(neo4j_url, "MATCH (n:Authority|Place) WHERE NOT EXISTS { (n)<--() } RETURN n.name AS name") == []
    assert run_neo4j(neo4j_url, "MATCH (l:PhaHeLock) RETURN count(*) AS count") == [{"count": 0}]
    store.close()


class Halting(Neo4jStore):
    """Waits before each question and each lock for as long as it is told."""

    def __init__(self, url: str, pauses: Sequence[int]) -> None:
        super().__init__(url)
        self._pauses = cycle(pauses)

    def _halt(self) -> None:
        time.sleep(next(self._pauses) / 1000)

    def _all_of(self, queries: Sequence[str], values: Mapping[str, Any]) -> list[list[Row]]:
        self._halt()
        return super()._all_of(queries, values)

    def lock(self, names: Collection[str]) -> None:
        self._halt()
        super().lock(names)


pauses = st.lists(st.integers(0, 4), min_size=1, max_size=12)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(drawn=corpora, cuts=st.tuples(st.integers(0, 8), st.integers(0, 8)), one=pauses, other=pauses)
def test_two_that_change_what_hangs_together(
    neo4j_url: str, drawn: list[Record], cuts: tuple[int, int], one: list[int], other: list[int]
) -> None:
    """Both add what lies between the cuts, and each some of its own; one takes its own out again, both put a text under one path."""
    low, high = sorted(cuts)
    start, own, both = drawn[:low], drawn[high:], drawn[low:high]
    at_path = [replace(r, source=replace(r.source, path="p")) for r in drawn[:2]]
    empty_neo4j(neo4j_url)
    first, second = Halting(neo4j_url, one), Halting(neo4j_url, other)
    Corpus(first).add(start)

    def adds() -> None:
        Corpus(first).add(at_path[:1])
        Corpus(first).add([*both, *own])
        Corpus(first).remove([record.source.sha256 for record in own])

    def too() -> None:
        Corpus(second).add(reversed(both))
        Corpus(second).add(at_path[-1:])

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(adds), pool.submit(too)]:
            done.result()
    there = set(first.sources())
    assert {record.source.sha256 for record in both} - {record.source.sha256 for record in at_path} <= there
    pathless = [r for r in drawn if r.source.sha256 in there and first.sources_at(["p"]).get("p") != r.source.sha256]
    pathed = [r for r in at_path if first.sources_at(["p"]).get("p") == r.source.sha256]
    alone = MemoryStore()
    Corpus(alone).add([*pathless, *pathed])
    assert export(first).to_json() == export(alone).to_json()
    assert check(first).findings == []
    first.close()
    second.close()


def test_who_locks_other_names_need_not_wait(neo4j_url: str) -> None:
    store = open_store(empty_neo4j(neo4j_url))
    held, free = Event(), Event()
    order: list[str] = []

    def holding(names: Collection[str], act: Callable[[], object]) -> None:
        def work() -> None:
            store.lock(names)
            store.judgements()
            act()

        store.transact(work)

    def wait_within() -> None:
        held.set()
        assert free.wait(SECONDS)
        order.append("first")

    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(holding, ["a", "b"], wait_within)
        assert held.wait(SECONDS)
        same = pool.submit(holding, ["b", "c"], lambda: order.append("same name"))
        holding(["d"], lambda: order.append("other name"))
        time.sleep(0.3)
        assert not same.done()
        free.set()
        first.result(SECONDS)
        same.result(SECONDS)
    assert order == ["other name", "first", "same name"]
    store.close()


def test_who_wait_for_each_other_begin_again_with_all_that_they_need(neo4j_url: str) -> None:
    """Without sorting them, a lock that is asked for late would close a circle for ever."""
    store = open_store(empty_neo4j(neo4j_url))
    tries: list[str] = []
    met = Event()

    def crossing(first: str, then: str) -> None:
        def work() -> None:
            tries.append(first)
            store.lock([first])
            store.judgements()
            if len(tries) == 2:
                met.set()
            met.wait(5)
            store.lock([then])
            store.judgements()

        store.transact(work)

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(crossing, "a", "b"), pool.submit(crossing, "b", "a")]:
            done.result(SECONDS)
    assert len(tries) == 3
    store.close()


def test_a_body_whose_last_document_goes_while_another_comes(neo4j_url: str) -> None:
    store, issuer = open_store(empty_neo4j(neo4j_url)), "Tỉnh ủy Kon Tum"
    store.apply(Changes(put_documents=[document("a", issuer=issuer), document("b")]))
    bodies = "MATCH (n:Authority) RETURN n.name AS name, COUNT { (n)<--() } AS documents"
    for last, key_of_last, comes in (("a", key("a"), "b"), ("b", key("b"), "a")):
        for first in (True, False):  # who writes first, and commits last
            store.apply(Changes(put_documents=[document(last, issuer=issuer)], drop_documents=[key(comes)]))
            goes, adds = Changes(drop_documents=[key_of_last]), Changes(put_documents=[document(comes, issuer=issuer)])
            one, other = (goes, adds) if first else (adds, goes)
            wrote = Event()

            def slow(change: Changes = one, wrote: Event = wrote) -> None:
                store.apply(change)
                wrote.set()
                time.sleep(0.2)

            with ThreadPoolExecutor(1) as pool:
                done = pool.submit(store.transact, slow)
                assert wrote.wait(SECONDS)
                store.apply(other)
                done.result(SECONDS)
            assert run_neo4j(neo4j_url, bodies) == [{"name": issuer, "documents": 1}]
    store.close()
