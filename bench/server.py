"""A Neo4j server for measurements, by `scripts/neo4j`, with its memory bounded."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HEAP, PAGES = "4g", "6g"
"""Memory to compute in, and for what it keeps of its files."""

_SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "neo4j"


def control(home: Path, *words: str, cwd: Path | None = None) -> str:
    """What the script prints for these words. Raises CalledProcessError, after what it says is told, if it fails."""
    command = [sys.executable, str(_SCRIPT), *words, "--home", str(home.resolve())]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
        done.check_returncode()
    return done.stdout.strip()


@contextmanager
def running(home: Path) -> Iterator[str]:
    """URL of the server of this folder, which is stopped afterwards; the credentials are in the environment meanwhile."""
    for name, value in (("NEO4J_USERNAME", "neo4j"), ("NEO4J_PASSWORD", "phahe-tests")):
        os.environ.setdefault(name, value)
    control(home, "start", "--heap", HEAP, "--pages", PAGES)
    try:
        yield control(home, "wait")
    finally:
        control(home, "stop")
