"""Names that several queries use: the relationship types, and how a document is given."""

from __future__ import annotations

from dataclasses import fields

from graph.kept import Document
from graph.stores.changes import EDGE_RELATIONS

TYPES = {relation: relation.upper() for relation in sorted(EDGE_RELATIONS)}
"""The relationship type of each relation between documents."""

EDGE = "|".join(TYPES.values())
COLUMNS = [field.name for field in fields(Document)]
PROPERTIES = {name: "called" if name == "name" else name for name in COLUMNS}
NODE = ", ".join(f"d.{PROPERTIES[name]} AS {name}" for name in COLUMNS)
"""A document as a row of the port: its `name` is its own. Columns, which cost half of what a map does on both sides."""
