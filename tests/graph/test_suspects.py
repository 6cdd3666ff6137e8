"""Suspects on small corpora: which slips are marked, and which look-alikes are let be."""

from __future__ import annotations

from graph.corpus import Corpus
from graph.export import export
from graph.reading import Header, Record, Target
from graph.stores.memory import MemoryStore
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
    corpus.add([record(KON_TUM, decision("435/QĐ-UBND")), record(KON_TUM, decision("436/QĐ-UBND"), salt="2")])
    assert len(suspects(export(corpus.store))) == 1
    both = record(KON_TUM, decision("435/QĐ-UBND"), decision("436/QĐ-UBND"), salt="3")
    corpus.add([both])
    assert suspects(export(corpus.store)) == []
    corpus.remove({both.source.sha256})
    assert len(suspects(export(corpus.store))) == 1
