"""Look-up: the document that a user means, and the documents that a search finds.

What is asked may be an id, a number, a type with a number, or words; diacritics, case and spacing never matter. Engines
only filter; the order is ours, so that every store answers alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

from graph.answers import DocumentPage
from graph.cursor import decode, encode
from graph.describe import block_of
from graph.errors import AmbiguousDocument, UnknownDocument, UsageError
from graph.fold import fold, words
from graph.kept import Description, Document, id_fits
from graph.knowledge import document_types
from graph.nodes import plain_node
from graph.numbers import Number, parse_number
from graph.series import UNKNOWN
from graph.store import Store

REACH = 10_000
"""Documents that are looked at for their numbers; of more, those that are held and the best supported."""

_ID = "vn/"
_NUMBER_WORD = re.compile(r"(?<!\w)(?:số|so|no)\s*[:.]?\s*(?=\d)", re.IGNORECASE)
_WRITTEN_DATE = re.compile(r"(?:ngày|ngay)?\s*\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b(?![/-])", re.IGNORECASE)

_EXACT, _SERIAL_OF_TYPE, _SERIAL, _WORDS = range(4)

Rank = tuple[int, bool, int, str]
"""How well a number fits, whether no text is held, citers negated, id: the least comes first."""


def find(store: Store, asked: str) -> Document:
    """The one document that `asked` means.

    An id is taken as it stands, else with `-` for any part of it; a number, with or without its type, is met exactly or not
    at all. Words find what a search finds; a document whose number they spell out is preferred to those that merely
    hold the words. Raises UnknownDocument, AmbiguousDocument, or UsageError for nothing.
    """
    asked = normalize("NFC", asked).strip().strip("/")
    if not asked:
        raise UsageError("which document? Give its id, its number or words of its title")
    if asked.startswith(_ID):
        return _only(asked, _with_id(store, asked))
    numbered = _type_and_number(asked)
    if numbered is not None:
        return _only(asked, _with_number(store, *numbered))
    query = _Query.of(asked)
    _, found = query.ranked(store)
    precise = [document for document in found if query.fit(document) < _SERIAL]
    best = [document for document in precise if query.fit(document) == query.fit(precise[0])]
    return _only(asked, best or found)


def search(store: Store, text: str, limit: int = 20, cursor: str | None = None) -> DocumentPage:
    """A page of the documents that hold all words, each as the beginning of a word of theirs.

    Exact numbers come first, then those whose type and serial are named, then serials (`nghi quyet 02`), then held before cited
    only, then the more cited, then ids. Where words may be numbers, the first `REACH` of the others' order are looked at.
    """
    if limit < 1:
        raise UsageError(f"a page of {limit} documents is none; ask for one or more")
    query = _Query.of(text)
    if not query.words:
        raise UsageError("a search needs at least one word or number")
    last = decode(cursor, (int, bool, int, str)) if cursor else None
    if query.serials:
        total, found = query.ranked(store)
        rest = [document for document in found if last is None or query.rank(document) > last]
    else:
        after = None if last is None else (not last[1], -int(last[2]), str(last[3]))
        total, rest = store.search(query.words, after, limit + 1)
    return DocumentPage(
        total=total,
        documents=[plain_node(document) for document in rest[:limit]],
        next=encode(query.rank(rest[limit - 1])) if len(rest) > limit else None,
    )


@dataclass(frozen=True, slots=True)
class _Query:
    """What was asked, in the forms in which documents can fit it."""

    words: tuple[str, ...]
    """Folded, numbers in their canonical spelling and dates in ISO order, as documents have them."""
    numbers: frozenset[str]
    """Canonical numbers that are spelled out."""
    serials: frozenset[str]
    """Words that may be a number's serial, without leading zeros."""

    @classmethod
    def of(cls, text: str) -> _Query:
        unnumbered = _NUMBER_WORD.sub(" ", normalize("NFC", text))
        plain = _WRITTEN_DATE.sub(lambda m: f" {m[3]}-{m[2]:0>2}-{m[1]:0>2}", unnumbered)
        parts = [(part, _number(part)) for part in plain.split()]
        spelled = tuple(words(" ".join(number.canonical if number else part for part, number in parts)))
        return cls(
            words=spelled,
            numbers=frozenset(number.canonical for _, number in parts if number),
            serials=frozenset(word.lstrip("0") for word in spelled if word[0].isdigit()),
        )

    def fit(self, document: Document) -> int:
        number = parse_number(document.number) if document.number else None
        if number is None:
            return _WORDS
        if number.canonical in self.numbers:
            return _EXACT
        if number.serial not in self.serials:
            return _WORDS
        return _SERIAL_OF_TYPE if document.type and set(words(document.type)) <= set(self.words) else _SERIAL

    def rank(self, document: Document) -> Rank:
        return (self.fit(document), *_worth(document))

    def ranked(self, store: Store) -> tuple[int, list[Document]]:
        """How many documents hold the words, and of them as many as are looked at, in order."""
        total, found = store.search(self.words, None, REACH) if self.words else (0, [])
        return total, sorted(found, key=self.rank)


def _worth(document: Document) -> tuple[bool, int, str]:
    return (not document.held, -document.support, document.id)


def _only(asked: str, found: Iterable[Document]) -> Document:
    candidates = list(found)
    if not candidates:
        raise UnknownDocument(asked)
    if len(candidates) > 1:
        raise AmbiguousDocument(asked, [document.id for document in candidates])
    return candidates[0]


def _with_id(store: Store, pattern: str) -> list[Document]:
    found = store.with_id(pattern)
    exact = [document for document in found if document.id == pattern]
    return exact or sorted(found or _told_apart(store, pattern), key=_worth)


def _told_apart(store: Store, pattern: str) -> list[Document]:
    """Documents whose ids are the asked one with `~` and a hash, since they alone would not tell them apart."""
    last = pattern.rpartition("/")[2]
    near = store.documents_in([f"number {last}", f"name {last}"])
    return [document for document in near if "~" in document.id and id_fits(document.id.rpartition("~")[0], pattern)]


def _type_and_number(asked: str) -> tuple[str | None, Number] | None:
    """A number that stands alone or after its type (`Nghị quyết số 02-NQ/TW`); else None."""
    number = _number(_NUMBER_WORD.sub("", asked, count=1))
    if number is not None:
        return None, number
    folded = fold(asked)
    for kind in document_types():
        name = fold(kind.name)
        if folded.startswith(name + " "):
            rest = asked.split(maxsplit=len(name.split()))[-1]
            number = _number(_NUMBER_WORD.sub("", rest, count=1))
            return (kind.name, number) if number is not None else None
    return None


def _with_number(store: Store, type: str | None, number: Number) -> list[Document]:
    """The documents of this number, in search order; with a type, those of it or of none."""
    bare = Description(number.canonical, None, None, UNKNOWN, None, None, None, None)
    found = store.documents_in([block_of(bare)])
    return sorted((d for d in found if type is None or d.type in (type, None)), key=_worth)


def _number(text: str) -> Number | None:
    """The number in what a user typed; what has digits only is a date."""
    number = parse_number(text)
    codes = "" if number is None else "".join((number.type_code or "", *number.organs))
    return number if any(letter.isalpha() for letter in codes) else None
