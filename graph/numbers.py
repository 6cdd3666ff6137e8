"""Document numbers in their canonical form: parse, print, slug.

Noise is for `ingest` to read through; what arrives here is a number as `Reading` gives it.

    State       30/2020/NĐ-CP · 655/QĐ-TTg · 7216/UBND-KGVX · 59/2020/QH14     (Nghị định 30/2020/NĐ-CP, phụ lục III)
    Party       02-NQ/TW · 05-QC/BTCTU-BDVTU                                  (Hướng dẫn 36-HD/VPTW, II.1.3)
    of old      12-L/CTN · 90/SL · 217-HĐBT · 156/2006/QĐ.UB · 06/98/TTLT/BTC-BXD
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from graph.fold import fold
from graph.knowledge import official_organ_code, official_type_code, organ_of_code

_UNIFY = str.maketrans({"Ð": "Đ", "ð": "đ", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "⁄": "/"})
_NUMBER = re.compile(
    r"""(?P<serial> [0-9]{1,6} (?:\.[0-9]{1,3})? [a-z]? )
        (?: / (?P<year> (?:19|20)[0-9]{2} | [4-9][0-9] ) (?=[/-] | (?<=[0-9]{4})[A-ZĐ]) )?
        (?P<sep> [/-] | (?=[A-ZĐ]) )
        (?P<codes> [^\W\d_] (?:&?[^\W_])* (?: [-/.] [^\W_] (?:&?[^\W_])* )* ) \Z""",
    re.VERBOSE,
)
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_LONGEST_CODE = 24
_SEPARATOR = re.compile(r"[-/.]")
_SPACED = re.compile(r"\s*([-/.&])\s*|(?<=[0-9])\s+(?=[A-ZĐ])")


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
        """Injective over canonical numbers, ASCII, `/` as `.`, `&` as `_`: `02-nq.tw`.

        Equal numbers differ by no zero, case or diacritic.
        """
        return fold(self.canonical).replace("/", ".").replace("&", "_")


@lru_cache(maxsize=262_144)
def parse_number(text: str) -> Number | None:
    """The number in `text` (nothing else may stand in it), or None if it has no number's form.

    Codes are brought to their official case and diacritics (`21-Ctr/TU` → `21-CTr/TU`, `ND-CP` → `NĐ-CP`, `TTG` → `TTg`) and
    separators to the form of the body's own rules (`57/NQ-TW` → `57-NQ/TW`, `49/2025TT-BCT` → `49/2025/TT-BCT`); digits are
    never corrected.
    """
    match = _match(text)
    if match is None:
        return None
    serial = match["serial"].lstrip("0")
    if not serial[:1].isdigit():
        return None  # `00/QĐ-UBND`, `0a/…`: a blank to be filled in
    year = _year(match["year"])
    type_code, organs = _codes(_SEPARATOR.split(match["codes"]))
    party = _is_party(match, type_code, organs)
    return Number(serial, year, type_code, organs, party, _canonical(serial, year, type_code, organs, party))


@lru_cache(maxsize=65_536)
def official_writing(text: str) -> str | None:
    """The number as `text` writes it, its digits and separators untouched, spaces out, codes in their official case and diacritics.

    What a `Reading` gives: `0130/kh-ubnd` → `0130/KH-UBND`. None where `parse_number` gives None.
    """
    match, number = _match(text), parse_number(text)
    if match is None or number is None:
        return None
    head = match.string[: match.start("codes")]
    codes = iter((*([number.type_code] if number.type_code else []), *number.organs))
    return head + re.sub(r"[^-/.]+", lambda _: next(codes), match["codes"])


def _match(text: str) -> re.Match[str] | None:
    plain = unicodedata.normalize("NFC", text).translate(_UNIFY).strip()
    match = _NUMBER.match(_SPACED.sub(r"\1", plain))
    if match is None:
        return None
    codes = _SEPARATOR.split(match["codes"])
    glued = not match["sep"]  # `49/2025TT-BCT`: only a type's code with an organ's behind it shows what is missing
    return match if all(map(_is_code, codes)) and not (glued and (len(codes) < 2 or official_type_code(codes[0]) is None)) else None


def _is_code(code: str) -> bool:
    """Initials bear no tone: `NĐ`, `TƯ` may be codes, `ngày` and `lần` are words; nor are letters of other alphabets codes."""
    return len(code) <= _LONGEST_CODE and fold(code).isascii() and not _TONES.search(unicodedata.normalize("NFD", code))


def _year(digits: str | None) -> int | None:
    """Two digits stand for a year of the last century: `05/98/TTLT-…`."""
    if digits is None:
        return None
    return int(digits) if len(digits) == 4 else 1900 + int(digits)


def _codes(written: list[str]) -> tuple[str | None, tuple[str, ...]]:
    """The type's code, if the first is one, and the organs' and units'."""
    type_code = official_type_code(written[0])
    rest = written if type_code is None else written[1:]
    return type_code, tuple(official_organ_code(code) or code.upper() for code in rest)


def _is_party(match: re.Match[str], type_code: str | None, organs: tuple[str, ...]) -> bool:
    """The issuing body decides, if the data know it to be of one side only; else the form does: `N-TYPE/ORG`."""
    if type_code is None or not organs or match["year"]:
        return False
    state, party = organ_of_code(organs[0]), organ_of_code(organs[0], party=True)
    if state is not None and party is not None and state.party == party.party:
        return state.party
    return match["sep"] != "/" and "/" in match["codes"]


def _canonical(serial: str, year: int | None, type_code: str | None, organs: tuple[str, ...], party: bool) -> str:
    padded = serial if re.match(r"[0-9]{2}", serial) else "0" + serial
    if party:
        return f"{padded}-{type_code}/{'-'.join(organs)}"
    codes = "-".join((*([type_code] if type_code else []), *organs))
    if organs == ("CTN",) and year is None and type_code is not None:
        return f"{padded}-{type_code}/CTN"  # the President's laws and orders of 1992–2001
    return f"{padded}/{year}/{codes}" if year else f"{padded}/{codes}"
