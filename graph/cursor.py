"""Cursors: where a page ended, as one opaque word that survives changes between two pages.

A cursor holds the last row's place in the order, not its offset: rows that come or go shift nothing.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

from graph.errors import UsageError

Part = str | int


def encode(parts: tuple[Part, ...]) -> str:
    """A place in an order as a word of URL-safe characters."""
    return urlsafe_b64encode(json.dumps(parts, ensure_ascii=False).encode()).decode().rstrip("=")


def decode(cursor: str, shape: tuple[type[Part], ...]) -> tuple[Part, ...]:
    """The place again, its parts of the types in `shape`; UsageError for a word that no page gave."""
    try:
        parts = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError:
        parts = None
    if not isinstance(parts, list) or [type(part) for part in parts] != list(shape):
        raise UsageError(f"“{cursor}” is no cursor of this list; leave it out to start from the first page")
    return tuple(parts)
