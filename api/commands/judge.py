"""`phahe judge`: what people decide, said by scripts or by hand, shared as JSON lines, and taken back."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from api import console
from api.commands.options import Doc, ListShape, Output, Store
from api.files import write_out
from api.intake import known_as
from api.render.card import many
from api.render.judgements import judgement_table
from api.service import Service, opened
from graph import judging
from graph.corpus import Corpus
from graph.errors import InputError, PhaHeError, UsageError
from graph.judgements import Judgement, Said, from_lines, to_line, to_object

judge_commands = typer.Typer(
    no_args_is_help=True,
    help="Decide what is the same document, a misprint, or no citation; see, share and take back what was decided.",
)

REVIEWER = "PHAHE_REVIEWER"

Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="What it is decided by, for those who come later.", show_default=False)]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help=f"Who decides. Default: the variable {REVIEWER}, else your login name.", show_default=False),
]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="The other document.", show_default=False)]
Text = Annotated[
    str,
    typer.Argument(metavar="TEXT", help="The citing text: the path of an ingested file, a SHA-256, or its document.", show_default=False),
]
Quote = Annotated[
    str, typer.Argument(metavar="QUOTE", help="The citation's words, exactly as `phahe show` gives them.", show_default=False)
]


@judge_commands.command()
def same(doc: Doc, other: Other, why: Why, by: By = None, store: Store = None) -> None:
    """The two are one document, both rightly named: a law by its name and by its number.

    Example: phahe judge same "Luật Công đoàn 2012" 12/2012/QH13 --why "the Gazette"
    """
    _judge(store, lambda s: judging.same(s.store, s.key(doc), s.key(other), said(by, why)))


@judge_commands.command()
def misprint(doc: Doc, other: Other, why: Why, by: By = None, store: Store = None) -> None:
    """DOC is OTHER, wrongly named: all that is said of DOC is said of OTHER.

    Example: phahe judge misprint 21-NQ/TW 02-NQ/TW --why "same day and title; 21 is the programme's number"
    """
    _judge(store, lambda s: judging.misprint(s.store, s.key(doc), s.key(other), said(by, why)))


@judge_commands.command()
def different(doc: Doc, other: Other, why: Why, by: By = None, store: Store = None) -> None:
    """DOC and OTHER are two documents, however alike; DOC twice parts its texts.

    Example: phahe judge different 435/QĐ-UBND 436/QĐ-UBND --why "two appointments of one day"
    """
    _judge(store, lambda s: judging.different(s.store, s.key(doc), s.key(other), said(by, why)))


@judge_commands.command()
def means(text: Text, quote: Quote, doc: Doc, why: Why, by: By = None, store: Store = None) -> None:
    """What TEXT says in the words QUOTE is a citation of DOC, whatever it calls it.

    Example: phahe judge means letter.txt "Kế hoạch số 65-KH/TU" vn/kon-tum/tinh-uy/ke-hoach/2021-11-03/65-kh.tu --why "its own province"
    """
    _judge(store, lambda s: judging.means(s.store, source_of(s, text), quote, s.key(doc), said(by, why)))


@judge_commands.command()
def not_a_citation(text: Text, quote: Quote, why: Why, by: By = None, store: Store = None) -> None:
    """What TEXT says in the words QUOTE cites nothing.

    Example: phahe judge not-a-citation letter.txt "15/HĐ-XD" --why "a contract"
    """
    _judge(store, lambda s: judging.not_a_citation(s.store, source_of(s, text), quote, said(by, why)))


@judge_commands.command()
def undo(
    judgement: Annotated[str, typer.Argument(metavar="ID", help="The judgement, or the beginning of its id.", show_default=False)],
    why: Why,
    by: By = None,
    store: Store = None,
) -> None:
    """Take a judgement back. It stays in the list, with who took it back and why.

    Example: phahe judge undo 3f0a --why "the original says otherwise"
    """
    with opened(store) as service:
        found = [one for one in service.store.judgements() if one.id.startswith(judgement.lower())]
        if not judgement:
            raise UsageError("which judgement? Give its id; `phahe judge list` has it")
        if len(found) != 1:
            raise PhaHeError(f"“{judgement}” is the beginning of {many(len(found), 'judgement')}; `phahe judge list --all` has their ids")
        if found[0].withdrawn is not None:
            raise PhaHeError(f"{found[0].id} was taken back already, by {found[0].withdrawn.who}")
        Corpus(service.store).judge([replace(found[0], withdrawn=said(by, why))])
        console.say(f"took back {found[0].id}")


@judge_commands.command(name="list")
def list_(
    everything: Annotated[bool, typer.Option("--all", help="Also those that were taken back.", show_default=False)] = False,
    shape: Annotated[
        ListShape, typer.Option("--format", help="A table; JSON, a list; or JSON Lines, as `export` writes them.")
    ] = ListShape.TABLE,
    store: Store = None,
) -> None:
    """Show what was decided, the latest first.

    Example: phahe judge list --all
    """
    with opened(store) as service:
        kept = [one for one in service.store.judgements() if everything or one.withdrawn is None]
    shown = sorted(kept, key=lambda one: (one.said.when, one.id), reverse=True)
    if shape is ListShape.TABLE:
        console.show(judgement_table(shown))
    elif shape is ListShape.JSONL:
        console.write("".join(to_line(one) + "\n" for one in shown))
    else:
        console.write(json.dumps([to_object(one) for one in shown], ensure_ascii=False, indent=2) + "\n")


@judge_commands.command()
def export(output: Output = None, store: Store = None) -> None:
    """Write all judgements as JSON lines, also those that were taken back.

    Example: phahe judge export -o ours.jsonl
    """
    with opened(store) as service:
        write_out(output, [to_line(judgement) + "\n" for judgement in service.store.judgements()])


@judge_commands.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `phahe judge export` wrote.", show_default=False)],
    store: Store = None,
) -> None:
    """Take others' judgements in, and what they took back. What is known already changes nothing.

    Example: phahe judge import theirs.jsonl
    """
    with opened(store) as service:
        try:
            given = list(from_lines(file.read_text("utf-8-sig").split("\n"), str(file)))
        except OSError as error:
            raise InputError(str(file), f"it cannot be read ({error.strerror}); name a file that `phahe judge export` wrote") from error
        except UnicodeDecodeError as error:
            raise InputError(str(file), "this is not UTF-8; judgements are JSON lines in UTF-8") from error
        new = Corpus(service.store).judge(given)
        console.say(f"read {many(len(given), 'judgement')}, {new} of them new")


def said(by: str | None, why: str) -> Said:
    """Who decides, now, and why. Raises UsageError if there is no reason, or nobody to name."""
    if not why.strip():
        raise UsageError("a judgement needs a reason: say with --why what it is decided by")
    who = by or os.environ.get(REVIEWER) or _login()
    return Said(who, datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"), why.strip())


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise UsageError(f"nobody is logged in here by name: say who decides with --by or {REVIEWER}") from error


def source_of(service: Service, text: str) -> str:
    """The SHA-256 of the text that is meant by path, hash or document."""
    for at_path in service.store.sources_at([known_as(text)]).values():
        return at_path
    if service.store.stored([text.lower()]):
        return text.lower()
    shown = service.show(text)
    if len(shown.sources) != 1:
        message = "several texts of it are held: name one by its path or SHA-256" if shown.sources else "no text of it is held"
        raise UsageError(f"{shown.document.id}: {message}")
    return shown.sources[0].sha256


def _judge(store: str | None, decide: Callable[[Service], Judgement]) -> None:
    with opened(store) as service:
        judgement = decide(service)
        Corpus(service.store).judge([judgement])
        console.say(f"judged {judgement.kind}: {judgement.id}; `phahe judge undo {judgement.id}` takes it back")
