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
from contextlib import closing
from itertools import chain
from pathlib import Path

from bench.asking import asking
from bench.loading import loading, replacing
from bench.measure import on_disk, table
from bench.plain import Plain
from bench.synthetic import Corpus as Synthetic
from graph.stores import open_store


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
        rows = [] if file.exists() else loading(corpus, file, Path(scratch) / "rows.db")
        with closing(open_store(f"sqlite:///{file}")) as store, closing(Plain(file)) as plain:
            print(f"{dict(store.counts())}, {on_disk(file):.2f} GB", file=sys.stderr)
            for row in chain([replacing(corpus, store)], asking(corpus, store, plain)):
                print(f"{row.question}: {row.ours:.4f} s", file=sys.stderr, flush=True)
                rows.append(row)
    print(f"{given.size:,} documents, {10 * given.size:,} relations, seed {given.seed}\n\n{table(rows)}")


if __name__ == "__main__":
    main()
