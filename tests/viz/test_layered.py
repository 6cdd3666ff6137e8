"""Where cards stand: apart, by level, the root at the origin, suspects below, and the same whatever the order of edges."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers import Direction, Lineage
from tests.viz.samples import HUE, MISPRINT, PLAN, ROOT, edge, grown, node, union_resolution
from viz.layered import CARD_HEIGHT, CARD_WIDTH, Flow, Place, layered, signed_levels


@st.composite
def lineages(draw: st.DrawFn) -> Lineage:
    """Any small lineage: a tree from the root with some edges more, and some branches in doubt."""
    parents = draw(st.lists(st.integers(0, 60), max_size=60))
    nodes, edges = [node("n0", 0)], []
    for i, chosen in enumerate(parents, start=1):
        above = nodes[chosen % i]
        doubt = draw(st.booleans()) and above.depth == 0
        depth = above.depth + (0 if doubt else 1)
        nodes.append(node(f"n{i}", depth, suspect=doubt or above.suspect))
        edges.append(edge(f"n{i}", "probably_same_as" if doubt else "implements", above.id))
    for a, b in draw(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=10)):
        if a % len(nodes) != b % len(nodes):
            edges.append(edge(f"n{a % len(nodes)}", "guides", f"n{b % len(nodes)}"))
    direction: Direction = draw(st.sampled_from(("down", "up", "both")))
    return Lineage(root="n0", direction=direction, nodes=nodes, edges=edges, truncated=False)


def overlaps(places: Mapping[str, Place]) -> list[tuple[str, str]]:
    """Pairs of cards that cover each other."""
    cards = sorted(places.items(), key=lambda item: item[1].x)
    found = []
    for i, (a, at) in enumerate(cards):
        for b, other in cards[i + 1 :]:
            if other.x - at.x >= CARD_WIDTH:
                break
            if abs(other.y - at.y) < CARD_HEIGHT:
                found.append((a, b))
    return found


@given(lineages(), st.sampled_from(("right", "down")))
def test_cards_never_overlap_and_the_root_is_the_origin(lineage: Lineage, flow: Flow) -> None:
    places = layered(lineage, flow)
    assert places.keys() == {n.id for n in lineage.nodes}
    assert overlaps(places) == []
    assert (places["n0"].x, places["n0"].y, places["n0"].level) == (0, 0, 0)


@given(lineages())
def test_a_deeper_level_stands_further_out(lineage: Lineage) -> None:
    places = layered(lineage)
    for a in places.values():
        for b in places.values():
            if a.level < b.level:
                assert a.x < b.x


@given(lineages(), st.randoms(use_true_random=False))
def test_the_order_of_nodes_and_edges_does_not_matter(lineage: Lineage, chance: random.Random) -> None:
    nodes, edges = list(lineage.nodes), list(lineage.edges)
    chance.shuffle(nodes)
    chance.shuffle(edges)
    assert layered(lineage.model_copy(update={"nodes": nodes, "edges": edges})) == layered(lineage)


@pytest.mark.parametrize("size", [12, 60, 2000])
def test_large_lineages_stay_apart_and_the_suspects_stand_below(size: int) -> None:
    lineage = grown(size)
    places = layered(lineage)
    assert overlaps(places) == []
    suspects = [places[n.id].y for n in lineage.nodes if n.suspect]
    trusted = [places[n.id].y for n in lineage.nodes if not n.suspect]
    if suspects:
        assert min(suspects) > max(trusted) + CARD_HEIGHT


def test_the_sample_reads_from_the_root_to_the_right() -> None:
    places = layered(union_resolution())
    assert places[ROOT].x == places[MISPRINT].x < places[PLAN].x == places[HUE].x
    assert places[HUE].y < places[MISPRINT].y


def test_a_chain_is_a_straight_line() -> None:
    nodes = [node(f"n{i}", i) for i in range(5)]
    chain = Lineage(
        root="n0", direction="down", nodes=nodes, edges=[edge(f"n{i + 1}", "implements", f"n{i}") for i in range(4)], truncated=False
    )
    assert {place.y for place in layered(chain).values()} == {0}
    assert {place.x for place in layered(chain, "down").values()} == {0}


def test_crossings_that_can_be_avoided_are_avoided() -> None:
    nodes = [node("r", 0), *(node(f"p{i}", 1) for i in range(4)), *(node(f"c{i}", 2) for i in range(4))]
    edges = [edge(f"p{i}", "implements", "r") for i in range(4)] + [edge(f"c{i}", "implements", f"p{3 - i}") for i in range(4)]
    places = layered(Lineage(root="r", direction="down", nodes=nodes, edges=edges, truncated=False))
    assert all(places[f"c{i}"].y == places[f"p{3 - i}"].y for i in range(4))


def test_what_the_root_rests_on_stands_on_the_other_side() -> None:
    nodes = [
        node("r", 0),
        node("ground", 1),
        node("older", 2),
        node("child", 1),
        node("doubtful", 0, suspect=True),
        node("reader", 1, suspect=True),
    ]
    edges = [
        edge("r", "based_on", "ground"), edge("ground", "based_on", "older"), edge("child", "implements", "r"),
        edge("doubtful", "probably_same_as", "r"), edge("reader", "implements", "doubtful"),
    ]  # fmt: skip
    lineage = Lineage(root="r", direction="both", nodes=nodes, edges=edges, truncated=False)
    assert signed_levels(lineage) == {"r": 0, "ground": -1, "older": -2, "child": 1, "doubtful": 0, "reader": 1}
    up = lineage.model_copy(update={"direction": "up", "nodes": nodes[:3], "edges": edges[:2]})
    assert signed_levels(up) == {"r": 0, "ground": -1, "older": -2}


def test_five_thousand_nodes_take_no_noticeable_time() -> None:
    lineage = grown(5000)
    start = time.process_time()
    layered(lineage)
    assert time.process_time() - start < 2
