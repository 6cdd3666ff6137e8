"""All Cypher of the Neo4j store. Values are parameters; the only names put into a query are those of the closed set of relations.

    (:Path)<-[:FOUND_AT]-(:Source)-[:GIVES {local, mentions}]->(:Description)-[:DESCRIBES]->(:Document)
    (:Source)-[:STATES]->(:Mention {relation, quote, …})-[:ACTOR|TARGET]->(:Description)
    (:Document:Held|Stub)-[:IMPLEMENTS|BASED_ON|… {total, confidence, reason}]->(:Document)
    (:Document)-[:ISSUED_BY]->(:Authority), (:Document)-[:IN]->(:Place)

A document that is probably another one is `:Suspect` as well, a description without a document `:Ambiguous`. Of a document,
`name` is what graph browsers write on it, `called` its own name (`neo4j_nodes`). `(:PhaHeStore)` is the one node that says
which schema this is. docs/neo4j.md draws the model for users. The queries of a search and of walks have modules of their own.
"""

from __future__ import annotations

from collections.abc import Collection

from graph.store import PROBABLY_SAME_AS, Step
from graph.stores.cypher.names import EDGE, NODE
from graph.stores.cypher.names import TYPES as TYPES
from graph.stores.cypher.search import best_found as best_found
from graph.stores.cypher.search import count_found as count_found

_BOTH_ENDS = "USING INDEX s:Document(key) USING INDEX t:Document(key)"
"""Without it Neo4j may find one end of each edge and walk through all that it is linked with: measured, 50 s for a hub's 5,000."""

# --- the store itself

SCHEMA = (
    "CREATE CONSTRAINT phahe_store IF NOT EXISTS FOR (s:PhaHeStore) REQUIRE s.name IS UNIQUE",
    "CREATE CONSTRAINT phahe_lock IF NOT EXISTS FOR (l:PhaHeLock) REQUIRE l.name IS UNIQUE",
    "CREATE CONSTRAINT phahe_document IF NOT EXISTS FOR (d:Document) REQUIRE d.key IS UNIQUE",
    "CREATE CONSTRAINT phahe_description IF NOT EXISTS FOR (x:Description) REQUIRE x.key IS UNIQUE",
    "CREATE CONSTRAINT phahe_source IF NOT EXISTS FOR (s:Source) REQUIRE s.sha256 IS UNIQUE",
    "CREATE CONSTRAINT phahe_path IF NOT EXISTS FOR (p:Path) REQUIRE p.path IS UNIQUE",
    "CREATE CONSTRAINT phahe_authority IF NOT EXISTS FOR (a:Authority) REQUIRE a.name IS UNIQUE",
    "CREATE CONSTRAINT phahe_place IF NOT EXISTS FOR (p:Place) REQUIRE p.name IS UNIQUE",
    "CREATE CONSTRAINT phahe_judgement IF NOT EXISTS FOR (j:Judgement) REQUIRE j.id IS UNIQUE",
    "CREATE INDEX phahe_document_id IF NOT EXISTS FOR (d:Document) ON (d.id)",
    "CREATE INDEX phahe_document_tail IF NOT EXISTS FOR (d:Document) ON (d.tail)",
    "CREATE INDEX phahe_document_number IF NOT EXISTS FOR (d:Document) ON (d.number)",
    "CREATE INDEX phahe_document_block IF NOT EXISTS FOR (d:Document) ON (d.block)",
    "CREATE INDEX phahe_document_day IF NOT EXISTS FOR (d:Document) ON (d.day)",
    "CREATE INDEX phahe_document_type IF NOT EXISTS FOR (d:Document) ON (d.type)",
    "CREATE INDEX phahe_document_place IF NOT EXISTS FOR (d:Document) ON (d.place)",
    "CREATE INDEX phahe_document_worth IF NOT EXISTS FOR (d:Document) ON (d.held, d.support)",
    "CREATE INDEX phahe_description_called IF NOT EXISTS FOR (x:Description) ON (x.called)",
    "CREATE INDEX phahe_description_block IF NOT EXISTS FOR (x:Description) ON (x.block)",
    # Words are folded before they come here: the analyzer only has to part them.
    """CREATE FULLTEXT INDEX phahe_document_words IF NOT EXISTS FOR (d:Document) ON EACH [d.words]
    OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}""",
    "CALL db.awaitIndexes(300)",
)
INDEXES = "SHOW INDEXES YIELD name WHERE name STARTS WITH 'phahe_' RETURN count(*) AS count"
VERSION = """
OPTIONAL MATCH (s:PhaHeStore {name: 'phahe'})
RETURN s.schema AS version, EXISTS { MATCH () } AS occupied, EXISTS { MATCH (:PhaHeStore {name: 'unfinished'}) } AS unfinished"""
ABOUT = "MATCH (s:PhaHeStore {name: 'phahe'}) CALL db.info() YIELD name RETURN name, s.schema AS version"
MARK = "MERGE (s:PhaHeStore {name: 'phahe'}) ON CREATE SET s.schema = $version"
MIGRATED = "MATCH (s:PhaHeStore {name: 'phahe'}) WHERE s.schema < $version SET s.schema = $version"
TO_SCHEMA_2 = (
    "MATCH (d:Document)-[:PROBABLY_SAME_AS]->() SET d:Suspect",
    "CREATE INDEX phahe_document_number IF NOT EXISTS FOR (d:Document) ON (d.number)",
    """MATCH (store:PhaHeStore {name: 'phahe', schema: 1}) SET store.schema = 2
    WITH store MATCH (d:Document)
    SET d.called = d.name, d.name = coalesce(d.number, d.name, d.type + ' ' + d.date, d.type, d.date, d.id)""",
)
"""The label of suspects, and captions: what must not run twice comes last, and says with its own change that it has run."""
TO_SCHEMA_3 = (
    "CREATE CONSTRAINT phahe_judgement IF NOT EXISTS FOR (j:Judgement) REQUIRE j.id IS UNIQUE",
    "MATCH (store:PhaHeStore {name: 'phahe', schema: 2}) SET store.schema = 3",
)
"""People's judgements."""
UNFINISHED = "MATCH (s:PhaHeStore {name: 'phahe'}) SET s.name = 'unfinished'"
"""While it is filled, a database is no store: nobody opens it, and what is left when the filling is killed is told apart."""
FINISHED = "MATCH (s:PhaHeStore {name: 'unfinished'}) SET s.name = 'phahe'"
EMPTY = "MATCH (n) WHERE NOT n:PhaHeStore CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"
TO_SCHEMA_4 = (
    "CREATE CONSTRAINT phahe_lock IF NOT EXISTS FOR (l:PhaHeLock) REQUIRE l.name IS UNIQUE",
    "MATCH (s:PhaHeStore {name: 'phahe'}) REMOVE s.changed",
)
"""Writers lock names, not the store; the number keeps out older programs, which would lock the store and see no names."""
TO_SCHEMA_5 = ("CREATE INDEX phahe_description_called IF NOT EXISTS FOR (x:Description) ON (x.called)",)
"""What laws by name and by number have in common. Filled as texts are read again."""
LOCK = "UNWIND $names AS name CREATE (l:PhaHeLock {name: name}) DELETE l"
"""Takes the locks of these names until the transaction ends, by what a uniqueness constraint must do: who would make a node that
another transaction is making has to wait for that to end. No node is left, so nothing is written."""

# --- writing; each statement but those of `$keys` takes `$rows`

DROP_DOCUMENTS = "MATCH (d:Document) WHERE d.key IN $keys DETACH DELETE d"
DROP_DESCRIPTIONS = "MATCH (x:Description) WHERE x.key IN $keys DETACH DELETE x"
DROP_SOURCES = "MATCH (s:Source) WHERE s.sha256 IN $keys DETACH DELETE s"
CLEAR_SOURCES = """
MATCH (s:Source) WHERE s.sha256 IN $keys
CALL (s) { MATCH (s)-[:STATES]->(m:Mention) DETACH DELETE m }
CALL (s) { MATCH (s)-[:FOUND_AT]->(p:Path) DETACH DELETE p }
CALL (s) { MATCH (s)-[g:GIVES]->() DELETE g }"""
CLEAR_SUSPECTS = """
MATCH (s:Document)-[r:PROBABLY_SAME_AS]->(t:Document) WHERE t.key IN $keys
DELETE r WITH DISTINCT s WHERE NOT EXISTS { (s)-[:PROBABLY_SAME_AS]->() } REMOVE s:Suspect"""
"""Before the documents that these are probably the same as go."""
CLEAR_ISSUERS = """
UNWIND $rows AS row
MATCH (d:Document {key: row.key})-[r:ISSUED_BY|IN]->(n)
WHERE n.name <> coalesce(CASE type(r) WHEN 'IN' THEN row.place ELSE row.issuer END, '')
DELETE r WITH DISTINCT n WHERE NOT EXISTS { (n)<-[:ISSUED_BY|IN]-() } DELETE n"""
"""Takes documents from bodies and places that are not theirs, and those away that no document has."""

PUT_DOCUMENTS = """
UNWIND $rows AS row MERGE (d:Document {key: row.key}) SET d = row
FOREACH (_ IN CASE WHEN row.held THEN [1] ELSE [] END | SET d:Held REMOVE d:Stub)
FOREACH (_ IN CASE WHEN row.held THEN [] ELSE [1] END | SET d:Stub REMOVE d:Held)"""
PUT_AUTHORITIES = """
UNWIND $rows AS row
MATCH (d:Document {key: row.key}) WHERE NOT EXISTS { (d)-[:ISSUED_BY]->() }
MERGE (a:Authority {name: row.issuer}) CREATE (d)-[:ISSUED_BY]->(a)"""
PUT_PLACES = """
UNWIND $rows AS row
MATCH (d:Document {key: row.key}) WHERE NOT EXISTS { (d)-[:IN]->() }
MERGE (p:Place {name: row.place}) CREATE (d)-[:IN]->(p)"""
PUT_DESCRIPTIONS = """
UNWIND $rows AS row
MERGE (x:Description {key: row.key}) SET x = row SET x:Ambiguous
WITH x MATCH (x)-[old:DESCRIBES]->() DELETE old"""
PUT_DESCRIBES = """
UNWIND $rows AS row
MATCH (x:Description {key: row.key}), (d:Document {key: row.document})
REMOVE x:Ambiguous CREATE (x)-[:DESCRIBES]->(d)"""
PUT_JUDGEMENTS = "UNWIND $rows AS row MERGE (j:Judgement {id: row.id}) SET j = row"
DROP_JUDGEMENTS = "MATCH (j:Judgement) WHERE j.id IN $keys DELETE j"
CREATE_HELD = "UNWIND $rows AS row CREATE (d:Document:Held) SET d = row"
CREATE_STUBS = "UNWIND $rows AS row CREATE (d:Document:Stub) SET d = row"
CREATE_DESCRIBED = """
UNWIND $rows AS row
MATCH (d:Document {key: row.document}) CREATE (x:Description)-[:DESCRIBES]->(d) SET x = row"""
CREATE_AMBIGUOUS = "UNWIND $rows AS row CREATE (x:Description:Ambiguous) SET x = row"
CREATE_SOURCES = "UNWIND $rows AS row CREATE (s:Source) SET s = row"
PUT_SOURCES = "UNWIND $rows AS row MERGE (s:Source {sha256: row.sha256}) SET s = row"
TAKE_PATHS = "MATCH (p:Path) WHERE p.path IN $keys DETACH DELETE p"
PUT_PATHS = "UNWIND $rows AS row MATCH (s:Source {sha256: row.source}) CREATE (s)-[:FOUND_AT]->(:Path {path: row.path})"
PUT_LINKS = """
UNWIND $rows AS row
MATCH (s:Source {sha256: row.source}), (x:Description {key: row.description})
CREATE (s)-[:GIVES {local: row.local, mentions: row.mentions, position: row.position}]->(x)"""
PUT_STATEMENTS = """
UNWIND $rows AS row
MATCH (s:Source {sha256: row.source}), (a:Description {key: row.actor}), (t:Description {key: row.target})
CREATE (s)-[:STATES]->(m:Mention {ordinal: row.ordinal, relation: row.relation, confidence: row.confidence,
    rule: row.rule, spans: row.spans, quote: row.quote}), (m)-[:ACTOR]->(a), (m)-[:TARGET]->(t)"""


def put_edges(relation: str) -> str:
    """The query that puts the edges of one relation."""
    return f"""
UNWIND $rows AS row
MATCH (s:Document {{key: row.source}}), (t:Document {{key: row.target}})
MERGE (s)-[r:{TYPES[relation]}]->(t) SET r = {{total: row.total, confidence: row.confidence, reason: row.reason}}
{"SET s:Suspect" if relation == PROBABLY_SAME_AS else ""}"""


def create_edges(relation: str) -> str:
    """The query that makes edges of one relation where there are none."""
    return f"""
UNWIND $rows AS row
MATCH (s:Document {{key: row.source}}), (t:Document {{key: row.target}})
CREATE (s)-[:{TYPES[relation]} {{total: row.total, confidence: row.confidence, reason: row.reason}}]->(t)
{"SET s:Suspect" if relation == PROBABLY_SAME_AS else ""}"""


def drop_edges(relation: str) -> str:
    """The query that drops the edges of one relation."""
    trusted = f"WITH DISTINCT s WHERE NOT EXISTS {{ (s)-[:{TYPES[relation]}]->() }} REMOVE s:Suspect"
    return f"""
UNWIND $rows AS row
MATCH (s:Document {{key: row.source}})-[r:{TYPES[relation]}]->(t:Document {{key: row.target}}) {_BOTH_ENDS}
DELETE r {trusted if relation == PROBABLY_SAME_AS else ""}"""


# --- what a change would leave pointing at nothing

DANGLING = """
RETURN COUNT { MATCH (d:Document) WHERE d.key IN $documents } < size($documents)
    OR COUNT { MATCH (x:Description) WHERE x.key IN $descriptions } < size($descriptions)
    OR EXISTS { MATCH (d:Document)<-[:DESCRIBES]-(x:Description) WHERE d.key IN $gone_documents AND NOT x.key IN $redescribed }
    OR EXISTS { MATCH (x:Description)<-[:GIVES]-(s:Source) WHERE x.key IN $gone_descriptions AND NOT s.sha256 IN $reread }
    OR EXISTS {
        MATCH (x:Description)<-[:ACTOR|TARGET]-(:Mention)<-[:STATES]-(s:Source)
        WHERE x.key IN $gone_descriptions AND NOT s.sha256 IN $reread
    } AS dangling"""

# --- sources

JUDGEMENTS = "MATCH (j:Judgement) RETURN j.id AS id, j.line AS line ORDER BY id"
SOURCES = "MATCH (s:Source) RETURN s.sha256 AS sha256 ORDER BY sha256"
STORED = """
MATCH (s:Source) WHERE s.sha256 IN $keys
RETURN s.sha256 AS sha256, s.reading AS reading, s.unjudged AS unjudged, s.text AS text ORDER BY sha256"""
STORED_PATHS = "MATCH (s:Source)-[:FOUND_AT]->(p:Path) WHERE s.sha256 IN $keys RETURN s.sha256 AS source, p.path AS path ORDER BY path"
_LINK = "s.sha256 AS source, g.local AS local, x.key AS description, g.mentions AS mentions"
STORED_LINKS = f"MATCH (s:Source)-[g:GIVES]->(x:Description) WHERE s.sha256 IN $keys RETURN {_LINK} ORDER BY source, g.position"
_STATEMENT = """s.sha256 AS source, m.ordinal AS ordinal, a.key AS actor, m.relation AS relation, t.key AS target,
    m.confidence AS confidence, m.rule AS rule, m.spans AS spans, m.quote AS quote"""
STORED_STATEMENTS = f"""
MATCH (s:Source)-[:STATES]->(m:Mention) WHERE s.sha256 IN $keys
MATCH (m)-[:ACTOR]->(a:Description) MATCH (m)-[:TARGET]->(t:Description)
RETURN {_STATEMENT} ORDER BY source, ordinal"""
SOURCES_AT = "MATCH (s:Source)-[:FOUND_AT]->(p:Path) WHERE p.path IN $keys RETURN p.path AS path, s.sha256 AS sha256"
PATHS = "MATCH (s:Source)-[:FOUND_AT]->(p:Path) RETURN p.path AS path, s.sha256 AS sha256 ORDER BY path"

# --- descriptions

NAMESAKES = "MATCH (x:Description) WHERE x.called IN $keys RETURN properties(x) AS row ORDER BY x.key"
DESCRIBED = "MATCH (x:Description) WHERE x.block IN $keys RETURN properties(x) AS row ORDER BY x.key"
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
MATCH (:Document {key: actor_key})<-[:DESCRIBES]-(a:Description)<-[:ACTOR]-(m:Mention)
MATCH (m)-[:TARGET]->(t:Description)
MATCH (t)-[:DESCRIBES]->(:Document {key: target_key})"""
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

DOCUMENTS = f"MATCH (d:Document) WHERE d.key IN $keys RETURN {NODE} AS row ORDER BY d.key"
DOCUMENTS_IN = f"MATCH (d:Document) WHERE d.block IN $keys RETURN {NODE} AS row ORDER BY d.key"
DOCUMENTS_ON = f"MATCH (d:Document) WHERE d.day IN $keys RETURN {NODE} AS row ORDER BY d.key"
ALL_DOCUMENTS = f"MATCH (d:Document) RETURN {NODE} AS row ORDER BY d.id, d.key"
WITH_ID = f"MATCH (d:Document {{id: $id}}) RETURN {NODE} AS row ORDER BY d.key"
WITH_TAIL = f"MATCH (d:Document {{tail: $tail}}) RETURN {NODE} AS row ORDER BY d.id, d.key"
WITH_PREFIX = f"MATCH (d:Document) WHERE d.id STARTS WITH $prefix RETURN {NODE} AS row ORDER BY d.id, d.key"
SPEAKERS = """
MATCH (s:Source)-[:GIVES {local: $itself}]->(:Description)-[:DESCRIBES]->(d:Document) WHERE s.sha256 IN $keys
RETURN s.sha256 AS source, d.key AS document ORDER BY source"""


def page(filters: Collection[str], *, after: bool) -> tuple[str, str]:
    """Queries that count and that list documents. `filters` are names of properties, each bound under its name."""
    fits = " AND ".join(["d.id IS NOT NULL", *(f"d.{name} = ${name}" for name in filters)])
    later = " AND d.id > $after" if after else ""
    return (
        f"MATCH (d:Document) WHERE {fits} RETURN count(d) AS total",
        f"MATCH (d:Document) WHERE {fits}{later} RETURN {NODE} AS row ORDER BY d.id, d.key LIMIT $count",
    )


# --- edges

_ROW = "s.key AS source, toLower(type(r)) AS relation, t.key AS target, r.total AS total, r.confidence AS confidence, r.reason AS reason"
_SORTED = f"RETURN {_ROW} ORDER BY source, relation, target"
EDGES_OUT = f"""
MATCH (s:Document)-[r:{EDGE}]->(t:Document) WHERE s.key IN $keys AND ($relations IS NULL OR toLower(type(r)) IN $relations) {_SORTED}"""
EDGES_IN = f"""
MATCH (s:Document)-[r:{EDGE}]->(t:Document) WHERE t.key IN $keys AND ($relations IS NULL OR toLower(type(r)) IN $relations) {_SORTED}"""
EDGES_BETWEEN = f"""
UNWIND $keys AS asked
MATCH (s:Document {{key: asked[0]}})-[r:{EDGE}]->(t:Document {{key: asked[1]}}) {_BOTH_ENDS}
{_SORTED}"""


def neighbours(direction: Step, *, some: bool, later: bool) -> tuple[str, str]:
    """Queries that count and that list the edges of one document."""
    near, far = ("s", "t") if direction == "out" else ("t", "s")
    own = f"MATCH ({near}:Document {{key: $key}}) MATCH (s)-[r:{EDGE}]->(t:Document)"
    own += " WHERE toLower(type(r)) IN $relations" if some else ""
    beyond = f"WITH s, r, t, toLower(type(r)) AS stated WHERE stated > $relation OR (stated = $relation AND {far}.key > $other)"
    listed = f"{own} {beyond if later else ''} RETURN {_ROW} ORDER BY relation, {far}.key LIMIT $count"
    if some:
        return f"{own} RETURN count(r) AS total", listed
    step = f"(d)-[:{EDGE}]->()" if direction == "out" else f"(d)<-[:{EDGE}]-()"
    return f"MATCH (d:Document {{key: $key}}) RETURN COUNT {{ {step} }} AS total", listed  # which a hub keeps the number of


EDGES_NAMED = f"MATCH (s:Document)-[r:{EDGE}]->(t:Document) WHERE toLower(type(r)) IN $relations {_SORTED}"
ALL_EDGES = f"MATCH (s:Document)-[r:{EDGE}]->(t:Document) {_SORTED}"

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
