"""What a store finds by key, where an answer cannot do without it."""

from __future__ import annotations

from typing import TypeVar

from graph.errors import StoreError

K = TypeVar("K")
V = TypeVar("V")


class Found(dict[K, V]):
    """What refers to these keys comes from the same store, so each of them is there, unless the store is damaged or, where an
    engine does not read one state of it, has just changed. To take one that is not is a StoreError.
    """

    def __missing__(self, key: K) -> V:
        what = " ".join(map(str, key)) if isinstance(key, tuple) else key
        raise StoreError(
            f"the store speaks of {what}, which is not in it; ask again if another program is changing it, else run `phahe check`"
        )
