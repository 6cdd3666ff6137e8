"""Listing: pages of documents, filtered."""

from __future__ import annotations

import pytest

from graph.errors import UsageError
from graph.listing import documents
from graph.store import Store
from tests.graph.graphs import document, store_of


@pytest.fixture
def store() -> Store:
    return store_of(
        [
            document("a", type="Nghị quyết"),
            document("b", type="Kế hoạch", place="Kon Tum", held=True),
            document("c", type="Kế hoạch", place="Thừa Thiên Huế"),
            document("d", type="Công văn", place="Kon Tum", held=True),
        ]
    )


def names(store: Store, **filters: object) -> list[str]:
    return [node.id for node in documents(store, **filters).documents]  # type: ignore[arg-type]  # each test's own filters


def test_pages_follow_on_by_id_and_keep_the_total(store: Store) -> None:
    first = documents(store, limit=3)
    assert ([node.id for node in first.documents], first.total) == (["vn/a", "vn/b", "vn/c"], 4)
    last = documents(store, limit=3, cursor=first.next)
    assert ([node.id for node in last.documents], last.total, last.next) == (["vn/d"], 4, None)
    assert documents(store, limit=4).next is None


def test_filters_join_and_take_any_spelling(store: Store) -> None:
    assert names(store, held=False) == ["vn/a", "vn/c"]
    assert names(store, type="ke hoach") == ["vn/b", "vn/c"]
    assert names(store, place="tỉnh Kon Tum", held=True) == ["vn/b", "vn/d"]
    assert names(store, place="Thừa Thiên - Huế", type="Kế hoạch") == ["vn/c"]
    assert names(store, place="Hà Nội") == []


@pytest.mark.parametrize("wrong", [{"limit": 0}, {"type": "Thư tình"}, {"place": "Atlantis"}, {"cursor": "?"}])
def test_filters_that_mean_nothing_are_refused(store: Store, wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        names(store, **wrong)
