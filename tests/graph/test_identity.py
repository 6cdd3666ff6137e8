"""Identity on small corpora written out: who is one document, who stays two, who stays ambiguous."""

from __future__ import annotations

from hashlib import sha256

from graph.answers import Edge, Export, PlainNode
from graph.corpus import Corpus
from graph.export import export
from graph.reading import Citation, Evidence, Header, Reading, Record, Source, StatedRelation, Target
from graph.stores.memory import MemoryStore

KON_TUM = Header(number="3717/UBND-KGVX", type="Công văn", date="2021-10-15", issuer="Ủy ban nhân dân tỉnh Kon Tum", place="Kon Tum")
QUANG_NGAI = Header(
    number="7216/UBND-KGVX", type="Công văn", date="2021-12-31", issuer="Ủy ban nhân dân tỉnh Quảng Ngãi", place="Quảng Ngãi"
)
NOWHERE = Header(type="Công văn", issuer="Ủy ban nhân dân tỉnh")
TITLE = "về đổi mới tổ chức và hoạt động của Công đoàn Việt Nam trong tình hình mới"


def record(header: Header, *targets: Target, chain: bool = False, salt: str = "") -> Record:
    """A text that carries out each target, or, as a chain, the first, which carries out the second, and so on."""
    text, citations, relations = f"{header} {salt} ", [], []
    for index, target in enumerate(targets):
        words = target.number or target.name or ""
        citations.append(
            Citation(len(text), len(text) + len(words), words, "full", number=target.number, name=target.name, target=f"c{index}")
        )
        actor = f"c{index - 1}" if chain and index else "self"
        proof = Evidence(len(text), len(text) + len(words), index)
        relations.append(StatedRelation(actor, "implements", f"c{index}", (index,), 0.95, "test", (proof,)))
        text += words + ". "
    reading = Reading(header, tuple(citations), {f"c{i}": t for i, t in enumerate(targets)}, tuple(relations))
    return Record(Source(sha256(text.encode()).hexdigest(), text), reading)


def graph_of(*records: Record) -> Export:
    corpus = Corpus(MemoryStore())
    corpus.add(records)
    return export(corpus.store)


def stubs(graph: Export) -> list[PlainNode]:
    return [node for node in graph.nodes if not node.held]


def suspects(graph: Export) -> list[Edge]:
    return [edge for edge in graph.edges if edge.suspect]


def test_ids_are_readable_paths() -> None:
    graph = graph_of(record(KON_TUM, Target("Nghị quyết", "02-NQ/TW", None, "2021-06-12", "Bộ Chính trị", TITLE)))
    assert [node.id for node in graph.nodes] == [
        "vn/bo-chinh-tri/nghi-quyet/2021-06-12/02-nq.tw",
        "vn/kon-tum/ubnd/cong-van/2021-10-15/3717.ubnd-kgvx",
    ]


def test_one_number_in_two_provinces_is_two_documents() -> None:
    plan = Target("Quyết định", "435/QĐ-UBND", None, "2022-05-04")
    graph = graph_of(record(KON_TUM, plan), record(QUANG_NGAI, plan))
    assert [node.place for node in stubs(graph)] == ["Kon Tum", "Quảng Ngãi"]


def test_bodies_of_one_register_are_one_series() -> None:
    mine = Target("Kế hoạch", "65-KH/TU", None, "2021-11-03", "Ban Thường vụ Tỉnh ủy Kon Tum")
    other = Target("Kế hoạch", "65-KH/TU", None, "2021-11-03", "Tỉnh ủy Kon Tum")
    assert len(stubs(graph_of(record(KON_TUM, mine), record(QUANG_NGAI, other)))) == 1


def test_a_term_is_enough_where_numbers_restart_with_it() -> None:
    by_term = Target("Nghị quyết", "54-NQ/TW", None, None, "Bộ Chính trị", None, "XII")
    by_date = Target("Nghị quyết", "54-NQ/TW", None, "2019-12-10", "Bộ Chính trị")
    later = Target("Nghị quyết", "54-NQ/TW", None, "2024-12-10", "Bộ Chính trị")
    assert len(stubs(graph_of(record(KON_TUM, by_term), record(QUANG_NGAI, by_date)))) == 1
    assert len(stubs(graph_of(record(KON_TUM, by_term), record(QUANG_NGAI, later)))) == 2


def test_a_bare_number_stays_ambiguous_with_its_candidate() -> None:
    dated = Target("Quyết định", "655/QĐ-TTg", None, "2017-05-12", "Thủ tướng Chính phủ")
    bare = Target("Quyết định", "655/QĐ-TTg")
    graph = graph_of(record(KON_TUM, dated), record(QUANG_NGAI, bare))
    (ambiguous,) = graph.ambiguous
    assert ambiguous.text == "655/QĐ-TTg"
    assert [candidate.id for candidate in ambiguous.candidates] == ["vn/thu-tuong-chinh-phu/quyet-dinh/2017-05-12/655.qd-ttg"]
    assert ambiguous.candidates[0].reasons[0] == "same number"
    assert len([edge for edge in graph.edges if not edge.suspect]) == 1


def test_a_number_that_holds_its_year_needs_no_date() -> None:
    graph = graph_of(
        record(KON_TUM, Target("Nghị định", "30/2020/NĐ-CP")), record(QUANG_NGAI, Target("Nghị định", "30/2020/NĐ-CP", None, "2020-03-05"))
    )
    assert [node.id for node in stubs(graph)] == ["vn/chinh-phu/nghi-dinh/2020-03-05/30.2020.nd-cp"]


def test_two_dates_in_one_period_are_two_documents_a_suspect_and_an_ambiguity() -> None:
    first = Target("Quyết định", "655/QĐ-TTg", None, "2017-05-12")
    slip = Target("Quyết định", "655/QĐ-TTg", None, "2017-05-21")
    unsure = Target("Quyết định", "655/QĐ-TTg", None, "2017")
    graph = graph_of(
        record(KON_TUM, first), record(QUANG_NGAI, first), record(KON_TUM, slip, salt="2"), record(QUANG_NGAI, unsure, salt="2")
    )
    assert len(stubs(graph)) == 2
    (edge,) = suspects(graph)
    assert (edge.source.split("/")[3], edge.target.split("/")[3]) == ("2017-05-21", "2017-05-12")
    assert edge.relation == "probably_same_as"
    assert edge.reason
    assert len(graph.ambiguous[0].candidates) == 2


def test_beside_an_evident_slip_an_undated_citation_means_the_truth() -> None:
    decree, bare, slip = (Target("Nghị định", "30/2020/NĐ-CP", None, date) for date in ("2020-03-05", None, "2020-03-15"))
    dated = [record(KON_TUM, decree, salt=str(n)) for n in range(3)]
    graph = graph_of(*dated, record(QUANG_NGAI, bare), record(QUANG_NGAI, slip, salt="2"))
    assert graph.ambiguous == []
    bearers = [edge.target for edge in graph.edges if edge.source.startswith("vn/quang-ngai") and edge.target.startswith("vn/chinh-phu")]
    assert sorted(target.split("/")[3] for target in bearers) == ["2020-03-05", "2020-03-15"]
    assert len(suspects(graph)) == 1
    assert len(graph_of(*dated[:2], record(QUANG_NGAI, bare), record(QUANG_NGAI, slip, salt="2")).ambiguous) == 1, "two against one"
    far = Target("Nghị định", "30/2020/NĐ-CP", None, "2020-11-20")
    assert len(graph_of(*dated, record(QUANG_NGAI, bare), record(QUANG_NGAI, far, salt="2")).ambiguous) == 1, "no slip of a hand"


def test_a_borrowed_serial_is_a_suspect_and_never_merged() -> None:
    truth = Target("Nghị quyết", "02-NQ/TW", None, "2021-06-12", "Bộ Chính trị", TITLE)
    plan = Target("Chương trình", "21-CTr/TU", None, "2021-10-08", "Tỉnh ủy Kon Tum")
    misprint = Target("Nghị quyết", "21-NQ/TW", None, "2021-06-12", "Bộ Chính trị", TITLE)
    (edge,) = suspects(graph_of(record(QUANG_NGAI, truth), record(KON_TUM, plan, misprint, chain=True)))
    assert (edge.source[-8:], edge.target[-8:]) == ("21-nq.tw", "02-nq.tw")
    assert edge.reason
    assert "21-CTr/TU" in edge.reason
    assert edge.evidence_total == 1
    assert edge.evidence[0].quote == "21-NQ/TW"


def test_one_title_on_one_day_many_times_is_a_formula() -> None:
    decisions = [
        Target("Quyết định", f"{n}/QĐ-TTg", None, "2017-05-12", None, "về việc tặng thưởng Huân chương Lao động hạng Ba")
        for n in (655, 656, 657)
    ]
    assert suspects(graph_of(record(KON_TUM, *decisions))) == []


def test_two_held_documents_are_no_suspects_for_day_and_title() -> None:
    one = Header("10/QĐ-UBND", "Quyết định", "2021-10-15", "Ủy ban nhân dân tỉnh Kon Tum", "Kon Tum", None, TITLE)
    other = Header("11/QĐ-UBND", "Quyết định", "2021-10-15", "Ủy ban nhân dân tỉnh Kon Tum", "Kon Tum", None, TITLE)
    assert suspects(graph_of(record(one), record(other))) == []


def test_an_unknown_place_attaches_to_the_only_document_and_is_then_inferred() -> None:
    rules = Target("Quy chế", "4859/QCPH-UBND-LĐLĐ", None, "2020-12-31")
    plan = Target("Kế hoạch", "1675/KH-UBND", None, "2024-05-16", "Ủy ban nhân dân tỉnh")
    graph = graph_of(record(KON_TUM, rules), record(NOWHERE, rules, plan))
    assert [node.number for node in stubs(graph)] == ["1675/KH-UBND", "4859/QCPH-UBND-LĐLĐ"]
    letter = next(node for node in graph.nodes if node.held and node.number is None)
    assert letter.place == "Kon Tum"
    assert letter.place_reason
    assert "4859/QCPH-UBND-LĐLĐ" in letter.place_reason
    assert letter.id.startswith("vn/-/ubnd/cong-van/-/~")


def test_an_inferred_place_goes_with_what_it_rested_on() -> None:
    rules = Target("Quy chế", "4859/QCPH-UBND-LĐLĐ", None, "2020-12-31")
    corpus = Corpus(MemoryStore())
    known, unknown = record(KON_TUM, rules), record(NOWHERE, rules)
    corpus.add([known, unknown])
    corpus.remove({known.source.sha256})
    assert [node.place for node in export(corpus.store).nodes] == [None, None]


def test_each_speakers_unknown_place_is_its_own() -> None:
    plan = Target("Kế hoạch", "1675/KH-UBND", None, "2024-05-16", "Ủy ban nhân dân tỉnh")
    graph = graph_of(record(NOWHERE, plan), record(NOWHERE, plan, salt="2"))
    assert len({node.id for node in stubs(graph)}) == 2


def test_a_stub_becomes_held_when_its_text_arrives() -> None:
    cited = Target("Công văn", "7216/UBND-KGVX", None, "2021-12-31", "Ủy ban nhân dân tỉnh Quảng Ngãi")
    corpus = Corpus(MemoryStore())
    corpus.add([record(KON_TUM, cited)])
    before = stubs(export(corpus.store))
    corpus.add([record(QUANG_NGAI)])
    after = export(corpus.store)
    assert stubs(after) == []
    assert before[0].id in {node.id for node in after.nodes}


def test_a_law_by_name_and_year_is_a_document_and_without_a_year_is_ambiguous() -> None:
    graph = graph_of(record(KON_TUM, Target("Luật", None, "Luật Công đoàn", "2012"), Target("Luật", None, "Luật Công đoàn", None)))
    assert [node.id for node in stubs(graph)] == ["vn/quoc-hoi/luat/2012/luat-cong-doan"]
    assert [candidate.id for candidate in graph.ambiguous[0].candidates] == ["vn/quoc-hoi/luat/2012/luat-cong-doan"]


def test_outcomes_tell_what_became_of_each_record() -> None:
    corpus = Corpus(MemoryStore())
    first = record(KON_TUM)
    assert [(o.status, o.document) for o in corpus.add([first])] == [("new", "vn/kon-tum/ubnd/cong-van/2021-10-15/3717.ubnd-kgvx")]
    assert [o.status for o in corpus.add([first])] == ["unchanged"]


def test_a_slip_in_the_term_does_not_part_one_days_number() -> None:
    right = Target("Chỉ thị", "37-CT/TW", None, "2019-09-03", "Ban Bí thư", None, "XII")
    slip = Target("Chỉ thị", "37-CT/TW", None, "2019-09-03", "Ban Bí thư", None, "XIII")
    assert len(stubs(graph_of(record(KON_TUM, right), record(QUANG_NGAI, slip)))) == 1


def test_an_unknown_place_that_fits_two_provinces_attaches_to_neither() -> None:
    rules = Target("Quy chế", "4859/QCPH-UBND-LĐLĐ", None, "2020-12-31")
    graph = graph_of(record(KON_TUM, rules), record(QUANG_NGAI, rules), record(NOWHERE, rules))
    assert [node.place for node in stubs(graph)] == [None, "Kon Tum", "Quảng Ngãi"]
    letter = next(node for node in graph.nodes if node.held and node.number is None)
    (said,) = (edge for edge in graph.edges if edge.source == letter.id)
    assert said.target.startswith("vn/-/")


def test_documents_of_two_provinces_tell_no_place() -> None:
    one = Target("Quy chế", "4859/QCPH-UBND-LĐLĐ", None, "2020-12-31")
    other = Target("Kế hoạch", "1675/KH-UBND", None, "2024-05-16")
    graph = graph_of(record(KON_TUM, one), record(QUANG_NGAI, other), record(NOWHERE, one, other))
    letter = next(node for node in graph.nodes if node.held and node.number is None)
    assert (letter.place, letter.place_reason) == (None, None)


def test_a_document_is_never_its_own_target() -> None:
    itself = Target("Công văn", "3717/UBND-KGVX", None, "2021-10-15", "Ủy ban nhân dân tỉnh Kon Tum")
    graph = graph_of(record(KON_TUM, itself))
    assert [node.number for node in graph.nodes] == ["3717/UBND-KGVX"]
    assert graph.edges == []


def test_a_province_that_others_were_joined_to_numbers_anew() -> None:
    def plan(date: str | None, body: str = "Ủy ban nhân dân tỉnh Quảng Ngãi") -> Target:
        return Target("Kế hoạch", "05/KH-UBND", None, date, body)

    graph = graph_of(record(KON_TUM, plan("2025-01-10"), plan("2025-07"), plan("2025-07-03"), plan("2025")))
    assert [node.date for node in stubs(graph)] == ["2025-01-10", "2025-07-03"]
    assert suspects(graph) == []
    assert [len(said.candidates) for said in graph.ambiguous] == [2]
    whole = graph_of(record(KON_TUM, *(plan(date, "Ủy ban nhân dân tỉnh Kon Tum") for date in ("2025-01-10", "2025"))))
    assert [node.date for node in stubs(whole)] == ["2025-01-10"], "Kon Tum had but half a year"
    cities = graph_of(record(KON_TUM, *(plan(date, "Ủy ban nhân dân thành phố Hà Nội") for date in ("2025-08-10", "2025"))))
    assert [node.date for node in stubs(cities)] == ["2025-08-10"], "Hà Nội went on as it was"


def test_a_number_with_a_letter_for_a_digit_tells_its_series() -> None:
    (stub,) = stubs(graph_of(record(KON_TUM, Target(None, "O5/2018/TT-BTC", None, "2018-01-19"))))
    assert stub.id.startswith("vn/bo-tai-chinh/thong-tu/2018-01-19/")
