"""A skip is a skip at a developer's, and a failure in CI."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ci import SHARED_ABSENT

ROOT = Path(__file__).resolve().parents[1]
SKIPS = {
    "in a test": ("import pytest\ndef test() -> None: pytest.skip('no engine')", pytest.ExitCode.TESTS_FAILED),
    "by a mark": ("import pytest\n@pytest.mark.skip(reason='no engine')\ndef test() -> None: ...", pytest.ExitCode.TESTS_FAILED),
    "in a fixture": (
        "import pytest\n@pytest.fixture\ndef engine(): pytest.skip('no engine')\ndef test(engine) -> None: ...",
        pytest.ExitCode.TESTS_FAILED,
    ),
    "of a module": ("import pytest\npytest.skip('no engine', allow_module_level=True)", pytest.ExitCode.INTERRUPTED),
    "for want of ../shared": (f"import pytest\ndef test() -> None: pytest.skip({SHARED_ABSENT!r})", pytest.ExitCode.OK),
}
"""A test that skips, and how a run of it ends in CI."""

EXPECTED_FAILURE = "import pytest\n@pytest.mark.xfail(reason='known', strict=True)\ndef test() -> None: assert False"


def exit_code(folder: Path, test: str, ci: str) -> int:
    """That of pytest over one test file, with the plugin copied to where `../shared` is absent."""
    (folder / "repo" / "tests").mkdir(parents=True)
    (folder / "repo" / "tests" / "__init__.py").touch()
    (folder / "repo" / "tests" / "ci.py").write_text((ROOT / "tests" / "ci.py").read_text("utf-8"), "utf-8")
    (folder / "repo" / "test_one.py").write_text(test, "utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.ci",
        "-p",
        "no:cacheprovider",
        "--rootdir=.",
        "-c",
        os.devnull,
        "test_one.py",
    ]
    return subprocess.run(
        command, cwd=folder / "repo", env={**os.environ, "CI": ci, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}, check=False, capture_output=True
    ).returncode


@pytest.mark.parametrize(("test", "ends"), SKIPS.values(), ids=SKIPS)
def test_a_skip_is_a_failure_in_ci_unless_shared_is_wanting(tmp_path: Path, test: str, ends: pytest.ExitCode) -> None:
    assert exit_code(tmp_path, test, ci="true") == ends


@pytest.mark.parametrize("ci", ["", "false"])
def test_a_skip_is_a_skip_elsewhere(tmp_path: Path, ci: str) -> None:
    assert exit_code(tmp_path, SKIPS["in a test"][0], ci) == pytest.ExitCode.OK


def test_an_expected_failure_is_no_skip(tmp_path: Path) -> None:
    assert exit_code(tmp_path, EXPECTED_FAILURE, ci="true") == pytest.ExitCode.OK


def test_files_are_forbidden_to_an_ordinary_user_and_to_root_in_a_users_folder(users_folder: Path) -> None:
    (users_folder / "shut").touch(mode=0)
    with pytest.raises(PermissionError):
        (users_folder / "shut").read_text()
