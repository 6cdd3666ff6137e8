"""A Neo4j that cannot or may not write: one clear line each, nothing is lost, and it goes on when it can again.

A server is kept from writing by a limit on the size of its files (`RLIMIT_FSIZE`), which needs no rights and no file system of its own:
what it appends to its log fails, as it does on a full disk. What Neo4j says where the system says that the disk is full is in
`tests/contract/test_neo4j_connection.py`.
"""

from __future__ import annotations

import resource
from contextlib import closing
from pathlib import Path

from graph.check import check
from graph.corpus import Corpus
from graph.export import export
from graph.stores import open_store
from tests.faults.conftest import ask, refused
from tests.faults.killed import records
from tests.faults.own_server import control, process, start
from tests.faults.test_neo4j import EXAMPLES

BEFORE = records()[:5]


def fill(url: str) -> str:
    """The export of a store with some documents."""
    with closing(open_store(url)) as store:
        Corpus(store).add(BEFORE)
    return whole(url)


def whole(url: str) -> str:
    """The store's export, once it is known to be sound."""
    with closing(open_store(url, create=False)) as store:
        assert check(store).findings == []
        return export(store).to_json()


def leave_no_room(home: Path) -> None:
    """From now on no file of the server grows beyond its log."""
    logs = (home / "data" / "transactions" / "neo4j").iterdir()
    size = max(log.stat().st_size for log in logs)
    resource.prlimit(process(home), resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def test_a_server_without_room(home: Path) -> None:
    url = start(home)
    before = fill(url)
    leave_no_room(home)
    said = refused(ask("ingest", EXAMPLES[0], "--store", url))
    assert "the server's disk is full, or fails; make room on it, and start the server again. What was finished is kept" in said
    for command in (("stats",), ("ingest", EXAMPLES[0])):
        assert "stopped this database after an error, such as a full disk; make room on it" in refused(ask(*command, "--store", url))
    control(home, "stop")
    url = start(home)
    assert whole(url) == before
    assert ask("ingest", EXAMPLES[0], "--store", url).exit_code == 0
    assert whole(url) != before


def test_a_database_that_may_only_be_read(home: Path) -> None:
    before = fill(start(home))
    control(home, "stop")
    url = start(home, "--setting", "server.databases.default_to_read_only=true")
    assert ask("stats", "--store", url).exit_code == 0
    assert "the server keeps this database read-only; nothing was changed" in refused(ask("ingest", EXAMPLES[0], "--store", url))
    assert whole(url) == before
