"""A second process that writes what sources say, while the first one goes on reading and deciding.

Rows go to it through a pipe, in portions; it works out prints and makes the indexes too. It reads only its pipe and writes only
the file that it is given. It ends with its pipe, so that none is left behind by whatever ends the first.
"""

from __future__ import annotations

import marshal
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import IO

from graph.stores.sqlite_new import SourceRows, SqliteFiller

_LENGTH = 8
_DONE = b"done"
"""What it says when all is written: an end without it is none, whatever the code, as when `sys.executable` is another program."""


def has_second_core() -> bool:
    """Whether two processes can run at once."""
    return len(os.sched_getaffinity(0)) > 1 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) > 1


class FillerBeside:
    """What a `SqliteFiller` does with sources, done by another process. Raises what that would raise, if not at once."""

    def __init__(self, path: Path) -> None:
        self.process = subprocess.Popen(  # noqa: S603  # this program itself
            [sys.executable, "-P", "-m", __name__, str(path)],  # -P: what lies in the working folder is none of ours
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(folder or "." for folder in sys.path)},
            start_new_session=True,  # what Ctrl-C does is for the first process to decide
        )
        self._rows: IO[bytes] = self.process.stdin  # type: ignore[assignment]  # asked for above
        self._told: IO[bytes] = self.process.stdout  # type: ignore[assignment]  # same

    def source_rows(self, rows: SourceRows) -> None:
        self._send(marshal.dumps(rows))

    def end_sources(self) -> None:
        """Return when all is written."""
        self._send(b"")
        if (told := self._last_words()) != _DONE:
            raise self._failure(told)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        for end in (self._rows, self._told):
            with suppress(BrokenPipeError):  # what was left to say to it
                end.close()

    def _send(self, portion: bytes) -> None:
        try:
            self._rows.write(len(portion).to_bytes(_LENGTH, "big"))
            self._rows.write(portion)
            self._rows.flush()
        except BrokenPipeError:
            raise self._failure(self._last_words()) from None

    def _last_words(self) -> bytes:
        """What it said, once it has ended."""
        told = self._told.read()
        self.process.wait()
        return told

    def _failure(self, told: bytes) -> sqlite3.Error:
        try:
            name, message = marshal.loads(told)  # noqa: S302  # from this program itself
        except (EOFError, TypeError, ValueError):
            return sqlite3.OperationalError(f"the process that writes the file ended early (code {self.process.returncode}); try again")
        error = sqlite3.DatabaseError(message)
        error.sqlite_errorname = name
        return error


def main() -> None:
    """Fill the file that the command line names with the rows that come in; say on the standard output that it is done, or what SQLite
    refuses.
    """
    try:
        with suppress(EOFError):  # the first process is no more, and nobody wants the file
            _fill(Path(sys.argv[1]), sys.stdin.buffer)
            _tell(_DONE)
    except sqlite3.Error as error:
        _tell(marshal.dumps((getattr(error, "sqlite_errorname", ""), str(error))))
        sys.exit(1)


def _tell(words: bytes) -> None:
    with suppress(BrokenPipeError):  # likewise
        os.write(sys.stdout.fileno(), words)


def _fill(path: Path, portions: IO[bytes]) -> None:
    with closing(SqliteFiller(path)) as filler:
        while (portion := _received(portions)) != b"":
            filler.source_rows(marshal.loads(portion))  # noqa: S302  # from this program itself
        filler.end_sources()


def _received(stream: IO[bytes]) -> bytes:
    length = stream.read(_LENGTH)
    portion = stream.read(int.from_bytes(length, "big"))
    if len(length) < _LENGTH or len(portion) < int.from_bytes(length, "big"):
        raise EOFError
    return portion


if __name__ == "__main__":
    main()
