"""Connecting to Neo4j: addresses, credentials that stay secret, timeouts, and one clear line for whatever is wrong."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import ServiceUnavailable
from typer.main import get_group

from api.cli import app
from graph.errors import StoreError, UsageError
from graph.kept import Changes
from graph.stores import neo4j_server, open_store
from graph.stores.neo4j_server import OLDEST, patiently, version_of
from tests.contract.bolt import bolt_server
from tests.contract.builders import document, key
from tests.stores import empty_neo4j

TODAY = "Neo4j/5.26.16"


def refusal(url: str) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(url)
    assert "\n" not in str(caught.value)
    return str(caught.value)


# --- addresses


@pytest.mark.parametrize("scheme", ["neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"])
@pytest.mark.parametrize("where", ["127.0.0.1:9", "[::1]:9", "localhost:9"])
def test_every_scheme_is_an_address(scheme: str, where: str) -> None:
    assert "no Neo4j server answers there" in refusal(f"{scheme}://{where}")


# --- credentials


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_password_from_a_file(neo4j_url: str, end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_bytes((os.environ["NEO4J_PASSWORD"] + end).encode())
    monkeypatch.delenv("NEO4J_PASSWORD")
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(tmp_path / "secret"))
    open_store(neo4j_url).close()


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe"])
def test_a_file_without_a_password(content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if content is not None:
        (tmp_path / "secret").write_bytes(content)
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(tmp_path / "secret"))
    with pytest.raises(UsageError, match=r"secret: the file that NEO4J_PASSWORD_FILE names (is empty|cannot be read)") as caught:
        open_store("bolt://127.0.0.1:9")
    assert "\n" not in str(caught.value)


def test_two_passwords(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "first-secret")
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(tmp_path / "secret"))
    with pytest.raises(UsageError, match="both set") as caught:
        open_store("bolt://127.0.0.1:9")
    assert "first-secret" not in str(caught.value)


def test_no_log_holds_the_password(neo4j_url: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "a-wrong-and-secret-one")
    with caplog.at_level(logging.DEBUG, logger="neo4j"):
        message = refusal(neo4j_url)
    assert "HELLO" in caplog.text
    assert "a-wrong-and-secret-one" not in caplog.text + message


def test_the_command_line_does_not_say_the_password(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "a-wrong-and-secret-one")
    command = [sys.executable, "-m", "api.cli", "stats", "--store", neo4j_url]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 1
    assert "refuses the user or the password" in ran.stderr
    assert "a-wrong-and-secret-one" not in ran.stdout + ran.stderr


def test_no_command_takes_a_password() -> None:
    options = {option for command in get_group(app).commands.values() for one in command.params for option in one.opts}
    assert not {option for option in options if "pass" in option or "user" in option}


# --- what a server may say


@pytest.mark.parametrize(
    ("agent", "version"),
    [
        (TODAY, (5, 26)),
        ("Neo4j/5.27-aura", (5, 27)),
        ("Neo4j/2025.10.1", (2025, 10)),
        ("Neo4j/4.4.30", (4, 4)),
        ("Neo4j/v5.11.0 compatible graph database server - Memgraph", (0, 0)),
        ("", (0, 0)),
    ],
)
def test_versions_of_servers(agent: str, version: tuple[int, int]) -> None:
    assert version_of(agent) == version


@pytest.mark.parametrize("agent", ["Neo4j/4.4.30", "Neo4j/5.25.1", "Neo4j/v5.11.0 compatible graph database server - Memgraph"])
def test_a_server_that_is_too_old_or_another(agent: str) -> None:
    with bolt_server(agent) as url:
        assert refusal(url) == f"{url}: the server is {agent}; phahe needs Neo4j {OLDEST[0]}.{OLDEST[1]} or newer"


@pytest.mark.parametrize(
    ("code", "message", "said"),
    [
        ("ClientError.Database.DatabaseNotFound", "x", "the server has no such database; set NEO4J_DATABASE"),
        ("ClientError.General.ForbiddenOnReadOnlyDatabase", "x", "takes no writes: the database is read-only"),
        ("ClientError.Security.Forbidden", "x", "the user may not do this"),
        ("ClientError.Security.Unauthorized", "x", "refuses the user or the password"),
        ("ClientError.Transaction.TransactionTimedOut", "x", "it took longer than 900 seconds"),
        ("TransientError.General.MemoryPoolOutOfMemoryError", "x", "too little memory"),
        ("DatabaseError.Transaction.TransactionCommitFailed", "Could not append: No space left on device", "the server's disk is full"),
        ("DatabaseError.General.UnknownError", "something else\nand where", "something else"),
    ],
)
def test_what_a_server_finds_wrong_is_one_clear_line(code: str, message: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_server, "RETRY_SECONDS", 0)
    with bolt_server(TODAY, failure=(f"Neo.{code}", message)) as url:
        assert refusal(url).startswith(f"{url}: ")
        assert said in refusal(url)


# --- timeouts


def test_a_server_that_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_server, "ANSWER_SECONDS", 0.5)
    started = monotonic()
    with bolt_server(TODAY, silent=True) as url:
        assert "no Neo4j server answers there" in refusal(url)
    assert monotonic() - started < 10


def test_a_transaction_that_takes_too_long(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_server, "RETRY_SECONDS", 0)
    monkeypatch.setattr(neo4j_server, "TRANSACTION_SECONDS", 1.0)
    store = open_store(empty_neo4j(neo4j_url))
    auth = ("neo4j", os.environ["NEO4J_PASSWORD"])
    with GraphDatabase.driver(neo4j_url, auth=auth) as driver, driver.session() as session, session.begin_transaction() as other:
        other.run("CREATE (:Document {key: $key})", key=key("a")).consume()
        with pytest.raises(StoreError, match="given up while it waited for another program that writes; nothing was changed"):
            store.apply(Changes(put_documents=[document("a")]))
        other.rollback()
    assert store.counts()["documents"] == 0
    store.close()


def test_a_writer_waits_for_a_server_only_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_server, "PATIENCE_SECONDS", 1.5)
    tries = []

    def write() -> None:
        tries.append(monotonic())
        raise ServiceUnavailable

    with pytest.raises(ServiceUnavailable):
        patiently(write)
    assert 2 <= len(tries) <= 4
