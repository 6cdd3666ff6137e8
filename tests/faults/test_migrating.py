"""Migrations of a SQLite store by several processes at once, killed in the middle, and without room for the copy."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from graph.export import export
from graph.stores import migrations, open_store
from tests.faults.migrating import seal

ROUNDS = 30
TODAY = migrations.newest(migrations.SQLITE)


def exported(path: Path) -> str:
    store = open_store(f"sqlite:///{path}", create=False)
    whole = export(store).to_json()
    store.close()
    return whole


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (number,) = connection.execute("PRAGMA user_version").fetchone()
    return int(number)


def test_of_several_processes_one_migrates(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = exported(path)
    command = [sys.executable, "-m", "tests.faults.migrating", f"sqlite:///{path}"]
    opening = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    said = [process.communicate(timeout=60) for process in opening]
    assert [process.returncode for process in opening] == [0] * 4, said
    assert sum(f"migrated from schema {TODAY} to {TODAY + 1}" in out for out, _ in said) == 1
    assert sorted(file.name for file in path.parent.iterdir()) == ["store.db", f"store.db.schema-{TODAY}"]
    assert (version(path), version(path.with_name(f"store.db.schema-{TODAY}"))) == (TODAY + 1, TODAY)
    assert exported(path.with_name(f"store.db.schema-{TODAY}")) == before
    monkeypatch.setattr(migrations, "SQLITE", (*migrations.SQLITE, seal))
    assert exported(path) == before


def test_killed_while_migrating(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = exported(original)
    command = [sys.executable, "-m", "tests.faults.killed_migrating", str(original), str(tmp_path), "7", str(ROUNDS)]
    subprocess.run(command, check=True, timeout=120)
    monkeypatch.setattr(migrations, "SQLITE", (*migrations.SQLITE, seal))
    versions = set()
    for turn in range(ROUNDS):
        path = tmp_path / str(turn) / "store.db"
        versions.add(version(path))
        copies = [file for file in path.parent.iterdir() if file.name.startswith(f"store.db.schema-{TODAY}")]
        assert version(path) == TODAY or copies, "it was migrated without a copy"
        assert all(version(copy) == TODAY for copy in copies)
        assert exported(path) == before
        assert version(path) == TODAY + 1
    assert versions == {TODAY, TODAY + 1}, "all were killed before, or all after the migration"


def test_a_migration_without_room_changes_nothing(path: Path) -> None:
    before, whole = exported(path), path.read_bytes()
    program = (
        "import resource, sys; from tests.faults.migrating import migrate; "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({len(whole) // 2},) * 2); migrate('sqlite:///{path}')"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert f"store.db.schema-{TODAY}: the file cannot be read or written (" in ran.stderr.splitlines()[-1]
    assert [file.name for file in path.parent.iterdir() if "schema" in file.name] == []
    assert exported(path) == before
