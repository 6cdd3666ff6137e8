"""Names that several queries use: the relationship types, how both ends of an edge are found, and how a document is given."""

from __future__ import annotations

from dataclasses import fields

from graph.kept import Document
from graph.stores.changes import EDGE_RELATIONS

TYPES = {relation: relation.upper() for relation in sorted(EDGE_RELATIONS)}
"""The relationship type of each relation between documents. Types are in the order of their relations."""

EDGE = "|".join(TYPES.values())
BOTH_ENDS = "USING INDEX s:Document(key) USING INDEX t:Document(key)"
"""Without it Neo4j may find one end of each edge and walk through all that it is linked with: measured, 50 s for a hub's 5,000."""
COLUMNS = [field.name for field in fields(Document)]


def listed(node: str) -> str:
    """A document as a list of `COLUMNS`; its `name` is its own. It costs both sides less than a map or as many columns do, and a list of
    such lists in one row costs the driver a third of what as many rows do.
    """
    return f"[{', '.join(f'{node}.{_OWN.get(name, name)}' for name in COLUMNS)}]"


_OWN = {"name": "called"}
NODE = f"{listed('d')} AS document"
"""The document `d`, in a row with others."""
