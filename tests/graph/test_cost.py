"""What adding one document costs: nothing that grows with the documents that cite the same ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

import pytest

from graph.corpus import Corpus
from graph.kept import StoredSource
from graph.reading import Target
from graph.stores import open_store, sqlite_sql
from graph.stores.memory import MemoryStore
from tests.graph.test_identity import KON_TUM, NOWHERE, record

RULES = Target("Quy chế", "4859/QCPH-UBND-LĐLĐ", None, "2020-12-31")


class Watched(MemoryStore):
    """Counts the texts that are read from it."""

    texts = 0

    def stored(self, hashes: Collection[str]) -> dict[str, StoredSource]:
        found = super().stored(hashes)
        self.texts += len(found)
        return found


def test_a_letter_of_unknown_place_is_read_without_the_others_that_cite_the_same() -> None:
    corpus = Corpus(store := Watched())
    corpus.add([record(KON_TUM, RULES), *(record(NOWHERE, RULES, salt=str(n)) for n in range(50))])
    before = store.texts
    corpus.add([record(NOWHERE, RULES, salt="one more")])
    assert store.texts - before <= 2


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (sqlite_sql.EDGES_IN, "edge_target (target=? AND relation=?)"),
        (sqlite_sql.EDGES_OUT, "PRIMARY KEY (source=? AND relation=?)"),
        (sqlite_sql.TALLY, "COVERING INDEX statement_actor"),
    ],
)
def test_of_a_hub_sqlite_reads_only_what_is_asked_for(query: str, index: str, tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path / 'store.db'}").close()
    with closing(sqlite3.connect(tmp_path / "store.db")) as connection:
        plan = connection.execute("EXPLAIN QUERY PLAN " + query, {"keys": "[]", "relations": None}).fetchall()
    assert any(index in step for *_, step in plan)
