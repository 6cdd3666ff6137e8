"""SIGKILL at random points of ingesting: what was acknowledged is kept, and the rest as if it had not been begun."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from graph.check import check
from graph.corpus import Corpus
from graph.export import export
from graph.rederive import differences
from graph.stores import open_store
from graph.stores.memory import MemoryStore
from tests.faults.killed import records

SEED, ROUNDS = 4, 40


def test_killed_at_random_points(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    command = [sys.executable, "-m", "tests.faults.killed", url, str(SEED), str(ROUNDS)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert told["interrupted"] >= ROUNDS // 4, "too few were killed in the middle of a change"
    store, undisturbed, every = open_store(url, create=False), MemoryStore(), records()
    assert check(store, differences).findings == []
    Corpus(undisturbed).add([every[i] for i in told["held"]])
    assert export(store) == export(undisturbed)
    for one in (store, undisturbed):
        Corpus(one).add(every)
    assert export(store).to_json() == export(undisturbed).to_json()
    store.close()
