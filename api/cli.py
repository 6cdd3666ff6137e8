"""The command line `phahe`: its commands, and nothing else; what they do stands in `api.commands`."""

from __future__ import annotations

from typing import Annotated

import typer

from api.about import program_version
from api.commands import answers, files
from api.commands.cite import cite
from api.commands.ingest import ingest
from api.commands.judge import judge_commands
from api.commands.remove import remove
from api.commands.review import review, why
from api.commands.serve import serve
from api.commands.store import store_commands
from api.console import quiet, speak_utf8, write
from api.exits import GuardedGroup
from api.settings import Settings
from api.vocabulary import use

app = typer.Typer(
    name="phahe",
    cls=GuardedGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

READ, ASK, JUDGE, KEEP = "Read documents", "Ask the graph", "Correct the graph", "Use the graph elsewhere"

for _panel, _commands in {
    READ: (ingest, cite, remove),
    ASK: (answers.lineage, answers.coverage, answers.show, answers.search, answers.edges, answers.path, answers.stats, answers.check),
    JUDGE: (review, why),
    KEEP: (files.view, files.export, serve),
}.items():
    for _command in _commands:
        app.command(rich_help_panel=_panel)(_command)
app.add_typer(judge_commands, name="judge", rich_help_panel=JUDGE)
app.add_typer(store_commands, name="store", rich_help_panel=KEEP)


def _version(asked: bool) -> None:
    if asked:
        write(f"phahe {program_version()}\n")
        raise typer.Exit


@app.callback()
def phahe(
    context: typer.Context,
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.", show_default=False)] = False,
) -> None:
    """Phả Hệ builds the lineage of Vietnamese administrative documents from what the documents themselves say.

    Example: phahe ingest my-folder, then: phahe lineage 02-NQ/TW, phahe coverage 02-NQ/TW, phahe view 02-NQ/TW -o lineage.html

    Exit codes: 0 done; 1 failed; 2 wrong usage, or the document asked for is ambiguous; 3 done, but some inputs were rejected.
    """
    if context.invoked_subcommand not in {"cite", "ingest", "serve"} and (vocabulary := Settings().vocabulary):
        use(vocabulary)  # those three have an option for it


def main() -> None:
    """Entry point of the command `phahe`."""
    speak_utf8()
    quiet()
    app()


if __name__ == "__main__":
    main()
