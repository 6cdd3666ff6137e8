"""Who fills a database: one program at a time; and what one that was killed left behind is known for that, and cleared.

Who fills marks the database as unfinished, and holds a lock in a transaction that stays open meanwhile, which the server ends when the
program is gone. A mark without the lock is therefore what a killed program left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from neo4j import WRITE_ACCESS, ManagedTransaction, Session, Transaction, unit_of_work
from neo4j.exceptions import Neo4jError

from graph.errors import StoreError
from graph.locks import judging
from graph.stores.cypher import schema
from graph.stores.cypher.sending import LOCK
from graph.stores.neo4j_running import fingerprint

_FILLING = "filling"
"""The lock's name. It is that of no document, path or day: these are locked by fingerprints."""
_TRY_SECONDS = 5.0
"""How long it is waited for by who would clear: who fills keeps it for as long as that takes."""

TAKEN = "another program is filling this store; wait until it is done"
"""What is said to others meanwhile."""

_Sessions = Callable[[str], Session]


@contextmanager
def claimed(sessions: _Sessions, url: str) -> Iterator[Session]:
    """The database for this program alone, and a session to fill it by. It is no store until the block ends well; if it does not, the
    database is emptied again, unless the server is away.

    Raises StoreError if another program fills it, or if it is not empty.
    """
    with sessions(WRITE_ACCESS) as own, sessions(WRITE_ACCESS) as session:
        if not session.execute_write(_mark):
            unfinished = session.execute_read(_state)[0]
            raise StoreError(f"{url}: {TAKEN if unfinished else 'this store is not empty; name a new one'}")
        with _held(own) as holding:
            if session.execute_read(_state) != (True, False):  # between mark and lock another program took it for broken off
                raise StoreError(f"{url}: {TAKEN}")
            try:
                yield session
            except BaseException:
                with suppress(Exception):  # what went wrong before is what is told
                    _clear(holding, session)
                raise
            _finish(holding)


def cleared(sessions: _Sessions, url: str) -> None:
    """Make an empty store of what a program that was killed left of its filling. Raises StoreError if it is at it still."""
    with sessions(WRITE_ACCESS) as own, sessions(WRITE_ACCESS) as session:
        try:
            session.execute_write(_try)
        except Neo4jError as error:
            if "TransactionTimedOut" in (error.code or "") or "LockClientStopped" in (error.code or ""):
                raise StoreError(f"{url}: {TAKEN}") from error
            raise
        with _held(own) as holding:
            unfinished, _ = session.execute_read(_state)
            if unfinished:  # nobody else has cleared it meanwhile
                _clear(holding, session)


@contextmanager
def _held(session: Session) -> Iterator[Transaction]:
    """The transaction that holds the lock."""
    with session.begin_transaction(timeout=0) as holding:  # 0: however long it takes
        _lock(holding, _FILLING)
        yield holding


@unit_of_work(timeout=_TRY_SECONDS)
def _try(transaction: ManagedTransaction) -> None:
    _lock(transaction, _FILLING)


def _lock(transaction: Transaction | ManagedTransaction, *names: str) -> None:
    transaction.run(LOCK, locks=names).consume()


def _mark(transaction: ManagedTransaction) -> bool:
    """Whether the store was empty; it is unfinished from now on."""
    _keep_writers_out(transaction)
    return transaction.run(schema.UNFINISHED).single() is not None


def _keep_writers_out(transaction: Transaction | ManagedTransaction) -> None:
    """Who writes, even one who had opened the store before, has applied judgements: so none is at it when the mark comes or goes."""
    _lock(transaction, *map(fingerprint, sorted(judging())))  # in the order in which all others take them


def _state(transaction: ManagedTransaction) -> tuple[bool, bool]:
    """Whether the store is unfinished, and whether anything is in it."""
    record = transaction.run(schema.FILLED).single(strict=True)
    return record["unfinished"], record["filled"]


def _clear(holding: Transaction, session: Session) -> None:
    session.run(schema.EMPTY).consume()  # makes transactions of its own
    _finish(holding)


def _finish(holding: Transaction) -> None:
    """In the transaction that holds the lock: if the server had ended that, this fails."""
    _keep_writers_out(holding)
    holding.run(schema.FINISHED).consume()
    holding.commit()
