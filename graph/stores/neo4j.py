"""The store on a Neo4j server: for many users and large graphs. Needs nothing beyond the Community edition, 5.26 or newer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from neo4j import READ_ACCESS, WRITE_ACCESS, GraphDatabase, ManagedTransaction, Record, Session, unit_of_work

from graph.errors import StoreError
from graph.kept import About, Changes, Document, DocumentEdge, EdgeKey, Spread, Step, Way, Worth
from graph.store import T
from graph.stores import codec, neo4j_pages, neo4j_walks
from graph.stores import neo4j_server as server
from graph.stores.changes import DANGLING, NO_TRANSACTION, READ_ONLY, needed, settled, silent
from graph.stores.codec import Row
from graph.stores.cypher import reading, schema, writing
from graph.stores.cypher.names import TYPES
from graph.stores.neo4j_nodes import document_row
from graph.stores.neo4j_running import Running
from graph.stores.neo4j_server import connect, explained, patiently, prepare
from graph.stores.rows import RowStore

BATCH = 5_000
"""Rows in one query: more would not be faster, and the server holds them in memory."""


class Neo4jStore(RowStore):
    """The port over one database of a server. Threads may share it: each use has a session of its own."""

    _queries = reading

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
        (facts,) = self._all(schema.ABOUT)
        return About("neo4j", f"{self.url}, database {facts['name']}", facts["version"], None)

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
        """Takes them in sorted order, in which transactions do not wait for each other in a circle. If one comes to need more, it
        might; then the server ends one of them, and it begins again by locking at once all that it needed in its last attempt.
        """
        running = self._running
        if running.transaction is None:
            raise RuntimeError(NO_TRANSACTION)
        new = sorted({*names} - running.asked)
        running.asked |= {*new}
        if new:
            running.transaction.run(schema.LOCK, names=[_fingerprint(name) for name in new]).consume()

    def apply(self, changes: Changes) -> None:
        change = settled(changes)
        if self._running.transaction is None:
            self.transact(lambda: self._make(change))
        else:
            self._make(change)

    def _make(self, change: Changes) -> None:
        assert self._running.transaction is not None  # noqa: S101  # both callers are within one
        writer = _Writer(self._running.transaction)
        writer.refuse_dangling(change)
        writer.write(change)

    # --- reading

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
        asked = None if relations is None else self._list(relations)
        return self.read(lambda: neo4j_pages.neighbours(self._all, document, direction, asked, after, limit))

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
        transaction, session = self._running.transaction, self._running.session
        if transaction is not None:
            return [_row(record) for record in transaction.run(query, dict(values))]
        assert session is not None  # noqa: S101  # all that reads is within one of the two
        return [_row(record) for record in server.asked(session, query, values)]

    def _each(self, query: str) -> Iterator[Row]:
        if self._running.transaction is not None:
            yield from self._all(query)  # what is written while rows are still to come might be among them
            return
        with explained(self.url), self.session(READ_ACCESS) as session:
            for record in session.run(query):  # in no managed transaction: a row that was given cannot be taken back to begin again
                yield _row(record)

    def _list(self, values: Collection[str] | Collection[tuple[str, ...]]) -> list[str | list[str]]:
        given = (value if isinstance(value, str) else list(value) for value in dict.fromkeys(values))
        return [value for value in given if _is_unicode("".join(value))]


class _Writer:
    """One change on its way into a transaction."""

    def __init__(self, transaction: ManagedTransaction) -> None:
        self._transaction = transaction

    def refuse_dangling(self, change: Changes) -> None:
        """Raise StoreError if the change would leave something pointing at nothing; nothing is written before that is known."""
        documents, descriptions = needed(change)
        redescribed = [*change.drop_descriptions, *(d.key for d in change.put_descriptions)]
        reread = [*change.drop_sources, *(s.sha256 for s in change.put_sources)]
        values = {
            "documents": list(documents),
            "descriptions": list(descriptions),
            "gone_documents": list(change.drop_documents),
            "gone_descriptions": list(change.drop_descriptions),
            "redescribed": redescribed,
            "reread": reread,
        }
        if (documents or descriptions or change.drop_documents or change.drop_descriptions) and self._dangles(values):
            raise StoreError(DANGLING)

    def write(self, change: Changes) -> None:
        for relation, keys in _by_relation(change.drop_edges):
            self._rows(writing.drop_edges(relation), [{"source": source, "target": target} for source, _, target in keys])
        self._sources_out(change)
        self._keys(writing.DROP_DESCRIPTIONS, change.drop_descriptions)
        gone: list[Row] = [{"key": key, "issuer": None, "place": None} for key in change.drop_documents]
        kept: list[Row] = [{"key": d.key, "issuer": d.issuer, "place": d.place} for d in change.put_documents]
        self._rows(writing.CLEAR_ISSUERS, gone + kept)
        self._keys(writing.CLEAR_SUSPECTS, change.drop_documents)
        self._keys(writing.DROP_DOCUMENTS, change.drop_documents)
        self._documents_in(change)
        self._descriptions_in(change)
        self._sources_in(change)
        self._keys(writing.DROP_JUDGEMENTS, change.drop_judgements)
        self._rows(writing.PUT_JUDGEMENTS, [codec.judgement_row(judgement) for judgement in change.put_judgements])
        edges = {(e.source, e.relation, e.target): e for e in change.put_edges}
        for relation, keys in _by_relation(edges):
            self._rows(writing.put_edges(relation), [codec.edge_row(edges[key]) for key in keys])

    def _sources_out(self, change: Changes) -> None:
        sources = [*change.drop_sources, *(s.sha256 for s in change.put_sources)]
        self._keys(writing.CLEAR_SOURCES, sources)
        self._keys(writing.DROP_SOURCES, change.drop_sources)
        self._keys(writing.TAKE_PATHS, [path for s in change.put_sources for path in s.paths])

    def _documents_in(self, change: Changes) -> None:
        rows = [document_row(d) for d in change.put_documents]
        self._rows(writing.PUT_DOCUMENTS, rows)
        for query, name in ((writing.PUT_AUTHORITIES, "issuer"), (writing.PUT_PLACES, "place")):  # in sorted order, as locks
            self._rows(
                query, sorted(({"key": row["key"], name: row[name]} for row in rows if row[name] is not None), key=lambda r: str(r[name]))
            )

    def _descriptions_in(self, change: Changes) -> None:
        rows = [codec.described_row(d) for d in change.put_descriptions]
        self._rows(writing.PUT_DESCRIPTIONS, rows)
        self._rows(writing.PUT_DESCRIBES, [row for row in rows if row["document"] is not None])

    def _sources_in(self, change: Changes) -> None:
        self._rows(writing.PUT_SOURCES, [codec.source_row(s) for s in change.put_sources])
        self._rows(writing.PUT_PATHS, [{"source": s.sha256, "path": path} for s in change.put_sources for path in s.paths])
        self._rows(writing.PUT_LINKS, [row for s in change.put_sources for row in codec.link_rows(s)])
        self._rows(writing.PUT_STATEMENTS, [row for s in change.put_sources for row in codec.statement_rows(s)])

    def _rows(self, query: str, rows: Sequence[Row]) -> None:
        for start in range(0, len(rows), BATCH):
            self._transaction.run(query, {"rows": rows[start : start + BATCH]}).consume()

    def _keys(self, query: str, keys: Collection[str]) -> None:
        if keys:
            self._transaction.run(query, {"keys": list(keys)}).consume()

    def _dangles(self, values: Row) -> bool:
        found: bool = self._transaction.run(writing.DANGLING, values).single(strict=True)["dangling"]
        return found


def _is_unicode(text: str) -> bool:
    """Whether it can be sent; a file's name that is not UTF-8 holds lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _fingerprint(name: str) -> str:
    """What is locked for a name, which may be longer than an index takes; two names with one would only wait for each other."""
    return blake2b(name.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def _in_time(work: Callable[[ManagedTransaction], T]) -> Callable[[ManagedTransaction], T]:
    """The same work, in a transaction that the server gives up when it takes too long."""
    return unit_of_work(timeout=server.TRANSACTION_SECONDS)(work)


def _by_relation(keys: Iterable[EdgeKey]) -> list[tuple[str, list[EdgeKey]]]:
    """Keys of edges under their relation. A relation that is none of ours has no edges."""
    groups: defaultdict[str, list[EdgeKey]] = defaultdict(list)
    for key in keys:
        groups[key[1]].append(key)
    return [(relation, own) for relation, own in sorted(groups.items()) if relation in TYPES]


def _row(record: Record) -> Row:
    """A record; of one that is a node's properties, these. No query returns nodes, for which `Record.data` would look through all."""
    row: Row = dict(record)
    return row["row"] if row.keys() == {"row"} else row
