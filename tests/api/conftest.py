"""A store with the samples, and the two ways to ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from graph.corpus import Corpus
from graph.stores import open_store
from tests.api.samples import RECORDS
from tests.api.serving import serving

Phahe = Callable[..., Result]
"""The command line: `phahe("show", "11-NQ/TW")`, with the store given."""


@pytest.fixture(scope="session")
def store_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A SQLite store that holds the samples. Nobody writes to it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('samples') / 'samples.db'}"
    store = open_store(url)
    Corpus(store).add(RECORDS)
    store.close()
    return url


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Phahe:
    """The command line in an empty folder, without any store given."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PHAHE_STORE", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    return lambda *args, stdin=None: CliRunner().invoke(app, [str(arg) for arg in args], input=stdin, prog_name="phahe")


@pytest.fixture
def phahe(bare: Phahe, store_url: str, monkeypatch: pytest.MonkeyPatch) -> Phahe:
    """The command line over the samples."""
    monkeypatch.setenv("PHAHE_STORE", store_url)
    return bare


@pytest.fixture(scope="session")
def address(store_url: str) -> Iterator[str]:
    """A real server over the samples, on a free port of the loopback address."""
    with serving(store_url) as address:
        yield address


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    """A client of that server."""
    with httpx.Client(base_url=address, trust_env=False) as running:
        yield running
