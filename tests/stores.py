"""Neo4j as tests use it: one server, and its one database, emptied before each test."""

from __future__ import annotations

import os
from typing import Any

from neo4j import GraphDatabase

_EMPTY = "MATCH (n) WHERE $wholly OR NOT n:PhaHeStore CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"


def empty_neo4j(url: str, *, wholly: bool = False) -> str:
    """Delete all that a store keeps in the server's database, and with `wholly` the mark of a store too; returns the URL.

    Indexes and constraints stay: to make them anew for each test would take longer than the tests.
    """
    run_neo4j(url, _EMPTY, wholly=wholly)
    return url


def run_neo4j(url: str, query: str, **values: object) -> list[dict[str, Any]]:
    """The rows of a query that goes past the store."""
    auth = (os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ["NEO4J_PASSWORD"])
    with GraphDatabase.driver(url, auth=auth) as driver, driver.session() as session:
        return session.run(query, values).data()
