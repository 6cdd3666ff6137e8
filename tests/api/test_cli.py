"""The command line over the samples: what it prints, where, and how it ends."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import typer.testing

from api import service
from api.cli import app
from graph.export import export
from graph.knowledge import places
from graph.stores import open_store
from tests.api.conftest import Phahe

RESOLUTION, LETTER = "11-NQ/TW", "1402/UBND-NC"
ASKING = ("lineage", "coverage", "show", "search", "path", "stats", "check", "export", "view", "remove")


def test_version_and_help(bare: Phahe) -> None:
    assert bare("--version").stdout.startswith("phahe ")
    told = bare("--help")
    assert told.exit_code == 0
    assert all(name in told.stdout for name in (*ASKING, "ingest", "cite", "serve"))


@pytest.mark.parametrize("command", [*ASKING, "ingest", "cite", "serve"])
def test_each_command_has_help(bare: Phahe, command: str) -> None:
    told = bare(command, "--help")
    assert told.exit_code == 0
    assert "Usage" in told.stdout


def test_data_to_stdout_messages_to_stderr(phahe: Phahe) -> None:
    told = phahe("lineage", RESOLUTION)
    assert told.exit_code == 0
    assert told.stderr == ""
    told = phahe("export", "-o", "graph.json")
    assert told.stdout == ""
    assert told.stderr.startswith("wrote graph.json (")
    assert json.loads(Path("graph.json").read_bytes())["nodes"]


def test_an_export_is_the_answer_byte_for_byte_whatever_it_is_written_to(phahe: Phahe, store_url: str) -> None:
    phahe("export", "-o", "graph.json")
    with service.opened(store_url) as opened:
        whole = export(opened.store).to_json()
    assert phahe("export").stdout == whole
    assert Path("graph.json").read_text("utf-8") == whole


def test_lineage_tells_who_what_when_and_in_which_words(phahe: Phahe) -> None:
    told = phahe("lineage", RESOLUTION).stdout
    for words in (
        "○ 11-NQ/TW · Nghị quyết · 2022-03-14",
        "○ 31-KH/TU · Kế hoạch · 2022-05-20",
        "● 1402/UBND-NC · Công văn · 2022-06-30",
        "Ủy ban nhân dân tỉnh Quảng Nam",
        "← implements “Thực hiện Kế hoạch số 31-KH/TU”",
        "– 1402/UBND-NC",
        "○ 23-NQ/TW ? · Nghị quyết",
        "≈ probably the same as 11-NQ/TW",
        "● 978/UBND-NC ? · Công văn",
        "only by way of a suspect",
    ):
        assert words in told


def test_lineage_up_and_both(phahe: Phahe) -> None:
    assert "→ implements" in phahe("lineage", LETTER, "--up").stdout
    both = phahe("lineage", "31-KH/TU", "--both").stdout
    assert both.index("Carried out by") < both.index(LETTER) < both.index("Rests on") < both.index("→ implements")
    assert phahe("lineage", "31-KH/TU", "--up", "--down").stdout == both
    assert "nothing in this store carries it out" in phahe("lineage", LETTER).stdout


def test_coverage_has_days_and_names_what_is_missing(phahe: Phahe) -> None:
    told = phahe("coverage", RESOLUTION).stdout
    rows = [line.split() for line in told.splitlines()]
    assert any(row[:4] == ["Quảng", "Nam", "○", "31-KH/TU"] and row[-2:] == ["2022-05-20", "67"] for row in rows)
    assert "Nothing in this store from 61 of the 63 provinces:" in told
    joined = " ".join(told.split())
    assert all(place.name in joined for place in places("63"))


def test_show_tells_everything(phahe: Phahe) -> None:
    told = phahe("show", LETTER).stdout
    for words in (LETTER, "signed by Nguyễn Văn A", "What it does", "→ implements 31-KH/TU", "Nothing in this store mentions it"):
        assert words in told
    stub = phahe("show", RESOLUTION).stdout
    assert "a stub: no text of it is held" in stub
    assert "Mentioned twice by 2 documents" in stub


def test_other_answers_in_pictures(phahe: Phahe) -> None:
    assert "vn/quang-nam/ubnd/ke-hoach/2022-08-01/40.kh-ubnd" in phahe("search", "ke", "hoach").stdout
    assert "no document has these words" in phahe("search", "khongcogi").stdout
    assert "the first 1 of" in phahe("search", "ke hoach", "--limit", "1").stdout
    way = phahe("path", LETTER, "978/UBND-NC").stdout
    assert way.index(LETTER) < way.index("↓ implements") < way.index("≈ probably same as") < way.index("978/UBND-NC")
    assert "no way leads" in phahe("path", LETTER, "523/QĐ-TTg").stdout
    assert "sources" in phahe("stats").stdout
    assert "The store is sound." in phahe("check").stdout


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize(
    "args", [("lineage", RESOLUTION), ("coverage", RESOLUTION), ("show", RESOLUTION), ("search", "ke hoach"), ("stats",)]
)
def test_pictures_keep_to_the_width(phahe: Phahe, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = phahe(*args).stdout.splitlines()
    assert lines
    assert max(map(len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)


def test_statistics_break_no_word_in_a_narrow_terminal(phahe: Phahe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    words = phahe("stats").stdout.split()
    assert {"documents", "ambiguous", "implements", "Relation", "Place"} <= set(words)


def test_documents_cannot_drive_the_terminal(phahe: Phahe) -> None:
    for args in (("show", "vn/quang-nam/ubnd/ke-hoach/-/40.kh-ubnd"), ("lineage", RESOLUTION), ("search", "40/KH-UBND")):
        told = phahe(*args).stdout
        assert "[bold]<script>" in told
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(told)


def test_view_is_one_file(phahe: Phahe) -> None:
    told = phahe("view", RESOLUTION, "-o", "lineage.html")
    assert (told.exit_code, told.stdout) == (0, "")
    page = Path("lineage.html").read_text("utf-8")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert "<script>alert(1)" not in page
    assert phahe("view", RESOLUTION).stdout == page


def test_graphml(phahe: Phahe) -> None:
    assert phahe("export", "--format", "graphml").stdout.startswith("<?xml")


def test_csv_for_neo4j_goes_into_a_new_folder(phahe: Phahe, tmp_path: Path) -> None:
    said = phahe("export", "--format", "neo4j-admin", "-o", str(tmp_path / "csv"))
    assert said.stdout == ""
    assert "database import full neo4j @import.args" in said.stderr
    named = {argument.partition("=")[2] for argument in (tmp_path / "csv" / "import.args").read_text("utf-8").split()}
    assert {file.name for file in (tmp_path / "csv").glob("*.csv")} <= named
    for wrong in ((), ("-o", "-"), ("-o", str(tmp_path / "csv"))):
        assert phahe("export", "--format", "neo4j-admin", *wrong).exit_code == 2


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (("show", "99-NQ/TW"), 1, "no document fits “99-NQ/TW”"),
        (("lineage", "vn/a/b"), 1, "no document fits"),
        (("show", "40/KH-UBND"), 2, "fits 2 documents"),
        (("search", "  "), 2, "needs at least one word"),
        (("remove", RESOLUTION), 1, "a stub: no text of it is held"),
        (("remove", "0" * 64), 1, "no document fits"),
        (("cite", "missing.txt"), 1, "missing.txt: there is no such file or folder"),
        (("ingest", "missing.txt", "--store", "memory:"), 1, "missing.txt: there is no such file or folder"),
        (("show", RESOLUTION, "--store", "nonsense"), 2, "no address of a store"),
        (("show", RESOLUTION, "--store", "sqlite:///absent.db"), 1, "no store at"),
        (("export", "-o", "no/such/folder/x.json"), 1, "x.json: No such file or directory"),
        (("export", "-o", "/"), 1, "/: Is a directory"),
    ],
)
def test_what_goes_wrong_is_one_clear_line(phahe: Phahe, args: tuple[str, ...], code: int, message: str) -> None:
    told = phahe(*args)
    assert told.exit_code == code, told.output
    assert message in told.stderr
    assert told.stdout == ""
    assert "Traceback" not in told.stderr


def test_ambiguous_lists_its_candidates(phahe: Phahe) -> None:
    told = phahe("show", "40/KH-UBND")
    assert told.stderr.splitlines()[1:] == [
        "  vn/gia-lai/ubnd/ke-hoach/2022-09-01/40.kh-ubnd",
        "  vn/quang-nam/ubnd/ke-hoach/2022-08-01/40.kh-ubnd",
    ]


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("nonsense",),
        ("show",),
        ("lineage", RESOLUTION, "--depth", "x"),
        ("lineage", RESOLUTION, "--relation", "x"),
        ("stats", "--format", "x"),
    ],
)
def test_wrong_usage_is_2(phahe: Phahe, args: tuple[str, ...]) -> None:
    assert phahe(*args).exit_code == 2


def test_a_store_that_is_none(bare: Phahe) -> None:
    Path("note.db").write_text("this is a note, and a longer one than any header of a database", "utf-8")
    told = bare("stats", "--store", "sqlite:///note.db")
    assert told.exit_code == 1
    assert "this is not a store" in told.stderr
    assert Path("note.db").read_text("utf-8").startswith("this is a note")


def test_a_newer_store_is_refused_untouched(bare: Phahe) -> None:
    store = open_store("sqlite:///newer.db")
    store.close()
    with closing(sqlite3.connect("newer.db")) as file:
        file.execute("PRAGMA user_version = 999")
    before = Path("newer.db").read_bytes()
    told = bare("stats", "--store", "sqlite:///newer.db")
    assert told.exit_code == 1
    assert "written by a newer version" in told.stderr
    assert Path("newer.db").read_bytes() == before


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (KeyError("x"), 1, "internal error, please report it: test_cli.py:"),
        (KeyboardInterrupt(), 130, "interrupted"),
        (OSError(28, "No space left on device"), 1, "phahe: No space left on device"),
        (BrokenPipeError(), 1, ""),
    ],
)
def test_nothing_ends_in_a_traceback(phahe: Phahe, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, message: str) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(service, "stats", fail)
    told = phahe("stats")
    assert told.exit_code == code
    assert message in told.stderr
    assert len(told.stderr.splitlines()) <= 1


def run(*args: str, **environment: str) -> subprocess.Popen[bytes]:
    """The command line as a process of its own."""
    root = Path(service.__file__).parents[1]
    return subprocess.Popen(
        [sys.executable, "-m", "api.cli", *args],
        cwd=root,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_reader_that_leaves_early_is_no_error(store_url: str) -> None:
    process = run("export", "--store", store_url)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_one_line(store_url: str) -> None:
    with (
        Path("/dev/full").open("w") as full,
        subprocess.Popen(
            [sys.executable, "-m", "api.cli", "stats", "--store", store_url],
            cwd=Path(service.__file__).parents[1],
            stdout=full,
            stderr=subprocess.PIPE,
        ) as process,
    ):
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said.decode() == "phahe: No space left on device\n"


def test_output_is_utf8_whatever_the_locale(store_url: str) -> None:
    process = run("show", RESOLUTION, "--store", store_url, "--format", "json", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    out, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (0, b"")
    assert "Nghị quyết" in out.decode("utf-8")


def test_the_runner_sees_the_same_command() -> None:
    assert typer.testing.CliRunner().invoke(app, ["--version"]).exit_code == 0


def test_relations_are_words_for_people_and_names_for_programs(phahe: Phahe) -> None:
    plan = "vn/quang-nam/ubnd/ke-hoach/2022-08-01/40.kh-ubnd"
    for args in (("show", plan), ("lineage", plan, "--up"), ("edges", plan, "--out"), ("stats",)):
        assert "based on" in phahe(*args).stdout
        assert "based_on" not in phahe(*args).stdout
        assert '"based_on"' in phahe(*args, "--format", "json").stdout
    told = phahe("cite", "-", stdin="Căn cứ Luật Công đoàn năm 2012;")
    assert "based on" in told.stdout


def test_a_very_long_table_is_cut_and_says_so(bare: Phahe) -> None:
    text = "Căn cứ " + "; ".join(f"Nghị quyết số {i}/NQ-HĐND ngày 1/6/2021" for i in range(1, 1004))
    told = bare("cite", "-", stdin=text).stdout
    assert told.count("/NQ-HĐND · Nghị quyết") == 1000
    assert told.rstrip().endswith("and 3 more citations: --format json prints all")
    assert len(json.loads(bare("cite", "-", "--format", "json", stdin=text).stdout)["citations"]) == 1003
