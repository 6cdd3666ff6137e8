"""`phahe ingest`: files and folders into the store, and a summary of what became of them."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.options import Paths, Store, Vocabulary
from api.console import note, progress, say
from api.exits import Exit
from api.intake import Report, found, prune, take_in
from api.render.card import many
from api.service import opened
from api.settings import store_url


def ingest(
    paths: Paths,
    pruning: Annotated[
        bool, typer.Option("--prune", help="Also take out what came from files under these folders that are gone.", show_default=False)
    ] = False,
    _: Vocabulary = None,
    store: Store = None,
) -> None:
    """Read files and folders (.txt, .md) into the store. Reading again changes nothing; a changed file replaces its old text.

    Example: phahe ingest my-documents --store sqlite:///my.db
    """
    files, report = found(paths)
    if files:  # else no store is made for nothing
        with progress("reading", len(files)) as bar:
            take_in(store_url(store), files, report, bar)
    if pruning:
        with opened(store, create=True) as service:
            prune(service.store, paths, files, report)
    _tell(report)
    if not report.read and not report.pruned:
        raise typer.Exit(Exit.FAILED)
    if report.rejected:
        raise typer.Exit(Exit.REJECTED)


def _tell(report: Report) -> None:
    new, unchanged, replaced = (report.counts[status] for status in ("new", "unchanged", "replaced"))
    nothing = not report.read and not report.rejected
    parts = [
        "there was nothing to read"
        if nothing
        else f"{many(report.read, 'file')} read: {new:,} new, {unchanged:,} unchanged, {replaced:,} replaced"
    ]
    parts += [f"{len(report.rejected):,} rejected"] if report.rejected else []
    parts += [f"{len(report.pruned):,} pruned"] if report.pruned else []
    for error in report.rejected:
        say(f"rejected: {error}", "red")
    note("skipped", [f"{skipped.path}: {skipped.reason}" for skipped in report.skipped])
    note("no citations", report.uncited)
    note("pruned", report.pruned)
    say("; ".join(parts), "bold")
