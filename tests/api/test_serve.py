"""`phahe serve` as a process: it listens on the loopback address, logs a line a request, and stops when told to."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import api
from tests.api.conftest import Phahe

ROOT = Path(str(api.__file__)).parents[1]


@pytest.fixture
def server(store_url: str) -> Iterator[subprocess.Popen[str]]:
    """A running `phahe serve` on a free port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "api.cli", "serve", "--port", "0", "--store", store_url], cwd=ROOT, stderr=subprocess.PIPE, encoding="utf-8"
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.wait(20)
    assert process.stderr is not None
    process.stderr.close()


def test_serve(server: subprocess.Popen[str]) -> None:
    assert server.stderr is not None
    said = server.stderr.readline()
    address = re.search(r"http://127\.0\.0\.1:\d+", said)
    assert address is not None, said
    server.stderr.readline()
    answer = httpx.get(f"{address[0]}/v1/lineage/11-NQ/TW?depth=1", trust_env=False, timeout=20)
    assert answer.status_code == 200
    logged = json.loads(server.stderr.readline())
    assert (logged["event"], logged["method"], logged["path"], logged["status"]) == ("request", "GET", "/v1/lineage/11-NQ/TW", 200)
    server.send_signal(signal.SIGINT)
    assert server.wait(20) == 0
    assert server.stderr.read() == ""


def test_a_taken_port_is_one_line(phahe: Phahe) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = phahe("serve", "--port", port)
    assert told.exit_code == 1
    assert told.stderr.startswith(f"phahe: 127.0.0.1:{port}: cannot listen there: ")
    assert len(told.stderr.splitlines()) == 1


def test_no_store_no_server(bare: Phahe) -> None:
    told = bare("serve", "--store", "sqlite:///absent.db")
    assert told.exit_code == 1
    assert "no store at" in told.stderr
