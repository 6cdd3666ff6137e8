"""The same questions in bare Cypher on the same database, as one who knows the driver would ask them: one query each."""

from __future__ import annotations

import os
from typing import Any

from neo4j import READ_ACCESS, GraphDatabase, NotificationMinimumSeverity

from graph.reading import RELATIONS

Rows = list[list[Any]]

_ANY = "|".join(relation.upper() for relation in RELATIONS)


class PlainCypher:
    """A driver of its own, for reading."""

    def __init__(self, url: str) -> None:
        auth = (os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ["NEO4J_PASSWORD"])
        self.driver = GraphDatabase.driver(url, auth=auth, notifications_min_severity=NotificationMinimumSeverity.OFF)

    def close(self) -> None:
        self.driver.close()

    def rows(self, query: str, **values: object) -> Rows:
        with self.driver.session(default_access_mode=READ_ACCESS) as session:
            return [record.values() for record in session.run(query, values)]

    def by_id(self, asked: str) -> Rows:
        return self.rows("MATCH (d:Document {id: $id}) RETURN d {.*}", id=asked)

    def by_number(self, asked: str) -> Rows:
        return self.rows("MATCH (d:Document {number: $number}) RETURN d {.*}", number=asked)

    def hub(self, key: str) -> tuple[int, Rows]:
        """How many edges come in, and the documents at the first hundred of them."""
        query = f"""
            MATCH (h:Document {{key: $key}}) WITH h, COUNT {{ (h)<-[:{_ANY}]-() }} AS total
            MATCH (h)<-[r:{_ANY}]-(d) WITH total, r, d ORDER BY type(r), d.key LIMIT 100 RETURN total, type(r), d {{.*}}"""
        found = self.rows(query, key=key)
        return (found[0][0] if found else 0), found

    def reached(self, key: str, direction: str, depth: int) -> Rows:
        """Documents by level and place, with their least and greatest date."""
        steps = f"[:{_ANY}*0..{depth}]"
        way = f"<-{steps}-" if direction == "in" else f"-{steps}->"
        query = f"""
            MATCH p = (:Document {{key: $key}}){way}(d) WITH d, min(length(p)) AS level
            RETURN level, d.place, count(*), min(d.date), max(d.date)"""
        return self.rows(query, key=key)

    def path(self, a: str, b: str, longest: int) -> Rows:
        """Of the shortest ways the first by its ids, with its documents and edges."""
        query = f"""
            MATCH (a:Document {{key: $a}}), (b:Document {{key: $b}}) MATCH p = allShortestPaths((a)-[:{_ANY}*..{longest}]-(b))
            WITH p, [d IN nodes(p) | d.id] AS ids ORDER BY ids LIMIT 1
            RETURN [d IN nodes(p) | d {{.*}}], [r IN relationships(p) | [type(r), r.total]]"""
        return self.rows(query, a=a, b=b)

    def coverage(self, key: str, relations: tuple[str, ...]) -> Rows:
        """Documents by place, over some relations."""
        types = "|".join(relation.upper() for relation in relations)
        query = f"""
            MATCH (:Document {{key: $key}})<-[:{types}*1..]-(d) WITH DISTINCT d
            RETURN d.place, count(*), min(d.date)"""
        return self.rows(query, key=key)

    def search(self, words: str) -> Rows:
        """How many documents have all words, and the twenty best supported of them."""
        query = """
            CALL db.index.fulltext.queryNodes('phahe_document_words', $words) YIELD node AS d
            WITH collect(d) AS found UNWIND found AS d
            WITH size(found) AS total, d ORDER BY d.held DESC, d.support DESC, d.id LIMIT 20 RETURN total, d {.*}"""
        return self.rows(query, words=" ".join(f"+{word}*" for word in words.split()))
