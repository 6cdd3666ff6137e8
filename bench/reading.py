"""How fast texts are read on one core, beside eyecite and beside a bare regular expression, and in how much memory.

    python -m bench.reading                                  ../shared/corpus/unlabelled, else examples/
    python -m bench.reading FOLDER --repeat 5 --opinion .../eyecite/tests/assets/opinion.txt

The whole is what `phahe cite` does with each file's bytes: to text, header, citations, relations, JSON. All times are this process's
computing, not the clock's; each is the least of the repetitions, which go through all rows in turn, so that all meet the same load.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from api.service import cite
from bench.eyecite import Absent, eyecite
from bench.measure import peak
from graph.errors import InputError
from ingest.encodings import decode
from ingest.layout import lay_out
from ingest.reader import read
from ingest.sources import READABLE
from ingest.text import prepare

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "unlabelled"
EXAMPLES = ROOT / "examples"

WHOLE = "the whole of cite"
_NUMBER = re.compile(r"\b\d{1,5}(?:/\d{4})?[/-][A-ZĐ]{1,8}(?:[-/][A-ZĐ][\w-]*)*")
"""What a script of ten lines would look for."""


@dataclass(frozen=True, slots=True)
class Work:
    """Something that is measured: its name, the characters that it goes through, and itself."""

    name: str
    characters: int
    act: Callable[[], object]


def main() -> None:
    """Measure, print the tables."""
    asked = argparse.ArgumentParser(description="measure how fast texts are read")
    asked.add_argument("folder", type=Path, nargs="?", help="texts to read (default: ../shared/corpus/unlabelled, else examples)")
    asked.add_argument("--repeat", type=int, default=5, help="how often each is done; the fastest counts")
    asked.add_argument("--opinion", type=Path, metavar="FILE", help="eyecite's test opinion, from a clone of it (default: fetched)")
    given = asked.parse_args()
    files = list(_files(given.folder))
    print(memory(files))
    works = _works(files)
    try:
        other = eyecite(given.opinion)
        size = len(other.opinion)
        works += [Work("eyecite: find", size, other.find), Work("eyecite: clean, find", size, other.clean_and_find)]
    except Absent as absent:
        print(f"without eyecite: {absent}", file=sys.stderr)
    print(table(works, least(works, given.repeat)))


def memory(files: Sequence[Path]) -> str:
    """The most memory after reading all files once and thrice, one after the other."""
    taken = []
    for _ in range(3):
        for file in files:
            _cite(file.read_bytes())
        taken.append(peak())
    return f"{len(files):,} files read; memory at most {taken[0]:.3f} GB after reading them once, {taken[2]:.3f} GB after three times\n"


def least(works: Sequence[Work], repeat: int) -> list[float]:
    """Seconds of computing that each work takes at the least."""
    times = [[_seconds(work.act) for work in works] for _ in range(repeat)]
    return [min(column) for column in zip(*times, strict=True)]


def table(works: Sequence[Work], times: Sequence[float]) -> str:
    """Markdown: characters a second of each, and how many times as fast the whole of cite is."""
    speeds = [work.characters / taken for work, taken in zip(works, times, strict=True)]
    whole = next(speed for work, speed in zip(works, speeds, strict=True) if work.name == WHOLE)
    lines = ["| | million characters | s | million characters/s | cite is so many times as fast |", "|---|---|---|---|---|"]
    for work, taken, speed in zip(works, times, speeds, strict=True):
        lines.append(f"| {work.name} | {work.characters / 1e6:.2f} | {taken:.3f} | {speed / 1e6:.2f} | {whole / speed:.2f} |")
    return "\n".join(lines)


def _works(files: Sequence[Path]) -> list[Work]:
    contents = [file.read_bytes() for file in files]
    texts = [decode(data, "") for data in contents]
    prepared = [prepare(text) for text in texts]
    readings = [cite(None, text) for text in texts]
    size = sum(map(len, texts))
    return [
        Work(WHOLE, size, lambda: [_cite(data) for data in contents]),
        Work("– bytes to text", size, lambda: [decode(data, "") for data in contents]),
        Work("– text made ready", size, lambda: [prepare(text) for text in texts]),
        Work("– layout and header", size, lambda: [lay_out(text) for text in prepared]),
        Work("– all of reading, these two among it", size, lambda: [read(text) for text in texts]),
        Work("– to JSON", size, lambda: [reading.to_line() for reading in readings]),
        Work("a bare regular expression for numbers", size, lambda: [_NUMBER.findall(text) for text in texts]),
    ]


def _cite(data: bytes) -> str:
    return cite(None, decode(data, "")).to_line()


def _seconds(act: Callable[[], object]) -> float:
    begun = time.process_time()
    act()
    return time.process_time() - begun


def _files(folder: Path | None) -> Sequence[Path]:
    if folder is None and not CORPUS.is_dir():
        print(f"no {CORPUS.relative_to(ROOT.parent)} beside the repository: {EXAMPLES.name}/ is read", file=sys.stderr)
    root = folder or (CORPUS if CORPUS.is_dir() else EXAMPLES)
    return [path for path in sorted(root.rglob("*")) if path.suffix in READABLE and _is_text(path)]


def _is_text(path: Path) -> bool:
    try:
        return bool(decode(path.read_bytes(), str(path)).strip())
    except InputError as error:
        print(f"left out: {error}", file=sys.stderr)
        return False


if __name__ == "__main__":
    main()
