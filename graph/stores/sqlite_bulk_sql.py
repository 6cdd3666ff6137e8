"""The SQL by which a SQLite store is made in one go (`sqlite_bulk`)."""

from __future__ import annotations

ON_OPEN = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA foreign_keys = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA temp_store = FILE;
PRAGMA cache_size = -256000;
PRAGMA threads = 2;
"""
"""What is not finished is thrown away. References hold by construction."""

_GIVEN = "number, name, type, code, body, place, scope, date, term, issuer, title, speaker, header, called"

_FACTS = "row, key, id, tail, block, day, number, name, type, issuer, place, date, title, held, support, place_reason"
_FACT_MARKS = ", ".join(f":{name}" for name in _FACTS.split(", "))

STAGES = (
    f"CREATE TABLE staged (block, key, {_GIVEN})",
    "CREATE TABLE decided (key TEXT PRIMARY KEY, count, document, candidates) WITHOUT ROWID",
    f"CREATE TABLE made ({_FACTS}, words)",
)
"""What identity is decided from and what it makes, in a file of its own."""
ATTACH = "ATTACH ? AS stages"
USE_STAGES = "PRAGMA stages.cache_size = -256000"

THERE = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
"""The statements of the schema that were run."""

PUT_SOURCE = "INSERT INTO source (id, sha256, reading, unjudged, text, prints) VALUES (?, ?, ?, ?, ?, ?)"
PUT_PRINT = "INSERT INTO print (print, source) VALUES (?, ?)"
PUT_PATH = "INSERT INTO path (path, source) VALUES (?, ?)"
PUT_LINK = "INSERT INTO link (source, position, local, description, mentions) VALUES (?, ?, ?, ?, ?)"
PUT_STATEMENT = """
    INSERT INTO statement (source, ordinal, actor, relation, target, confidence, rule, spans, quote) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
STAGE = f"INSERT INTO staged VALUES ({', '.join('?' * 16)})"  # noqa: S608  # marks
MOVED = "CREATE TEMP TABLE moved (key TEXT PRIMARY KEY, block) WITHOUT ROWID"
MOVE = "INSERT INTO moved VALUES (?, ?)"
TAKE_MOVED = "UPDATE staged SET block = moved.block FROM moved WHERE moved.key = staged.key"
STAGED = "SELECT * FROM staged ORDER BY block, key"
PUT_DOCUMENT = f"INSERT INTO document ({_FACTS}) VALUES ({_FACT_MARKS})"  # noqa: S608  # names and marks
PUT_WORDS = "INSERT INTO document_words (rowid, words) VALUES (:row, :words)"
MAKE = f"INSERT INTO made VALUES ({_FACT_MARKS}, :words)"  # noqa: S608  # marks
DECIDE = "INSERT INTO decided VALUES (?, ?, ?, ?)"

TAKE_MADE = (
    f"INSERT INTO document ({_FACTS}) SELECT {_FACTS} FROM made ORDER BY row",  # noqa: S608  # names
    "INSERT INTO document_words (rowid, words) SELECT row, words FROM made ORDER BY row",
)
DERIVE_DESCRIPTIONS = f"""
    INSERT INTO description (key, block, count, document, candidates, {_GIVEN})
    SELECT key, block, d.count, d.document, d.candidates, {_GIVEN} FROM staged JOIN decided d USING (key) ORDER BY key"""  # noqa: S608  # names
DERIVE_EDGES = """
    INSERT INTO edge (source, relation, target, total, confidence)
    SELECT a.document, s.relation, t.document, count(*), max(s.confidence)
    FROM statement s INDEXED BY statement_actor CROSS JOIN decided a ON a.key = s.actor CROSS JOIN decided t ON t.key = s.target
    WHERE a.document <> t.document
    GROUP BY a.document, s.relation, t.document"""
CLEAR = ("PRAGMA locking_mode = NORMAL", "PRAGMA journal_mode = DELETE")

DAYS = "SELECT * FROM document WHERE day IN (SELECT day FROM document GROUP BY day HAVING count(*) > 1) ORDER BY day, key"


def is_index(statement: str) -> bool:
    """Whether a statement of the schema makes an index or a trigger, which rows are to be put before, and not a table."""
    return statement.lstrip().startswith(("CREATE INDEX", "CREATE TRIGGER"))


def is_of_sources(statement: str) -> bool:
    """Whether an index is one of the tables that hold sources and what they say."""
    return any(f" ON {table} (" in statement for table in ("source", "print", "path", "link", "statement"))
