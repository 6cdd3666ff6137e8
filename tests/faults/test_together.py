"""Writers and readers in processes of their own, on one SQLite store at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from graph.batches import batches
from graph.corpus import Corpus
from graph.export import export
from graph.stores import open_store
from graph.stores.memory import MemoryStore
from tests.faults.killed import records
from tests.faults.walking import found

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


def test_a_walk_sees_what_another_process_just_wrote(tmp_path: Path) -> None:
    store, reference = open_store(f"sqlite:///{tmp_path / 'store.db'}"), MemoryStore()
    reader = start("walking", store.url)
    assert reader.stdin is not None
    assert reader.stdout is not None
    assert reader.stdout.readline() == "ready\n"
    answers = set[str]()
    for batch in batches(records()[:40], 5):
        for one in (store, reference):
            Corpus(one).add(batch)
        gone = [] if len(answers) % 2 else [batch[0].source.sha256]
        for one in (store, reference):
            Corpus(one).remove(gone)
        root, *_, other = sorted(reference.all_documents(), key=lambda d: (-d.support, d.key))
        reader.stdin.write(f"{root.key} {other.key}\n")
        reader.stdin.flush()
        answer = reader.stdout.readline()
        assert answer == found(reference, root.key, other.key) + "\n"
        answers.add(answer)
    assert len(answers) > 4, "too few to prove anything"
    _, said = reader.communicate(timeout=60)
    assert (reader.returncode, said) == (0, "")
    store.close()
