"""Loading a synthetic corpus into a store, adding to it and changing it, beside what the engine alone takes for the same rows."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN

from bench.measure import Row, on_disk, once, peak, told, typical
from bench.plain import copy_rows
from bench.report import spoken
from bench.server import HEAP, control, running
from bench.synthetic import Corpus as Synthetic
from graph.batches import batches
from graph.corpus import Corpus
from graph.reading import Record
from graph.store import Store
from graph.stores import open_store
from graph.stores.neo4j_csv import write_csv
from graph.stores.sqlite_bulk import load

BATCH, MORE = 100, 500
CHANGED, WARMING = 40, 60
"""Changes that are measured, and those before: a server that was just started compiles what it runs often by and by."""


def into_sqlite(corpus: Synthetic, file: Path, copy: Path) -> list[Row]:
    """All but the last records in one go into a new file, those as `phahe ingest` adds them; `copy` is made on the way."""
    first = corpus.size - MORE
    making, made = once(lambda: [None for _ in told(islice(corpus, first), first, "making records")])
    others = peak(RUSAGE_CHILDREN)
    taken, computed = once(lambda: load(file, told(islice(corpus, first), first, "loading")))
    beside = peak(RUSAGE_CHILDREN)
    memory = peak() + (beside if beside > others else 0)  # of the process that writes, unless a server had more before
    copied, _ = once(lambda: copy_rows(file, copy))
    more = [corpus.record(i) for i in range(first, corpus.size)]
    with closing(open_store(f"sqlite:///{file}")) as store:
        into = Corpus(store)
        added, added_by = once(lambda: [into.add(batch) for batch in batches(more, BATCH)])
    note = f"{computed - made:.0f} s computing, peak {memory:.2f} GB, {on_disk(file):.2f} GB on disk; making the records not counted"
    return [
        Row("load in bulk", taken - making, copied, note),
        Row(f"{MORE} more, {BATCH} at a time", added, None, f"durable; {added_by:.1f} s computing"),
    ]


def into_neo4j(file: Path, home: Path, scratch: Path) -> list[Row]:
    """What a SQLite store holds into a new server by its offline importer, indexes included."""
    parts = []
    with closing(open_store(f"sqlite:///{file}")) as store:
        parts.append(once(lambda: write_csv(store, scratch))[0])
    words = ("admin", "database", "import", "full", "neo4j", "@import.args", "--heap", HEAP)
    parts.append(once(lambda: control(home, *words, cwd=scratch))[0])
    with running(home) as url:
        parts.append(once(lambda: open_store(url).close())[0])
    csv, imported, indexed = map(spoken, parts)
    note = f"offline, from the SQLite store: {csv} to write CSV, {imported} to import, {indexed} to index; {on_disk(home):.2f} GB on disk"
    return [Row("load in bulk", sum(parts), None, note)]


def replacing(corpus: Synthetic, store: Store) -> Row:
    """Again and again another document is read anew, and now states its last relation with less certainty and of another number."""
    noise = Random(corpus.seed)
    changed = [_reread(corpus.record(noise.randrange(corpus.size)), str(time.time_ns())) for _ in range(CHANGED + WARMING)]
    into = Corpus(store)
    for record in changed[CHANGED:]:
        into.add([record])
    return Row("one document with ten citations, replaced", typical(lambda record: into.add([record]), changed[:CHANGED]), None, "durable")


def _reread(record: Record, salt: str) -> Record:
    reading = record.reading
    last = f"c{len(reading.targets)}"
    target = replace(reading.targets[last], number=f"{int(salt) % 2999 + 1}/QĐ-UBND", type="Quyết định", title=None)
    *relations, stated = reading.relations
    return replace(
        record,
        reading=replace(
            reading,
            targets={**reading.targets, last: target},
            relations=(*relations, replace(stated, confidence=0.5, rule=f"again {salt}")),
        ),
    )
