"""In CI nothing may be skipped silently: with `CI` set, every skip is a failure.

The one exception is a test that needs `../shared`, the material beside the repository, where that is absent: such a test
takes the fixture `shared`, or names `../shared` in the reason of its skip.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

IN_CI = os.environ.get("CI", "").lower() not in {"", "0", "false"}

SHARED = Path(__file__).resolve().parents[2] / "shared"
SHARED_ABSENT = "../shared is not here"
NOBODY = 65534


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of labelled material beside the repository; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(SHARED_ABSENT)
    return SHARED


@pytest.fixture
def users_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of an ordinary user, as whom the test runs: root, to whom no file is forbidden, becomes `nobody` for its time."""
    if os.geteuid() != 0:
        yield tmp_path
        return
    with tempfile.TemporaryDirectory() as folder:
        os.chown(folder, NOBODY, -1)
        os.seteuid(NOBODY)
        try:
            yield Path(folder)
        finally:
            os.seteuid(0)


def refuse_skip(report: Report) -> Report:
    """Turn a skip into a failure, where it is one."""
    expected = hasattr(report, "wasxfail") or ("../shared" in str(report.longrepr) and not SHARED.is_dir())
    if IN_CI and report.skipped and not expected:
        report.outcome = "failed"
        report.longrepr = f"skipped, which in CI is a failure: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return refuse_skip((yield))
