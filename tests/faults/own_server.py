"""A Neo4j server of one test's own, which may be killed, filled up and started again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.neo4j_server import SCRIPT, UNAVAILABLE

SECONDS = 150


def control(home: Path, *words: str) -> str:
    command = [sys.executable, str(SCRIPT), *words, "--home", str(home)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
    if ran.returncode == UNAVAILABLE:
        pytest.skip(ran.stderr.strip())
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def start(home: Path, *words: str) -> str:
    """Returns the URL of the home's server when it answers."""
    control(home, "start", *words)
    return control(home, "wait")


def process(home: Path) -> int:
    """The running server's process id."""
    pid: int = json.loads((home / "server.json").read_text())["pid"]
    return pid
