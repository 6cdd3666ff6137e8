"""The parts of a document, as ranges of `Text.clean`."""

from __future__ import annotations

from dataclasses import dataclass

from graph.reading import Header, Span


@dataclass(frozen=True, slots=True)
class Layout:
    """Where what stands, and what the header says."""

    header: Header
    silent: tuple[Span, ...]
    """Ranges where nothing is a citation: letterhead with the own number, stamps, property tables and site chrome, `Nơi nhận`
    and `Lưu` blocks. Sorted, disjoint."""
    title: Span | None
    """The title or `V/v` subject: it counts as the document's own words ("V/v thực hiện Kế hoạch …")."""
    body: Span
    """From behind the header to the recipients or signature; annexes in the same file belong to it."""
