"""What the stores take for large corpora: loading them, changing them, asking them, each beside the engine's own language.

    python -m bench.stores                                             5,000 documents, a few minutes
    python -m bench.stores --sizes 5000,50000,500000 --keep DIR        all of docs/performance.md; hours, and 60 GB of disk
    python -m bench.stores --sizes 50000 --stores sqlite --keep DIR    one store; what is in DIR already is not loaded again

The corpus is synthetic and seeded (`bench.synthetic`): as many read records, each with ten relations. They take the real path,
from readings through identity into the SQLite store, with all evidence; what that holds is loaded into Neo4j. Nothing is measured
cold: each question is asked for a second before. The table is printed as Markdown; progress goes to stderr.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from bench.asking import Plain, asking, questions_of
from bench.loading import into_neo4j, into_sqlite, replacing
from bench.measure import Row, once
from bench.online import online
from bench.plain import PlainSql
from bench.plain_cypher import PlainCypher
from bench.report import Column, compared, growth, spoken
from bench.server import running
from bench.synthetic import Corpus as Synthetic
from bench.together import together
from graph.store import Store
from graph.stores import open_store

STORES = {"sqlite": "SQLite", "neo4j": "Neo4j"}
BESIDE = {"sqlite": "plain SQL", "neo4j": "plain Cypher"}


def main() -> None:
    """Load, measure, print the tables."""
    asked = argparse.ArgumentParser(prog="python -m bench.stores", description="measure the stores on a synthetic corpus")
    asked.add_argument("--sizes", default="5000", help="documents, 2,000 to 500,000, parted by commas; each has ten relations")
    asked.add_argument("--stores", default=",".join(STORES), help="sqlite, neo4j or, parted by a comma, both")
    asked.add_argument("--seed", type=int, default=20210612)
    asked.add_argument(
        "--keep", type=Path, metavar="DIR", help="leave the stores in this folder; those that are there are not loaded again"
    )
    given = asked.parse_args()
    sizes, stores = [int(size) for size in given.sizes.split(",")], [name for name in STORES if name in given.stores.split(",")]
    measured: dict[tuple[int, str], Sequence[Row]] = {}
    with tempfile.TemporaryDirectory(dir=given.keep and _made(given.keep)) as scratch:
        for size in sizes:
            bench = _Bench(Synthetic(size, given.seed), given.keep or Path(scratch), Path(scratch))
            loaded = {name: bench.load(name) for name in dict.fromkeys(("sqlite", *stores))}  # all, before anything is added to one
            quiet, busy, said = [], [], []
            for name in stores:
                rows, meanwhile, sentence = bench.measure(name)
                measured[size, STORES[name]] = [*loaded[name], *rows]
                quiet.append(Column(STORES[name], BESIDE[name], measured[size, STORES[name]]))
                busy.append(Column(STORES[name], "quiet", meanwhile))
                said.append(f"{STORES[name]}: {sentence}")
            print(f"## {size:,} documents, {10 * size:,} relations\n\n{compared(quiet)}\n")
            print(f"The same while another process ingests:\n\n{compared(busy)}\n\n{chr(10).join(said)}\n", flush=True)
    if len(sizes) > 1:
        print(f"## How cost grows\n\n{growth(sizes, [STORES[name] for name in stores], measured)}")


class _Bench:
    """The stores of one corpus: a file, and a folder with a server's data."""

    def __init__(self, corpus: Synthetic, folder: Path, scratch: Path) -> None:
        self._corpus, self._scratch = corpus, scratch
        self._file = folder / f"{corpus.size}-{corpus.seed}.db"
        self._home = folder / f"{corpus.size}-{corpus.seed}-neo4j"

    def load(self, name: str) -> list[Row]:
        """Fill a store that is not there, and say what that took; Neo4j is filled from SQLite."""
        if name == "neo4j":
            if self._home.exists():
                return []
            offline = _told(into_neo4j(self._file, self._home, self._scratch / f"{self._corpus.size}-csv"))
            return offline + _told([online(self._corpus, self._scratch / f"{self._corpus.size}-online")])
        return [] if self._file.exists() else _told(into_sqlite(self._corpus, self._file, self._scratch / f"{self._corpus.size}-rows.db"))

    def measure(self, name: str) -> tuple[list[Row], list[Row], str]:
        """The questions' rows of one store, those while another process ingests, and what is to be said of that."""
        with self._opened(name) as (store, plain):
            print(f"{store.url}: {dict(store.counts())}", file=sys.stderr)
            changed = _told([replacing(self._corpus, store), Row("making ready for walks", once(store.prepare)[0], None)])
            questions = questions_of(self._corpus, store, plain)
            quiet = _told(asking(questions))
            busy, sentence = together(self._corpus, store, questions, quiet)
            return changed + quiet, _told(busy), sentence

    @contextmanager
    def _opened(self, name: str) -> Iterator[tuple[Store, Plain]]:
        if name == "neo4j":
            with running(self._home) as url, closing(open_store(url)) as store, closing(PlainCypher(url)) as cypher:
                yield store, cypher
        else:
            with closing(open_store(f"sqlite:///{self._file}")) as store, closing(PlainSql(self._file)) as sql:
                yield store, sql


def _told(rows: Iterator[Row] | Sequence[Row]) -> list[Row]:
    """The rows, each said on stderr as it comes."""
    told = []
    for row in rows:
        beside = f", beside it {spoken(row.plain)}" if row.plain is not None else ""
        print(f"{row.question}: {spoken(row.ours)}{beside}", file=sys.stderr, flush=True)
        told.append(row)
    return told


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    main()
