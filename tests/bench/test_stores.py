"""The benchmark of the stores runs from end to end and has a row for each question; what it measures is no test's business."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bench import measure, stores, together
from bench.measure import Row
from bench.report import Column, compared, growth, spoken
from tests.neo4j_server import SCRIPT, UNAVAILABLE

QUESTIONS = (
    "by id",
    "by number",
    "hub: count and first 100",
    "hub: everything within depth 5, by level and place",
    "median document: all ancestors within depth 6",
    "shortest path of at most 6 steps, 95th percentile",
    "coverage of a hub by province",
    "search, first 20: rare word",
    "search, first 20: three words",
    "search, first 20: a word in half of the titles",
)


@pytest.mark.parametrize("store", ["sqlite", "neo4j"])
def test_a_row_for_each_question(store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    if store == "neo4j":
        installed = subprocess.run([sys.executable, str(SCRIPT), "install"], capture_output=True, text=True, check=False)
        if installed.returncode == UNAVAILABLE:
            pytest.skip(installed.stderr.strip())
        monkeypatch.setenv("NEO4J_USERNAME", "neo4j")
        monkeypatch.setenv("NEO4J_PASSWORD", "phahe-tests")
    monkeypatch.setattr(sys, "argv", ["bench.stores", "--sizes", "2000", "--stores", store])
    monkeypatch.setattr(measure, "ENOUGH", 0.0)
    monkeypatch.setattr(together, "WINDOW", 0.0)
    stores.main()
    quiet, busy = capsys.readouterr().out.split("The same while another process ingests:")
    for question in ("load in bulk", "one document with ten citations, replaced", *QUESTIONS):
        (row,) = (line.split(" | ") for line in quiet.splitlines() if line.startswith(f"| {question} |"))
        assert row[1] != "–", row
    for question in QUESTIONS:
        assert f"| {question} |" in busy
    assert " 0 of them not seen in full." in busy


def test_the_tables() -> None:
    columns = [
        Column("SQLite", "plain SQL", [Row("load", 12.34, None, "once"), Row("by id", 0.00002, 0.00001)]),
        Column("Neo4j", "plain Cypher", [Row("by id", 0.0034, 0.0017, "far away")]),
    ]
    assert compared(columns).splitlines() == [
        "| question | SQLite | plain SQL | ratio | Neo4j | plain Cypher | ratio |  |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        "| load | 12.3 s | – | – | – | – | – | once |",
        "| by id | 0.02 ms | 0.01 ms | 2.0 | 3.4 ms | 1.7 ms | 2.0 | far away |",
    ]
    measured = {(10, "SQLite"): columns[0].rows, (100, "SQLite"): [Row("by id", 0.25, None)]}
    assert growth([10, 100], ["SQLite"], measured).splitlines()[2:] == ["| load | 12.3 s | – |", "| by id | 0.02 ms | 250 ms |"]
    assert [spoken(seconds) for seconds in (1.0, 0.0999, 0.0000049)] == ["1.0 s", "99.9 ms", "0.00 ms"]
