"""Judgements in every store: kept as they were given, whatever is written in them, and applied alike."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from graph.check import check
from graph.corpus import Corpus
from graph.export import export
from graph.judgements import Judgement, Said
from graph.judging import different, misprint, not_a_citation
from graph.kept import Changes
from graph.lookup import find
from graph.rederive import differences
from graph.store import Store
from graph.stores import open_store
from graph.stores.memory import MemoryStore
from graph.transfer import copy, copy_to
from tests.graph.sample import LETTER, sample

SAID = Said("Lan '; DROP TABLE judgement; --", "2026-11-22T08:00:00Z", '$keys `x` " \\ đã xem\n{id: 1}')


def some() -> list[Judgement]:
    store = sample()
    a, b = find(store, "21-NQ/TW").key, find(store, "02-NQ/TW").key
    apart = different(store, a, b, SAID)
    dropped = not_a_citation(store, LETTER.source.sha256, "Kế hoạch số 65-KH/TU", SAID)
    return sorted([misprint(store, a, b, SAID), dropped, replace(apart, withdrawn=SAID)], key=lambda one: one.id)


def test_they_come_back_exactly_and_in_order(store: Store) -> None:
    given = some()
    assert store.judgements() == []
    store.apply(Changes(put_judgements=given[::-1]))
    assert store.judgements() == given
    changed = replace(given[0], withdrawn=replace(SAID, why="x"))
    store.apply(Changes(put_judgements=[changed], drop_judgements=[given[1].id, given[0].id, "none"]))
    assert store.judgements() == [changed, given[2]]


def test_what_is_undone_leaves_none(store: Store) -> None:
    given = some()
    store.apply(Changes(put_judgements=given[:1]))

    def fail() -> None:
        store.apply(Changes(put_judgements=given[1:], drop_judgements=[given[0].id]))
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011  # our own, without a message
        store.transact(fail)
    assert store.judgements() == given[:1]


def test_they_are_applied_alike_and_copied(store: Store) -> None:
    reference = sample()
    Corpus(reference).judge(some())

    copy(reference, store, lambda: None)
    assert store.judgements() == reference.judgements()
    assert export(store).to_json() == export(reference).to_json()
    withdrawn = [replace(one, withdrawn=SAID) for one in some()]
    assert Corpus(store).judge(withdrawn) == 2
    assert export(store).to_json() == export(sample()).to_json()
    again = MemoryStore()
    copy(store, again, lambda: None)
    assert check(store, differences).findings == check(again, differences).findings == []


def test_a_copy_made_in_one_go_has_them(tmp_path: Path) -> None:
    reference = sample()
    Corpus(reference).judge(some())
    url = f"sqlite:///{tmp_path / 'new.db'}"
    copy_to(reference, url, lambda: None)
    with closing(open_store(url)) as new:
        assert new.judgements() == reference.judgements()
        assert check(new, differences).findings == []
