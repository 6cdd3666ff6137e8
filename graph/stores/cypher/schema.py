"""The database itself: constraints and indexes, their versions, the locks of those who write."""

from __future__ import annotations

PRINT_INDEX = """CREATE FULLTEXT INDEX phahe_source_prints IF NOT EXISTS FOR (s:Source) ON EACH [s.prints]
    OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}"""
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
    PRINT_INDEX,
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
_FILLED = "EXISTS { MATCH (n) WHERE NOT n:PhaHeStore }"
UNFINISHED = f"MATCH (s:PhaHeStore {{name: 'phahe'}}) WHERE NOT {_FILLED} SET s.name = 'unfinished' RETURN s.name"
"""While it is filled, a database is no store: nobody opens it, and what is left when the filling is killed is told apart."""
FILLED = f"RETURN EXISTS {{ MATCH (:PhaHeStore {{name: 'unfinished'}}) }} AS unfinished, {_FILLED} AS filled"
FINISHED = "MATCH (s:PhaHeStore {name: 'unfinished'}) SET s.name = 'phahe'"
EMPTY = "MATCH (n) WHERE NOT n:PhaHeStore CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"
TO_SCHEMA_4 = (
    "CREATE CONSTRAINT phahe_lock IF NOT EXISTS FOR (l:PhaHeLock) REQUIRE l.name IS UNIQUE",
    "MATCH (s:PhaHeStore {name: 'phahe'}) REMOVE s.changed",
)
"""Writers lock names, not the store; the number keeps out older programs, which would lock the store and see no names."""
TO_SCHEMA_5 = ("CREATE INDEX phahe_description_called IF NOT EXISTS FOR (x:Description) ON (x.called)",)
"""What laws by name and by number have in common. Filled as texts are read again."""
TO_SCHEMA_6 = (PRINT_INDEX, "CALL db.awaitIndexes(300)")
"""What nearly equal texts have in common. Filled as texts are read again."""
