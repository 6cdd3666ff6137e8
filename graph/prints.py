"""Prints: a few short hashes of a text's words, by which texts that are nearly the same find each other without being compared.

A print is made of the least hashes of three sets of word triples (one-permutation MinHash, in bands). Two texts of which
two thirds of the triples agree, as of a clean text and a scan with an error in every tenth word, share one of their 16 prints in
99 of 100 cases; two that agree in a tenth of them in 2. Words that hold a digit count for nothing, so that page marks do no harm.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from zlib import crc32

import numpy as np
import numpy.typing as npt

from graph.dates import is_full
from graph.fold import fold_each
from graph.kept import StoredSource
from graph.reading import Header

CROWD = 64
"""What more sources than these bear is the wording of a form, and tells nothing."""

BANDS = 16
_ROWS = 3
_FEWEST = 40
"""Words below which a text says too little to be told from others."""
_WORD = re.compile(r"[a-z]+")
_SPREAD = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))

_crc = lru_cache(maxsize=65_536)(lambda word: crc32(word.encode()))


def is_named(header: Header) -> bool:
    """Whether a text says its number and its full date: what is missing in a scan whose head cannot be read."""
    return header.number is not None and is_full(header.date)


def prints_of(source: StoredSource) -> tuple[str, ...]:
    """The source's prints, sorted: `b…` of every text, and once more as `u…` where the text does not name itself, so that these few
    can be asked for alone.
    """
    found = _prints(source.text)
    unnamed = () if is_named(source.reading.document) else found
    return (*(f"b{one}" for one in found), *(f"u{one}" for one in unnamed))


@lru_cache(maxsize=256)  # a change asks for the prints of its texts again when it writes them
def _prints(text: str) -> tuple[str, ...]:
    hashes = np.fromiter(map(_crc, _WORD.findall(fold_each(text).lower())), np.uint64)
    if len(hashes) < _FEWEST:
        return ()
    least = _least(hashes)
    bands = least.reshape(BANDS, _ROWS)
    # The band's place is a part of the print; a band with an empty set would be that of every short text.
    whole = [(place, band) for place, band in enumerate(bands) if band.all()]
    return tuple(sorted(blake2b(bytes([place]) + band.astype("<u8").tobytes(), digest_size=6).hexdigest() for place, band in whole))


def _least(words: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Of each of the sets into which the hashes of all triples of words fall, the least hash; 0 where it is empty."""
    sets = BANDS * _ROWS
    triples = words[:-2] * _SPREAD[0] + words[1:-1] * _SPREAD[1] + words[2:] * _SPREAD[2]  # modulo 2^64
    mixed = (triples ^ (triples >> np.uint64(31))) * _SPREAD[0]
    mixed = np.sort(mixed ^ (mixed >> np.uint64(29)))[::-1]
    least = np.zeros(sets, np.uint64)
    least[(mixed % np.uint64(sets)).astype(np.intp)] = mixed  # in falling order, so that the least stays
    return least
