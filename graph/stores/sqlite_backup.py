"""A copy of a SQLite store in another file, made while others read and write it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from graph.errors import StoreError
from graph.stores import sqlite_sql as sql
from graph.stores.sqlite_file import connect, damage, explained


def backup(path: Path, target: Path) -> None:
    """Write the store at `path`, as it is at one moment, to the file `target`, which stands there whole or not at all.

    Raises StoreError if there is a `target` already, if it cannot be written, or if the store is damaged.
    """
    if target.exists():
        raise StoreError(f"{target}: there is such a file already; name another one")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with explained(path), closing(connect(path)) as store, explained(target), closing(sqlite3.connect(part)) as copy:
            store.backup(copy)
            copy.execute(sql.USE_ONE_FILE)
            found = damage(copy, sql.DAMAGED_PAGES)
        if found:
            raise StoreError(f"{path}: the file is damaged ({found[0]}), and is no copy's original; bring back an older copy")
        part.rename(target)
    except OSError as error:
        raise StoreError(f"{target}: the file cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
