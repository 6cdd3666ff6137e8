"""A program that takes texts into a store, each in a transaction of its own, and says on stdout which one is in.

python -m tests.faults.taking_in URL FILE…
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from graph.corpus import Corpus
from graph.reading import Record
from graph.stores import open_store
from ingest.reader import read
from ingest.sources import load


def record(path: Path) -> Record:
    source = load(path, path.name)
    return Record(source, read(source.text))


def take_in(url: str, paths: Sequence[Path]) -> None:
    store = open_store(url)
    for one in [record(path) for path in paths]:
        Corpus(store).add([one])
        print(one.source.path, flush=True)  # noqa: T201  # what the test waits for
    store.close()


if __name__ == "__main__":
    take_in(sys.argv[1], [Path(name) for name in sys.argv[2:]])
