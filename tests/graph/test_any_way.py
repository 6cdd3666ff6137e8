"""However a store came to hold its sources and judgements, its graph is the one that these give in a new store, byte for byte.

A machine draws what people do – add in batches, again, read anew, under new paths; remove, forget paths; judge, take back – and
compares again and again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from graph.check import check
from graph.corpus import Corpus
from graph.errors import UsageError
from graph.export import export
from graph.judgements import Judgement, Said
from graph.judging import different, misprint, not_a_citation, same
from graph.reading import Reading, Record
from graph.store import Store
from graph.stores import open_store
from graph.stores.memory import MemoryStore
from tests.graph.corpora import corpora

PATHS = ("a.txt", "b.txt", "c.txt")
KINDS = (same, misprint, different)


class InMemory(RuleBasedStateMachine):
    """What people do to a store, and beside it the sources and judgements that it must then hold."""

    def __init__(self) -> None:
        super().__init__()
        self.store = self.opened()
        self.corpus = Corpus(self.store)
        self.pool: Sequence[Record] = ()
        self.readings: dict[str, Record] = {}
        """The sources that are there, as they were read."""
        self.paths: dict[str, str] = {}
        """Path → source."""
        self.judgements: dict[str, Judgement] = {}
        self.changed = False

    def opened(self) -> Store:
        return MemoryStore()

    def teardown(self) -> None:
        self.store.close()

    @initialize(records=corpora)
    def draw(self, records: list[Record]) -> None:
        self.pool = records

    @rule(data=st.data())
    def add(self, data: st.DataObject) -> None:
        """Every other record of the pool has a path, and one that others may have too."""
        batch = []
        for at in data.draw(st.lists(st.integers(0, len(self.pool) - 1), min_size=1, max_size=4, unique=True)):
            record, barely = self.pool[at], data.draw(st.sampled_from((False, False, True)))
            path = data.draw(st.sampled_from(PATHS)) if at % 2 else None
            reading = Reading(record.reading.document) if barely else record.reading
            batch.append(Record(replace(record.source, path=path), reading))
        self.corpus.add(batch)
        for record in {record.source.path or record.source.sha256: record for record in batch}.values():
            self._hold(record)
        self.changed = True

    def _hold(self, record: Record) -> None:
        sha, path = record.source.sha256, record.source.path
        if path is not None:
            owner = self.paths.get(path)
            self.paths[path] = sha
            if owner not in (None, sha) and owner not in self.paths.values():
                del self.readings[owner]
        self.readings[sha] = record

    @precondition(lambda self: self.readings)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        gone = data.draw(st.sets(st.sampled_from(sorted(self.readings)), min_size=1, max_size=3))
        self.corpus.remove(gone)
        self._drop(gone)

    @rule(gone=st.sets(st.sampled_from(PATHS), min_size=1))
    def forget(self, gone: set[str]) -> None:
        self.corpus.forget(gone)
        owners = {self.paths.pop(path) for path in gone if path in self.paths}
        self._drop(owners - set(self.paths.values()))

    def _drop(self, gone: set[str]) -> None:
        self.readings = {sha: record for sha, record in self.readings.items() if sha not in gone}
        self.paths = {path: sha for path, sha in self.paths.items() if sha not in gone}
        self.changed = True

    @precondition(lambda self: self.readings)
    @rule(data=st.data(), day=st.integers(1, 9))
    def judge(self, data: st.DataObject, day: int) -> None:
        said = Said("Lan", f"2026-11-0{day}T08:00:00Z", "đã xem")
        documents = sorted(self.store.all_documents(), key=lambda d: d.id)
        one, other = (data.draw(st.sampled_from(documents)).key for _ in range(2))
        try:
            self._judge(data.draw(st.sampled_from(KINDS))(self.store, one, other, said))
        except UsageError:  # one with itself
            return

    @precondition(lambda self: any(record.reading.citations for record in self.readings.values()))
    @rule(data=st.data())
    def deny(self, data: st.DataObject) -> None:
        citing = sorted(sha for sha, record in self.readings.items() if record.reading.citations)
        sha = data.draw(st.sampled_from(citing))
        quote = data.draw(st.sampled_from(self.readings[sha].reading.citations)).text
        self._judge(not_a_citation(self.store, sha, quote, Said("Mai", "2026-11-10T08:00:00Z", "không phải")))

    @precondition(lambda self: self.judgements)
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        one = self.judgements[data.draw(st.sampled_from(sorted(self.judgements)))]
        self._judge(one if one.withdrawn else replace(one, withdrawn=Said("Lan", "2026-11-20T08:00:00Z", "nhầm")))

    def _judge(self, judgement: Judgement) -> None:
        self.corpus.judge([judgement])
        kept = self.judgements.get(judgement.id)
        self.judgements[judgement.id] = kept if kept is not None and kept.withdrawn else judgement
        self.changed = True

    @invariant()
    def the_graph_is_that_of_its_sources_and_judgements(self) -> None:
        if not self.changed:
            return
        anew = Corpus(MemoryStore())
        anew.add(replace(record, source=replace(record.source, path=None)) for record in self.readings.values())
        anew.judge(self.judgements.values())
        assert export(self.store).to_json() == export(anew.store).to_json()
        assert set(self.store.sources()) == self.readings.keys()
        assert check(self.store).findings == []
        self.changed = False


class InSqlite(InMemory):
    """The same in a file."""

    def opened(self) -> Store:
        self.folder = tempfile.TemporaryDirectory()
        return open_store(f"sqlite:///{Path(self.folder.name) / 'store.db'}")

    def teardown(self) -> None:
        super().teardown()
        self.folder.cleanup()


TestInMemory = InMemory.TestCase
TestInMemory.settings = settings(max_examples=60, stateful_step_count=14, deadline=None)
TestInSqlite = InSqlite.TestCase
TestInSqlite.settings = settings(max_examples=8, stateful_step_count=10, deadline=None)
