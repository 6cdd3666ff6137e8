"""How the command line ends: one clear line for every failure, and an exit code that scripts can rely on."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import suppress
from enum import IntEnum
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from api.console import plain, say
from graph.errors import AmbiguousDocument, PhaHeError, UsageError


class Exit(IntEnum):
    """What a command's exit code says."""

    DONE = 0
    FAILED = 1
    """An unknown document, nothing readable, a store that cannot be used."""
    USAGE = 2
    """Wrong usage, or the document asked for is ambiguous."""
    REJECTED = 3
    """Done, but some inputs were rejected."""
    INTERRUPTED = 130
    """Stopped from the keyboard, as shells count it."""


class GuardedGroup(TyperGroup):
    """Commands whose errors end in one line on stderr, never in a traceback."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - the context's class is private to typer
        """Run the command; say what went wrong and exit, if something did."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()  # so that a full disk or a closed pipe is noticed here, not while the interpreter goes down
            return result
        except PhaHeError as error:
            raise typer.Exit(_explain(error)) from None
        except KeyboardInterrupt:
            say("phahe: interrupted; what was finished is kept")
            raise typer.Exit(Exit.INTERRUPTED) from None
        except BrokenPipeError:
            _discard_stdout()
            raise typer.Exit(Exit.FAILED) from None
        except OSError as error:
            say(f"phahe: {_os_message(error)}", "red")
            if _stdout_is_broken():
                _discard_stdout()
            raise typer.Exit(Exit.FAILED) from None
        except Exception as error:
            if isinstance(error, typer.Abort) or hasattr(error, "exit_code"):
                raise  # wrong usage and exits, which typer itself reports
            say(f"phahe: internal error, please report it: {_where(error)}: {type(error).__name__}: {error}", "red")
            raise typer.Exit(Exit.FAILED) from None


def _explain(error: PhaHeError) -> Exit:
    say(f"phahe: {error}", "red")
    if isinstance(error, AmbiguousDocument):
        for candidate in error.candidates:
            say(candidate, indent=2)
        return Exit.USAGE
    return Exit.USAGE if isinstance(error, UsageError) else Exit.FAILED


def _os_message(error: OSError) -> str:
    reason = error.strerror or str(error) or type(error).__name__
    return f"{plain(str(error.filename))}: {reason}" if error.filename is not None else reason


def _where(error: Exception) -> str:
    """File and line of the innermost frame."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"


def _stdout_is_broken() -> bool:
    try:
        sys.stdout.flush()
    except OSError:
        return True
    return False


def _discard_stdout() -> None:
    """Send what is still buffered nowhere, or the interpreter complains about it at its end."""
    with suppress(OSError, ValueError):  # a stdout without a descriptor buffers nothing
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
