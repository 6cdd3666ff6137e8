"""What everybody in the field knows: document types, organs, provinces, terms – data in TOML, validated on load.

`types.toml`, `organs.toml`, `places.toml` and `terms.toml` beside this file hold the facts with examples and sources;
`loader` is their only reader.
"""

from __future__ import annotations

from graph.knowledge.bodies import official_organ_code, organ_in, organ_of_code, organs
from graph.knowledge.kinds import document_type, document_types, official_type_code, type_of_code
from graph.knowledge.lands import edition_of, place_in, place_named, place_of_slug, places
from graph.knowledge.model import DocumentType, Organ, Place, Scope, Term
from graph.knowledge.terms import term_of

__all__ = [
    "DocumentType",
    "Organ",
    "Place",
    "Scope",
    "Term",
    "document_type",
    "document_types",
    "edition_of",
    "official_organ_code",
    "official_type_code",
    "organ_in",
    "organ_of_code",
    "organs",
    "place_in",
    "place_named",
    "place_of_slug",
    "places",
    "term_of",
    "type_of_code",
]
