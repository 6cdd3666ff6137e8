"""Random small graphs, dense enough for cycles, parallel relations, suspects of suspects and several ways to one document."""

from __future__ import annotations

from hypothesis import strategies as st

from graph.kept import PROBABLY_SAME_AS, DocumentEdge
from tests.graph.graphs import edge

KEYS = tuple("abcdefgh")
RELATIONS = ("implements", "guides", "promulgates", "based_on", "cites", PROBABLY_SAME_AS)

_ENDS = st.tuples(st.sampled_from(KEYS), st.sampled_from(RELATIONS), st.sampled_from(KEYS))


def edges() -> st.SearchStrategy[list[DocumentEdge]]:
    """Distinct edges among `KEYS`, none from a document to itself."""
    wanted = st.sets(_ENDS.filter(lambda ends: ends[0] != ends[2]), max_size=16)
    return wanted.map(lambda some: [edge(*ends) for ends in sorted(some)])
