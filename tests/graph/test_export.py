"""Export: the whole graph, in one order, with nothing left out."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import given, settings

from graph.export import export, export_hash, export_pieces
from graph.reading import Header, Record
from tests.graph.corpora import corpora
from tests.graph.sample import ANY_PLAN, LETTER, PLAN, REPORT, SAMPLE, corpus_of, record, sample


def test_nodes_edges_and_ambiguous_citations_stand_in_order() -> None:
    whole = export(sample())
    assert [node.id.rsplit("/", 1)[1] for node in whole.nodes] == [
        "02-nq.tw",
        "21-nq.tw",
        "21-ctr.tu",
        "3717.ubnd-kgvx",
        "11-bc.tu",
        "24-kh.tu",
    ]
    assert [(e.relation, e.evidence_total) for e in whole.edges] == [
        ("probably_same_as", 1),
        ("implements", 1),
        ("implements", 1),
        ("reviews", 1),
        ("implements", 1),
    ]
    (unsure,) = whole.ambiguous
    assert (unsure.document, unsure.text, unsure.candidates) == (
        "vn/kon-tum/ubnd/cong-van/2021-10-15/3717.ubnd-kgvx",
        "Kế hoạch số 65-KH/TU",
        [],
    )
    assert LETTER.source.text[unsure.start : unsure.end] == unsure.text


def test_an_ambiguous_citation_names_what_it_may_mean_and_why() -> None:
    plans = [
        record(f"{day}.txt", f"Kế hoạch {day}", Header("65-KH/TU", "Kế hoạch", day, "Tỉnh ủy Kon Tum", "Kon Tum"), {}, [])
        for day in ("2017-01-01", "2022-01-01")
    ]
    (unsure,) = export(corpus_of([LETTER, *plans])).ambiguous
    assert ANY_PLAN.number == "65-KH/TU"
    assert [candidate.id.split("/")[4] for candidate in unsure.candidates] == ["2017-01-01", "2022-01-01"]
    assert all("same number" in candidate.reasons for candidate in unsure.candidates)


def test_equal_graphs_give_equal_bytes() -> None:
    forward = export(corpus_of(SAMPLE)).to_json()
    assert export(corpus_of([REPORT, LETTER, PLAN])).to_json() == forward
    assert export(corpus_of([])).to_json() == '{\n  "nodes": [],\n  "edges": [],\n  "ambiguous": []\n}\n'


def test_an_export_in_pieces_is_the_same_bytes() -> None:
    for store in (sample(), corpus_of([])):
        whole = export(store).to_json()
        assert "".join(export_pieces(store)) == whole
        assert export_hash(store) == sha256(whole.encode()).hexdigest()


@settings(max_examples=40)
@given(corpora)
def test_everything_is_exported_with_words_that_prove_it(records: list[Record]) -> None:
    texts = {one.source.sha256: one.source.text for one in records}
    whole = export(corpus_of(records))
    ids = [node.id for node in whole.nodes]
    assert ids == sorted(set(ids))
    assert whole.edges == sorted(whole.edges, key=lambda edge: (edge.source, edge.relation, edge.target))
    assert whole.ambiguous == sorted(whole.ambiguous, key=lambda said: (said.document, said.start, said.end, said.text))
    for edge in whole.edges:
        assert {edge.source, edge.target} <= set(ids)
        assert len(edge.evidence) == edge.evidence_total > 0
        for piece in edge.evidence:
            assert texts[piece.source][piece.start : piece.end] == piece.quote
            assert piece.document in ids
    for said in whole.ambiguous:
        assert {said.document, *(candidate.id for candidate in said.candidates)} <= set(ids)
