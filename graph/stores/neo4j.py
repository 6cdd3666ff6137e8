"""The store on a Neo4j server: for many users and large graphs. Needs nothing beyond the Community edition, 5.26 or newer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from neo4j import READ_ACCESS, WRITE_ACCESS, GraphDatabase, ManagedTransaction, Record, Session, unit_of_work

from graph.errors import StoreError
from graph.kept import About, Changes, Document, DocumentEdge, Spread, Step, Way, Worth
from graph.store import T
from graph.stores import neo4j_pages, neo4j_walks
from graph.stores import neo4j_server as server
from graph.stores.changes import DANGLING, NO_TRANSACTION, READ_ONLY, settled, silent
from graph.stores.codec import Row
from graph.stores.cypher import reading, schema, writing
from graph.stores.cypher.sending import at_once, locking, sent
from graph.stores.neo4j_changes import parameters
from graph.stores.neo4j_claim import TAKEN
from graph.stores.neo4j_nodes import listed_document
from graph.stores.neo4j_running import Running
from graph.stores.neo4j_server import connect, explained, patiently, prepare
from graph.stores.rows import Kept, RowStore


class Neo4jStore(RowStore):
    """The port over one database of a server. Threads may share it: each use has a session of its own."""

    _queries = reading
    _document_of = staticmethod(listed_document)

    def __init__(self, url: str, *, create: bool = True, tell: Callable[[str], None] = silent) -> None:
        """Connect, with the credentials of `neo4j_credentials`; an empty database becomes a store if `create`, and a store of an
        older version is migrated.

        Raises StoreError if the server cannot be reached, refuses the credentials or is too old, if the database holds
        something else, or a store of a newer version; UsageError if address or credentials have no right form.
        """
        self.url = url
        self._driver, self._database = connect(url)
        self._bookmarks = GraphDatabase.bookmark_manager()
        self._running = Running()
        try:
            prepare(self.session, url, create=create, tell=tell)
        except BaseException:
            self._driver.close()
            raise

    def close(self) -> None:
        self._driver.close()

    def session(self, access: str) -> Session:
        """A session that sees what earlier ones wrote, on whatever member of a cluster it reads."""
        return self._driver.session(database=self._database, default_access_mode=access, bookmark_manager=self._bookmarks)

    # --- the store itself

    def about(self) -> About:
        for facts in self._all(schema.ABOUT):
            return About("neo4j", f"{self.url}, database {facts['name']}", facts["version"], None)
        raise StoreError(f"{self.url}: {TAKEN}")

    def damage(self) -> list[str]:
        return []

    def backup(self, target: Path) -> None:
        raise StoreError(
            f"{self.url}: Neo4j makes its own backups (`neo4j-admin database dump`, with the server stopped); "
            f"or take `phahe store copy --from {self.url} --to sqlite:///{target.name}`"
        )

    def prepare(self) -> None:
        """Nothing to make ready."""

    # --- writing

    def transact(self, work: Callable[[], T]) -> T:
        if self._running.session is not None:
            raise RuntimeError(READ_ONLY)
        if self._running.transaction is not None:
            raise RuntimeError("transactions do not nest")

        wanted: frozenset[str] = frozenset()

        @_in_time
        def attempt(transaction: ManagedTransaction) -> T:
            nonlocal wanted
            with self._running.writing(transaction):
                try:
                    self.lock(wanted)
                    return work()
                finally:
                    wanted |= self._running.asked

        def write() -> T:
            with self.session(WRITE_ACCESS) as session:
                return session.execute_write(attempt)

        with explained(self.url):
            return patiently(write)

    def lock(self, names: Collection[str]) -> None:
        """The next query takes them, in sorted order, in which transactions do not wait for each other in a circle. If one comes to need
        more, it might; then the server ends one of them, and it begins again by locking at once all that it needed in its last attempt.
        """
        running = self._running
        if running.transaction is None:
            raise RuntimeError(NO_TRANSACTION)
        running.unlocked |= {*names} - running.asked
        running.asked |= {*names}

    def apply(self, changes: Changes) -> None:
        change = settled(changes)
        if self._running.transaction is None:
            self.transact(lambda: self._make(change))
        else:
            self._make(change)

    def _make(self, change: Changes) -> None:
        for values in parameters(change):
            if not self._within(writing.CHANGE, {**values, "locks": self._running.locks()}):
                raise StoreError(DANGLING if self._rows(schema.ABOUT, {}) else f"{self.url}: {TAKEN}")

    # --- reading

    def together(self, questions: Sequence[Callable[[], Any]]) -> tuple[Any, ...]:
        return self.read(lambda: self._together(questions))

    def _together(self, questions: Sequence[Callable[[], Any]]) -> tuple[Any, ...]:
        asked = self._running.queries(questions)
        if len(asked) == 1:
            return self._running.answers(questions, [self._rows(*asked[0])])
        found: list[list[Row]] = [[] for _ in asked]
        if asked:
            values = {f"of{place}": values for place, (_, values) in enumerate(asked)}
            for row in self._rows(at_once(tuple(query for query, _ in asked)), values):
                found[row["place"]].append(row["row"])
        return self._running.answers(questions, found)

    def read(self, work: Callable[[], T]) -> T:
        """Its queries go through one session, each at once: a transaction around them would cost two more ways to the server, and as
        Neo4j reads what is committed, they would see no other state in it.
        """
        if self._running.transaction is not None or self._running.session is not None:
            return work()
        with explained(self.url), self.session(READ_ACCESS) as session, self._running.reading(session):
            return work()

    def spread(self, root: str, direction: Step, relations: Collection[str], depth: int | None, *, levels: bool = True) -> Spread:
        return self.read(lambda: neo4j_walks.spread(self._all, root, direction, relations, depth, levels=levels))

    def _search(self, words: Sequence[str], after: Worth | None, limit: int) -> tuple[int, list[Document]]:
        return self.read(lambda: neo4j_pages.search(self._all, words, after, limit))

    def neighbours(
        self, document: str, direction: Step, relations: Collection[str] | None, after: tuple[str, str] | None, limit: int
    ) -> tuple[int, list[tuple[DocumentEdge, Document]]]:
        return self.read(lambda: neo4j_pages.neighbours(self._all, document, direction, relations, after, limit))

    def way(self, start: str, end: str, longest: int, proofs: int) -> Way:
        return neo4j_walks.way(self._all, start, end, longest, proofs)

    def _all_of(self, queries: Sequence[str], values: Mapping[str, Any]) -> list[list[Row]]:
        if values.get("keys") == []:  # nothing is asked for; do not ask the server
            return [[] for _ in queries]
        try:
            return self.read(lambda: [self._rows(query, values) for query in queries])
        except UnicodeEncodeError:  # a lone surrogate, as in a file's name that is not UTF-8
            return [[] for _ in queries]

    def _rows(self, query: str, values: Mapping[str, Any]) -> list[Row]:
        """The rows of a query within a transaction or a read."""
        running = self._running
        if running.noted is not None:
            running.noted.append((query, values))
            return []
        if running.found is not None:
            return running.found.popleft()
        if running.transaction is not None:
            if running.unlocked:
                query, values = locking(query), {**values, "locks": running.locks()}
            return self._within(query, values)
        assert running.session is not None  # noqa: S101  # all that reads is within one of the two
        return [_row(record) for record in server.asked(running.session, sent(query), {"values": values})]

    def _within(self, query: str, values: Mapping[str, Any]) -> list[Row]:
        """The same in the transaction, of a query that takes the locks which are wanted; if it cannot be sent, they still are."""
        assert self._running.transaction is not None  # noqa: S101  # who asks has seen to it
        rows = [_row(record) for record in self._running.transaction.run(sent(query), values=values)]
        self._running.unlocked = frozenset()
        return rows

    def _each(self, query: str) -> Iterator[Row]:
        if self._running.transaction is not None:
            yield from self._all(query)  # what is written while rows are still to come might be among them
            return
        with explained(self.url), self.session(READ_ACCESS) as session:
            for record in session.run(query):  # in no managed transaction: a row that was given cannot be taken back to begin again
                yield _row(record)

    def _stored(self, hashes: Collection[str]) -> Iterator[Kept]:
        for row in self._of(reading.STORED, hashes):
            yield Kept(row, row["paths"], row["links"], row["statements"])

    def _list(self, values: Collection[str] | Collection[tuple[str, ...]]) -> list[str | list[str]]:
        given = (value if isinstance(value, str) else list(value) for value in dict.fromkeys(values))
        return [value for value in given if _is_unicode("".join(value))]


def _is_unicode(text: str) -> bool:
    """Whether it can be sent; a file's name that is not UTF-8 holds lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _in_time(work: Callable[[ManagedTransaction], T]) -> Callable[[ManagedTransaction], T]:
    """The same work, in a transaction that the server gives up when it takes too long."""
    return unit_of_work(timeout=server.TRANSACTION_SECONDS)(work)


def _row(record: Record) -> Row:
    """A record; of one that is a node's properties, these. No query returns nodes, for which `Record.data` would look through all."""
    row: Row = dict(record)
    return row["row"] if row.keys() == {"row"} else row
