"""`phahe review` and `phahe why`: what a person should look at, side by side with the words, and every reason for and against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import typer

from api import console
from api.commands.judge import By, said
from api.commands.options import Cursor, Doc, Format, Shape, Store
from api.render.card import many
from api.render.review import doubt_card, doubt_table, why_card
from api.service import Service, opened
from graph import judging
from graph.answers import Doubt
from graph.corpus import Corpus
from graph.errors import AmbiguousDocument, UnknownDocument
from graph.judgements import Judgement, Said
from graph.queue import KINDS

DoubtName = StrEnum("DoubtName", {kind.upper(): kind for kind in KINDS})  # type: ignore[misc]  # mypy wants literal members

Kinds = Annotated[
    list[DoubtName] | None,
    typer.Option(
        "--kind", metavar="KIND", help=f"Only this kind of doubt; may be given again. One of {', '.join(KINDS)}.", show_default=False
    ),
]
REASON = "reviewed"


def review(
    kind: Kinds = None,
    listing: Annotated[bool, typer.Option("--list", help="Print the queue and ask nothing.", show_default=False)] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="Look at the first N doubts.")] = 100,
    cursor: Cursor = None,
    by: By = None,
    shape: Format = Shape.TABLE,
    store: Store = None,
) -> None:
    """Walk through what is doubtful, with the evidence: accept, reject, skip, undo.

    Example: phahe review --kind suspect, or for programs: phahe review --list --format json
    """
    with opened(store) as service:
        queue = service.queue([one.value for one in kind or ()], limit, cursor)
        if shape is Shape.JSON:
            console.write(queue.to_json())
        elif listing:
            console.show(doubt_table(queue))
        else:
            _Walk(service, by).through(queue.doubts, queue.total)


def why(
    a: Doc,
    b: Annotated[str | None, typer.Argument(metavar="B", help="Another document.", show_default=False)] = None,
    shape: Format = Shape.TABLE,
    store: Store = None,
) -> None:
    """Show every reason for and against two documents being one; with one document, what it is known by.

    Example: phahe why 21-NQ/TW 02-NQ/TW
    """
    with opened(store) as service:
        answer = service.why(a, b)
        if shape is Shape.JSON:
            console.write(answer.to_json())
        else:
            console.show(why_card(answer))


class _Walk:
    """One person's way through the queue."""

    def __init__(self, service: Service, by: str | None) -> None:
        self._service = service
        self._by = by
        self._done: list[tuple[Judgement, int]] = []
        """What was judged, and at which place of the queue."""

    def through(self, doubts: list[Doubt], total: int) -> None:
        position = 0
        while position < len(doubts):
            doubt = doubts[position]
            console.show(doubt_card(doubt, position + 1, total, self._service.known(_ids(doubt))))
            answer = typer.prompt(_choices(doubt), default="s", show_default=False).strip().lower()
            if answer == "q":
                break
            if answer == "u":
                position = self._undo(position)
                continue
            judge = _verdict(doubt, answer)
            if judge is not None:
                try:
                    self._judge(position, lambda reason, judge=judge: judge(self._service, reason))  # type: ignore[misc]  # bound now, called now
                except (AmbiguousDocument, UnknownDocument) as error:
                    console.say(f"passed over, since a judgement before it has changed it: {error}")
            elif answer != "s":
                console.say(f"“{answer}” is none of the answers")
                continue
            position += 1
        console.say(f"judged {many(len(self._done), 'doubt')}; `phahe judge list` shows what was decided")

    def _judge(self, position: int, decide: Callable[[Said], Judgement]) -> None:
        reason = typer.prompt("Why", default=REASON).strip() or REASON
        judgement = decide(said(self._by, reason))
        Corpus(self._service.store).judge([judgement])
        self._done.append((judgement, position))

    def _undo(self, position: int) -> int:
        """Take the last judgement back; the place of the doubt that it decided."""
        if not self._done:
            console.say("nothing was judged yet")
            return position
        judgement, decided = self._done.pop()
        Corpus(self._service.store).judge([replace(judgement, withdrawn=said(self._by, "undone in the review"))])
        return decided


def _choices(doubt: Doubt) -> str:
    match doubt.kind:
        case "suspect":
            return "[a]ccept: it is a misprint  [r]eject: two documents  [s]kip  [u]ndo  [q]uit"
        case "duplicate":
            return "[a]ccept: one document  [r]eject: two documents  [s]kip  [u]ndo  [q]uit"
        case "ambiguous":
            numbers = f"[1–{len(doubt.candidates)}] it means that one  " if doubt.candidates else ""
            return f"{numbers}[n]o citation  [s]kip  [u]ndo  [q]uit"
        case _:
            return "[s]kip  [u]ndo  [q]uit"


def _verdict(doubt: Doubt, answer: str) -> Callable[[Service, Said], Judgement] | None:
    """What an answer decides; None where it decides nothing."""
    if doubt.kind in ("suspect", "duplicate") and doubt.likely is not None and answer in ("a", "r"):
        accepted = judging.misprint if doubt.kind == "suspect" else judging.same
        likely, decide = doubt.likely, accepted if answer == "a" else judging.different
        return lambda service, reason: decide(service.store, service.key(doubt.document), service.key(likely), reason)
    if doubt.kind == "ambiguous" and doubt.source is not None and doubt.quote is not None:
        source, quote = doubt.source, doubt.quote
        if answer == "n":
            return lambda service, reason: judging.not_a_citation(service.store, source, quote, reason)
        if answer.isdecimal() and 1 <= int(answer) <= len(doubt.candidates):
            meant = doubt.candidates[int(answer) - 1].id
            return lambda service, reason: judging.means(service.store, source, quote, service.key(meant), reason)
    return None


def _ids(doubt: Doubt) -> set[str]:
    ids = {doubt.document, *(candidate.id for candidate in doubt.candidates), *(piece.document for piece in doubt.evidence)}
    return ids | ({doubt.likely} if doubt.likely else set())
