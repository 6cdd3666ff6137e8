"""The reading half of the port, once for all adapters whose engine answers queries with rows.

Such an adapter brings its queries as a module (`sqlite_sql`, `cypher.reading`) and a way to run them; here stands which query answers
what and how its rows become the port's values. The orders that the port states are the queries' own.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple, Protocol

from graph.judgements import Judgement
from graph.kept import Described, Document, DocumentEdge, EdgeKey, Link, Statement, Step, StoredSource, Worth, id_fits
from graph.reading import SELF
from graph.store import T
from graph.stores import codec
from graph.stores.changes import can_match, tail
from graph.stores.codec import Row


class Queries(Protocol):
    """An engine's queries. Their parameters: `keys` (strings, or tuples of strings), `count` (a limit) and those named here."""

    SOURCES: str
    SOURCES_AT: str
    PATHS: str
    BEARING: str
    PRINTS: str
    JUDGEMENTS: str
    DESCRIBED: str
    DESCRIBED_AT: str
    NAMESAKES: str
    NAMESAKES_OF_ANY_YEAR: str
    DESCRIPTIONS: str
    DESCRIPTIONS_OF: str
    AMBIGUOUS: str
    LINKS_TO: str
    STATEMENTS_ABOUT: str
    TALLY: str
    EVIDENCE: str
    """`count` may be None: all."""
    DOCUMENTS: str
    DOCUMENTS_IN: str
    DOCUMENTS_ON: str
    ALL_DOCUMENTS: str
    WITH_ID: str
    """`id`"""
    WITH_TAIL: str
    """`tail`"""
    WITH_PREFIX: str
    """`prefix`"""
    SPEAKERS: str
    """`itself`: the local name of the speaker"""
    EDGES_BETWEEN: str
    ALL_EDGES: str
    EDGES_NAMED: str
    """`relations`: strings"""
    COUNTS: str
    """`itself`: the local name of the speaker"""

    def edges(self, direction: Step, relations: Collection[str] | None) -> str:
        """The query for edges out of or into `keys`; `relations` are bound too: None or strings."""

    def page(self, filters: Collection[str], *, after: bool) -> tuple[str, str]:
        """Queries that count and that list documents; each of `filters`, and `after`, is bound under its name."""


class Kept(NamedTuple):
    """A source's row, its paths, and the rows of its links and statements, in order."""

    row: Row
    paths: Iterable[str]
    links: Iterable[Row]
    statements: Iterable[Row]


class RowStore(ABC):
    """Answers the port's questions by queries. A string that cannot be in the engine finds nothing."""

    _queries: Queries
    _document_of: Callable[[Row], Document] = staticmethod(codec.document_of)
    """What a row of a query for documents stands for."""

    @abstractmethod
    def _all_of(self, queries: Sequence[str], values: Mapping[str, Any]) -> list[list[Row]]:
        """The rows of queries that see, as `Store.read` has it, one state of the store and, in a transaction, what it wrote."""

    @abstractmethod
    def _each(self, query: str) -> Iterator[Row]:
        """The rows of one query, one by one."""

    @abstractmethod
    def read(self, work: Callable[[], T]) -> T:
        """`Store.read`."""

    @abstractmethod
    def _list(self, values: Collection[str] | Collection[tuple[str, ...]]) -> object:
        """A list as the engine takes it for `keys`; each value once."""

    @abstractmethod
    def _stored(self, hashes: Collection[str]) -> Iterable[Kept]:
        """What is kept of these sources."""

    @abstractmethod
    def _search(self, words: Sequence[str], after: Worth | None, limit: int) -> tuple[int, list[Document]]:
        """`Store.search` for folded words, each once and in order."""

    def _all(self, query: str, **values: object) -> list[Row]:
        return self._all_of([query], values)[0]

    def _of(self, query: str, keys: Collection[str] | Collection[tuple[str, ...]], **values: object) -> list[Row]:
        """The rows for some keys; for none the engine is not asked."""
        return self._all(query, keys=self._list(keys), **values) if keys else []

    # --- sources

    def sources(self) -> Iterator[str]:
        return (row["sha256"] for row in self._each(self._queries.SOURCES))

    def stored(self, hashes: Collection[str]) -> dict[str, StoredSource]:
        def put_together(kept: Kept) -> StoredSource:
            row, paths, links, statements = kept
            return codec.source_of(row, paths, map(codec.link_of, links), map(codec.statement_of, statements))

        return {kept.row["sha256"]: put_together(kept) for kept in self._stored(hashes)} if hashes else {}

    def sources_at(self, paths: Collection[str]) -> dict[str, str]:
        return {row["path"]: row["sha256"] for row in self._all(self._queries.SOURCES_AT, keys=self._list(paths))}

    def paths(self) -> dict[str, str]:
        return {row["path"]: row["sha256"] for row in self._all(self._queries.PATHS)}

    def bearing(self, prints: Collection[str], limit: int) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for row in self._of(self._queries.BEARING, prints, count=limit):
            found[row["print"]].append(row["source"])
        return dict(found)

    def prints(self) -> Iterator[tuple[str, str]]:
        return ((row["print"], row["source"]) for row in self._each(self._queries.PRINTS))

    # --- judgements

    def judgements(self) -> list[Judgement]:
        return [codec.judgement_of(row) for row in self._all(self._queries.JUDGEMENTS)]

    # --- descriptions

    def described(self, blocks: Collection[str]) -> list[Described]:
        return [codec.described_of(row) for row in self._of(self._queries.DESCRIBED, blocks)]

    def described_at(self, parts: Collection[tuple[str, str]]) -> list[Described]:
        return [codec.described_of(row) for row in self._of(self._queries.DESCRIBED_AT, parts)]

    def namesakes(self, names: Collection[str]) -> list[Described]:
        return [codec.described_of(row) for row in self._of(self._queries.NAMESAKES, names)]

    def namesakes_of_any_year(self, names: Collection[str]) -> list[Described]:
        return [codec.described_of(row) for row in self._of(self._queries.NAMESAKES_OF_ANY_YEAR, names)]

    def descriptions(self, keys: Collection[str]) -> dict[str, Described]:
        return {row["key"]: codec.described_of(row) for row in self._of(self._queries.DESCRIPTIONS, keys)}

    def descriptions_of(self, documents: Collection[str]) -> dict[str, list[Described]]:
        rows = self._of(self._queries.DESCRIPTIONS_OF, documents)
        return {document: [codec.described_of(row) for row in own] for document, own in groupby(rows, key=lambda row: row["document"])}

    def ambiguous(self) -> Iterator[Described]:
        return map(codec.described_of, self._each(self._queries.AMBIGUOUS))

    def links_to(self, descriptions: Collection[str]) -> list[Link]:
        return [codec.link_of(row) for row in self._of(self._queries.LINKS_TO, descriptions)]

    # --- statements

    def statements_about(self, descriptions: Collection[str]) -> list[Statement]:
        return [codec.statement_of(row) for row in self._of(self._queries.STATEMENTS_ABOUT, descriptions)]

    def tally(self, pairs: Collection[tuple[str, str]]) -> dict[EdgeKey, tuple[int, float]]:
        rows = self._of(self._queries.TALLY, pairs)
        return {(row["source"], row["relation"], row["target"]): (row["total"], row["confidence"]) for row in rows}

    def evidence(self, edges: Collection[EdgeKey], limit: int | None) -> dict[EdgeKey, list[Statement]]:
        rows = self._of(self._queries.EVIDENCE, edges, count=limit)
        groups = groupby(rows, key=lambda row: (row["edge_source"], row["relation"], row["edge_target"]))
        return {edge: [codec.statement_of(row) for row in own] for edge, own in groups}

    # --- documents

    def documents(self, keys: Collection[str]) -> dict[str, Document]:
        return {d.key: d for d in self._documents_of(self._queries.DOCUMENTS, keys)}

    def documents_in(self, blocks: Collection[str]) -> list[Document]:
        return self._documents_of(self._queries.DOCUMENTS_IN, blocks)

    def documents_on(self, days: Collection[str]) -> list[Document]:
        return self._documents_of(self._queries.DOCUMENTS_ON, days)

    def all_documents(self) -> Iterator[Document]:
        return map(self._document_of, self._each(self._queries.ALL_DOCUMENTS))

    def page(self, after: str | None, limit: int, held: bool | None, type: str | None, place: str | None) -> tuple[int, list[Document]]:
        filters = {name: value for name, value in (("held", held), ("type", type), ("place", place)) if value is not None}
        queries = self._queries.page(filters.keys(), after=after is not None)
        total, rows = self._all_of(queries, {**filters, "after": after, "count": limit})
        return (total[0]["total"] if total else 0), [self._document_of(row) for row in rows]

    def with_id(self, pattern: str) -> list[Document]:
        if "-" not in pattern.split("/"):
            return self._documents(self._queries.WITH_ID, id=pattern)
        if tail(pattern) != "-":
            found = self._documents(self._queries.WITH_TAIL, tail=tail(pattern))
        else:
            found = self._documents(self._queries.WITH_PREFIX, prefix=pattern.partition("-")[0])
        return [d for d in found if id_fits(d.id, pattern)]

    def search(self, words: Sequence[str], after: Worth | None, limit: int) -> tuple[int, list[Document]]:
        asked = sorted(set(words))
        return self._search(asked, after, limit) if all(map(can_match, asked)) else (0, [])

    def speakers(self, sources: Collection[str]) -> dict[str, Document]:
        rows = self._of(self._queries.SPEAKERS, sources, itself=SELF)
        return {row["source"]: self._document_of(row) for row in rows}

    def _documents(self, query: str, **values: object) -> list[Document]:
        return [self._document_of(row) for row in self._all(query, **values)]

    def _documents_of(self, query: str, keys: Collection[str]) -> list[Document]:
        return [self._document_of(row) for row in self._of(query, keys)]

    # --- edges

    def edges(self, documents: Collection[str], direction: Step, relations: Collection[str] | None = None) -> list[DocumentEdge]:
        query = self._queries.edges(direction, relations)
        asked = None if relations is None else self._list(relations)
        return [codec.edge_of(row) for row in self._of(query, documents, relations=asked)]

    def edges_between(self, pairs: Collection[tuple[str, str]]) -> list[DocumentEdge]:
        return [codec.edge_of(row) for row in self._of(self._queries.EDGES_BETWEEN, pairs)]

    def all_edges(self) -> Iterator[DocumentEdge]:
        return map(codec.edge_of, self._each(self._queries.ALL_EDGES))

    def edges_named(self, relations: Collection[str]) -> list[DocumentEdge]:
        return [codec.edge_of(row) for row in self._all(self._queries.EDGES_NAMED, relations=self._list(relations))]

    def counts(self) -> Mapping[str, int]:
        return self._all(self._queries.COUNTS, itself=SELF)[0]
