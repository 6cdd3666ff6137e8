"""What any store holds as the rows of a SQLite store, for those who carry rows elsewhere as they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection
from tempfile import TemporaryDirectory

from graph.pieces import pieces
from graph.store import Store
from graph.stores.sqlite import SqliteStore
from graph.stores.sqlite_file import connect
from graph.stores.sqlite_new import filled


@contextmanager
def connected(store: Store, folder: Path | None = None) -> Iterator[Connection]:
    """A connection within a read: a SQLite store's own, else one to a file with all that the store holds, which is made in `folder`
    (else where temporary files are) and goes with the block.
    """
    if isinstance(store, SqliteStore):
        with store.connected() as connection:
            yield connection
        return
    with TemporaryDirectory(prefix="phahe-", dir=folder) as scratch:
        file = Path(scratch) / "store.db"
        with filled(file) as filler:
            for piece in pieces(store):
                filler.put(piece)
        with closing(connect(file)) as connection:
            yield connection
