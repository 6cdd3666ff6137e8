#!/usr/bin/env python3
"""Fills the output blocks of both READMEs with what the commands above them print; with `--check`, tells whether they are up to date.

A block is a comment that names a command, and the fence after it, which gets the command, as a reader would type it, and its output:

    <!-- phahe lineage 57-NQ/TW -->
    ```text
    $ phahe lineage 57-NQ/TW
    ```

The commands run in the order of the file, on a store of their own.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"^(<!-- phahe ([^\n]+) -->\n```text\n)(.*?)(```)$", re.MULTILINE | re.DOTALL)
WIDTH = "110"


def filled(page: str, store: str) -> str:
    """The page with each block's output as it is now."""

    def fill(block: re.Match[str]) -> str:
        command = [sys.executable, "-m", "api.cli", *shlex.split(block[2])]
        environment = {**os.environ, "PHAHE_STORE": store, "COLUMNS": WIDTH, "NO_COLOR": "1"}
        ran = subprocess.run(
            command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
        )
        lines = [f"$ phahe {block[2]}", *(line.rstrip() for line in ran.stdout.strip("\n").splitlines())]
        return block[1] + "".join(f"{line}\n" for line in lines) + block[4]

    return BLOCK.sub(fill, page)


def main() -> int:
    stale = []
    for path in sorted(ROOT.glob("README*.md")):
        page = path.read_text("utf-8")
        with tempfile.TemporaryDirectory() as folder:
            fresh = filled(page, f"sqlite:///{folder}/readme.db")
        if fresh != page:
            stale.append(path.name)
            if "--check" not in sys.argv[1:]:
                path.write_text(fresh, "utf-8")
    if stale:
        print("stale:" if "--check" in sys.argv[1:] else "filled:", *stale)
    return int(bool(stale) and "--check" in sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
