"""Real texts, in whatever order and portions they come, with repeats and with some that go and come back: one graph in every store."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest

from graph.batches import batches
from graph.corpus import Corpus
from graph.export import export_hash
from graph.reading import Record
from graph.store import Store
from graph.stores import open_store
from graph.stores.memory import MemoryStore
from ingest.reader import read
from ingest.sources import load

SOME, LONGEST = 150, 30_000
"""Texts, and bytes of the longest: what is read in seconds."""


@cache
def records(shared: Path) -> tuple[Record, ...]:
    """The seeds, and the same sample of all other texts in every run."""
    seeds, *others = (sorted((shared / "corpus" / name).glob("*.txt")) for name in ("seeds", "dev", "unlabelled"))
    short = [path for some in others for path in some if path.stat().st_size < LONGEST]
    chosen = [*seeds, *random.Random(1).sample(short, min(SOME, len(short)))]  # noqa: S311  # a sample, no secret
    sources = [load(path, path.name) for path in chosen]
    return tuple(Record(source, read(source.text)) for source in sources)


@pytest.mark.parametrize("seed", [1, 2])
def test_real_texts_give_one_graph(shared: Path, tmp_path: Path, seed: int) -> None:
    expected = Corpus(MemoryStore())
    expected.add(records(shared))
    stores: list[Store] = [MemoryStore(), open_store(f"sqlite:///{tmp_path / 'store.db'}")]
    for store in stores:
        _come_and_go(Corpus(store), records(shared), random.Random(seed))  # noqa: S311  # an order of texts, no secret
        assert export_hash(store) == export_hash(expected.store)
        store.close()


def _come_and_go(corpus: Corpus, texts: tuple[Record, ...], dice: random.Random) -> None:
    for portion in batches(dice.sample(texts, len(texts)), dice.choice((7, 40))):
        corpus.add(portion)
        corpus.add(dice.sample(texts, 2))
        corpus.remove({record.source.sha256 for record in dice.sample(texts, 3)})
    corpus.add(dice.sample(texts, len(texts)))
