"""The model as a person sees it in Neo4j Browser or Bloom: labels and captions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.kept import PROBABLY_SAME_AS, Changes, Document
from graph.store import Store
from graph.stores import migrations, open_store
from graph.stores.cypher import schema
from graph.stores.neo4j_nodes import caption
from tests.contract.builders import document, edge, key, world
from tests.stores import empty_neo4j, run_neo4j


@pytest.fixture
def url(neo4j_url: str) -> str:
    return empty_neo4j(neo4j_url)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()


def labelled(url: str, label: str) -> list[str]:
    return [row["id"] for row in run_neo4j(url, "MATCH (d:Document) WHERE $label IN labels(d) RETURN d.id AS id ORDER BY id", label=label)]


@pytest.mark.parametrize(
    ("given", "seen"),
    [
        (document("a", number="57-NQ/TW", type="Nghị quyết", date="2024-12-22"), "57-NQ/TW"),
        (replace(document("a", type="Luật", date="2015"), name="Luật Tổ chức Chính phủ"), "Luật Tổ chức Chính phủ"),
        (replace(document("a", type="Hiến pháp"), name="Hiến pháp"), "Hiến pháp"),
        (document("a", type="Công văn", date="2025-03-18"), "Công văn 2025-03-18"),
        (document("a", type="Công văn", title="về chuyển đổi số"), "Công văn"),
        (document("a", date="2025"), "2025"),
        (document("a", title="về chuyển đổi số"), "vn/a"),
    ],
)
def test_a_caption_tells_which_document_it_is(given: Document, seen: str) -> None:
    assert caption(given) == seen


def test_the_caption_is_the_name_of_the_node_and_the_documents_own_name_comes_back(url: str, store: Store) -> None:
    law = replace(document("law", number="76/2015/QH13"), name="Luật Tổ chức Chính phủ")
    store.apply(Changes(put_documents=[law, document("letter", type="Công văn")]))
    assert run_neo4j(url, "MATCH (d:Document) RETURN d.name AS name, d.called AS called ORDER BY name") == [
        {"name": "76/2015/QH13", "called": "Luật Tổ chức Chính phủ"},
        {"name": "Công văn", "called": None},
    ]
    assert list(store.all_documents()) == [law, document("letter", type="Công văn")]


def test_held_documents_stubs_and_suspects_are_told_by_label(url: str, store: Store) -> None:
    store.apply(world())
    store.apply(Changes(put_documents=[document("slip")], put_edges=[edge("slip", PROBABLY_SAME_AS, "plan", reason="one digit")]))
    assert labelled(url, "Held") == ["vn/letter", "vn/reply"]
    assert labelled(url, "Stub") == ["vn/plan", "vn/resolution", "vn/slip"]
    assert labelled(url, "Suspect") == ["vn/slip"]
    store.apply(Changes(put_documents=[document("slip", held=True)]))
    assert labelled(url, "Suspect") == ["vn/slip"]


def test_a_suspect_is_one_as_long_as_there_is_something_that_it_probably_is(url: str, store: Store) -> None:
    edges = [edge("slip", PROBABLY_SAME_AS, name) for name in ("a", "b", "c")]
    store.apply(Changes(put_documents=[document(name) for name in ("slip", "a", "b", "c")], put_edges=edges))
    store.apply(Changes(drop_documents=[key("a")]))
    store.apply(Changes(drop_edges=[(key("slip"), PROBABLY_SAME_AS, key("b"))]))
    assert labelled(url, "Suspect") == ["vn/slip"]
    store.apply(Changes(drop_documents=[key("c")]))
    assert labelled(url, "Suspect") == []
    store.apply(Changes(put_edges=[edge("slip", PROBABLY_SAME_AS, "b")]))
    assert labelled(url, "Suspect") == ["vn/slip"]
    store.apply(Changes(drop_edges=[(key("slip"), PROBABLY_SAME_AS, key("b"))]))
    assert labelled(url, "Suspect") == []


def test_every_relation_is_a_relationship_type_with_its_total_and_confidence(url: str, store: Store) -> None:
    store.apply(world())
    query = """MATCH (s:Document)-[r:IMPLEMENTS|CITES]->(t:Document)
    RETURN s.id AS source, type(r) AS type, t.id AS target, r.total AS total, r.confidence AS confidence ORDER BY source"""
    assert [tuple(row.values()) for row in run_neo4j(url, query)] == [
        ("vn/letter", "IMPLEMENTS", "vn/plan", 1, 0.9),
        ("vn/plan", "IMPLEMENTS", "vn/resolution", 2, 0.95),
        ("vn/reply", "CITES", "vn/resolution", 1, 0.95),
    ]


def test_a_graph_of_the_first_schema_gets_captions_and_suspects_by_being_opened(url: str, store: Store) -> None:
    law = replace(document("law", type="Hiến pháp"), name="Hiến pháp")
    store.apply(world())
    store.apply(
        Changes(
            put_documents=[law, document("slip", number="75-NQ/TW"), document("letter", type="Công văn", date="2025", held=True)],
            put_edges=[edge("slip", PROBABLY_SAME_AS, "plan", reason="one digit")],
        )
    )
    nodes = "MATCH (d:Document) RETURN labels(d) AS labels, properties(d) AS row ORDER BY d.key"
    today, documents = run_neo4j(url, nodes), list(store.all_documents())
    run_neo4j(url, "MATCH (d:Document) SET d.name = d.called REMOVE d.called, d:Suspect")
    run_neo4j(url, "MATCH (s:PhaHeStore) SET s.schema = 1")
    run_neo4j(url, "DROP INDEX phahe_document_number")
    for _ in range(2):  # as after a migration that was interrupted before it was marked
        for statement in schema.TO_SCHEMA_2:
            run_neo4j(url, statement)
    told: list[str] = []
    again = open_store(url, tell=told.append)
    assert again.about().schema == migrations.newest(migrations.NEO4J)
    assert list(again.all_documents()) == documents
    assert run_neo4j(url, nodes) == today
    again.close()
