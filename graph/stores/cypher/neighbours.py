"""The queries for the edges of one document, `near`, each with the document at its other end, `d`.

How many edges of each relation a document has is kept with it if it has many; to put 50,000 in order takes far
longer than to give a hundred. So only those of the relations that a page comes from are looked at.
"""

from __future__ import annotations

from collections.abc import Collection

from graph.kept import Step
from graph.stores.cypher.names import COLUMNS, EDGE, NODE, TYPES

FEW = 2_000
"""Edges that are put in order at once."""


def first_page(direction: Step) -> str:
    """The query for the number of edges, of all relations or of `relations`, with the page after `relation` and `other`, if they are
    `FEW`; else with `counts`, each relation's own by its name, and the number of all `documents`.
    """
    # The other end has no label here: then the number is that which the document keeps.
    counts = ", ".join(f"['{name}', COUNT {{ {_step(direction, '', kind, '()')} }}]" for name, kind in TYPES.items())
    return f"""
MATCH (near:Document {{key: $key}})
WITH near, [c IN [{counts}] WHERE c[1] > 0 AND ($relations IS NULL OR c[0] IN $relations)] AS counts
WITH near, counts, reduce(sum = 0, c IN counts | sum + c[1]) AS edges
OPTIONAL CALL (near, edges) {{
    WITH near, edges WHERE edges <= {FEW}
    MATCH {_step(direction, "r", EDGE)} WITH near, r, d, toLower(type(r)) AS relation
    WHERE ($relations IS NULL OR relation IN $relations)
        AND ($relation IS NULL OR relation > $relation OR relation = $relation AND d.key > $other)
    WITH near, r, d, relation ORDER BY relation, d.key LIMIT $count
    RETURN {_row(direction)}
}}
RETURN edges, CASE WHEN edges > {FEW} THEN counts END AS counts,
    CASE WHEN edges > {FEW} THEN COUNT {{ (:Document) }} END AS documents,
    source, relation, target, total, confidence, reason, {", ".join(COLUMNS)}
ORDER BY relation, key"""


def of_relations(direction: Step, relations: Collection[str]) -> str:
    """The query for the first `count` edges of these relations, whose other ends' keys are greater than `other`."""
    return f"""
MATCH (near:Document {{key: $key}}) MATCH {_step(direction, "r", "|".join(TYPES[relation] for relation in relations))} WHERE d.key > $other
WITH near, r, d, toLower(type(r)) AS relation ORDER BY relation, d.key LIMIT $count
RETURN {_row(direction)} ORDER BY relation, key"""


def of_most(direction: Step, relation: str) -> str:
    """The same for one relation that joins so many documents that to try all in order finds enough sooner."""
    return f"""
MATCH (near:Document {{key: $key}})
CALL (near) {{
    MATCH (d:Document) WHERE d.key > $other AND EXISTS {{ {_step(direction, "", TYPES[relation], "(d)")} }}
    RETURN d ORDER BY d.key LIMIT $count
}}
MATCH {_step(direction, "r", TYPES[relation], "(d)")}
WITH near, r, d, '{relation}' AS relation
RETURN {_row(direction)} ORDER BY relation, key"""


def _step(direction: Step, name: str, types: str, other: str = "(d:Document)") -> str:
    return f"(near)-[{name}:{types}]->{other}" if direction == "out" else f"(near)<-[{name}:{types}]-{other}"


def _row(direction: Step) -> str:
    source, target = ("near", "d") if direction == "out" else ("d", "near")
    edge = f"{source}.key AS source, relation, {target}.key AS target, r.total AS total, r.confidence AS confidence, r.reason AS reason"
    return f"{edge}, {NODE}"
