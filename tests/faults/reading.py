"""A program that asks a store until its standard input ends: `python -m tests.faults.reading URL`.

Each answer must be of one state of the store: all that is derived fits all that it is derived from. Says how many answers it had.
"""

from __future__ import annotations

import select
import sys

from graph.check import check
from graph.export import export
from graph.store import Store
from graph.stores import open_store


def whole(store: Store) -> int:
    """How many sources there are; fails, if what is asked together does not fit together."""
    report, counts, exported = check(store), store.counts(), export(store)
    assert report.ok, report.findings[0].message
    assert (len(exported.nodes), len(exported.edges)) == (counts["documents"], counts["edges"])
    assert counts["held"] == sum(node.held for node in exported.nodes)
    return counts["sources"]


def main(url: str) -> None:
    store, answers, states = open_store(url), 0, set()
    while not select.select([sys.stdin], [], [], 0)[0]:
        states.add(store.read(lambda: whole(store)))
        answers += 1
    store.close()
    sys.stdout.write(f"{answers} {len(states)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
