"""`phahe remove`: a source or a document out of the store; what only it supported goes with it."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from api.commands.options import Store
from api.console import say
from api.intake import known_as
from api.render.card import many
from api.service import Service, opened
from graph.corpus import Corpus
from graph.errors import PhaHeError, UnknownDocument

SHA256 = re.compile(r"[0-9a-f]{64}")


def remove(
    what: Annotated[
        str,
        typer.Argument(
            metavar="DOC|PATH|SHA256", help="A document, the path of an ingested file, or a text's SHA-256.", show_default=False
        ),
    ],
    store: Store = None,
) -> None:
    """Take a document's texts, or one file's text, out of the store. What others say of the document stays, as a stub.

    Example: phahe remove 7216/UBND-KGVX
    """
    with opened(store) as service:
        corpus, known = Corpus(service.store), known_as(what)
        if service.store.sources_at([known]):
            corpus.forget([known])
            say(f"removed what was read from {what}")
            return
        meant, sources = _sources(service, what)
        corpus.remove(sources)
        say(f"removed {many(len(sources), 'text')} of {meant}")


def _sources(service: Service, what: str) -> tuple[str, list[str]]:
    """What is meant, by its full name, and its texts; UnknownDocument, with the reason, where none is held."""
    sha256 = what.lower()
    if SHA256.fullmatch(sha256):
        if not service.store.stored([sha256]):
            raise UnknownDocument(what)
        return sha256, [sha256]
    shown = service.show(what)
    if not shown.sources:
        raise PhaHeError(f"{shown.document.id} is a stub: no text of it is held, so there is nothing to remove")
    return shown.document.id, [source.sha256 for source in shown.sources]
