"""The queries for the edges of one document, `near`, each with the document at its other end, `d`: each gives one row, whose `page` has
a list for each edge, the type, the total, the confidence and the reason of that and then the document's `COLUMNS`.

How many edges of each relation a document has is kept with it if it has many; to put 50,000 in order takes far
longer than to give a hundred. So only those of the relations that a page comes from are looked at.
"""

from __future__ import annotations

from collections.abc import Collection

from graph.kept import Step
from graph.stores.cypher.names import EDGE, TYPES, listed

FEW = 2_000
"""Edges that are put in order at once."""
_PAGE = f"collect([type(r), r.total, r.confidence, r.reason] + {listed('d')}) AS page"


def first_page(direction: Step) -> str:
    """The query for the number of edges, of all relations or of the types `only`, with the page after the type `begun` and `other`, if
    they are `FEW`; else with `counts`, each relation's own by its name, and the number of all `documents`.
    """
    # The other end has no label here: then the number is that which the document keeps.
    each = ", ".join(f"['{name}', COUNT {{ {_step(direction, '', kind, '()')} }}, '{kind}']" for name, kind in TYPES.items())
    counts = f"[c IN [{each}] WHERE c[1] > 0 AND ($only IS NULL OR c[2] IN $only)]"
    return f"""
MATCH (near:Document {{key: $key}})
WITH near, CASE WHEN $only IS NULL THEN COUNT {{ {_step(direction, "", EDGE, "()")} }} ELSE reduce(sum = 0, c IN {counts} | sum + c[1]) END
    AS edges
CALL (near, edges) {{
    WITH near, edges WHERE edges <= {FEW}
    MATCH {_step(direction, "r", EDGE)}
    WHERE ($only IS NULL OR type(r) IN $only) AND ($begun IS NULL OR type(r) > $begun OR type(r) = $begun AND d.key > $other)
    WITH r, d ORDER BY type(r), d.key LIMIT $count RETURN {_PAGE}
}}
RETURN edges, CASE WHEN edges > {FEW} THEN {counts} END AS counts,
    CASE WHEN edges > {FEW} THEN COUNT {{ (:Document) }} END AS documents, page"""


def of_relations(direction: Step, relations: Collection[str]) -> str:
    """The query for the first `count` edges of these relations, whose other ends' keys are greater than `other`."""
    return f"""
MATCH (near:Document {{key: $key}}) MATCH {_step(direction, "r", "|".join(TYPES[relation] for relation in relations))} WHERE d.key > $other
WITH r, d ORDER BY type(r), d.key LIMIT $count RETURN {_PAGE}"""


def of_most(direction: Step, relation: str) -> str:
    """The same for one relation that joins so many documents that to try all in order finds enough sooner."""
    return f"""
MATCH (near:Document {{key: $key}})
CALL (near) {{
    MATCH (d:Document) WHERE d.key > $other AND EXISTS {{ {_step(direction, "", TYPES[relation])} }}
    RETURN d ORDER BY d.key LIMIT $count
}}
MATCH {_step(direction, "r", TYPES[relation])}
WITH r, d ORDER BY d.key RETURN {_PAGE}"""


def _step(direction: Step, name: str, types: str, other: str = "(d)") -> str:
    return f"(near)-[{name}:{types}]->{other}" if direction == "out" else f"(near)<-[{name}:{types}]-{other}"
