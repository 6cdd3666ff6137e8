"""Writing results: to stdout, or whole to a file, so that a failure leaves no half of one behind."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from api.console import say, write


def utf8_name(path: str | os.PathLike[str]) -> str:
    """A path as text that can be kept and printed: bytes that are no UTF-8 are written out, as `\\xfd`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def write_out(output: str | None, pieces: Iterable[str]) -> None:
    """The pieces to the file `output`, as UTF-8 with plain line feeds; to stdout for None and `-`. A line on stderr names the file."""
    if output is None or output == "-":
        for piece in pieces:
            write(piece)
        return
    given = Path(output)
    special = given.exists() and not given.is_file()  # a pipe or a device is written to as it is; a folder is refused by the system
    if special:
        _write(given, pieces)
        say(f"wrote {output}")
        return
    size = _replace(given.resolve(), pieces)
    say(f"wrote {output} ({f'{size / 1000:,.0f} kB' if size >= 1000 else f'{size} bytes'})")


def _replace(target: Path, pieces: Iterable[str]) -> int:
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _write(part, pieces)
        size = part.stat().st_size
        part.replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error  # the user knows the target, not the part
    finally:
        part.unlink(missing_ok=True)
    return size


def _write(path: Path, pieces: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        for piece in pieces:
            file.write(piece)
