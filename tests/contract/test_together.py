"""`Store.together`: several questions are answered as if they were asked one by one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.kept import PROBABLY_SAME_AS, Changes
from graph.store import Store
from graph.stores.cypher import reading
from graph.stores.cypher.sending import columns
from graph.together import together
from tests.contract.builders import described, document, edge, key, sha, source

NAMES = ("plan", "law", "slip", "none")
KEYS = [key(name) for name in NAMES]


@pytest.fixture
def filled(store: Store) -> Store:
    store.apply(
        Changes(
            put_documents=[document("plan", held=True, day="d", title="'}) RETURN 1 //"), document("law", day="d"), document("slip")],
            put_descriptions=[described("plan", "plan"), described("law", "law"), described("other", "law"), described("lost", None)],
            put_sources=[source("s", [("self", "plan"), ("c1", "law")], [("plan", "implements", "law"), ("plan", "cites", "law")])],
            put_edges=[edge("plan", "implements", "law"), edge("plan", "cites", "law"), edge("slip", PROBABLY_SAME_AS, "law")],
        )
    )
    return store


def questions(store: Store) -> list[Callable[[], object]]:
    """All that a change asks, for keys that are there and for one that is not."""
    pairs = [(one, other) for one in KEYS for other in KEYS if one != other]
    return [
        lambda: store.documents(KEYS),
        lambda: store.documents_in(["block"]),
        lambda: store.documents_on(["d", "e"]),
        lambda: store.descriptions([key("law"), key("lost")]),
        lambda: store.described(["block"]),
        lambda: store.descriptions_of(KEYS),
        lambda: store.edges(KEYS, "out"),
        lambda: store.edges(KEYS, "in", {PROBABLY_SAME_AS}),
        lambda: store.edges_between(pairs),
        lambda: store.tally(pairs),
        lambda: store.statements_about([key("law")]),
        lambda: store.links_to([key("law")]),
        lambda: store.sources_at(["s.txt"]),
        lambda: store.speakers([sha("s")]),
        store.judgements,
    ]


def test_together_is_one_by_one(filled: Store) -> None:
    asked = questions(filled)
    each = tuple(question() for question in asked)
    assert filled.together(asked) == each
    assert filled.transact(lambda: filled.together(asked)) == each
    assert filled.read(lambda: (filled.together(asked[:3]), filled.together(asked[3:]))) == (each[:3], each[3:])


def test_questions_for_nothing(filled: Store) -> None:
    nothing: list[str] = []
    assert together(filled, lambda: filled.documents(nothing), lambda: filled.described(nothing)) == ({}, [])
    assert together(filled, lambda: filled.documents(nothing), lambda: filled.documents_on(["d"])) == ({}, filled.documents_on(["d"]))
    assert filled.together([]) == ()


def test_what_was_written_and_locked_is_seen(filled: Store) -> None:
    def work() -> tuple[object, object]:
        filled.lock(["a", "b"])
        filled.apply(Changes(put_documents=[document("new", day="d")]))
        filled.lock(["c"])
        return together(filled, lambda: set(filled.documents([key("new")])), lambda: len(filled.documents_on(["d"])))

    assert filled.transact(work) == ({key("new")}, 3)


def test_a_failing_question_leaves_the_store_as_it_was(filled: Store) -> None:
    def fail() -> None:
        raise ValueError("no")

    def work() -> int:
        with pytest.raises(ValueError, match="no"):
            together(filled, lambda: filled.documents(KEYS), fail)
        return len(filled.documents(KEYS))

    assert filled.transact(work) == 3


@pytest.mark.parametrize("name", ["DOCUMENTS", "DESCRIBED", "EDGES_BETWEEN", "TALLY", "STATEMENTS_ABOUT", "SPEAKERS", "JUDGEMENTS"])
def test_columns_of_a_query_are_found(name: str) -> None:
    query = getattr(reading, name)
    assert len(columns(query)) == len(set(columns(query))) == query[query.rindex("RETURN") :].partition("ORDER BY")[0].count(" AS ")
