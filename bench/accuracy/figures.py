"""The figures: ratios of counts, with 95 % intervals, as rows of tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.accuracy.scoring import HEADER, KINDS, Scored, scored, scorer, total

CALLED = {"full": "numbered citations", "name": "citations by name", "short": "short forms"}
BANDS = ((0.9, 1.01, "0.9 and more"), (0.7, 0.9, "0.7 to 0.9"), (0.0, 0.7, "less than 0.7"))
"""Lower and upper bound of a confidence, the upper not included, and what the band is called."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One ratio: its name, and how many of how many."""

    name: str
    right: int
    of: int

    @property
    def share(self) -> float | None:
        """None where there was nothing to get right."""
        return self.right / self.of if self.of else None

    @property
    def interval(self) -> Sequence[float]:
        """Wilson's 95 % interval. Items count as independent, which those of one document are not quite."""
        interval: Sequence[float] = scorer().interval(self.right, self.of) or (0.0, 1.0)
        return interval


def figures(counts: Counter[str]) -> list[Figure]:
    """All figures of the counts. An F1 is a ratio, too: of twice the right ones and all that were labelled or read."""
    rows = []
    for kind in KINDS:
        rows += _precision_recall(CALLED[kind], kind, counts)
    rows.append(_share("exact span, of those found", "span", counts))
    rows += [_share(name, name, counts) for name in ("type", "date", "issuer", "pinpoint")]
    rows += [_share(f"header: {name}", f"header.{name}", counts) for name in HEADER]
    rows += _precision_recall("typed relations", "typed", counts)
    rows.append(_share("direction of relations", "direction", counts))
    rows += _precision_recall("plain citing", "plain", counts)
    return rows


def by_relation(counts: Counter[str]) -> list[Figure]:
    """Each relation's recall and precision."""
    names = sorted({key.split(".")[1] for key in counts if key.startswith("relation.")})
    return [row for name in names for row in _precision_recall(name, f"relation.{name}", counts)[:2]]


def by_family(scores: Iterable[Scored]) -> dict[str, Counter[str]]:
    """The counts of each family of documents."""
    families: dict[str, list[Scored]] = {}
    for one in scores:
        families.setdefault(one.document.family, []).append(one)
    return {family: total(some) for family, some in sorted(families.items())}


def f1(name: str, key: str, counts: Counter[str]) -> Figure:
    """The harmonic mean of precision and recall of what is counted under `key`."""
    return Figure(name, 2 * counts[f"{key}.right"], counts[f"{key}.gold"] + counts[f"{key}.predicted"])


def calibration(scores: Sequence[Scored]) -> list[Figure]:
    """Of the citations and the typed relations in each band of confidence, how many are right."""
    rows = []
    for low, high, band in BANDS:
        rows.append(Figure(f"citations at {band}", *_within(scores, "citations", low, high)))
        rows.append(Figure(f"relations at {band}", *_within(scores, "relations", low, high)))
    return sorted(rows, key=lambda row: row.name.split()[0])


def _within(scores: Sequence[Scored], what: str, low: float, high: float) -> tuple[int, int]:
    """Right ones and all of one band: what the scorer finds if nothing else had been read."""
    counts = total(
        scored(one.document, {**one.output, what: [item for item in one.output[what] if low <= item["confidence"] < high]})
        for one in scores
    )
    keys = KINDS if what == "citations" else ("typed",)
    right, predicted = (sum(counts[f"{key}.{count}"] for key in keys) for count in ("right", "predicted"))
    return right, predicted


def _precision_recall(name: str, key: str, counts: Counter[str]) -> list[Figure]:
    right = counts[f"{key}.right"]
    precision = Figure(f"{name}, precision", right, counts[f"{key}.predicted"])
    return [precision, Figure(f"{name}, recall", right, counts[f"{key}.gold"]), f1(f"{name}, F1", key, counts)]


def _share(name: str, key: str, counts: Counter[str]) -> Figure:
    return Figure(name, counts[f"{key}.right"], counts[f"{key}.of"])
