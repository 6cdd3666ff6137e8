"""Readings kept beside a store that is being made: reading takes longest, and is not done again when the making was broken off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from api.about import program_version
from api.vocabulary import in_use
from graph.errors import StoreError
from graph.reading import Reading, Source
from graph.stores.codec import reading_json, reading_of
from ingest.reader import read

Reader = Callable[[Source], Reading]


def plain_reader(source: Source) -> Reading:
    """Reads, and keeps nothing."""
    return read(source.text)


@contextmanager
def keeping(file: Path) -> Iterator[Reader]:
    """A reader that keeps in `file` what it reads, and takes from there what one of this version kept before it. When the block
    ends well, the file goes; else it stays, and what a killed process left half written in it is passed over.
    """
    known = _known(file)
    with file.open("ab", buffering=0) as kept, file.open("rb") as before:
        kept.write(b"\n")  # after what may be half a line

        def reader(source: Source) -> Reading:
            at = known.get(source.sha256)
            if at is not None:
                before.seek(at)
                with suppress(StoreError):  # what is damaged is read anew
                    return reading_of(before.readline(), source.sha256)
            reading = read(source.text)
            kept.write(f"{_beginning(source.sha256)}{reading_json(reading)}\n".encode())  # in one piece, so that others may add theirs
            return reading

        yield reader
    file.unlink(missing_ok=True)


def _known(file: Path) -> dict[str, int]:
    """Where the reading of each text stands in the file."""
    found: dict[str, int] = {}
    if not file.exists():
        return found
    with file.open("rb") as lines:
        at = 0
        for line in lines:
            sha256 = line[:64].decode("ascii", "replace")
            beginning = _beginning(sha256).encode("ascii", "replace")
            if line.startswith(beginning) and line.endswith(b"}\n"):
                found[sha256] = at + len(beginning)
            at += len(line)
    return found


def _beginning(sha256: str) -> str:
    return f"{sha256} {program_version()}{in_use()} "
