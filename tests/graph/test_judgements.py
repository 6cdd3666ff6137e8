"""Judgements: what people decide changes the graph as if the texts had said so, whenever it is said, and can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.answers import Export
from graph.check import check
from graph.corpus import Corpus
from graph.errors import InputError, UsageError
from graph.export import export
from graph.judgements import Judgement, Said, from_line, from_lines, to_line
from graph.judging import different, means, misprint, namings, not_a_citation, same
from graph.lookup import find
from graph.reading import Header, Record, Target
from graph.rederive import differences
from graph.store import Store
from graph.stores.memory import MemoryStore
from tests.graph.corpora import corpora
from tests.graph.sample import LETTER, SAMPLE, corpus_of, record, sample

SAID = Said("Lan", "2026-11-22T08:00:00Z", "đã xem bản gốc")
LATER = replace(SAID, when="2026-11-23T08:00:00Z")


def ids(store: Store) -> list[str]:
    return [document.id for document in store.all_documents()]


def suspects(whole: Export) -> list[str]:
    return [edge.source for edge in whole.edges if edge.suspect]


def judged_misprint(store: Store) -> Judgement:
    return misprint(store, find(store, "21-NQ/TW").key, find(store, "02-NQ/TW").key, SAID)


def test_a_misprint_is_its_truth_with_all_that_was_said_of_it() -> None:
    store = sample()
    before = export(store)
    assert len(suspects(before)) == 1
    assert Corpus(store).judge([judged_misprint(store)]) == 1
    after = export(store)
    assert suspects(after) == []
    assert not any(node.number == "21-NQ/TW" for node in after.nodes)
    truth = find(store, "02-NQ/TW")
    carried = [edge for edge in after.edges if edge.target == truth.id and edge.source.endswith("21-ctr.tu")]
    assert [(edge.relation, edge.evidence[0].quote) for edge in carried] == [("implements", "về thực hiện Nghị quyết số 21-NQ/TW")]
    assert check(store, differences).findings == []


def test_taken_back_the_graph_is_as_it_was() -> None:
    store = sample()
    before = export(store).to_json()
    judgement = judged_misprint(store)
    corpus = Corpus(store)
    corpus.judge([judgement])
    assert corpus.judge([judgement]) == 0, "what is known tells nothing new"
    assert corpus.judge([replace(judgement, withdrawn=LATER)]) == 1
    assert export(store).to_json() == before
    assert corpus.judge([judgement]) == 0, "an old copy does not bring it back"
    assert export(store).to_json() == before
    assert [one.withdrawn for one in store.judgements()] == [LATER]


def test_a_judgement_may_come_before_the_texts() -> None:
    whole = sample()
    judgement = judged_misprint(whole)
    Corpus(whole).judge([judgement])
    early = MemoryStore()
    Corpus(early).judge([judgement])
    corpus_of(SAMPLE, early)
    assert export(early).to_json() == export(whole).to_json()


def test_different_ones_are_no_suspects() -> None:
    store = sample()
    a, b = find(store, "21-NQ/TW").key, find(store, "02-NQ/TW").key
    Corpus(store).judge([different(store, a, b, SAID)])
    assert suspects(export(store)) == []
    assert {"21-NQ/TW", "02-NQ/TW"} <= {document.number for document in store.all_documents()}
    Corpus(store).judge([replace(different(store, a, b, SAID), withdrawn=LATER)])
    assert len(suspects(export(store))) == 1


def test_of_contradictory_judgements_the_latest_counts() -> None:
    store = sample()
    a, b = find(store, "21-NQ/TW").key, find(store, "02-NQ/TW").key
    apart, one = different(store, a, b, LATER), misprint(store, a, b, SAID)
    Corpus(store).judge([apart, one])
    assert "21-NQ/TW" in {document.number for document in store.all_documents()}
    Corpus(store).judge([replace(one, said=replace(SAID, when="2026-11-24T08:00:00Z"))])
    assert "21-NQ/TW" not in {document.number for document in store.all_documents()}


def test_judged_in_a_circle_nothing_is_renamed() -> None:
    store = sample()
    before = export(store).to_json()
    a, b = find(store, "21-NQ/TW").key, find(store, "02-NQ/TW").key
    Corpus(store).judge([misprint(store, a, b, SAID), misprint(store, b, a, LATER)])
    assert export(store).to_json() == before, "neither name, nor what is said of it, went over to the other"


@pytest.mark.parametrize("turn", [(0, 1), (1, 0)])
def test_names_are_followed_from_one_judgement_to_the_next(turn: tuple[int, int]) -> None:
    cited = {f"c{n}": Target("Nghị định", f"{n}/2020/NĐ-CP", date="2020-05-01", issuer="Chính phủ") for n in (1, 2, 3)}
    store = corpus_of([record("a.txt", " ".join(f"[{c}:Nghị định {t.number}]" for c, t in cited.items()), HUYEN, cited, [])])
    before = export(store).to_json()
    keys = [find(store, target.number or "").key for target in cited.values()]
    steps = [misprint(store, keys[0], keys[1], SAID), misprint(store, keys[1], keys[2], SAID)]
    for one in turn:
        Corpus(store).judge([steps[one]])
        assert check(store, differences).findings == []
    assert [document.number for document in store.all_documents() if not document.held] == ["03/2020/NĐ-CP"]
    for one in turn:
        Corpus(store).judge([replace(steps[one], withdrawn=LATER)])
        assert check(store, differences).findings == []
    assert export(store).to_json() == before


LAW = Target("Luật", None, "Luật Công đoàn", "2012")
NUMBERED = Target("Luật", "12/2012/QH13", None, "2012-06-20", "Quốc hội")
HUYEN = Header("5/KH-UBND", "Kế hoạch", "2022-01-05", "Ủy ban nhân dân tỉnh Kon Tum", "Kon Tum")
BY_NAME = record(
    "name.txt",
    "Thực hiện [c1:Luật Công đoàn năm 2012].",
    HUYEN,
    {"c1": LAW},
    [("self", "implements", "c1", "Thực hiện Luật Công đoàn năm 2012")],
)
BY_NUMBER = record("number.txt", "Theo [c1:Luật số 12/2012/QH13].", replace(HUYEN, number="6/KH-UBND"), {"c1": NUMBERED}, [])


def test_a_law_by_name_is_the_law_by_number() -> None:
    store = corpus_of([BY_NAME, BY_NUMBER])
    by_name, by_number = find(store, "Luật Công đoàn").key, find(store, "12/2012/QH13").key
    for pair in ((by_name, by_number), (by_number, by_name)):
        judgement = same(store, *pair, SAID)
        assert (judgement.one[0].name, judgement.other[0].number) == ("Luật Công đoàn", "12/2012/QH13")
    Corpus(store).judge([judgement])
    law = find(store, "12/2012/QH13")
    assert (law.date, law.support, len(ids(store))) == ("2012-06-20", 2, 3)
    Corpus(store).remove([BY_NUMBER.source.sha256])
    assert find(store, "12/2012/QH13").support == 1, "its name is known from the judgement, though no text says it"
    assert check(store, differences).findings == []


def test_a_citation_means_the_document_that_a_person_names() -> None:
    store = sample()
    plan = record("own.txt", "Kế hoạch", Header("65-KH/TU", "Kế hoạch", "2021-11-03", "Tỉnh ủy Kon Tum", "Kon Tum"), {}, [])
    other = record("other.txt", "Kế hoạch ", Header("65-KH/TU", "Kế hoạch", "2016-11-03", "Tỉnh ủy Kon Tum", "Kon Tum"), {}, [])
    Corpus(store).add([plan, other])
    (unsure,) = export(store).ambiguous
    key = find(store, "vn/kon-tum/tinh-uy/ke-hoach/2021-11-03/65-kh.tu").key
    judgement = means(store, LETTER.source.sha256, unsure.text, key, SAID)
    Corpus(store).judge([judgement])
    assert export(store).ambiguous == []
    assert store.documents([key])[key].support == 1
    changed = replace(LETTER, reading=replace(LETTER.reading, document=replace(LETTER.reading.document, signer="C")))
    (outcome,) = Corpus(store).add([changed])
    assert (outcome.status, export(store).ambiguous) == ("replaced", [])
    Corpus(store).judge([replace(judgement, withdrawn=LATER)])
    assert [one.text for one in export(store).ambiguous] == [unsure.text]


def test_what_is_no_citation_is_gone_with_its_relations_and_comes_back() -> None:
    store = sample()
    before = export(store).to_json()
    quote = "Nghị quyết số 21-NQ/TW"
    judgement = not_a_citation(store, LETTER.source.sha256, quote, SAID)
    Corpus(store).judge([judgement])
    assert "21-NQ/TW" not in {document.number for document in store.all_documents()}
    assert quote not in {citation.text for citation in store.stored([LETTER.source.sha256])[LETTER.source.sha256].reading.citations}
    assert check(store, differences).findings == []
    assert [one.status for one in Corpus(store).add([LETTER])] == ["unchanged"]
    Corpus(store).judge([replace(judgement, withdrawn=LATER)])
    assert export(store).to_json() == before


def test_two_texts_of_one_number_are_parted() -> None:
    head = Header("435/QĐ-UBND", "Quyết định", "2021-05-04", "Ủy ban nhân dân tỉnh Kon Tum", "Kon Tum")
    cited = Target("Quyết định", "435/QĐ-UBND", date="2021-05-04", issuer="Ủy ban nhân dân tỉnh Kon Tum")
    texts = [record("a.txt", "một", head, {}, []), record("b.txt", "hai", head, {}, [])]
    store = corpus_of([*texts, record("c.txt", "Theo [c1:Quyết định 435/QĐ-UBND]", HUYEN, {"c1": cited}, [])])
    one = find(store, "435/QĐ-UBND").key
    Corpus(store).judge([different(store, one, one, SAID)])
    held = [document for document in store.all_documents() if document.number == "435/QĐ-UBND"]
    assert [document.held for document in held] == [True, True]
    (unsure,) = export(store).ambiguous
    assert [candidate.id for candidate in unsure.candidates] == sorted(document.id for document in held)
    assert check(store, differences).findings == []
    Corpus(store).judge([same(store, held[0].key, held[1].key, LATER)])
    assert find(store, "435/QĐ-UBND").key == one, "the latest judgement counts"
    assert export(store).ambiguous == []


def test_what_cannot_be_judged_is_refused() -> None:
    store = sample()
    one = find(store, "02-NQ/TW").key
    for wrong in (same, misprint, different):
        with pytest.raises(UsageError):
            wrong(store, one, one, SAID)
    with pytest.raises(UsageError, match="no citation"):
        not_a_citation(store, LETTER.source.sha256, "Nghị quyết 03", SAID)


def test_lines_hold_everything() -> None:
    store = sample()
    judgements = [judged_misprint(store), not_a_citation(store, LETTER.source.sha256, "Nghị quyết số 21-NQ/TW", SAID)]
    judgements.append(replace(judgements[0], withdrawn=LATER))
    assert [from_line(to_line(one)) for one in judgements] == judgements
    assert judgements[0].id == judgements[2].id != judgements[1].id


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "Expecting"),
        ("[]", "the line: Input should be"),
        ('{"kind": "other", "said": {"who": "a", "when": "b", "why": "c"}}', "kind: Input should be"),
        ('{"kind": "same", "said": {"who": "a", "when": "b", "why": "c"}}', "needs the other document"),
        ('{"kind": "means", "said": {"who": "a", "when": "b", "why": "c"}}', "needs a source and a quote"),
        (
            '{"id": "1", "kind": "not-a-citation", "said": {"who": "a", "when": "b", "why": "c"}, "source": "s", "quote": "q"}',
            "changed by hand",
        ),
    ],
)
def test_lines_that_are_none(line: str, message: str) -> None:
    with pytest.raises(InputError, match=f"team.jsonl: line 2 is no judgement: .*{message}"):
        list(from_lines(["", line], "team.jsonl"))


@settings(max_examples=40, deadline=None)
@given(corpora, st.data())
def test_in_whatever_order_texts_and_judgements_come(records: list[Record], data: st.DataObject) -> None:
    whole = corpus_of(records)
    keys = [document.key for document in whole.all_documents()]
    drawn = data.draw(st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys), st.booleans()), max_size=4))
    judgements = [
        (misprint if join else different)(whole, a, b, replace(SAID, when=f"2026-11-22T08:00:0{n}Z"))
        for n, (a, b, join) in enumerate(drawn)
        if a != b and namings(whole, a)
    ]
    quotes = [(r.source.sha256, c.text) for r in records for c in r.reading.citations]
    if quotes:
        judgements += [not_a_citation(whole, *data.draw(st.sampled_from(quotes)), SAID)] if data.draw(st.booleans()) else []
        judgements += [means(whole, *data.draw(st.sampled_from(quotes)), keys[0], LATER)] if data.draw(st.booleans()) else []
    Corpus(whole).judge(judgements)
    mixed = Corpus(MemoryStore())
    steps: list[Record | Judgement] = data.draw(st.permutations([*records, *judgements]))
    for step in steps:
        if isinstance(step, Judgement):
            mixed.judge([step])
        else:
            mixed.add([step])
    assert export(mixed.store).to_json() == export(whole).to_json()
    assert check(whole, differences).findings == []
    Corpus(whole).judge([replace(one, withdrawn=LATER) for one in judgements])
    assert export(whole).to_json() == export(corpus_of(records)).to_json()


def test_a_place_that_people_state_is_not_inferred() -> None:
    known, unknown = (
        record(path, path, Header(date="2021-06-12", issuer=issuer, place=place), {}, [])
        for path, issuer, place in (("a", "Ủy ban nhân dân tỉnh Kon Tum", "Kon Tum"), ("b", "Ủy ban nhân dân tỉnh", None))
    )
    store = corpus_of([known, unknown])
    one, other = (store.speakers([text.source.sha256])[text.source.sha256].key for text in (known, unknown))
    judgement = same(store, one, other, SAID)
    Corpus(store).judge([judgement])
    Corpus(store).remove([known.source.sha256])
    assert [(node.place, node.place_reason) for node in export(store).nodes] == [("Kon Tum", None)]
    anew = corpus_of([unknown])
    Corpus(anew).judge([judgement])
    assert export(anew).to_json() == export(store).to_json()


def test_a_place_inferred_of_what_others_name_too_is_taken_back() -> None:
    """A letter without a place is judged to be a province's plan, and that to be a programme which the letter cites."""
    letter = record(
        "a",
        "[c1:65-KH/TU] [c2:21-CTr/TU]",
        Header(date="2021-06-12", issuer="Ủy ban nhân dân tỉnh"),
        {
            "c1": Target("Kế hoạch", "65-KH/TU", date="2021-06-12", issuer="Tỉnh ủy Kon Tum"),
            "c2": Target("Chương trình", "21-CTr/TU", date="2021-06-12", issuer="Tỉnh ủy"),
        },
        [],
    )
    store = corpus_of([letter])
    corpus, said = Corpus(store), []
    for wrong, right in (("", "65-KH/TU"), ("65-KH/TU", "21-CTr/TU")):
        key = store.speakers([letter.source.sha256])[letter.source.sha256].key if not wrong else find(store, wrong).key
        said.append(misprint(store, key, find(store, right).key, SAID))
        corpus.judge(said[-1:])
    anew = corpus_of([letter])
    Corpus(anew).judge(said)
    assert export(store).to_json() == export(anew).to_json()
    assert [node.place for node in export(store).nodes] == [None]
