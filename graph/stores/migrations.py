"""Migrations: the steps by which a store of an older schema becomes one of today's.

A store says which schema it has: SQLite in `user_version`, Neo4j in the property `schema` of its `PhaHeStore` node. Version 1 is
the first, and each migration leads to the next one, so that their number is the version. A new store gets today's schema at
once (`sqlite_sql.SCHEMA`, `cypher.schema.SCHEMA`); a migration brings older ones there and is never changed once it is released.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import TypeVar

from graph.errors import StoreError
from graph.stores import sqlite_sql
from graph.stores.cypher import schema

SqliteMigration = Callable[[sqlite3.Connection], None]
"""Runs within a transaction that is not its own (`executescript` would end it); references are checked when all have run."""

Neo4jMigration = Sequence[str]
"""Cypher statements, each a transaction of its own, since Neo4j changes schema and data in different ones: each must do no harm
if it runs again."""


def _with_judgements(connection: sqlite3.Connection) -> None:
    """2: people's judgements, and what was read of a source before they were applied."""
    connection.execute(sqlite_sql.JUDGEMENT_TABLE)
    connection.execute("ALTER TABLE source ADD COLUMN unjudged TEXT")


def _with_touched(connection: sqlite3.Connection) -> None:
    """3: the log of what changed in the graph, and documents by their support."""
    for statement in sqlite_sql.TOUCHED_SCHEMA:
        connection.execute(statement)


def _with_names(connection: sqlite3.Connection) -> None:
    """4: what laws by name and by number have in common. Filled, and the laws joined, as texts are read again."""
    connection.execute("ALTER TABLE description ADD COLUMN called TEXT")
    connection.execute(sqlite_sql.CALLED_INDEX)


def _with_prints(connection: sqlite3.Connection) -> None:
    """5: what nearly equal texts have in common. Filled, and copies joined, as texts are read again."""
    connection.execute("ALTER TABLE source ADD COLUMN prints TEXT")
    for statement in sqlite_sql.PRINT_SCHEMA:
        connection.execute(statement)


def _with_places_of_blocks(connection: sqlite3.Connection) -> None:
    """6: descriptions of a block by their place."""
    connection.execute("DROP INDEX description_block")
    connection.execute(sqlite_sql.BLOCK_INDEX)


SQLITE: tuple[SqliteMigration, ...] = (_with_judgements, _with_touched, _with_names, _with_prints, _with_places_of_blocks)
NEO4J: tuple[Neo4jMigration, ...] = (
    schema.TO_SCHEMA_2,
    schema.TO_SCHEMA_3,
    schema.TO_SCHEMA_4,
    schema.TO_SCHEMA_5,
    schema.TO_SCHEMA_6,
)

FIRST = 1

M = TypeVar("M")


def newest(migrations: Sequence[object]) -> int:
    """The version that a store has after all of them."""
    return FIRST + len(migrations)


def missing(place: str, version: int, migrations: Sequence[M]) -> Sequence[M]:
    """The migrations that a store of this version still needs. Raises StoreError if the version is not one of ours."""
    if version > newest(migrations):
        known = newest(migrations)
        raise StoreError(f"{place}: written by a newer version (schema {version}, this one knows {known}); upgrade phahe")
    if version < FIRST:
        raise StoreError(f"{place}: there is no schema {version}; name another store, or bring back a copy of this one")
    return migrations[version - FIRST :]
