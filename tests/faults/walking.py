"""A program that walks through a store: `python -m tests.faults.walking URL`.

It makes ready for many walks. Then, for each line `ROOT OTHER` of keys that it reads, it prints what it finds from and between them.
"""

from __future__ import annotations

import sys

from graph.reading import RELATIONS
from graph.store import Store
from graph.stores import open_store


def found(store: Store, root: str, other: str) -> str:
    """What there is to find, in one line."""
    return f"{store.spread(root, 'in', RELATIONS, None)} {store.spread(root, 'out', RELATIONS[:3], 2)} {store.way(root, other, 6, 2)}"


def main(url: str) -> None:
    store = open_store(url, create=False)
    store.prepare()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        sys.stdout.write(found(store, *line.split()) + "\n")
        sys.stdout.flush()
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
