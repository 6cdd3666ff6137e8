"""Document types: by name, by code."""

from __future__ import annotations

from functools import cache, lru_cache

from graph.fold import fold, slug
from graph.knowledge.loader import types_file
from graph.knowledge.model import DocumentType


@cache
def document_types() -> tuple[DocumentType, ...]:
    """All document types, longer names first."""
    entries = (DocumentType(e.name, e.slug, e.codes, e.scope, e.named, e.issuer) for e in types_file().type)
    return tuple(sorted(entries, key=lambda kind: (-len(kind.name), kind.name)))


@lru_cache(maxsize=4096)
def document_type(name: str) -> DocumentType | None:
    """The type of this name, whatever its case, diacritics and spacing."""
    return _by_name().get(slug(name))


@lru_cache(maxsize=4096)
def type_of_code(code: str, *, party: bool = False) -> DocumentType | None:
    """The usual type of a code: `QĐ` → Quyết định. Codes that collide (TT, TB, QĐ) are decided by `party`."""
    official = official_type_code(code)
    return _by_code(party).get(official) if official else None


@lru_cache(maxsize=4096)
def official_type_code(code: str) -> str | None:
    """The official writing of a type's code: `CTR`, `ctr` → `CTr`, `ND` → `NĐ`; None if no type has it.

    Only a code that is no code as it stands gets lost diacritics back: `HD` is hướng dẫn, never `HĐ`.
    """
    exact, folded = _writings()
    return exact.get(code.casefold()) or (folded.get(fold(code)) if code.isascii() else None)


@cache
def _by_name() -> dict[str, DocumentType]:
    kinds = {kind.name: kind for kind in document_types()}
    return {slug(name): kinds[e.name] for e in types_file().type for name in (e.name, *e.aliases)}


@cache
def _by_code(party: bool) -> dict[str, DocumentType]:
    table = {code: kind for kind in document_types() for code in kind.codes}
    decided = {code: choice.party if party else choice.state for code, choice in types_file().shared.items()}
    return table | {code: _by_name()[slug(name)] for code, name in decided.items()}


@cache
def _writings() -> tuple[dict[str, str], dict[str, str]]:
    codes = [code for e in types_file().type for code in e.codes]
    exact = {code.casefold(): code for code in reversed(codes)}
    return exact, {fold(code): code for code in reversed(codes)}
