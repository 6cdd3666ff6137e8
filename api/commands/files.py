"""The commands that make a file of a part of the graph: `export` and `view`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.commands.options import Both, Depth, Doc, Down, Output, Relations, Store, Up, direction_of, names
from api.console import say
from api.files import write_out
from api.service import opened
from graph.errors import UsageError
from graph.stores.neo4j_csv import ARGUMENTS


class ExportShape(StrEnum):
    """Formats of the whole graph."""

    JSON = "json"
    GRAPHML = "graphml"
    NEO4J_ADMIN = "neo4j-admin"


class PageLanguage(StrEnum):
    """Languages that a view opens in."""

    VI = "vi"
    EN = "en"


def export(
    shape: Annotated[
        ExportShape,
        typer.Option("--format", help="JSON, GraphML for Gephi, yEd, Cytoscape and igraph, or a folder of CSV for neo4j-admin."),
    ] = ExportShape.JSON,
    output: Output = None,
    store: Store = None,
) -> None:
    """Write the whole graph: equal graphs give equal bytes, whatever store they are in.

    Example: phahe export --format graphml -o graph.graphml
    """
    if shape is ExportShape.NEO4J_ADMIN:
        _export_csv(output, store)
        return
    with opened(store) as service:
        write_out(output, service.export_json() if shape is ExportShape.JSON else service.export_graphml())


def _export_csv(output: str | None, store: str | None) -> None:
    if output is None or output == "-":
        raise UsageError("neo4j-admin reads a folder of files; name a new one with -o")
    with opened(store) as service:
        service.write_csv(Path(output))
    say(f"wrote {output}; load it with `neo4j-admin database import full neo4j @{ARGUMENTS}` in that folder, the server stopped")


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
