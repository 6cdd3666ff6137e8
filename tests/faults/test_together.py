"""Writers and readers in processes of their own, on one SQLite store at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from graph.corpus import Corpus
from graph.export import export
from graph.stores import open_store
from graph.stores.memory import MemoryStore
from tests.faults.killed import records

READERS, WRITERS = 3, 2


def start(module: str, *args: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", f"tests.faults.{module}", *map(str, args)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_readers_see_whole_states_while_writers_write(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    readers = [start("reading", url) for _ in range(READERS)]
    writers = [start("writing", url, first, WRITERS) for first in range(WRITERS)]
    wrote = [writer.communicate(timeout=120) for writer in writers]
    read = [reader.communicate(timeout=120) for reader in readers]
    assert [process.returncode for process in (*writers, *readers)] == [0] * (WRITERS + READERS), (wrote, read)
    assert all(int(out.split()[0]) >= 3 and int(out.split()[1]) >= 2 for out, _ in read), "too few answers to prove anything"
    undisturbed = MemoryStore()
    Corpus(undisturbed).add(records())
    store = open_store(url, create=False)
    assert export(store).to_json() == export(undisturbed).to_json()
    store.close()
