"""Pages while rows come and go between them: what stays is on one page, what is gone on none, and nothing is passed over."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from graph.corpus import Corpus
from graph.kept import Changes
from graph.listing import documents
from graph.lookup import search
from graph.neighbours import neighbours
from graph.store import Store
from tests.contract.builders import document, edge, key
from tests.graph.sample import SAMPLE

NAMES = [f"n{n:02}" for n in range(20)]
STAY = NAMES[2::3]
GO = [name for name in NAMES if name not in STAY]


def filled(store: Store) -> Store:
    made = [document(name, title="Kế hoạch", held=n % 2 == 0, support=n % 3) for n, name in enumerate(NAMES)]
    store.apply(Changes(put_documents=[document("hub"), *made], put_edges=[edge(name, "implements", "hub") for name in NAMES]))
    return store


def change(store: Store, number: int) -> None:
    """Two rows go, and two come: one that stands before all others, and one behind them."""
    come = [f"a{number}", f"z{number}"]
    store.apply(
        Changes(
            put_documents=[document(name, title="Kế hoạch", support=9 * (name[0] == "a")) for name in come],
            put_edges=[edge(name, "implements", "hub") for name in come],
            drop_documents=[key(name) for name in GO[2 * number : 2 * number + 2]],
        )
    )


def paged(store: Store, page: Callable[[str | None], tuple[list[str], str | None]]) -> list[str]:
    """What all pages hold, while the store changes between them."""
    seen: list[str] = []
    cursor: str | None = None
    for number in count():
        found, cursor = page(cursor)
        seen += found
        if cursor is None or number > len(NAMES):
            break
        change(store, number)
    return seen


def assert_all_that_stay(seen: list[str]) -> None:
    assert len(seen) == len(set(seen))
    assert {f"vn/{name}" for name in STAY} <= set(seen)


def test_a_list_of_documents(store: Store) -> None:
    def page(cursor: str | None) -> tuple[list[str], str | None]:
        answer = documents(store, limit=4, cursor=cursor)
        return [one.id for one in answer.documents], answer.next

    assert_all_that_stay(paged(filled(store), page))


def test_what_a_search_finds(store: Store) -> None:
    def page(cursor: str | None) -> tuple[list[str], str | None]:
        answer = search(store, "ke hoach", limit=4, cursor=cursor)
        return [one.id for one in answer.documents], answer.next

    assert_all_that_stay(paged(filled(store), page))


def test_edges_of_a_hub(store: Store) -> None:
    def page(cursor: str | None) -> tuple[list[str], str | None]:
        answer = neighbours(store, key("hub"), limit=4, cursor=cursor)
        return [one.source for one in answer.edges], answer.next

    assert_all_that_stay(paged(filled(store), page))


def test_a_cursor_outlives_what_it_stands_on(store: Store) -> None:
    corpus = Corpus(store)
    corpus.add(SAMPLE)
    first = documents(store, limit=2)
    after = documents(store, limit=99, cursor=first.next).documents
    corpus.remove([record.source.sha256 for record in SAMPLE])
    assert documents(store, limit=99, cursor=first.next).documents == []
    corpus.add(SAMPLE)
    assert documents(store, limit=99, cursor=first.next).documents == after
