"""Places that the graph infers: a letter that names no province, but cites one province's own documents as its own.

Inference comes last and changes no identity: the place is shown with its reason, the id keeps its `-`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.store import Description, Document


@dataclass(frozen=True, slots=True)
class Inferred:
    """A place and why the graph believes in it."""

    place: str
    reason: str


def is_own_unknown(description: Description) -> bool:
    """True if the description's place is its speaker's own, and the speaker does not name it."""
    return description.speaker is not None and description.series.scope == "local" and description.series.place is None


def infer_place(own: Iterable[Document]) -> Inferred | None:
    """The place of a speaker who names none, from the documents that it cites as of its own place.

    None unless all that have a place have the same.
    """
    placed = sorted((d for d in own if d.place and d.place_reason is None), key=lambda d: (d.number or "", d.id))
    places = {d.place for d in placed}
    if len(places) != 1 or placed[0].place is None:
        return None
    numbers = ", ".join(dict.fromkeys(d.number or d.title or d.id for d in placed))
    return Inferred(placed[0].place, f"inferred: it cites {numbers} as of its own province, and that is of {placed[0].place}")
