"""The queries of walks.

A walk to the least length of the ways to each end is one that Neo4j makes breadth first, once through each document; to list all
ways would not end.
"""

from __future__ import annotations

from collections.abc import Collection

from graph.kept import PROBABLY_SAME_AS, Step
from graph.stores.cypher.names import EDGE, TYPES, listed

_TWINS = """CALL () {
    MATCH (s:Suspect)-[:PROBABLY_SAME_AS]->(t:Document) UNWIND [s, t] AS twin RETURN collect(DISTINCT twin) AS twins
}"""
"""All that is probably something else, and what that is: few, so that to look for a document among them costs less than to look
at its edges."""


def spread(direction: Step, relations: Collection[str], depth: int | None) -> str:
    """The query for what is reached from the document `key` without passing a suspect, by depth and place, in one row: `cells` are lists
    of what a `Cell` holds, in its order; `root` is a list of the first document's `COLUMNS`.

    `touched` has a list for each cell, with those that are twins: one is probably the other. Each is a list of its key and its depth.
    """
    return f"""
{_TWINS}
MATCH (root:Document {{key: $key}})
CALL (root) {{
    MATCH way = {_walk("root", direction, relations, depth)}
    RETURN d, min(length(way)) AS depth, false AS suspect
}}
{_counted("[d.key, depth]")}"""


def reached(direction: Step, relations: Collection[str], depth: int | None) -> str:
    """The query for the same by place only: of what no way's length is asked, the server remembers no more than that it was there."""
    return f"""
{_TWINS}
MATCH (root:Document {{key: $key}})
CALL (root) {{
    MATCH {_walk("root", direction, relations, depth)}
    RETURN DISTINCT d
}}
WITH twins, root, d, CASE WHEN d = root THEN 0 ELSE 1 END AS depth, false AS suspect
{_counted("d.key")}"""


def spread_past(direction: Step, relations: Collection[str], depth: int | None) -> str:
    """The query for the same and for what is reached from `seeds`, each the key of a suspect's twin with its depth, as suspect.

    The depth in `touched` is the least on any way, with a suspect or without.
    """
    return f"""
{_TWINS}
MATCH (root:Document {{key: $key}})
CALL (root) {{
    CALL (root) {{
        MATCH way = {_walk("root", direction, relations, depth)}
        RETURN d, min(length(way)) AS depth, false AS suspect
      UNION ALL
        UNWIND $seeds AS seed
        MATCH (twin:Document {{key: seed[0]}})
        CALL (twin) {{
            MATCH way = {_walk("twin", direction, relations, depth)}
            RETURN d, min(length(way)) AS steps
        }}
        WITH d, min(seed[1] + steps) AS depth WHERE $depth IS NULL OR depth <= $depth
        RETURN d, depth, true AS suspect
    }}
    WITH d, min([suspect, depth]) AS best, min(depth) AS least
    RETURN d, best[1] AS depth, best[0] AS suspect, least
}}
{_counted("[d.key, least]")}"""


def _counted(touched: str) -> str:
    """The end of these queries: documents `d` counted, with `touched` of those that are twins."""
    return f"""WITH root, depth, suspect, d.place AS place, count(*) AS count, min(d.date) AS earliest, max(d.date) AS latest,
    collect(CASE WHEN d IN twins THEN {touched} END) AS touched
WITH root, collect([depth, suspect, place, count, earliest, latest]) AS cells, collect(touched) AS touched
RETURN {listed("root")} AS root, cells, [some IN touched WHERE size(some) > 0] AS touched"""


def _walk(start: str, direction: Step, relations: Collection[str], depth: int | None) -> str:
    """A pattern from `start` to `d`; the number of steps is part of a query and never a parameter. What these relations join are
    documents, so that to look for the label of each would only take longer.
    """
    types = "|".join(sorted(TYPES[relation] for relation in relations))
    steps = f"[:{types}*0..{'' if depth is None else depth}]" if types else "[*0..0]"
    return f"({start})-{steps}->(d)" if direction == "out" else f"({start})<-{steps}-(d)"


PROOF_COLUMNS = ("source", "ordinal", "actor", "relation", "target", "confidence", "rule", "spans", "quote", "speaker")
_PROOFS = """COLLECT {
            MATCH (s)<-[:DESCRIBES]-(actor)<-[:ACTOR]-(m) WHERE m.relation = stated
            MATCH (m)-[:TARGET]->(target) MATCH (target)-[:DESCRIBES]->(other) WHERE other = t
            MATCH (from)-[:STATES]->(m)
            WITH from, actor, m, target ORDER BY from.sha256, m.ordinal LIMIT $proofs
            OPTIONAL MATCH (from)-[:GIVES {local: $itself}]->()-[:DESCRIBES]->(speaker)
            RETURN [from.sha256, m.ordinal, actor.key, m.relation, target.key, m.confidence, m.rule, m.spans, m.quote, speaker.id]
        }"""
"""From the document that acts, which states little. What is acted on may be cited by all, and `(target)-[:DESCRIBES]->(t)` would be walked
from there."""


TWINS_OF = """
MATCH (d:Document) WHERE d.key IN $keys
MATCH (d)-[:PROBABLY_SAME_AS*]-(twin) WITH DISTINCT d, twin RETURN d.key AS of, twin.key AS twin"""


def way(longest: int) -> str:
    """The query for the way from the document `start` to the document `end`, in one row: the `documents` on it, lists of `COLUMNS`; the
    `edges` between neighbours on it, lists of what a `DocumentEdge` holds and a list of the first `proofs` statements, each a list of
    `PROOF_COLUMNS`. Where there is no way, `ends` are the two documents, null for one that is not there.
    """
    return f"""
OPTIONAL MATCH (a:Document {{key: $start}})
OPTIONAL MATCH (b:Document {{key: $end}})
CALL (a, b) {{
    WITH a, b WHERE a <> b AND $longest > 0
    MATCH way = allShortestPaths((a)-[:{EDGE}*..{longest}]-(b))
    WITH nodes(way) AS passed, [d IN nodes(way) | d.id] AS ids,
        size([r IN relationships(way) WHERE type(r) = '{TYPES[PROBABLY_SAME_AS]}']) AS doubts
    ORDER BY doubts, ids LIMIT 1 RETURN collect(passed) AS ways
}}
WITH a, b, CASE WHEN a = b THEN [a] ELSE coalesce(ways[0], []) END AS passed
RETURN CASE WHEN passed = [] THEN [d IN [a, b] | CASE WHEN d IS NOT NULL THEN {listed("d")} END] END AS ends,
    [d IN passed | {listed("d")}] AS documents,
    COLLECT {{
        UNWIND range(0, size(passed) - 2) AS i
        WITH passed[i] AS near, passed[i + 1] AS far
        MATCH (near)-[r:{EDGE}]-(far)
        WITH startNode(r) AS s, r, endNode(r) AS t, toLower(type(r)) AS stated
        RETURN [s.key, stated, t.key, r.total, r.confidence, r.reason, {_PROOFS}]
    }} AS edges"""
