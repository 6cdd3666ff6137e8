"""`phahe cite`: what texts cite, without a store."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from api import console
from api.citations import Cited
from api.commands.options import ListShape, Output, Paths, Vocabulary
from api.exits import Exit
from api.files import utf8_name, write_out
from api.render.tables import cited_table
from api.service import cite as cite_text
from graph.errors import InputError
from ingest.encodings import decode
from ingest.sources import File, Skipped, find, load

STDIN = "-"


def cite(
    paths: Paths,
    shape: Annotated[
        ListShape,
        typer.Option("--format", help="A table; JSON (an object for one file or -, else a list); or JSON Lines, an object for each file."),
    ] = ListShape.TABLE,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why: the rule that read each citation and relation, and what in the text it rests on.")
    ] = False,
    _: Vocabulary = None,
    output: Output = None,
) -> None:
    """Print what texts cite and which relations they state, without a store. PATH may be - for standard input.

    Examples: phahe cite letter.txt · phahe cite my-documents --format jsonl -o citations.jsonl · phahe cite letter.txt --explain
    """
    rejected: list[InputError] = []
    skipped: list[Skipped] = []
    answers = _answers(paths, rejected, skipped, why=explain)
    first = next(answers, None)
    if first is None:
        _note(skipped)
        console.say("there was nothing to read", "bold")
        raise typer.Exit(Exit.FAILED)
    _print(chain([first], answers), shape, output, single=len(paths) == 1 and not Path(paths[0]).is_dir())
    _note(skipped)
    if rejected:
        raise typer.Exit(Exit.REJECTED)


def _note(skipped: Sequence[Skipped]) -> None:
    console.note("skipped", [f"{one.path}: {one.reason}" for one in skipped])


def _answers(paths: Sequence[str], rejected: list[InputError], skipped: list[Skipped], *, why: bool) -> Iterator[Cited]:
    """What each text cites, in the order of the paths; inputs that cannot be read are told and kept in `rejected`."""
    for path in paths:
        for one in [STDIN] if path == STDIN else find([path]):
            try:
                if isinstance(one, InputError):
                    raise one
                if isinstance(one, File):
                    yield cite_text(utf8_name(one.name), load(one.path, one.name).text, why=why)
                elif isinstance(one, Skipped):
                    skipped.append(one)
                else:
                    yield cite_text(None, _standard_input(), why=why)
            except InputError as error:
                console.say(f"rejected: {error}", "red")
                rejected.append(error)


def _standard_input() -> str:
    text = decode(sys.stdin.buffer.read(), "standard input")
    if not text.strip():
        raise InputError("standard input", "it is empty: there is no text to read")
    return text


def _print(answers: Iterable[Cited], shape: ListShape, output: str | None, *, single: bool) -> None:
    """One answer after the other, as soon as it is there."""
    if shape is ListShape.JSONL:
        write_out(output, (answer.to_line() for answer in answers))
    elif shape is ListShape.TABLE:
        write_out(output, (("\n" if index else "") + console.drawn(cited_table(answer)) for index, answer in enumerate(answers)))
    elif single:
        write_out(output, (answer.to_json() for answer in answers))
    else:
        write_out(output, _json_list(answers))


def _json_list(answers: Iterable[Cited]) -> Iterator[str]:
    for index, answer in enumerate(answers):
        yield (",\n" if index else "[\n") + answer.to_json().rstrip("\n")
    yield "\n]\n"
