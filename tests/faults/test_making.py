"""SIGKILL while a store is made in one go: there is none, or the whole one; and in the end it is as if nothing had been."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random

from graph.corpus import Corpus
from graph.export import export
from graph.stores import open_store
from graph.stores.memory import MemoryStore
from tests.faults.taking_in import record

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
ROUNDS = 5


def making(url: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "tests.faults.making", url, str(EXAMPLES)], stderr=subprocess.PIPE)


def test_killed_while_it_is_made(tmp_path: Path) -> None:
    random, path = Random(6), tmp_path / "store.db"  # noqa: S311  # repeatable, not secret
    kept = tmp_path / ".store.db.readings"
    for _ in range(ROUNDS):
        process = making(f"sqlite:///{path}")
        while not kept.exists() and process.poll() is None:
            time.sleep(0.001)
        time.sleep(random.uniform(0, 0.2))
        process.kill()
        process.communicate()
        if path.exists():
            break
    _, said = making(f"sqlite:///{path}").communicate(timeout=60)
    assert b"16 files read" in said
    assert not kept.exists()
    undisturbed = MemoryStore()
    Corpus(undisturbed).add(record(file) for file in sorted(EXAMPLES.iterdir()))
    store = open_store(f"sqlite:///{path}", create=False)
    assert export(store).to_json() == export(undisturbed).to_json()
    store.close()
