"""Neo4j as tests use it: one server, and its one database, emptied before each test."""

from __future__ import annotations

import os

from neo4j import GraphDatabase

_EMPTY = "MATCH (n) WHERE $all OR NOT n:PhaHeStore CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"


def empty_neo4j(url: str, *, wholly: bool = False) -> str:
    """Delete all that a store keeps in the server's database, and with `wholly` the mark of a store too; returns the URL.

    Indexes and constraints stay: to make them anew for each test would take longer than the tests.
    """
    auth = (os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ["NEO4J_PASSWORD"])
    with GraphDatabase.driver(url, auth=auth) as driver, driver.session() as session:
        session.run(_EMPTY, all=wholly).consume()
    return url
