"""Several questions at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, overload

from graph.store import Store

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")


@overload
def together(store: Store, one: Callable[[], A], two: Callable[[], B], /) -> tuple[A, B]: ...
@overload
def together(store: Store, one: Callable[[], A], two: Callable[[], B], three: Callable[[], C], /) -> tuple[A, B, C]: ...
def together(store: Store, *questions: Callable[[], Any]) -> tuple[Any, ...]:
    """The answers to questions to the store of which none depends on what another one finds."""
    return store.together(questions)
