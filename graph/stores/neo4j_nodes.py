"""How documents stand in Neo4j, where people look at them in Browser or Bloom."""

from __future__ import annotations

from sqlite3 import Connection

from graph.kept import Document
from graph.stores import codec
from graph.stores.codec import Row


def document_row(document: Document) -> Row:
    """The properties of its node: those of every adapter, with its own name as `called` and the caption as `name`.

    Graph browsers write the property `name` on a node, if it has one.
    """
    return codec.document_row(document) | {"called": document.name, "name": caption(document)}


def listed_document(row: Row) -> Document:
    """What a query gives as `cypher.names.NODE`."""
    return Document(*row["document"])


def caption(document: Document) -> str:
    """What tells a person at a glance which document it is: `57-NQ/TW`, `Luật Đất đai`, `Công văn 2025-03-18`, else its id."""
    return caption_of(document.number, document.name, document.type, document.date, document.id)


def caption_of(number: str | None, name: str | None, kind: str | None, date: str | None, document_id: str) -> str:
    """The caption of the document with these facts."""
    return number or name or " ".join(part for part in (kind, date) if part) or document_id


def teach_caption(connection: Connection) -> None:
    """Give SQL the function `caption`, which is `caption_of`."""
    connection.create_function("caption", 5, caption_of, deterministic=True)
