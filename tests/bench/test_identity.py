"""The measurement of identity measures what it says it does."""

from __future__ import annotations

from bench.identity.__main__ import corpus, table
from bench.identity.figures import measured, total
from bench.identity.texts import texts
from bench.identity.world import world
from graph.knowledge import places
from graph.reading import SELF
from graph.stores.memory import MemoryStore

YEARS = range(2020, 2022)


def test_equal_seeds_give_equal_corpora_and_others_do_not() -> None:
    assert corpus("two", 2, 1) == corpus("two", 2, 1)
    assert corpus("two", 2, 1).truth != corpus("two", 2, 2).truth


def test_a_world_numbers_without_recurring_in_a_register_and_recurs_elsewhere() -> None:
    facts = world(places("63")[:3], YEARS, "1")
    registers = {(f.number, f.issuer, f.province, f.date[:4] if not f.is_party else f.date > "2020-10-01") for f in facts}
    assert len(registers) == len(facts)
    assert len({f.number for f in facts}) < 0.9 * len(facts)
    assert [f.ordinal for f in facts] == list(range(len(facts)))


def test_every_local_name_of_a_text_has_a_truth_and_every_quote_its_place() -> None:
    known = texts(world(places("63")[:2], YEARS, "1"), "2")
    named = {(r.source.sha256, local) for r in known.records for local in (SELF, *r.reading.targets)}
    assert named == known.truth.keys()
    assert all(r.source.text[c.start : c.end] == c.text for r in known.records for c in r.reading.citations)
    assert any(meant.slip for meant in known.truth.values())


def test_a_corpus_without_slips_has_next_to_no_suspects_and_one_with_slips_has_them_found() -> None:
    facts = world(places("63")[:2], YEARS, "1", denser=3)
    plain = measured(texts(facts, "2", slips=0), MemoryStore())
    assert plain.rightly == plain.together
    assert plain.false_suspects <= 1
    assert plain.ambiguous == plain.undecidable > 0
    slipped = measured(texts(facts, "2", slips=0.2), MemoryStore())
    there, flagged = total(slipped.slips.values())
    assert there > 40
    assert flagged > 0.7 * there
    assert any("pairwise precision" in row for row in table(slipped))
