"""Walks: what a store answers about all that hangs together with one document, and how, on hand-made graphs and random ones."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.kept import PROBABLY_SAME_AS, Cell, Changes, Document, DocumentEdge, Proofs, Spread, Step, Way
from graph.store import Store
from graph.stores import neo4j_pages, open_store
from graph.stores.cypher import neighbours
from tests.contract.builders import document, edge, key, world
from tests.stores import empty_neo4j

DIRECTIONS: tuple[Step, ...] = ("out", "in")
RELATIONS = ("implements", "guides", "cites", PROBABLY_SAME_AS)
NAMES = tuple("abcdefgh")


# --- one step: how many, and a page of them


@pytest.fixture
def hub(store: Store) -> Store:
    """A resolution with twelve plans that implement it, of which one also cites it, and a letter that cites it."""
    names = [f"p{n}" for n in range(12)]
    store.apply(
        Changes(
            put_documents=[document(name) for name in ("hub", "letter", *names)],
            put_edges=[*(edge(name, "implements", "hub") for name in names), *(edge(name, "cites", "hub") for name in ("p3", "letter"))],
        )
    )
    return store


def test_neighbours_by_relation_and_key(hub: Store) -> None:
    total, found = hub.neighbours(key("hub"), "in", None, None, 5)
    edges = [edge for edge, _ in found]
    assert total == 14
    cited = sorted([key("p3"), key("letter")])
    carried = sorted(key(f"p{n}") for n in range(12))
    assert [(e.relation, e.source) for e in edges] == [*(("cites", k) for k in cited), *(("implements", k) for k in carried[:3])]
    assert edges[0].target == key("hub")
    assert [other.key for _, other in found] == [e.source for e in edges]
    assert found[0][1] == hub.documents(cited)[cited[0]]


def test_neighbours_page_by_page(hub: Store) -> None:
    pages, after = [], None
    while True:
        total, found = hub.neighbours(key("hub"), "in", None, after, 4)
        assert total == 14, "of all, not of what is left"
        if not found:
            break
        pages.append(found)
        after = (found[-1][0].relation, found[-1][1].key)
    assert [len(page) for page in pages] == [4, 4, 4, 2]
    assert [one for page in pages for one in page] == hub.neighbours(key("hub"), "in", None, None, 99)[1]


@pytest.mark.parametrize("store", [pytest.param("neo4j", marks=pytest.mark.neo4j)], indirect=True)
@pytest.mark.parametrize("probe", [0, 10**6])
def test_neighbours_of_many_are_those_of_few(hub: Store, probe: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def pages() -> list[Any]:
        after = (None, ("cites", key("p3")), ("cites", "z"), ("implements", key("p3")), ("guides", "a"), ("z", ""))
        return [hub.neighbours(key("hub"), "in", *one) for one in product((None, ["implements"], ["guides"]), after, (1, 3, 99))]

    few = pages()
    monkeypatch.setattr(neighbours, "FEW", 1)
    monkeypatch.setattr(neo4j_pages, "_PROBE", probe)
    assert pages() == few


def test_neighbours_of_some_relations(hub: Store) -> None:
    for relations, total in ((["cites"], 2), (["implements", "cites"], 14), (["guides"], 0), ([], 0), (["no relation"], 0)):
        counted, found = hub.neighbours(key("hub"), "in", relations, None, 1)
        assert (counted, len(found)) == (total, min(total, 1))
    assert hub.neighbours(key("hub"), "out", None, None, 9) == (0, [])
    assert hub.neighbours(key("p3"), "out", None, ("cites", key("hub")), 9)[1][0][0] == edge("p3", "implements", "hub")
    assert hub.neighbours("none", "in", None, None, 9) == (0, [])


def test_after_an_edge_that_is_gone_the_page_goes_on(hub: Store) -> None:
    (first, _), (second, _), third = hub.neighbours(key("hub"), "in", ["implements"], None, 3)[1]
    hub.apply(Changes(drop_edges=[(second.source, second.relation, second.target)]))
    assert hub.neighbours(key("hub"), "in", ["implements"], (second.relation, second.source), 1) == (11, [third])
    assert hub.neighbours(key("hub"), "in", ["implements"], (first.relation, first.source), 1) == (11, [third])


# --- everything, counted


def test_spread_by_level_and_place(store: Store) -> None:
    store.apply(
        Changes(
            put_documents=[
                document("root", date="2021-06-12"),
                document("a", place="Kon Tum", date="2021-10-01"),
                document("b", place="Kon Tum", date="2021"),
                document("c", place="Huế"),
                document("d", date="2022-01-02"),
                document("twin", place="Huế", date="2023-03-04"),
                document("e", place="Kon Tum", date="2024-05-06"),
            ],
            put_edges=[
                *(edge(name, "implements", "root") for name in "abc"),
                edge("d", "guides", "a"),
                edge("root", "guides", "d"),  # a cycle
                edge("twin", PROBABLY_SAME_AS, "c"),
                edge("e", "implements", "twin"),
                edge("twin", "cites", "e"),
            ],
        )
    )
    assert store.spread(key("root"), "in", ["implements", "guides"], None).cells == [
        Cell(0, False, None, 1, "2021-06-12", "2021-06-12"),
        Cell(1, False, "Huế", 1, None, None),
        Cell(1, False, "Kon Tum", 2, "2021", "2021-10-01"),
        Cell(1, True, "Huế", 1, "2023-03-04", "2023-03-04"),
        Cell(2, False, None, 1, "2022-01-02", "2022-01-02"),
        Cell(2, True, "Kon Tum", 1, "2024-05-06", "2024-05-06"),
    ]
    assert [(cell.depth, cell.count) for cell in store.spread(key("root"), "in", ["guides"], None).cells] == [(0, 1)]
    assert [(cell.depth, cell.count) for cell in store.spread(key("root"), "out", ["guides"], 9).cells] == [(0, 1), (1, 1), (2, 1)]
    assert len(store.spread(key("root"), "in", ["implements", "guides"], 1).cells) == 4, "the twin lies on its document's level"
    assert store.spread(key("root"), "in", ["implements", "guides"], None, levels=False).cells == [
        Cell(0, False, None, 1, "2021-06-12", "2021-06-12"),
        Cell(1, False, "Huế", 1, None, None),
        Cell(1, False, "Kon Tum", 2, "2021", "2021-10-01"),
        Cell(1, False, None, 1, "2022-01-02", "2022-01-02"),
        Cell(1, True, "Huế", 1, "2023-03-04", "2023-03-04"),
        Cell(1, True, "Kon Tum", 1, "2024-05-06", "2024-05-06"),
    ]
    for levels in (True, False):
        assert store.spread("none", "in", ["implements"], None, levels=levels) == Spread(None, [])


def test_a_trusted_way_wins_over_a_shorter_one_past_a_suspect(store: Store) -> None:
    store.apply(
        Changes(
            put_documents=[document(name) for name in "abcd"],
            put_edges=[
                edge("b", PROBABLY_SAME_AS, "a"),
                edge("d", "implements", "b"),
                edge("c", "implements", "a"),
                edge("d", "implements", "c"),
            ],
        )
    )
    found = store.spread(key("a"), "in", ["implements"], None)
    assert found.root == store.documents([key("a")])[key("a")]
    assert [(c.depth, c.suspect, c.count) for c in found.cells] == [(0, False, 1), (0, True, 1), (1, False, 1), (2, False, 1)]


# --- ways


def test_the_way_that_is_told_of_the_shortest(store: Store) -> None:
    def way(start: str, end: str, longest: int) -> str:
        found = store.way(key(start), key(end), longest, 1)
        assert [document and document.key for document in found.ends] == [key(start), None if end == "none" else key(end)]
        steps = {frozenset(pair) for pair in pairwise(document.key for document in found.documents)}
        joining = [e for e in store.all_edges() if frozenset((e.source, e.target)) in steps]
        assert list(found.edges) == joining
        return "".join(document.id.removeprefix("vn/") for document in found.documents)

    store.apply(
        Changes(
            put_documents=[document(name) for name in "abcdefz"],
            put_edges=[
                edge("a", "implements", "b"),
                edge("z", "cites", "b"),
                edge("a", PROBABLY_SAME_AS, "c"),
                edge("c", "guides", "z"),
                edge("c", PROBABLY_SAME_AS, "z"),
                edge("a", "cites", "d"),
                edge("d", "cites", "e"),
                edge("e", "cites", "z"),
            ],
        )
    )
    assert way("a", "z", 6) == "abz"
    assert way("z", "a", 2) == "zba"
    assert way("a", "z", 1) == ""
    assert way("a", "b", 1) == "ab"
    assert way("a", "a", 6) == way("a", "a", 0) == "a"
    assert way("a", "f", 6) == ""
    assert way("a", "b", 0) == ""
    assert store.way(key("a"), "none", 6, 1) == Way((store.documents([key("a")])[key("a")], None), (), (), Proofs({}, {}))
    store.apply(Changes(put_edges=[edge("z", PROBABLY_SAME_AS, "c"), edge("c", "cites", "a")]))
    assert way("a", "z", 6) == "abz", "of two without doubt, the one whose ids come first"
    store.apply(Changes(drop_edges=[(key("z"), "cites", key("b"))]))
    assert way("a", "z", 6) == "acz"


def test_the_way_brings_what_proves_it(store: Store) -> None:
    store.apply(world())
    found = store.way(key("letter"), key("resolution"), 6, 1)
    assert [document.key for document in found.documents] == [key(name) for name in ("letter", "plan", "resolution")]
    edges = [(edge.source, edge.relation, edge.target) for edge in found.edges]
    assert found.proofs.evidence == store.evidence(edges, 1)
    said = {statement.source for stated in found.proofs.evidence.values() for statement in stated}
    assert found.proofs.speakers == {source: document.id for source, document in store.speakers(said).items()}
    assert said


# --- random graphs, with the store in memory as the oracle

ends = st.tuples(st.sampled_from(NAMES), st.sampled_from(RELATIONS), st.sampled_from(NAMES))
graphs = st.sets(ends, max_size=20).map(lambda some: [edge(*one) for one in sorted(some)])
"""Dense enough for cycles, parallel relations, suspects of suspects, and edges from a document to itself."""


@st.composite
def libraries(draw: st.DrawFn) -> list[Document]:
    places, dates = st.sampled_from([None, "Kon Tum", "Huế"]), st.sampled_from([None, "2021", "2021-06-12", "2025-07"])
    return [document(name, place=draw(places), date=draw(dates)) for name in NAMES]


def answers(store: Store) -> list[Any]:
    keys, wanted = [key(name) for name in NAMES], (RELATIONS[:1], RELATIONS[:3])
    some = keys[:3]
    return [
        *(store.spread(*one, levels=levels) for levels in (True, False) for one in product(some, DIRECTIONS, wanted, (None, 1))),
        *(store.way(*one, 3) for one in product(some, keys, (2, 6))),
        *(store.neighbours(*one) for one in product(some, DIRECTIONS, (None, *wanted), (None, ("guides", keys[3])), (2,))),
    ]


def compared(store: Store, library: list[Document], first: list[DocumentEdge], then: list[DocumentEdge], *, prepared: int) -> None:
    """After the first questions the edges become others and a document goes; `prepared` is after how many of the changes the store
    is made ready for many walks.
    """
    reference, gone = open_store("memory:"), key("h")
    then = [e for e in then if gone not in (e.source, e.target)]
    for step, change in enumerate(
        (
            Changes(put_documents=library[:5], put_edges=[e for e in first if {e.source, e.target} <= {d.key for d in library[:5]}]),
            Changes(put_documents=library, put_edges=first),
            Changes(
                put_documents=[replace(d, place="Huế", date=None) for d in library[:2]],
                put_edges=then,
                drop_edges={(e.source, e.relation, e.target) for e in first},
                drop_documents=[gone],
            ),
        )
    ):
        if step == prepared:
            store.prepare()
        for one in (store, reference):
            one.apply(change)
        if step:
            assert answers(store) == answers(reference)
    store.close()


@given(libraries(), graphs, graphs)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("prepared", range(4))
def test_sqlite_walks_as_memory(
    tmp_path_factory: pytest.TempPathFactory,
    prepared: int,
    library: list[Document],
    first: list[DocumentEdge],
    then: list[DocumentEdge],
) -> None:
    """Never prepared (3), it walks by queries."""
    compared(open_store(f"sqlite:///{tmp_path_factory.mktemp('walks') / 'store.db'}"), library, first, then, prepared=prepared)


@given(libraries(), graphs, graphs)
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
def test_neo4j_walks_as_memory(neo4j_url: str, library: list[Document], first: list[DocumentEdge], then: list[DocumentEdge]) -> None:
    compared(open_store(empty_neo4j(neo4j_url)), library, first, then, prepared=0)
