"""The questions that a store is asked, each beside the same in the engine's own language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from bench.measure import Row, typical
from bench.plain import Plain
from bench.synthetic import Corpus as Synthetic
from graph.coverage import coverage
from graph.describe import describe, description_key
from graph.lineage import CARRIES_OUT
from graph.lookup import find, search
from graph.paths import path
from graph.reading import RELATIONS
from graph.store import Document, Store

SEARCHES = (("rare word", "thuy loi"), ("three words", "dat dai dong"), ("a word in half of the titles", "phat trien"))


def asking(corpus: Synthetic, store: Store, plain: Plain) -> Iterator[Row]:
    """The rows of the table, one question each. `plain` reads the file of `store`."""
    noise = Random(corpus.seed)
    some = [_documents(corpus, store, [noise.randrange(corpus.size)])[0] for _ in range(60)]
    hub = _documents(corpus, store, [0])[0]
    median = [one for one in some if one.date and one.date[:4] >= "2014"][:20]
    pairs = list(zip(some[::2], some[1::2], strict=False))

    ids = [one.id for one in some]
    yield Row(
        "by id",
        typical(lambda asked: find(store, asked), ids),
        typical(lambda asked: plain.rows("SELECT * FROM document WHERE id = ?", asked), ids),
    )
    numbers = [one.number for one in _documents(corpus, store, range(5, 40)) if one.number and "/20" in one.number]
    yield Row(
        "by number",
        typical(lambda asked: find(store, asked), numbers),
        typical(lambda asked: plain.rows("SELECT * FROM document WHERE number = ?", asked), numbers[:3]),
        "plain SQL has no index for it",
    )
    yield Row(
        "hub: count and first 100",
        typical(lambda key: _hub(store, key), [hub.key] * 5),
        typical(plain.hub, [hub.key] * 5),
        f"{plain.hub(hub.key)[0]:,} direct",
    )
    yield Row(
        "hub: all within depth 5",
        typical(lambda key: store.spread(key, "in", RELATIONS, 5), [hub.key] * 3),
        typical(lambda key: plain.reached(key, "in", 5), [hub.key] * 3),
        f"{sum(cell.count for cell in store.spread(hub.key, 'in', RELATIONS, 5)):,} documents",
    )
    keys = [one.key for one in median]
    yield Row(
        "all ancestors within depth 6",
        typical(lambda key: store.spread(key, "out", RELATIONS, 6), keys),
        typical(lambda key: plain.reached(key, "out", 6), keys),
        f"{sum(cell.count for cell in store.spread(keys[0], 'out', RELATIONS, 6)):,} documents of the first",
    )
    yield Row(
        "shortest path, p95",
        typical(lambda pair: path(store, pair[0].key, pair[1].key), pairs, tail=True),
        typical(lambda pair: plain.path(pair[0].key, pair[1].key, 6), pairs, tail=True),
    )
    yield Row(
        "coverage of a hub",
        typical(lambda key: coverage(store, key), [hub.key] * 3),
        typical(lambda key: plain.coverage(key, CARRIES_OUT), [hub.key] * 3),
        f"{len(coverage(store, hub.key).rows):,} rows",
    )
    for name, words in SEARCHES:
        yield Row(
            f"search: {name}",
            typical(lambda asked: search(store, asked, 20), [words] * 5),
            typical(plain.search, [words] * 5),
            f"{search(store, words).total:,} found",
        )


def _documents(corpus: Synthetic, store: Store, wanted: Sequence[int]) -> list[Document]:
    """The documents that some of the records speak for."""
    selves = [description_key(describe(r.source.sha256, r.reading)["self"]) for r in map(corpus.record, wanted)]
    described = store.descriptions(selves)
    documents = store.documents({d.document for d in described.values() if d.document})
    return [documents[key] for one in selves if (key := described[one].document)]


def _hub(store: Store, key: str) -> tuple[int, list[Document]]:
    total, edges = store.neighbours(key, "in", None, None, 100)
    return total, list(store.documents([edge.source for edge in edges]).values())
