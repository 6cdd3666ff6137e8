"""Neo4j under duress: a server that is killed amid an ingest, and several programs that ingest at once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from graph.check import check
from graph.corpus import Corpus
from graph.export import export
from graph.stores import open_store
from graph.stores.memory import MemoryStore
from tests.faults.own_server import SECONDS, process, start
from tests.faults.taking_in import record
from tests.stores import empty_neo4j

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").iterdir())
BEFORE = 5
"""Texts that are in when the server is killed."""


def taking_in(url: str, paths: Sequence[Path]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.faults.taking_in", url, *map(str, paths)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def undisturbed() -> str:
    store = MemoryStore()
    Corpus(store).add(record(path) for path in EXAMPLES)
    return export(store).to_json()


def assert_undisturbed(url: str) -> None:
    store = open_store(url, create=False)
    assert export(store).to_json() == undisturbed()
    assert check(store).findings == []
    store.close()


def test_an_ingest_waits_for_a_killed_server_and_goes_on(home: Path) -> None:
    url = start(home)
    with taking_in(url, EXAMPLES) as ingest:
        assert ingest.stdout is not None
        for _ in range(BEFORE):
            assert ingest.stdout.readline()
        time.sleep(0.1)  # into the next one's transaction
        os.kill(process(home), signal.SIGKILL)
        time.sleep(1)
        assert ingest.poll() is None
        assert start(home, "--port", url.rpartition(":")[2]) == url
        rest, _ = ingest.communicate(timeout=SECONDS)
    assert ingest.returncode == 0
    assert len(rest.splitlines()) == len(EXAMPLES) - BEFORE
    assert_undisturbed(url)


def test_four_programs_that_ingest_at_once_make_the_right_graph(neo4j_url: str) -> None:
    empty_neo4j(neo4j_url)
    orders = [random.Random(n).sample(EXAMPLES, 10) for n in range(3)]  # noqa: S311  # an order of files, no secret
    orders.append(sorted(set(EXAMPLES) - {path for order in orders for path in order}) + EXAMPLES[::-2])
    programs = [taking_in(neo4j_url, order) for order in orders]
    for program in programs:
        program.communicate(timeout=SECONDS)
    assert [program.returncode for program in programs] == [0, 0, 0, 0]
    assert_undisturbed(neo4j_url)
