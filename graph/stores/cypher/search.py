"""The queries of a search. Words are ASCII letters and digits: nothing in them is syntax.

The index takes no more than 1024 words and no prefix of 1000 letters, and parts longer ones: where it is not asked for all, what it
finds is looked at again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.stores.cypher.names import NODE

_MOST, _LONGEST = 500, 200
"""Of the words of a search, how many the index is asked for, and of which length."""
MANY_FOUND = 5_000
"""To read from so many documents where they stand, and to put them in order, takes longer than to look through all in order until
there are enough."""
_FITS = "all(word IN $words WHERE (' ' + d.words) CONTAINS (' ' + word))"


def count_found(words: Sequence[str]) -> tuple[str, Mapping[str, object]]:
    """The query that counts documents with all these words, and what it binds."""
    return f"{_found(words)} RETURN count(d) AS total", {"indexed": " ".join(f"+{word}*" for word in _indexed(words)), "words": words}


def best_found(words: Sequence[str], total: int, limit: int, *, later: bool) -> str:
    """The query that lists them, by worth."""
    next_one = "d.support < $support OR (d.support = $support AND d.id > $id)"
    beyond = f"WITH d WHERE d.held < $held OR (d.held = $held AND ({next_one}))" if later else ""
    in_order = f"MATCH (d:Document) WHERE d.held IS NOT NULL AND d.support IS NOT NULL AND {_FITS}"  # by the index of these two
    found = in_order if total > max(MANY_FOUND, limit) else _found(words)
    return f"{found} {beyond} WITH d ORDER BY d.held DESC, d.support DESC, d.id, d.key LIMIT $count RETURN {NODE}"


def _found(words: Sequence[str]) -> str:
    indexed = _indexed(words)
    found = "CALL db.index.fulltext.queryNodes('phahe_document_words', $indexed) YIELD node AS d" if indexed else "MATCH (d:Document)"
    return found if len(indexed) == len(words) else f"{found} WITH d WHERE {_FITS}"


def _indexed(words: Sequence[str]) -> list[str]:
    return [word for word in words if len(word) <= _LONGEST][:_MOST]
