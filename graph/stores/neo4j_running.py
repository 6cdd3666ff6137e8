"""What a thread is in the middle of: its transaction on a Neo4j server, or a session in which it reads."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from threading import local
from typing import Any

from neo4j import ManagedTransaction, Session

from graph.stores.codec import Row

Asked = tuple[str, Mapping[str, Any]]
"""A query and its parameters."""


class Running(local):
    """This thread's running transaction, which writes, or else the session of its running read."""

    transaction: ManagedTransaction | None = None
    session: Session | None = None
    asked: frozenset[str] = frozenset()
    """Names that the transaction has locked, or is to lock."""
    unlocked: frozenset[str] = frozenset()
    """Those of them that the next query is to lock."""
    noted: list[Asked] | None = None
    """While questions are gathered that are to be asked together: their queries."""
    found: deque[list[Row]] | None = None
    """While they are asked again: the rows of each."""

    @contextmanager
    def writing(self, transaction: ManagedTransaction) -> Iterator[None]:
        self.transaction, self.asked, self.unlocked = transaction, frozenset(), frozenset()
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

    def locks(self) -> list[str]:
        """What the next query is to lock."""
        return [fingerprint(name) for name in sorted(self.unlocked)]

    def queries(self, questions: Sequence[Callable[[], object]]) -> list[Asked]:
        """What the questions ask."""
        self.noted = []
        try:
            for question in questions:
                question()
            return self.noted
        finally:
            self.noted = None

    def answers(self, questions: Sequence[Callable[[], Any]], found: list[list[Row]]) -> tuple[Any, ...]:
        """What they give, if that is found."""
        self.found = deque(found)
        try:
            return tuple(question() for question in questions)
        finally:
            self.found = None


def fingerprint(name: str) -> str:
    """What is locked for a name, which may be longer than an index takes; two names with one would only wait for each other."""
    return blake2b(name.encode(errors="surrogatepass"), digest_size=16).hexdigest()
