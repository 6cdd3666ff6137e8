"""In CI nothing may be skipped silently: with `CI` set, every skip is a failure.

The one exception is a test that needs `../shared`, the material beside the repository, where that is absent: such a test
takes the fixture `shared`, whose skip is recognised by its reason.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

import pytest

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

IN_CI = os.environ.get("CI", "").lower() not in {"", "0", "false"}

SHARED = Path(__file__).resolve().parents[2] / "shared"
SHARED_ABSENT = "../shared is not here"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of labelled material beside the repository; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(SHARED_ABSENT)
    return SHARED


def refuse_skip(report: Report) -> Report:
    """Turn a skip into a failure, where it is one."""
    expected = hasattr(report, "wasxfail") or (SHARED_ABSENT in str(report.longrepr) and not SHARED.is_dir())
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
