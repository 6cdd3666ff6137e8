"""Prints: a few short hashes of a text's words, by which texts that are nearly the same find each other without being compared.

A print is made of the least hashes of three sets of word triples (one-permutation MinHash, in bands). Two texts of which
two thirds of the triples agree, as of a clean text and a scan with an error in every tenth word, share one of their 16 prints in
99 of 100 cases; two that agree in a tenth of them in 2. Words that hold a digit count for nothing, so that page marks do no harm.
"""

from __future__ import annotations

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
_SPREAD = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))

_BLANK = ord(" ")
_LETTER = np.zeros(0x10000, np.uint8)
"""Of each UTF-16 unit the small ASCII letter that it folds to, else a blank; filled as they are met. No letter lies beyond."""


def is_named(header: Header) -> bool:
    """Whether a text says its number and its full date: what is missing in a scan whose head cannot be read."""
    return header.number is not None and is_full(header.date)


def prints_of(source: StoredSource) -> tuple[str, ...]:
    """The source's prints, sorted: `b…` of every text, and once more as `u…` where the text does not name itself, so that these few
    can be asked for alone.
    """
    return prints_in(source.text, named=is_named(source.reading.document))


def prints_in(text: str, *, named: bool) -> tuple[str, ...]:
    """The prints of a text; `named` is whether it names itself."""
    found = _prints(text)
    unnamed = () if named else found
    return (*(f"b{one}" for one in found), *(f"u{one}" for one in unnamed))


@lru_cache(maxsize=256)  # a change asks for the prints of its texts again when it writes them
def _prints(text: str) -> tuple[str, ...]:
    words = folded_letters(text).split()
    if len(words) < _FEWEST:
        return ()
    bands = _least(np.fromiter(map(crc32, words), np.uint64, len(words))).reshape(BANDS, _ROWS)
    # The band's place is a part of the print; a band with an empty set would be that of every short text.
    whole = np.flatnonzero(bands.all(axis=1))
    hashed = zip(whole.tolist(), bands[whole].astype("<u8"), strict=True)
    return tuple(sorted([blake2b(bytes((place,)) + band.tobytes(), digest_size=6).hexdigest() for place, band in hashed]))


def folded_letters(text: str) -> bytes:
    """The text's letters as `fold_each` folds them, small; a blank stands for everything else."""
    units: npt.NDArray[np.uint16] = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
    letters = _LETTER[units]
    if not letters.all():
        for unit in np.unique(units[letters == 0]).tolist():
            _LETTER[unit] = _letter(chr(unit))
        letters = _LETTER[units]
    return bytes(letters)


def _letter(char: str) -> int:
    folded = fold_each(char).lower()
    return ord(folded) if len(folded) == 1 and "a" <= folded <= "z" else _BLANK


def _least(words: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Of each of the sets into which the hashes of all triples of words fall, the least hash; 0 where it is empty."""
    sets = BANDS * _ROWS
    triples = words[:-2] * _SPREAD[0] + words[1:-1] * _SPREAD[1] + words[2:] * _SPREAD[2]  # modulo 2^64
    mixed = (triples ^ (triples >> np.uint64(31))) * _SPREAD[0]
    mixed = np.sort(mixed ^ (mixed >> np.uint64(29)))[::-1]
    least = np.zeros(sets, np.uint64)
    least[(mixed % np.uint64(sets)).astype(np.intp)] = mixed  # in falling order, so that the least stays
    return least
