"""How exact identity is: `python -m bench.identity`. Corpora whose truth is known are put through it; docs/identity.md has the figures.

`--cost 1000,100000` says instead what one more document costs in a small and in a large store.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from bench.identity.cost import cost
from bench.identity.figures import Figures, measured, total
from bench.identity.texts import Known, texts
from bench.identity.world import world
from graph.knowledge import places
from graph.stores.memory import MemoryStore

SEED = 20250701
SCENARIOS = {"many": "many provinces, terms and years", "two": "two provinces' registers side by side"}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of each scenario as Markdown."""
    parser = argparse.ArgumentParser(prog="python -m bench.identity", description="measure identity on corpora whose truth is known")
    parser.add_argument("--provinces", type=int, default=8, help="of the first scenario, 2 to 63 (default: 8)")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--cost", metavar="SIZES", help="instead, what one more document costs in stores of so many: 1000,20000")
    given = parser.parse_args(arguments)
    if given.cost:
        with tempfile.TemporaryDirectory() as folder:
            print(cost([int(size) for size in given.cost.split(",")], given.seed, Path(folder)))
        return
    for name, title in SCENARIOS.items():
        known = corpus(name, given.provinces, given.seed)
        print(f"## {title}\n\n" + "\n".join(table(measured(known, MemoryStore()))) + "\n", flush=True)


def corpus(scenario: str, provinces: int, seed: int) -> Known:
    """The scenario's corpus; equal arguments give equal ones."""
    every = Random(seed).sample(places("63"), provinces)
    if scenario == "two":
        return texts(world(every[:2], range(2020, 2023), str(seed), denser=8), str(seed))
    return texts(world(every, range(2017, 2025), str(seed)), str(seed))


def table(figures: Figures) -> Iterator[str]:
    """The figures as the rows of a Markdown table."""
    f = figures
    slips, flagged = total(f.slips.values())
    rows = [
        ("texts, mentions", f"{f.texts:,}, {f.mentions:,}"),
        ("pairwise precision", _share(f.rightly, f.together)),
        ("pairwise recall of what can be decided", _share(f.found, f.owed)),
        ("undecidable, kept as ambiguous", _share(f.ambiguous, f.undecidable)),
        ("of those whose document is there, with it among the candidates", _share(f.among, f.resolvable)),
        ("the right document is not there: taken for another", f"{f.trapped} of {f.absent:,}"),
        ("slips flagged with the likely truth", _share(flagged, slips)),
        *((f"– {kind}", _share(found, all_)) for kind, (all_, found) in f.slips.items()),
        ("suspects, false ones, false in 200 texts", f"{f.suspects:,}, {f.false_suspects}, {200 * f.false_suspects / max(f.texts, 1):.2f}"),
    ]
    return (f"| {left} | {right} |" for left, right in [("", ""), ("---", "---"), *rows])


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.4f} ({part:,} of {whole:,})" if whole else "–"


if __name__ == "__main__":
    main()
