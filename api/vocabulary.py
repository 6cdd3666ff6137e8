"""A user's own vocabulary: types, codes, bodies, provinces and cues beside ours, in one TOML file.

It holds for the whole process, and is loaded before anything is read: `--vocabulary`, else `PHAHE_VOCABULARY`.
"""

from __future__ import annotations

import re
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from graph.errors import InputError
from graph.knowledge.loader import Extension, extend
from ingest import cues

FORM = "docs/vocabulary.md says what the file may hold"

_digests: list[str] = []


def use(path: str) -> None:
    """Extend our vocabulary by the file's entries.

    Raises InputError, one line: the file, the line and entry, what is wrong, what to do; then nothing ought to be read any more.
    To be called once, before anything is read.
    """
    text = _text(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(path, f"no TOML: {error}; {FORM}") from error
    stated = table.pop("cue", [])
    if not isinstance(stated, list) or not all(isinstance(entry, dict) for entry in stated):
        raise InputError(path, f"cues are written as [[cue]]; {FORM}")
    try:
        extension = Extension.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(path, f"{_place(text, table, first['loc'])}: {first['msg']}; {FORM}") from error
    try:
        cues.extend(stated)
        extend(extension)
    except ValueError as error:
        raise InputError(path, f"{_line_of(text, str(error))}{error}; {FORM}") from error
    _digests.append(sha256(text.encode()).hexdigest()[:12])


def in_use() -> str:
    """What tells this vocabulary from another: empty where only ours is used."""
    return "".join(f"+{digest}" for digest in _digests)


def _text(path: str) -> str:
    try:
        return Path(path).read_text("utf-8-sig")
    except OSError as error:
        raise InputError(path, f"the vocabulary cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(path, "the vocabulary is not UTF-8: save it as UTF-8") from error


def _place(text: str, table: dict[str, Any], loc: tuple[int | str, ...]) -> str:
    """ "line 12: [[type]] “Thông lệnh”: slug", as far as it can be told."""
    section, *rest = (str(part) for part in loc)
    if len(loc) < 2 or not isinstance(loc[1], int):
        return ": ".join(("line " + str(_line(text, rf"^\s*\[*{re.escape(section)}\b", 0)), *map(str, loc)))
    entry = table[section][loc[1]]
    known = entry if isinstance(entry, dict) else {}
    named = next((known[key] for key in ("name", "names", "abbreviation", "slug") if key in known), "?")
    named = str(named[0] if isinstance(named, list) and named else named)
    line = _line(text, rf"^\s*\[\[\s*{re.escape(section)}\s*\]\]", loc[1])
    return ": ".join((f"line {line}", f"[[{section}]] {named}", *rest[1:]))


def _line_of(text: str, message: str) -> str:
    """The line that names the entry which a message begins with: `cue amends too: …`, `name “Thông lệnh”: …`."""
    named = re.match(r"cue (?P<cue>[^:]+):|\w+ “(?P<entry>[^”]+)”:", message)
    name = named and (named["cue"] or named["entry"])
    return f"line {_line(text, re.escape(name), 0)}: " if name and name in text else ""


def _line(text: str, pattern: str, number: int) -> int:
    """The line, from 1, of the match with this number, from 0; the first line where there is none."""
    found = [match.start() for match in re.finditer(pattern, text, re.MULTILINE)]
    return text.count("\n", 0, found[number]) + 1 if number < len(found) else 1
