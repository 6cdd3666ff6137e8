"""Bringing files into a store: in batches, and no unreadable file stops the rest."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from api.console import Bar, say
from api.files import utf8_name
from api.readings import Reader, keeping, plain_reader
from graph.batches import batches
from graph.corpus import Corpus, Status
from graph.errors import InputError
from graph.reading import SELF, Record
from graph.store import Store
from graph.stores import filling, new_file, open_store
from graph.stores.sqlite_bulk import load as load_new
from graph.stores.sqlite_rows import connected
from ingest.sources import File, Skipped, find, load

BATCH = 100
"""Files in one transaction: what is lost at most if the work is interrupted."""

MANY = 2000
"""Files from which on a new store is made in one go: for fewer it gains seconds, and those see the store grow."""

Tick = Callable[[], None]
"""Called after each file."""


@dataclass(slots=True)
class Report:
    """What became of the files under some paths."""

    counts: Counter[Status] = field(default_factory=Counter)
    rejected: list[InputError] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    uncited: list[str] = field(default_factory=list)
    """Files that were taken in, though they cite nothing."""
    pruned: list[str] = field(default_factory=list)
    """Paths that were forgotten, since their files are gone."""

    @property
    def read(self) -> int:
        """How many files were read."""
        return self.counts.total()


def found(paths: Iterable[str]) -> tuple[list[File], Report]:
    """The files under these paths, and a report that names what is not one."""
    report, files = Report(), []
    for one in find(paths):
        if isinstance(one, File):
            files.append(one)
        elif isinstance(one, Skipped):
            report.skipped.append(one)
        else:
            report.rejected.append(one)
    return files, report


def take_in(url: str, files: Sequence[File], report: Report, bar: Bar) -> None:
    """Read the files and add them to the store at `url`; what is refused goes into the report. The bar moves on after each file.

    Many files make a SQLite store that is not there yet in one go. It then appears at the end, so that what was read is kept
    beside it meanwhile: whoever breaks off and begins anew does not read again. They fill an empty Neo4j store in one go as well.
    """
    file = new_file(url) if len(files) >= MANY else None
    if file is not None:
        with keeping(file.with_name(f".{file.name}.readings")) as reader:
            report.counts += load_new(file, _records(files, report, bar, reader), bar.phase)
        return
    with closing(open_store(url, tell=say)) as store:
        filler = filling(store) if len(files) >= MANY and _is_empty(store) else None
        if filler is not None:
            with filler as fill, TemporaryDirectory(prefix="phahe-") as folder:
                made = Path(folder) / "store.db"
                report.counts += load_new(made, _records(files, report, bar, plain_reader), bar.phase)
                with closing(open_store(f"sqlite:///{made}")) as decided, connected(decided) as rows:
                    filled = bar.phase("filling the server", sum(decided.counts()[of] for of in ("documents", "sources")))
                    fill(rows, lambda: filled(1))
            return
        corpus = Corpus(store)
        for batch in batches(_records(files, report, bar, plain_reader), BATCH):
            report.counts.update(outcome.status for outcome in corpus.add(batch))


def _is_empty(store: Store) -> bool:
    return not any(store.counts().values()) and not store.judgements()


def prune(store: Store, folders: Iterable[str], files: Sequence[File], report: Report) -> None:
    """Forget the paths under these folders whose files are gone; a text that is left without any path goes too.

    `files` are those found there. A folder that is itself not there says nothing of its files: its disk may not be mounted.
    """
    roots = [Path(known_as(folder)) for folder in folders if Path(folder).is_dir()]
    there = {known_as(file.path) for file in files}  # by these names: that of a file whose bytes are no UTF-8 leads nowhere
    below = (path for path in store.paths() if any(Path(path).is_relative_to(root) for root in roots))
    gone = sorted(path for path in below if path not in there and _is_gone(Path(path)))
    Corpus(store).forget(gone)
    report.pruned += gone


def _is_gone(path: Path) -> bool:
    """Whether there is certainly no such file; where one may not look, there may be."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def known_as(path: str | os.PathLike[str]) -> str:
    """The name that a store knows a file by: its absolute path, links followed; bytes that are no UTF-8 are written out."""
    return utf8_name(Path(path).resolve())


def _records(files: Iterable[File], report: Report, tick: Tick, reader: Reader) -> Iterator[Record]:
    for file in files:
        try:
            source = load(file.path, known_as(file.path))
            reading = reader(source)
        except InputError as error:
            report.rejected.append(error)
        else:
            if not any(citation.target != SELF for citation in reading.citations):
                report.uncited.append(str(file.path))
            yield Record(source, reading)
        tick()
