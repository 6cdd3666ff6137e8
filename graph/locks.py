"""What one change keeps other changes from: the names that `Store.lock` is given.

A name stands for what is read and written under it (docs/adr/0008-writers-lock-what-they-read.md says why that is enough):

- the judgements: whoever applies them locks one of `SLOTS` names, whoever changes them all; so the first do not wait for
  each other, but for a rare chance;
- a path: which source is known for it;
- a source: its reading, its paths, what it links and states;
- a print: which sources bear it, and so which texts are nearly the same;
- a block: its descriptions and documents, and who supports them. What lies between two blocks (statements, edges) is
  changed only by whom both are locked for;
- a day: which documents bear it, what is said of them, and which of them are suspects.

In the order of these names everyone locks them: judgements first, then paths, sources, prints, blocks, and last days.
"""

from __future__ import annotations

import random
from collections.abc import Iterable

SLOTS = 64


def judging() -> set[str]:
    """The names that keep all others from applying or changing judgements."""
    return {f"as {slot:02}" for slot in range(SLOTS)}


def as_judged() -> set[str]:
    """One of them: it keeps the judgements as they are."""
    return {f"as {random.randrange(SLOTS):02}"}  # noqa: S311  # a slot, no secret


def names(
    *,
    paths: Iterable[str] = (),
    sources: Iterable[str] = (),
    prints: Iterable[str] = (),
    blocks: Iterable[str] = (),
    days: Iterable[str | None] = (),
) -> set[str]:
    """One name for each; for days that are None, none."""
    return {
        *(f"at {path}" for path in paths),
        *(f"by {source}" for source in sources),
        *(f"for {one}" for one in prints),
        *(f"in {block}" for block in blocks),
        *(f"on {day}" for day in days if day is not None),
    }
