"""`phahe store`, and what the command line says of stores of other versions."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from graph.stores import migrations
from tests.api.conftest import Phahe
from tests.stores import empty_neo4j


@pytest.fixture
def mine(store_url: str, tmp_path: Path) -> Path:
    """A copy of the samples' store that a test may change."""
    return Path(shutil.copy(store_url.removeprefix("sqlite:///"), tmp_path / "mine.db"))


def test_a_migration_is_told_beside_the_answer(bare: Phahe, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = bare("export", "--store", f"sqlite:///{mine}")
    today = migrations.newest(migrations.SQLITE)
    monkeypatch.setattr(migrations, "SQLITE", (*migrations.SQLITE, lambda connection: connection.execute("CREATE TABLE seal (x)")))
    told = bare("export", "--store", f"sqlite:///{mine}")
    assert (told.exit_code, told.stdout) == (0, before.stdout)
    assert told.stderr == f"{mine}: migrated from schema {today} to {today + 1}; as it was before, it is kept in mine.db.schema-{today}\n"
    assert bare("export", "--store", f"sqlite:///{mine}").stderr == ""


def test_info(phahe: Phahe, store_url: str) -> None:
    told = phahe("store", "info")
    assert (told.exit_code, told.stderr) == (0, "")
    path = store_url.removeprefix("sqlite:///")
    facts = json.loads(phahe("store", "info", "--format", "json").stdout)
    assert (facts["kind"], facts["location"], facts["schema_version"]) == ("sqlite", path, migrations.newest(migrations.SQLITE))
    assert facts["size"] >= Path(path).stat().st_size
    assert facts["counts"]["documents"] == json.loads(phahe("stats", "--format", "json").stdout)["documents"]
    assert all(word in told.stdout for word in ("sqlite", "schema", "kB", "ambiguous"))
    memory = phahe("store", "info", "--store", "memory:").stdout
    assert "this process" in memory
    assert "kB" not in memory


def test_backup(phahe: Phahe) -> None:
    told = phahe("store", "backup", "copy.db")
    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr.startswith("wrote copy.db (")
    assert phahe("export", "--store", "sqlite:///copy.db").stdout == phahe("export").stdout
    again = phahe("store", "backup", "copy.db")
    assert again.exit_code == 1
    assert "there is such a file already; name another one" in again.stderr


def test_copy(phahe: Phahe, store_url: str) -> None:
    told = phahe("store", "copy", "--to", "sqlite:///copy.db")
    assert (told.exit_code, told.stderr) == (0, "")
    assert "The copy holds the same as the original." in told.stdout
    exported = phahe("export", "--store", "sqlite:///copy.db").stdout
    assert exported == phahe("export").stdout
    answer = json.loads(phahe("store", "copy", "--from", "sqlite:///copy.db", "--to", "memory:", "--format", "json").stdout)
    assert answer["export_sha256"] == sha256(exported.encode()).hexdigest()
    assert answer["target"] == "this process"
    again = phahe("store", "copy", "--from", store_url, "--to", "sqlite:///copy.db")
    assert again.exit_code == 1
    assert "this store is not empty; copy to a new one" in again.stderr
    assert phahe("store", "copy", "--from", "sqlite:///absent.db", "--to", "sqlite:///new.db").exit_code == 1
    assert not Path("new.db").exists()


@pytest.mark.neo4j
def test_copy_to_a_server_and_back(phahe: Phahe, request: pytest.FixtureRequest) -> None:
    server = empty_neo4j(request.getfixturevalue("neo4j_url"))
    for origin, target in ((None, server), (server, "sqlite:///back.db")):
        told = phahe("store", "copy", "--to", target, *(["--from", origin] if origin else []))
        assert (told.exit_code, told.stderr) == (0, "")
    exports = {phahe("export", "--store", url).stdout for url in (server, "sqlite:///back.db")}
    assert exports == {phahe("export").stdout}
    assert "neo4j" in phahe("store", "info", "--store", server).stdout
    assert phahe("check", "--deep", "--store", server).exit_code == 0
    refused = phahe("store", "backup", "x.db", "--store", server)
    assert (refused.exit_code, "neo4j-admin database dump" in refused.stderr) == (1, True)


def test_a_deep_check_derives_the_graph_anew(bare: Phahe, mine: Path) -> None:
    url = f"sqlite:///{mine}"
    sound = bare("check", "--deep", "--store", url)
    assert (sound.exit_code, "derivation" in sound.stdout) == (0, True)
    with closing(sqlite3.connect(mine)) as connection, connection:
        connection.execute("UPDATE document SET title = 'khác' WHERE number = '11-NQ/TW'")
    assert bare("check", "--store", url).exit_code == 0
    told = bare("check", "--deep", "--store", url)
    assert told.exit_code == 1
    assert "the store says other things of it than its sources give" in " ".join(told.stdout.split())
