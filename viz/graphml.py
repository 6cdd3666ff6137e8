"""A graph as GraphML that Gephi, yEd, Cytoscape, igraph and networkx open as it is meant.

What they stumble over decides the form: key ids equal to their names (Gephi goes by ids first), no name for both nodes and
edges, every edge with an id of its own (Gephi drops repeated ones), the relation as a column and as `interaction`
(Cytoscape), `y:NodeLabel` and `y:EdgeLabel` (yEd), nothing where a value is unknown, one type a column.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from graph.answers import Edge, Export, Lineage, Node, PlainNode
from viz.layered import CARD_HEIGHT, CARD_WIDTH, Place, layered

_NAMESPACES = {
    "xmlns": "http://graphml.graphdrawing.org/xmlns",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns:y": "http://www.yworks.com/xml/graphml",
    "xsi:schemaLocation": "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
}
"""Written as they stand: ET would register prefixes for the whole process, and hold the whole document."""

_NODE_KEYS = {
    "label": "string",
    "number": "string",
    "type": "string",
    "issuer": "string",
    "place": "string",
    "place_reason": "string",
    "date": "string",
    "title": "string",
    "held": "boolean",
    "suspect": "boolean",
    "depth": "int",
    "validity": "string",
}
_EDGE_KEYS = {
    "relation": "string",
    "interaction": "string",
    "confidence": "double",
    "reason": "string",
    "evidence_total": "int",
    "quote": "string",
    "said_by": "string",
    "rule": "string",
}

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped: control characters such as a page break in a quote."""


def graphml(graph: Export | Lineage) -> str:
    """The graph as an XML document, to be written as UTF-8; a lineage has positions for yEd."""
    name, places = ("lineage", layered(graph)) if isinstance(graph, Lineage) else ("export", {})
    return "".join(graphml_pieces(name, graph.nodes, graph.edges, places))


def graphml_pieces(
    name: str, nodes: Iterable[PlainNode], edges: Iterable[Edge], places: Mapping[str, Place] = MappingProxyType({})
) -> Iterator[str]:
    """The document in pieces, of which one is in memory at a time. Of the evidence, each edge carries the first piece."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml{_attributes(_NAMESPACES)}>'
    for domain, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for key, type_ in keys.items():
            yield _indented(ET.Element("key", {"id": key, "for": domain, "attr.name": key, "attr.type": type_}), 1)
        yield _indented(ET.Element("key", {"id": f"{domain}graphics", "for": domain, "yfiles.type": f"{domain}graphics"}), 1)
    yield f"\n  <graph{_attributes({'id': name, 'edgedefault': 'directed'})}>"
    for node in nodes:
        yield _indented(_node(node, places.get(node.id)), 2)
    for i, edge in enumerate(edges):
        yield _indented(_edge(f"e{i}", edge), 2)
    yield "\n  </graph>\n</graphml>\n"


def _attributes(values: Mapping[str, str]) -> str:
    """Our own names and addresses, which need no escapes."""
    return "".join(f' {name}="{value}"' for name, value in values.items())


def _indented(element: ET.Element, level: int) -> str:
    ET.indent(element, level=level)
    return "\n" + "  " * level + ET.tostring(element, encoding="unicode")


def _node(node: PlainNode, place: Place | None) -> ET.Element:
    element = ET.Element("node", {"id": _clean(node.id)})
    _write(element, _node_values(node))
    _yed_node(element, node, place)
    return element


def _edge(id_: str, edge: Edge) -> ET.Element:
    element = ET.Element("edge", {"id": id_, "source": _clean(edge.source), "target": _clean(edge.target)})
    _write(element, _edge_values(edge))
    line = ET.SubElement(_data(element, "edgegraphics"), "y:PolyLineEdge")
    ET.SubElement(line, "y:Arrows", {"source": "none", "target": "standard"})
    ET.SubElement(line, "y:EdgeLabel").text = _clean(edge.relation)
    return element


def _node_values(node: PlainNode) -> dict[str, str | bool | int | None]:
    values: dict[str, str | bool | int | None] = {"label": _label(node)} | node.model_dump(
        include=_NODE_KEYS.keys() - {"suspect", "depth", "validity"}
    )
    if isinstance(node, Node):
        values |= {"suspect": node.suspect, "depth": node.depth, "validity": node.validity}
    return values


def _edge_values(edge: Edge) -> Iterator[tuple[str, str | float | None]]:
    yield "relation", edge.relation
    yield "interaction", edge.relation
    yield "confidence", edge.confidence
    yield "reason", edge.reason
    yield "evidence_total", edge.evidence_total
    if edge.evidence:
        first = edge.evidence[0]
        yield "quote", first.quote
        yield "said_by", first.document
        yield "rule", first.rule


def _label(node: PlainNode) -> str:
    return node.number or " ".join(filter(None, (node.type, node.date))) or node.id


def _write(element: ET.Element, values: dict[str, str | bool | int | None] | Iterator[tuple[str, str | float | None]]) -> None:
    for key, value in values.items() if isinstance(values, dict) else values:
        if value is not None:
            _data(element, key).text = str(value).lower() if isinstance(value, bool) else _clean(str(value))


def _data(element: ET.Element, key: str) -> ET.Element:
    return ET.SubElement(element, "data", {"key": key})


def _yed_node(element: ET.Element, node: PlainNode, place: Place | None) -> None:
    shape = ET.SubElement(_data(element, "nodegraphics"), "y:ShapeNode")
    geometry = {"width": str(CARD_WIDTH), "height": str(CARD_HEIGHT)}
    if place:
        # yEd means the upper left corner, a place the centre.
        geometry |= {"x": str(place.x - CARD_WIDTH / 2), "y": str(place.y - CARD_HEIGHT / 2)}
    ET.SubElement(shape, "y:Geometry", geometry)
    ET.SubElement(shape, "y:BorderStyle", {"type": "line" if node.held else "dashed", "width": "1.0"})
    ET.SubElement(shape, "y:NodeLabel").text = _clean(_label(node))
    ET.SubElement(shape, "y:Shape", {"type": "roundrectangle"})


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
