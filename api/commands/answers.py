"""The commands that ask a store: each prints one answer, as a picture for people or as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Annotated

import typer

from api import console
from api.commands.options import (
    AsOf,
    Both,
    Cursor,
    Depth,
    Doc,
    Down,
    Format,
    OnlyRelations,
    Relations,
    Shape,
    Store,
    TreeFormat,
    TreeShape,
    Up,
    direction_of,
    names,
)
from api.exits import Exit
from api.render.coverage import coverage_table, places_table
from api.render.detail import detail
from api.render.lineage import lineage_tree
from api.render.tables import check_table, documents, edges_table, stats_table, way
from api.service import opened
from graph.answers import Answer, DocumentDetail, Edge
from graph.errors import UsageError


def show(doc: Doc, as_of: AsOf = None, shape: Format = Shape.TABLE, store: Store = None) -> None:
    """Show everything known of one document: texts, edges with all their words, mentions.

    Example: phahe show 655/QĐ-TTg
    """
    with opened(store) as service:
        answer = service.show(doc, as_of)
        if not _as_json(answer, shape):
            console.show(detail(answer, service.known(_named(answer))))


def search(
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="Words or a number; diacritics are optional.", show_default=False)],
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="Documents to show.")] = 20,
    shape: Format = Shape.TABLE,
    store: Store = None,
) -> None:
    """Find documents by number, words of the title, type, issuer, place or date.

    Example: phahe search nghi quyet 02
    """
    with opened(store) as service:
        answer = service.search(" ".join(text), limit)
        if not _as_json(answer, shape):
            console.show(documents(answer))


def lineage(
    doc: Doc,
    down: Down = False,
    up: Up = False,
    both: Both = False,
    depth: Depth = None,
    relation: Relations = None,
    as_of: AsOf = None,
    shape: TreeFormat = TreeShape.TREE,
    store: Store = None,
) -> None:
    """Show what carries a document out, step by step, with the words that say so; or what it rests on.

    Examples: phahe lineage 02-NQ/TW · phahe lineage 7216/UBND-KGVX --up --depth 2
    """
    with opened(store) as service:
        answer = service.lineage(doc, direction_of(down, up, both), depth, names(relation), as_of)
        if not _as_json(answer, shape):
            console.show(lineage_tree(answer, service.known(_quoted(answer.edges))))


def coverage(
    doc: Doc,
    by_place: Annotated[bool, typer.Option("--by-place", help="Count documents instead of listing them.", show_default=False)] = False,
    relation: Relations = None,
    as_of: AsOf = None,
    shape: Format = Shape.TABLE,
    store: Store = None,
) -> None:
    """Show which provinces and bodies carry a document out, when, how late, and which are missing.

    Examples: phahe coverage 02-NQ/TW · phahe coverage 02-NQ/TW --by-place
    """
    with opened(store) as service:
        if by_place and as_of is not None:
            raise UsageError("--by-place counts what is known today; take --as-of without it")
        if by_place:
            counted = service.coverage_by_place(doc, names(relation))
            if not _as_json(counted, shape):
                console.show(places_table(counted, service.known([counted.root])))
            return
        answer = service.coverage(doc, names(relation), as_of)
        if not _as_json(answer, shape):
            ids = {answer.root, *(row.document for row in answer.rows), *chain.from_iterable(row.via for row in answer.rows)}
            console.show(coverage_table(answer, service.known(ids)))


def edges(
    doc: Doc,
    out: Annotated[bool, typer.Option("--out", help="Edges out of DOC, not into it.", show_default=False)] = False,
    relation: OnlyRelations = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="Edges to show.")] = 100,
    cursor: Cursor = None,
    shape: Format = Shape.TABLE,
    store: Store = None,
) -> None:
    """Count what cites a document, or what it cites, and show a page of it.

    Example: phahe edges 02-NQ/TW --limit 20
    """
    with opened(store) as service:
        answer = service.edges(doc, "out" if out else "in", names(relation), limit, cursor)
        if not _as_json(answer, shape):
            ends = {end for edge in answer.edges for end in (edge.source, edge.target)}
            console.show(edges_table(answer, service.known({answer.document, *ends, *_quoted(answer.edges)})))


def path(
    a: Annotated[str, typer.Argument(metavar="A", help="A document: id, number or words.", show_default=False)],
    b: Annotated[str, typer.Argument(metavar="B", help="Another one.", show_default=False)],
    shape: Format = Shape.TABLE,
    store: Store = None,
) -> None:
    """Show a shortest way between two documents, whatever the edges' direction.

    Example: phahe path 7216/UBND-KGVX 02-NQ/TW
    """
    with opened(store) as service:
        answer = service.path(a, b)
        if not _as_json(answer, shape):
            console.show(way(answer))


def stats(shape: Format = Shape.TABLE, store: Store = None) -> None:
    """Count what the store holds."""
    with opened(store) as service:
        answer = service.stats()
        if not _as_json(answer, shape):
            console.show(stats_table(answer))


def check(
    deep: Annotated[
        bool, typer.Option("--deep", help="Also derive the graph anew from what was read, and compare.", show_default=False)
    ] = False,
    shape: Format = Shape.TABLE,
    store: Store = None,
) -> None:
    """Check that the store is undamaged and that the graph is what its sources give; exit code 1 if it is not."""
    with opened(store) as service:
        answer = service.check(deep=deep)
        if not _as_json(answer, shape):
            console.show(check_table(answer))
    if not answer.ok:
        raise typer.Exit(Exit.FAILED)


def _as_json(answer: Answer, shape: Shape | TreeShape) -> bool:
    """Print the answer as JSON, if that is what was asked for."""
    if shape.value == Shape.JSON.value:
        console.write(answer.to_json())
    return shape.value == Shape.JSON.value


def _named(shown: DocumentDetail) -> set[str]:
    """Every document that a detail names."""
    ends = {end for edge in shown.edges for end in (edge.source, edge.target)}
    return ends | _quoted(shown.edges) | {mention.document for mention in shown.mentions}


def _quoted(edges: Iterable[Edge]) -> set[str]:
    """Every document whose words prove an edge."""
    return {piece.document for edge in edges for piece in edge.evidence}
