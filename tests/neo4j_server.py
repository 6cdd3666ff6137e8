"""A real Neo4j for the tests that need one: one server for each run, ended with it.

A test takes the fixture `neo4j_url`. It is the URL in `PHAHE_TEST_NEO4J`, if given (then with the credentials of
`NEO4J_USERNAME` and `NEO4J_PASSWORD`; *its database is emptied*); else the server is started by `scripts/neo4j` in a folder of
this run. Neo4j Community has one database, so tests that take the fixture, or bear the mark `neo4j` because they ask for it
at run time (`request.getfixturevalue`), run one at a time, whatever worker of xdist they are in.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "neo4j"
HOME = "PHAHE_TEST_NEO4J_HOME"
"""Environment variable by which xdist's workers learn the folder that the controller made."""

UNAVAILABLE = 69
"""Exit code of `scripts/neo4j` where Neo4j cannot run."""


def control(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), *words, "--home", os.environ[HOME]]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "neo4j: needs the one Neo4j server of this run")
    if not hasattr(config, "workerinput"):
        os.environ[HOME] = tempfile.mkdtemp(prefix="phahe-neo4j-")


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        control("stop")
        shutil.rmtree(os.environ.pop(HOME), ignore_errors=True)


def needs_server(item: pytest.Item) -> bool:
    return "neo4j_url" in getattr(item, "fixturenames", ()) or item.get_closest_marker("neo4j") is not None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """These tests first: `--dist=worksteal` then gives them to one worker, and no other has to wait before all else is done."""
    items.sort(key=lambda item: not needs_server(item))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    if not needs_server(item):
        return (yield)
    with (Path(os.environ[HOME]) / "one-at-a-time").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        return (yield)


@pytest.fixture(scope="session")
def neo4j_url() -> Iterator[str]:
    """URL of a Neo4j whose credentials are in the environment; skips where none can run (which CI counts as a failure)."""
    given = os.environ.get("PHAHE_TEST_NEO4J")
    if given:
        yield given
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEO4J_USERNAME", "neo4j")
        patch.setenv("NEO4J_PASSWORD", "phahe-tests")
        started = control("start")
        if started.returncode == UNAVAILABLE:
            pytest.skip(started.stderr.strip())
        waited = control("wait")
        assert waited.returncode == 0, started.stderr + waited.stderr
        yield waited.stdout.strip()
