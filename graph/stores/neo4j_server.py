"""The Neo4j server itself: connecting to it, recognising a store in it, saying in one line what is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, ManagedTransaction, NotificationMinimumSeverity, Session
from neo4j.exceptions import AuthError, ClientError, ConfigurationError, DriverError, Neo4jError, ServiceUnavailable

from graph.errors import StoreError, UsageError
from graph.stores import cypher, migrations

CONNECT_SECONDS = 10.0
RETRY_SECONDS = 30.0
"""How long a transaction is tried again after transient conflicts."""


def connect(url: str) -> tuple[Driver, str | None]:
    """A driver, and the name of the database to use (None for the server's default one).

    Reads `NEO4J_USERNAME` (`neo4j`), `NEO4J_PASSWORD` (none: no authentication) and `NEO4J_DATABASE`.
    """
    password = os.environ.get("NEO4J_PASSWORD")
    user = os.environ.get("NEO4J_USERNAME") or "neo4j"
    try:
        driver = GraphDatabase.driver(
            url,
            auth=(user, password) if password else None,
            connection_timeout=CONNECT_SECONDS,
            max_transaction_retry_time=RETRY_SECONDS,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
        )
    except (ConfigurationError, ValueError) as error:
        raise UsageError(f"this is no address of a Neo4j server: {_first_line(error)}") from error
    return driver, os.environ.get("NEO4J_DATABASE") or None


def prepare(session_for: Callable[[str], Session], url: str, *, create: bool, tell: Callable[[str], None]) -> None:
    """Make sure that the database is a store of today's schema; an empty one becomes one if `create`, an older one is migrated.

    `session_for` gives a session for an access mode. Raises StoreError, and then has changed nothing, if the database is empty or
    something else, or a store of a newer version.
    """
    with explained(url):
        with session_for(WRITE_ACCESS if create else READ_ACCESS) as session:
            version, occupied = session.execute_read(_state)
            if version is None:
                if occupied:
                    raise StoreError(f"{url}: this database holds other data, not a store; name another one in NEO4J_DATABASE")
                if not create:
                    raise StoreError(f"no store at {url} yet; run `phahe ingest`")
                _run(session, cypher.SCHEMA)
                _write(session, cypher.MARK, migrations.newest(migrations.NEO4J))
                return
        steps = migrations.missing(url, version, migrations.NEO4J)
        if steps:
            with session_for(WRITE_ACCESS) as session:
                for after, step in enumerate(steps, start=version + 1):
                    _run(session, step)
                    _write(session, cypher.MIGRATED, after)
            tell(f"{url}: migrated from schema {version} to {version + len(steps)}")


def _run(session: Session, statements: Sequence[str]) -> None:
    for statement in statements:
        session.run(statement).consume()


def _write(session: Session, statement: str, version: int) -> None:
    session.execute_write(lambda transaction: transaction.run(statement, version=version).consume())


@contextmanager
def explained(url: str) -> Iterator[None]:
    """What the driver or the server finds wrong becomes a StoreError; no message holds credentials."""
    try:
        yield
    except AuthError as error:
        raise StoreError(f"{url}: Neo4j refuses the user or the password; set NEO4J_USERNAME and NEO4J_PASSWORD") from error
    except ServiceUnavailable as error:
        raise StoreError(f"{url}: no Neo4j server answers there; is it started, and are address and port right?") from error
    except ClientError as error:
        if error.code == "Neo.ClientError.Database.DatabaseNotFound":
            raise StoreError(f"{url}: the server has no such database; set NEO4J_DATABASE to one that it has") from error
        raise StoreError(f"{url}: {_first_line(error)}") from error
    except (Neo4jError, DriverError) as error:
        raise StoreError(f"{url}: {_first_line(error)}") from error


def _state(transaction: ManagedTransaction) -> tuple[int | None, bool]:
    """Version of the store in the database, and whether there is anything at all."""
    record = transaction.run(cypher.VERSION).single(strict=True)
    return record["version"], record["occupied"]


def _first_line(error: Exception) -> str:
    message = getattr(error, "message", None) or str(error)
    return str(message).partition("\n")[0]
