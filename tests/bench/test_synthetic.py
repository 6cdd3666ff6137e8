"""The synthetic corpus is what measurements say it is."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from bench.synthetic import CITED, HUBS, Corpus
from graph.corpus import Corpus as Into
from graph.describe import describe
from graph.sources import quote_of
from graph.stores.memory import MemoryStore

SIZE = 2000


def test_equal_seeds_give_equal_records_and_others_do_not() -> None:
    some = [Corpus(SIZE, seed=1).record(i) for i in (0, 700, SIZE - 1)]
    assert [Corpus(SIZE, seed=1).record(i) for i in (0, 700, SIZE - 1)] == some
    assert Corpus(SIZE, seed=2).record(700) != some[1]


def test_each_record_states_ten_relations_in_its_own_words() -> None:
    for record in islice(Corpus(SIZE), 0, SIZE, 97):
        reading, text = record.reading, record.source.text
        assert len(reading.relations) == len(reading.citations) == CITED
        assert all(text[c.start : c.end] == c.text for c in reading.citations)
        assert all(quote_of(text, r.evidence).endswith(reading.citations[r.citations[0]].text) for r in reading.relations)
        assert len(describe(record.source.sha256, reading)) == CITED + 1


def test_registers_number_without_recurring_and_provinces_share_numbers() -> None:
    corpus = Corpus(50_000)
    facts = [corpus.facts(i) for i in range(corpus.size)]
    assert len({(f.number, f.issuer, f.date[:4]) for f in facts}) == corpus.size
    assert max(Counter(f.number for f in facts if f.province).values()) > 5
    assert [f.date for f in facts] == sorted(f.date for f in facts)


def test_hubs_are_cited_by_their_share() -> None:
    corpus = Corpus(SIZE)
    numbers = [corpus.facts(hub).number for hub in range(len(HUBS))]
    cited = Counter(target.number for record in corpus for target in record.reading.targets.values())
    assert all(cited[number] > share * SIZE * 0.8 for number, share in zip(numbers, HUBS, strict=True))


def test_identity_makes_one_document_of_each_record() -> None:
    into, records = MemoryStore(), list(islice(Corpus(SIZE), 300))
    Into(into).add(records)
    assert into.counts()["held"] == len(records)
