"""The tables, indexes and triggers of a SQLite store, and what marks a file as one."""

from __future__ import annotations

APPLICATION_ID = 0x50484148
"""`PHAH`: what marks a SQLite file as a store of ours (`PRAGMA application_id`)."""

BLOCK_INDEX = "CREATE INDEX description_block ON description (block, place)"
CALLED_INDEX = "CREATE INDEX description_called ON description (called) WHERE called IS NOT NULL"
JUDGEMENT_TABLE = "CREATE TABLE judgement (id TEXT PRIMARY KEY, line TEXT NOT NULL) WITHOUT ROWID"
PRINT_SCHEMA = (
    """
    CREATE TABLE print (
        print TEXT NOT NULL,
        source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
        PRIMARY KEY (print, source)
    ) WITHOUT ROWID""",
    "CREATE INDEX print_source ON print (source)",
)
TOUCHED_SCHEMA = (
    # Which documents changed in what walks see of them, the last `TOUCHED_KEPT` times: their own edges, place, date, existence.
    "CREATE TABLE touched (seq INTEGER PRIMARY KEY, document TEXT NOT NULL)",
    "CREATE TRIGGER document_comes AFTER INSERT ON document BEGIN INSERT INTO touched (document) VALUES (NEW.key); END",
    "CREATE TRIGGER document_goes AFTER DELETE ON document BEGIN INSERT INTO touched (document) VALUES (OLD.key); END",
    """
    CREATE TRIGGER document_moves AFTER UPDATE OF place, date ON document
    WHEN OLD.place IS NOT NEW.place OR OLD.date IS NOT NEW.date BEGIN INSERT INTO touched (document) VALUES (NEW.key); END""",
    "CREATE TRIGGER edge_comes AFTER INSERT ON edge BEGIN INSERT INTO touched (document) VALUES (NEW.source); END",
    "CREATE TRIGGER edge_goes AFTER DELETE ON edge BEGIN INSERT INTO touched (document) VALUES (OLD.source); END",
    "CREATE INDEX document_worth ON document (held DESC, support DESC, id, key)",
)

SCHEMA = (
    """
    CREATE TABLE document (
        row INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        id TEXT NOT NULL,
        tail TEXT NOT NULL,
        block TEXT NOT NULL,
        day TEXT,
        number TEXT, name TEXT, type TEXT, issuer TEXT, place TEXT, date TEXT, title TEXT,
        held INTEGER NOT NULL,
        support INTEGER NOT NULL,
        place_reason TEXT
    )""",
    "CREATE INDEX document_id ON document (id, key)",
    "CREATE INDEX document_tail ON document (tail)",
    "CREATE INDEX document_block ON document (block)",
    "CREATE INDEX document_day ON document (day) WHERE day IS NOT NULL",
    "CREATE INDEX document_held ON document (held, id)",
    "CREATE INDEX document_type ON document (type, id)",
    "CREATE INDEX document_place ON document (place, id)",
    # Words are folded and ASCII before they come here, so the tokenizer has nothing to decide.
    "CREATE VIRTUAL TABLE document_words USING fts5 (words, detail = none, columnsize = 0, tokenize = 'ascii')",
    """
    CREATE TABLE description (
        key TEXT PRIMARY KEY,
        block TEXT NOT NULL,
        count INTEGER NOT NULL,
        document TEXT REFERENCES document (key),
        candidates TEXT NOT NULL,
        number TEXT, name TEXT, type TEXT,
        code TEXT NOT NULL, body TEXT, place TEXT, scope TEXT NOT NULL,
        date TEXT, term TEXT, issuer TEXT, title TEXT, speaker TEXT,
        header INTEGER NOT NULL,
        called TEXT
    ) WITHOUT ROWID""",
    CALLED_INDEX,
    BLOCK_INDEX,
    "CREATE INDEX description_document ON description (document)",
    """
    CREATE TABLE source (
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE,
        reading TEXT NOT NULL,
        unjudged TEXT,
        text TEXT NOT NULL,
        prints TEXT
    )""",
    *PRINT_SCHEMA,
    JUDGEMENT_TABLE,
    """
    CREATE TABLE path (
        path TEXT PRIMARY KEY,
        source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE
    ) WITHOUT ROWID""",
    "CREATE INDEX path_source ON path (source)",
    """
    CREATE TABLE link (
        source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        local TEXT NOT NULL,
        description TEXT NOT NULL REFERENCES description (key),
        mentions INTEGER NOT NULL,
        PRIMARY KEY (source, position)
    ) WITHOUT ROWID""",
    "CREATE INDEX link_description ON link (description)",
    """
    CREATE TABLE statement (
        row INTEGER PRIMARY KEY,
        source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        actor TEXT NOT NULL REFERENCES description (key),
        relation TEXT NOT NULL,
        target TEXT NOT NULL REFERENCES description (key),
        confidence REAL NOT NULL,
        rule TEXT NOT NULL,
        spans TEXT NOT NULL,
        quote TEXT NOT NULL,
        UNIQUE (source, ordinal)
    )""",
    # Covers TALLY: one edge between two great documents may have a statement in every source.
    "CREATE INDEX statement_actor ON statement (actor, target, relation, confidence)",
    "CREATE INDEX statement_target ON statement (target)",
    """
    CREATE TABLE edge (
        source TEXT NOT NULL REFERENCES document (key) ON DELETE CASCADE,
        relation TEXT NOT NULL,
        target TEXT NOT NULL REFERENCES document (key) ON DELETE CASCADE,
        total INTEGER NOT NULL,
        confidence REAL NOT NULL,
        reason TEXT,
        PRIMARY KEY (source, relation, target)
    ) WITHOUT ROWID""",
    "CREATE INDEX edge_target ON edge (target, relation)",
    *TOUCHED_SCHEMA,
)


def mark(version: int) -> tuple[str, str]:
    """Statements that mark a file as a store of this schema version; pragmas take no bound values."""
    return f"PRAGMA application_id = {APPLICATION_ID:d}", f"PRAGMA user_version = {version:d}"
