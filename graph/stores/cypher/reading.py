"""The queries for sources, descriptions, statements, documents and edges."""

from __future__ import annotations

from collections.abc import Collection

from graph.kept import Step
from graph.stores.cypher.names import BOTH_ENDS, EDGE, NODE, TYPES

# --- sources

JUDGEMENTS = "MATCH (j:Judgement) RETURN j.id AS id, j.line AS line ORDER BY id"
SOURCES = "MATCH (s:Source) RETURN s.sha256 AS sha256 ORDER BY sha256"
BEARING = """
UNWIND $keys AS print
CALL (print) { CALL db.index.fulltext.queryNodes('phahe_source_prints', print, {limit: $count}) YIELD node RETURN node }
RETURN print, node.sha256 AS source"""
PRINTS = """
MATCH (s:Source) WHERE s.prints <> '' UNWIND split(s.prints, ' ') AS print
WITH print, s WHERE print STARTS WITH 'b' RETURN print, s.sha256 AS source ORDER BY print"""
_LINK = "s.sha256 AS source, g.local AS local, x.key AS description, g.mentions AS mentions"
_STATEMENT = """s.sha256 AS source, m.ordinal AS ordinal, a.key AS actor, m.relation AS relation, t.key AS target,
    m.confidence AS confidence, m.rule AS rule, m.spans AS spans, m.quote AS quote"""
STORED = """
MATCH (s:Source) WHERE s.sha256 IN $keys
RETURN s.sha256 AS sha256, s.reading AS reading, s.unjudged AS unjudged, s.text AS text,
    COLLECT { MATCH (s)-[:FOUND_AT]->(p:Path) RETURN p.path ORDER BY p.path } AS paths,
    COLLECT {
        MATCH (s)-[g:GIVES]->(x:Description) WITH s, g, x ORDER BY g.position
        RETURN {source: s.sha256, local: g.local, description: x.key, mentions: g.mentions}
    } AS links,
    COLLECT {
        MATCH (s)-[:STATES]->(m:Mention) MATCH (m)-[:ACTOR]->(a:Description) MATCH (m)-[:TARGET]->(t:Description)
        WITH s, m, a, t ORDER BY m.ordinal
        RETURN {source: s.sha256, ordinal: m.ordinal, actor: a.key, relation: m.relation, target: t.key,
            confidence: m.confidence, rule: m.rule, spans: m.spans, quote: m.quote}
    } AS statements
ORDER BY sha256"""
SOURCES_AT = "MATCH (s:Source)-[:FOUND_AT]->(p:Path) WHERE p.path IN $keys RETURN p.path AS path, s.sha256 AS sha256"
PATHS = "MATCH (s:Source)-[:FOUND_AT]->(p:Path) RETURN p.path AS path, s.sha256 AS sha256 ORDER BY path"

# --- descriptions

NAMESAKES = "MATCH (x:Description) WHERE x.called IN $keys RETURN properties(x) AS row ORDER BY x.key"
NAMESAKES_OF_ANY_YEAR = """
UNWIND $keys AS name MATCH (x:Description) WHERE x.called STARTS WITH name + ' ' RETURN properties(x) AS row ORDER BY x.key"""
DESCRIBED = "MATCH (x:Description) WHERE x.block IN $keys RETURN properties(x) AS row ORDER BY x.key"
DESCRIBED_AT = """
UNWIND $keys AS part MATCH (x:Description) WHERE x.block = part[0] AND (x.place = part[1] OR x.place IS NULL)
WITH DISTINCT x RETURN properties(x) AS row ORDER BY x.key"""
DESCRIPTIONS = "MATCH (x:Description) WHERE x.key IN $keys RETURN properties(x) AS row ORDER BY x.key"
DESCRIPTIONS_OF = """
MATCH (d:Document)<-[:DESCRIBES]-(x:Description) WHERE d.key IN $keys RETURN properties(x) AS row ORDER BY d.key, x.key"""
AMBIGUOUS = "MATCH (x:Ambiguous) RETURN properties(x) AS row ORDER BY x.key"
LINKS_TO = f"MATCH (s:Source)-[g:GIVES]->(x:Description) WHERE x.key IN $keys RETURN {_LINK} ORDER BY source, local"

# --- statements. Each MATCH is a clause of its own: within one, Cypher would not walk a relationship twice, and so would not
# find what a document says of itself.

STATEMENTS_ABOUT = f"""
MATCH (x:Description)<-[:ACTOR|TARGET]-(m:Mention) WHERE x.key IN $keys
WITH DISTINCT m
MATCH (s:Source)-[:STATES]->(m) MATCH (m)-[:ACTOR]->(a:Description) MATCH (m)-[:TARGET]->(t:Description)
RETURN {_STATEMENT} ORDER BY source, ordinal"""
_BETWEEN = """
MATCH (actor:Document {key: actor_key}) MATCH (target:Document {key: target_key})
CALL (actor, target) {
    WITH actor, target.key AS other WHERE actor.support <= target.support
    MATCH (actor)<-[:DESCRIBES]-(a:Description)<-[:ACTOR]-(m:Mention)
    MATCH (m)-[:TARGET]->(t:Description) MATCH (t)-[:DESCRIBES]->(d) WHERE d.key = other
    RETURN a, m, t
  UNION ALL
    WITH target, actor.key AS other WHERE actor.support > target.support
    MATCH (target)<-[:DESCRIBES]-(t:Description)<-[:TARGET]-(m:Mention)
    MATCH (m)-[:ACTOR]->(a:Description) MATCH (a)-[:DESCRIBES]->(d) WHERE d.key = other
    RETURN a, m, t
}"""
"""From the one of the two that fewer speak of: to a hub tens of thousands of statements lead. The other end has no label, lest it be
found by its key and the way begun there."""
TALLY = f"""
UNWIND $keys AS asked WITH asked[0] AS actor_key, asked[1] AS target_key {_BETWEEN}
RETURN actor_key AS source, m.relation AS relation, target_key AS target, count(*) AS total, max(m.confidence) AS confidence
ORDER BY source, relation, target"""
EVIDENCE = f"""
UNWIND $keys AS asked WITH asked[0] AS actor_key, asked[1] AS stated, asked[2] AS target_key {_BETWEEN}
MATCH (s:Source)-[:STATES]->(m) WHERE m.relation = stated
WITH actor_key, stated, target_key, s, m, a, t ORDER BY s.sha256, m.ordinal
WITH actor_key, stated, target_key, collect([s, m, a, t])[0..coalesce($count, 2147483647)] AS first
UNWIND first AS piece
WITH actor_key, target_key, piece[0] AS s, piece[1] AS m, piece[2] AS a, piece[3] AS t
RETURN actor_key AS edge_source, target_key AS edge_target, {_STATEMENT}
ORDER BY edge_source, relation, edge_target, source, ordinal"""

# --- documents

DOCUMENTS = f"MATCH (d:Document) WHERE d.key IN $keys RETURN {NODE} ORDER BY d.key"
DOCUMENTS_IN = f"MATCH (d:Document) WHERE d.block IN $keys RETURN {NODE} ORDER BY d.key"
DOCUMENTS_ON = f"MATCH (d:Document) WHERE d.day IN $keys RETURN {NODE} ORDER BY d.key"
ALL_DOCUMENTS = f"MATCH (d:Document) RETURN {NODE} ORDER BY d.id, d.key"
WITH_ID = f"MATCH (d:Document {{id: $id}}) RETURN {NODE} ORDER BY d.key"
WITH_TAIL = f"MATCH (d:Document {{tail: $tail}}) RETURN {NODE} ORDER BY d.id, d.key"
WITH_PREFIX = f"MATCH (d:Document) WHERE d.id STARTS WITH $prefix RETURN {NODE} ORDER BY d.id, d.key"
SPEAKERS = f"""
MATCH (s:Source)-[:GIVES {{local: $itself}}]->(:Description)-[:DESCRIBES]->(d:Document) WHERE s.sha256 IN $keys
RETURN s.sha256 AS source, {NODE} ORDER BY source"""


def page(filters: Collection[str], *, after: bool) -> tuple[str, str]:
    """Queries that count and that list documents. `filters` are names of properties, each bound under its name."""
    fits = " AND ".join(["d.id IS NOT NULL", *(f"d.{name} = ${name}" for name in filters)])
    later = " AND d.id > $after" if after else ""
    return (
        f"MATCH (d:Document) WHERE {fits} RETURN count(d) AS total",
        f"MATCH (d:Document) WHERE {fits}{later} RETURN {NODE} ORDER BY d.id, d.key LIMIT $count",
    )


# --- edges

_ROW = "s.key AS source, toLower(type(r)) AS relation, t.key AS target, r.total AS total, r.confidence AS confidence, r.reason AS reason"
_SORTED = f"RETURN {_ROW} ORDER BY source, relation, target"
EDGES_BETWEEN = f"""
UNWIND $keys AS asked
MATCH (s:Document {{key: asked[0]}})-[r:{EDGE}]->(t:Document {{key: asked[1]}}) {BOTH_ENDS}
{_SORTED}"""
EDGES_NAMED = f"MATCH (s:Document)-[r:{EDGE}]->(t:Document) WHERE toLower(type(r)) IN $relations {_SORTED}"
ALL_EDGES = f"MATCH (s:Document)-[r:{EDGE}]->(t:Document) {_SORTED}"


def edges(direction: Step, relations: Collection[str] | None) -> str:
    """The query for the edges out of or into `keys`, of these relations only: their types stand in it, for of what is not among them a
    hub may have tens of thousands.
    """
    types = EDGE if relations is None else "|".join(sorted(TYPES[relation] for relation in TYPES.keys() & set(relations)))
    near = "s" if direction == "out" else "t"
    found = f"MATCH (s:Document)-[r:{types}]->(t:Document)" if types else "MATCH (s:Document)-[r]->(t:Document)"
    return f"{found} WHERE {near}.key IN $keys {'' if types else 'AND false'} {_SORTED}"


# --- all of it

COUNTS = f"""
CALL () {{ MATCH (s:Source) RETURN count(s) AS sources }}
CALL () {{ MATCH (d:Document) RETURN count(d) AS documents }}
CALL () {{ MATCH (d:Held) RETURN count(d) AS held }}
CALL () {{
    MATCH (:Source)-[g:GIVES]->()
    RETURN count(CASE WHEN g.local <> $itself THEN 1 END) AS links, sum(g.mentions) AS mentions
}}
CALL () {{ MATCH (:Ambiguous)<-[g:GIVES]-() RETURN sum(g.mentions) AS ambiguous }}
CALL () {{ MATCH (:Document)-[r:{EDGE}]->(:Document) RETURN count(r) AS edges }}
RETURN sources, documents, held, links, mentions, ambiguous, edges"""
