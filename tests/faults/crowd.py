"""A program that is one of several that change one store at once: `python -m tests.faults.crowd URL WHO`.

Each adds all documents in an order and in batches of its own, meanwhile takes some out and adds them again, puts its own text
under a path that all share, and forgets another such path. Whatever the interleaving, at the end all documents are there, one
of the texts under the first path, and none under the second.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from hashlib import sha256
from random import Random

from graph.batches import batches
from graph.corpus import Corpus
from graph.reading import Record, Source
from graph.stores import open_store
from tests.faults.killed import records

CROWD = 4
SHARED, PASSING = "/shared.txt", "/passing.txt"


def documents() -> list[Record]:
    """What all of them add: hubs are cited by most of these."""
    return records()[:12]


def at(path: str, who: int) -> Record:
    """The text that one of the crowd puts under a path: of its own document, which cites what others cite."""
    model = documents()[-1 - who]
    text = f"{model.source.text} {path}"
    header = replace(model.reading.document, number=f"{900 + who}/UBND-NC", type="Công văn")
    return Record(Source(sha256(text.encode()).hexdigest(), text, path), replace(model.reading, document=header))


def main(url: str, who: int) -> None:
    store, every, noise = open_store(url), documents(), Random(who)  # noqa: S311 - repeatable, not secret
    corpus, mine = Corpus(store), {record.source.sha256 for record in every[who::CROWD]}
    for some in batches(noise.sample(every, len(every)), noise.randint(3, 7)):
        corpus.add(some)
        corpus.add([at(SHARED, who), at(PASSING, who)])
        if again := [record for record in some if record.source.sha256 in mine]:
            corpus.remove([record.source.sha256 for record in again])
            corpus.add(again)
        corpus.forget([PASSING])
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
