"""Mentions: the citations behind links, where they stand in the citing sources' texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.batches import batches
from graph.found import Found
from graph.kept import Link
from graph.reading import SELF, Citation
from graph.store import Store

_SOURCES_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One citation, with the link that says which description it gave."""

    link: Link
    citation: Citation


def citing(links: Iterable[Link]) -> list[Link]:
    """The links by which a source speaks of another document, not of itself."""
    return [link for link in links if link.local != SELF]


def mentions(store: Store, links: Iterable[Link]) -> Iterator[Mentioned]:
    """All citations behind these links, by (source, start); few texts are in memory at a time."""
    by_source: dict[str, dict[str, Link]] = defaultdict(dict)
    for link in links:
        by_source[link.source][link.local] = link
    for hashes in batches(sorted(by_source), _SOURCES_AT_ONCE):
        stored = Found(store.stored(hashes))
        for sha256 in hashes:
            locals_ = by_source[sha256]
            for citation in stored[sha256].reading.citations:
                if citation.target in locals_:
                    yield Mentioned(locals_[citation.target], citation)
