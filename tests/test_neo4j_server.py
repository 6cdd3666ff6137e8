"""The server that tests run against is a real one, of the pinned version, and tells how it is."""

from __future__ import annotations

import os

from neo4j import GraphDatabase

from tests.neo4j_server import control


def test_server_answers_as_the_pinned_community_edition(neo4j_url: str) -> None:
    credentials = (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
    with GraphDatabase.driver(neo4j_url, auth=credentials) as driver:
        driver.verify_connectivity()
        (row,) = driver.execute_query("CALL dbms.components() YIELD name, versions, edition").records
    assert (row["edition"], row["versions"][0].split(".")[:2]) == ("community", ["5", "26"])


def test_server_is_started_once_and_listens_on_loopback_only(neo4j_url: str) -> None:
    if "PHAHE_TEST_NEO4J" in os.environ:
        assert neo4j_url == os.environ["PHAHE_TEST_NEO4J"]
        return
    assert neo4j_url.startswith("bolt://127.0.0.1:")
    assert control("start").stdout.strip() == neo4j_url
    status = control("status")
    assert (status.returncode, status.stdout.strip()) == (0, neo4j_url)
