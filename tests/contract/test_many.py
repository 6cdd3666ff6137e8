"""Thousands of keys in one question, thousands of rows in one change."""

from __future__ import annotations

from graph.kept import Changes
from graph.reading import SELF
from graph.store import Store
from tests.contract.builders import described, document, edge, key, sha, source

MANY = 5_000


def test_thousands_of_keys_in_every_question(store: Store) -> None:
    names = [f"n{n}" for n in range(MANY)]
    keys = [key(name) for name in names]
    hub = document("hub", issuer="Bộ Chính trị", place="Hà Nội")
    store.apply(
        Changes(
            put_documents=[hub, *(document(name, block=name, day=name, issuer="Tỉnh ủy", place="Kon Tum") for name in names)],
            put_descriptions=[described("x-hub", "hub"), *(described(f"x-{name}", name, block=name) for name in names)],
            put_sources=[source(name, [(SELF, f"x-{name}"), ("c1", "x-hub")], [(f"x-{name}", "implements", "x-hub")]) for name in names],
            put_edges=[edge(name, "implements", "hub") for name in names],
        )
    )
    pairs = [(k, hub.key) for k in keys]
    triples = [(k, "implements", hub.key) for k in keys]
    x_keys = [key(f"x-{name}") for name in names]
    assert store.counts()["edges"] == store.counts()["links"] == MANY
    assert list(store.documents(keys)) == sorted(keys)
    assert [d.key for d in store.documents_in(names)] == [d.key for d in store.documents_on(names)] == sorted(keys)
    assert [d.key for d in store.described(names)] == list(store.descriptions(x_keys)) == sorted(x_keys)
    assert len(store.descriptions_of(keys)) == len(store.stored([sha(name) for name in names])) == MANY
    assert len(store.speakers([sha(name) for name in names])) == len(store.links_to(x_keys)) == len(store.statements_about(x_keys)) == MANY
    assert list(store.tally(pairs)) == list(store.evidence(triples, 3)) == sorted(triples)
    assert store.edges(keys, "out") == store.edges([hub.key], "in") == store.edges_between(pairs) == list(store.all_edges())
    assert len(store.edges(keys, "out", ["implements"])) == MANY
    total, found = store.search(["kon", "tinh"], None, 10 * MANY)
    assert total == len(found) == MANY
    assert len(store.paths()) == MANY

    store.apply(
        Changes(
            drop_sources=[sha(name) for name in names],
            drop_descriptions=x_keys,
            drop_documents=keys[1:],
            drop_edges=triples,
        )
    )
    assert dict(store.counts()) == {"sources": 0, "documents": 2, "held": 0, "links": 0, "mentions": 0, "ambiguous": 0, "edges": 0}


def test_thousands_of_statements_behind_one_edge(store: Store) -> None:
    names = [f"n{n}" for n in range(MANY)]
    said = [source(name, [(SELF, "x-a")], [("x-a", "cites", "x-b")]) for name in names]
    store.apply(
        Changes(
            put_documents=[document("a"), document("b")],
            put_descriptions=[described("x-a", "a"), described("x-b", "b")],
            put_sources=said,
        )
    )
    asked = (key("a"), "cites", key("b"))
    assert store.tally([asked[::2]]) == {asked: (MANY, 0.9)}
    assert [s.source for s in store.evidence([asked], 3)[asked]] == sorted(map(sha, names))[:3]
    assert len(store.evidence([asked], None)[asked]) == MANY


def test_a_question_of_thousands_of_words(store: Store) -> None:
    several = [f"w{n}" for n in range(2_000)]
    store.apply(Changes(put_documents=[document("a", title=" ".join(several)), document("b", title=" ".join(several[:-1]))]))
    assert [d.id for d in store.search(several, None, 9)[1]] == ["vn/a"]
