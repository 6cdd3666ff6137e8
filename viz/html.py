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
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from pyvis.edge import Edge as VisEdge  # type: ignore[import-untyped]  # pyvis ships no types
from pyvis.network import Network  # type: ignore[import-untyped]  # pyvis ships no types
from pyvis.node import Node as VisNode  # type: ignore[import-untyped]  # pyvis ships no types

from graph.answers import Edge, Lineage
from viz.layered import CARD_HEIGHT, CARD_WIDTH, layered
from viz.words import Language, words

_VIS_NETWORK = "lib/vis-9.1.2/vis-network.min.js"
_SCRIPTS = ("facts.js", "cards.js", "details.js", "table.js", "masthead.js", "graph.js", "search.js", "page.js")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)

_MANY = 500
"""From so many nodes on, edges are straight and hidden while the canvas moves: 34 frames a second at 5,000 instead of 7."""


def lineage_html(lineage: Lineage, *, title: str, lang: Language = "vi") -> str:
    """The page, to be written as UTF-8. `title` names it in the browser's tab; `lang` is what it opens in.

    Every edge's ends are among the lineage's nodes.
    """
    network = Network(directed=True, heading=title)
    # Not `add_node` and `add_edge`: they search a list of all nodes each time.
    network.nodes = _nodes(lineage)
    network.edges = _edges(lineage)
    network.set_options(json.dumps(_options(len(lineage.nodes))))
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


def _nodes(lineage: Lineage) -> list[dict[str, Any]]:
    right, down = layered(lineage, "right"), layered(lineage, "down")
    return [
        VisNode(
            node.id,
            "custom",
            node.number or node.id,
            x=right[node.id].x,
            y=right[node.id].y,
            level=right[node.id].level,
            down={"x": down[node.id].x, "y": down[node.id].y},
            facts=node.model_dump(mode="json"),
        ).options
        for node in lineage.nodes
    ]


def _edges(lineage: Lineage) -> list[dict[str, Any]]:
    bends = _bends(lineage.edges)
    return [
        VisEdge(edge.source, edge.target, True, id=f"e{i}", bend=bend, facts=edge.model_dump(mode="json")).options
        for i, (edge, bend) in enumerate(zip(lineage.edges, bends, strict=True))
    ]


def _bends(edges: list[Edge]) -> list[int]:
    """How far each edge keeps from the straight way: 0 for the first between two documents, then 1, 2 …

    A bend is to one side of an edge's own direction, so that edges in opposite directions part too.
    """
    seen: Counter[frozenset[str]] = Counter()
    bends = []
    for edge in edges:
        pair = frozenset((edge.source, edge.target))
        bends.append(seen[pair])
        seen[pair] += 1
    return bends


def _options(nodes: int) -> dict[str, Any]:
    """Options of vis-network. No value may hold a space: pyvis takes spaces out."""
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "dragNodes": False,
            "hover": nodes <= _MANY,
            "hideEdgesOnDrag": nodes > _MANY,
            "hideEdgesOnZoom": nodes > _MANY,
            "selectConnectedEdges": False,
        },
        "edges": {"smooth": nodes <= _MANY, "arrows": {"to": {"enabled": True, "scaleFactor": 0.75}}},
    }


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
