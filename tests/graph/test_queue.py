"""The review queue, and the reasons for and against two documents being one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.corpus import Corpus
from graph.errors import UsageError
from graph.export import export
from graph.judgements import Said
from graph.judging import different, misprint
from graph.lookup import find
from graph.queue import KINDS, queue
from graph.reading import Header, Record, Target
from graph.sequence import out_of_line
from graph.store import Store
from graph.why import why
from tests.graph.sample import LETTER, SAMPLE, corpus_of, record, sample

SAID = Said("Lan", "2026-11-22T08:00:00Z", "đã xem")
KON_TUM = Header("9/KH-UBND", "Kế hoạch", "2022-03-01", "Ủy ban nhân dân tỉnh Kon Tum", "Kon Tum")
LATER = Target("Nghị định", "10/2022/NĐ-CP", date="2022-10-01", issuer="Chính phủ")
OLD = Target("Nghị định", "5/2019/NĐ-CP", date="2019-05-01", issuer="Chính phủ")


def test_suspects_come_with_the_words_and_the_likely_truth_ambiguous_ones_with_candidates() -> None:
    found = queue(sample())
    assert [(doubt.kind, doubt.score) for doubt in found.doubts] == [("suspect", 0.95), ("ambiguous", None)]
    suspect, unsure = found.doubts
    assert (suspect.document.rpartition("/")[2], (suspect.likely or "").rpartition("/")[2]) == ("21-nq.tw", "02-nq.tw")
    assert [piece.quote for piece in suspect.evidence] == ["Nghị quyết số 21-NQ/TW"]
    assert (unsure.source, unsure.quote, unsure.candidates) == (LETTER.source.sha256, "Kế hoạch số 65-KH/TU", [])
    assert queue(sample(), limit=1).total == 2
    assert [doubt.kind for doubt in queue(sample(), ["ambiguous"]).doubts] == ["ambiguous"]
    with pytest.raises(UsageError, match="no kind of doubt; there are suspect, ambiguous"):
        queue(sample(), ["other"])


@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_give_each_doubt_once_also_where_two_relations_of_one_pair_are_doubted(size: int) -> None:
    said = record(
        "a.txt",
        "Căn cứ [c1:Nghị định 10/2022/NĐ-CP]; thực hiện [c1:Nghị định 10/2022/NĐ-CP].",
        KON_TUM,
        {"c1": LATER},
        [("self", "based_on", "c1", "Căn cứ Nghị định 10/2022/NĐ-CP"), ("self", "implements", "c1", "thực hiện Nghị định 10/2022/NĐ-CP")],
    )
    store = corpus_of([*SAMPLE, said])
    whole, pages, cursor = queue(store), [], None
    while True:
        page = queue(store, limit=size, cursor=cursor)
        pages += page.doubts
        assert (page.total, len(page.doubts) <= size) == (whole.total, True)
        if (cursor := page.next) is None:
            break
    assert pages == whole.doubts
    assert [doubt.kind for doubt in pages] == ["suspect", "order", "order", "ambiguous"]
    with pytest.raises(UsageError, match="no cursor of this list"):
        queue(store, cursor="nonsense")


def test_what_is_judged_leaves_the_queue() -> None:
    store = sample()
    Corpus(store).judge([misprint(store, find(store, "21-NQ/TW").key, find(store, "02-NQ/TW").key, SAID)])
    assert [doubt.kind for doubt in queue(store).doubts] == ["ambiguous"]


def test_a_document_that_acts_on_a_later_one_is_marked_and_queued() -> None:
    said = record(
        "a.txt", "Thực hiện [c1:Nghị định 10/2022/NĐ-CP].", KON_TUM, {"c1": LATER}, [("self", "implements", "c1", "Thực hiện Nghị định")]
    )
    store = corpus_of([said])
    (doubt,) = queue(store).doubts
    assert (doubt.kind, doubt.reason) == ("order", "the target's date, 2022-10-01, is after the actor's, 2022-03-01: one of them is a slip")
    assert [edge.reason for edge in export(store).edges] == [doubt.reason]
    draft = replace(said, reading=replace(said.reading, relations=(replace(said.reading.relations[0], relation="approves"),)))
    assert queue(corpus_of([draft])).doubts == []


def test_carrying_out_what_had_been_replaced_is_queued() -> None:
    ender = record(
        "b.txt",
        "b [c1:Nghị định 5/2019/NĐ-CP]",
        Header("20/2021/NĐ-CP", "Nghị định", "2021-03-15", "Chính phủ"),
        {"c1": OLD},
        [("self", "replaces", "c1", "Nghị định 5")],
    )
    plans = [
        record(
            f"{day}.txt",
            f"{day} [c1:Nghị định 5/2019/NĐ-CP]",
            replace(KON_TUM, number=f"{n}/KH-UBND", date=day),
            {"c1": OLD},
            [("self", "implements", "c1", "Nghị định 5")],
        )
        for n, day in enumerate(("2020-06-01", "2021-03-15", "2021-04-01"), start=1)
    ]
    (doubt,) = queue(corpus_of([ender, *plans])).doubts
    assert (doubt.kind, doubt.document.split("/")[4]) == ("superseded", "2021-04-01")
    assert doubt.reason == "05/2019/NĐ-CP had been replaced by vn/chinh-phu/nghi-dinh/2021-03-15/20.2021.nd-cp on 2021-03-15"


def test_what_had_been_replaced_is_told_by_what_replaced_all_of_it() -> None:
    def ender(number: str, day: str, pinpoint: str | None) -> Record:
        said = record(
            f"{number}.txt",
            f"{number} [c1:Nghị định 5/2019/NĐ-CP]",
            Header(f"{number}/NĐ-CP", "Nghị định", day, "Chính phủ"),
            {"c1": OLD},
            [("self", "repeals", "c1", "Nghị định 5")],
        )
        (citation,) = said.reading.citations
        return replace(said, reading=replace(said.reading, citations=(replace(citation, pinpoint=pinpoint),)))

    plan = record(
        "p.txt",
        "[c1:Nghị định 5/2019/NĐ-CP]",
        replace(KON_TUM, date="2022-06-01"),
        {"c1": OLD},
        [("self", "implements", "c1", "Nghị định 5")],
    )
    part, whole = ender("7/2020", "2020-07-01", "Điều 4"), ender("8/2021", "2021-08-01", None)
    (doubt,) = queue(corpus_of([part, whole, plan])).doubts
    assert doubt.reason == "05/2019/NĐ-CP had been repealed by vn/chinh-phu/nghi-dinh/2021-08-01/08.2021.nd-cp on 2021-08-01"
    assert queue(corpus_of([part, plan])).doubts == []
    assert queue(corpus_of([ender("8/2022", "2022", None), plan])).doubts == [], "the year does not tell which came first"


def numbered(*days: str) -> Store:
    texts = [
        record(f"{n}.txt", f"văn bản {n}", replace(KON_TUM, number=f"{n}/KH-UBND", date=day), {}, []) for n, day in enumerate(days, start=1)
    ]
    return corpus_of(texts)


def test_a_number_out_of_line_is_queued() -> None:
    days = [f"2022-0{month}-05" for month in range(1, 8)]
    assert queue(numbered(*days)).doubts == []
    slipped = [*days[:3], "2022-11-05", *days[4:]]
    (doubt,) = queue(numbered(*slipped)).doubts
    assert (doubt.kind, doubt.document.rpartition("/")[2]) == ("out_of_line", "04.kh-ubnd")
    assert doubt.reason == "its date, 2022-11-05, is out of line with number 3 of 2022-03-05 and number 5 of 2022-05-05 of its series"
    assert queue(numbered(*days[:3], "2022-03-04", *days[4:])).doubts == [], "a few days are no slip"
    assert queue(numbered(*days[:4], "2022-01-01")).doubts == [], "five are no sequence"


def test_numbers_in_no_order_at_all_say_nothing() -> None:
    assert out_of_line([(n, f"2022-{(7 * n) % 12 + 1:02}-01", n) for n in range(12)]) == []


def test_why_two_are_probably_one() -> None:
    store = sample()
    a, b = find(store, "21-NQ/TW").key, find(store, "02-NQ/TW").key
    answer = why(store, a, b)
    assert answer.verdict == "probably the same"
    assert any(reason.startswith("marked as a suspect (95%): same series, day") for reason in answer.reasons_for)
    assert any(reason.startswith("the titles agree") for reason in answer.reasons_for)
    assert answer.reasons_against == ["the numbers differ in the serial only: 21-NQ/TW, 02-NQ/TW"]
    Corpus(store).judge([different(store, a, b, SAID)])
    parted = why(store, b, a)
    assert (parted.verdict, len(parted.judgements)) == ("two documents", 1)
    assert "people decided “different”: Lan, 2026-11-22: đã xem" in parted.reasons_against


def test_why_one_is_one() -> None:
    store = corpus_of(SAMPLE)
    Corpus(store).judge([misprint(store, find(store, "21-NQ/TW").key, find(store, "02-NQ/TW").key, SAID)])
    key = find(store, "02-NQ/TW").key
    answer = why(store, key, key)
    assert answer.verdict == "one document"
    assert any("21-NQ/TW" in reason for reason in answer.reasons_for)
    assert any(reason.startswith("people decided “misprint”") for reason in answer.reasons_for)


def test_texts_that_know_both_speak_against() -> None:
    both = record(
        "c.txt",
        "[c1:Nghị định 5/2019/NĐ-CP] và [c2:Nghị định 10/2022/NĐ-CP]",
        replace(KON_TUM, date="2023-01-01"),
        {"c1": OLD, "c2": LATER},
        [],
    )
    store = corpus_of([both])
    answer = why(store, find(store, "5/2019/NĐ-CP").key, find(store, "10/2022/NĐ-CP").key)
    assert answer.verdict == "two documents"
    assert "speaking of both: c.txt" in answer.reasons_against


def test_kinds_are_those_that_are_looked_for() -> None:
    assert set(KINDS) == {"suspect", "ambiguous", "order", "superseded", "out_of_line", "duplicate"}
