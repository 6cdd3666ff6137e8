"""The frozen baseline: what the reader got wrong when it was last accepted, and what has been lost or gained since.

For each document `baseline.json` keeps what is wrong of it, by place; everything else that its labels hold is right. So one more
entry is a loss, one less a gain. It also keeps the figures that the READMEs print.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.accuracy.figures import Figure, calibration, figures
from bench.accuracy.labels import Half
from bench.accuracy.scoring import Error, Scored, total

BASELINE = Path(__file__).with_name("baseline.json")
HALVES: tuple[Half, ...] = ("test", "tune", "dev")
RENEW = "python -m bench.accuracy --freeze"


@dataclass(frozen=True, slots=True)
class Change:
    """One citation, attribute or relation that was right and is not any more, or the other way round."""

    document: str
    half: Half
    what: str

    def __str__(self) -> str:
        """In the test half the document stays untold, too: nobody is to look at it."""
        return f"{self.document}: {self.what}" if self.half != "test" else f"(test half) {self.what}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed since the baseline was frozen."""

    losses: Sequence[Change]
    gains: Sequence[Change]
    relabelled: Sequence[str]
    """Documents whose labels are not those that the baseline was frozen with, or that it does not know, or no longer labelled."""


def frozen(path: Path = BASELINE) -> dict[str, Any]:
    """The baseline as it was frozen."""
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return loaded


def freeze(scores: Sequence[Scored], path: Path = BASELINE) -> None:
    """Make what is read now the baseline."""
    documents = {
        one.document.name: {
            "half": one.document.half,
            "labels": one.document.fingerprint,
            "wrong": sorted(_wrong(one)),
        }
        for one in scores
    }
    halves = {half: [one for one in scores if one.document.half == half] for half in HALVES}
    baseline = {
        "sizes": {half: len(some) for half, some in halves.items()},
        "figures": {half: _rows(figures(total(some))) for half, some in halves.items()},
        "confidence": {half: _rows(calibration(some)) for half, some in halves.items()},
        "documents": documents,
    }
    path.write_text(json.dumps(baseline, ensure_ascii=False, indent=1) + "\n", "utf-8")


def compared(scores: Iterable[Scored], baseline: dict[str, Any]) -> Comparison:
    """What was lost and gained, document by document."""
    losses: list[Change] = []
    gains: list[Change] = []
    known = dict(baseline["documents"])
    relabelled = []
    for one in scores:
        before = known.pop(one.document.name, None)
        if before is None or before["labels"] != one.document.fingerprint:
            relabelled.append(one.document.name)
            continue
        was, now = set(before["wrong"]), _wrong(one)
        losses += _changes(one, _without_attributes(now - was, was))
        gains += _changes(one, _without_attributes(was - now, now))
    return Comparison(losses, gains, [*relabelled, *known])


def shown(error: Error, text: str) -> str:
    """The error with the words of the text in place of offsets, on one line."""
    words = re.sub(r"‹(\d+)–(\d+)›", lambda place: f"“{text[int(place[1]) : int(place[2])]}”", error.what)
    return re.sub(r"\s+", " ", f"{error.kind} | {words}")


def _wrong(one: Scored) -> set[str]:
    """What is wrong of the document; in the test half a hash stands for what it is about."""
    keys = {error.key for error in one.errors}
    return keys if one.document.half != "test" else {re.sub("‹.*|(?<=: ).*", _hash, key) for key in keys}


def _hash(about: re.Match[str]) -> str:
    return "#" + hashlib.sha256(about[0].encode()).hexdigest()[:8]


def _rows(some: Iterable[Figure]) -> list[tuple[str, int, int]]:
    return [(row.name, row.right, row.of) for row in some]


def _without_attributes(keys: set[str], unread: set[str]) -> list[str]:
    """The keys without attributes of a citation that was not read at all on the other side: that one is named already."""
    return sorted(key for key in keys if f"not read {key.rpartition(' ')[2]}" not in unread)


def _changes(one: Scored, keys: Iterable[str]) -> list[Change]:
    return [Change(one.document.name, one.document.half, key) for key in keys]
