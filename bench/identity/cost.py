"""What it costs to take one more document in, in a small store and in a large one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, closing
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from bench.measure import told
from bench.report import spoken
from bench.synthetic import Corpus as Synthetic
from graph.corpus import Corpus
from graph.reading import Record
from graph.stores import open_store
from graph.stores.sqlite_bulk import load

MORE, ROUND = 3000, 60
"""Documents from which those that are added are taken, and how many of them, of each kind."""
KINDS = ("any document", "one that cites the largest hub")


def cost(sizes: Sequence[int], seed: int, folder: Path) -> str:
    """The table: the median time of taking in one document with ten citations, durable, at each size; and the last beside the first.

    The stores are asked in turn, so that all meet the same machine.
    """
    taken: dict[tuple[str, int], list[tuple[float, float]]] = {(kind, size): [] for kind in KINDS for size in sizes}
    with ExitStack() as stack:
        into = {}
        waiting = {}
        for size in sizes:
            file, corpus = folder / f"{size}-{seed}.db", Synthetic(size + MORE, seed)
            if not file.exists():
                load(file, told(islice(corpus, size), size, f"loading {size:,}"))
            into[size] = Corpus(stack.enter_context(closing(open_store(f"sqlite:///{file}"))))
            waiting[size] = _kinds(corpus, size)
        for at in range(ROUND):
            for kind in KINDS:
                for size in sizes:
                    taken[kind, size].append(_timed(into[size], waiting[size][kind][at]))
    head = ["", *(f"{size:,} documents" for size in sizes), "ratio"]
    rows = [head, ["---"] * len(head)]
    for kind in KINDS:
        for which, name in enumerate(("by the clock", "computing")):
            medians = [median(one[which] for one in taken[kind, size]) for size in sizes]
            rows.append([f"{kind}, {name}", *map(spoken, medians), f"{medians[-1] / medians[0]:.2f}"])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _kinds(corpus: Synthetic, size: int) -> dict[str, list[Record]]:
    """Records of each kind that are not among the first `size`."""
    hub = corpus.facts(0).number
    records = [corpus.record(i) for i in range(size, corpus.size)]
    citing = [record for record in records if any(target.number == hub for target in record.reading.targets.values())]
    others = [record for record in records if record not in citing[:ROUND]]
    return dict(zip(KINDS, (others[:: len(others) // ROUND], citing[:ROUND]), strict=True))


def _timed(corpus: Corpus, record: Record) -> tuple[float, float]:
    begun, computed = perf_counter(), process_time()
    corpus.add([record])
    return perf_counter() - begun, process_time() - computed
