"""Stores of other versions: an older one is migrated, a newer one refused, and what cannot be read is said."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.kept import Changes
from graph.store import Store
from graph.stores import migrations, open_store
from tests.contract.builders import described, document, key, sha, source, world
from tests.stores import empty_neo4j, run_neo4j

SCHEMAS = Path(__file__).parent / "schemas"
TODAY = migrations.newest(migrations.SQLITE)

Told = list[str]
COLOUR = "ALTER TABLE document ADD COLUMN colour TEXT DEFAULT 'red'"
SEALS = ("CREATE TABLE seal (document TEXT REFERENCES document (key))", "INSERT INTO seal SELECT key FROM document")


def colour(connection: sqlite3.Connection) -> None:
    connection.execute(COLOUR)


def seals(connection: sqlite3.Connection) -> None:
    for statement in SEALS:
        connection.execute(statement)


def fail(connection: sqlite3.Connection) -> None:
    connection.execute(COLOUR)
    connection.execute("SELECT * FROM nowhere")


def dangle(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM document")


def made(url: str) -> bytes:
    """Fill a store; the file as it then is."""
    store = open_store(url)
    store.apply(world())
    store.close()
    return Path(url.removeprefix("sqlite:///")).read_bytes()


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def files(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


def test_an_older_file_is_migrated_after_a_copy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url, told = f"sqlite:///{path}", Told()
    made(url)
    before = rows(path, "SELECT * FROM document ORDER BY key")
    monkeypatch.setattr(migrations, "SQLITE", (*migrations.SQLITE, colour, seals))
    store = open_store(url, create=False, tell=told.append)
    assert store.about().schema == TODAY + 2
    assert store.counts()["documents"] == 4
    assert [d.id for d in store.all_documents()] == ["vn/letter", "vn/plan", "vn/reply", "vn/resolution"]
    store.close()
    assert told == [f"{path}: migrated from schema {TODAY} to {TODAY + 2}; as it was before, it is kept in store.db.schema-{TODAY}"]
    assert rows(path, "SELECT DISTINCT colour FROM document JOIN seal ON seal.document = document.key") == [("red",)]
    copy = path.with_name(f"store.db.schema-{TODAY}")
    assert rows(copy, "SELECT * FROM document ORDER BY key") == before
    assert rows(copy, "PRAGMA user_version") == [(TODAY,)]
    open_store(url, tell=told.append).close()
    assert len(told) == 1, "a migrated store is as any other"
    assert files(path.parent) == {"store.db", f"store.db.schema-{TODAY}"}


def test_the_copy_opens_with_the_older_version(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{path}"
    made(url)
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "SQLITE", (*migrations.SQLITE, colour))
        open_store(url).close()
    with pytest.raises(StoreError, match=rf"written by a newer version \(schema {TODAY + 1}, this one knows {TODAY}\); upgrade phahe"):
        open_store(url)
    store = open_store(f"{url}.schema-{TODAY}")
    assert store.counts()["documents"] == 4
    store.close()


def test_an_earlier_copy_is_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{path}"
    made(url)
    path.with_name(f"store.db.schema-{TODAY}").write_text("mine")
    monkeypatch.setattr(migrations, "SQLITE", (*migrations.SQLITE, colour))
    open_store(url).close()
    assert path.with_name(f"store.db.schema-{TODAY}").read_text() == "mine"
    assert rows(path.with_name(f"store.db.schema-{TODAY}.2"), "PRAGMA user_version") == [(TODAY,)]


@pytest.mark.parametrize(("step", "message"), [(fail, "no such table"), (dangle, "points at nothing")])
def test_a_migration_that_fails_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: migrations.SqliteMigration, message: str
) -> None:
    url = f"sqlite:///{path}"
    before = made(url)
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "SQLITE", (*migrations.SQLITE, seals, step))
        with pytest.raises(StoreError, match=message):
            open_store(url)
    assert path.read_bytes() == before
    assert files(path.parent) == {"store.db"}
    open_store(url).close()


@pytest.mark.parametrize("version", [0, -1])
def test_a_version_that_never_was(path: Path, version: int) -> None:
    made(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(StoreError, match=f"there is no schema {version}"):
        open_store(f"sqlite:///{path}")


def test_an_older_graph_is_migrated(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told, today = Told(), migrations.newest(migrations.NEO4J)
    store = open_store(empty_neo4j(neo4j_url, wholly=True))
    store.apply(world())
    store.close()
    steps = (
        ["MATCH (d:Document) SET d.colour = 'red'"],
        ["MATCH (d:Document) SET d.seal = d.colour + 'ish'", "MATCH (d:Held) SET d.x = 1"],
    )
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "NEO4J", (*migrations.NEO4J, *steps))
        store = open_store(neo4j_url, create=False, tell=told.append)
        assert store.about().schema == today + 2
        store.close()
        open_store(neo4j_url, tell=told.append).close()
    assert told == [f"{neo4j_url}: migrated from schema {today} to {today + 2}"]
    assert run_neo4j(neo4j_url, "MATCH (d:Document) RETURN d.seal AS seal, count(*) AS count") == [{"seal": "redish", "count": 4}]
    with pytest.raises(StoreError, match=rf"written by a newer version \(schema {today + 2}, this one knows {today}\)"):
        open_store(neo4j_url)
    empty_neo4j(neo4j_url, wholly=True)


def test_a_reading_of_another_shape_is_said(lasting_url: str) -> None:
    store = open_store(lasting_url)
    store.apply(
        Changes(
            put_documents=[document("a")],
            put_descriptions=[described("x-a", "a")],
            put_sources=[source("a", [("self", "x-a")], [("x-a", "implements", "x-a")])],
        )
    )
    _spoil(lasting_url, store)
    for question in (
        lambda: store.stored([sha("a")]),
        lambda: store.descriptions([key("x-a")]),
        lambda: store.statements_about([key("x-a")]),
    ):
        with pytest.raises(StoreError, match="written by another version of phahe, or is damaged; ingest the documents into a new store"):
            question()
    store.close()


def _spoil(url: str, store: Store) -> None:
    """Put other JSON where the store keeps JSON."""
    if store.about().kind == "neo4j":
        run_neo4j(url, "MATCH (s:Source) SET s.reading = '{}'")
        run_neo4j(url, "MATCH (m:Mention) SET m.spans = '{}'")
        run_neo4j(url, "MATCH (x:Description) SET x.candidates = '[1]'")
        return
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
        connection.execute("UPDATE source SET reading = '{}'")
        connection.execute("UPDATE statement SET spans = '{}'")
        connection.execute("UPDATE description SET candidates = '[1]'")


# --- every version that there was


def shape(path: Path) -> dict[tuple[str, str], list[tuple[object, ...]]]:
    """All tables and indexes with their columns, of whatever wording and order; all triggers, word by word."""
    found = {}
    for kind, name, sql in rows(path, "SELECT type, name, sql FROM sqlite_schema"):
        if kind == "table":
            columns = rows(path, f"SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_xinfo('{name}') ORDER BY name")  # noqa: S608  # our own names
            points = rows(path, f'SELECT "from", "table", "to", on_delete FROM pragma_foreign_key_list(\'{name}\') ORDER BY 1')  # noqa: S608  # the same
            found["table", str(name)] = [*columns, *points]
        elif kind == "trigger":
            found["trigger", str(name)] = [tuple(str(sql).split())]
        else:
            condition = str(sql).partition(" WHERE ")[2]
            indexed = rows(path, f"SELECT seqno, name, \"desc\" FROM pragma_index_xinfo('{name}') WHERE key ORDER BY seqno")  # noqa: S608  # the same
            found["index", str(name)] = [*indexed, (condition,)]
    return found


@pytest.mark.parametrize("version", range(migrations.FIRST, migrations.newest(migrations.SQLITE) + 1))
def test_every_version_is_migrated_to_what_a_new_store_is(tmp_path: Path, version: int) -> None:
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript((SCHEMAS / f"sqlite-{version}.sql").read_text("utf-8"))
    for path in (old, new):
        open_store(f"sqlite:///{path}").close()
    assert shape(old) == shape(new), "the schema was changed: that takes a migration, and the new version's own file beside this one"
