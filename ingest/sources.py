"""Files to texts: find them, decode them, name them; what cannot be read is told with its reason.

Reading a source raises `InputError`, so that a caller goes on with the next file.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InputError
from graph.reading import Source
from ingest.encodings import decode

READABLE = (".txt", ".md", ".markdown")
"""Suffixes of the files that are read, in lower case."""

_KINDS = f"only {', '.join(READABLE)} files are read"


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: where it is, and the name that its source bears in all output."""

    path: Path
    name: str
    """Relative to the folder that was asked for, with `/`; a file that was itself asked for has its own name."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a folder that is not read, and why."""

    path: Path
    reason: str


def find(paths: Iterable[str | os.PathLike[str]]) -> Iterator[File | Skipped | InputError]:
    """What lies under `paths`: each path in the order given, folders sorted by name and with all their subfolders.

    Of a folder, files of other kinds and hidden ones are skipped; a path that is missing or of another kind, or a folder that
    cannot be listed, comes as the `InputError` that reading it would raise. A file reached twice comes once.
    """
    seen: set[Path] = set()
    for given in paths:
        root = Path(given)
        for found in _under(root):
            if not isinstance(found, File):
                yield found
            elif (real := found.path.resolve()) not in seen:
                seen.add(real)
                yield found


def load(path: str | os.PathLike[str], name: str) -> Source:
    """The file's text, decoded without newline translation and without its BOM, under `name`.

    Raises `InputError` if the file is missing, not allowed, empty, binary, or in an encoding that is not Unicode.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(str(path), _reason(error)) from None
    text = decode(data, str(path))
    if not text.strip("\ufeff\u200b\x00").strip():
        raise InputError(str(path), "the file is empty: there is no text to read; leave it out")
    return Source(sha256=hashlib.sha256(data).hexdigest(), text=text, path=name)


def _under(root: Path) -> Iterator[File | Skipped | InputError]:
    try:
        if root.is_dir():
            yield from _in_folder(root, root)
        elif not root.exists():
            yield InputError(str(root), "there is no such file or folder; check the path")
        elif root.suffix.lower() not in READABLE:
            yield InputError(str(root), f"{_named(root)}; {_KINDS}: save its text as UTF-8 .txt")
        else:
            yield File(root, root.name)
    except OSError as error:
        yield InputError(str(root), _reason(error))


def _in_folder(folder: Path, root: Path) -> Iterator[File | Skipped | InputError]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield InputError(str(folder), _reason(error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            yield Skipped(entry, "a hidden file or folder")
        elif entry.is_dir():
            # a link to a folder may lead in a circle
            yield from [Skipped(entry, "a link to a folder")] if entry.is_symlink() else _in_folder(entry, root)
        elif entry.suffix.lower() not in READABLE:
            yield Skipped(entry, f"{_named(entry)}; {_KINDS}")
        else:
            yield File(entry, entry.relative_to(root).as_posix())


def _named(path: Path) -> str:
    return f"a {path.suffix.lower()} file" if path.suffix else "a file without a suffix"


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder; check the path"
    if isinstance(error, PermissionError):
        return "you are not allowed to read it; change its permissions or leave it out"
    if isinstance(error, IsADirectoryError):
        return "it is a folder, not a file; give the folder itself to be searched"
    return f"the system could not read it ({error.strerror or error}); check the disk and the path"
