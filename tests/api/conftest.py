"""A store with the samples, and the two ways to ask it."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import httpx
import pytest
from typer.testing import CliRunner, Result

from api.app import create_app, server_of
from api.cli import app
from graph.corpus import Corpus
from graph.stores import open_store
from tests.api.samples import RECORDS

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
    server = server_of(create_app(store_url))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        deadline = monotonic() + 20
        while not server.started and thread.is_alive() and monotonic() < deadline:
            sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    """A client of that server."""
    with httpx.Client(base_url=address, trust_env=False) as running:
        yield running
