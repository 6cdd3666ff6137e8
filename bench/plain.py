"""The same questions in bare SQL over the same file: what the engine alone takes, without identity, answers or JSON."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

Rows = list[tuple[Any, ...]]

_STEP = {
    "in": "SELECT DISTINCT e.source FROM front JOIN edge e ON e.target = front.key WHERE e.source NOT IN (SELECT key FROM seen)",
    "out": "SELECT DISTINCT e.target FROM front JOIN edge e ON e.source = front.key WHERE e.target NOT IN (SELECT key FROM seen)",
}
_AROUND = """
    SELECT target FROM edge WHERE source IN (SELECT value FROM json_each(:keys))
    UNION SELECT source FROM edge WHERE target IN (SELECT value FROM json_each(:keys))"""


class PlainSql:
    """A connection of its own, for reading, with a table of what a walk has seen."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.executescript("PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY; PRAGMA synchronous = FULL;")
        for name in ("seen", "front", "next"):
            self.connection.execute(f"CREATE TEMP TABLE {name} (key TEXT PRIMARY KEY) WITHOUT ROWID")

    def close(self) -> None:
        self.connection.close()

    def rows(self, query: str, *values: object) -> Rows:
        return self.connection.execute(query, values).fetchall()

    def by_id(self, asked: str) -> Rows:
        return self.rows("SELECT * FROM document WHERE id = ?", asked)

    def by_number(self, asked: str) -> Rows:
        return self.rows("SELECT * FROM document WHERE number = ?", asked)

    def hub(self, key: str) -> tuple[int, Rows]:
        """How many edges come in, and the documents at the first hundred of them."""
        ((total,),) = self.rows("SELECT count(*) FROM edge WHERE target = ?", key)
        first = "SELECT d.* FROM edge e JOIN document d ON d.key = e.source WHERE e.target = ? ORDER BY e.relation, e.source LIMIT 100"
        return total, self.rows(first, key)

    def reached(self, key: str, direction: str, depth: int) -> Rows:
        """Documents by level and place, with their least and greatest date, by a breadth-first walk with a table of those seen."""
        counts: Rows = []
        for level, _ in enumerate(self._levels(key, direction, depth)):
            query = "SELECT ?, d.place, count(*), min(d.date), max(d.date) FROM front JOIN document d USING (key) GROUP BY d.place"
            counts += self.rows(query, level)
        return counts

    def _levels(self, key: str, direction: str, depth: int) -> Iterator[None]:
        run = self.connection.execute
        for name in ("seen", "front"):
            run(f"DELETE FROM {name}")  # noqa: S608  # the two names above
            run(f"INSERT INTO {name} VALUES (?)", (key,))  # noqa: S608  # the two names above
        yield
        for _ in range(depth):
            run("DELETE FROM next")
            run(f"INSERT INTO next {_STEP[direction]}")  # constants
            run("DELETE FROM front")
            run("INSERT INTO front SELECT key FROM next")
            run("INSERT INTO seen SELECT key FROM next")
            yield

    def path(self, a: str, b: str, longest: int) -> int | None:
        """The length of the shortest way, searched from both ends, the smaller front first."""
        fronts, known = [{a}, {b}], [{a}, {b}]
        for length in range(longest + 1):
            if known[0] & known[1]:
                return length
            near = min((0, 1), key=lambda side: len(fronts[side]))
            found = {key for (key,) in self.connection.execute(_AROUND, {"keys": json.dumps(list(fronts[near]))})}
            fronts[near] = found - known[near]
            known[near] |= found
        return None

    def coverage(self, key: str, relations: tuple[str, ...]) -> Rows:
        """Documents by place, over some relations."""
        query = f"""
            WITH RECURSIVE down (key) AS (
                SELECT ? UNION SELECT e.source FROM down JOIN edge e ON e.target = down.key
                WHERE e.relation IN ({", ".join("?" * len(relations))}))
            SELECT d.place, count(*), min(d.date) FROM down JOIN document d USING (key) GROUP BY d.place"""  # noqa: S608  # marks
        return self.rows(query, key, *relations)

    def search(self, words: str) -> tuple[int, Rows]:
        """How many documents have all words, and the twenty best supported of them."""
        match = " ".join(f'"{word}"*' for word in words.split())
        query = "SELECT d.* FROM document_words w JOIN document d ON d.row = w.rowid WHERE document_words MATCH ?"
        ((total,),) = self.rows("SELECT count(*) FROM document_words WHERE document_words MATCH ?", match)
        return total, self.rows(query + " ORDER BY d.held DESC, d.support DESC, d.id LIMIT 20", match)


def copy_rows(path: Path, to: Path) -> None:
    """Every row of the store at `path` into the same tables and indexes of a new file: the rows alone."""
    with closing(sqlite3.connect(to, isolation_level=None)) as connection:
        run = connection.execute
        run("PRAGMA journal_mode = WAL")
        run("ATTACH ? AS old", (str(path),))
        schema = run("SELECT type, name, sql FROM old.sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'document_words_%'").fetchall()
        run("BEGIN")
        for kind, name, statement in sorted(schema, key=lambda one: one[0] != "table"):
            run(statement)
            if kind == "table" and name == "document_words":
                run("INSERT INTO document_words (rowid, words) SELECT row, number || ' ' || title FROM old.document")
            elif kind == "table":
                run(f"INSERT INTO {name} SELECT * FROM old.{name}")  # noqa: S608  # names from the schema
        run("COMMIT")
