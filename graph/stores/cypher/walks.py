"""The queries of walks.

A walk to the least length of the ways to each end is one that Neo4j makes breadth first, once through each document; to list all
ways would not end.
"""

from __future__ import annotations

from collections.abc import Collection

from graph.kept import PROBABLY_SAME_AS, Step
from graph.stores.cypher.names import EDGE, TYPES

_TWINS = """CALL () {
    MATCH (s:Suspect)-[:PROBABLY_SAME_AS]->(t:Document) UNWIND [s, t] AS twin RETURN collect(DISTINCT twin) AS twins
}"""
"""All that is probably something else, and what that is: few, so that to look for a document among them costs less than to look
at its edges."""


def spread(direction: Step, relations: Collection[str], depth: int | None) -> str:
    """The query for what is reached from the document `key` without passing a suspect, by depth and place.

    `touched` are those among them that are twins: one is probably the other. Each is a list of its key and its depth.
    """
    return f"""
{_TWINS}
MATCH (root:Document {{key: $key}})
MATCH way = {_walk("root", direction, relations, depth)}
WITH twins, d, min(length(way)) AS depth
RETURN depth, false AS suspect, d.place AS place, count(*) AS count, min(d.date) AS earliest, max(d.date) AS latest,
    collect(CASE WHEN d IN twins THEN [d.key, depth] END) AS touched"""


def reached(direction: Step, relations: Collection[str], depth: int | None) -> str:
    """The query for the same by place only: of what no way's length is asked, the server remembers no more than that it was there."""
    return f"""
{_TWINS}
MATCH (root:Document {{key: $key}})
MATCH {_walk("root", direction, relations, depth)}
WITH DISTINCT twins, root, d
RETURN CASE WHEN d = root THEN 0 ELSE 1 END AS depth, false AS suspect, d.place AS place, count(*) AS count,
    min(d.date) AS earliest, max(d.date) AS latest, collect(CASE WHEN d IN twins THEN d.key END) AS touched"""


def spread_past(direction: Step, relations: Collection[str], depth: int | None) -> str:
    """The query for the same and for what is reached from `seeds`, each the key of a suspect's twin with its depth, as suspect.

    The depth in `touched` is the least on any way, with a suspect or without.
    """
    return f"""
{_TWINS}
CALL () {{
    MATCH (root:Document {{key: $key}})
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
WITH twins, d, min([suspect, depth]) AS best, min(depth) AS least
RETURN best[1] AS depth, best[0] AS suspect, d.place AS place, count(*) AS count, min(d.date) AS earliest, max(d.date) AS latest,
    collect(CASE WHEN d IN twins THEN [d.key, least] END) AS touched"""


def _walk(start: str, direction: Step, relations: Collection[str], depth: int | None) -> str:
    """A pattern from `start` to `d`; the number of steps is part of a query and never a parameter."""
    types = "|".join(sorted(TYPES[relation] for relation in relations))
    steps = f"[:{types}*0..{'' if depth is None else depth}]" if types else "[*0..0]"
    return f"({start})-{steps}->(d:Document)" if direction == "out" else f"({start})<-{steps}-(d:Document)"


TWINS_OF = """
MATCH (d:Document) WHERE d.key IN $keys
MATCH (d)-[:PROBABLY_SAME_AS*]-(twin) WITH DISTINCT d, twin RETURN d.key AS of, twin.key AS twin"""


def ways(longest: int) -> str:
    """The query for the hops of all shortest ways from the document `start` to another one, `end`."""
    return f"""
MATCH (a:Document {{key: $start}}), (b:Document {{key: $end}})
MATCH way = allShortestPaths((a)-[:{EDGE}*..{longest}]-(b))
UNWIND range(0, length(way) - 1) AS i
WITH nodes(way)[i].key AS near, nodes(way)[i + 1].key AS far, type(relationships(way)[i]) AS stated
RETURN near, far, all(one IN collect(stated) WHERE one = '{TYPES[PROBABLY_SAME_AS]}') AS doubtful ORDER BY near, far"""
