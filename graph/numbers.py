"""Document numbers in their canonical form: parse, print, slug.

Noise is for `ingest` to read through; what arrives here is a number as `Reading` gives it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """`30/2020/NĐ-CP`, `02-NQ/TW`, `7216/UBND-KGVX`, `59/2020/QH14`, taken apart."""

    serial: str
    """Digits (or `66.13`, `12a`) without leading zeros."""
    year: int | None
    """The year that the number holds, or None."""
    type_code: str | None
    """`NQ`, `QĐ`, `QCPH` …; None in a công văn's number."""
    organs: tuple[str, ...]
    """Organ code and units: `("UBND", "KGVX")`, `("TW",)`, `("CP",)`."""
    party: bool
    """True for the Party's form, in which the serial is joined to the type by a dash: `02-NQ/TW`."""
    canonical: str
    """As official rules write it, serials below 10 with a leading zero: `02-NQ/TW`."""

    @property
    def slug(self) -> str:
        """Injective over canonical numbers, ASCII, `/` as `.`: `02-nq.tw`. Equal numbers differ by no zero, case or diacritic."""
        raise NotImplementedError


def parse_number(text: str) -> Number | None:
    """The number in `text` (nothing else may stand in it), or None if it has no number's form.

    Codes are brought to their official case and diacritics (`21-Ctr/TU` → `21-CTr/TU`, `ND-CP` → `NĐ-CP`, `TTG` → `TTg`);
    digits are never corrected.
    """
    raise NotImplementedError
