"""The verbs that the command line and the API share: each takes what a user asked, and gives the answer.

Both print `answer.to_json()`, so equal questions have equal bytes by construction.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path as Folder
from tempfile import TemporaryFile

from api.citations import Cited, cited, explained
from api.console import say
from api.render.card import label
from api.settings import store_url
from graph import listing, lookup
from graph.answers import (
    Answer,
    CheckReport,
    Coverage,
    CoverageByPlace,
    Direction,
    DocumentDetail,
    DocumentPage,
    Doubts,
    EdgePage,
    Lineage,
    Path,
    PlainNode,
    Stats,
    StoreInfo,
    Why,
)
from graph.check import check
from graph.coverage import coverage, coverage_by_place
from graph.export import all_edges, all_nodes, export_pieces
from graph.kept import Step
from graph.lineage import lineage
from graph.neighbours import neighbours
from graph.nodes import plain_node
from graph.paths import path
from graph.queue import queue
from graph.rederive import differences
from graph.show import show
from graph.stats import stats
from graph.store import Store
from graph.stores import open_store
from graph.stores.neo4j_csv import write_csv
from graph.validity import full_date
from graph.why import why
from ingest.explained import explained as read_and_explain
from ingest.reader import read
from viz.graphml import graphml_pieces
from viz.words import Language

Relations = Collection[str] | None
"""Relations to follow instead of the usual ones."""

_PIECE = 1 << 20
"""Characters of an export that are in memory at a time."""


class HeldText(Answer):
    """One text of a document, as it was ingested."""

    sha256: str
    text: str


class HeldTexts(Answer):
    """The texts of a document: one for each distinct file that holds it; none for a stub."""

    document: str
    texts: list[HeldText]


@dataclass(frozen=True, slots=True)
class Service:
    """All questions to one store, each answered from one state of it, whatever is ingested meanwhile.

    `asked` is an id, a number or words; see `graph.lookup.find`.
    """

    store: Store

    def documents(self, limit: int, cursor: str | None, held: bool | None, type: str | None, place: str | None) -> DocumentPage:
        """A page of all documents that fit the filters."""
        return self.store.read(lambda: listing.documents(self.store, limit, cursor, held, type, place))

    def search(self, text: str, limit: int, cursor: str | None = None) -> DocumentPage:
        """A page of the documents that have all the words."""
        return self.store.read(lambda: lookup.search(self.store, text, limit, cursor))

    def show(self, asked: str, as_of: str | None = None) -> DocumentDetail:
        """Everything known of one document, and what had become of it by the day `as_of`."""
        day = None if as_of is None else full_date(as_of)
        return self.store.read(lambda: show(self.store, self.key(asked), day))

    def texts(self, asked: str) -> HeldTexts:
        """The held texts of one document."""

        def texts() -> HeldTexts:
            shown = self.show(asked)
            stored = self.store.stored([source.sha256 for source in shown.sources])
            held = [HeldText(sha256=source.sha256, text=stored[source.sha256].text) for source in shown.sources]
            return HeldTexts(document=shown.document.id, texts=held)

        return self.store.read(texts)

    def lineage(
        self, asked: str, direction: Direction = "down", depth: int | None = None, relations: Relations = None, as_of: str | None = None
    ) -> Lineage:
        """What carries a document out, or what it rests on; as it stood at the end of the day `as_of`."""
        day = None if as_of is None else full_date(as_of)
        return self.store.read(lambda: lineage(self.store, self.key(asked), direction, depth, relations, as_of=day))

    def coverage(self, asked: str, relations: Relations = None, as_of: str | None = None) -> Coverage:
        """Which provinces and bodies carry a document out, or did by the day `as_of`."""
        day = None if as_of is None else full_date(as_of)
        return self.store.read(lambda: coverage(self.store, self.key(asked), relations, day))

    def coverage_by_place(self, asked: str, relations: Relations = None) -> CoverageByPlace:
        """How many documents of each place carry a document out, and since when."""
        return self.store.read(lambda: coverage_by_place(self.store, self.key(asked), relations))

    def edges(self, asked: str, direction: Step, relations: Relations, limit: int, cursor: str | None = None) -> EdgePage:
        """How many edges run into or out of a document, and a page of them."""
        return self.store.read(lambda: neighbours(self.store, self.key(asked), direction, relations, limit, cursor))

    def path(self, a: str, b: str) -> Path:
        """A shortest way between two documents."""
        return self.store.read(lambda: path(self.store, self.key(a), self.key(b)))

    def queue(self, kinds: Collection[str] = (), limit: int | None = None, cursor: str | None = None) -> Doubts:
        """A page of what a person should look at."""
        return self.store.read(lambda: queue(self.store, kinds, limit, cursor))

    def why(self, a: str, b: str | None = None) -> Why:
        """Every reason for and against two documents being one; of one document, what it is known by."""
        return self.store.read(lambda: why(self.store, self.key(a), self.key(a if b is None else b)))

    def view(
        self, asked: str, direction: Direction = "down", depth: int | None = None, relations: Relations = None, lang: Language = "vi"
    ) -> str:
        """A lineage as a page of HTML."""
        from viz.html import lineage_html  # noqa: PLC0415 - all other questions need not wait half a second for pyvis

        answer = self.lineage(asked, direction, depth, relations)
        return lineage_html(answer, title=label(answer.nodes[0]), lang=lang)

    def stats(self) -> Stats:
        """What the store holds, in numbers."""
        return self.store.read(lambda: stats(self.store))

    def export_json(self) -> Iterator[str]:
        """The whole graph as JSON, piece by piece."""
        return self._pieces(lambda: export_pieces(self.store))

    def export_graphml(self) -> Iterator[str]:
        """The whole graph as GraphML, piece by piece."""
        return self._pieces(lambda: graphml_pieces("export", all_nodes(self.store), all_edges(self.store)))

    def _pieces(self, pieces: Callable[[], Iterable[str]]) -> Iterator[str]:
        """What is long, piece by piece. It is put on the disk first: so one state of the store is read, however slowly the
        pieces are taken.
        """
        with TemporaryFile("w+", encoding="utf-8", errors="surrogatepass", newline="\n") as file:
            self.store.read(lambda: file.writelines(pieces()))
            file.seek(0)
            while piece := file.read(_PIECE):
                yield piece

    def write_csv(self, folder: Folder) -> None:
        """Everything the store holds, as CSV for Neo4j's offline importer."""
        self.store.read(lambda: write_csv(self.store, folder))

    def check(self, *, deep: bool = False) -> CheckReport:
        """Whether the graph is what its sources give; if `deep`, all of it is derived anew from what was read."""
        return self.store.read(lambda: check(self.store, differences if deep else None))

    def info(self) -> StoreInfo:
        """What the store is, and how much is in it."""
        about = self.store.about()
        return StoreInfo(
            kind=about.kind, location=about.location, schema_version=about.schema, size=about.size, counts=dict(self.store.counts())
        )

    def known(self, ids: Iterable[str]) -> dict[str, PlainNode]:
        """The documents with exactly these ids."""
        asked = list(ids)
        return self.store.read(
            lambda: {one: plain_node(document) for one in asked for document in self.store.with_id(one) if document.id == one}
        )

    def key(self, asked: str) -> str:
        """The store's key of the one document that is meant; raises as `graph.lookup.find` does."""
        return lookup.find(self.store, asked).key


@contextmanager
def opened(url: str | None, *, create: bool = False) -> Iterator[Service]:
    """The verbs over the store at `url` (else the configured one), closed at the end. A migration is told on stderr."""
    store = open_store(store_url(url), create=create, tell=say)
    try:
        yield Service(store)
    finally:
        store.close()


def cite(source: str | None, text: str, *, why: bool = False) -> Cited:
    """What a text cites, with reasons if `why`. Needs no store."""
    return explained(source, read_and_explain(text)) if why else cited(source, read(text))
