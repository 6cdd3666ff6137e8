"""The places where a graph is kept, and the one way to open them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from graph.errors import UsageError
from graph.store import Store
from graph.stores.changes import silent

if TYPE_CHECKING:
    from graph.stores.neo4j_bulk import Fill

_SQLITE = "sqlite:///"
_SERVERS = {protocol + security for protocol in ("neo4j", "bolt") for security in ("", "+s", "+ssc")}
_FORMS = "sqlite:///FILE, sqlite:////ABSOLUTE/FILE, neo4j://HOST:PORT, bolt://HOST:PORT (+s or +ssc for TLS) or memory:"


def open_store(url: str, *, create: bool = True, tell: Callable[[str], None] = silent) -> Store:
    """Open the store at `url`; where there is none yet, make it if `create`. One of an older version is migrated, a file after
    a copy of it is put beside it; `tell` is given a line that says so.

    `sqlite:///relative.db` and `sqlite:////absolute.db` are files. `neo4j://` and `bolt://` (with `+s` or `+ssc` for TLS)
    are servers; their credentials are in the environment: `NEO4J_USERNAME`, `NEO4J_PASSWORD` (or
    `NEO4J_PASSWORD_FILE`) and, if it is not the server's default one, `NEO4J_DATABASE`.
    `memory:` is a new store that goes with the process.

    Raises UsageError for an address of another form, StoreError if the store cannot be opened, is none, or is newer.
    """
    if url == "memory:":
        from graph.stores.memory import MemoryStore  # noqa: PLC0415  # only the store that is asked for is worth its import time

        return MemoryStore(url)
    file = _file(url)
    if file is not None:
        from graph.stores.sqlite import SqliteStore  # noqa: PLC0415  # only the store that is asked for is worth its import time

        return SqliteStore(url, file, create=create, tell=tell)
    if _names_server(url):
        if "@" in url:
            raise UsageError(
                "credentials do not belong in a store's address; set NEO4J_USERNAME and NEO4J_PASSWORD (or NEO4J_PASSWORD_FILE)"
            )
        from graph.stores.neo4j import Neo4jStore  # noqa: PLC0415  # only the store that is asked for is worth its import time

        return Neo4jStore(url, create=create, tell=tell)
    raise UsageError(f"this is no address of a store; its forms are {_FORMS}")


def filling(store: Store) -> AbstractContextManager[Fill] | None:
    """What fills an empty Neo4j store in one go (`neo4j_bulk.filling`); None for one of another kind."""
    if store.about().kind != "neo4j":
        return None
    from graph.stores import neo4j, neo4j_bulk  # noqa: PLC0415  # only the store that is asked for is worth its import time

    assert isinstance(store, neo4j.Neo4jStore)  # noqa: S101  # the one of this kind
    return neo4j_bulk.filling(store)


def new_file(url: str) -> Path | None:
    """The file of a SQLite store that is not there yet, though its folder is; None for all others."""
    file = _file(url)
    if file is None or "\0" in url or file.exists() or not file.parent.is_dir():
        return None
    return file.absolute()


def _file(url: str) -> Path | None:
    """The file that an address of a SQLite store names."""
    file = url.removeprefix(_SQLITE)
    return Path(file) if file not in ("", url) else None


def _names_server(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in _SERVERS and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets that do not close, a port that is no number
        return False
