"""The CSV files of Neo4j's offline importer: their columns, and the SQL that makes their lines of a SQLite store's rows.

A line comes from SQLite whole, as bytes, since millions of fields are many times slower to put together in Python. Two functions
of ours are called in it: `repr`, which writes a float so that it is read back as it is, and `caption` (`graph.stores.neo4j_nodes`).
Sources and mentions are told apart by their rows' numbers, which stay in the files: no property of a node has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.kept import PROBABLY_SAME_AS
from graph.stores.cypher.names import TYPES


@dataclass(frozen=True, slots=True)
class File:
    """The SQL of each column's field, by the column as the importer reads it; and where the rows come from."""

    fields: Mapping[str, str]
    rows: str

    @property
    def header(self) -> str:
        return ",".join(self.fields)

    @property
    def lines(self) -> str:
        """The statement that gives the lines, each with its line feed."""
        line = " || ',' || ".join(self.fields.values())
        return f"SELECT CAST({line} || char(10) AS BLOB) FROM {self.rows}"  # noqa: S608  # constants below


def _text(value: str) -> str:
    """A text's field: None is an empty one, and the empty string a quoted one."""
    return f"""coalesce('"' || replace({value}, '"', '""') || '"', '')"""


def _key(value: str) -> str:
    """The field of a text that is never None and holds no quotation mark: a key, a hash, a relation."""
    return f"""'"' || {value} || '"'"""


def _real(value: str) -> str:
    """A float's field, so that it is read back as it is: of most SQLite's own 15 digits will do, which cost nothing."""
    return f"iif(CAST(CAST({value} AS TEXT) AS REAL) = {value}, CAST({value} AS TEXT), repr({value}))"


def _texts(names: str, table: str) -> dict[str, str]:
    return {name: _text(f"{table}.{name}") for name in names.split()}


_TYPE = "CASE edge.relation " + " ".join(f"WHEN '{relation}' THEN '{name}'" for relation, name in TYPES.items()) + " END"
_SUSPECT = f"key IN (SELECT source FROM edge WHERE relation = '{PROBABLY_SAME_AS}')"  # noqa: S608  # a constant

_DESCRIPTION = {
    "key:ID(Description)": _key("d.key"),
    "block": _text("d.block"),
    "count:long": "d.count",
    **_texts("document candidates", "d"),
    "header:boolean": "iif(d.header, 'true', 'false')",
    **_texts("number name type date term issuer title speaker code body place scope called", "d"),
    ":LABEL": "iif(d.document IS NULL, 'Description;Ambiguous', 'Description')",
}
_DOCUMENT = {
    "key:ID(Document)": _key("d.key"),
    **_texts("id block day number", "d"),
    "name": _text("caption(d.number, d.name, d.type, d.date, d.id)"),
    "called": _text("d.name"),
    **_texts("type issuer place date title", "d"),
    "held:boolean": "iif(d.held, 'true', 'false')",
    "support:long": "d.support",
    **_texts("place_reason tail", "d"),
    "words": _text("w.words"),
    ":LABEL": f"iif(d.held, 'Document;Held', 'Document;Stub') || iif({_SUSPECT}, ';Suspect', '')",
}
_SAID = {
    "ordinal:long": "ordinal",
    "relation": _key("relation"),
    "confidence:double": _real("confidence"),
    **_texts("rule spans quote", "statement"),
}
_GIVEN = {"local": _text("local"), "mentions:long": "mentions", "position:long": "position"}
_EDGE = {"total:long": "total", "confidence:double": _real("confidence"), "reason": _text("reason")}


def _from(start: str, key: str, properties: Mapping[str, str], end: str, to: str, kind: str, rows: str) -> File:
    """A relationship's file: the node that it starts from and what it ends at, with their kinds, and its own type's field."""
    return File({f":START_ID({start})": key, **properties, f":END_ID({end})": to, ":TYPE": kind}, rows)


NODES = {
    "sources": File(
        {":ID(Source)": "id", "sha256": _key("sha256"), **_texts("text reading unjudged prints", "source"), ":LABEL": "'Source'"}, "source"
    ),
    "paths": File({"path:ID(Path)": _text("path"), ":LABEL": "'Path'"}, "path"),
    "descriptions": File(_DESCRIPTION, "description d"),
    "documents": File(_DOCUMENT, "document d JOIN document_words w ON w.rowid = d.row"),
    "authorities": File(
        {"name:ID(Authority)": _text("issuer"), ":LABEL": "'Authority'"}, "document WHERE issuer IS NOT NULL GROUP BY issuer"
    ),
    "places": File({"name:ID(Place)": _text("place"), ":LABEL": "'Place'"}, "document WHERE place IS NOT NULL GROUP BY place"),
    "mentions": File({":ID(Mention)": "row", **_SAID, ":LABEL": "'Mention'"}, "statement"),
}
RELATIONSHIPS = {
    "found-at": _from("Source", "source", {}, "Path", _text("path"), "'FOUND_AT'", "path"),
    "gives": _from("Source", "source", _GIVEN, "Description", _key("description"), "'GIVES'", "link"),
    "states": _from("Source", "source", {}, "Mention", "row", "'STATES'", "statement"),
    "actors": _from("Mention", "row", {}, "Description", _key("actor"), "'ACTOR'", "statement"),
    "targets": _from("Mention", "row", {}, "Description", _key("target"), "'TARGET'", "statement"),
    "describes": _from(
        "Description", _key("key"), {}, "Document", _key("document"), "'DESCRIBES'", "description WHERE document IS NOT NULL"
    ),
    "issued-by": _from("Document", _key("key"), {}, "Authority", _text("issuer"), "'ISSUED_BY'", "document WHERE issuer IS NOT NULL"),
    "in": _from("Document", _key("key"), {}, "Place", _text("place"), "'IN'", "document WHERE place IS NOT NULL"),
    "edges": _from("Document", _key("source"), _EDGE, "Document", _key("target"), _TYPE, "edge"),
}
