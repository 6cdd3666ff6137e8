"""Show, statistics and evidence: what is known of a document, and that each quote is the text at its offsets."""

from __future__ import annotations

import pytest

from graph.answers import Edge, Piece
from graph.errors import UnknownDocument
from graph.lineage import lineage
from graph.lookup import find
from graph.nodes import FIRST, edges
from graph.reading import Header
from graph.show import show
from graph.stats import stats
from graph.store import Store
from tests.graph.sample import LETTER, PLAN, REPORT, RESOLUTION, corpus_of, record, sample

TEXTS = {one.source.sha256: one.source.text for one in (PLAN, LETTER, REPORT)}


@pytest.fixture
def store() -> Store:
    return sample()


def quoted(piece: Piece) -> str:
    text = TEXTS[piece.source]
    spans = [(part.start, part.end) for part in piece.segments or ()] or [(piece.start, piece.end)]
    return " ".join(text[start:end] for start, end in spans)


def short(edge: Edge) -> tuple[str, str, str]:
    return edge.source.rsplit("/", 1)[1], edge.relation, edge.target.rsplit("/", 1)[1]


def test_a_stub_shows_who_cites_it_where(store: Store) -> None:
    shown = show(store, find(store, "02-NQ/TW").key)
    assert (shown.document.number, shown.document.held, shown.sources) == ("02-NQ/TW", False, [])
    assert [(m.document.rsplit("/", 1)[1], m.text, m.start) for m in shown.mentions] == [
        ("11-bc.tu", "Nghị quyết số 02-NQ/TW", 13),
        ("11-bc.tu", "Nghị quyết 02-NQ/TW", 72),
        ("24-kh.tu", "Nghị quyết số 02-NQ/TW ngày 12/6/2021", 19),
        ("24-kh.tu", "Nghị quyết số 02-NQ/TW", 136),
    ]
    assert all(TEXTS[m.source][m.start : m.end] == m.text for m in shown.mentions)
    assert (shown.mentions_total, shown.citing_total) == (4, 2)
    assert [short(edge) for edge in shown.edges] == [
        ("21-nq.tw", "probably_same_as", "02-nq.tw"),
        ("11-bc.tu", "reviews", "02-nq.tw"),
        ("24-kh.tu", "implements", "02-nq.tw"),
    ]


def test_a_held_document_shows_its_text_and_not_what_it_says_of_itself(store: Store) -> None:
    shown = show(store, find(store, "24-KH/TU").key)
    assert [(s.sha256, s.paths, s.signer, s.subject) for s in shown.sources] == [
        (PLAN.source.sha256, ["plan.txt"], "Lê A", "thực hiện Nghị quyết số 02-NQ/TW")
    ]
    assert (shown.mentions, shown.citing_total) == ([], 0)
    assert "place_reason" not in shown.to_json()


def test_every_quote_is_the_text_at_its_offsets(store: Store) -> None:
    pieces = [piece for edge in edges(store, list(store.all_edges()), limit=None) for piece in edge.evidence]
    assert len(pieces) == 5
    assert all(quoted(piece) == piece.quote for piece in pieces)


def test_evidence_over_a_page_break_has_segments(store: Store) -> None:
    shown = show(store, find(store, "21-CTr/TU").key)
    piece = next(edge for edge in shown.edges if edge.target.endswith("21-nq.tw")).evidence[0]
    assert piece.quote == "về thực hiện Nghị quyết số 21-NQ/TW"
    assert piece.segments is not None
    assert [(s.start, s.end) for s in piece.segments] == [(36, 48), (59, 81)]
    assert (piece.start, piece.end, piece.document) == (36, 81, "vn/kon-tum/ubnd/cong-van/2021-10-15/3717.ubnd-kgvx")


def test_the_evidence_of_a_suspect_are_the_words_that_cite_it(store: Store) -> None:
    marked = next(edge for edge in lineage(store, find(store, "02-NQ/TW").key).edges if edge.suspect)
    assert "21-CTr/TU" in (marked.reason or "")
    assert (marked.evidence_total, [(p.quote, p.rule) for p in marked.evidence]) == (1, [("Nghị quyết số 21-NQ/TW", "mention")])


def test_an_answer_shows_the_first_pieces_and_the_total() -> None:
    asserting = [
        record(
            f"{i}.txt",
            f"[c1:Kế hoạch số 65-KH/TU] thực hiện [c2:Nghị quyết số 02-NQ/TW]. {i}",
            Header(f"{i}/UBND-NC", "Công văn", "2022-01-01", "Ủy ban nhân dân tỉnh Kon Tum", "Kon Tum"),
            {"c1": LETTER.reading.targets["c1"], "c2": RESOLUTION},
            [("c1", "implements", "c2", "thực hiện Nghị quyết số 02-NQ/TW")],
        )
        for i in range(5)
    ]
    store = corpus_of(asserting)
    root = find(store, "02-NQ/TW").key
    (edge,) = lineage(store, root).edges
    assert (edge.evidence_total, len(edge.evidence)) == (5, FIRST)
    (whole,) = show(store, root).edges
    assert whole.evidence[:FIRST] == edge.evidence
    assert len({piece.document for piece in whole.evidence}) == 5


def test_nobody_is_shown_that_is_not_there(store: Store) -> None:
    with pytest.raises(UnknownDocument):
        show(store, "0" * 16)


def test_statistics_are_sums_of_what_is_there(store: Store) -> None:
    held = stats(store)
    assert (held.sources, held.documents, held.held, held.stubs) == (3, 6, 3, 3)
    assert (held.citations, held.ambiguous, held.suspects, held.edges) == (9, 1, 1, 5)
    assert list(held.relations.items()) == [("implements", 3), ("probably_same_as", 1), ("reviews", 1)]
    assert held.types["Nghị quyết"] == 2
    assert list(held.places.items()) == [("Kon Tum", 2), ("Quảng Ngãi", 1), ("Thừa Thiên Huế", 1)]
    assert stats(corpus_of([])).documents == 0
