"""A program that ingests files as if they were many: `python -m tests.faults.making URL FOLDER`."""

from __future__ import annotations

import sys

from api import intake
from api.cli import main

if __name__ == "__main__":
    intake.MANY = 1
    url, folder = sys.argv[1:]
    sys.argv = ["phahe", "ingest", folder, "--store", url]
    main()
