"""Files that are not as they were written: it is found and said, whatever of them is damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from api.service import opened
from graph.answers import CheckReport
from graph.errors import StoreError
from tests.faults.conftest import Asked, refused

PAGE = 4096


def checked(path: Path) -> CheckReport | StoreError:
    """What a check says; the error, if the store cannot even be read."""
    try:
        with opened(f"sqlite:///{path}") as service:
            return service.check()
    except StoreError as error:
        return error


def test_the_store_is_sound(path: Path) -> None:
    report = checked(path)
    assert isinstance(report, CheckReport)
    assert report.findings == []


@pytest.mark.parametrize("kept", [100, PAGE, 10 * PAGE, 10 * PAGE + 7, -PAGE])
def test_a_truncated_file(path: Path, phahe: Asked, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])
    for command in (("check",), ("stats",), ("export",), ("store", "info"), ("store", "backup", path.with_name("copy.db"))):
        said = refused(phahe(*command))
        assert "the file is damaged" in said
        assert "bring back a copy of it, or ingest into a new one" in said
    assert not path.with_name("copy.db").exists()


def test_a_file_that_lacks_its_last_byte(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])
    report = checked(path)
    assert isinstance(report, CheckReport)
    assert not report.ok


def test_each_page_that_is_overwritten_is_found(path: Path) -> None:
    whole = path.read_bytes()
    assert len(whole) > 50 * PAGE
    for start in range(0, len(whole), PAGE):
        path.write_bytes(whole[:start] + b"\xff" * PAGE + whole[start + PAGE :])
        report = checked(path)
        assert isinstance(report, StoreError) or not report.ok, f"page {start // PAGE + 1}"
    path.write_bytes(whole)


def test_a_damaged_page_is_a_finding_and_is_not_backed_up(path: Path, phahe: Asked) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'edge_target'").fetchone()
    whole = path.read_bytes()
    path.write_bytes(whole[: (page - 1) * PAGE] + b"\x55" * PAGE + whole[page * PAGE :])
    told = phahe("check")
    assert told.exit_code == 1
    assert "storage: " in told.stdout, told.stderr
    assert "findings" in told.stdout
    assert "the file is damaged" in refused(phahe("store", "backup", path.with_name("copy.db")))
    assert [file.name for file in path.parent.iterdir() if file.name != "store.db"] == []


def test_a_text_that_was_changed_behind_the_store_is_found(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE source SET text = replace(text, 'số', 'so') WHERE id = 1")
    report = checked(path)
    assert isinstance(report, CheckReport)
    assert {"citations", "evidence"} <= {finding.check for finding in report.findings}


def test_a_check_copes_with_any_flipped_bit(path: Path, phahe: Asked) -> None:
    whole, random = path.read_bytes(), Random(1)  # noqa: S311 - repeatable, not secret
    for _ in range(40):
        spoilt = bytearray(whole)
        at = random.randrange(len(whole))
        spoilt[at] ^= 1 << random.randrange(8)
        path.write_bytes(spoilt)
        told = phahe("check")
        assert "internal error" not in told.stderr, (at, told.stderr)
        assert told.exit_code in (0, 1)
