"""A program that ingests files as if they were many, by two processes: `python -m tests.faults.making URL FOLDER`."""

from __future__ import annotations

import sys

from api import intake
from api.cli import main
from graph.stores import sqlite_bulk

if __name__ == "__main__":
    intake.MANY = sqlite_bulk.WORTH_A_PROCESS = 1
    url, folder = sys.argv[1:]
    sys.argv = ["phahe", "ingest", folder, "--store", url]
    main()
