"""Making judgements: from the documents and words that a person points at to what survives reading again."""

from __future__ import annotations

from graph.dates import is_full
from graph.describe import naming_of
from graph.errors import UnknownDocument, UsageError
from graph.found import Found
from graph.judgements import Judgement, Naming, Said
from graph.kept import Described, Document
from graph.lineage import known
from graph.store import Store


def same(store: Store, a: str, b: str, said: Said) -> Judgement:
    """That the documents with these keys are one, both rightly named; it bears the name of the one that is better known."""
    if a == b:
        raise UsageError(f"{known(store, a).id} is one document already")
    one, other = sorted((known(store, a), known(store, b)), key=_worth)
    return Judgement("same", said, namings(store, one.key), namings(store, other.key))


def misprint(store: Store, wrong: str, right: str, said: Said) -> Judgement:
    """That what is called as the first document is the second one, wrongly named."""
    if wrong == right:
        raise UsageError(f"{known(store, wrong).id} cannot be a misprint of itself")
    return Judgement("misprint", said, namings(store, wrong), namings(store, right))


def different(store: Store, a: str, b: str, said: Said) -> Judgement:
    """That the two are two documents; with one key twice, that each of its texts is a document of its own."""
    one = namings(store, a)
    if a != b:
        return Judgement("different", said, one, namings(store, b))
    texts = tuple(naming for naming in one if naming.text is not None)
    if len(texts) < 2:
        raise UsageError(f"{known(store, a).id} has {len(texts)} text(s): there is nothing to tell apart")
    return Judgement("different", said, texts, texts)


def means(store: Store, source: str, quote: str, key: str, said: Said) -> Judgement:
    """That a text's citation in these words is one of the document with this key."""
    _cited(store, source, quote)
    return Judgement("means", said, (), namings(store, key)[:1], source, quote)


def not_a_citation(store: Store, source: str, quote: str, said: Said) -> Judgement:
    """That these words of a text cite nothing."""
    _cited(store, source, quote)
    return Judgement("not-a-citation", said, (), (), source, quote)


def namings(store: Store, key: str) -> tuple[Naming, ...]:
    """All that the document with this key is called, the fullest first."""
    known(store, key)
    described = sorted(Found(store.descriptions_of([key]))[key], key=_fullness)
    return tuple(dict.fromkeys(naming_of(one.description) for one in described))


def _fullness(described: Described) -> tuple[object, ...]:
    d = described.description
    placed = d.series.scope == "central" or d.series.place is not None
    return (d.number is None, not is_full(d.date), not placed, d.name is None, not d.header, -described.count, described.key)


def _worth(document: Document) -> tuple[object, ...]:
    """The better known last."""
    return (document.number is not None, is_full(document.date), document.held, document.support, document.id)


def _cited(store: Store, source: str, quote: str) -> None:
    stored = store.stored([source]).get(source)
    if stored is None:
        raise UnknownDocument(source)
    if not any(citation.text == quote for citation in stored.as_read.citations):
        raise UsageError(f"{source[:12]} has no citation “{quote}”; `phahe show` lists those of a document")
