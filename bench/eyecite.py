"""eyecite with its Hyperscan tokenizer on its own test opinion: the fastest open citation reader, as the measure of ours.

It is no dependency: `pip install --group bench` (pip 25.1 or newer) in the environment of the run brings it. The opinion is not kept
here either: it is read from a clone of eyecite, or fetched from GitHub and checked against its hash.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

COMMIT = "09165c2d90b4295b4967b1b01b83963c37ab2a98"
URL = f"https://raw.githubusercontent.com/freelawproject/eyecite/{COMMIT}/tests/assets/opinion.txt"
SHA256 = "d55625fb38ff12966496e9cecb1b8e98b9279b932436ca56c3c5d1309dd828dc"


class Absent(Exception):
    """What the comparison needs is not here; the message says what, and how to get it."""


@dataclass(frozen=True, slots=True)
class Eyecite:
    """eyecite, ready to read its opinion."""

    opinion: str
    find: Callable[[], object]
    """Finds the citations of the opinion as it stands."""
    clean_and_find: Callable[[], object]
    """Brings its white space and markup into one form first, as eyecite's manual begins."""


def eyecite(opinion: Path | None) -> Eyecite:
    """eyecite with the opinion of a clone (`tests/assets/opinion.txt`) or of GitHub; `Absent` if something is missing."""
    try:
        reader, tokenizers = import_module("eyecite"), import_module("eyecite.tokenizers")
        import_module("hyperscan")
    except ImportError as error:
        raise Absent(f"eyecite with Hyperscan is not installed ({error}): pip install --group bench") from None
    text = opinion_text(opinion)
    with tempfile.TemporaryDirectory() as cache:
        tokenizer = tokenizers.HyperscanTokenizer(cache_dir=cache)
        reader.get_citations(text, tokenizer=tokenizer)  # compiles its patterns

    def find() -> object:
        return reader.get_citations(text, tokenizer=tokenizer)

    def clean_and_find() -> object:
        return reader.get_citations(reader.clean_text(text, ["html", "all_whitespace"]), tokenizer=tokenizer)

    return Eyecite(text, find, clean_and_find)


def opinion_text(path: Path | None) -> str:
    """The opinion from a file, or from GitHub; `Absent` if it cannot be had or is another."""
    try:
        data = path.read_bytes() if path is not None else _fetched()
    except (URLError, OSError) as error:
        raise Absent(f"eyecite's opinion cannot be had ({error}): give tests/assets/opinion.txt of a clone of it by --opinion") from None
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise Absent(f"not eyecite's opinion of commit {COMMIT[:12]}: its hash is another")
    return data.decode("utf-8")


def _fetched() -> bytes:
    with urlopen(URL, timeout=30) as answer:
        data: bytes = answer.read()
    return data
