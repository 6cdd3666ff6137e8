"""The ways of edges: from side to side, apart from each other, and never behind a card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers import Edge, Lineage
from tests.viz.samples import edge, grown, node, union_resolution
from tests.viz.test_layered import lineages
from viz.layered import CARD_HEIGHT, CARD_WIDTH, Flow, Place, layered
from viz.routes import Way, routed

FLOWS = st.sampled_from(("right", "down"))


def points(way: Way) -> Iterator[tuple[float, float]]:
    """Some points of a way, close together."""
    for k in range(0, len(way) - 2, 6):
        x, y = way[k : k + 8 : 2], way[k + 1 : k + 8 : 2]
        for i in range(201):
            t = i / 200
            weights = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3
            yield sum(w * v for w, v in zip(weights, x, strict=True)), sum(w * v for w, v in zip(weights, y, strict=True))


def hidden(way: Way, places: Mapping[str, Place]) -> set[str]:
    """The cards that a way runs behind, by more than a line's breadth."""
    shown = list(points(way))
    return {
        id_
        for id_, place in places.items()
        if any(abs(x - place.x) < CARD_WIDTH / 2 - 2 and abs(y - place.y) < CARD_HEIGHT / 2 - 2 for x, y in shown)
    }


def column(cards: int, *edges: Edge) -> Lineage:
    """Cards c0, c1 … of one level under a root, and some edges among them."""
    nodes = [node("r", 0), *(node(f"c{i}", 1) for i in range(cards))]
    joins = [edge(f"c{i}", "implements", "r") for i in range(cards)]
    return Lineage(root="r", direction="down", nodes=nodes, edges=[*joins, *edges], truncated=False)


def ways_of(lineage: Lineage, flow: Flow = "right") -> dict[tuple[str, str, str], Way]:
    found: Sequence[Way | None] = routed(lineage.edges, layered(lineage, flow), flow)
    return {(e.source, e.relation, e.target): way for e, way in zip(lineage.edges, found, strict=True) if way}


@given(lineages(), FLOWS)
def test_no_way_runs_behind_a_card(lineage: Lineage, flow: Flow) -> None:
    places = layered(lineage, flow)
    for way in routed(lineage.edges, places, flow):
        assert way is not None
        assert len(way) % 6 == 2
        assert hidden(way, places) == set()


@given(lineages(), FLOWS)
def test_a_way_touches_both_of_its_cards(lineage: Lineage, flow: Flow) -> None:
    places = layered(lineage, flow)
    for joined, way in zip(lineage.edges, routed(lineage.edges, places, flow), strict=True):
        assert way is not None
        for id_, (x, y) in ((joined.source, way[:2]), (joined.target, way[-2:])):
            aside, above = abs(x - places[id_].x) - CARD_WIDTH / 2, abs(y - places[id_].y) - CARD_HEIGHT / 2
            assert max(aside, above) == pytest.approx(0, abs=1)


@pytest.mark.parametrize("flow", ["right", "down"])
def test_edges_within_a_level_run_beside_it(flow: Flow) -> None:
    lineage = column(7, *(edge("c0", "cites", f"c{i}") for i in range(1, 7)))
    places, ways = layered(lineage, flow), ways_of(lineage, flow)
    edge_of_level = places["c0"].x + CARD_WIDTH / 2 if flow == "right" else places["c0"].y + CARD_HEIGHT / 2
    for i in range(1, 7):
        way = ways["c0", "cites", f"c{i}"]
        across = [x if flow == "right" else y for x, y in points(way)]
        assert min(across) >= edge_of_level - 1
        assert 20 < max(across) - edge_of_level < 80


def test_longer_arcs_stand_further_off_and_parallel_ones_apart() -> None:
    first, last = "c0", "c6"
    lineage = column(7, *(edge(f"c{i}", "cites", f"c{i + 1}") for i in range(6)), edge(first, "amends", last), edge(first, "guides", last))
    ways = ways_of(lineage)
    depth = {key: max(x for x, _ in points(way)) for key, way in ways.items() if key[2] != "r"}
    assert depth[first, "amends", last] > depth["c0", "cites", "c1"]
    assert abs(depth[first, "amends", last] - depth[first, "guides", last]) > 8


def test_a_way_across_a_level_turns_between_its_cards() -> None:
    nodes = [node("r", 0), node("a", 1), node("b", 2)]
    edges = [edge("a", "implements", "r"), edge("b", "implements", "a"), edge("b", "based_on", "r")]
    lineage = Lineage(root="r", direction="down", nodes=nodes, edges=edges, truncated=False)
    ways = ways_of(lineage)
    assert len(ways["b", "implements", "a"]) == 8
    assert len(ways["b", "based_on", "r"]) == 8 + 12


def test_two_in_one_column_with_nothing_between_are_joined_straight() -> None:
    sample = union_resolution()
    suspect = next(e for e in sample.edges if e.suspect)
    way = ways_of(sample)[suspect.source, suspect.relation, suspect.target]
    assert {x for x, _ in points(way)} == {0}


def test_what_a_level_joins_stands_together() -> None:
    lineage = column(8, edge("c1", "implements", "c6"))
    places = layered(lineage)
    assert abs(places["c1"].y - places["c6"].y) < 2 * CARD_HEIGHT


@pytest.mark.parametrize("flow", ["right", "down"])
def test_an_edge_whose_end_is_missing_has_no_way(flow: Flow) -> None:
    lineage = column(2, edge("c0", "cites", "elsewhere"), edge("elsewhere", "cites", "c1"))
    assert [way is None for way in routed(lineage.edges, layered(lineage, flow), flow)] == [False, False, True, True]


def test_a_document_that_speaks_of_itself_gets_a_loop() -> None:
    way = ways_of(column(1, edge("c0", "amends", "c0")))["c0", "amends", "c0"]
    assert way[:2] != way[-2:]


def test_large_lineages_are_routed_in_no_noticeable_time() -> None:
    lineage = grown(2000)
    ways = routed(lineage.edges, layered(lineage), "right", detours=False)
    assert None not in ways
