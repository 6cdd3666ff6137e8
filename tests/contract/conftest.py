"""The stores that the contract is held against, each test with an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import Store
from graph.stores import open_store
from tests.stores import empty_neo4j

NEO4J = pytest.param("neo4j", marks=pytest.mark.neo4j)


def _address(request: pytest.FixtureRequest, folder: Path) -> str:
    match request.param:
        case "neo4j":
            return empty_neo4j(request.getfixturevalue("neo4j_url"))
        case "sqlite":
            return f"sqlite:///{folder / 'store.db'}"
        case _:
            return "memory:"


@pytest.fixture(params=["memory", "sqlite", NEO4J])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    opened = open_store(_address(request, tmp_path))
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", NEO4J])
def lasting_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store of each kind that outlives the process can be opened, more than once."""
    return _address(request, tmp_path)
