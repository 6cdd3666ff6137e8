"""What a thread is in the middle of: its transaction on a Neo4j server, or a read that may do without one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import local
from typing import Any

from neo4j import ManagedTransaction

from graph.stores.codec import Row


class Another(BaseException):
    """A read that was begun for one query asks a second."""


@dataclass(slots=True)
class First:
    """A read's first query, and its rows until the read asks for them again."""

    asked: tuple[str, Mapping[str, Any]] | None = None
    rows: list[Row] | None = None

    def again(self, query: str, values: Mapping[str, Any]) -> list[Row] | None:
        """Its rows, if this is that query and they were not given yet."""
        if self.rows is None or self.asked != (query, values):
            return None
        rows, self.rows = self.rows, None
        return rows


class Running(local):
    """This thread's running transaction, and whether it only reads."""

    transaction: ManagedTransaction | None = None
    reads: bool = False
    first: First | None = None
    """In a read, the query that it asked before it had a transaction."""
    asked: frozenset[str] = frozenset()
    """Names that it has locked, or waits for."""

    @contextmanager
    def on(self, transaction: ManagedTransaction | None, *, reads: bool = False, first: First | None = None) -> Iterator[None]:
        self.transaction, self.reads, self.first, self.asked = transaction, reads, first, frozenset()
        try:
            yield
        finally:
            self.transaction, self.reads, self.first = None, False, None
