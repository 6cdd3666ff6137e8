"""A program that ingests and is killed, again and again: `python -m tests.faults.killed URL SEED ROUNDS`.

Each round forks a process that opens the store and adds and removes documents until it is killed with SIGKILL, after a time
drawn from the seed. It writes down each change before and after it makes it: so it is known what the store must hold. The
parent then opens the store, and says on stdout, as JSON, what it found; it ends with 1 at the first thing that is wrong.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bench.synthetic import Corpus as Synthetic
from graph.check import check
from graph.corpus import Corpus
from graph.reading import Record
from graph.stores import open_store

DOCUMENTS = 60
LONGEST = 0.3
"""Seconds until the kill, at most: about as long as opening the store and three changes take."""


def records() -> list[Record]:
    """The documents that come and go."""
    return list(islice(Synthetic(2000), DOCUMENTS))


def work(url: str, every: Sequence[Record], held: set[int], random: Random, log: Path) -> None:
    """Add and remove until killed."""
    with log.open("w") as file:
        store = open_store(url)
        corpus = Corpus(store)
        while True:
            chosen = set(random.sample(range(len(every)), random.randint(1, 6)))
            goes = bool(held & chosen) and random.random() < 0.4
            held = held - chosen if goes else held | chosen
            print(json.dumps(["begun", sorted(held)]), file=file, flush=True)
            if goes:
                corpus.remove([every[i].source.sha256 for i in chosen])
            else:
                corpus.add([every[i] for i in sorted(chosen)])
            print(json.dumps(["done", sorted(held)]), file=file, flush=True)


def killed(url: str, every: Sequence[Record], held: set[int], random: Random, log: Path) -> list[set[int]]:
    """Let a process work and kill it; what the store may hold: what was acknowledged, or with that which was begun."""
    delay, seed = random.uniform(0, LONGEST), random.random()
    child = os.fork()
    if child == 0:
        try:
            work(url, every, held, Random(seed), log)  # noqa: S311 - repeatable, not secret
        finally:
            os._exit(70)  # it never ends by itself
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the process ended before it was killed"
    lines = log.read_text().splitlines() if log.exists() else []
    said = [(what, set(state)) for what, state in map(json.loads, lines)]
    done = next((state for what, state in reversed(said) if what == "done"), held)
    return [done, said[-1][1]] if said and said[-1][0] == "begun" else [done]


def main(url: str, seed: str, rounds: str) -> None:
    random = Random(seed)  # noqa: S311 - repeatable, not secret
    every, held, interrupted = records(), set[int](), 0
    number = {record.source.sha256: i for i, record in enumerate(every)}
    with TemporaryDirectory() as folder:
        for turn in range(int(rounds)):
            allowed = killed(url, every, held, random, Path(folder, f"{turn}.log"))
            store = open_store(url)
            found = {number[sha256] for sha256 in store.sources()}
            report = check(store)
            store.close()
            assert found in allowed, f"round {turn}: {sorted(found)} is there, not one of {[sorted(state) for state in allowed]}"
            assert report.ok, f"round {turn}: {report.findings[0].message}"
            interrupted += len(allowed) > 1
            held = found
    sys.stdout.write(json.dumps({"held": sorted(held), "interrupted": interrupted}))


if __name__ == "__main__":
    main(*sys.argv[1:])
