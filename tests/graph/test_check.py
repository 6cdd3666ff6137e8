"""Check: a derived store is sound, and each way in which it may not be is found."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest
from hypothesis import given, settings

from graph.check import check
from graph.kept import Changes, Described, Document, DocumentEdge, StoredSource
from graph.reading import Record
from graph.store import Store
from graph.stores.memory import MemoryStore
from tests.graph.corpora import corpora
from tests.graph.graphs import document
from tests.graph.sample import LETTER, PLAN, corpus_of, sample

NAMES = ["storage", "citations", "evidence", "links", "documents", "candidates", "edges"]


@pytest.fixture
def store() -> Store:
    return sample()


def found(store: Store) -> list[tuple[str, str]]:
    report = check(store)
    assert report.ok == (not report.findings)
    return [(finding.check, finding.message) for finding in report.findings]


def source(store: Store, record: Record) -> StoredSource:
    return store.stored([record.source.sha256])[record.source.sha256]


def implementing(store: Store) -> DocumentEdge:
    return next(edge for edge in store.all_edges() if edge.relation == "implements")


def test_a_derived_store_is_sound(store: Store) -> None:
    report = check(store)
    assert (report.ok, report.checked, report.findings) == (True, NAMES, [])


@settings(max_examples=40)
@given(corpora)
def test_every_derived_store_is_sound(records: list[Record]) -> None:
    assert found(corpus_of(records)) == []


def test_a_changed_text_is_found_at_its_citations_and_quotes(store: Store) -> None:
    plan = source(store, PLAN)
    store.apply(Changes(put_sources=[replace(plan, text=" " + plan.text)]))
    messages = found(store)
    assert {name for name, _ in messages} == {"citations", "evidence"}
    assert messages[0][1].startswith("plan.txt: the citation at 19 is not the text there")


def test_evidence_without_a_place_is_found(store: Store) -> None:
    plan = source(store, PLAN)
    bare = [replace(statement, spans=()) for statement in plan.statements]
    store.apply(Changes(put_sources=[replace(plan, statements=tuple(bare))]))
    assert found(store) == [("evidence", "plan.txt: statement 0 has no evidence")]


def test_a_lost_edge_is_found_once_and_named(store: Store) -> None:
    edge = implementing(store)
    store.apply(Changes(drop_edges=[(edge.source, edge.relation, edge.target)]))
    ((name, message),) = found(store)
    assert name == "edges"
    assert message.endswith("1 statements up to confidence 0.9 behind it, the edge says nothing")


def test_a_wrong_total_an_invented_edge_and_a_wrong_confidence_are_found(store: Store) -> None:
    edge = implementing(store)
    store.apply(Changes(put_edges=[replace(edge, total=7)]))
    assert [name for name, _ in found(store)] == ["edges"]
    store.apply(Changes(put_edges=[replace(edge, confidence=0.5)]))
    assert "the edge says 1 statements up to confidence 0.5" in found(store)[0][1]
    store.apply(Changes(put_edges=[edge, replace(edge, relation="amends")]))
    assert "nothing behind it" in found(store)[0][1]


def test_a_document_that_nothing_describes_is_found(store: Store) -> None:
    store.apply(Changes(put_documents=[document("orphan")]))
    assert found(store) == [("documents", "vn/orphan: nothing describes it")]


def test_wrong_counts_are_found(store: Store) -> None:
    letter = source(store, LETTER)
    (described,) = store.descriptions_of([store.speakers([letter.sha256])[letter.sha256].key]).popitem()[1]
    store.apply(Changes(put_descriptions=[replace(described, count=3)]))
    assert [message.split(": ")[1] for _, message in found(store)] == ["a description counts 3 links, there are 1"]
    links = tuple(replace(link, mentions=link.mentions + 1) for link in letter.links)
    store.apply(Changes(put_descriptions=[described], put_sources=[replace(letter, links=links)]))
    assert ("links", "letter.txt: c1 is mentioned 1 times, not 2") in found(store)


class Lossy(MemoryStore):
    """A store that has lost one document or one description, as no adapter lets happen by `apply`."""

    lost: str | None = None

    def documents(self, keys: Collection[str]) -> dict[str, Document]:
        return {key: found for key, found in super().documents(keys).items() if key != self.lost}

    def descriptions(self, keys: Collection[str]) -> dict[str, Described]:
        return {key: found for key, found in super().descriptions(keys).items() if key != self.lost}


def test_what_is_missing_at_an_end_is_found() -> None:
    store = corpus_of([PLAN, LETTER], Lossy())
    assert found(store) == []
    assert isinstance(store, Lossy)
    store.lost = implementing(store).target
    assert ("edges", "an edge “implements” lacks a document") in found(store)
    store.lost = source(store, PLAN).links[0].description
    assert ("links", "plan.txt: c1 has no description") in found(store)


def test_a_derivation_anew_may_be_added(store: Store) -> None:
    report = check(store, rederive=lambda _: ["vn/x differs", "vn/x differs"])
    assert report.checked == [*NAMES, "derivation"]
    assert [(f.check, f.message) for f in report.findings] == [("derivation", "vn/x differs")]
