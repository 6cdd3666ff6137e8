"""Walks over a SQLite store: short ones by queries, long ones over the graph packed into memory.

To pack the graph reads all of it, so a walk first goes as far by queries as would cost about the same. Once packed, the graph
is kept in step by the log of touched documents. The log is read in the reader's own transaction: an answer is of exactly what
that transaction sees, or is found by queries.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection
from contextlib import closing
from threading import Lock, Thread
from types import ModuleType
from typing import TYPE_CHECKING

from graph.kept import Document, DocumentEdge, Step
from graph.store import T, Walkable
from graph.stores import sqlite_sql as sql

if TYPE_CHECKING:
    from graph.stores.packed import Packed

MERGED_AT = 0.02
"""Share of the base's edges that the delta may have before both are made one."""

LEAST = 1_000
"""Edges that a walk by queries may meet in however small a store."""


def packed_walks() -> ModuleType:
    """What walks over a packed graph; numpy takes longer to import than most questions to answer."""
    from graph.stores import packed_walks  # noqa: PLC0415  # see above

    return packed_walks


class Walks:
    """The packed graph of one store, if it was worth making, and the choice between it and queries. Threads may share it."""

    def __init__(self) -> None:
        self._graph: Packed | None = None
        self._swapping, self._packing = Lock(), Lock()
        self._merging: Thread | None = None

    def walked(self, connection: sqlite3.Connection, store: Walkable, plainly: Callable[[Walkable], T], packed: Callable[[Packed], T]) -> T:
        """What `plainly` finds by queries to `store`, or `packed` on the graph, as the connection's transaction sees it."""
        graph = self._seen_by(connection)
        if graph is None:
            try:
                return plainly(_Metered(store, max(LEAST, _touched(connection)["documents"])))
            except _TooLong:
                graph = self._packed(connection)
        return plainly(store) if graph is None else packed(graph)

    def prepare(self, connection: sqlite3.Connection) -> None:
        """Pack the graph, if it is not."""
        if self._seen_by(connection) is None:
            self._packed(connection)

    def _seen_by(self, connection: sqlite3.Connection) -> Packed | None:
        """The graph as this transaction sees it, if one is there from which that can be made."""
        graph = self._graph
        if graph is None:
            return None
        touched = _touched(connection)
        if touched["last"] <= graph.seq:  # if it is less, the transaction sees an older state than others have seen
            return graph if touched["last"] == graph.seq else None
        newer = _followed(graph, connection, touched["last"]) if touched["first"] <= graph.seq + 1 else None
        self._keep(newer, over=graph)
        return newer

    def _packed(self, connection: sqlite3.Connection) -> Packed | None:
        """The graph, read as a whole; None if it cannot be packed."""
        from graph.stores.packed import LETTERS, Packed  # noqa: PLC0415  # numpy, as above

        with self._packing:
            before = self._graph
            if (graph := self._seen_by(connection)) is not None:
                return graph  # another thread was faster
            with closing(connection.cursor()) as cursor:
                cursor.row_factory = None
                documents = cursor.execute(sql.ALL_FACTS).fetchall()
                edges = cursor.execute(sql.all_ends(LETTERS)).fetchall()
            try:
                graph = Packed.of(_touched(connection)["last"], documents, edges)
            except ValueError:
                return None
            self._keep(graph, over=before)
            return graph

    def _keep(self, graph: Packed | None, *, over: Packed | None) -> None:
        """Keep this graph for the next ones who ask, unless another took the place of the one that it follows."""
        with self._swapping:
            if self._graph is not over:
                return
            self._graph = graph
            if graph is not None and graph.delta_share > MERGED_AT and self._merging is None:
                self._merging = Thread(target=self._merge, args=(graph,), name="merging the packed graph", daemon=True)
                self._merging.start()

    def _merge(self, graph: Packed) -> None:
        merged = graph.merged()
        with self._swapping:
            self._merging = None
            if self._graph is not None:
                self._graph = merged  # what came since is in the log


def _followed(graph: Packed, connection: sqlite3.Connection, seq: int) -> Packed | None:
    """The graph with what was touched since; None if that cannot be packed."""
    since = {"seq": graph.seq}
    now = {row["key"]: (row["place"], row["date"]) if row["there"] else None for row in connection.execute(sql.TOUCHED_SINCE, since)}
    edges = [(row["source"], row["relation"], row["target"]) for row in connection.execute(sql.EDGES_OF_TOUCHED, since)]
    try:
        return graph.changed(seq, now, edges)
    except ValueError:
        return None


def _touched(connection: sqlite3.Connection) -> dict[str, int]:
    row: dict[str, int] = connection.execute(sql.TOUCHED).fetchone()
    return row


class _TooLong(Exception):  # no error, but the end of a budget
    """A walk met more edges than it may by queries."""


class _Metered:
    """A store that gives no more than so many edges."""

    def __init__(self, store: Walkable, edges: int) -> None:
        self._store, self._left = store, edges

    def documents(self, keys: Collection[str]) -> dict[str, Document]:
        return self._store.documents(keys)

    def edges(self, documents: Collection[str], direction: Step, relations: Collection[str] | None = None) -> list[DocumentEdge]:
        found = self._store.edges(documents, direction, relations)
        self._left -= len(found)
        if self._left < 0:
            raise _TooLong
        return found
