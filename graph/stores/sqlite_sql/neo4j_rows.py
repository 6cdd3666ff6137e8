"""The SQL that gives a SQLite store's rows as a Neo4j store is filled with them (`cypher.filling`): columns bear the properties' names.

`caption` is a function of ours (`graph.stores.neo4j_nodes`). None asks for an order, so that rows come as they lie in the file.
"""

from __future__ import annotations

_DOCUMENT = """
    SELECT d.key, d.id, d.block, d.day, d.number, caption(d.number, d.name, d.type, d.date, d.id) AS name, d.name AS called,
        d.type, d.issuer, d.place, d.date, d.title, d.support, d.place_reason, d.tail, w.words
    FROM document d JOIN document_words w ON w.rowid = d.row"""
HELD = f"{_DOCUMENT} WHERE d.held"
STUBS = f"{_DOCUMENT} WHERE NOT d.held"
ISSUERS = "SELECT key, issuer FROM document WHERE issuer IS NOT NULL"
PLACES = "SELECT key, place FROM document WHERE place IS NOT NULL"

_DESCRIPTION = """
    SELECT key, block, count, document, candidates, number, name, type, code, body, place, scope, date, term, issuer, title, speaker,
        header, called
    FROM description"""
DESCRIBED = f"{_DESCRIPTION} WHERE document IS NOT NULL"
AMBIGUOUS = f"{_DESCRIPTION} WHERE document IS NULL"

SOURCES = "SELECT sha256, text, reading, unjudged, prints FROM source"
PATHS = "SELECT s.sha256, p.path FROM source s JOIN path p ON p.source = s.id"
LINKS = "SELECT s.sha256, k.description, k.local, k.mentions, k.position FROM link k JOIN source s ON s.id = k.source"
STATEMENTS = """
    SELECT s.sha256, t.actor, t.target, t.ordinal, t.relation, t.confidence, t.rule, t.spans, t.quote
    FROM statement t JOIN source s ON s.id = t.source"""
EDGES = "SELECT source, target, total, confidence, reason FROM edge WHERE relation = ?"
