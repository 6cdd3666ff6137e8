"""A user's vocabulary: read before ours, refused in one line that says where and what to do."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from api.vocabulary import in_use, use
from graph.errors import InputError

DOCS = Path(__file__).parents[2] / "docs" / "vocabulary.md"
LETTER = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM

Số: 90/UBND-NC

Hà Nam, ngày 02 tháng 4 năm 2024

Tiếp thu và vận dụng Huấn thị số 5/HTH-HVAN ngày 3/4/2020 của Hội đồng Vạn An;
căn cứ Quyết định số 7/QYĐI-UBND ngày 5/6/2021 của UBND tỉnh Công Tum.
"""


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The example of the documentation, as a file."""
    block = re.search(r"```toml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert block is not None
    file = tmp_path / "my.toml"
    file.write_text(block[1], "utf-8")
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    return file


def phahe(folder: Path, *args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own, since a vocabulary holds for a whole process."""
    return subprocess.run(
        [sys.executable, "-m", "api.cli", *args],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(DOCS.parents[1]), **environment},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_the_example_of_the_documentation_is_read_with(example: Path) -> None:
    plain = json.loads(phahe(example.parent, "cite", "letter.txt", "--format", "json").stdout)
    told = phahe(example.parent, "cite", "letter.txt", "--format", "json", "--vocabulary", "my.toml")
    answer = json.loads(told.stdout)
    assert [one["type"] for one in answer["citations"]] == ["Huấn thị", "Quyết định"]
    assert [one["number"] for one in answer["citations"]] == ["5/HTH-HVAN", "7/QYĐI-UBND"]
    assert [one["relation"] for one in answer["relations"]] == ["implements", "based_on"]
    assert [one["type"] for one in plain["citations"]] != ["Huấn thị", "Quyết định"]
    assert [one["relation"] for one in plain["relations"]] == ["cites", "based_on"]
    by_variable = phahe(example.parent, "cite", "letter.txt", "--format", "json", PHAHE_VOCABULARY="my.toml")
    assert by_variable.stdout == told.stdout


def test_a_store_is_filled_and_asked_with_it(example: Path) -> None:
    told = phahe(example.parent, "ingest", "letter.txt", "--vocabulary", "my.toml")
    assert told.returncode == 0, told.stderr
    shown = phahe(example.parent, "show", "5/HTH-HVAN", "--format", "json", PHAHE_VOCABULARY="my.toml")
    assert json.loads(shown.stdout)["document"]["id"].startswith("vn/hoi-dong-van-an/huan-thi/")
    assert phahe(example.parent, "check", "--deep", PHAHE_VOCABULARY="my.toml").returncode == 0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('slug = "huan-thi" ', 'slug = "Huấn" ', "line 2: [[type]] Huấn thị: slug: String should match pattern"),
        ('scope = "central"            # or', 'scope = "world" # or', "line 16: [[organ]] Hội đồng Vạn An: scope: Input should be"),
        ("[[organ]]", "[[organn]]", "organn: Extra inputs are not permitted"),
        ('relation = "implements"', 'relation = "obeys"', "line 32: cue takes up: relation is 'obeys', not one of"),
        ('accepts = ["tiếp thu và', 'accepts = ["tiếp', "cue takes up: “tiếp vận dụng” is not found by its pattern"),
        ('refuses = ["tiếp thu ý kiến"]', 'refuses = ["tiếp thu và vận dụng"]', "“tiếp thu và vận dụng” is found by its pattern"),
        ("vận[ ]dụng'", "(vận[ ]dụng'", "its pattern is no regular expression"),
        ('name = "takes up"', 'name = "amends"', "cue amends: there is one of this name already"),
        ("accepts =", "examples =", "cue takes up: unknown keys ['examples']"),
        ("party = false", "party =", "no TOML: Invalid value (at line "),
    ],
)
def test_what_is_wrong_is_said_with_line_and_entry(example: Path, old: str, new: str, message: str) -> None:
    text = example.read_text("utf-8")
    assert old in text
    example.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(InputError, match=re.escape(message)) as refused:
        use(str(example))
    assert str(refused.value).startswith(str(example))
    assert "\n" not in str(refused.value)
    assert in_use() == ""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('codes = ["HTH"]', 'codes = ["NQ"]', "codes of several types that [shared] does not decide: NQ"),
        (
            'kind = "tỉnh"',
            'kind = "thành phố"',
            "slug “kon-tum”: kind is 'tỉnh' in ours, not 'thành phố'",
        ),
    ],
)
def test_what_does_not_fit_with_ours_is_refused(example: Path, old: str, new: str, message: str) -> None:
    example.write_text(example.read_text("utf-8").replace(old, new), "utf-8")
    told = phahe(example.parent, "cite", "letter.txt", "--vocabulary", "my.toml")
    assert (told.returncode, told.stdout) == (1, "")
    assert message in told.stderr
    assert told.stderr.count("\n") == 1


def test_a_file_that_is_not_there_or_not_utf_8(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent.toml: the vocabulary cannot be read: No such file"):
        use(str(tmp_path / "absent.toml"))
    (tmp_path / "old.toml").write_bytes("name = 'Huấn thị'".encode("utf-16"))
    with pytest.raises(InputError, match="not UTF-8"):
        use(str(tmp_path / "old.toml"))
