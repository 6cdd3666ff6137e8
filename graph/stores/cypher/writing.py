"""The statements that change what is kept. Each takes `$rows`; `CHANGE` is all of them in one."""

from __future__ import annotations

from graph.kept import PROBABLY_SAME_AS
from graph.stores.cypher.names import BOTH_ENDS, EDGE, TYPES
from graph.stores.cypher.sending import LOCK

DROP_EDGES = f"""
UNWIND $rows AS row
MATCH (s:Document {{key: row.source}})-[r:{EDGE}]->(t:Document {{key: row.target}}) {BOTH_ENDS} WHERE type(r) = row.type
DELETE r
WITH DISTINCT s, row.type AS type WHERE type = '{TYPES[PROBABLY_SAME_AS]}' AND NOT EXISTS {{ (s)-[:{TYPES[PROBABLY_SAME_AS]}]->() }}
REMOVE s:Suspect"""
DROP_DOCUMENTS = "MATCH (d:Document) WHERE d.key IN $rows DETACH DELETE d"
DROP_DESCRIPTIONS = "MATCH (x:Description) WHERE x.key IN $rows DETACH DELETE x"
DROP_SOURCES = "MATCH (s:Source) WHERE s.sha256 IN $rows DETACH DELETE s"
CLEAR_SOURCES = """
MATCH (s:Source) WHERE s.sha256 IN $rows
CALL (s) { MATCH (s)-[:STATES]->(m:Mention) DETACH DELETE m }
CALL (s) { MATCH (s)-[:FOUND_AT]->(p:Path) DETACH DELETE p }
CALL (s) { MATCH (s)-[g:GIVES]->() DELETE g }"""
CLEAR_SUSPECTS = """
MATCH (s:Document)-[r:PROBABLY_SAME_AS]->(t:Document) WHERE t.key IN $rows
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
MERGE (x:Description {key: row.key}) SET x = row
FOREACH (_ IN CASE WHEN row.document IS NULL THEN [1] ELSE [] END | SET x:Ambiguous)
FOREACH (_ IN CASE WHEN row.document IS NULL THEN [] ELSE [1] END | REMOVE x:Ambiguous)
WITH x, row MATCH (x)-[old:DESCRIBES]->(d) WHERE d.key <> coalesce(row.document, '') DELETE old"""
PUT_DESCRIBES = """
UNWIND $rows AS row
MATCH (x:Description {key: row.key}) WHERE NOT EXISTS { (x)-[:DESCRIBES]->() }
MATCH (d:Document {key: row.document}) CREATE (x)-[:DESCRIBES]->(d)"""
PUT_JUDGEMENTS = "UNWIND $rows AS row MERGE (j:Judgement {id: row.id}) SET j = row"
DROP_JUDGEMENTS = "MATCH (j:Judgement) WHERE j.id IN $rows DELETE j"
PUT_SOURCES = "UNWIND $rows AS row MERGE (s:Source {sha256: row.sha256}) SET s = row"
TAKE_PATHS = "MATCH (p:Path) WHERE p.path IN $rows DETACH DELETE p"
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
PUT_EDGES = f"""
UNWIND $rows AS row
MATCH (s:Document {{key: row.source}}), (t:Document {{key: row.target}})
FOREACH (_ IN CASE WHEN row.type = '{TYPES[PROBABLY_SAME_AS]}' THEN [1] ELSE [] END | SET s:Suspect)
CREATE (s)-[:$(row.type) {{total: row.total, confidence: row.confidence, reason: row.reason}}]->(t)"""
"""Those that were there have been dropped. A MERGE, of which the type is not known when it is compiled, may look through all edges of the
store for each: so it does where there were none at that time."""


_DANGLES = """
    COUNT { MATCH (d:Document) WHERE d.key IN $documents } < size($documents)
    OR COUNT { MATCH (x:Description) WHERE x.key IN $descriptions } < size($descriptions)
    OR EXISTS { MATCH (d:Document)<-[:DESCRIBES]-(x:Description) WHERE d.key IN $gone_documents AND NOT x.key IN $redescribed }
    OR EXISTS { MATCH (x:Description)<-[:GIVES]-(s:Source) WHERE x.key IN $gone_descriptions AND NOT s.sha256 IN $reread }
    OR EXISTS {
        MATCH (x:Description)<-[:ACTOR|TARGET]-(:Mention)<-[:STATES]-(s:Source)
        WHERE x.key IN $gone_descriptions AND NOT s.sha256 IN $reread
    }"""
"""Whether a change would leave something pointing at nothing."""
_WHOLE = "EXISTS { MATCH (s:PhaHeStore) WHERE s.name STARTS WITH 'phahe' }"
"""Whether this is a store, and not one that another program fills. In a statement that writes, to ask for just that name would lock it."""

STEPS = {
    "drop_edges": DROP_EDGES,
    "clear_sources": CLEAR_SOURCES,
    "drop_sources": DROP_SOURCES,
    "take_paths": TAKE_PATHS,
    "drop_descriptions": DROP_DESCRIPTIONS,
    "clear_issuers": CLEAR_ISSUERS,
    "clear_suspects": CLEAR_SUSPECTS,
    "drop_documents": DROP_DOCUMENTS,
    "put_documents": PUT_DOCUMENTS,
    "put_authorities": PUT_AUTHORITIES,
    "put_places": PUT_PLACES,
    "put_descriptions": PUT_DESCRIPTIONS,
    "put_describes": PUT_DESCRIBES,
    "put_sources": PUT_SOURCES,
    "put_paths": PUT_PATHS,
    "put_links": PUT_LINKS,
    "put_statements": PUT_STATEMENTS,
    "drop_judgements": DROP_JUDGEMENTS,
    "put_judgements": PUT_JUDGEMENTS,
    "put_edges": PUT_EDGES,
}
"""What a change does, in this order; of each the rows come under its name."""

CHANGE = "\n".join(
    [
        f"CALL () {{ {LOCK} }}",
        f"WITH {_DANGLES} AS dangles WHERE NOT dangles AND {_WHOLE}",
        *(f"CALL () {{ {step.replace('$rows', f'${name}')} }}" for name, step in STEPS.items()),
        "RETURN true AS made",
    ]
)
"""All of it at once, when `locks` are locked: a step without rows costs next to nothing, a question to the server a millisecond. No row
comes back, and nothing is done, if the change would leave something pointing at nothing, or if another program fills the store."""
