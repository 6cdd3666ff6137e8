"""A store from which rows are gone that others refer to: an answer says so in one line, or is right about what is there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from itertools import pairwise, product
from pathlib import Path

import pytest

from graph.check import check
from graph.coverage import coverage, coverage_by_place
from graph.errors import PhaHeError
from graph.export import export
from graph.lineage import lineage
from graph.neighbours import neighbours
from graph.paths import path as path_between
from graph.queue import queue
from graph.rederive import differences
from graph.show import show
from graph.stats import stats
from graph.store import Store
from graph.stores import open_store
from graph.validity import validity
from graph.why import why
from tests.faults.conftest import Asked, refused

OF_ALL: tuple[Callable[[Store], object], ...] = (lambda store: check(store, differences), export, queue, stats)
OF_ONE: tuple[Callable[[Store, str], object], ...] = (
    lambda store, one: show(store, one, "2026-01-01"),
    lambda store, one: lineage(store, one, "both", as_of="2026-01-01"),
    coverage,
    coverage_by_place,
    lambda store, one: validity(store, [one]),
    lambda store, one: neighbours(store, one, "in", None, 100),
)
OF_TWO: tuple[Callable[[Store, str, str], object], ...] = (path_between, why)


def without(path: Path, table: str, step: int) -> None:
    """Delete some rows of a table, as no program of ours would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        rows = connection.execute(f"SELECT * FROM {table}").fetchall()[::step]  # noqa: S608  # a name of ours
        same = " AND ".join(f"{name} IS ?" for name in names)
        connection.executemany(f"DELETE FROM {table} WHERE {same}", rows)  # noqa: S608  # names of ours


@pytest.mark.parametrize("table", ["document", "description", "source", "link", "statement", "edge"])
@pytest.mark.parametrize("step", [1, 3])
def test_what_is_missing_is_said(path: Path, table: str, step: int) -> None:
    with closing(open_store(f"sqlite:///{path}")) as store:
        keys = [document.key for document in store.all_documents()]
    some = keys[:: len(keys) // 8]
    without(path, table, step)
    with closing(open_store(f"sqlite:///{path}")) as store:
        questions: list[Callable[[], object]] = [partial(answer, store) for answer in OF_ALL]
        questions += [partial(answer, store, one) for answer, one in product(OF_ONE, some)]
        questions += [partial(answer, store, *pair) for answer, pair in product(OF_TWO, pairwise(some))]
        for question in questions:
            with suppress(PhaHeError):
                question()


def test_what_an_export_misses_is_one_clear_line(path: Path, phahe: Asked) -> None:
    without(path, "link", 2)
    assert "which is not in it; ask again if another program is changing it, else run `phahe check`" in refused(phahe("export"))
    assert phahe("check").exit_code == 1
