"""Coverage: which provinces carry a document out, when, how late, and which have nothing."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from graph.answers import Coverage
from graph.coverage import coverage, coverage_by_place
from graph.kept import PROBABLY_SAME_AS, DocumentEdge
from graph.knowledge import places
from graph.lineage import lineage
from graph.store import Store
from tests.graph.graphs import document, edge, store_of
from tests.graph.random_graphs import KEYS, edges


def rows(answer: Coverage) -> list[tuple[str | None, str, int | None]]:
    return [(row.place, row.document.removeprefix("vn/"), row.days) for row in answer.rows]


def carried_out(root_date: str | None, *by: tuple[str, str | None, str | None]) -> Store:
    """A root with plans (name, place, date) that implement it."""
    documents = [document("root", date=root_date), *(document(name, place=place, date=date) for name, place, date in by)]
    return store_of(documents, [edge(name, "implements", "root") for name, _, _ in by])


def test_a_resolution_through_three_provinces_one_by_way_of_a_suspect() -> None:
    store = store_of(
        [
            document("resolution", number="02-NQ/TW", date="2021-06-12"),
            document("misprint", number="21-NQ/TW", date="2021-06-12"),
            document("plan", number="65-KH/TU", issuer="Tỉnh ủy Quảng Ngãi", place="Quảng Ngãi", date="2021-11-03"),
            document("letter", place="Quảng Ngãi", date="2021-12-31", held=True),
            document("hue", place="Thừa Thiên Huế", date="2021-11-15"),
            document("programme", place="Kon Tum", date="2021-10-08"),
            document("answer", place="Kon Tum", date="2021-10-15"),
        ],
        [
            edge("misprint", PROBABLY_SAME_AS, "resolution"),
            edge("plan", "implements", "resolution"),
            edge("letter", "implements", "plan"),
            edge("hue", "implements", "resolution"),
            edge("programme", "implements", "misprint"),
            edge("answer", "implements", "programme"),
        ],
    )
    answer = coverage(store, "resolution")
    assert rows(answer) == [
        ("Thừa Thiên Huế", "hue", 156),
        ("Quảng Ngãi", "plan", 144),
        ("Quảng Ngãi", "letter", 202),
        ("Kon Tum", "programme", 118),
        ("Kon Tum", "answer", 125),
    ]
    assert {row.document: (row.via, row.suspect) for row in answer.rows} == {
        "vn/plan": ([], False),
        "vn/letter": (["vn/plan"], False),
        "vn/hue": ([], False),
        "vn/programme": (["vn/misprint"], True),
        "vn/answer": (["vn/misprint", "vn/programme"], True),
    }
    assert (answer.rows[1].number, answer.rows[1].issuer, answer.rows[1].date) == ("65-KH/TU", "Tỉnh ủy Quảng Ngãi", "2021-11-03")
    assert answer.provinces == "63"
    assert answer.missing == [p.name for p in places("63") if p.name not in {"Thừa Thiên Huế", "Quảng Ngãi", "Kon Tum"}]


def test_central_bodies_stand_last_and_days_need_full_dates() -> None:
    store = carried_out("2021-06-12", ("party", None, "2021-07-01"), ("vague", "Kon Tum", "2021"), ("undated", "Kon Tum", None))
    assert rows(coverage(store, "root")) == [("Kon Tum", "vague", None), ("Kon Tum", "undated", None), (None, "party", 19)]


def test_before_the_reform_there_are_63_and_after_it_34() -> None:
    assert len(coverage(carried_out("2025-06-30"), "root").missing) == 63
    after = coverage(carried_out("2025-07-01"), "root")
    assert (len(after.missing), after.provinces) == (34, "34")


def test_a_former_province_counts_for_the_one_that_took_it_in() -> None:
    answer = coverage(carried_out("2025-08-01", ("plan", "Kon Tum", "2025-08-10")), "root")
    assert rows(answer) == [("Kon Tum", "plan", 9)]
    assert "Quảng Ngãi" not in answer.missing
    assert len(answer.missing) == 33


def test_a_grown_province_counts_for_all_that_it_took_in_since_it_grew() -> None:
    late = coverage(carried_out("2021-06-12", ("plan", "Quảng Ngãi", "2025-09-01")), "root")
    assert not {"Quảng Ngãi", "Kon Tum"} & set(late.missing)
    assert len(late.missing) == 61
    early = coverage(carried_out("2021-06-12", ("plan", "Quảng Ngãi", "2021-09-01")), "root")
    assert "Kon Tum" in early.missing
    undated = coverage(carried_out("2021-06-12", ("plan", "Quảng Ngãi", None)), "root")
    assert "Kon Tum" in undated.missing


def test_rows_stand_in_the_official_order_of_the_provinces() -> None:
    names = ["Cà Mau", "An Giang", "Cao Bằng", "Hà Nội"]
    store = carried_out("2021-06-12", *((f"plan{i}", name, "2021-07-01") for i, name in enumerate(names)))
    assert [place for place, _, _ in rows(coverage(store, "root"))] == ["Hà Nội", "Cao Bằng", "An Giang", "Cà Mau"]


def test_relations_may_be_chosen() -> None:
    store = store_of(map(document, ("root", "a", "b")), [edge("a", "implements", "root"), edge("b", "cites", "root")])
    assert [name for _, name, _ in rows(coverage(store, "root", ["cites"]))] == ["b"]


@given(edges(), st.sampled_from(KEYS))
def test_rows_are_what_the_lineage_reaches_and_ways_are_ways(graph: list[DocumentEdge], root: str) -> None:
    store = store_of(map(document, KEYS), graph)
    answer, whole = coverage(store, root), lineage(store, root)
    reached = {node.id: node for node in whole.nodes}
    assert {row.document for row in answer.rows} == {node.id for node in whole.nodes if node.depth > 0}
    stated = {(e.target, e.source) for e in whole.edges if not e.suspect}
    doubted = {pair for e in whole.edges if e.suspect for pair in ((e.source, e.target), (e.target, e.source))}
    for row in answer.rows:
        node, way = reached[row.document], [answer.root, *row.via, row.document]
        hops = list(pairwise(way))
        assert row.suspect == node.suspect
        assert set(hops) <= (stated | doubted if row.suspect else stated)
        # A hop may be both stated and doubted; then it may have been taken either way.
        surely = sum(hop not in doubted for hop in hops)
        assert surely <= node.depth <= sum(hop in stated for hop in hops)


def test_of_two_shortest_ways_the_provinces_own_is_told() -> None:
    store = store_of(
        [
            document("resolution", date="2024-12-22"),
            document("a-circular"),
            document("programme", place="Lâm Đồng"),
            document("plan", place="Lâm Đồng"),
        ],
        [
            edge("a-circular", "implements", "resolution"),
            edge("programme", "implements", "resolution"),
            edge("plan", "implements", "a-circular"),
            edge("plan", "implements", "programme"),
        ],
    )
    (plan,) = (row for row in coverage(store, "resolution").rows if row.document == "vn/plan")
    assert plan.via == ["vn/programme"]


@given(
    edges(),
    st.sampled_from(KEYS),
    st.lists(st.sampled_from([None, "Kon Tum", "Quảng Ngãi", "Huế", "Thừa Thiên Huế", "Nowhere"]), min_size=8, max_size=8),
    st.lists(st.sampled_from([None, "2021-06-12", "2024", "2025", "2025-03", "2025-07", "2025-07-02", "2026"]), min_size=8, max_size=8),
)
def test_counted_by_place_it_is_what_the_rows_come_to(
    graph: list[DocumentEdge], root: str, named: list[str | None], dates: list[str | None]
) -> None:
    documents = [document(key, place=place, date=date) for key, place, date in zip(KEYS, named, dates, strict=True)]
    store = store_of(documents, graph)
    whole, counted = coverage(store, root), coverage_by_place(store, root)
    assert (counted.root, counted.missing, counted.provinces) == (whole.root, whole.missing, whole.provinces)
    assert [row.place for row in counted.places] == list(dict.fromkeys(row.place for row in whole.rows))
    for place in counted.places:
        own = [row for row in whole.rows if row.place == place.place]
        assert (place.documents, place.suspects) == (len(own), sum(row.suspect for row in own))
        assert place.first == min((row.date for row in own if row.date), default=None)
        assert place.days == next((row.days for row in own if row.date == place.first), None)
