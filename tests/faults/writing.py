"""A program that adds documents, takes some out and adds them again: `python -m tests.faults.writing URL FIRST STEP`."""

from __future__ import annotations

import sys

from graph.batches import batches
from graph.corpus import Corpus
from graph.stores import open_store
from tests.faults.killed import records


def main(url: str, first: str, step: str) -> None:
    store = open_store(url)
    corpus = Corpus(store)
    for batch in batches(records()[int(first) :: int(step)], 3):
        corpus.add(batch)
        corpus.remove([batch[0].source.sha256])
        corpus.add(batch[:1])
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
