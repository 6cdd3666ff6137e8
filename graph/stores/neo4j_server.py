"""The Neo4j server itself: connecting to it, waiting for it, recognising a store in it, saying in one line what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    Driver,
    GraphDatabase,
    ManagedTransaction,
    NotificationMinimumSeverity,
    Query,
    Record,
    Session,
    unit_of_work,
)
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    WriteServiceUnavailable,
)

from graph.errors import StoreError, UsageError
from graph.store import T
from graph.stores import migrations
from graph.stores.cypher import schema
from graph.stores.neo4j_claim import cleared
from graph.stores.neo4j_credentials import credentials, database

OLDEST = (5, 26)
"""The oldest server that has all that is used."""

CONNECT_SECONDS = 10.0
"""For a server to take a connection."""
ANSWER_SECONDS = 30.0
"""For it to greet, and for a connection to become free."""
TRANSACTION_SECONDS = 900.0
"""After which the server gives a transaction up: beyond any sound one, so that a lost one holds no lock for ever."""
PATIENCE_SECONDS = 300.0
"""How long a writer waits for a server that went away: a restart, with the recovery of a large graph, takes no longer."""
_PAUSE_SECONDS = 1.0
RETRY_SECONDS = 30.0
"""How long a transaction is tried again after transient conflicts."""


_CROSSED = {"Neo.ClientError.Schema.ConstraintValidationFailed", "Neo.ClientError.Statement.EntityNotFound"}
"""What the server says to one of two transactions of which one deletes a node (a body or a place without documents), while the
other links to it."""
_MADE_MEANWHILE = "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists"
"""What `IF NOT EXISTS` raises if another transaction makes it at this moment."""
_NO_WRITES = (
    "this server takes no writes: the database is read-only, or another member of the cluster leads, which a neo4j:// address finds; "
    "nothing was changed"
)
_READ_ONLY = "the server keeps this database read-only; nothing was changed"
_UNFINISHED = "another program is filling this store, or broke off; who begins that again, or ingests, clears what is left of it"
_NO_ROOM = ("No space left on device", "Could not append transaction")
"""What Neo4j says when it cannot write: of its files, and of its log, after which it writes no more until it is started again."""
_TOO_LITTLE_MEMORY = "the server has too little memory for this; give it more (server.memory.heap.max_size). Nothing was changed"
_STOPPED = "it was given up while it waited for another program that writes; nothing was changed. Try again when that has ended"
_REASONS = {
    "Neo.ClientError.Database.DatabaseNotFound": "the server has no such database; set NEO4J_DATABASE to one that it has",
    "Neo.ClientError.Security.Forbidden": "the user may not do this; give it the right, or set NEO4J_USERNAME to one who may",
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase": _READ_ONLY,
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": _TOO_LITTLE_MEMORY,
    "Neo.ClientError.Transaction.LockClientStopped": _STOPPED,
    "Neo.TransientError.General.OutOfMemoryError": _TOO_LITTLE_MEMORY,
}
"""What a server's codes mean to a user."""


def connect(url: str) -> tuple[Driver, str | None]:
    """A driver, and the name of the database to use (None for the server's default one), by `neo4j_credentials`.

    Raises UsageError if the address or the credentials have no right form, StoreError if the server cannot be reached, refuses
    the credentials, or is too old.
    """
    try:
        driver = GraphDatabase.driver(
            url,
            auth=credentials(),
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=ANSWER_SECONDS,
            max_transaction_retry_time=RETRY_SECONDS,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
        )
    except (ConfigurationError, ValueError) as error:
        raise UsageError(f"this is no address of a Neo4j server: {_first_line(error)}") from error
    try:
        _check_version(url, driver)
    except BaseException:
        driver.close()
        raise
    return driver, database()


def _check_version(url: str, driver: Driver) -> None:
    with explained(url):
        agent = driver.get_server_info().agent
    if version_of(agent) < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        raise StoreError(f"{url}: the server is {agent}; phahe needs Neo4j {wanted} or newer")


def version_of(agent: str) -> tuple[int, int]:
    """Of what a server calls itself: `Neo4j/5.26.16` → (5, 26), `Neo4j/2025.10.1` → (2025, 10); of what is no Neo4j, (0, 0)."""
    found = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def patiently(write: Callable[[], T]) -> T:
    """What `write` returns, which is run again while the server is away.

    It is also run again if another transaction crossed it, as the driver does with all that the server calls transient.
    If the connection broke amid a commit, nobody knows whether it was made; `write` must make no difference by running twice.
    """
    begun = monotonic()
    while True:
        try:
            return write()
        except WriteServiceUnavailable:
            raise
        except (ServiceUnavailable, SessionExpired):
            if monotonic() > begun + PATIENCE_SECONDS:
                raise
            sleep(_PAUSE_SECONDS)
        except ClientError as error:
            if error.code not in _CROSSED or monotonic() > begun + RETRY_SECONDS:
                raise


def asked(session: Session, query: str, values: Mapping[str, Any]) -> list[Record]:
    """The records of a query that only reads: sent once with nothing around it; again in transactions, as the driver repeats them, if
    it failed for a reason that passes.
    """
    try:
        return list(session.run(Query(query, timeout=TRANSACTION_SECONDS), dict(values)))
    except (DriverError, Neo4jError) as error:
        if not error.is_retryable():
            raise

    @unit_of_work(timeout=TRANSACTION_SECONDS)
    def again(transaction: ManagedTransaction) -> list[Record]:
        return list(transaction.run(query, dict(values)))

    return session.execute_read(again)


def prepare(session_for: Callable[[str], Session], url: str, *, create: bool, tell: Callable[[str], None]) -> None:
    """Make sure that the database is a store of today's schema; an empty one becomes one if `create`, an older one is migrated.

    `session_for` gives a session for an access mode. Raises StoreError, and then has changed nothing, if the database is empty or
    something else, or a store of a newer version.
    """
    with explained(url):
        with session_for(WRITE_ACCESS if create else READ_ACCESS) as session:
            version, occupied, unfinished = session.execute_read(_state)
            if unfinished:
                if not create:
                    raise StoreError(f"{url}: {_UNFINISHED}")
                cleared(session_for, url)
                tell(f"{url}: cleared what was left of a filling that broke off")
                version, occupied, _ = session.execute_read(_state)
            if version is None:
                if occupied:
                    raise StoreError(f"{url}: this database holds other data, not a store; name another one in NEO4J_DATABASE")
                if not create:
                    raise StoreError(f"no store at {url} yet; run `phahe ingest`")
                run(session, [*schema.SCHEMA, schema.MARK], version=migrations.newest(migrations.NEO4J))
                return
        steps = migrations.missing(url, version, migrations.NEO4J)
        if steps:
            with session_for(WRITE_ACCESS) as session:
                for after, step in enumerate(steps, start=version + 1):
                    run(session, [*step, schema.MIGRATED], version=after)
            tell(f"{url}: migrated from schema {version} to {version + len(steps)}")
        with session_for(READ_ACCESS) as session:
            indexed = session.execute_read(_indexes)
        if indexed < sum(statement.startswith("CREATE") for statement in schema.SCHEMA):  # as after an offline import
            with session_for(WRITE_ACCESS) as session:
                run(session, schema.SCHEMA)


def run(session: Session, statements: Sequence[str], **values: object) -> None:
    """Run each statement in a transaction of its own, and again if another program crosses it, as when two make the same schema."""
    for statement in statements:

        def work(transaction: ManagedTransaction, statement: str = statement) -> None:
            transaction.run(statement, values).consume()

        try:
            session.execute_write(work)
        except ClientError as error:
            if error.code != _MADE_MEANWHILE:
                raise


@contextmanager
def explained(url: str) -> Iterator[None]:
    """What the driver or the server finds wrong becomes a StoreError; no message holds credentials."""
    try:
        yield
    except AuthError as error:
        message = "Neo4j refuses the user or the password; set NEO4J_USERNAME and NEO4J_PASSWORD (or NEO4J_PASSWORD_FILE)"
        raise StoreError(f"{url}: {message}") from error
    except WriteServiceUnavailable as error:
        raise StoreError(f"{url}: {_NO_WRITES}") from error
    except (ServiceUnavailable, SessionExpired) as error:
        raise StoreError(f"{url}: no Neo4j server answers there; is it started, and are address and port right?") from error
    except (Neo4jError, DriverError) as error:
        raise StoreError(f"{url}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    code = getattr(error, "code", None) or ""
    if "TransactionTimedOut" in code:
        return f"it took longer than {TRANSACTION_SECONDS:g} seconds, and was given up; nothing was changed"
    if any(sign in str(error) for sign in _NO_ROOM):
        return "the server's disk is full, or fails; make room on it, and start the server again. What was finished is kept"
    if "needs to be restarted" in str(error):
        return "the server stopped this database after an error, such as a full disk; make room on it, and start the server again"
    return _REASONS.get(code) or _first_line(error)


def _state(transaction: ManagedTransaction) -> tuple[int | None, bool, bool]:
    """Version of the store in the database, whether there is anything at all, and whether that is a store half filled."""
    record = transaction.run(schema.VERSION).single(strict=True)
    return record["version"], record["occupied"], record["unfinished"]


def _indexes(transaction: ManagedTransaction) -> int:
    """How many of the store's indexes and constraints there are."""
    count: int = transaction.run(schema.INDEXES).single(strict=True)["count"]
    return count


def _first_line(error: Exception) -> str:
    message = getattr(error, "message", None) or str(error)
    return str(message).partition("\n")[0]
