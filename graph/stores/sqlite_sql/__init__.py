"""All SQL of the SQLite store. Values are bound, never written into a statement; lists of keys are one JSON parameter.

The schema has a module of its own.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence

from graph.kept import Step
from graph.stores.changes import EDGE_RELATIONS
from graph.stores.sqlite_sql.schema import APPLICATION_ID as APPLICATION_ID
from graph.stores.sqlite_sql.schema import BLOCK_INDEX as BLOCK_INDEX
from graph.stores.sqlite_sql.schema import CALLED_INDEX as CALLED_INDEX
from graph.stores.sqlite_sql.schema import JUDGEMENT_TABLE as JUDGEMENT_TABLE
from graph.stores.sqlite_sql.schema import PRINT_SCHEMA as PRINT_SCHEMA
from graph.stores.sqlite_sql.schema import SCHEMA as SCHEMA
from graph.stores.sqlite_sql.schema import TOUCHED_SCHEMA as TOUCHED_SCHEMA
from graph.stores.sqlite_sql.schema import mark as mark

ON_OPEN = """
PRAGMA foreign_keys = ON;
PRAGMA synchronous = FULL;
PRAGMA cache_size = -32000;
PRAGMA temp_store = MEMORY;
CREATE VIRTUAL TABLE IF NOT EXISTS temp.term USING fts5vocab('main', 'document_words', 'row');
"""
"""FULL: in WAL mode only this makes a commit survive a loss of power; NORMAL may lose the last ones."""

BEGIN_READ = "BEGIN"
BEGIN_WRITE = "BEGIN IMMEDIATE"
COMMIT = "COMMIT"
ROLLBACK = "ROLLBACK"
SAVEPOINT = "SAVEPOINT one_apply"
RELEASE = "RELEASE one_apply"
ROLLBACK_TO = "ROLLBACK TO one_apply"

USE_WAL = "PRAGMA journal_mode = WAL"
USE_ONE_FILE = "PRAGMA journal_mode = DELETE"
REFERENCES_OFF = "PRAGMA foreign_keys = OFF"
BROKEN_REFERENCES = "PRAGMA foreign_key_check"
DAMAGE = "PRAGMA integrity_check(20)"
DAMAGED_PAGES = "PRAGMA quick_check(20)"
"""Several times faster, since it does not compare indexes with tables."""
READ_APPLICATION_ID = "PRAGMA application_id"
PAGE_SIZE = "PRAGMA page_size"
FILE = "PRAGMA database_list"
READ_VERSION = "PRAGMA user_version"
COUNT_OBJECTS = "SELECT count(*) FROM sqlite_schema"

# --- writing; in the order in which the references between the tables hold at every step


def _upsert(table: str, keys: str, columns: str, apart: Collection[str] = ()) -> str:
    """Insert, or update by key what is different: a row that is written as it was would be written to all indexes and to the log.
    Columns `apart` have a statement of their own (`_update`). `INSERT OR REPLACE` would delete first, and what refers to the row with it.
    """
    names, updated = [*keys.split(), *columns.split()], [name for name in columns.split() if name not in apart]
    values = ", ".join(f":{name}" for name in names)
    updates = ", ".join(f"{name} = excluded.{name}" for name in updated)
    now, new = (", ".join(f"{of}.{name}" for name in updated) for of in (table, "excluded"))
    return f"""
    INSERT INTO {table} ({", ".join(names)}) VALUES ({values})
    ON CONFLICT ({", ".join(keys.split())}) DO UPDATE SET {updates} WHERE ({now}) IS NOT ({new})"""  # noqa: S608  # constants below


def _update(table: str, key: str, column: str) -> str:
    """Update a column that often changes alone, and with it only the indexes that it is in."""
    return f"UPDATE {table} SET {column} = :{column} WHERE {key} = :{key} AND {column} IS NOT :{column}"  # noqa: S608  # constants below


PUT_DOCUMENT = _upsert(
    "document", "key", "id tail block day number name type issuer place date title held support place_reason", ["support"]
)
PUT_SUPPORT = _update("document", "key", "support")
PUT_WORDS = """
    REPLACE INTO document_words (rowid, words)
    SELECT d.row, :words FROM document d LEFT JOIN document_words w ON w.rowid = d.row
    WHERE d.key = :key AND w.words IS NOT :words"""
PUT_DESCRIPTION = _upsert(
    "description",
    "key",
    "block count document candidates number name type code body place scope date term issuer title speaker header called",
    ["count"],
)
PUT_COUNT = _update("description", "key", "count")
PUT_JUDGEMENT = "REPLACE INTO judgement (id, line) VALUES (:id, :line)"
PUT_SOURCE = _upsert("source", "sha256", "reading unjudged text prints")
SOURCE_IDS = "SELECT sha256, id FROM source WHERE sha256 IN (SELECT value FROM json_each(:keys))"
CLEAR_SOURCES = tuple(
    f"DELETE FROM {table} WHERE source = :source AND {key} NOT IN (SELECT value FROM json_each(:{table}))"  # noqa: S608  # constants
    for table, key in (("path", "path"), ("print", "print"), ("link", "position"), ("statement", "ordinal"))
)
"""Of a source's rows all but those with these keys, which are about to be put."""

# Rows of a source are put by its `id`, not by a subquery: a statement that may write several rows keeps a journal of its own, and
# within a savepoint that makes the cost of each grow with the number of those before it.
PUT_PATH = _upsert("path", "path", "source")
PUT_PRINT = "INSERT INTO print (print, source) VALUES (:print, :source) ON CONFLICT DO NOTHING"
PUT_LINK = _upsert("link", "source position", "local description mentions")
PUT_STATEMENT = _upsert("statement", "source ordinal", "actor relation target confidence rule spans quote")
PUT_EDGE = """
    INSERT INTO edge (source, relation, target, total, confidence, reason)
    VALUES (:source, :relation, :target, :total, :confidence, :reason)
    ON CONFLICT (source, relation, target)
    DO UPDATE SET total = excluded.total, confidence = excluded.confidence, reason = excluded.reason"""

DROP_SOURCES = "DELETE FROM source WHERE sha256 IN (SELECT value FROM json_each(:keys))"
DROP_DESCRIPTIONS = "DELETE FROM description WHERE key IN (SELECT value FROM json_each(:keys))"
DROP_WORDS = """
    DELETE FROM document_words
    WHERE rowid IN (SELECT row FROM document WHERE key IN (SELECT value FROM json_each(:keys)))"""
DROP_DOCUMENTS = "DELETE FROM document WHERE key IN (SELECT value FROM json_each(:keys))"
DROP_JUDGEMENT = "DELETE FROM judgement WHERE id = ?"
DROP_EDGE = "DELETE FROM edge WHERE source = ? AND relation = ? AND target = ?"

TOUCHED_KEPT = 100_000
"""Changes that are remembered: who has not asked since before them reads everything again."""
FORGET_TOUCHED = f"DELETE FROM touched WHERE seq <= (SELECT max(seq) FROM touched) - {TOUCHED_KEPT:d}"  # noqa: S608  # the number above

# --- sources

SOURCES = "SELECT sha256 FROM source ORDER BY sha256"
STORED = """
    SELECT sha256, reading, unjudged, text, prints FROM source WHERE sha256 IN (SELECT value FROM json_each(:keys)) ORDER BY sha256"""
BEARING = """
    SELECT k.value AS print, source.sha256 AS source FROM json_each(:keys) k
    JOIN source ON source.id IN (SELECT p.source FROM print p WHERE p.print = k.value LIMIT :count)"""
PRINTS = "SELECT print, sha256 AS source FROM print JOIN source ON source.id = print.source WHERE print < 'c' ORDER BY print"
STORED_PATHS = """
    SELECT source.sha256 AS source, path.path FROM source JOIN path ON path.source = source.id
    WHERE source.sha256 IN (SELECT value FROM json_each(:keys)) ORDER BY path.path"""
STORED_LINKS = """
    SELECT source.sha256 AS source, local, description, mentions FROM source JOIN link ON link.source = source.id
    WHERE source.sha256 IN (SELECT value FROM json_each(:keys)) ORDER BY source.id, position"""
_STATEMENT = "source.sha256 AS source, s.ordinal, s.actor, s.relation, s.target, s.confidence, s.rule, s.spans, s.quote"
STORED_STATEMENTS = f"""
    SELECT {_STATEMENT} FROM source JOIN statement s ON s.source = source.id
    WHERE source.sha256 IN (SELECT value FROM json_each(:keys)) ORDER BY source.id, s.ordinal"""  # noqa: S608  # constants
SOURCES_AT = """
    SELECT path.path, source.sha256 FROM path JOIN source ON source.id = path.source
    WHERE path.path IN (SELECT value FROM json_each(:keys)) ORDER BY path.path"""
PATHS = "SELECT path.path, source.sha256 FROM path JOIN source ON source.id = path.source ORDER BY path.path"

# --- judgements

JUDGEMENTS = "SELECT id, line FROM judgement ORDER BY id"

# --- descriptions

NAMESAKES = "SELECT * FROM description WHERE called IN (SELECT value FROM json_each(:keys)) ORDER BY key"
NAMESAKES_OF_ANY_YEAR = """
    SELECT d.* FROM (SELECT DISTINCT value FROM json_each(:keys)) asked
    CROSS JOIN description d ON d.called > asked.value || ' ' AND d.called < asked.value || '!'
    ORDER BY key"""
DESCRIBED = "SELECT * FROM description WHERE block IN (SELECT value FROM json_each(:keys)) ORDER BY key"
DESCRIBED_AT = """
    WITH asked (block, place) AS MATERIALIZED (
        SELECT DISTINCT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:keys))
    SELECT d.* FROM asked CROSS JOIN description d ON d.block = asked.block AND d.place = asked.place
    UNION ALL
    SELECT d.* FROM (SELECT DISTINCT block FROM asked) a CROSS JOIN description d ON d.block = a.block WHERE d.place IS NULL
    ORDER BY key"""
"""Of both halves the index gives just the rows, of a block that may have many."""
DESCRIPTIONS = "SELECT * FROM description WHERE key IN (SELECT value FROM json_each(:keys)) ORDER BY key"
DESCRIPTIONS_OF = "SELECT * FROM description WHERE document IN (SELECT value FROM json_each(:keys)) ORDER BY document, key"
AMBIGUOUS = "SELECT * FROM description WHERE document IS NULL ORDER BY key"
LINKS_TO = """
    SELECT source.sha256 AS source, local, description, mentions FROM link JOIN source ON source.id = link.source
    WHERE description IN (SELECT value FROM json_each(:keys)) ORDER BY source.sha256, local"""

# --- statements; CROSS JOIN fixes the order of the joins: a document has few descriptions and says little, but may be cited by all

STATEMENTS_ABOUT = f"""
    SELECT {_STATEMENT} FROM statement s JOIN source ON source.id = s.source
    WHERE s.row IN (
        SELECT row FROM statement WHERE actor IN (SELECT value FROM json_each(:keys))
        UNION SELECT row FROM statement WHERE target IN (SELECT value FROM json_each(:keys)))
    ORDER BY source.sha256, s.ordinal"""  # noqa: S608  # constants
TALLY = """
    WITH asked (source, target) AS (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:keys))
    SELECT asked.source, s.relation, asked.target, count(*) AS total, max(s.confidence) AS confidence
    FROM asked
    CROSS JOIN description a ON a.document = asked.source
    CROSS JOIN statement s ON s.actor = a.key
    CROSS JOIN description t ON t.key = s.target AND t.document = asked.target
    GROUP BY asked.source, s.relation, asked.target
    ORDER BY asked.source, s.relation, asked.target"""
EVIDENCE = f"""
    WITH asked (source, relation, target) AS (
        SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]') FROM json_each(:keys)),
    numbered AS (
        SELECT asked.source AS edge_source, asked.target AS edge_target, s.row,
            row_number() OVER (
                PARTITION BY asked.source, asked.relation, asked.target ORDER BY source.sha256, s.ordinal) AS position
        FROM asked
        CROSS JOIN description a ON a.document = asked.source
        CROSS JOIN statement s ON s.actor = a.key AND s.relation = asked.relation
        CROSS JOIN description t ON t.key = s.target AND t.document = asked.target
        CROSS JOIN source ON source.id = s.source)
    SELECT edge_source, edge_target, {_STATEMENT}
    FROM numbered JOIN statement s ON s.row = numbered.row JOIN source ON source.id = s.source
    WHERE :count IS NULL OR position <= :count
    ORDER BY edge_source, s.relation, edge_target, position"""  # noqa: S608  # constants

# --- documents

DOCUMENTS = "SELECT * FROM document WHERE key IN (SELECT value FROM json_each(:keys)) ORDER BY key"
DOCUMENTS_IN = "SELECT * FROM document WHERE block IN (SELECT value FROM json_each(:keys)) ORDER BY key"
DOCUMENTS_ON = "SELECT * FROM document WHERE day IN (SELECT value FROM json_each(:keys)) ORDER BY key"
ALL_DOCUMENTS = "SELECT * FROM document ORDER BY id, key"
WITH_ID = "SELECT * FROM document WHERE id = :id ORDER BY key"
WITH_TAIL = "SELECT * FROM document WHERE tail = :tail ORDER BY id, key"
WITH_PREFIX = "SELECT * FROM document WHERE id >= :prefix AND id < :prefix || char(0x10FFFF) ORDER BY id, key"
SPEAKERS = """
    SELECT source.sha256 AS source, document.*
    FROM source JOIN link ON link.source = source.id JOIN description ON description.key = link.description
        JOIN document ON document.key = description.document
    WHERE source.sha256 IN (SELECT value FROM json_each(:keys)) AND link.local = :itself
    ORDER BY source.sha256"""


def page(filters: Collection[str], *, after: bool) -> tuple[str, str]:
    """Statements that count and that list documents. `filters` are names of columns, each bound under its name."""
    fits = " AND ".join(["TRUE", *(f"{name} = :{name}" for name in filters)])
    later = " AND id > :after" if after else ""
    return (
        f"SELECT count(*) AS total FROM document WHERE {fits}",  # noqa: S608  # names from the adapter's own code
        f"SELECT * FROM document WHERE {fits}{later} ORDER BY id, key LIMIT :count",  # noqa: S608  # names from the adapter's own code
    )


MANY_FOUND, MANY_TIMES = 10_000, 20
"""If a search finds more than so many, and so many times what is asked for, trying the most worthy is quicker than sorting all."""


_MATCHING = """(
    SELECT group_concat(CASE WHEN terms > 20 THEN '"' || word || '"*' ELSE '(' || coalesce(known, '"' || word || '"') || ')' END, ' AND ')
    FROM (
        SELECT w.value AS word, count(t.term) AS terms, group_concat('"' || t.term || '"', ' OR ') AS known
        FROM json_each(:words) w
        LEFT JOIN term t ON t.term >= w.value AND t.term < w.value || '{'
        GROUP BY w.key))"""
"""What the words are matched by: the terms that begin with each, if they are few. FTS5 sorts all that a prefix finds, at ten times the
cost of reading it.
"""


def count_found(words: Sequence[str]) -> tuple[str, Mapping[str, object]]:
    """The statement that counts documents with all these words, and what it binds. They are ASCII letters and digits: nothing is
    syntax.
    """
    if not words:
        return "SELECT count(*) AS total FROM document", {}
    bound = {"words": json.dumps(words), "beginnings": json.dumps([f" {word}" for word in words])}
    return f"SELECT count(*) AS total FROM document_words WHERE document_words MATCH {_MATCHING}", bound  # noqa: S608  # a constant


def best_found(words: Sequence[str], total: int, limit: int, *, later: bool) -> str:
    """The statement that lists them, by worth."""
    beyond = " AND (NOT d.held, -d.support, d.id) > (NOT :held, -:support, :id)" if later else ""
    if not words:
        found = "document d WHERE TRUE"
    elif total > max(MANY_FOUND, MANY_TIMES * limit):
        found = """document d INDEXED BY document_worth CROSS JOIN document_words w ON w.rowid = d.row
            WHERE NOT EXISTS (SELECT 1 FROM json_each(:beginnings) WHERE NOT instr(' ' || w.words, value))"""
    else:
        found = "document_words CROSS JOIN document d ON d.row = document_words.rowid WHERE document_words MATCH " + _MATCHING
    return f"SELECT d.* FROM {found}{beyond} ORDER BY d.held DESC, d.support DESC, d.id, d.key LIMIT :count"  # noqa: S608  # the above


# --- edges

# The relations are always listed, if need be all, so that the indexes serve: of a hub's edges only those asked for are read.
_RELATIONS = f"SELECT value FROM json_each(coalesce(:relations, '{json.dumps(sorted(EDGE_RELATIONS))}'))"  # noqa: S608  # a closed set of ours
EDGES_OUT = f"""
    SELECT * FROM edge WHERE source IN (SELECT value FROM json_each(:keys)) AND relation IN ({_RELATIONS})
    ORDER BY source, relation, target"""  # noqa: S608  # constants
EDGES_IN = f"""
    SELECT * FROM edge WHERE target IN (SELECT value FROM json_each(:keys)) AND relation IN ({_RELATIONS})
    ORDER BY source, relation, target"""  # noqa: S608  # constants


def edges(direction: Step, relations: Collection[str] | None) -> str:  # noqa: ARG001  # they are a parameter
    """The query for the edges out of or into `keys`."""
    return EDGES_OUT if direction == "out" else EDGES_IN


EDGES_BETWEEN = """
    WITH asked (source, target) AS (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:keys))
    SELECT edge.* FROM asked
    CROSS JOIN edge ON edge.source = asked.source AND edge.target = asked.target
    ORDER BY edge.source, edge.relation, edge.target"""

_ASKED = " AND relation IN (SELECT value FROM json_each(:relations))"


def neighbours(direction: Step, *, some: bool, later: bool) -> tuple[str, str]:
    """Statements that count the edges of one document, and that list them with the documents at their other ends, in the order of the
    index that serves both.
    """
    near, far = ("source", "target") if direction == "out" else ("target", "source")
    fits = f"{near} = :key" + (_ASKED if some else "")
    beyond = f" AND (relation, {far}) > (:relation, :other)" if later else ""
    return (
        f"SELECT count(*) AS total FROM edge WHERE {fits}",  # noqa: S608  # names of columns
        f"""
        SELECT edge.*, document.* FROM edge CROSS JOIN document ON document.key = edge.{far}
        WHERE {fits}{beyond} ORDER BY relation, {far} LIMIT :count""",  # noqa: S608  # names of columns
    )


ALL_EDGES = "SELECT * FROM edge ORDER BY source, relation, target"
EDGES_NAMED = "SELECT * FROM edge WHERE relation IN (SELECT value FROM json_each(:relations)) ORDER BY source, relation, target"

# --- the whole graph, and what changed in it

TOUCHED = """
    SELECT coalesce((SELECT min(seq) FROM touched), 1) AS first, coalesce((SELECT max(seq) FROM touched), 0) AS last,
        coalesce((SELECT max(row) FROM document), 0) AS documents"""
TOUCHED_SINCE = """
    SELECT t.document AS key, d.key IS NOT NULL AS there, d.place, d.date
    FROM (SELECT DISTINCT document FROM touched WHERE seq > :seq) t LEFT JOIN document d ON d.key = t.document"""
EDGES_OF_TOUCHED = "SELECT source, relation, target FROM edge WHERE source IN (SELECT document FROM touched WHERE seq > :seq)"
ALL_FACTS = "SELECT key, place, date FROM document"


def all_ends(letters: Mapping[str, str]) -> str:
    """The statement for each source with one string of its edges: the letter of the relation, and the target's key."""
    cases = " ".join(f"WHEN '{relation}' THEN '{letter}'" for relation, letter in letters.items())
    return f"SELECT source, group_concat(CASE relation {cases} END || target, '') FROM edge GROUP BY source"  # noqa: S608  # a closed set of ours


COUNTS = """
    SELECT
        (SELECT count(*) FROM source) AS sources,
        (SELECT count(*) FROM document) AS documents,
        (SELECT count(*) FROM document WHERE held) AS held,
        (SELECT count(*) FROM link WHERE local <> :itself) AS links,
        (SELECT coalesce(sum(mentions), 0) FROM link) AS mentions,
        (SELECT coalesce(sum(link.mentions), 0) FROM description JOIN link ON link.description = description.key
            WHERE description.document IS NULL) AS ambiguous,
        (SELECT count(*) FROM edge) AS edges"""
