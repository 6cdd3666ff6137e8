"""Any sequence of changes leaves every store with the answers of the one in memory."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.errors import StoreError
from graph.kept import Changes, Described, Document, DocumentEdge, StoredSource
from graph.reading import SELF
from graph.store import Store
from graph.stores import open_store
from tests.contract.answers import everything
from tests.contract.builders import described, document, edge, key, sha, source, world
from tests.stores import empty_neo4j

DOCUMENTS = ("d1", "d2", "d3")
DESCRIPTIONS = ("x1", "x2", "x3", "x4")
SOURCES = ("s1", "s2", "s3")
BLOCKS = ("b1", "b2")
PATHS = ("p1", "p2", "p3")
RELATIONS = ("implements", "cites", "probably_same_as")

words = st.text("aáàĐđeK 1/-\U0001f600", max_size=6)
maybe = st.none() | words


@st.composite
def documents(draw: st.DrawFn) -> Document:
    return document(
        draw(st.sampled_from(DOCUMENTS)),
        id=draw(st.sampled_from(["vn/a", "vn/b", "vn/b/c", "vn/-", "vn/đ\U0001f600", "vn/đ\uffee"])),
        block=draw(st.sampled_from(BLOCKS)),
        day=draw(st.none() | st.sampled_from(BLOCKS)),
        number=draw(maybe),
        issuer=draw(maybe),
        place=draw(st.none() | st.sampled_from(["Kon Tum", "Huế"])),
        title=draw(maybe),
        held=draw(st.booleans()),
        support=draw(st.integers(0, 3)),
        place_reason=draw(maybe),
    )


@st.composite
def descriptions(draw: st.DrawFn) -> Described:
    of = draw(st.none() | st.sampled_from(DOCUMENTS))
    return described(draw(st.sampled_from(DESCRIPTIONS)), of, block=draw(st.sampled_from(BLOCKS)), title=draw(maybe))


@st.composite
def sources(draw: st.DrawFn) -> StoredSource:
    names = st.sampled_from(DESCRIPTIONS)
    links = [(SELF, draw(names)), *((f"c{n}", draw(names)) for n in range(draw(st.integers(0, 2))))]
    statements = draw(st.lists(st.tuples(names, st.sampled_from(RELATIONS), names), max_size=3))
    return source(
        draw(st.sampled_from(SOURCES)),
        links,
        statements,
        paths=draw(st.lists(st.sampled_from(PATHS), max_size=2)),
        text=draw(words),
        confidence=draw(st.floats(0, 1)),
    )


@st.composite
def edges(draw: st.DrawFn) -> DocumentEdge:
    ends = st.sampled_from(DOCUMENTS)
    total = draw(st.integers(1, 9))
    return edge(draw(ends), draw(st.sampled_from(RELATIONS)), draw(ends), total=total, confidence=draw(st.floats(0, 1)), reason=draw(maybe))


@st.composite
def changes(draw: st.DrawFn) -> Changes:
    """Changes that may well point at nothing: then all stores have to refuse them."""
    some = st.sampled_from([0, 0, 1, 3])
    drops = st.lists(st.sampled_from(DOCUMENTS), max_size=draw(some))
    everything_there = draw(st.booleans())
    return Changes(
        put_sources=draw(st.lists(sources(), max_size=2)),
        drop_sources=[sha(name) for name in draw(st.lists(st.sampled_from(SOURCES), max_size=draw(some)))],
        put_descriptions=[
            *([described(name, None) for name in DESCRIPTIONS] if everything_there else []),
            *draw(st.lists(descriptions(), max_size=4)),
        ],
        drop_descriptions=[key(name) for name in draw(st.lists(st.sampled_from(DESCRIPTIONS), max_size=draw(some)))],
        put_documents=[
            *([document(name) for name in DOCUMENTS] if everything_there else []),
            *draw(st.lists(documents(), max_size=3)),
        ],
        drop_documents=[key(name) for name in draw(drops)],
        put_edges=draw(st.lists(edges(), max_size=3)),
        drop_edges=[(e.source, e.relation, e.target) for e in draw(st.lists(edges(), max_size=2))],
    )


def answers(store: Store) -> dict[str, object]:
    names = ("resolution", "plan", "letter", "reply", *DOCUMENTS)
    return everything(
        store,
        [key(name) for name in names],
        [key(name) for name in (*(f"x-{name}" for name in names), "x-plan-too", "x-unclear", *DESCRIPTIONS)],
        ["block", "other", *BLOCKS],
        ["a", "d", "1", ""],
    )


def refused(store: Store, change: Changes) -> bool:
    try:
        store.apply(change)
    except StoreError:
        return True
    return False


def in_step(store: Store, steps: list[Changes]) -> None:
    reference = open_store("memory:")
    for change in steps:
        assert refused(store, change) == refused(reference, change)
        assert answers(store) == answers(reference)
    store.close()


def undone(store: Store, steps: list[Changes]) -> None:
    """Changes in a transaction that fails leave no trace."""
    store.apply(world())
    before = answers(store)

    def work() -> None:
        for change in steps:
            with suppress(StoreError):
                store.apply(change)
        raise KeyError

    with pytest.raises(KeyError):
        store.transact(work)
    assert answers(store) == before
    store.close()


several = st.lists(changes(), min_size=1, max_size=4)


@given(several)
@example([world(), world()])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_sqlite_answers_as_memory(tmp_path_factory: pytest.TempPathFactory, steps: list[Changes]) -> None:
    in_step(open_store(f"sqlite:///{tmp_path_factory.mktemp('oracle') / 'store.db'}"), steps)


@given(several)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_a_transaction_that_fails_leaves_no_trace(tmp_path_factory: pytest.TempPathFactory, kind: str, steps: list[Changes]) -> None:
    undone(open_store("memory:" if kind == "memory" else f"sqlite:///{tmp_path_factory.mktemp('oracle') / 'store.db'}"), steps)


@given(several)
@example([world(), world()])
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_neo4j_answers_as_memory(neo4j_url: str, steps: list[Changes]) -> None:
    in_step(open_store(empty_neo4j(neo4j_url)), steps)


@given(several)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_transaction_that_fails_leaves_no_trace_in_neo4j(neo4j_url: str, steps: list[Changes]) -> None:
    undone(open_store(empty_neo4j(neo4j_url)), steps)
