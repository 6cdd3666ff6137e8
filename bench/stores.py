"""What the SQLite store takes for a large corpus: loading it, changing it, asking it, each beside plain SQL.

    python -m bench.stores --size 5000            a minute
    python -m bench.stores --size 50000 --keep    some minutes, and the file stays, to be looked into
    python -m bench.stores --size 500000          the full one; needs 20 GB of disk

The corpus is synthetic and seeded (`bench.synthetic`): as many read records, each with ten relations. They take the real path,
from readings through identity into the store, with all evidence. Nothing is measured cold: each question is asked once before.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from random import Random

from bench.measure import Row, on_disk, once, peak, table, told, typical
from bench.plain import Plain, copy_rows
from bench.synthetic import Corpus as Synthetic
from graph.batches import batches
from graph.corpus import Corpus
from graph.coverage import coverage
from graph.describe import describe, description_key
from graph.lineage import CARRIES_OUT
from graph.lookup import find, search
from graph.paths import path
from graph.reach import Step, reach
from graph.reading import RELATIONS, Record
from graph.store import Document, Store
from graph.stores import open_store
from graph.stores.sqlite_bulk import load

BATCH, MORE = 100, 500
SEARCHES = (("rare word", "thuy loi"), ("three words", "dat dai dong"), ("a word in half of the titles", "phat trien"))


def main() -> None:
    """Load, measure, print the table."""
    asked = argparse.ArgumentParser(description="measure the SQLite store on a synthetic corpus")
    asked.add_argument("--size", type=int, default=5000, help="documents, 2,000 to 500,000; each has ten relations")
    asked.add_argument("--seed", type=int, default=20210612)
    asked.add_argument("--keep", type=Path, metavar="DIR", help="leave the store in this folder; one that is there is not loaded again")
    given = asked.parse_args()
    corpus = Synthetic(given.size, given.seed)
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{given.size}-{given.seed}.db"
        rows = [] if file.exists() else _loading(corpus, file, Path(scratch) / "rows.db")
        with closing(open_store(f"sqlite:///{file}")) as store, closing(Plain(file)) as plain:
            print(f"{dict(store.counts())}, {on_disk(file):.2f} GB", file=sys.stderr)
            for row in chain([_replacing(corpus, store)], _asking(corpus, store, plain)):
                print(f"{row.question}: {row.ours:.4f} s", file=sys.stderr, flush=True)
                rows.append(row)
    print(f"{given.size:,} documents, {10 * given.size:,} relations, seed {given.seed}\n\n{table(rows)}")


def _loading(corpus: Synthetic, file: Path, copy: Path) -> list[Row]:
    """All but the last records in one go, those as `phahe ingest` adds them."""
    first = corpus.size - MORE
    making, made = once(lambda: [None for _ in told(islice(corpus, first), first, "making records")])
    taken, computed = once(lambda: load(file, told(islice(corpus, first), first, "loading")))
    memory = peak()
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


def _replacing(corpus: Synthetic, store: Store) -> Row:
    """Again and again another document is read anew, and now states its last relation with less certainty and of another number."""
    noise = Random(corpus.seed)
    changed = [_reread(corpus.record(noise.randrange(corpus.size)), str(time.time_ns())) for _ in range(40)]
    into = Corpus(store)
    return Row("one document with ten citations, replaced", typical(lambda record: into.add([record]), changed), None, "durable")


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


def _asking(corpus: Synthetic, store: Store, plain: Plain) -> Iterator[Row]:
    noise = Random(corpus.seed)
    some = [_documents(corpus, store, [noise.randrange(corpus.size)])[0] for _ in range(60)]
    hub = _documents(corpus, store, [0])[0]
    median = [one for one in some if one.date and one.date[:4] >= "2014"][:20]
    pairs = list(zip(some[::2], some[1::2], strict=False))

    ids = [one.id for one in some]
    yield Row(
        "by id",
        typical(lambda asked: find(store, asked), ids),
        typical(lambda asked: plain.rows("SELECT * FROM document WHERE id = ?", asked), ids),
    )
    numbers = [one.number for one in _documents(corpus, store, range(5, 40)) if one.number and "/20" in one.number]
    yield Row(
        "by number",
        typical(lambda asked: find(store, asked), numbers),
        typical(lambda asked: plain.rows("SELECT * FROM document WHERE number = ?", asked), numbers[:3]),
        "plain SQL has no index for it",
    )
    yield Row(
        "hub: count and first 100",
        typical(lambda key: _hub(store, key), [hub.key] * 5),
        typical(plain.hub, [hub.key] * 5),
        f"{plain.hub(hub.key)[0]:,} direct",
    )
    yield Row(
        "hub: all within depth 5",
        typical(lambda key: _reached(store, key, "in", 5), [hub.key] * 3),
        typical(lambda key: plain.reached(key, "in", 5), [hub.key] * 3),
        f"{len(reach(store, hub.key, 'in', RELATIONS, 5).found):,} documents",
    )
    keys = [one.key for one in median]
    yield Row(
        "all ancestors within depth 6",
        typical(lambda key: _reached(store, key, "out", 6), keys),
        typical(lambda key: plain.reached(key, "out", 6), keys),
        f"{len(reach(store, keys[0], 'out', RELATIONS, 6).found):,} documents of the first",
    )
    yield Row(
        "shortest path, p95",
        typical(lambda pair: path(store, pair[0].key, pair[1].key), pairs, tail=True),
        typical(lambda pair: plain.path(pair[0].key, pair[1].key, 6), pairs, tail=True),
    )
    yield Row(
        "coverage of a hub",
        typical(lambda key: coverage(store, key), [hub.key] * 3),
        typical(lambda key: plain.coverage(key, CARRIES_OUT), [hub.key] * 3),
        f"{len(coverage(store, hub.key).rows):,} rows",
    )
    for name, words in SEARCHES:
        yield Row(
            f"search: {name}",
            typical(lambda asked: search(store, asked, 20), [words] * 5),
            typical(plain.search, [words] * 5),
            f"{search(store, words).total:,} found",
        )


def _documents(corpus: Synthetic, store: Store, wanted: Sequence[int]) -> list[Document]:
    """The documents that some of the records speak for."""
    selves = [description_key(describe(r.source.sha256, r.reading)["self"]) for r in map(corpus.record, wanted)]
    described = store.descriptions(selves)
    documents = store.documents({d.document for d in described.values() if d.document})
    return [documents[key] for one in selves if (key := described[one].document)]


def _hub(store: Store, key: str) -> tuple[int, list[Document]]:
    edges = store.edges([key], "in")
    return len(edges), list(store.documents([edge.source for edge in edges[:100]]).values())


def _reached(store: Store, key: str, step: Step, depth: int) -> dict[tuple[int, str | None], int]:
    """Documents by level and place."""
    found = reach(store, key, step, RELATIONS, depth).found
    counts: dict[tuple[int, str | None], int] = {}
    for one, document in store.documents(found).items():
        of = found[one].depth, document.place
        counts[of] = counts.get(of, 0) + 1
    return counts


if __name__ == "__main__":
    main()
