"""The statements that fill an empty store. Each takes `$rows`, which are lists, since names in each row would double what is sent."""

from __future__ import annotations

from collections.abc import Sequence

from graph.kept import PROBABLY_SAME_AS
from graph.stores.cypher.names import TYPES


def documents(columns: Sequence[str], *, held: bool) -> str:
    return f"UNWIND $rows AS row CREATE (:Document:{'Held' if held else 'Stub'} {_map(columns, held=str(held).lower())})"


def descriptions(columns: Sequence[str]) -> str:
    """Those that have a `document`."""
    return f"""
UNWIND $rows AS row MATCH (d:Document {{key: row[{columns.index("document")}]}})
CREATE (:Description {_map(columns, header=_truth(columns, "header"))})-[:DESCRIBES]->(d)"""


def ambiguous(columns: Sequence[str]) -> str:
    return f"UNWIND $rows AS row CREATE (:Description:Ambiguous {_map(columns, header=_truth(columns, 'header'))})"


def sources(columns: Sequence[str]) -> str:
    return f"UNWIND $rows AS row CREATE (:Source {_map(columns)})"


PATHS = "UNWIND $rows AS row MATCH (s:Source {sha256: row[0]}) CREATE (s)-[:FOUND_AT]->(:Path {path: row[1]})"
ISSUERS = "UNWIND $rows AS row MATCH (d:Document {key: row[0]}) MERGE (a:Authority {name: row[1]}) CREATE (d)-[:ISSUED_BY]->(a)"
PLACES = "UNWIND $rows AS row MATCH (d:Document {key: row[0]}) MERGE (p:Place {name: row[1]}) CREATE (d)-[:IN]->(p)"


def links(columns: Sequence[str]) -> str:
    """The first two are the source's hash and the description's key."""
    return f"""
UNWIND $rows AS row MATCH (s:Source {{sha256: row[0]}}), (x:Description {{key: row[1]}})
CREATE (s)-[:GIVES {_map(columns, skip=2)}]->(x)"""


def statements(columns: Sequence[str]) -> str:
    """The first three are the source's hash, and the keys of actor and target."""
    return f"""
UNWIND $rows AS row MATCH (s:Source {{sha256: row[0]}}), (a:Description {{key: row[1]}}), (t:Description {{key: row[2]}})
CREATE (s)-[:STATES]->(m:Mention {_map(columns, skip=3)}), (m)-[:ACTOR]->(a), (m)-[:TARGET]->(t)"""


def edges(columns: Sequence[str], relation: str) -> str:
    """The first two are the documents' keys."""
    return f"""
UNWIND $rows AS row MATCH (s:Document {{key: row[0]}}), (t:Document {{key: row[1]}})
CREATE (s)-[:{TYPES[relation]} {_map(columns, skip=2)}]->(t) {"SET s:Suspect" if relation == PROBABLY_SAME_AS else ""}"""


def _map(columns: Sequence[str], skip: int = 0, **others: str) -> str:
    """The properties: each column after the first `skip` as it is in the row, `others` as they say."""
    properties = {name: f"row[{at}]" for at, name in enumerate(columns) if at >= skip} | others
    return "{" + ", ".join(f"{name}: {value}" for name, value in properties.items()) + "}"


def _truth(columns: Sequence[str], name: str) -> str:
    """SQLite keeps truth as a number."""
    return f"row[{columns.index(name)}] = 1"
