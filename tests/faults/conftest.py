"""A store with documents in it, and the command line over it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from graph.corpus import Corpus
from graph.stores import open_store
from tests.faults.killed import records
from tests.faults.own_server import control

Asked = Callable[..., Result]


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite store. Nobody writes to it."""
    path = tmp_path_factory.mktemp("faults") / "store.db"
    store = open_store(f"sqlite:///{path}")
    Corpus(store).add(records()[:40])
    store.close()
    return path


@pytest.fixture
def path(original: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    return Path(shutil.copy(original, tmp_path / "store.db"))


@pytest.fixture
def phahe(path: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """The command line over the copy."""
    monkeypatch.setenv("PHAHE_STORE", f"sqlite:///{path}")
    return ask


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where a Neo4j server of this test alone is kept; it is stopped afterwards."""
    monkeypatch.setenv("NEO4J_USERNAME", "neo4j")
    monkeypatch.setenv("NEO4J_PASSWORD", "phahe-tests")
    yield tmp_path
    control(tmp_path, "stop")


def ask(*args: object) -> Result:
    """The command line, in this process."""
    return CliRunner().invoke(app, [str(arg) for arg in args], prog_name="phahe")


def refused(told: Result) -> str:
    """The one line of a command that failed as it should."""
    assert told.exit_code == 1, told.output
    assert len(told.stderr.splitlines()) == 1
    assert told.stderr.startswith("phahe: ")
    assert "internal error" not in told.stderr
    return told.stderr
