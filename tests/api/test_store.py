"""`phahe store`, and what the command line says of stores of other versions."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.stores import migrations
from tests.api.conftest import Phahe


@pytest.fixture
def mine(store_url: str, tmp_path: Path) -> Path:
    """A copy of the samples' store that a test may change."""
    return Path(shutil.copy(store_url.removeprefix("sqlite:///"), tmp_path / "mine.db"))


def test_a_migration_is_told_beside_the_answer(bare: Phahe, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = bare("export", "--store", f"sqlite:///{mine}")
    monkeypatch.setattr(migrations, "SQLITE", (lambda connection: connection.execute("CREATE TABLE seal (x)"),))
    told = bare("export", "--store", f"sqlite:///{mine}")
    assert (told.exit_code, told.stdout) == (0, before.stdout)
    assert told.stderr == f"{mine}: migrated from schema 1 to 2; as it was before, it is kept in mine.db.schema-1\n"
    assert bare("export", "--store", f"sqlite:///{mine}").stderr == ""
