"""What people's judgements change: which words are citations, what they mean, and what descriptions count as.

Judgements come before identity, never after it. A text is first read as people say it is to be read; a description that
they hold to be another document's name then takes that document's name, and identity decides as if the text had said so. The
result is so a function of the sets of sources and of judgements, in whatever order either came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from graph.describe import block_of, described_as, naming_of, needs_text
from graph.judgements import Judgement, Naming
from graph.kept import Description
from graph.reading import SELF, Reading, StatedRelation

_Core = tuple[str, str | None, str | None, str, str | None, str | None, str | None]
"""What makes two namings one: block, body, place, scope, date, term, and the text where only that tells."""


class Judged:
    """A set of judgements, ready to be applied. Of those that contradict each other the latest counts."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._of_source: dict[str, list[Judgement]] = defaultdict(list)
        self._renamed: dict[_Core, Naming] = {}
        self._apart: set[frozenset[_Core]] = set()
        self.apart_texts: set[frozenset[str]] = set()
        """Pairs of texts (SHA-256) that people hold to be two documents."""
        for judgement in sorted(judgements, key=lambda one: (one.said.when, one.id)):
            if judgement.withdrawn is None:
                self._take(judgement)

    def _take(self, judgement: Judgement) -> None:
        if judgement.source is not None:
            self._of_source[judgement.source].append(judgement)
            return
        pairs = {frozenset((_core(one), _core(other))) for one in judgement.one for other in judgement.other}
        told = ((one.text, other.text) for one in judgement.one for other in judgement.other)
        texts = {frozenset((a, b)) for a, b in told if a and b and a != b}
        if judgement.kind == "different":
            self._apart |= pairs
            self.apart_texts |= texts
            for pair in pairs:
                for core in pair:
                    if core in self._renamed and frozenset((core, _core(self._renamed[core]))) == pair:
                        del self._renamed[core]
            return
        self._apart -= pairs
        self.apart_texts -= texts
        meant = judgement.other[0]
        for one in judgement.one:
            if _core(one) != _core(meant):
                self._renamed[_core(one)] = meant

    def corrected(self, description: Description) -> Description:
        """The description as identity is to see it: with another document's name, if it is judged to be that one's."""
        if not self._renamed:
            return description
        corrected = description
        passed = {core := _core(naming_of(description))}
        while (naming := self._renamed.get(core)) is not None:
            core = _core(naming)
            if core in passed:
                return description  # judged in a circle: nobody says which name is the right one
            passed.add(core)
            corrected = _named(corrected, naming)
        return corrected

    def block_of(self, description: Description) -> str:
        """Where the description meets others."""
        return block_of(self.corrected(description))

    @property
    def renamed_into(self) -> set[str]:
        """The blocks that descriptions come into by another document's name."""
        return {block_of(described_as(naming)) for naming in self._renamed.values()}

    @property
    def parts_some(self) -> bool:
        """Whether people hold any two documents to be two."""
        return bool(self._apart)

    def are_apart(self, one: Iterable[Description], other: Iterable[Description]) -> bool:
        """Whether people hold the documents with these descriptions to be two."""
        others = [_core(naming_of(description)) for description in other]
        return any(frozenset((core, its)) in self._apart for core in (_core(naming_of(d)) for d in one) for its in others)

    def reread(self, sha256: str, reading: Reading) -> tuple[Reading, Mapping[str, Naming]]:
        """The reading without what is no citation, and for local names the documents that their citations mean."""
        judgements = self._of_source.get(sha256)
        if judgements is None:
            return reading, {}
        verdict = {judgement.quote: judgement for judgement in judgements}  # of the same words the latest
        dropped = {quote for quote, judgement in verdict.items() if judgement.kind == "not-a-citation"}
        if any(citation.text in dropped for citation in reading.citations):
            reading = _without(reading, dropped)
        meant = {
            citation.target: verdict[citation.text].other[0]
            for citation in reading.citations
            if citation.target != SELF and citation.text in verdict
        }
        return reading, meant

    def blocks(self, judgements: Iterable[Judgement]) -> set[str]:
        """The blocks in which these judgements may change something."""
        namings = [naming for judgement in judgements if judgement.source is None for naming in (*judgement.one, *judgement.other)]
        described = [described_as(naming) for naming in namings]
        return {block_of(description) for description in described} | {self.block_of(description) for description in described}


UNJUDGED = Judged()
"""Where nobody judged anything."""


def _core(naming: Naming) -> _Core:
    text = naming.text if needs_text(naming) else None
    return (block_of(described_as(naming)), naming.body, naming.place, naming.scope, naming.date, naming.term, text)


def _named(description: Description, naming: Naming) -> Description:
    """The description under another document's name; its own title and issuer stay, and that a text says it of itself."""
    named = described_as(naming)
    speaker = description.speaker if description.header and named.speaker is None else named.speaker
    return replace(named, issuer=description.issuer, title=description.title, header=description.header, speaker=speaker)


def _without(reading: Reading, dropped: Collection[str | None]) -> Reading:
    """The reading without citations in these words, without relations that only they state, and targets that only they name."""
    kept = [index for index, citation in enumerate(reading.citations) if citation.text not in dropped]
    place = {old: new for new, old in enumerate(kept)}
    citations = tuple(reading.citations[index] for index in kept)
    named = {citation.target for citation in citations} | {SELF}
    stated = (_stated_by(relation, place) for relation in reading.relations if {relation.source, relation.target} <= named)
    return replace(
        reading,
        citations=citations,
        targets={local: target for local, target in reading.targets.items() if local in named},
        relations=tuple(relation for relation in stated if relation.evidence),
    )


def _stated_by(relation: StatedRelation, place: Mapping[int, int]) -> StatedRelation:
    """The relation as the citations that stay, whose new places these are, state it."""
    return replace(
        relation,
        citations=tuple(place[index] for index in relation.citations if index in place),
        evidence=tuple(replace(piece, citation=place[piece.citation]) for piece in relation.evidence if piece.citation in place),
    )
