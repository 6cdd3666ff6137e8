"""The queries of a search; each gives one row, whose `page` has a list of the `COLUMNS` of each document.

Words are ASCII letters and digits: nothing in them is syntax.

The index takes no more than 1024 words and no prefix of 1000 letters, and parts longer ones: where it is not asked for all, what it
finds is looked at again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.stores.cypher.names import listed

_MOST, _LONGEST = 500, 200
"""Of the words of a search, how many the index is asked for, and of which length."""
MANY_FOUND = 5_000
"""To read from so many documents where they stand, and to put them in order, takes longer than to look through all in order until
there are enough."""
_BEST = "ORDER BY d.held DESC, d.support DESC, d.id, d.key LIMIT $count"
_PAGE = f"collect({listed('d')}) AS page"
_LESS = "d.support < $after_support OR (d.support = $after_support AND d.id > $after_id)"
_BEYOND = f"WITH d WHERE d.held < $after_held OR (d.held = $after_held AND ({_LESS}))"
_FITS = "all(word IN $words WHERE (' ' + d.words) CONTAINS (' ' + word))"


def bound(words: Sequence[str]) -> Mapping[str, object]:
    """What the queries for these words bind."""
    return {"indexed": " ".join(f"+{word}*" for word in _indexed(words)), "words": words}


def first_found(words: Sequence[str], *, later: bool) -> str:
    """The query that counts documents with all these words, as `found`, and if they are no more than `many`, lists the first `count` of
    them by worth in `page`; with `later` those after (`after_held`, `after_support`, `after_id`).

    The index is asked twice: a list of all that it found would be carried along with each row that is put in order, and fill the
    server's memory.
    """
    found = _found(words)
    return f"""
CALL () {{ {found} RETURN count(*) AS found }}
CALL (found) {{
    WITH found WHERE found <= $many
    {found} {_BEYOND if later else ""}
    WITH d {_BEST} RETURN {_PAGE}
}}
RETURN found, page"""


def best_of_all(*, later: bool) -> str:
    """The query that lists them without looking for more than these: by the index of what comes first."""
    fitting = f"MATCH (d:Document) WHERE d.held IS NOT NULL AND d.support IS NOT NULL AND {_FITS}"
    return f"{fitting} {_BEYOND if later else ''} WITH d {_BEST} RETURN {_PAGE}"


def _found(words: Sequence[str]) -> str:
    indexed = _indexed(words)
    found = "CALL db.index.fulltext.queryNodes('phahe_document_words', $indexed) YIELD node AS d" if indexed else "MATCH (d:Document)"
    return found if len(indexed) == len(words) else f"{found} WITH d WHERE {_FITS}"


def _indexed(words: Sequence[str]) -> list[str]:
    return [word for word in words if len(word) <= _LONGEST][:_MOST]
