"""Arguments and options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from api.settings import DEFAULT_STORE
from api.vocabulary import use
from graph.answers import Direction
from graph.reading import RELATIONS

FollowedRelation = StrEnum("FollowedRelation", {name.upper(): name for name in RELATIONS})  # type: ignore[misc]  # mypy wants literal members


class Shape(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    JSON = "json"


class ListShape(StrEnum):
    """How a list of records is printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


class TreeShape(StrEnum):
    """How a lineage is printed."""

    TREE = "tree"
    JSON = "json"


def _use_vocabulary(path: str | None) -> str | None:
    if path:
        use(path)
    return path


Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="URL",
        help=f"sqlite:///file.db, neo4j://host, bolt://host or memory:. Default: the variable PHAHE_STORE, else {DEFAULT_STORE}.",
        show_default=False,
    ),
]
Vocabulary = Annotated[
    str | None,
    typer.Option(
        "--vocabulary",
        metavar="FILE",
        envvar="PHAHE_VOCABULARY",
        help="A TOML file of your own types, codes, bodies, provinces and cues.",
        callback=_use_vocabulary,
        show_default=False,
    ),
]
Doc = Annotated[str, typer.Argument(metavar="DOC", help="An id, a number such as 02-NQ/TW, or words of the title.", show_default=False)]
Format = Annotated[Shape, typer.Option("--format", help="A table to read, or JSON for programs.")]
TreeFormat = Annotated[TreeShape, typer.Option("--format", help="A tree to read, or JSON for programs.")]
Depth = Annotated[int | None, typer.Option("--depth", min=0, metavar="N", help="Follow at most N steps.", show_default=False)]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="As it stood at the end of this day, such as 2021-12-31.", show_default=False),
]
Relations = Annotated[
    list[FollowedRelation] | None,
    typer.Option(
        "--relation",
        metavar="RELATION",
        help=f"Follow this relation instead of the usual ones; may be given again. One of {', '.join(RELATIONS)}.",
        show_default=False,
    ),
]
OnlyRelations = Annotated[
    list[FollowedRelation] | None,
    typer.Option(
        "--relation",
        metavar="RELATION",
        help=f"Only edges of this relation; may be given again. One of {', '.join(RELATIONS)}.",
        show_default=False,
    ),
]
Cursor = Annotated[str | None, typer.Option("--cursor", help="`next` of the page before.", show_default=False)]
Paths = Annotated[
    list[str], typer.Argument(metavar="PATH", help="Files and folders; folders with all that lies in them.", show_default=False)
]
Down = Annotated[bool, typer.Option("--down", help="What carries DOC out (the default).", show_default=False)]
Up = Annotated[bool, typer.Option("--up", help="What DOC rests on.", show_default=False)]
Both = Annotated[bool, typer.Option("--both", help="Both directions.", show_default=False)]
Output = Annotated[
    str | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file instead of stdout.", show_default=False)
]


def direction_of(down: bool, up: bool, both: bool) -> Direction:
    """The direction that the three switches ask for."""
    return "both" if both or (up and down) else "up" if up else "down"


def names(relations: list[FollowedRelation] | None) -> list[str] | None:
    """The relations' names; None where none are given."""
    return [relation.value for relation in relations] if relations else None
