"""The terminal: data to stdout, messages to stderr, and nothing in a document's text may drive it."""

from __future__ import annotations

import logging
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

PIPED_WIDTH = 100
"""Columns where stdout is no terminal and `COLUMNS` says nothing."""


NOTED = 5
"""Items that a summary names for each kind of note; rejected inputs are all named."""


def plain(text: str) -> str:
    """`text` on one line without control and formatting characters, so that it can neither move the cursor nor turn the writing round."""
    harmless = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    return " ".join(harmless.split())


def out() -> Console:
    """The console for data. Made anew for each command, since the width may change and tests exchange `sys.stdout`."""
    width = None if sys.stdout.isatty() or os.environ.get("COLUMNS") else PIPED_WIDTH
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False, width=width)


def err() -> Console:
    """The console for messages and progress; long lines are left to the terminal to wrap."""
    return Console(file=sys.stderr, highlight=False, markup=False, emoji=False, soft_wrap=True)


def say(message: str, style: str = "", *, indent: int = 0) -> None:
    """One line on stderr."""
    err().print(Text(" " * indent + plain(message), style=style))


def note(what: str, items: Sequence[str]) -> None:
    """A line on stderr for each of the first items, and how many more there are."""
    for item in items[:NOTED]:
        say(f"{what}: {item}")
    if len(items) > NOTED:
        say(f"{what}: {len(items) - NOTED:,} more")


def drawn(picture: RenderableType) -> str:
    """A table or tree as it goes to stdout, without the blanks that would fill its lines up."""
    console = out()
    with console.capture() as captured:
        console.print(picture)
    return "".join(line.rstrip() + "\n" for line in captured.get().splitlines())


def show(picture: RenderableType) -> None:
    """A table or tree to stdout."""
    write(drawn(picture))


class Bar:
    """A bar on stderr: called, it moves on by one."""

    def __init__(self, drawn: Progress, verb: str, total: int) -> None:
        self._drawn, self._task = drawn, drawn.add_task(verb, total=total)

    def __call__(self) -> None:
        self._drawn.advance(self._task)

    def phase(self, verb: str, total: int | None) -> Callable[[int], None]:
        """Begin anew with other work, of which there is so much, if that is known; what is returned moves the bar on."""
        self._drawn.remove_task(self._task)
        self._task = task = self._drawn.add_task(verb, total=total)
        return lambda more: self._drawn.advance(task, more)


@contextmanager
def progress(verb: str, total: int) -> Iterator[Bar]:
    """A bar for long work; nothing where stderr is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = err()
    disable = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=disable, redirect_stdout=False) as drawn:
        yield Bar(drawn, verb, total)


def write(data: str) -> None:
    """Data as it is, to stdout."""
    sys.stdout.write(data)


def speak_utf8() -> None:
    """Make both streams UTF-8 with plain line feeds, whatever the locale: JSON is UTF-8 by contract, and Vietnamese needs it.

    A lone surrogate (a file name that is not UTF-8) is written as `\\udc80`, which JSON reads back as itself.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def quiet() -> None:
    """Keep libraries from writing to stderr on their own: what concerns the user, errors tell in one line."""
    logging.getLogger().addHandler(logging.NullHandler())
