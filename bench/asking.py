"""The questions that a store is asked, each beside the same in the engine's own language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Protocol

from bench.measure import Row, beside
from bench.synthetic import Corpus as Synthetic
from graph.coverage import coverage_by_place
from graph.describe import describe, description_key
from graph.kept import Document, Step
from graph.lineage import CARRIES_OUT
from graph.lookup import find, search
from graph.paths import MAX_LENGTH, path
from graph.reading import RELATIONS
from graph.store import Store

SEARCHES = (("rare word", "thuy loi"), ("three words", "dat dai dong"), ("a word in half of the titles", "phat trien"))


class Plain(Protocol):
    """The questions in the engine's own language, on the same data. Of what comes back only that it comes is used."""

    def by_id(self, asked: str) -> object: ...
    def by_number(self, asked: str) -> object: ...
    def hub(self, key: str) -> object: ...
    def reached(self, key: str, direction: str, depth: int) -> object: ...
    def path(self, a: str, b: str, longest: int) -> object: ...
    def coverage(self, key: str, relations: tuple[str, ...]) -> object: ...
    def search(self, words: str) -> object: ...


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the table: what is asked, of the store and in its engine's language, and about what."""

    name: str
    ours: Callable[[Any], object]
    plain: Callable[[Any], object]
    about: Sequence[Any]
    note: Callable[[], str] = str
    tail: bool = False
    """Whether the 95th percentile counts, not the median."""


def asking(questions: Sequence[Question]) -> Iterator[Row]:
    """The questions' rows, one by one."""
    for one in questions:
        ours, plain = beside(one.ours, one.plain, one.about, tail=one.tail)
        yield Row(one.name, ours, plain, one.note())


def questions_of(corpus: Synthetic, store: Store, plain: Plain) -> list[Question]:
    """All questions, about documents that the seed chooses. `plain` reads what is in `store`; the store answers as it answers users,
    each question on one state.
    """
    noise = Random(corpus.seed)
    some = documents_of(corpus, store, [noise.randrange(corpus.size) for _ in range(60)])
    hub = documents_of(corpus, store, [0])[0].key
    late = [one.key for one in some if one.date and one.date[:4] >= "2014"][:20]
    numbers = [one.number for one in documents_of(corpus, store, range(5, 40)) if one.number and "/20" in one.number]
    pairs = [(one.key, other.key) for one, other in zip(some[::2], some[1::2], strict=False)]

    def read(ask: Callable[[Any], object]) -> Callable[[Any], object]:
        return lambda about: store.read(lambda: ask(about))

    return [
        Question("by id", read(lambda asked: find(store, asked)), plain.by_id, [one.id for one in some]),
        Question("by number", read(lambda asked: find(store, asked)), plain.by_number, numbers),
        Question(
            "hub: count and first 100", read(lambda key: _hub(store, key)), plain.hub, [hub] * 9, lambda: f"{_hub(store, hub)[0]:,} direct"
        ),
        Question(
            "hub: everything within depth 5, by level and place",
            read(lambda key: store.spread(key, "in", RELATIONS, 5)),
            lambda key: plain.reached(key, "in", 5),
            [hub] * 5,
            lambda: f"{_count(store, hub, 'in', 5):,} documents",
        ),
        Question(
            "median document: all ancestors within depth 6",
            read(lambda key: store.spread(key, "out", RELATIONS, 6)),
            lambda key: plain.reached(key, "out", 6),
            late,
            lambda: f"{_count(store, late[0], 'out', 6):,} documents of the first",
        ),
        Question(
            f"shortest path of at most {MAX_LENGTH} steps, 95th percentile",
            read(lambda pair: path(store, *pair)),
            lambda pair: plain.path(pair[0], pair[1], MAX_LENGTH),
            pairs,
            tail=True,
        ),
        Question(
            "coverage of a hub by province",
            read(lambda key: coverage_by_place(store, key)),
            lambda key: plain.coverage(key, CARRIES_OUT),
            [hub] * 5,
            lambda: f"{sum(place.documents for place in coverage_by_place(store, hub).places):,} documents",
        ),
        *(
            Question(
                f"search, first 20: {name}",
                read(lambda asked: search(store, asked, 20)),
                plain.search,
                [words] * 9,
                lambda words=words: f"{search(store, words).total:,} found",  # type: ignore[misc]  # the default binds the loop's value
            )
            for name, words in SEARCHES
        ),
    ]


def documents_of(corpus: Synthetic, store: Store, wanted: Sequence[int]) -> list[Document]:
    """The documents that some of the records speak for."""
    selves = [description_key(describe(r.source.sha256, r.reading)["self"]) for r in map(corpus.record, wanted)]
    described = store.descriptions(selves)
    documents = store.documents({d.document for d in described.values() if d.document})
    return [documents[key] for one in selves if (key := described[one].document)]


def _hub(store: Store, key: str) -> tuple[int, list[Document]]:
    total, found = store.neighbours(key, "in", None, None, 100)
    return total, [document for _, document in found]


def _count(store: Store, key: str, direction: Step, depth: int) -> int:
    return sum(cell.count for cell in store.spread(key, direction, RELATIONS, depth).cells)
