"""Files to texts: what is found, what is decoded, and what each refusal says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import pytest

from graph.errors import InputError
from ingest.encodings import decode
from ingest.sources import File, Skipped, find, load

SENTENCE = "Ủy ban nhân dân tỉnh quyết định số 5 của ngày 3 tháng 2 năm 2021 và các văn bản"


def names(found: Iterable[File | Skipped | InputError]) -> list[str]:
    return [item.name for item in found if isinstance(item, File)]


def test_a_folder_is_searched_in_sorted_order_with_its_subfolders(tmp_path: Path) -> None:
    for name in ("b.txt", "a.MD", "c/d.markdown", "c/a.txt", "x.docx", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("chữ", encoding="utf-8")
    found = list(find([tmp_path]))
    assert names(found) == ["a.MD", "b.txt", "c/a.txt", "c/d.markdown"]
    skipped = {item.path.name: item.reason for item in found if isinstance(item, Skipped)}
    assert set(skipped) == {".hidden.txt", "x.docx"}
    assert ".docx" in skipped["x.docx"]
    assert ".txt" in skipped["x.docx"]


def test_a_named_file_has_its_own_name_and_comes_once(tmp_path: Path) -> None:
    file = tmp_path / "sub" / "a.txt"
    file.parent.mkdir()
    file.write_text("chữ", encoding="utf-8")
    assert names(find([file, tmp_path])) == ["a.txt"]


def test_a_named_file_of_another_kind_and_a_missing_one_are_errors(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    wrong, missing = find([tmp_path / "a.pdf", tmp_path / "b.txt"])
    assert isinstance(wrong, InputError)
    assert ".pdf" in wrong.reason
    assert "UTF-8" in wrong.reason
    assert isinstance(missing, InputError)
    assert "no such" in missing.reason


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "t.txt").write_text("chữ", encoding="utf-8")
    assert names(find([tmp_path])) == ["a/t.txt"]


def test_a_forbidden_folder_and_file_say_so(users_folder: Path) -> None:
    (users_folder / "shut").mkdir(mode=0)
    file = users_folder / "a.txt"
    file.write_text("chữ", encoding="utf-8")
    file.chmod(0)
    errors = [item for item in find([users_folder]) if isinstance(item, InputError)]
    assert "not allowed" in errors[0].reason
    with pytest.raises(InputError, match="not allowed"):
        load(file, "a.txt")


def test_the_source_is_its_bytes_and_lines_end_as_they_do(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + "một\r\nhai\rba\n".encode()
    (tmp_path / "a.txt").write_bytes(data)
    source = load(tmp_path / "a.txt", "x/a.txt")
    assert source.text == "một\r\nhai\rba\n"
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.path == "x/a.txt"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "\ufeff \u200b".encode()])
def test_a_file_without_text_is_empty(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(InputError, match="empty"):
        load(tmp_path / "a.txt", "a.txt")


def test_a_missing_file_and_a_folder_are_named() -> None:
    with pytest.raises(InputError, match="no such file"):
        load("/nowhere/a.txt", "a.txt")
    with pytest.raises(InputError, match="folder"):
        load("/", "a.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read(encoding: str) -> None:
    assert decode((SENTENCE * 5).encode(encoding), "a.txt") == SENTENCE * 5


def test_utf_16_big_endian_with_its_mark_is_read() -> None:
    assert decode(b"\xfe\xff" + SENTENCE.encode("utf-16-be"), "a.txt") == SENTENCE


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("ñy ban nh©n d©n tØnh quyÕt ®Þnh cña ngµy 3 th¸ng 2 n¨m 2001 vµ".encode("latin-1"), "TCVN3"),
        ("ñy ban nh©n d©n tØnh quyÕt ®Þnh cña ngµy 3 th¸ng 2 n¨m 2001 vµ".encode(), "TCVN3"),
        ("Uûy ban nhaân daân quyeát ñònh cuûa ngaøy 3 thaùng 2 naêm 2001".encode("latin-1"), "VNI"),
        ("UÒy ban quyêìt ðiònh sôì 5 cuÒa ngaÌy 3 thaìng 2 nãm 2001 vaÌ".encode("latin-1"), "Windows-1258"),
        (b"\xff\xfea", "UTF-16-LE"),
        (b"%PDF-1.4 \x80", "PDF"),
        (b"PK\x03\x04word", "Office"),
        (b"abc\x00\x01\x02def", "binary"),
        (b"plain \xff\xfd\xfe", "not UTF-8"),
    ],
)
def test_what_is_no_unicode_text_is_named_with_a_remedy(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "hồ sơ.txt")
    assert said in caught.value.reason
    assert caught.value.path == "hồ sơ.txt"
    assert "UTF-8" in caught.value.reason


@pytest.mark.parametrize("text", [SENTENCE, "Quyết định 5/QĐ-TTg", "plain ASCII", "số 1\f\nsố 2", "“nhân dân” nhân dân nhân dân"])
def test_true_text_is_not_taken_for_an_old_encoding(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text
