"""The commands that make a file of a part of the graph: `export` and `view`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from api.commands.options import Both, Depth, Doc, Down, Output, Relations, Store, Up, direction_of, names
from api.files import write_out
from api.service import opened
from viz.graphml import graphml


class ExportShape(StrEnum):
    """Formats of the whole graph."""

    JSON = "json"
    GRAPHML = "graphml"


class PageLanguage(StrEnum):
    """Languages that a view opens in."""

    VI = "vi"
    EN = "en"


def export(
    shape: Annotated[
        ExportShape, typer.Option("--format", help="JSON, or GraphML for Gephi, yEd, Cytoscape and igraph.")
    ] = ExportShape.JSON,
    output: Output = None,
    store: Store = None,
) -> None:
    """Write the whole graph: equal graphs give equal bytes, whatever store they are in.

    Example: phahe export --format graphml -o graph.graphml
    """
    with opened(store) as service:
        whole = service.export()
        write_out(output, [whole.to_json() if shape is ExportShape.JSON else graphml(whole)])


def view(
    doc: Doc,
    output: Output = None,
    down: Down = False,
    up: Up = False,
    both: Both = False,
    depth: Depth = None,
    relation: Relations = None,
    lang: Annotated[PageLanguage, typer.Option("--lang", help="The page's language.")] = PageLanguage.VI,
    store: Store = None,
) -> None:
    """Write a lineage as one interactive HTML file that opens without network.

    Example: phahe view 02-NQ/TW -o lineage.html
    """
    with opened(store) as service:
        write_out(output, [service.view(doc, direction_of(down, up, both), depth, names(relation), lang.value)])
