"""The CSV export, loaded by Neo4j's own offline importer, is the same store."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.corpus import Corpus
from graph.errors import UsageError
from graph.export import export
from graph.kept import Changes
from graph.reading import Record
from graph.store import Store
from graph.stores import open_store
from graph.stores.memory import MemoryStore
from graph.stores.neo4j_csv import write_csv
from ingest.reader import read
from ingest.sources import load
from tests.contract.builders import document, source, world
from tests.neo4j_server import SCRIPT, UNAVAILABLE
from tests.stores import run_neo4j

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
HOSTILE = 'a "quoted", one\r\nwith \\"lines", a tab\t, \'); DROP, đ and 🖋 '


def filled() -> Store:
    store = MemoryStore()
    sources = [load(path, path.name) for path in sorted(EXAMPLES.iterdir())]
    Corpus(store).add(Record(source, read(source.text)) for source in sources)
    return store


def run(home: Path, *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), *words, "--home", str(home)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, timeout=180)


def imported(store: Store, folder: Path) -> str:
    """URL of a new server that was loaded with the store's CSV."""
    write_csv(store, folder / "csv")
    loaded = run(folder / "home", "admin", "database", "import", "full", "neo4j", "@import.args", cwd=folder / "csv")
    if loaded.returncode == UNAVAILABLE:
        pytest.skip(loaded.stderr.strip())
    assert loaded.returncode == 0, loaded.stdout + loaded.stderr
    assert run(folder / "home", "start").returncode == 0
    return run(folder / "home", "wait").stdout.strip()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("NEO4J_USERNAME", "neo4j")
    monkeypatch.setenv("NEO4J_PASSWORD", os.environ.get("NEO4J_PASSWORD", "phahe-tests"))
    yield tmp_path
    run(tmp_path / "home", "stop")


def test_the_real_importer_loads_the_same_store(home: Path) -> None:
    original = filled()
    original.apply(world())
    strange = source("strange", [("self", "x-letter")], [("x-letter", "cites", "x-plan")], paths=[HOSTILE], text=HOSTILE)
    original.apply(Changes(put_sources=[strange], put_documents=[document("strange", title=HOSTILE, issuer=HOSTILE, place="")]))
    url = imported(original, home)
    store = open_store(url)
    hashes = list(original.sources())
    assert list(store.sources()) == hashes
    assert store.stored(hashes) == original.stored(hashes)
    assert list(store.all_documents()) == list(original.all_documents())
    assert list(store.all_edges()) == list(original.all_edges())
    assert list(store.ambiguous()) == list(original.ambiguous())
    assert store.counts() == original.counts()
    assert export(store).to_json() == export(original).to_json()
    suspects = run_neo4j(url, "MATCH (s:Suspect) RETURN s.name AS name")
    assert suspects == [{"name": "75-NQ/TW"}]
    assert run_neo4j(url, "SHOW INDEXES YIELD name WHERE name = 'phahe_document_words' RETURN count(*) AS count") == [{"count": 1}]
    store.close()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    with pytest.raises(UsageError, match="not empty"):
        write_csv(MemoryStore(), tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]
