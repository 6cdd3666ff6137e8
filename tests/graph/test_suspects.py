"""Suspects on small corpora: which slips are marked, and which look-alikes are let be."""

from __future__ import annotations

from dataclasses import replace

from graph.corpus import Corpus
from graph.export import export
from graph.reading import Header, Record, Target
from graph.stores.memory import MemoryStore
from graph.suspects import UNTOLD
from tests.graph.test_identity import KON_TUM, QUANG_NGAI, TITLE, graph_of, record, suspects

APPOINTMENT = "về việc bổ nhiệm công chức lãnh đạo, quản lý"


def resolution(number: str) -> Target:
    return Target("Nghị quyết", number, None, "2021-06-12", "Bộ Chính trị", TITLE)


def decision(number: str, date: str = "2021-05-04", title: str = APPOINTMENT) -> Target:
    return Target("Quyết định", number, None, date, None, title)


def marked(*records: Record) -> list[tuple[str, str]]:
    """Suspect and truth, by their numbers in ids."""
    return [(edge.source.rpartition("/")[2], edge.target.rpartition("/")[2]) for edge in suspects(graph_of(*records))]


HUB = [record(QUANG_NGAI, resolution("02-NQ/TW"), salt=str(n)) for n in range(4)]
BORROWED = record(KON_TUM, Target("Chương trình", "21-CTr/TU", None, "2021-10-08", "Tỉnh ủy Kon Tum"), resolution("21-NQ/TW"), chain=True)


def test_a_hub_cited_with_several_slips_keeps_them_all_as_suspects() -> None:
    assert marked(*HUB, BORROWED, record(KON_TUM, resolution("20-NQ/TW"))) == [("20-nq.tw", "02-nq.tw"), ("21-nq.tw", "02-nq.tw")]


def test_a_borrowed_serial_is_told_from_a_formula() -> None:
    others = [record(KON_TUM, resolution(number), salt=number) for number in ("02-NQ/TW", "40-NQ/TW")]
    assert [suspect for suspect, _ in marked(BORROWED, *others)] == ["21-nq.tw"]


def test_two_appointments_of_one_day_in_one_text_are_two() -> None:
    assert marked(record(KON_TUM, decision("435/QĐ-UBND"), decision("436/QĐ-UBND"))) == []


def test_documents_that_somebody_relates_to_each_other_are_two() -> None:
    assert marked(record(KON_TUM, decision("435/QĐ-UBND"), decision("655/QĐ-UBND"), chain=True)) == []


def test_two_slips_far_apart_in_one_text_are_a_suspect() -> None:
    assert marked(record(KON_TUM, decision("435/QĐ-UBND"), decision("655/QĐ-UBND"))) == [("435.qd-ubnd", "655.qd-ubnd")]


def test_of_two_that_as_many_cite_the_reason_says_that_nobody_tells_which_is_the_slip() -> None:
    texts = [record(KON_TUM, decision(number), salt=number) for number in ("435/QĐ-UBND", "655/QĐ-UBND")]
    days = [record(KON_TUM, decision("435/QĐ-UBND", day), salt=day) for day in ("2021-05-04", "2021-05-14")]
    for some, wanted in ((texts, texts[0]), (days, days[0])):
        (alike,) = suspects(graph_of(*some))
        assert (alike.reason or "").endswith(UNTOLD)
        (one_more,) = suspects(graph_of(*some, replace(wanted, source=replace(wanted.source, sha256="f" * 64))))
        assert UNTOLD not in (one_more.reason or "")


def test_a_decision_and_its_plan_of_one_title_are_two() -> None:
    plan = Target("Kế hoạch", "436/KH-UBND", None, "2021-05-04", None, APPOINTMENT)
    assert marked(record(KON_TUM, decision("435/QĐ-UBND")), record(KON_TUM, plan, salt="2")) == []


def test_a_number_cannot_be_given_twice_in_one_period_not_even_to_held_texts() -> None:
    days = ("2021-05-04", "2021-05-14")
    one, other = (Header("435/QĐ-UBND", "Quyết định", day, "Ủy ban nhân dân tỉnh Kon Tum", "Kon Tum", None, APPOINTMENT) for day in days)
    texts = [record(one), record(other)]
    assert len(graph_of(*texts).nodes) == 2
    assert marked(*texts) == []  # no edge without words
    citing = [record(QUANG_NGAI, *(Target("Quyết định", "435/QĐ-UBND", None, day, "Ủy ban nhân dân tỉnh Kon Tum") for day in days))]
    (edge,) = suspects(graph_of(*texts, *citing))
    assert edge.reason == "same number and series within one period as 435/QĐ-UBND of 2021-05-04"
    assert edge.evidence_total == 1


def test_titles_that_are_short_but_equal_do_not_contradict() -> None:
    first, slip = (decision("435/QĐ-UBND", day, "về công tác cán bộ") for day in ("2021-05-04", "2021-05-14"))
    assert len(marked(record(KON_TUM, first), record(KON_TUM, slip, salt="2"))) == 1


def test_a_text_that_tells_two_apart_takes_the_suspect_back_and_gives_it_again_when_it_goes() -> None:
    corpus = Corpus(MemoryStore())
    corpus.add([record(KON_TUM, decision("435/QĐ-UBND")), record(KON_TUM, decision("439/QĐ-UBND"), salt="2")])
    assert len(suspects(export(corpus.store))) == 1
    both = record(KON_TUM, decision("435/QĐ-UBND"), decision("439/QĐ-UBND"), salt="3")
    corpus.add([both])
    assert suspects(export(corpus.store)) == []
    corpus.remove({both.source.sha256})
    assert len(suspects(export(corpus.store))) == 1


def test_numbers_that_follow_each_other_are_two_unless_all_cite_one_of_them() -> None:
    pair = [record(KON_TUM, decision("435/QĐ-UBND")), record(KON_TUM, decision("436/QĐ-UBND"), salt="2")]
    assert marked(*pair) == []
    often = [record(KON_TUM, decision("435/QĐ-UBND"), salt=str(n)) for n in range(3, 13)]
    assert marked(*pair, *often) == [("436.qd-ubnd", "435.qd-ubnd")]


def test_a_letter_read_for_a_digit_is_a_suspect_without_any_title() -> None:
    right, wrong = (Target("Nghị quyết", number, None, "2021-06-12", "Bộ Chính trị") for number in ("02-NQ/TW", "O2-NQ/TW"))
    (edge,) = suspects(graph_of(record(QUANG_NGAI, right), record(KON_TUM, wrong)))
    assert (edge.target[-8:], edge.confidence) == ("02-nq.tw", 0.9)


def test_a_number_of_another_year_than_its_date_is_a_suspect_whoever_is_cited_more() -> None:
    right, wrong = (Target("Nghị định", number, None, "2020-03-05", "Chính phủ", TITLE) for number in ("30/2020/NĐ-CP", "30/2021/NĐ-CP"))
    assert marked(record(KON_TUM, wrong), record(QUANG_NGAI, wrong), record(KON_TUM, right, salt="2")) == [
        ("30.2021.nd-cp", "30.2020.nd-cp")
    ]


def test_without_a_title_only_a_serial_that_is_out_of_reach_for_one_day_is_a_suspect() -> None:
    def decree(number: str, title: str | None = None) -> Target:
        return Target("Nghị định", f"{number}/2020/NĐ-CP", None, "2020-03-05", "Chính phủ", title)

    held = Header("30/2020/NĐ-CP", "Nghị định", "2020-03-05", "Chính phủ", None, None, TITLE)
    assert marked(record(held), record(KON_TUM, decree("130"))) == [("130.2020.nd-cp", "30.2020.nd-cp")]
    assert marked(record(held), record(KON_TUM, decree("39"))) == [], "a body issues several a day"
    assert marked(record(held), record(KON_TUM, decree("128"))) == [], "no slip of one digit"


def test_a_year_that_slipped_is_a_suspect_in_whatever_period_it_falls() -> None:
    truth = Target("Quyết định", "655/QĐ-TTg", None, "2017-05-12", "Thủ tướng Chính phủ", TITLE)
    slip, other = (decision("655/QĐ-TTg", "2007-05-12", title) for title in (TITLE, APPOINTMENT))
    hub = [record(QUANG_NGAI, truth), record(QUANG_NGAI, decision("655/QĐ-TTg", "2017-05-12", TITLE), salt="2")]
    (edge,) = suspects(graph_of(*hub, record(KON_TUM, slip)))
    assert (edge.source.split("/")[3], edge.target.split("/")[3]) == ("2007-05-12", "2017-05-12")
    assert edge.reason == "same number, series and title as 655/QĐ-TTg of 2017-05-12; only the years of their dates differ"
    assert marked(*hub, record(KON_TUM, other)) == [], "another title"
    assert marked(record(QUANG_NGAI, truth), record(KON_TUM, slip)) == [], "nothing tells which of the two is the slip"


def test_what_comes_every_year_is_no_slip_of_the_year() -> None:
    plan = "về nhiệm vụ, giải pháp chủ yếu thực hiện kế hoạch phát triển kinh tế - xã hội"
    texts = [record(Header("01/NQ-CP", "Nghị quyết", f"{year}-01-01", "Chính phủ", None, None, plan)) for year in (2020, 2021)]
    cited = [Target("Nghị quyết", "01/NQ-CP", None, f"{year}-01-01", "Chính phủ", plan) for year in (2019, 2022)]
    assert marked(*texts, record(KON_TUM, *cited)) == []
    ends = [replace(one, number="90/NQ-CP", date=f"{one.date[:4]}-12-01", title=f"{plan} năm {one.date[:4]}") for one in cited if one.date]
    held = Header("90/NQ-CP", "Nghị quyết", "2020-12-01", "Chính phủ", None, None, f"{plan} năm 2020")
    assert marked(record(held), record(KON_TUM, *ends)) == []


def test_one_more_citation_of_a_slip_counts_on_its_edge() -> None:
    held = Header("655/QĐ-TTg", "Quyết định", "2017-05-12", "Thủ tướng Chính phủ", None, None, TITLE)
    corpus = Corpus(MemoryStore())
    corpus.add([record(held), record(KON_TUM, decision("655/QĐ-TTg", "2007-05-12", TITLE))])
    corpus.add([record(KON_TUM, decision("655/QĐ-TTg", "2007-05-12", TITLE), salt="2")])
    assert [edge.evidence_total for edge in suspects(export(corpus.store))] == [2]


def test_of_near_numbers_a_title_cut_short_proves_nothing() -> None:
    whole, cut = "về phân quyền, phân cấp trong lĩnh vực đất đai", "về phân quyền, phân cấp trong lĩnh vực"
    near = [record(KON_TUM, decision("124/QĐ-TTg", title=whole)), record(KON_TUM, decision("128/QĐ-TTg", title=cut), salt="2")]
    assert marked(*near) == []
    far = record(KON_TUM, decision("224/QĐ-TTg", title=cut), salt="3")
    assert marked(near[0], far) == [("124.qd-ttg", "224.qd-ttg")]
