"""How often the reader is right: `python -m bench.accuracy`. Needs `../shared`, where the texts are.

The halves are `test`, of which only totals are ever printed, `tune`, and `dev` (`../shared/gold`).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence

from bench.accuracy.baseline import HALVES, RENEW, Comparison, compared, freeze, frozen, shown
from bench.accuracy.figures import Figure, by_family, by_relation, calibration, f1, figures
from bench.accuracy.labels import SHARED, labelled
from bench.accuracy.published import publish
from bench.accuracy.scoring import Scored, bare, scored, total

FAMILY_COLUMNS = {"full": "numbered", "name": "by name", "short": "short", "typed": "relations"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; returns 1 if something was lost since the baseline was frozen."""
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument(
        "--half", choices=HALVES, action="append", help="only this half of the documents; may be given again (default: each)"
    )
    parser.add_argument(
        "--errors", action="store_true", help="list each miss, false alarm and wrong attribute of tune and dev, by document"
    )
    parser.add_argument(
        "--freeze", action="store_true", help="make what is read now the baseline, and fill the tables of the documentation"
    )
    given = parser.parse_args(arguments)
    if not SHARED.is_dir():
        parser.exit(2, f"{SHARED} is not here: the labels hold no texts\n")
    scores = [scored(document) for document in labelled()]
    for half in given.half or HALVES:
        some = [one for one in scores if one.document.half == half]
        if given.errors and half != "test":
            _list_errors(some)
        _print_half(half, some)
    if given.freeze:
        freeze(scores)
        publish()
        print("frozen")
        return 0
    return _tell(compared(scores, frozen()))


def _list_errors(scores: Sequence[Scored]) -> None:
    for one in scores:
        for error in one.errors:
            print(f"{one.document.name} | {shown(error, one.document.text)}")
    print(
        "\nby kind:",
        *(f"{kind} {count}" for kind, count in Counter(error.kind for one in scores for error in one.errors).most_common()),
        sep="\n  ",
    )


def _print_half(half: str, scores: Sequence[Scored]) -> None:
    counts = total(scores)
    print(f"\n{half}: {len(scores)} documents\n")
    _table(figures(counts))
    print("\n  by relation")
    _table(by_relation(counts))
    print("\n  by confidence: how many are right")
    _table(calibration(scores))
    without = [plain for one in scores if (plain := bare(one.document))]
    print(f"\n  {len(without)} of the documents as typed without diacritics")
    _table([f1("numbered citations, F1", "full", total(map(scored, without)))])
    print(f"\n  F1 by family{'':13}{''.join(f'{called:>18}' for called in FAMILY_COLUMNS.values())}")
    for family, some in by_family(scores).items():
        cells = (f1("", key, some) for key in FAMILY_COLUMNS)
        print(
            f"  {family:25}"
            + "".join(f"{_percent(cell.share):>10} of {some[f'{key}.gold']:4}" for key, cell in zip(FAMILY_COLUMNS, cells, strict=True))
        )


def _table(rows: Sequence[Figure]) -> None:
    for row in rows:
        low, high = row.interval
        print(
            f"  {row.name:32} {_percent(row.share)}  of {row.of:5}   {100 * low:5.1f} to {100 * high:5.1f} %"
            if row.of
            else f"  {row.name:32}      –"
        )


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:5.1f} %"


def _tell(changes: Comparison) -> int:
    print("\nSince the baseline was frozen")
    for name, some in (("lost", changes.losses), ("gained", changes.gains)):
        print(f"  {name}: {len(some)}")
        for change in some:
            print(f"    {change}")
    if changes.relabelled:
        print("  labelled anew since:", *changes.relabelled)
    if changes.losses or changes.relabelled:
        print(f"  To accept this: {RENEW}")
    return int(bool(changes.losses))


if __name__ == "__main__":
    sys.exit(main())
