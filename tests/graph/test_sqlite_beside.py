"""A second process makes the same file, is never left behind, and what befalls it is said."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import count, islice
from pathlib import Path
from shutil import which

import pytest

from bench.synthetic import Corpus as Synthetic
from graph.errors import StoreError
from graph.reading import Record
from graph.sources import stored_source
from graph.stores import sqlite_bulk
from graph.stores.sqlite_beside import FillerBeside
from graph.stores.sqlite_bulk import WORTH_A_PROCESS, load
from graph.stores.sqlite_new import rows_of

LIMITED = """
import resource, sys
from itertools import islice
from pathlib import Path
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from bench.synthetic import Corpus
from graph.errors import StoreError
from graph.stores import sqlite_bulk
sqlite_bulk.has_second_core = lambda: True
try:
    sqlite_bulk.load(Path(sys.argv[2]), islice(Corpus(2000), sqlite_bulk.WORTH_A_PROCESS + 100))
except StoreError as error:
    sys.exit(str(error))
"""
"""A load where no file may grow beyond a size: what a full disk is, without one."""

PORTION = rows_of([stored_source(record, ())[0] for record in islice(Synthetic(2000), 3)], count(1))


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[FillerBeside]:
    """The second processes that are begun, as if there were several cores."""
    made: list[FillerBeside] = []

    def begin(path: Path) -> FillerBeside:
        made.append(FillerBeside(path))
        return made[-1]

    monkeypatch.setattr(sqlite_bulk, "FillerBeside", begin)
    monkeypatch.setattr(sqlite_bulk, "has_second_core", lambda: True)
    return made


def rows(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_two_processes_make_what_one_makes(tmp_path: Path, begun: list[FillerBeside], monkeypatch: pytest.MonkeyPatch) -> None:
    records = list(islice(Synthetic(2000), WORTH_A_PROCESS + 100))
    load(tmp_path / "two.db", records)
    monkeypatch.setattr(sqlite_bulk, "has_second_core", lambda: False)
    load(tmp_path / "one.db", records)
    assert [filler.process.returncode for filler in begun] == [0]
    assert rows(tmp_path / "two.db") == rows(tmp_path / "one.db")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["one.db", "two.db"]


def test_for_few_there_is_none(tmp_path: Path, begun: list[FillerBeside]) -> None:
    load(tmp_path / "store.db", islice(Synthetic(2000), 10))
    assert begun == []


def test_where_no_process_can_be_begun_one_does_it_all(tmp_path: Path, begun: list[FillerBeside], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    load(tmp_path / "store.db", islice(Synthetic(2000), WORTH_A_PROCESS))
    assert begun == []
    with closing(sqlite3.connect(tmp_path / "store.db")) as connection:
        assert connection.execute("SELECT count(*) FROM source").fetchone() == (WORTH_A_PROCESS,)


def test_it_ends_when_the_first_is_interrupted(tmp_path: Path, begun: list[FillerBeside]) -> None:
    def cut_short() -> Iterator[Record]:
        yield from islice(Synthetic(2000), WORTH_A_PROCESS + 1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(tmp_path / "store.db", cut_short())
    assert [filler.process.returncode is None for filler in begun] == [False]
    assert list(tmp_path.iterdir()) == []


def test_it_is_said_when_it_is_killed(tmp_path: Path, begun: list[FillerBeside]) -> None:
    def while_it_is_killed() -> Iterator[Record]:
        yield from islice(Synthetic(2000), WORTH_A_PROCESS + 1)
        begun[0].process.kill()
        yield from islice(Synthetic(2000), WORTH_A_PROCESS + 1, 2 * WORTH_A_PROCESS)

    with pytest.raises(StoreError, match=r"store\.db.*the process that writes the file ended early"):
        load(tmp_path / "store.db", while_it_is_killed())
    assert list(tmp_path.iterdir()) == []


def test_what_sqlite_refuses_is_raised_as_it_was(tmp_path: Path) -> None:
    with (
        closing(FillerBeside(tmp_path / "nowhere" / "store.db")) as filler,
        pytest.raises(sqlite3.Error, match="to open") as refused,
    ):
        filler.end_sources()
    assert refused.value.sqlite_errorname == "SQLITE_CANTOPEN"


def test_a_program_that_writes_nothing_is_not_taken_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", which("echo"))  # as that of a program in which Python is embedded
    with closing(FillerBeside(tmp_path / "store.db")) as filler, pytest.raises(sqlite3.Error, match="ended early"):
        filler.end_sources()


def test_it_ends_with_its_pipe(tmp_path: Path) -> None:
    with closing(FillerBeside(tmp_path / "store.db")) as filler:
        filler.source_rows(PORTION)
        assert filler.process.stdin is not None
        filler.process.stdin.close()
        assert filler.process.wait(60) == 0


@pytest.mark.parametrize("size", [1_000, 4_000_000])
def test_without_room_there_is_no_store(tmp_path: Path, size: int) -> None:
    command = [sys.executable, "-c", LIMITED, str(size), str(tmp_path / "store.db")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith(f"{tmp_path / 'store.db'}: the file cannot be read or written (")
    assert "Traceback" not in ran.stderr
    assert list(tmp_path.iterdir()) == []
