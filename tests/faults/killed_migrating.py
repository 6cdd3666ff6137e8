"""A program that migrates stores and is killed meanwhile: `python -m tests.faults.killed_migrating ORIGINAL FOLDER SEED ROUNDS`.

Each round copies the original, and forks a process that opens it as a later version would, until it is killed with SIGKILL:
after up to twice the time that it takes undisturbed.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from pathlib import Path
from random import Random

from tests.faults.migrating import migrate


def migrating(original: str, folder: Path) -> int:
    """The id of a process that migrates a copy of the original."""
    folder.mkdir()
    path = shutil.copy(original, folder / "store.db")
    child = os.fork()
    if child == 0:
        try:
            migrate(f"sqlite:///{path}")
        finally:
            os._exit(0)
    return child


def main(original: str, folder: str, seed: str, rounds: str) -> None:
    random = Random(seed)  # noqa: S311 - repeatable, not secret
    began = time.monotonic()
    os.waitpid(migrating(original, Path(folder, "undisturbed")), 0)
    undisturbed = time.monotonic() - began
    for turn in range(int(rounds)):
        child = migrating(original, Path(folder, str(turn)))
        time.sleep(random.uniform(0, 2 * undisturbed))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
