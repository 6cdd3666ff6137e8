"""Paths: a shortest way whatever the edges' direction, and always the same one."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers import Path
from graph.errors import UnknownDocument, UsageError
from graph.kept import PROBABLY_SAME_AS, DocumentEdge
from graph.paths import MAX_LENGTH, path
from tests.graph.graphs import chain, document, store_of
from tests.graph.random_graphs import KEYS, edges


def way(answer: Path) -> list[str]:
    return [node.id.removeprefix("vn/") for node in answer.nodes]


def test_the_way_runs_with_and_against_the_edges() -> None:
    store = chain(("plan", "implements", "resolution"), ("sister", "implements", "resolution"), ("letter", "cites", "sister"))
    answer = path(store, "plan", "letter")
    assert way(answer) == ["plan", "resolution", "sister", "letter"]
    assert (answer.source, answer.target) == ("vn/plan", "vn/letter")
    assert [(e.source, e.relation, e.target) for e in answer.edges] == [
        ("vn/letter", "cites", "vn/sister"),
        ("vn/plan", "implements", "vn/resolution"),
        ("vn/sister", "implements", "vn/resolution"),
    ]


def test_of_equally_short_ways_a_trusted_one_is_taken_then_the_first_by_id() -> None:
    store = chain(
        ("a", PROBABLY_SAME_AS, "b"),
        ("b", "cites", "z"),
        ("a", "cites", "d"),
        ("d", "cites", "z"),
        ("a", "cites", "c"),
        ("c", "cites", "z"),
    )
    assert way(path(store, "a", "z")) == ["a", "c", "z"]


def test_a_step_that_is_also_stated_is_no_suspect_one() -> None:
    store = chain(("a", PROBABLY_SAME_AS, "b"), ("b", "cites", "a"), ("b", "cites", "z"), ("a", "cites", "c"), ("c", "cites", "z"))
    answer = path(store, "a", "z")
    assert way(answer) == ["a", "b", "z"]
    assert [e.relation for e in answer.edges] == [PROBABLY_SAME_AS, "cites", "cites"]


def test_a_short_suspect_way_wins_over_a_longer_trusted_one() -> None:
    store = chain(("a", PROBABLY_SAME_AS, "z"), ("a", "cites", "b"), ("b", "cites", "z"))
    assert way(path(store, "a", "z")) == ["a", "z"]


def test_no_way_gives_an_empty_answer() -> None:
    store = chain(("a", "cites", "b"), ("b", "cites", "c"), ("x", "cites", "y"))
    assert path(store, "a", "y").nodes == []
    assert way(path(store, "a", "c", max_length=2)) == ["a", "b", "c"]
    assert path(store, "a", "c", max_length=1).nodes == []


def test_a_document_is_no_step_from_itself() -> None:
    store = chain(("a", "cites", "b"))
    answer = path(store, "a", "a", max_length=0)
    assert (way(answer), answer.edges) == (["a"], [])


def test_questions_that_make_no_sense_are_refused() -> None:
    store = chain(("a", "cites", "b"))
    with pytest.raises(UsageError):
        path(store, "a", "b", max_length=-1)
    with pytest.raises(UnknownDocument):
        path(store, "a", "nobody")


@given(edges(), st.sampled_from(KEYS), st.sampled_from(KEYS))
def test_the_way_is_the_first_of_the_shortest(graph: list[DocumentEdge], a: str, b: str) -> None:
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(KEYS)
    plain.add_edges_from((e.source, e.target) for e in graph)
    trusted = {frozenset((e.source, e.target)) for e in graph if e.relation != PROBABLY_SAME_AS}

    def worth(keys: list[str]) -> tuple[int, list[str]]:
        return sum(frozenset(hop) not in trusted for hop in nx.utils.pairwise(keys)), keys

    shortest = list(nx.all_shortest_paths(plain, a, b)) if nx.has_path(plain, a, b) else []
    expected = min((keys for keys in shortest if len(keys) - 1 <= MAX_LENGTH), key=worth, default=[])
    assert way(path(store_of(map(document, KEYS), graph), a, b)) == expected
