"""The packed graph of a SQLite store: made when a walk is long, followed by the log of changes, and never behind its reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from threading import Event, Thread

import pytest

from graph.kept import PROBABLY_SAME_AS, Cell, Changes, DocumentEdge
from graph.reach import counted
from graph.reading import RELATIONS
from graph.store import Store
from graph.stores import sqlite_sql, sqlite_walks
from graph.stores.memory import MemoryStore
from graph.stores.packed import Packed
from graph.stores.sqlite import SqliteStore
from tests.contract.builders import document, edge, key

NAMES = [f"d{n}" for n in range(60)]
ROOT = key("d0")


def some_edges(seed: int, count: int = 150) -> list[DocumentEdge]:
    noise = Random(seed)  # noqa: S311  # repeatable, not secret
    ends = {(noise.choice(NAMES), noise.choice((*RELATIONS[:3], PROBABLY_SAME_AS)), noise.choice(NAMES)) for _ in range(count)}
    return [edge(*one) for one in sorted(ends)]


def filled() -> Changes:
    return Changes(put_documents=[document(name, place="Huế") for name in NAMES], put_edges=some_edges(0))


def turned(seed: int) -> Changes:
    """Some edges go, others come, and so does a document."""
    gone = [(e.source, e.relation, e.target) for e in some_edges(seed - 1)[:40]]
    new = f"new {seed}"
    return Changes(
        put_documents=[document(new, date=f"2021-{seed}")], put_edges=[*some_edges(seed), edge(new, "cites", "d0")], drop_edges=gone
    )


def spread(store: Store) -> list[Cell]:
    return store.spread(ROOT, "in", RELATIONS, None).cells


def packed(store: SqliteStore) -> Packed | None:
    return store._walks._graph


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore("", tmp_path / "store.db")
    opened.apply(filled())
    yield opened
    opened.close()


@pytest.fixture
def reference() -> MemoryStore:
    made = MemoryStore()
    made.apply(filled())
    return made


def test_a_short_walk_is_made_by_queries_and_a_long_one_packs_the_graph(
    store: SqliteStore, reference: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert spread(store) == spread(reference)
    assert packed(store) is None
    monkeypatch.setattr(sqlite_walks, "LEAST", 0)
    assert spread(store) == spread(reference)
    assert packed(store) is not None


def test_changes_are_followed_and_not_read_as_a_whole(store: SqliteStore, reference: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_walks, "MERGED_AT", 99.0)
    store.prepare()
    base = packed(store)
    assert base is not None
    for seed in range(1, 6):
        for one in (store, reference):
            one.apply(turned(seed))
        assert spread(store) == spread(reference)
    now = packed(store)
    assert now is not None
    assert now.base is base.base
    assert now.seq > base.seq
    merged = now.merged()
    assert (len(merged.delta), merged.size) == (0, len(NAMES) + 5)


def test_a_great_delta_is_merged_into_the_base(store: SqliteStore, reference: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_walks, "MERGED_AT", 0.0)
    store.prepare()
    for seed in range(1, 6):
        for one in (store, reference):
            one.apply(turned(seed))
        assert spread(store) == spread(reference)
        if (merging := store._walks._merging) is not None:
            merging.join()
        now = packed(store)
        assert now is not None
        assert len(now.delta) == 0
        assert spread(store) == spread(reference)


def test_who_asks_too_late_reads_the_graph_again(store: SqliteStore, reference: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.prepare()
    before = packed(store)
    monkeypatch.setattr(sqlite_sql, "FORGET_TOUCHED", "DELETE FROM touched WHERE seq <= (SELECT max(seq) FROM touched) - 3")
    for one in (store, reference):
        one.apply(turned(1))
    assert store._all("SELECT count(*) AS kept FROM touched") == [{"kept": 3}]
    assert spread(store) == spread(reference)
    assert packed(store) is None
    store.prepare()
    now = packed(store)
    assert now is not None
    assert before is not None
    assert now.base is not before.base
    assert spread(store) == spread(reference)


def test_a_transaction_walks_through_what_it_wrote_and_nobody_else_does(store: SqliteStore, reference: MemoryStore) -> None:
    store.prepare()
    before = spread(store)
    reference.apply(turned(1))

    def work() -> None:
        store.apply(turned(1))
        assert spread(store) == spread(reference) != before
        others: list[list[Cell]] = []
        asking = Thread(target=lambda: others.append(spread(store)))
        asking.start()
        asking.join()
        assert others == [before]
        raise KeyError

    with pytest.raises(KeyError):
        store.transact(work)
    assert spread(store) == before


def test_a_read_goes_on_in_its_own_state_while_others_see_a_newer_one(store: SqliteStore, reference: MemoryStore) -> None:
    store.prepare()
    before, written, newer = spread(store), Event(), list[list[Cell]]()

    def write() -> None:
        store.apply(turned(1))
        newer.append(spread(store))
        written.set()

    def read() -> None:
        assert spread(store) == before
        writing = Thread(target=write)
        writing.start()
        assert written.wait(60)
        writing.join()
        assert spread(store) == before

    store.read(read)
    reference.apply(turned(1))
    assert newer == [spread(reference)]
    assert spread(store) == spread(reference)


def test_keys_of_another_form_are_walked_by_queries(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_walks, "LEAST", 0)
    store.prepare()
    odd = [replace(document(name), key=name) for name in ("khóa", "x" * 16)]
    store.apply(Changes(put_documents=odd, put_edges=[DocumentEdge("khóa", "cites", "x" * 16, 1, 1.0)]))
    assert store.spread("x" * 16, "in", RELATIONS, None).cells == counted(store, "x" * 16, "in", RELATIONS)
    assert len(store.way("khóa", "x" * 16, 3, 1).documents) == 2
    assert packed(store) is None
