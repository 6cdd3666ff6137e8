"""A store as CSV files for Neo4j's offline importer (`neo4j-admin database import full`), which loads millions of edges in a minute.

The rows are those that the Neo4j store keeps (`cypher`, `codec`); its indexes are made when the loaded database is first opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from graph.batches import batches
from graph.errors import UsageError
from graph.kept import PROBABLY_SAME_AS, Described, DocumentEdge
from graph.store import Store
from graph.stores import codec, migrations
from graph.stores.codec import Row
from graph.stores.cypher.names import TYPES
from graph.stores.neo4j_nodes import document_row
from graph.stores.rows import RowStore, SourceRows

_AT_ONCE = 200
"""Sources, whose texts are in memory together."""
_DOCUMENTS_AT_ONCE = 1000

ARGUMENTS = "import.args"

_DESCRIPTION = (
    "key:ID(Description)|block|count:long|document|candidates|header:boolean|number|name|type|date|term|issuer|title|speaker"
    "|code|body|place|scope|called|:LABEL"
)
_DOCUMENT = (
    "key:ID(Document)|id|block|day|number|name|called|type|issuer|place|date|title|held:boolean|support:long|place_reason|tail|words|:LABEL"
)
NODES = {
    "store": "name:ID(Store)|schema:long|:LABEL",
    "judgements": "id:ID(Judgement)|line|kind|withdrawn:boolean|who|when|why|:LABEL",
    "sources": "sha256:ID(Source)|text|reading|unjudged|:LABEL",
    "paths": "path:ID(Path)|:LABEL",
    "descriptions": _DESCRIPTION,
    "documents": _DOCUMENT,
    "authorities": "name:ID(Authority)|:LABEL",
    "places": "name:ID(Place)|:LABEL",
    "mentions": ":ID(Mention)|ordinal:long|relation|confidence:double|rule|spans|quote|:LABEL",
}
RELATIONSHIPS = {
    "found-at": ":START_ID(Source)|:END_ID(Path)|:TYPE",
    "gives": ":START_ID(Source)|local|mentions:long|position:long|:END_ID(Description)|:TYPE",
    "states": ":START_ID(Source)|:END_ID(Mention)|:TYPE",
    "says-of": ":START_ID(Mention)|:END_ID(Description)|:TYPE",
    "describes": ":START_ID(Description)|:END_ID(Document)|:TYPE",
    "issued-by": ":START_ID(Document)|:END_ID(Authority)|:TYPE",
    "in": ":START_ID(Document)|:END_ID(Place)|:TYPE",
    "edges": ":START_ID(Document)|total:long|confidence:double|reason|:END_ID(Document)|:TYPE",
}
"""Each file's columns, as the importer reads them; those of a node's properties bear the names of the row's."""


def write_csv(store: Store, folder: Path) -> None:
    """Write all that the store holds into the folder, which is made, with the importer's arguments in `import.args`.

    Raises UsageError if there is something in the folder already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise UsageError(f"{folder}: this folder is not empty; name a new one")
    with _Files(folder) as files:
        files.row("store", ["phahe", migrations.newest(migrations.NEO4J), "PhaHeStore"])
        for judgement in store.judgements():
            files.node("judgements", codec.judgement_row(judgement), "Judgement")
        _documents(store, files)
        _sources(store, files)
        files.lines("edges", map(_edge, store.all_edges()))
    (folder / ARGUMENTS).write_text("".join(f"{argument}\n" for argument in _arguments()), "utf-8", newline="\n")


def _arguments() -> Iterator[str]:
    yield "--multiline-fields=true"
    yield "--bad-tolerance=0"
    yield from (f"--nodes={name}.csv" for name in NODES)
    yield from (f"--relationships={name}.csv" for name in RELATIONSHIPS)


class _Files:
    """The CSV files, while they are written. None is an empty field, and the empty string a quoted one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open = ExitStack()
        self._files: dict[str, IO[str]] = {}
        self._columns = {name: [c.partition(":")[0] for c in columns.split("|")[:-1]] for name, columns in NODES.items()}

    def __enter__(self) -> Self:
        for name, columns in (NODES | RELATIONSHIPS).items():
            self._files[name] = self._open.enter_context((self._folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            self._files[name].write(columns.replace("|", ",") + "\n")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._open.close()

    def row(self, name: str, values: Sequence[object]) -> None:
        self._files[name].write(",".join(map(_field, values)) + "\n")

    def lines(self, name: str, lines: Iterable[str]) -> None:
        """Rows that are made already, each with its line feed."""
        self._files[name].writelines(lines)

    def node(self, name: str, row: Mapping[str, object], labels: str) -> None:
        """A node by its properties; `labels` are parted by semicolons."""
        self.row(name, [*(row[column] for column in self._columns[name]), labels])


def _field(value: object) -> str:
    if isinstance(value, str):
        return _text(value)
    if value is None:
        return ""
    return repr(value).lower() if isinstance(value, bool) else repr(value)


def _text(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _documents(store: Store, files: _Files) -> None:
    authorities: set[str] = set()
    places: set[str] = set()
    for documents in batches(store.all_documents(), _DOCUMENTS_AT_ONCE):
        suspects = {edge.source for edge in store.edges([document.key for document in documents], "out", {PROBABLY_SAME_AS})}
        for document in documents:
            labels = ["Document", "Held" if document.held else "Stub", *(["Suspect"] if document.key in suspects else [])]
            files.node("documents", document_row(document), ";".join(labels))
            if document.issuer is not None:
                authorities.add(document.issuer)
                files.row("issued-by", [document.key, document.issuer, "ISSUED_BY"])
            if document.place is not None:
                places.add(document.place)
                files.row("in", [document.key, document.place, "IN"])
    for name in sorted(authorities):
        files.row("authorities", [name, "Authority"])
    for name in sorted(places):
        files.row("places", [name, "Place"])


def _sources(store: Store, files: _Files) -> None:
    written: set[str] = set()
    for hashes in batches(store.sources(), _AT_ONCE):
        sources = _rows_of(store, hashes)
        new = {link["description"] for rows in sources.values() for link in rows.links} - written
        _descriptions(store.descriptions(new).values(), files)
        written |= new
        for sha256 in hashes:
            _source(sources[sha256], files)


def _rows_of(store: Store, hashes: Sequence[str]) -> dict[str, SourceRows]:
    """The sources as rows, which a store that keeps such need not take apart and put together again."""
    if isinstance(store, RowStore):
        return store.stored_rows(hashes)
    stored = store.stored(hashes).values()
    return {s.sha256: SourceRows(codec.source_row(s), s.paths, codec.link_rows(s), codec.statement_rows(s)) for s in stored}


def _edge(e: DocumentEdge) -> str:
    return f"{_text(e.source)},{e.total},{e.confidence!r},{_field(e.reason)},{_text(e.target)},{TYPES[e.relation]}\n"


def _descriptions(descriptions: Iterable[Described], files: _Files) -> None:
    for described in descriptions:
        files.node("descriptions", codec.described_row(described), "Description" if described.document else "Description;Ambiguous")
        if described.document is not None:
            files.row("describes", [described.key, described.document, "DESCRIBES"])


def _source(rows: SourceRows, files: _Files) -> None:
    """Written out, since no rows are more: a dozen for each citation."""
    files.node("sources", rows.source, "Source")
    sha256 = _text(rows.source["sha256"])
    paths = [_text(path) for path in rows.paths]
    files.lines("paths", [f"{path},Path\n" for path in paths])
    files.lines("found-at", [f"{sha256},{path},FOUND_AT\n" for path in paths])
    links = enumerate(rows.links)
    files.lines("gives", [f"{sha256},{_text(k['local'])},{k['mentions']},{n},{_text(k['description'])},GIVES\n" for n, k in links])
    said = [(_text(f"{s['source']}:{s['ordinal']}"), s) for s in rows.statements]
    files.lines("mentions", [f"{mention},{_said(s)},Mention\n" for mention, s in said])
    files.lines("states", [f"{sha256},{mention},STATES\n" for mention, _ in said])
    files.lines("says-of", [f"{mention},{_text(s['actor'])},ACTOR\n{mention},{_text(s['target'])},TARGET\n" for mention, s in said])


def _said(s: Row) -> str:
    texts = _text(s["rule"]), _text(s["spans"]), _text(s["quote"])
    return f"{s['ordinal']},{_text(s['relation'])},{s['confidence']!r},{','.join(texts)}"
