"""Names that several queries use: the relationship types, and how a document is given."""

from __future__ import annotations

from graph.stores.changes import EDGE_RELATIONS

TYPES = {relation: relation.upper() for relation in sorted(EDGE_RELATIONS)}
"""The relationship type of each relation between documents."""

EDGE = "|".join(TYPES.values())
NODE = "d {.*, name: d.called}"
"""A document as a row of the port: its `name` is its own."""
