"""Lineage: which documents are reached, how far off, and which only by way of a suspect."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers import Lineage
from graph.errors import UnknownDocument, UsageError
from graph.kept import PROBABLY_SAME_AS, DocumentEdge
from graph.lineage import CARRIES_OUT, RESTS_ON, lineage
from tests.graph.graphs import chain, document, store_of
from tests.graph.random_graphs import KEYS, edges

SUSPECT = PROBABLY_SAME_AS


def reached(answer: Lineage) -> dict[str, tuple[int, bool]]:
    """Name → (depth, suspect), in the order of the answer."""
    return {node.id.removeprefix("vn/"): (node.depth, node.suspect) for node in answer.nodes}


def drawn(answer: Lineage) -> list[tuple[str, str, str]]:
    return [(e.source.removeprefix("vn/"), e.relation, e.target.removeprefix("vn/")) for e in answer.edges]


def test_down_are_those_that_carry_it_out_step_by_step() -> None:
    store = chain(("plan", "implements", "resolution"), ("letter", "implements", "plan"), ("guide", "guides", "resolution"))
    answer = lineage(store, "resolution")
    assert reached(answer) == {"resolution": (0, False), "guide": (1, False), "plan": (1, False), "letter": (2, False)}
    assert drawn(answer) == [("guide", "guides", "resolution"), ("letter", "implements", "plan"), ("plan", "implements", "resolution")]
    assert (answer.root, answer.direction, answer.truncated) == ("vn/resolution", "down", False)


def test_a_decision_that_promulgates_a_plan_is_reached_through_the_plan() -> None:
    store = chain(("plan", "implements", "resolution"), ("decision", "promulgates", "plan"))
    assert reached(lineage(store, "resolution")) == {"resolution": (0, False), "plan": (1, False), "decision": (2, False)}
    assert reached(lineage(store, "decision", "up")) == {"decision": (0, False), "plan": (1, False), "resolution": (2, False)}


def test_grounds_are_followed_up_only_and_citations_never() -> None:
    store = chain(("plan", "implements", "resolution"), ("plan", "based_on", "law"), ("plan", "cites", "report"))
    assert set(reached(lineage(store, "plan", "up"))) == {"plan", "resolution", "law"}
    assert set(reached(lineage(store, "law"))) == {"law"}
    assert set(reached(lineage(store, "report"))) == {"report"}


def test_both_directions_never_go_up_and_down_again() -> None:
    store = chain(("plan", "implements", "resolution"), ("sister", "implements", "resolution"), ("letter", "implements", "plan"))
    assert reached(lineage(store, "plan", "both")) == {"plan": (0, False), "letter": (1, False), "resolution": (1, False)}


def test_asked_relations_take_the_place_of_the_usual_ones() -> None:
    store = chain(("plan", "implements", "resolution"), ("law2", "amends", "resolution"), ("plan", "amends", "resolution"))
    answer = lineage(store, "resolution", relations=["amends"])
    assert set(reached(answer)) == {"resolution", "law2", "plan"}
    assert {relation for _, relation, _ in drawn(answer)} == {"amends"}


def test_parallel_relations_are_drawn_each() -> None:
    store = chain(("plan", "implements", "resolution"), ("plan", "guides", "resolution"))
    assert [relation for _, relation, _ in drawn(lineage(store, "resolution"))] == ["guides", "implements"]


def test_a_cycle_ends() -> None:
    store = chain(("a", "implements", "b"), ("b", "implements", "c"), ("c", "implements", "a"))
    assert reached(lineage(store, "a")) == {"a": (0, False), "c": (1, False), "b": (2, False)}
    assert len(drawn(lineage(store, "a", "both"))) == 3


def test_a_suspect_adds_no_depth_and_marks_what_lies_beyond() -> None:
    store = chain(("misprint", SUSPECT, "resolution"), ("programme", "implements", "misprint"), ("letter", "implements", "programme"))
    assert reached(lineage(store, "resolution")) == {
        "resolution": (0, False),
        "misprint": (0, True),
        "programme": (1, True),
        "letter": (2, True),
    }
    marked = next(e for e in lineage(store, "resolution").edges if e.suspect)
    assert (marked.source, marked.relation, marked.target) == ("vn/misprint", SUSPECT, "vn/resolution")


def test_from_the_suspect_itself_what_it_probably_is_lies_beyond() -> None:
    store = chain(("misprint", SUSPECT, "resolution"), ("programme", "implements", "misprint"), ("plan", "implements", "resolution"))
    assert reached(lineage(store, "misprint")) == {
        "misprint": (0, False),
        "resolution": (0, True),
        "programme": (1, False),
        "plan": (1, True),
    }


def test_a_longer_trusted_way_wins_over_a_short_one_past_a_suspect() -> None:
    store = chain(
        ("misprint", SUSPECT, "resolution"),
        ("letter", "implements", "misprint"),
        ("plan", "implements", "resolution"),
        ("programme", "implements", "plan"),
        ("letter", "implements", "programme"),
        ("notice", "implements", "letter"),
    )
    found = reached(lineage(store, "resolution"))
    assert (found["letter"], found["notice"]) == ((3, False), (4, False))
    # Within two steps the only way is the suspect one.
    assert reached(lineage(store, "resolution", depth=2))["letter"] == (1, True)


def test_depth_bounds_the_steps_but_not_the_hops_to_suspects() -> None:
    store = chain(("plan", "implements", "resolution"), ("misprint", SUSPECT, "plan"), ("letter", "implements", "plan"))
    assert set(reached(lineage(store, "resolution", depth=0))) == {"resolution"}
    assert reached(lineage(store, "resolution", depth=1)) == {"resolution": (0, False), "plan": (1, False), "misprint": (1, True)}


def test_the_limit_keeps_the_trusted_with_the_least_ids_and_says_so() -> None:
    names = [f"plan{i}" for i in range(5)]
    store = chain(*((name, "implements", "resolution") for name in names), ("late", "implements", "plan0"))
    answer = lineage(store, "resolution", limit=4)
    assert list(reached(answer)) == ["resolution", "plan0", "plan1", "plan2"]
    assert answer.truncated
    assert len(answer.edges) == 3
    whole = lineage(store, "resolution", limit=7)
    assert len(whole.nodes) == 7
    assert not whole.truncated


def test_the_limit_holds_for_both_directions_together() -> None:
    store = chain(("plan", "implements", "resolution"), ("letter", "implements", "plan"), ("plan", "based_on", "law"))
    answer = lineage(store, "plan", "both", limit=3)
    assert list(reached(answer)) == ["plan", "law", "letter"]
    assert answer.truncated


def test_questions_that_make_no_sense_are_refused_by_name() -> None:
    store = store_of([document("a")])
    with pytest.raises(UsageError, match="-1"):
        lineage(store, "a", depth=-1)
    with pytest.raises(UsageError, match="loves"):
        lineage(store, "a", relations=["loves"])
    with pytest.raises(UsageError, match="limit"):
        lineage(store, "a", limit=0)
    with pytest.raises(UnknownDocument):
        lineage(store, "b")


def oracle(
    graph: Sequence[DocumentEdge], root: str, relations: Collection[str], depth: int | None, *, down: bool
) -> dict[str, tuple[int, bool]]:
    """The same by shortest ways in a graph of two floors, the upper one for whatever lies beyond a suspect."""
    floors: nx.DiGraph[tuple[str, bool]] = nx.DiGraph()
    floors.add_node((root, False))
    for one in graph:
        near, far = (one.target, one.source) if down else (one.source, one.target)
        for beyond in (False, True):
            if one.relation in relations:
                floors.add_edge((near, beyond), (far, beyond), weight=1)
    for one in graph:
        if one.relation == SUSPECT:
            for near, far in ((one.source, one.target), (one.target, one.source)):
                for beyond in (False, True):
                    floors.add_edge((near, beyond), (far, True), weight=0)
    lengths = nx.single_source_dijkstra_path_length(floors, (root, False), cutoff=depth)
    best: dict[str, tuple[int, bool]] = {}
    for (name, beyond), length in sorted(lengths.items(), key=lambda item: (item[0][1], item[1])):
        best.setdefault(name, (int(length), beyond))
    return best


@given(edges(), st.sampled_from(KEYS), st.booleans(), st.one_of(st.none(), st.integers(0, 4)))
def test_reach_depth_and_marks_are_those_of_the_shortest_ways(graph: list[DocumentEdge], root: str, down: bool, depth: int | None) -> None:
    store = store_of(map(document, KEYS), graph)
    answer = lineage(store, root, "down" if down else "up", depth)
    relations = CARRIES_OUT if down else RESTS_ON
    found = reached(answer)
    assert found == oracle(graph, root, relations, depth, down=down)
    order = [(name != root, depth, suspect, name) for name, (depth, suspect) in found.items()]
    assert order == sorted(order)
    followed = {*relations, SUSPECT}
    assert drawn(answer) == sorted(
        (e.source, e.relation, e.target) for e in graph if e.relation in followed and {e.source, e.target} <= found.keys()
    )


@given(edges(), st.sampled_from(KEYS), st.integers(1, 8))
def test_a_truncated_answer_is_part_of_the_whole_and_flagged(graph: list[DocumentEdge], root: str, limit: int) -> None:
    store = store_of(map(document, KEYS), graph)
    whole, part = reached(lineage(store, root, "both")), lineage(store, root, "both", limit=limit)
    assert reached(part).keys() <= whole.keys()
    assert len(part.nodes) == min(limit, len(whole))
    assert part.truncated == (len(whole) > limit)
