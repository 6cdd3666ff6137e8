"""A program that fills an empty Neo4j store with the samples of `killed`, and waits in the middle: `python -m tests.faults.filling URL`.

It says so on stdout, and goes on when it reads a line.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing

from graph.corpus import Corpus
from graph.stores import open_store
from graph.stores.memory import MemoryStore
from graph.transfer import copy
from tests.faults.killed import records


def main(url: str) -> None:
    origin = MemoryStore()
    Corpus(origin).add(records()[:20])
    counts = origin.counts()
    half = counts["documents"] + counts["sources"] // 2
    steps = iter(range(half))

    def waiting(steps: Iterator[int]) -> None:
        if next(steps, None) == half - 1:
            print("half", flush=True)  # noqa: T201  # what the test waits for
            sys.stdin.readline()

    with closing(open_store(url)) as store:
        copy(origin, store, lambda: waiting(steps))


if __name__ == "__main__":
    main(sys.argv[1])
