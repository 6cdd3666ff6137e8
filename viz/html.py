"""A lineage as one HTML file that opens anywhere: no network, no server, nothing to install.

pyvis makes the page from our own template, since its own links a CDN and does not escape (docs/adr). What comes from
documents reaches the page only as JSON in a data block, with `<`, `>`, `&` and `'` escaped, and is shown as text; the
content security policy admits no script but the two whose hashes it names, so that even a mistake there stays inert.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from pyvis.edge import Edge as VisEdge  # type: ignore[import-untyped]  # pyvis ships no types
from pyvis.network import Network  # type: ignore[import-untyped]  # pyvis ships no types
from pyvis.node import Node as VisNode  # type: ignore[import-untyped]  # pyvis ships no types

from graph.answers import Lineage
from viz.layered import CARD_HEIGHT, CARD_WIDTH, Flow, Place, layered
from viz.reasons import reason_in_both
from viz.routes import routed
from viz.words import Language, words

_VIS_NETWORK = "lib/vis-9.1.2/vis-network.min.js"
_SCRIPTS = ("facts.js", "cards.js", "edges.js", "details.js", "table.js", "masthead.js", "graph.js", "search.js", "page.js")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)

_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"dragNodes": False, "hover": True, "selectConnectedEdges": False},
}
"""Options of vis-network, which draws the cards; the edges are ours. No value may hold a space: pyvis takes spaces out."""

_FLOWS: tuple[Flow, ...] = ("right", "down")

_MANY = 500
"""From so many nodes on, edges make no detours around cards, which nobody would see."""


def lineage_html(lineage: Lineage, *, title: str, lang: Language = "vi") -> str:
    """The page, to be written as UTF-8. `title` names it in the browser's tab; `lang` is what it opens in.

    An edge whose end is not among the lineage's nodes is in the lists, but not in the picture.
    """
    places = {flow: layered(lineage, flow) for flow in _FLOWS}
    network = Network(directed=True, heading=title)
    # Not `add_node` and `add_edge`: they search a list of all nodes each time.
    network.nodes = _nodes(lineage, places)
    network.edges = _edges(lineage, places)
    network.set_options(json.dumps(_OPTIONS))
    network.path = "lineage.html.j2"
    network.templateEnv = _environment()
    network.templateEnv.globals |= {
        "lang": lang,
        "text": {key: wording.model_dump()[lang] for key, wording in words().text.items()},
        "extra": {
            "root": lineage.root,
            "direction": lineage.direction,
            "truncated": lineage.truncated,
            "lang": lang,
            "words": words().model_dump(),
            "card": {"width": CARD_WIDTH, "height": CARD_HEIGHT},
        },
    }
    page: str = network.generate_html()
    return page


def _nodes(lineage: Lineage, places: Mapping[Flow, Mapping[str, Place]]) -> list[dict[str, Any]]:
    return [
        VisNode(
            node.id,
            "custom",
            node.number or node.id,
            level=places["right"][node.id].level,
            at={flow: {"x": places[flow][node.id].x, "y": places[flow][node.id].y} for flow in _FLOWS},
            reason=reason_in_both(node.place_reason),
            facts=node.model_dump(mode="json"),
        ).options
        for node in lineage.nodes
    ]


def _edges(lineage: Lineage, places: Mapping[Flow, Mapping[str, Place]]) -> list[dict[str, Any]]:
    detours = len(lineage.nodes) <= _MANY
    ways = zip(*(routed(lineage.edges, places[flow], flow, detours=detours) for flow in _FLOWS), strict=True)
    return [
        VisEdge(
            edge.source,
            edge.target,
            True,
            id=f"e{i}",
            ways=dict(zip(_FLOWS, way, strict=True)),
            reason=reason_in_both(edge.reason),
            facts=edge.model_dump(mode="json"),
        ).options
        for i, (edge, way) in enumerate(zip(lineage.edges, ways, strict=True))
    ]


def _environment() -> Environment:
    """A Jinja environment that escapes everything and finds our template before pyvis's."""
    loader = ChoiceLoader([PackageLoader("viz"), PackageLoader("pyvis")])
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.globals |= _assets()
    return environment


@cache
def _assets() -> dict[str, Any]:
    """Scripts and style (ours and vis-network's: the template marks them safe), and the policy that admits only them."""
    vis = _SOURCE_MAP.sub("", files("pyvis").joinpath(_VIS_NETWORK).read_text(encoding="utf-8"))
    own = "\n".join(files("viz").joinpath("templates", name).read_text(encoding="utf-8") for name in _SCRIPTS)
    style = files("viz").joinpath("templates", "lineage.css").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; script-src {_hash(vis)} {_hash(own)}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return {"vis_network": vis, "page_script": own, "page_style": style, "policy": policy}


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
