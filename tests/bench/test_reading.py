"""The measurement of reading: it runs on whatever texts there are, and compares only with what it was meant for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench import reading
from bench.eyecite import Absent, opinion_text
from bench.reading import Work, main, table


def test_the_table_compares_speeds_with_the_whole_of_cite() -> None:
    works = [Work(reading.WHOLE, 3_000_000, list), Work("another", 1_000_000, list)]
    assert table(works, [1.0, 1.0]).splitlines()[2:] == [
        "| the whole of cite | 3.00 | 1.000 | 3.00 | 1.00 |",
        "| another | 1.00 | 1.000 | 1.00 | 3.00 |",
    ]


def test_a_folder_is_measured(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;\n", "utf-8")
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.7")
    (tmp_path / "opinion.txt").write_text("no opinion", "utf-8")
    monkeypatch.setattr(sys, "argv", ["reading", str(tmp_path), "--repeat", "1", "--opinion", str(tmp_path / "opinion.txt")])
    main()
    out, err = capsys.readouterr()
    assert out.startswith("2 files read;")
    assert reading.WHOLE in out
    assert "a PDF file" in err
    assert "without eyecite" in err


def test_another_opinion_is_refused(tmp_path: Path) -> None:
    (tmp_path / "opinion.txt").write_text("no opinion", "utf-8")
    with pytest.raises(Absent, match="its hash is another"):
        opinion_text(tmp_path / "opinion.txt")
