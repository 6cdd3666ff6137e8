"""The queries of docs/neo4j.md run, and give what the program itself answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest

from graph.answers import Edge, PlainNode
from graph.corpus import Corpus
from graph.coverage import coverage
from graph.export import export
from graph.kept import PROBABLY_SAME_AS
from graph.lineage import CARRIES_OUT
from graph.lookup import find
from graph.reading import RELATIONS, Record
from graph.show import show
from graph.store import Store
from graph.stores import open_store
from graph.stores.cypher.names import TYPES
from graph.stores.memory import MemoryStore
from ingest.reader import read
from ingest.sources import load
from tests.stores import empty_neo4j, run_neo4j

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "neo4j.md").read_text("utf-8")
QUERIES = dict(re.findall(r"^### ([^\n]+)\n(?:(?!###).)*?^```cypher\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))

Rows = list[tuple[object, ...]]


class Answers:
    """The program's own answers to the ten questions."""

    def __init__(self, store: Store) -> None:
        self.store = store
        whole = export(store)
        self.nodes: dict[str, PlainNode] = {node.id: node for node in whole.nodes}
        self.edges: list[Edge] = list(whole.edges)
        self.name = {d.id: d.number or d.name or " ".join(filter(None, (d.type, d.date))) for d in store.all_documents()}

    def who(self) -> Rows:
        rows = [row for row in self._covered("57-NQ/TW") if not row[4]]
        return [row[:4] for row in sorted(rows, key=lambda row: (row[3] is None, row[3], row[5]))]

    def places_without(self) -> Rows:
        known = {node.place for node in self.nodes.values() if node.place}
        return [(place,) for place in sorted(known - {row[0] for row in self._covered("03/NQ-CP") if not row[4]})]

    def chains(self) -> Rows:
        def grown(chain: list[str]) -> Iterator[list[str]]:
            yield chain
            for edge in self.edges:
                if edge.target == chain[-1] and edge.relation in CARRIES_OUT:
                    yield from grown([*chain, edge.source])

        found = [c for c in grown([find(self.store, "57-NQ/TW").id]) if len(c) > 2 and self.nodes[c[-1]].held]
        return [(names,) for names in sorted(([self.name[one] for one in c] for c in found), key=lambda names: (-len(names), names))]

    def proof(self) -> Rows:
        amending, amended = (find(self.store, number) for number in ("71/NQ-CP", "03/NQ-CP"))
        said = self.store.evidence([(amending.key, "amends", amended.key)], None)[amending.key, "amends", amended.key]
        pieces = next(e.evidence for e in self.edges if (e.source, e.relation, e.target) == (amending.id, "amends", amended.id))
        return [(self.name[p.document], p.quote, p.rule, s.confidence) for p, s in zip(pieces, said, strict=True)]

    def worth_getting(self) -> Rows:
        found = [(node, show(self.store, find(self.store, node.id).key)) for node in self.nodes.values() if not node.held]
        found.sort(key=lambda one: (-one[1].citing_total, -one[1].mentions_total, one[0].id))
        return [(self.name[node.id], node.title, detail.citing_total, detail.mentions_total) for node, detail in found[:10]]

    def suspects(self) -> Rows:
        return [(self.name[e.source], self.name[e.target], e.reason) for e in self.edges if e.suspect]

    def changes(self) -> Rows:
        changing = [e for e in self.edges if e.relation in {"amends", "replaces", "repeals", "suspends", "corrects"}]
        changing.sort(key=lambda e: (self.nodes[e.source].date or "9", e.source, e.target))
        return [(self.name[e.source], TYPES[e.relation], self.name[e.target], e.evidence_total) for e in changing]

    def together(self) -> Rows:
        cited: dict[str, set[str]] = {}
        for edge in self.edges:
            cited.setdefault(edge.source, set()).add(edge.target)
        pairs = [pair for targets in cited.values() for pair in combinations(sorted(targets), 2)]
        often = sorted({(-pairs.count(pair), *pair) for pair in pairs if pairs.count(pair) > 1})
        return [(self.name[one], self.name[other], -count) for count, one, other in often]

    def province(self) -> Rows:
        own = [node for node in self.nodes.values() if node.place == "Lâm Đồng" and node.date]
        return [(n.date, self.name[n.id], n.issuer, n.held) for n in sorted(own, key=lambda n: (n.date, n.id))]

    def in_the_air(self) -> Rows:
        resting = {e.source for e in self.edges if e.relation in {*CARRIES_OUT, "based_on"}}
        return [(self.name[n.id], n.title) for n in self.nodes.values() if n.held and n.id not in resting]

    def _covered(self, asked: str) -> list[tuple[object, ...]]:
        rows = coverage(self.store, find(self.store, asked).key).rows
        return [(r.place, self.name[r.document], r.date, r.days, r.suspect, r.document) for r in rows]


EXPECTED: dict[str, Callable[[Answers], Rows]] = {
    "Who carries a resolution out, and after how many days": Answers.who,
    "Which places have nothing that carries it out": Answers.places_without,
    "By which chains a letter comes from a resolution": Answers.chains,
    "What proves an edge": Answers.proof,
    "Which texts are worth getting: the stubs that most texts cite": Answers.worth_getting,
    "Which citations are probably misprints": Answers.suspects,
    "What changes what": Answers.changes,
    "Which documents are cited together": Answers.together,
    "What a province issued, by date": Answers.province,
    "Which texts hang in the air: held, but they carry out and rest on nothing": Answers.in_the_air,
}


def filled(store: Store) -> Store:
    sources = [load(path, path.name) for path in sorted((ROOT / "examples").iterdir())]
    Corpus(store).add(Record(source, read(source.text)) for source in sources)
    return store


def test_the_page_has_these_questions_and_no_other() -> None:
    assert list(QUERIES) == list(EXPECTED)
    assert PAGE.count("```cypher") == len(QUERIES)


def test_the_queries_give_what_the_program_answers(neo4j_url: str) -> None:
    filled(open_store(empty_neo4j(neo4j_url))).close()
    answers = Answers(filled(MemoryStore()))
    for title, query in QUERIES.items():
        expected = EXPECTED[title](answers)
        assert expected, title
        assert [tuple(row.values()) for row in run_neo4j(neo4j_url, query)] == expected, title


def test_the_page_names_every_label_type_and_property_that_there_is(neo4j_url: str) -> None:
    filled(open_store(empty_neo4j(neo4j_url))).close()
    named = set(re.findall(r"\w+", PAGE)) | {relation.upper() for relation in (*RELATIONS, PROBABLY_SAME_AS)}
    seen = {row["label"] for row in run_neo4j(neo4j_url, "MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label")}
    seen |= {row["type"] for row in run_neo4j(neo4j_url, "MATCH ()-[r]->() RETURN DISTINCT type(r) AS type")}
    seen |= {row["key"] for row in run_neo4j(neo4j_url, "MATCH (d:Document) UNWIND keys(d) AS key RETURN DISTINCT key")}
    assert seen <= named


@pytest.mark.parametrize("variable", ["NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_PASSWORD_FILE", "NEO4J_DATABASE"])
def test_the_page_names_every_variable(variable: str) -> None:
    assert f"| `{variable}` |" in PAGE
