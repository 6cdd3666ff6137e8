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
_ORDER = "ORDER BY d.held DESC, d.support DESC, d.id, d.key"
_LESS = "d.support < $after_support OR (d.support = $after_support AND d.id > $after_id)"
_BEYOND = f"d.held < $after_held OR (d.held = $after_held AND ({_LESS}))"
_FITS = "all(word IN $words WHERE (' ' + d.words) CONTAINS (' ' + word))"


def bound(words: Sequence[str]) -> Mapping[str, object]:
    """What the queries for these words bind."""
    return {"indexed": " ".join(f"+{word}*" for word in _indexed(words)), "words": words}


def few_found(words: Sequence[str], *, later: bool) -> str:
    """The query that puts documents with all these words in order by worth, counts them as `found` and lists the first `count` in
    `page`, with `later` those after (`after_held`, `after_support`, `after_id`). More than `many` it does not look at: then it counts one
    more than that, and its page is of no use.
    """
    left = f"[d IN hits WHERE {_BEYOND}]" if later else "hits"
    return f"""
{_found(words)} WITH d LIMIT $many + 1
WITH d {_ORDER} WITH collect(d) AS hits
RETURN size(hits) AS found, [d IN {left}[..$count] | {listed("d")}] AS page"""


def many_found(words: Sequence[str], *, later: bool) -> str:
    """The same of however many, by the index of what comes first: it lists them without looking for more than these."""
    fitting = f"MATCH (d:Document) WHERE d.held IS NOT NULL AND d.support IS NOT NULL AND {_FITS}"
    return f"""
CALL () {{ {_found(words)} RETURN count(*) AS found }}
CALL () {{ {fitting}{f" AND ({_BEYOND})" if later else ""} WITH d {_ORDER} LIMIT $count RETURN collect({listed("d")}) AS page }}
RETURN found, page"""


def _found(words: Sequence[str]) -> str:
    indexed = _indexed(words)
    found = "CALL db.index.fulltext.queryNodes('phahe_document_words', $indexed) YIELD node AS d" if indexed else "MATCH (d:Document)"
    return found if len(indexed) == len(words) else f"{found} WITH d WHERE {_FITS}"


def _indexed(words: Sequence[str]) -> list[str]:
    return [word for word in words if len(word) <= _LONGEST][:_MOST]
