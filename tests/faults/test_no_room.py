"""No room, no permission, no turn: one clear line, the right exit code, and nothing lost that was there."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.check import check
from graph.corpus import Corpus
from graph.errors import StoreError
from graph.export import export
from graph.rederive import differences
from graph.stores import open_store, sqlite_file
from tests.faults.conftest import Asked, ask, refused
from tests.graph.sample import SAMPLE

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""

LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.argv[1:] = sys.argv[2:]
from api.cli import main
main()
"""
"""The command line where no file may grow beyond a size: what a full disk is, without one."""


def exported(path: Path) -> str:
    """The store's export, once it is known to be sound."""
    store = open_store(f"sqlite:///{path}", create=False)
    assert check(store, differences).findings == []
    whole = export(store).to_json()
    store.close()
    return whole


@pytest.fixture
def held(path: Path) -> Iterator[None]:
    """Another process has begun to write and does not finish."""
    with subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        yield
        holder.communicate(timeout=10)


@pytest.mark.usefixtures("held")
def test_who_has_to_wait_too_long_says_so(phahe: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_file, "PATIENCE", 1.0)
    began = time.monotonic()
    said = refused(phahe("ingest", EXAMPLES))
    assert "another process is writing to the store and does not finish; try again when it has" in said
    assert 0.9 < time.monotonic() - began < 10


@pytest.mark.usefixtures("held")
def test_readers_need_not_wait(phahe: Asked) -> None:
    for command in (("check",), ("stats",), ("store", "info")):
        assert phahe(*command).exit_code == 0


def test_a_writer_waits_for_its_turn(path: Path, phahe: Asked) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        ingest = subprocess.Popen([sys.executable, "-m", "api.cli", "ingest", EXAMPLES], stderr=subprocess.PIPE)
        with pytest.raises(subprocess.TimeoutExpired):
            ingest.wait(3)
        holder.communicate(timeout=10)
    _, said = ingest.communicate(timeout=60)
    assert (ingest.returncode, b"16 files read: 16 new" in said) == (0, True)
    assert phahe("check").exit_code == 0


def limited(size: int, path: Path, *args: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LIMITED, str(size), *map(str, args), "--store", f"sqlite:///{path}"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("size", [0, 5_000, 50_000, 100_000, 150_000])
def test_an_ingest_without_room_changes_nothing(path: Path, phahe: Asked, size: int) -> None:
    before = exported(path)
    ran = limited(size, path, "ingest", EXAMPLES)
    assert (ran.returncode, ran.stdout) == (1, ""), ran.stderr
    assert ran.stderr.splitlines()[-1].startswith(f"phahe: {path}: the file cannot be read or written (")
    assert "Is the disk full or failing?" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert exported(path) == before
    assert phahe("ingest", EXAMPLES).exit_code == 0
    assert exported(path) != before


def test_a_backup_without_room_leaves_nothing(path: Path) -> None:
    ran = limited(path.stat().st_size // 2, path, "store", "backup", path.with_name("copy.db"))
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"phahe: {path.with_name('copy.db')}: the file cannot be read or written (")
    assert [file.name for file in path.parent.iterdir() if "copy" in file.name] == []


def test_a_full_disk_has_its_own_words(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as connection:
        connection.executescript("CREATE TABLE a (x); PRAGMA max_page_count = 2")
        with (
            pytest.raises(StoreError, match=f"the disk is full; what was finished is kept. Make room in {tmp_path}"),
            sqlite_file.explained(tmp_path / "x.db"),
        ):
            connection.execute("INSERT INTO a VALUES (zeroblob(100000))")


def test_a_store_that_may_only_be_read(users_folder: Path) -> None:
    path = users_folder / "store.db"
    letter = users_folder / "letter.txt"
    letter.write_text("CÔNG VĂN\nThực hiện Kế hoạch số 65-KH/TU ngày 03/11/2021 của Tỉnh ủy Kon Tum.\n", "utf-8")
    store = open_store(f"sqlite:///{path}")
    Corpus(store).add(SAMPLE)
    store.close()
    before = exported(path)
    path.chmod(0o444)
    ingest = ("ingest", letter, "--store", f"sqlite:///{path}")
    assert ask("stats", "--store", f"sqlite:///{path}").exit_code == 0
    said = refused(ask(*ingest))
    assert "the file cannot be opened (attempt to write a readonly database); check who may write to it" in said
    assert exported(path) == before
    users_folder.chmod(0o555)
    assert "check who may write to it" in refused(ask(*ingest))
    users_folder.chmod(0o755)
