"""Paths: a shortest way between two documents, over all relations and in whatever direction they run."""

from __future__ import annotations

from graph.answers import Path
from graph.errors import UnknownDocument, UsageError
from graph.kept import Document
from graph.nodes import FIRST, edges, plain_node
from graph.store import Store

MAX_LENGTH = 6
"""Steps that are searched, unless asked otherwise: beyond it nearly everything hangs together by way of the great laws."""


def path(store: Store, a: str, b: str, max_length: int = MAX_LENGTH) -> Path:
    """A shortest way of at most `max_length` steps from one key to the other; without nodes if there is none.

    Of equally short ways the one with the fewest suspect steps is taken, then the one whose ids come first. The edges are all
    those between neighbours on it, by source, relation and target.
    """
    if max_length < 0:
        raise UsageError(f"a way of {max_length} steps is none; 0 is the document itself")
    found = store.way(a, b, max_length, FIRST)
    source, target = (_known(key, end) for key, end in zip((a, b), found.ends, strict=True))
    known = {document.key: document for document in found.documents}
    return Path(
        source=source.id,
        target=target.id,
        nodes=[plain_node(document) for document in found.documents],
        edges=edges(store, found.edges, known=known, proofs=found.proofs),
    )


def _known(key: str, document: Document | None) -> Document:
    if document is None:
        raise UnknownDocument(key)
    return document
