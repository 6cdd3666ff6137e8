"""Places that the graph infers: a letter that names no province, but cites one province's own documents as its own.

Inference comes last and changes no identity: the place is shown with its reason, the id keeps its `-`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from graph.kept import Described, Description, Document
from graph.leading import lacks_name
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Inferred:
    """A place and why the graph believes in it."""

    place: str
    numbers: str
    """Of the documents that tell it, joined by commas."""

    def reason(self, document: Document) -> str:
        """In a sentence, for the speaking text's own document, or for one that it cites as of its own, unnamed place."""
        speaker = "it" if document.held else "the text that cites it"
        return f"inferred: {speaker} cites {self.numbers} as of its own province, and that is of {self.place}"


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
    return Inferred(placed[0].place, numbers)


def who_tells(members: Sequence[Described]) -> str | None:
    """The one text from which the place of the document with these descriptions may be inferred. Copies that do not name
    themselves tell nothing beside one that does, and of several such the first by hash does.
    """
    naming = [d.description for d in members if not (d.description.header and lacks_name(d.description))]
    speakers = {d.speaker for d in naming or [d.description for d in members]}
    told = sorted(speaker for speaker in speakers if speaker is not None)
    return told[0] if told and None not in speakers and (len(told) == 1 or not naming) else None


def inferred_places(store: Store, speakers: Collection[str]) -> list[Document]:
    """The documents of these sources whose place, or the reason for it, becomes another, as they are to be put."""
    changed: dict[str, Document] = {}
    for source in store.stored(speakers).values():
        described = store.descriptions({link.description for link in source.links})
        own = {d.document for d in described.values() if d.document and is_own_unknown(d.description)}
        documents = store.documents(own)
        found = infer_place(documents.values())
        members = store.descriptions_of(own)
        for document in documents.values():
            if document.place is not None and document.place_reason is None:
                continue  # it is stated, by others or by people's judgement
            teller = who_tells(members[document.key])
            if teller not in (None, source.sha256):
                continue
            here = found if teller else None
            inferred = replace(document, place=here.place if here else None, place_reason=here.reason(document) if here else None)
            if inferred != document:
                changed[document.key] = inferred
    return list(changed.values())
