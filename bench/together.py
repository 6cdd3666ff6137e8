"""Reading while another process writes: how much slower the questions are answered, and whether anything acknowledged is not seen.

The writer adds `RATE` new documents a second, in batches and by the way of `phahe ingest`. As soon as it says that a batch is
kept, the reader looks for the last document of it, with all its edges.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from itertools import count, cycle
from multiprocessing import get_context
from multiprocessing.connection import Connection

from bench.asking import Question, documents_of
from bench.measure import Row, central
from bench.synthetic import CITED
from bench.synthetic import Corpus as Synthetic
from graph.corpus import Corpus
from graph.kept import Document
from graph.reading import RELATIONS
from graph.store import Store
from graph.stores import open_store

RATE, BATCH = 50, 100
"""Documents a second, and at a time."""
WINDOW = 2.0 * BATCH / RATE
"""Seconds for which each question is asked: two batches."""


def together(corpus: Synthetic, store: Store, questions: Sequence[Question], quiet: Sequence[Row]) -> tuple[list[Row], str]:
    """The questions' rows beside their quiet ones, and a sentence on what was written and seen meanwhile."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    writer = context.Process(target=_write, args=(store.url, corpus.size, corpus.seed, theirs), daemon=True)
    writer.start()
    seen = _Seen(corpus, store, ours)
    rows = []
    try:
        seen.wait()
        begun, before = time.perf_counter(), seen.written
        for question, row in zip(questions, quiet, strict=True):
            rows.append(Row(question.name, _meanwhile(question, seen), row.ours))
        rate = (seen.written - before) / (time.perf_counter() - begun)
    finally:
        ours.send(None)
        writer.join()
    said = f"{rate:.0f} documents a second were ingested meanwhile, {BATCH} at a time"
    return rows, f"{said}; {seen.looked:,} were looked up as soon as they were acknowledged, {seen.missed:,} of them not seen in full."


class _Seen:
    """What the writer acknowledged, and whether it could be seen at once."""

    def __init__(self, corpus: Synthetic, store: Store, writer: Connection) -> None:
        self._corpus, self._store, self._writer = corpus, store, writer
        self.written = self.looked = self.missed = 0

    def wait(self) -> None:
        """Until the writer has begun."""
        self._take(self._writer.recv())

    def look(self) -> None:
        """Look for what was acknowledged since the last time, if anything was."""
        while self._writer.poll():
            self._take(self._writer.recv())

    def _take(self, told: tuple[int, int]) -> None:
        last, cited = told
        self.written += BATCH
        self.looked += 1
        self.missed += not any(self._cited(document) == (cited, cited) for document in documents_of(self._corpus, self._store, [last]))

    def _cited(self, document: Document) -> tuple[int, int]:
        """How many documents it cites, asked in two ways."""
        _, found = self._store.neighbours(document.key, "out", RELATIONS, None, 2 * CITED)
        around = self._store.spread(document.key, "out", RELATIONS, 1).cells
        return len({edge.target for edge, _ in found}), sum(cell.count for cell in around if cell.depth == 1 and not cell.suspect)


def _meanwhile(question: Question, seen: _Seen) -> float:
    taken: list[float] = []
    until = time.perf_counter() + WINDOW
    for one in cycle(question.about):
        begun = time.perf_counter()
        question.ours(one)
        ended = time.perf_counter()
        taken.append(ended - begun)
        seen.look()
        if ended > until and len(taken) >= 3:
            return central(taken, tail=question.tail)
    raise AssertionError("a question is about something")


def _write(url: str, size: int, seed: int, reader: Connection) -> None:
    """Add documents that are not there yet, at an even pace, and tell the reader of each batch the last one and how many documents that
    cites, until the reader sends something.
    """
    corpus = Synthetic(size, seed)
    with closing(open_store(url)) as store:
        into, first = Corpus(store), size
        while store.stored([corpus.record(first).source.sha256]):
            first += BATCH
        begun = time.perf_counter()
        for turn in count():
            batch = [corpus.record(first + turn * BATCH + i) for i in range(BATCH)]
            time.sleep(max(0.0, begun + turn * BATCH / RATE - time.perf_counter()))
            into.add(batch)
            if reader.poll():
                return
            last = first + turn * BATCH + BATCH - 1
            (document,) = documents_of(corpus, store, [last])
            reader.send((last, len({edge.target for edge in store.edges([document.key], "out", RELATIONS)})))
