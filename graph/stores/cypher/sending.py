"""How queries are sent: their parameters, several in one, and one that waits for locks first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

LOCK = "UNWIND $locks AS name CREATE (l:PhaHeLock {name: name}) DELETE l"
"""Takes the locks of these names until the transaction ends, by what a uniqueness constraint must do: who would make a node that
another transaction is making has to wait for that to end. No node is left, so nothing is written."""

_KEPT = 1_000
"""Texts that are remembered: a walk's holds its depth and its relations, which whoever asks may choose."""


@lru_cache(_KEPT)
def sent(query: str) -> str:
    """The query with one map, `values`, that holds all its parameters.

    Neo4j compiles a query, which takes a hundred times as long as to run it, anew for each size of the lists among its parameters
    (none, one, some, dozens …). At what is in a map it does not look.
    """
    return re.sub(r"\$(?=[a-z])", "$values.", query)


@lru_cache(_KEPT)
def locking(query: str) -> str:
    """The query once the names `locks` are locked: a round trip less than to do one after the other."""
    return f"CALL () {{ {LOCK} }}\n{query}"


@lru_cache(_KEPT)
def at_once(queries: tuple[str, ...]) -> str:
    """Several queries as one. The parameters of the first are in a map `of0`, and so on; a row is the `place` of its query and its
    columns, as a map.
    """
    parts = [_numbered(query, place) for place, query in enumerate(queries)]
    return f"CALL () {{ {' UNION ALL '.join(parts)} }} RETURN place, row"


def _numbered(query: str, place: int) -> str:
    own = re.sub(r"\$(?=[a-z])", f"$of{place}.", query)
    return f"CALL () {{ {own} }} RETURN {place} AS place, {_map_of(columns(query))} AS row"


def _map_of(names: Sequence[str]) -> str:
    return "row" if names == ["row"] else "{" + ", ".join(f"{name}: {name}" for name in names) + "}"


def columns(query: str) -> list[str]:
    """The names of the columns of a query that names each with `AS` in its last `RETURN`."""
    return re.findall(r"\bAS (\w+)", query[query.rindex("RETURN") :])
