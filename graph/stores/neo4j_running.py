"""What a thread is in the middle of: its transaction on a Neo4j server, or a session in which it reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import local

from neo4j import ManagedTransaction, Session


class Running(local):
    """This thread's running transaction, which writes, or else the session of its running read."""

    transaction: ManagedTransaction | None = None
    session: Session | None = None
    asked: frozenset[str] = frozenset()
    """Names that the transaction has locked, or waits for."""

    @contextmanager
    def writing(self, transaction: ManagedTransaction) -> Iterator[None]:
        self.transaction, self.asked = transaction, frozenset()
        try:
            yield
        finally:
            self.transaction = None

    @contextmanager
    def reading(self, session: Session) -> Iterator[None]:
        self.session = session
        try:
            yield
        finally:
            self.session = None
