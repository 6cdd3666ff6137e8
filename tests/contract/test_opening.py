"""`open_store`: addresses, and one clear line for each way in which there is no store to open."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from graph.errors import StoreError, UsageError
from graph.kept import Changes
from graph.stores import migrations, open_store
from tests.contract.builders import document
from tests.stores import empty_neo4j, run_neo4j

NEWER = 1 + max(migrations.newest(migrations.SQLITE), migrations.newest(migrations.NEO4J))


def refusal(url: str, *, create: bool = True) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(url, create=create)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "phahe.db",
        "sqlite:",
        "sqlite:phahe.db",
        "sqlite://phahe.db",
        "sqlite:///",
        "memory:x",
        "memory",
        "postgresql://localhost/x",
        "http://localhost",
        "neo4j:",
        "neo4j://",
        "neo4j+x://localhost",
        "neo4j://[",
        "bolt://localhost:port",
        "bolt://localhost?x=y",
    ],
)
def test_other_addresses_are_wrong_usage(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        open_store(url)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("url", ["neo4j://me:secret@localhost", "bolt+s://secret@localhost:7687"])
def test_credentials_in_an_address_are_wrong_usage_and_not_repeated(url: str) -> None:
    with pytest.raises(UsageError, match="NEO4J_PASSWORD") as caught:
        open_store(url)
    assert "secret" not in str(caught.value)


# --- SQLite


def test_relative_and_absolute_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = open_store("sqlite:///here.db")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    store.apply(Changes(put_documents=[document("a")]))
    store.close()
    again = open_store(f"sqlite:///{tmp_path}/here.db", create=False)
    assert again.counts()["documents"] == 1
    again.close()
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_file_of_any_name(tmp_path: Path) -> None:
    path = tmp_path / "kho dữ liệu?mode=ro#%41&.db"
    open_store(f"sqlite:///{path}").close()
    assert path.exists()


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    assert "no store" in refusal(f"sqlite:///{path}", create=False)
    store = open_store(f"sqlite:///{path}")
    assert store.counts()["documents"] == 0
    store.close()


def test_no_store_yet(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    message = refusal(f"sqlite:///{path}", create=False)
    assert message == f"no store at {path} yet; run `phahe ingest`"
    assert not path.exists()


def test_no_folder_for_it(tmp_path: Path) -> None:
    assert "there is no folder" in refusal(f"sqlite:///{tmp_path / 'none' / 'store.db'}")


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    assert "this is a folder" in refusal(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize("content", [b"Ngh\xe1\xbb\x8b quy\xe1\xba\xbft " * 100, b"x", b"SQLite format 3\0" + b"\xff" * 4096])
def test_another_file_is_no_store_and_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.db"
    path.write_bytes(content)
    message = refusal(f"sqlite:///{path}")
    assert "not a store" in message
    assert "name another file" in message
    assert path.read_bytes() == content


def test_another_programs_database_is_no_store_and_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE document (x)")
    before = path.read_bytes()
    assert "another program" in refusal(f"sqlite:///{path}")
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["other.db"]


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_store(f"sqlite:///{path}").close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {NEWER}")
    message = refusal(f"sqlite:///{path}")
    assert f"written by a newer version (schema {NEWER}" in message
    assert "upgrade phahe" in message


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without root's right to read and write everything, where the tests have it."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users may enter but not write to."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


def test_a_file_that_may_not_be_read(open_folder: Path) -> None:
    path = open_folder / "store.db"
    path.touch(0o000)
    with as_nobody():
        assert "cannot be opened" in refusal(f"sqlite:///{path}")


def test_a_folder_that_may_not_be_written_to(open_folder: Path) -> None:
    with as_nobody():
        assert "check who may write" in refusal(f"sqlite:///{open_folder / 'store.db'}")


def test_a_store_that_may_not_be_written_to(open_folder: Path) -> None:
    path = open_folder / "store.db"
    open_folder.chmod(0o755)
    open_store(f"sqlite:///{path}").close()
    open_folder.chmod(0o555)
    path.chmod(0o444)
    with as_nobody():
        assert "check who may write" in refusal(f"sqlite:///{path}")


def test_a_damaged_file_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    store = open_store(f"sqlite:///{path}")
    store.apply(Changes(put_documents=[document(f"d{n}") for n in range(500)]))
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    assert "the file is damaged" in refusal(f"sqlite:///{path}")


def test_a_file_that_is_damaged_later_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    store = open_store(f"sqlite:///{path}")
    store.apply(Changes(put_documents=[document(f"d{n}") for n in range(500)]))
    store.close()
    path.write_bytes(b"x" * 8192)
    with pytest.raises(StoreError, match="not a store"):
        list(store.all_documents())
    with pytest.raises(StoreError, match="not a store"):
        store.apply(Changes(put_documents=[document("a")]))
    store.close()


# --- Neo4j


def test_no_neo4j_store_yet(neo4j_url: str) -> None:
    empty_neo4j(neo4j_url, wholly=True)
    assert refusal(neo4j_url, create=False) == f"no store at {neo4j_url} yet; run `phahe ingest`"
    open_store(neo4j_url).close()
    open_store(neo4j_url, create=False).close()


def test_another_programs_graph_is_no_store_and_is_left_alone(neo4j_url: str) -> None:
    empty_neo4j(neo4j_url, wholly=True)
    run_neo4j(neo4j_url, "CREATE (:Film {title: 'x'})")
    assert "holds other data" in refusal(neo4j_url)
    assert run_neo4j(neo4j_url, "MATCH (n) RETURN labels(n) AS labels") == [{"labels": ["Film"]}]
    run_neo4j(neo4j_url, "MATCH (f:Film) DELETE f")


def test_a_newer_graph_is_refused(neo4j_url: str) -> None:
    open_store(empty_neo4j(neo4j_url)).close()
    run_neo4j(neo4j_url, f"MATCH (s:PhaHeStore) SET s.schema = {NEWER}")
    message = refusal(neo4j_url)
    empty_neo4j(neo4j_url, wholly=True)
    assert f"written by a newer version (schema {NEWER}" in message


def test_a_wrong_password(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "not-the-one")
    message = refusal(neo4j_url)
    assert "NEO4J_USERNAME and NEO4J_PASSWORD" in message
    assert "not-the-one" not in message


def test_no_password(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD")
    assert "NEO4J_USERNAME and NEO4J_PASSWORD" in refusal(neo4j_url)


def test_a_database_that_is_not_there(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "nowhere")
    assert "NEO4J_DATABASE" in refusal(neo4j_url)


def test_no_server() -> None:
    assert "no Neo4j server answers there" in refusal("bolt://127.0.0.1:9")


def test_the_neo4j_scheme_routes(neo4j_url: str) -> None:
    empty_neo4j(neo4j_url)
    store = open_store(neo4j_url.replace("bolt://", "neo4j://"))
    store.apply(Changes(put_documents=[document("a", issuer="Tỉnh ủy", place="Kon Tum", held=True)]))
    assert store.counts()["documents"] == 1
    store.close()


def test_the_graph_is_natural_to_browse(neo4j_url: str) -> None:
    store = open_store(empty_neo4j(neo4j_url))
    store.apply(Changes(put_documents=[document("a", issuer="Tỉnh ủy", place="Kon Tum", held=True), document("b", issuer="Tỉnh ủy")]))
    seen = "MATCH (d:Document)-[r]->(n) RETURN d.id AS id, type(r) AS type, n.name AS name ORDER BY id, type"
    assert run_neo4j(neo4j_url, seen) == [
        {"id": "vn/a", "type": "IN", "name": "Kon Tum"},
        {"id": "vn/a", "type": "ISSUED_BY", "name": "Tỉnh ủy"},
        {"id": "vn/b", "type": "ISSUED_BY", "name": "Tỉnh ủy"},
    ]
    store.apply(Changes(put_documents=[document("a")], drop_documents=[document("b").key]))
    assert run_neo4j(neo4j_url, "MATCH (n) WHERE NOT n:PhaHeStore RETURN labels(n) AS labels") == [{"labels": ["Document", "Stub"]}]
    store.close()
