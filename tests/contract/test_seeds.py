"""The main job on the five real documents of `../shared`: the same lineage from every store, whatever the order of the files."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from graph.answers import Coverage, Edge, Lineage
from graph.check import check
from graph.corpus import Corpus
from graph.coverage import coverage
from graph.export import export
from graph.lineage import lineage
from graph.lookup import find, search
from graph.reading import Record
from graph.show import show
from graph.store import Store
from graph.stores.memory import MemoryStore
from ingest.reader import read
from ingest.sources import load

SEEDS = Path(__file__).parents[3] / "shared" / "corpus" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="needs ../shared/corpus/seeds")


@cache
def records() -> tuple[Record, ...]:
    sources = [load(path, path.name) for path in sorted(SEEDS.iterdir())]
    return tuple(Record(source, read(source.text)) for source in sources)


def shuffled(seed: int) -> list[Record]:
    return random.Random(seed).sample(records(), len(records()))  # noqa: S311  # an order of files, no secret


@pytest.fixture
def filled(store: Store) -> Store:
    """A store into which the seeds came in two portions, in no order."""
    corpus, waiting = Corpus(store), shuffled(5)
    corpus.add(waiting[:2])
    corpus.add(waiting[2:])
    return store


def lineage_of(store: Store, asked: str) -> Lineage:
    return lineage(store, find(store, asked).key)


def coverage_of(store: Store, asked: str) -> Coverage:
    return coverage(store, find(store, asked).key)


def told(lines: Lineage) -> set[tuple[str | None, str | None, int, bool, bool]]:
    """Number (type, where there is none), place, depth, held, suspect."""
    return {(node.number or node.type, node.place, node.depth, node.held, node.suspect) for node in lines.nodes}


def steps(lines: Lineage) -> set[tuple[str, str, str]]:
    name = {node.id: node.number or node.type or "" for node in lines.nodes}
    return {(name[edge.source], edge.relation, name[edge.target]) for edge in lines.edges}


def test_what_carries_out_the_resolution(filled: Store) -> None:
    lines = lineage_of(filled, "02-NQ/TW")
    assert lines.root == "vn/bo-chinh-tri/nghi-quyet/2021-06-12/02-nq.tw"
    assert told(lines) == {
        ("02-NQ/TW", None, 0, False, False),
        ("65-KH/TU", "Quảng Ngãi", 1, False, False),
        ("7216/UBND-KGVX", "Quảng Ngãi", 2, True, False),
        ("24-KH/TU", "Thừa Thiên Huế", 1, True, False),
        ("21-NQ/TW", None, 0, False, True),
        ("21-CTr/TU", "Kon Tum", 1, False, True),
        ("3717/UBND-KGVX", "Kon Tum", 2, True, True),
    }
    assert steps(lines) == {
        ("65-KH/TU", "implements", "02-NQ/TW"),
        ("7216/UBND-KGVX", "implements", "65-KH/TU"),
        ("24-KH/TU", "implements", "02-NQ/TW"),
        ("21-NQ/TW", "probably_same_as", "02-NQ/TW"),
        ("21-CTr/TU", "implements", "21-NQ/TW"),
        ("3717/UBND-KGVX", "implements", "21-CTr/TU"),
    }
    (doubt,) = (edge for edge in lines.edges if edge.suspect)
    assert doubt.relation == "probably_same_as"
    assert doubt.reason is not None
    assert "21-CTr/TU" in doubt.reason


def test_no_unmarked_way_leads_from_the_suspects_letter_to_the_resolution(filled: Store) -> None:
    trusted = [edge for edge in export(filled).edges if not edge.suspect and edge.relation != "cites"]
    ahead = {"vn/kon-tum/ubnd/cong-van/2021-10-15/3717.ubnd-kgvx"}
    for _ in trusted:
        ahead |= {edge.target for edge in trusted if edge.source in ahead}
    assert "vn/bo-chinh-tri/nghi-quyet/2021-06-12/21-nq.tw" in ahead
    assert "vn/bo-chinh-tri/nghi-quyet/2021-06-12/02-nq.tw" not in ahead


def test_which_provinces_carry_it_out_and_how_late(filled: Store) -> None:
    covered = coverage_of(filled, "02-NQ/TW")
    assert {(row.place, row.number, row.date, row.days, row.suspect) for row in covered.rows} == {
        ("Quảng Ngãi", "65-KH/TU", "2021-11-03", 144, False),
        ("Quảng Ngãi", "7216/UBND-KGVX", "2021-12-31", 202, False),
        ("Thừa Thiên Huế", "24-KH/TU", "2021-11-15", 156, False),
        ("Kon Tum", "21-CTr/TU", "2021-10-08", 118, True),
        ("Kon Tum", "3717/UBND-KGVX", "2021-10-15", 125, True),
    }
    assert covered.provinces == "63"
    assert len(covered.missing) == 60
    via = {row.number: row.via for row in covered.rows}
    assert via["65-KH/TU"] == []
    assert [step.rsplit("/", 1)[1] for step in via["3717/UBND-KGVX"]] == ["21-nq.tw", "21-ctr.tu"]


def test_a_chain_of_three_to_a_notice_without_a_number(filled: Store) -> None:
    lines = lineage_of(filled, "37-CT/TW")
    assert told(lines) == {
        ("37-CT/TW", None, 0, False, False),
        ("119-KH/TU", "Kon Tum", 1, False, False),
        ("435/QĐ-UBND", "Kon Tum", 2, False, False),
        ("Thông báo", "Kon Tum", 3, True, False),
        ("24-KH/TU", "Thừa Thiên Huế", 1, True, False),
    }
    assert lines.nodes[0].issuer in {"Ban Bí thư", "Ban Bí thư Trung ương Đảng"}


def test_who_amends_the_decision(filled: Store) -> None:
    amending = [edge for edge in show(filled, find(filled, "655/QĐ-TTg").key).edges if edge.relation == "amends"]
    assert [edge.source for edge in amending] == ["vn/thu-tuong-chinh-phu/quyet-dinh/2020-11-04/1729.qd-ttg"]


def test_a_regulation_cited_three_times_tells_where_a_letter_is_from(filled: Store) -> None:
    detail = show(filled, find(filled, "4859/QCPH-UBND-LĐLĐ").key)
    assert (detail.mentions_total, detail.citing_total) == (3, 2)
    letter = next(node for node in export(filled).nodes if node.held and node.number is None and node.type == "Công văn")
    assert letter.place == "Kon Tum"
    assert letter.place_reason is not None
    assert "4859/QCPH-UBND-LĐLĐ" in letter.place_reason
    assert letter.issuer == "Ủy ban nhân dân tỉnh"


def test_words_without_diacritics_find_it(filled: Store) -> None:
    assert search(filled, "nghi quyet 02", 5).documents[0].number == "02-NQ/TW"


def test_every_quote_is_the_text_at_its_offsets(filled: Store) -> None:
    texts = {record.source.sha256: record.source.text for record in records()}
    edges: Sequence[Edge] = export(filled).edges
    assert len(edges) > 30
    for piece in (piece for edge in edges for piece in edge.evidence):
        spans = (
            [(piece.start, piece.end)]
            if "segments" not in piece.model_fields_set or piece.segments is None
            else [(segment.start, segment.end) for segment in piece.segments]
        )
        assert " ".join(texts[piece.source][start:end] for start, end in spans) == piece.quote


def test_the_graph_is_the_same_in_any_order_of_files(filled: Store) -> None:
    expected = export(filled).to_json()
    assert check(filled).findings == []
    for seed in range(5):
        corpus = Corpus(MemoryStore())
        corpus.add(shuffled(seed))
        assert export(corpus.store).to_json() == expected
