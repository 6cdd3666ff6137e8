"""Which program this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """The installed version; `0+source` for a source tree that nobody installed."""
    try:
        return version("pha-he")
    except PackageNotFoundError:
        return "0+source"
