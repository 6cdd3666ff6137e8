"""A graph as GraphML that Gephi, yEd, Cytoscape, igraph and networkx open as it is meant.

What they stumble over decides the form: key ids equal to their names (Gephi goes by ids first), no name for both nodes and
edges, every edge with an id of its own (Gephi drops repeated ones), the relation as a column and as `interaction`
(Cytoscape), `y:NodeLabel` and `y:EdgeLabel` (yEd), nothing where a value is unknown, one type a column.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from graph.answers import Edge, Export, Lineage, Node, PlainNode
from viz.layered import CARD_HEIGHT, CARD_WIDTH, Place, layered

_NAMESPACES = {
    "xmlns": "http://graphml.graphdrawing.org/xmlns",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns:y": "http://www.yworks.com/xml/graphml",
    "xsi:schemaLocation": "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
}
"""Written as they stand: ET would register prefixes for the whole process."""

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
    """The graph as an XML document in UTF-8. Of the evidence, each edge carries the first piece; a lineage has positions for yEd."""
    root = ET.Element("graphml", _NAMESPACES)
    for domain, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, type_ in keys.items():
            ET.SubElement(root, "key", {"id": name, "for": domain, "attr.name": name, "attr.type": type_})
        ET.SubElement(root, "key", {"id": f"{domain}graphics", "for": domain, "yfiles.type": f"{domain}graphics"})
    body = ET.SubElement(root, "graph", {"id": "lineage" if isinstance(graph, Lineage) else "export", "edgedefault": "directed"})
    places = layered(graph) if isinstance(graph, Lineage) else {}
    for node in graph.nodes:
        element = ET.SubElement(body, "node", {"id": _clean(node.id)})
        _write(element, _node_values(node))
        _yed_node(element, node, places.get(node.id))
    for i, edge in enumerate(graph.edges):
        element = ET.SubElement(body, "edge", {"id": f"e{i}", "source": _clean(edge.source), "target": _clean(edge.target)})
        _write(element, _edge_values(edge))
        line = ET.SubElement(_data(element, "edgegraphics"), "y:PolyLineEdge")
        ET.SubElement(line, "y:Arrows", {"source": "none", "target": "standard"})
        ET.SubElement(line, "y:EdgeLabel").text = _clean(edge.relation)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


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
