"""Copying a store into another one, of whatever kind: batch by batch through the port, and then held against the original."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing

from graph.answers import StoreCopy
from graph.errors import StoreError
from graph.export import export_hash
from graph.kept import Changes
from graph.pieces import pieces
from graph.store import Store
from graph.stores import filling, new_file, open_store
from graph.stores.changes import silent
from graph.stores.sqlite_new import filled
from graph.stores.sqlite_rows import connected

Tick = Callable[[], None]

_State = tuple[Mapping[str, int], str]
"""Counts, and the export's hash."""


def copy_to(origin: Store, url: str, tick: Tick, tell: Callable[[str], None] = silent) -> StoreCopy:
    """Copy everything from `origin`, as it is at one moment, to the store at `url`; a SQLite file that is not there yet is made in
    one go, and appears when it is whole. `tick` is called for each document and each source, `tell` as by `open_store`.

    Raises StoreError as `copy` does, and if the target cannot be opened.
    """
    file = new_file(url)
    if file is None:
        with closing(open_store(url, tell=tell)) as target:
            return copy(origin, target, tick)

    def work() -> _State:
        with filled(file) as filler:
            _copy(origin, filler.put, tick)
        return _state(origin)

    state = origin.read(work)
    with closing(open_store(url, create=False)) as target:
        return _compared(origin, state, target)


def copy(origin: Store, target: Store, tick: Tick) -> StoreCopy:
    """Copy everything from `origin`, as it is at one moment, to `target`.

    Raises StoreError if `target` is not empty, and if it does not hold the same afterwards, as when others wrote to it meanwhile.
    """
    if any(target.counts().values()):
        raise StoreError(f"{target.about().location}: this store is not empty; copy to a new one")

    def work() -> _State:
        filler = filling(target)
        if filler is None:
            _copy(origin, target.apply, tick)
        else:
            with filler as fill, connected(origin) as rows:
                fill(rows, tick)
        return _state(origin)

    return _compared(origin, origin.read(work), target)


def _state(store: Store) -> _State:
    return store.counts(), export_hash(store)


def _compared(origin: Store, state: _State, target: Store) -> StoreCopy:
    place, (counts, exported) = target.about().location, state
    for what, there, here in (("counts", counts, target.counts()), ("export", exported, export_hash(target))):
        if there != here:
            raise StoreError(f"{place}: the copy's {what} are not the original's ({here}, not {there}); throw it away and copy again")
    return StoreCopy(origin=origin.about().location, target=place, counts=dict(counts), export_sha256=exported)


def _copy(origin: Store, put: Callable[[Changes], None], tick: Tick) -> None:
    for piece in pieces(origin):
        put(piece)
        for _ in (*piece.put_documents, *piece.put_sources):
            tick()
