"""`phahe store`: what a store is, a backup of it, a copy of it in another one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api import console
from api.commands.options import Format, Shape, Store
from api.render.store import copied, info_table
from api.service import opened
from graph.transfer import copy_to

store_commands = typer.Typer(no_args_is_help=True, help="Look at a store as a whole, back it up, copy it into another one.")


@store_commands.command()
def info(shape: Format = Shape.TABLE, store: Store = None) -> None:
    """Show what a store is, where, of which schema, and how much is in it.

    Example: phahe store info --store sqlite:///my.db
    """
    with opened(store) as service:
        answer = service.info()
    if shape is Shape.JSON:
        console.write(answer.to_json())
    else:
        console.show(info_table(answer))


@store_commands.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The new file.", show_default=False)],
    store: Store = None,
) -> None:
    """Write a SQLite store to another file, while others may use it. The copy is a store as any other.

    Example: phahe store backup monday.db
    """
    with opened(store) as service:
        service.store.backup(file.absolute())
    console.say(f"wrote {file} ({file.stat().st_size / 1000:,.0f} kB)")


@store_commands.command()
def copy(
    to: Annotated[str, typer.Option("--to", metavar="URL", help="The store to copy to; it must be empty.", show_default=False)],
    origin: Annotated[
        str | None,
        typer.Option("--from", metavar="URL", help="The store to copy from. Default: that of the other commands.", show_default=False),
    ] = None,
    shape: Format = Shape.TABLE,
) -> None:
    """Copy everything into another store, of whatever kind, and compare counts and export.

    Example: phahe store copy --from sqlite:///my.db --to neo4j://localhost
    """
    with opened(origin) as given:
        counts = given.store.counts()
        try:
            with console.progress("copying", counts["documents"] + counts["sources"]) as tick:
                answer = copy_to(given.store, to, tick, console.say)
        except KeyboardInterrupt:
            console.say("the copy is not whole: throw away what there is of it")
            raise
    if shape is Shape.JSON:
        console.write(answer.to_json())
    else:
        console.show(copied(answer))
