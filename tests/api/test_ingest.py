"""Real files through the whole way: `ingest`, `remove`, `cite`, and everything that may be wrong with a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from tests.api.conftest import Phahe

LETTER = """\
ỦY BAN NHÂN DÂN
TỈNH QUẢNG NAM

Số: 1402/UBND-NC
Quảng Nam, ngày 30 tháng 6 năm 2022

Kính gửi: Các sở, ban, ngành tỉnh

Thực hiện Kế hoạch số 31-KH/TU ngày 20/5/2022 của Ban Thường vụ Tỉnh ủy về thực hiện Nghị quyết số 11-NQ/TW \
ngày 14/3/2022 của Bộ Chính trị về nâng cao chất lượng đội ngũ cán bộ cơ sở, Ủy ban nhân dân tỉnh yêu cầu các sở triển khai.
"""
SILENT = "THÔNG BÁO\nVề việc nghỉ lễ\n\nCơ quan nghỉ lễ hai ngày.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one letter."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "letter.txt").write_text(LETTER, "utf-8")
    return folder


def exported(phahe: Phahe) -> bytes:
    return phahe("export").stdout_bytes


def test_read_again_changes_nothing(bare: Phahe, folder: Path) -> None:
    told = bare("ingest", folder)
    assert (told.exit_code, told.stdout) == (0, "")
    assert "1 file read: 1 new, 0 unchanged, 0 replaced" in told.stderr
    before = exported(bare)
    assert b"31-KH/TU" in before
    assert "0 new, 1 unchanged, 0 replaced" in bare("ingest", folder).stderr
    assert exported(bare) == before


def test_the_same_file_by_another_way_is_known(bare: Phahe, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = ("--store", f"sqlite:///{folder.parent / 'phahe.db'}")
    assert "1 new" in bare("ingest", "documents", *store).stderr
    monkeypatch.chdir(folder)
    assert "1 unchanged" in bare("ingest", "letter.txt", *store).stderr
    assert "1 unchanged" in bare("ingest", "../documents", *store).stderr


def test_files_of_one_name_in_two_folders_are_two(bare: Phahe, folder: Path) -> None:
    other = folder.parent / "others"
    other.mkdir()
    (other / "letter.txt").write_text(LETTER.replace("1402", "1500"), "utf-8")
    assert "2 new" in bare("ingest", folder, other).stderr
    assert json.loads(bare("stats", "--format", "json").stdout)["sources"] == 2


def test_a_changed_file_replaces_its_reading(bare: Phahe, folder: Path) -> None:
    bare("ingest", folder)
    (folder / "letter.txt").write_text(LETTER.replace("1402", "1500"), "utf-8")
    assert "0 new, 0 unchanged, 1 replaced" in bare("ingest", folder).stderr
    assert bare("show", "1402/UBND-NC").exit_code == 1
    assert bare("show", "1500/UBND-NC").exit_code == 0
    assert json.loads(bare("stats", "--format", "json").stdout)["sources"] == 1


def test_prune_takes_out_what_is_gone_below_the_given_folders_only(bare: Phahe, folder: Path) -> None:
    inner, other = folder / "inner", folder.parent / "others"
    for place, number in ((inner, "1500"), (other, "1600")):
        place.mkdir()
        (place / "letter.txt").write_text(LETTER.replace("1402", number), "utf-8")
    bare("ingest", folder, other)
    (inner / "letter.txt").unlink()
    (other / "letter.txt").unlink()
    assert "pruned" not in bare("ingest", folder).stderr
    told = bare("ingest", folder, "--prune")
    assert told.exit_code == 0
    assert "1 pruned" in told.stderr
    assert bare("show", "1500/UBND-NC").exit_code == 1
    assert bare("show", "1600/UBND-NC").exit_code == 0


def test_an_emptied_folder_may_be_pruned(bare: Phahe, folder: Path) -> None:
    bare("ingest", folder)
    (folder / "letter.txt").unlink()
    told = bare("ingest", folder, "--prune")
    assert (told.exit_code, "1 pruned" in told.stderr) == (0, True)
    assert json.loads(exported(bare)) == {"nodes": [], "edges": [], "ambiguous": []}


def test_a_vanished_folder_is_not_pruned_its_disk_may_be_away(bare: Phahe, folder: Path) -> None:
    bare("ingest", folder)
    folder.rename(folder.with_name("away"))
    told = bare("ingest", folder, "--prune")
    assert told.exit_code == 1
    assert "there is no such file or folder" in told.stderr
    assert "pruned" not in told.stderr
    assert bare("show", "1402/UBND-NC").exit_code == 0


def test_a_folder_that_may_not_be_read_is_not_pruned(bare: Phahe, users_folder: Path) -> None:
    store = ("--store", f"sqlite:///{users_folder / 'phahe.db'}")
    inner = users_folder / "documents" / "inner"
    inner.mkdir(parents=True)
    (inner / "letter.txt").write_text(LETTER, "utf-8")
    (inner.parent / "note.txt").write_text("Không dẫn gì.", "utf-8")
    bare("ingest", inner.parent, *store)
    inner.chmod(0)
    try:
        told = bare("ingest", inner.parent, "--prune", *store)
    finally:
        inner.chmod(0o700)
    assert told.exit_code == 3, told.output
    assert "1 file read: 0 new, 1 unchanged, 0 replaced; 1 rejected" in told.stderr
    assert bare("show", "1402/UBND-NC", *store).exit_code == 0


def test_no_store_is_made_for_nothing(bare: Phahe) -> None:
    assert bare("ingest", "nowhere").exit_code == 1
    assert not Path("phahe.db").exists()


@pytest.mark.parametrize("way", ["document", "path", "other path", "hash"])
def test_remove(bare: Phahe, folder: Path, way: str) -> None:
    bare("ingest", folder)
    sha256 = json.loads(bare("show", "1402/UBND-NC", "--format", "json").stdout)["sources"][0]["sha256"]
    what = {"document": "1402/UBND-NC", "path": folder / "letter.txt", "other path": "documents/../documents/letter.txt", "hash": sha256}[
        way
    ]
    told = bare("remove", what)
    assert (told.exit_code, told.stdout) == (0, "")
    said = {"document": "1 text of vn/quang-nam/ubnd/cong-van/2022-06-30/1402.ubnd-nc", "hash": f"1 text of {sha256}"}
    assert told.stderr == f"removed {said.get(way, f'what was read from {what}')}\n"
    assert json.loads(exported(bare)) == {"nodes": [], "edges": [], "ambiguous": []}
    assert bare("remove", what).exit_code == 1


BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\r\n", "empty"),
    "binary.txt": (bytes(range(256)) * 8, "binary"),
    "broken.txt": ("Thực hiện".encode()[:-1] + b"\xff\xfe tiep", "UTF-8"),
    "vni.txt": ("Quyết định".encode("cp1258", "ignore") * 20 + b"\xe6\xf8", "UTF-8"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_rejected_with_its_reason_and_the_rest_goes_on(bare: Phahe, folder: Path, name: str) -> None:
    content, reason = BAD[name]
    (folder / name).write_bytes(content)
    told = bare("ingest", folder)
    assert told.exit_code == 3
    rejected = [line for line in told.stderr.splitlines() if line.startswith("rejected: ")]
    assert len(rejected) == 1
    assert name in rejected[0]
    assert reason in rejected[0]
    assert "1 file read: 1 new, 0 unchanged, 0 replaced; 1 rejected" in told.stderr
    assert bare("show", "1402/UBND-NC").exit_code == 0


def test_a_file_that_has_gone_bad_keeps_its_old_reading(bare: Phahe, folder: Path) -> None:
    bare("ingest", folder)
    before = exported(bare)
    (folder / "letter.txt").write_bytes(b"")
    assert bare("ingest", folder).exit_code == 1
    assert exported(bare) == before


def test_nothing_readable_is_a_failure(bare: Phahe, folder: Path) -> None:
    (folder / "letter.txt").write_bytes(b"")
    told = bare("ingest", folder)
    assert told.exit_code == 1
    assert "0 files read" in told.stderr
    empty = folder / "empty"
    empty.mkdir()
    told = bare("ingest", empty)
    assert told.exit_code == 1
    assert "there was nothing to read" in told.stderr


def test_a_missing_path_and_a_folder_that_cannot_be_listed(bare: Phahe, folder: Path) -> None:
    circle = folder.parent / "circle"
    circle.symlink_to(circle)
    told = bare("ingest", folder, "absent", circle)
    assert told.exit_code == 3
    assert "absent: there is no such file or folder" in told.stderr
    assert "circle: " in told.stderr
    assert "1 new" in told.stderr


def test_a_file_without_citations_is_accepted_and_noted(bare: Phahe, folder: Path) -> None:
    (folder / "silent.txt").write_text(SILENT, "utf-8")
    told = bare("ingest", folder)
    assert told.exit_code == 0
    assert [line for line in told.stderr.splitlines() if line.startswith("no citations: ")] == [f"no citations: {folder / 'silent.txt'}"]
    assert "2 new" in told.stderr


def test_other_kinds_of_files_are_skipped_and_said_to_be(bare: Phahe, folder: Path) -> None:
    (folder / "scan.pdf").write_bytes(b"%PDF-1.4")
    told = bare("ingest", folder)
    assert told.exit_code == 0
    assert "skipped: " in told.stderr
    assert "scan.pdf" in told.stderr
    (folder / "letter.txt").unlink()
    told = bare("cite", folder)
    assert told.exit_code == 1
    assert "scan.pdf: a .pdf file" in told.stderr


def test_a_name_that_is_no_utf8(bare: Phahe, folder: Path) -> None:
    try:
        (folder / "b\udcffd.txt").write_text(LETTER.replace("1402", "1500"), "utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert "2 new" in bare("ingest", folder).stderr
    assert "2 unchanged" in bare("ingest", folder, "--prune").stderr
    assert bare("show", "1500/UBND-NC").exit_code == 0
    assert bare("cite", folder, "--format", "jsonl").exit_code == 0


def test_a_store_that_is_none_loses_nothing(bare: Phahe, folder: Path) -> None:
    told = bare("ingest", folder, "--store", f"sqlite:///{folder / 'letter.txt'}")
    assert told.exit_code == 1
    assert "this is not a store" in told.stderr
    assert (folder / "letter.txt").read_text("utf-8") == LETTER


def test_cite_lines(bare: Phahe, folder: Path) -> None:
    inner = folder / "a"
    inner.mkdir()
    (inner / "silent.txt").write_text(SILENT, "utf-8")
    told = bare("cite", folder, "--format", "jsonl")
    assert (told.exit_code, told.stderr) == (0, "")
    silent, letter = [json.loads(line) for line in told.stdout.splitlines()]
    assert (silent["source"], letter["source"]) == ("a/silent.txt", "letter.txt")
    assert silent["citations"] == []
    assert letter["document"]["number"] == "1402/UBND-NC"
    assert [citation["number"] for citation in letter["citations"]] == ["31-KH/TU", "11-NQ/TW"]
    assert all(LETTER[citation["start"] : citation["end"]] == citation["text"] for citation in letter["citations"])
    assert {relation["relation"] for relation in letter["relations"]} == {"implements"}


def test_cite_in_its_other_shapes(bare: Phahe, folder: Path) -> None:
    letter = folder / "letter.txt"
    line = json.loads(bare("cite", letter, "--format", "jsonl").stdout)
    assert json.loads(bare("cite", letter, "--format", "json").stdout) == line
    assert json.loads(bare("cite", folder, "--format", "json").stdout) == [line]
    assert json.loads(bare("cite", letter, letter, "--format", "json").stdout) == [line, line]
    assert json.loads(bare("cite", "-", "--format", "json", stdin=LETTER.encode()).stdout) == line | {"source": None}
    assert bare("cite", folder, "--format", "jsonl", "-o", "out.jsonl").stdout == ""
    assert json.loads(Path("out.jsonl").read_text("utf-8")) == line
    table = bare("cite", folder).stdout
    assert all(words in table for words in ("letter.txt", "1402/UBND-NC", "31-KH/TU", "2022-05-20", "implements"))


def test_cite_says_of_a_passive_what_is_acted_on(bare: Phahe) -> None:
    words = "Nghị định số 10/2019/NĐ-CP được thay thế bởi Nghị định số 20/2023/NĐ-CP ngày 01/6/2023 của Chính phủ.".encode()
    rows = [" ".join(line.split()) for line in bare("cite", "-", stdin=words).stdout.splitlines()]
    assert any("20/2023/NĐ-CP" in row and row.endswith("replaces 10/2019/NĐ-CP") for row in rows), rows


@pytest.mark.parametrize("args", [("cite", "-"), ("cite", "empty.txt"), ("cite", "empty.txt", "--format", "jsonl", "-o", "out.jsonl")])
def test_cite_of_nothing(bare: Callable[..., Result], args: tuple[str, ...]) -> None:
    Path("empty.txt").write_bytes(b"")
    told = bare(*args, stdin=b"")
    assert (told.exit_code, told.stdout) == (1, "")
    assert "empty" in told.stderr
    assert not Path("out.jsonl").exists()


def test_cite_goes_on_past_a_bad_file(bare: Phahe, folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02binary")
    told = bare("cite", folder, "--format", "jsonl")
    assert told.exit_code == 3
    assert [json.loads(line)["source"] for line in told.stdout.splitlines()] == ["letter.txt"]
    assert "rejected: " in told.stderr
