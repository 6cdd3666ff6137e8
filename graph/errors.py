"""What can go wrong, in one tree; every message is one clear line for a user.

PhaHeError
├── InputError              a source cannot be read: which file, why, what to do
├── UsageError              the question itself is wrong (a bad filter, an unknown format)
├── UnknownDocument         no document fits what was asked
├── AmbiguousDocument       several documents fit; they are listed
└── StoreError              the store cannot be opened, is not a store, or is newer than the program
"""

from __future__ import annotations

from collections.abc import Sequence


class PhaHeError(Exception):
    """Root of all errors that a user may see; `str(error)` is the message, without a traceback."""


class InputError(PhaHeError):
    """A source that cannot be read."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class UsageError(PhaHeError):
    """A question that cannot be asked this way."""


class UnknownDocument(PhaHeError):
    """No document fits."""

    def __init__(self, asked: str) -> None:
        super().__init__(f"no document fits “{asked}”; try `phahe search` with a word of its title")
        self.asked = asked


class AmbiguousDocument(PhaHeError):
    """Several documents fit; `candidates` holds their ids in the order of search results."""

    def __init__(self, asked: str, candidates: Sequence[str]) -> None:
        super().__init__(f"“{asked}” fits {len(candidates)} documents; ask for one of them by its id")
        self.asked = asked
        self.candidates = tuple(candidates)


class StoreError(PhaHeError):
    """A store that cannot be used."""
