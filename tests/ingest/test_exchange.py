"""Nothing depends on these documents' own words: with digits, dates and provinces exchanged, the answers are exchanged.

Skips where the seed documents are absent. The exchange keeps every text's length in characters but for provinces' names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.reading import SELF, Reading
from ingest.reader import read

SEEDS = Path(__file__).parents[3] / "shared" / "corpus" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="needs ../shared/corpus/seeds")

_PLACES = {"Kon Tum": "Gia Lai", "Quảng Ngãi": "Bình Định", "Thừa Thiên Huế": "Bà Rịa - Vũng Tàu", "Thừa Thiên Hué": "Bà Rịa - Vũng Tàu"}
_SERIALS = str.maketrans("123456789", "396127548")
_NUMBER = re.compile(r"(?<![\w/])(?P<serial>\d{2,5})(?P<code> ?/ ?[A-ZĐ]{2}|- ?[A-ZĐ][A-Za-zĐ])")
_SHORT = re.compile(r"(?<=Nghị quyết )(?P<serial>\d\d)(?![\w/-])")
_DATE = re.compile(r"(?P<day>\d\d?)(?P<a>/| tháng )(?P<month>\d\d?)(?P<b>/| năm )(?P<year>20\d\d)")


def _serial(digits: str) -> str:
    kept = digits[0] if digits[0] == "0" else digits[0].translate(_SERIALS)
    return kept + digits[1:].translate(_SERIALS)


def _date(match: re.Match[str]) -> str:
    """Another day, month and year, each with as many digits as before."""
    day = str((int(match["day"]) + 3) % 27 + 1).zfill(len(match["day"]))
    month = str(int(match["month"]) % 9 + 1).zfill(len(match["month"]))
    day = day if len(day) == len(match["day"]) else "7"
    return f"{day}{match['a']}{month}{match['b']}{int(match['year']) + 1}"


def _exchanged(text: str) -> str:
    text = _NUMBER.sub(lambda m: _serial(m["serial"]) + m["code"], text)
    text = _SHORT.sub(lambda m: _serial(m["serial"]), text)
    text = _DATE.sub(_date, text)
    for old, new in _PLACES.items():
        text = text.replace(old, new).replace(old.upper(), new.upper())
    return text


@dataclass(frozen=True)
class _Answer:
    citations: list[tuple[str, str, str | None, str | None, str | None]]
    relations: set[tuple[str, str, str]]


def _answer(reading: Reading, exchange: bool) -> _Answer:
    def put(value: str | None) -> str | None:
        return value and (_exchanged(value) if exchange else value)

    def name(local: str) -> str:
        target = reading.targets.get(local)
        return SELF if target is None else put(target.number or target.name) or "?"

    return _Answer(
        [(put(c.text) or "", c.kind, c.type, put(c.number), put(c.issuer)) for c in reading.citations],
        {(name(r.source), r.relation, name(r.target)) for r in reading.relations},
    )


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_exchanged_texts_give_exchanged_answers(path: Path) -> None:
    text = path.read_bytes().decode("utf-8-sig")
    exchanged = _exchanged(text)
    assert exchanged != text
    assert _answer(read(exchanged), exchange=False) == _answer(read(text), exchange=True)
