"""Copies between stores of all kinds, and backups."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from graph.check import check
from graph.corpus import Corpus
from graph.errors import StoreError
from graph.export import export, export_hash
from graph.kept import Changes
from graph.rederive import differences
from graph.store import Store
from graph.stores import open_store
from graph.stores.memory import MemoryStore
from graph.transfer import copy, copy_to
from tests.contract.builders import document, world
from tests.graph.sample import SAMPLE


def everything(store: Store) -> tuple[object, ...]:
    documents = list(store.all_documents())
    return (
        store.stored(list(store.sources())),
        store.paths(),
        documents,
        store.descriptions_of([d.key for d in documents]),
        list(store.ambiguous()),
        list(store.all_edges()),
        dict(store.counts()),
        export(store).to_json(),
    )


def corpus(store: Store) -> Store:
    Corpus(store).add(SAMPLE)
    Corpus(store).add([replace(SAMPLE[0], source=replace(SAMPLE[0].source, path="another place.txt"))])
    return store


def nothing() -> None:
    """Nobody waits for progress."""


def test_a_copy_holds_the_same(store: Store) -> None:
    origin = corpus(MemoryStore())
    ticks: list[None] = []
    copied = copy(origin, store, lambda: ticks.append(None))
    assert everything(store) == everything(origin)
    assert (copied.counts, copied.export_sha256) == (dict(origin.counts()), export_hash(origin))
    assert len(ticks) == copied.counts["documents"] + copied.counts["sources"]
    assert check(store, differences).findings == []


def test_a_new_file_is_made_in_one_go(store: Store, tmp_path: Path) -> None:
    corpus(store)
    ticks: list[None] = []
    url = f"sqlite:///{tmp_path / 'copy.db'}"
    copied = copy_to(store, url, lambda: ticks.append(None))
    assert (copied.counts, copied.export_sha256) == (dict(store.counts()), export_hash(store))
    assert len(ticks) == copied.counts["documents"] + copied.counts["sources"]
    with closing(open_store(url, create=False)) as made:
        assert everything(made) == everything(store)
        assert check(made, differences).findings == []
        assert made.damage() == []
    with pytest.raises(StoreError, match="not empty"):
        copy_to(store, url, nothing)


def test_a_new_file_goes_on_as_the_original_would(tmp_path: Path) -> None:
    origin = MemoryStore()
    Corpus(origin).add(SAMPLE[:1])
    url = f"sqlite:///{tmp_path / 'copy.db'}"
    copy_to(origin, url, nothing)
    with closing(open_store(url, create=False)) as made:
        for one in (origin, made):
            Corpus(one).add(SAMPLE[1:])
        assert everything(made) == everything(origin)


def test_of_a_copy_to_a_new_file_that_is_broken_off_nothing_is_left(tmp_path: Path) -> None:
    def break_off() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_to(corpus(MemoryStore()), f"sqlite:///{tmp_path / 'copy.db'}", break_off)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("store", [pytest.param("neo4j", marks=pytest.mark.neo4j)], indirect=True)
@pytest.mark.parametrize("after", [0, 1, 5])
def test_of_a_copy_to_a_server_that_is_broken_off_nothing_is_left(store: Store, after: int) -> None:
    left = [after]

    def break_off() -> None:
        with pytest.raises(StoreError, match="another program is filling this store, or broke off"):
            open_store(store.url, create=False)
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1

    with pytest.raises(KeyboardInterrupt):
        copy(corpus(MemoryStore()), store, break_off)
    assert not any(store.counts().values())
    with closing(open_store(store.url, create=False)) as again:
        copy(corpus(MemoryStore()), again, nothing)
        assert check(again, differences).findings == []


@pytest.mark.parametrize("store", [pytest.param("neo4j", marks=pytest.mark.neo4j)], indirect=True)
def test_nobody_else_writes_while_a_server_is_filled(store: Store) -> None:
    refused = "another program is filling this store; wait until it is done"
    with closing(open_store(store.url)) as other, closing(open_store(store.url)) as writer:
        ticks = iter([None])

        def meanwhile() -> None:
            for _ in ticks:
                with pytest.raises(StoreError, match=refused):
                    open_store(store.url)
                with pytest.raises(StoreError, match=refused):
                    copy(corpus(MemoryStore()), other, nothing)
                with pytest.raises(StoreError, match=refused):
                    Corpus(writer).add(SAMPLE)

        origin = corpus(MemoryStore())
        copy(origin, store, meanwhile)
        assert next(ticks, "asked") == "asked"
        assert everything(store) == everything(origin)
        assert {outcome.status for outcome in Corpus(writer).add(SAMPLE)} == {"unchanged"}


def test_a_file_that_another_program_makes_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    def interfere() -> None:
        (tmp_path / "copy.db").write_text("theirs")

    with pytest.raises(StoreError, match="there is such a file already"):
        copy_to(corpus(MemoryStore()), f"sqlite:///{tmp_path / 'copy.db'}", interfere)
    assert [file.name for file in tmp_path.iterdir()] == ["copy.db"]
    assert (tmp_path / "copy.db").read_text() == "theirs"


def test_a_copy_back_holds_the_same(store: Store) -> None:
    corpus(store)
    target = MemoryStore()
    copy(store, target, nothing)
    assert everything(target) == everything(store)


def test_a_copy_goes_on_as_the_original_would(store: Store) -> None:
    origin = MemoryStore()
    Corpus(origin).add(SAMPLE[:1])
    copy(origin, store, nothing)
    for one in (origin, store):
        Corpus(one).add(SAMPLE[1:])
    assert everything(store) == everything(origin)


def test_nothing_is_copied_over_something(store: Store) -> None:
    store.apply(Changes(put_documents=[document("a")]))
    before = everything(store)
    with pytest.raises(StoreError, match="not empty"):
        copy(corpus(MemoryStore()), store, nothing)
    assert everything(store) == before


def test_a_target_that_others_write_to_is_told(store: Store) -> None:
    def interfere() -> None:
        store.apply(Changes(put_documents=[document("intruder")]))

    with pytest.raises(StoreError, match=r"the copy's counts are not the original's|another program is filling this store"):
        copy(corpus(MemoryStore()), store, interfere)


def test_a_store_says_what_it_is(store: Store) -> None:
    about = store.about()
    assert about.kind in store.url or (about.kind, store.url[:7]) == ("neo4j", "bolt://")
    assert "@" not in about.location
    assert (about.schema is None) == (about.kind == "memory")
    assert (about.size is not None) == (about.kind == "sqlite")
    assert store.damage() == []


def test_a_backup_is_a_store(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    store.apply(world())
    before = everything(store)
    target = tmp_path / "bản sao.db"

    def work() -> None:
        store.apply(Changes(put_documents=[document("unfinished")]))
        store.backup(target)

    store.transact(work)  # a backup goes on beside a writer, and has what was committed
    store.close()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["bản sao.db", "store.db"]
    again = open_store(f"sqlite:///{target}", create=False)
    assert everything(again) == before
    again.close()


def test_a_backup_replaces_nothing_and_leaves_nothing_half(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(StoreError, match="there is such a file already"):
        store.backup(tmp_path / "mine")
    with pytest.raises(StoreError, match="cannot be opened"):
        store.backup(tmp_path / "nowhere" / "x.db")
    store.close()
    assert (tmp_path / "mine").read_text() == "mine"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["mine", "store.db"]


@pytest.mark.parametrize("store", ["memory", pytest.param("neo4j", marks=pytest.mark.neo4j)], indirect=True)
def test_who_cannot_be_backed_up_says_what_to_use(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="phahe store copy"):
        store.backup(tmp_path / "x.db")
    assert list(tmp_path.iterdir()) == []
