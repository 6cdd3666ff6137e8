"""Trees of lineages of any shape: each document once, by its shortest trusted way."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from api.console import drawn, plain
from api.render.lineage import Branch, grow, lineage_tree
from graph.answers import Direction, Edge, Lineage, Node


def node(name: str, *, suspect: bool = False) -> Node:
    return Node(
        id=f"vn/x/{name}", number=name, type=None, issuer=None, place=None, date=None, title=None, held=True, suspect=suspect, depth=0
    )


def edge(source: str, target: str, relation: str = "implements") -> Edge:
    return Edge(
        source=f"vn/x/{source}",
        relation=relation,
        target=f"vn/x/{target}",
        confidence=1.0,
        suspect=relation == "probably_same_as",
        reason=None,
        evidence_total=0,
        evidence=[],
    )


def lineage(nodes: str, *edges: Edge, direction: Direction = "down") -> Lineage:
    return Lineage(root=f"vn/x/{nodes[0]}", direction=direction, nodes=[node(name) for name in nodes], edges=list(edges), truncated=False)


def shape(branch: Branch) -> str:
    """`A(BC(D))`."""
    inner = "".join(shape(one) for one in branch.branches)
    return (branch.node.number or "") + (f"({inner})" if inner else "")


def test_each_document_once_under_its_nearest() -> None:
    answer = lineage("ABCD", edge("B", "A"), edge("C", "B"), edge("C", "A"), edge("D", "C"), edge("D", "B"))
    trunk = grow(answer, down=True)
    assert shape(trunk) == "A(B(D)C)"
    assert [(one.source, one.target) for one in trunk.branches[1].also] == [("vn/x/C", "vn/x/B")]
    assert "also implements B" in drawn(lineage_tree(answer, {}))


def test_several_relations_between_two_are_one_branch() -> None:
    answer = lineage("AB", edge("B", "A"), edge("B", "A", "guides"))
    assert shape(grow(answer, down=True)) == "A(B)"
    told = drawn(lineage_tree(answer, {}))
    assert "← implements" in told
    assert "← guides" in told


def test_circles_end() -> None:
    assert shape(grow(lineage("AB", edge("B", "A"), edge("A", "B")), down=True)) == "A(B)"


def test_a_trusted_way_is_preferred_to_a_shorter_suspect_one() -> None:
    answer = lineage("ASXYZ", edge("S", "A", "probably_same_as"), edge("Z", "S"), edge("X", "A"), edge("Y", "X"), edge("Z", "Y"))
    assert shape(grow(answer, down=True)) == "A(X(Y(Z))S)"


def test_a_suspect_is_passed_in_both_directions() -> None:
    answer = lineage("SAB", edge("S", "A", "probably_same_as"), edge("B", "A"))
    assert shape(grow(answer, down=True)) == "S(A(B))"


def test_both_directions_stand_apart() -> None:
    answer = lineage("ABC", edge("B", "A"), edge("A", "C"), direction="both")
    assert (shape(grow(answer, down=True)), shape(grow(answer, down=False))) == ("A(B)", "A(C)")


def test_a_chain_longer_than_the_stack() -> None:
    names = [f"n{i}" for i in range(3000)]
    nodes = [node(name) for name in names]
    answer = Lineage(root=nodes[0].id, direction="down", nodes=nodes, edges=[edge(b, a) for a, b in pairwise(names)], truncated=False)
    assert grow(answer, down=True).branches[0].node.number == "n1"


@given(st.text())
def test_plain_text_is_one_line_that_drives_nothing(text: str) -> None:
    assert not {unicodedata.category(c) for c in plain(text)} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert plain(plain(text)) == plain(text)


def test_plain_text_keeps_vietnamese() -> None:
    assert plain("Nghị  quyết\nsố 02-NQ/TW “về đổi mới”") == "Nghị quyết số 02-NQ/TW “về đổi mới”"
