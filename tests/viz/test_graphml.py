"""GraphML that other programs open: read back by networkx, and shaped so that the pickier ones do."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from graph.answers import Export, Lineage, PlainNode
from tests.viz.samples import HUE, MISPRINT, PLAN, REPLY, edge, grown, node, union_resolution
from viz.graphml import graphml, graphml_pieces
from viz.layered import layered

NS = "{http://graphml.graphdrawing.org/xmlns}"
YED = "{http://www.yworks.com/xml/graphml}"


def read(text: str) -> nx.MultiDiGraph[str]:
    graph = nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)
    assert isinstance(graph, nx.MultiDiGraph)
    return graph


def tree(text: str) -> ET.Element:
    return ET.fromstring(text.encode())  # noqa: S314  # it is our own


def elements(text: str, tag: str) -> Iterator[ET.Element]:
    return tree(text).iter(NS + tag)


def test_a_lineage_comes_back_as_it_was() -> None:
    lineage = union_resolution()
    graph = read(graphml(lineage))
    assert set(graph.nodes) == {n.id for n in lineage.nodes}
    for n in lineage.nodes:
        facts = graph.nodes[n.id]
        for name, value in n.model_dump(exclude={"id"}).items():
            assert facts.get(name) == value
            assert (name in facts) == (value is not None)
    stated = {(e.source, e.relation, e.target, e.confidence, e.evidence_total) for e in lineage.edges}
    assert {(s, d["relation"], t, d["confidence"], d["evidence_total"]) for s, t, d in graph.edges(data=True)} == stated
    doubt = next(d for s, t, d in graph.edges(data=True) if s == MISPRINT)
    assert doubt["reason"].startswith("số khác nhau")
    assert [d["quote"] for s, t, d in graph.edges(data=True) if s == HUE] == [
        "Thực hiện Nghị quyết số 02-NQ/TW, ngày 12/6/2021 của Bộ Chính trị"
    ]


def test_an_export_has_no_columns_of_a_lineage() -> None:
    sample = union_resolution()
    plain = [PlainNode(**n.model_dump(exclude={"depth", "suspect", "validity"})) for n in sample.nodes]
    graph = read(graphml(Export(nodes=plain, edges=sample.edges, ambiguous=[])))
    assert "depth" not in graph.nodes[PLAN]
    assert graph.nodes[REPLY]["place_reason"]


def test_parallel_relations_keep_their_own_edges_and_ids() -> None:
    text = graphml(grown(200))
    ids = [element.get("id") for element in elements(text, "edge")]
    assert len(ids) == len(set(ids)) == len(grown(200).edges)
    graph = read(text)
    assert graph.number_of_edges() == len(ids)
    assert any(graph.number_of_edges(a, b) > 1 for a, b in graph.edges())


def test_key_ids_are_names_and_no_name_is_used_twice() -> None:
    keys = list(elements(graphml(union_resolution()), "key"))
    assert all(key.get("attr.name") in (key.get("id"), None) for key in keys)
    ids = [key.get("id") for key in keys]
    assert len(ids) == len(set(ids))


def test_yed_and_cytoscape_find_their_labels() -> None:
    text = graphml(union_resolution())
    root = tree(text)
    assert [label.text for label in root.iter(YED + "NodeLabel")] == [n.number for n in union_resolution().nodes]
    interactions = [data.text for data in root.iter(NS + "data") if data.get("key") == "interaction"]
    assert interactions == [e.relation for e in union_resolution().edges]


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@given(title=ANY_TEXT, quote=ANY_TEXT, number=ANY_TEXT)
def test_whatever_a_text_holds_the_file_is_well_formed(title: str, quote: str, number: str) -> None:
    nodes = [node("a", 0, title=title, number=number), node("b", 1, issuer=title, place=quote)]
    text = graphml(Lineage(root="a", direction="down", nodes=nodes, edges=[edge("b", "cites", "a", quote, reason=title)], truncated=False))
    graph = read(text)
    shown = "".join(
        c if c in "\t\n\r" or "\x20" <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000" else "\ufffd" for c in title
    )
    # XML reads every line break as a line feed.
    assert graph.nodes["a"].get("title", "") == shown.replace("\r\n", "\n").replace("\r", "\n")


def test_the_pieces_come_one_by_one_and_are_the_whole() -> None:
    sample = union_resolution()
    taken = []

    def nodes() -> Iterator[PlainNode]:
        for n in sample.nodes:
            taken.append(n.id)
            yield n

    pieces = graphml_pieces("lineage", nodes(), iter(sample.edges), layered(sample))
    first = next(piece for piece in pieces if sample.nodes[0].id in piece)
    assert taken == [sample.nodes[0].id]
    rest = list(pieces)
    assert first + "".join(rest) == graphml(sample)[-len(first + "".join(rest)) :]
    assert [element.get("id") for element in elements(graphml(sample), "node")] == [n.id for n in sample.nodes]


def test_an_empty_graph_is_a_file_too() -> None:
    assert read(graphml(Export(nodes=[], edges=[], ambiguous=[]))).number_of_nodes() == 0
