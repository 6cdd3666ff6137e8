"""Filling an empty Neo4j store: a program that is killed at it, a server that is, and a second program that begins meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from graph.check import check
from graph.corpus import Corpus
from graph.errors import StoreError
from graph.export import export
from graph.rederive import differences
from graph.stores import open_store
from graph.stores.memory import MemoryStore
from graph.transfer import copy
from tests.faults.killed import records
from tests.faults.own_server import SECONDS, process, start
from tests.stores import empty_neo4j, run_neo4j

FILLING = "another program is filling this store"


@contextmanager
def half_way(url: str) -> Iterator[subprocess.Popen[str]]:
    """A program that is in the middle of filling the store; it is killed afterwards."""
    command = [sys.executable, "-m", "tests.faults.filling", url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "half\n"
        yield program
        program.kill()


def assert_taken_up(url: str) -> None:
    """What a broken off filling left is no store for who reads; who fills again clears it, and has all."""
    with pytest.raises(StoreError, match=f"{FILLING}, or broke off"):
        open_store(url, create=False)
    origin, told = MemoryStore(), list[str]()
    Corpus(origin).add(records()[:20])
    with closing(open_store(url, tell=told.append)) as store:
        assert told == [f"{url}: cleared what was left of a filling that broke off"]
        assert not any(store.counts().values())
        copy(origin, store, lambda: None)
        assert export(store).to_json() == export(origin).to_json()
        assert check(store, differences).findings == []


def test_killed_in_the_middle(neo4j_url: str) -> None:
    empty_neo4j(neo4j_url)
    with half_way(neo4j_url):
        assert run_neo4j(neo4j_url, "MATCH (s:Source) RETURN count(s) > 0 AS some") == [{"some": True}]
        for create in (True, False):
            with pytest.raises(StoreError, match=FILLING):
                open_store(neo4j_url, create=create)
    assert_taken_up(neo4j_url)


def test_the_server_is_killed_in_the_middle(home: Path) -> None:
    url = start(home)
    with half_way(url) as program:
        os.kill(process(home), signal.SIGKILL)
        _, said = program.communicate("\n", timeout=SECONDS)
        assert program.returncode == 1
        assert "no Neo4j server answers there" in said
    assert start(home, "--port", url.rpartition(":")[2]) == url
    assert_taken_up(url)
