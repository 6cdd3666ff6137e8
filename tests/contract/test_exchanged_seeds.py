"""The main job does not know the seeds: with serials, days and provinces exchanged it gives the exchanged lineage."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from graph.corpus import Corpus
from graph.coverage import coverage
from graph.knowledge import places
from graph.lineage import lineage
from graph.lookup import find
from graph.reading import Record, Source
from graph.store import Store
from graph.stores.memory import MemoryStore
from ingest.reader import read

SEEDS = Path(__file__).parents[3] / "shared" / "corpus" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="needs ../shared/corpus/seeds")

_SERIAL = re.compile(r"(?<![\w/])(\d{2,5})(?=[* ]*/ ?[A-ZĐ]{2}|[* ]*- ?[A-ZĐ][A-Za-zĐ])|(?<=Nghị quyết )(\d\d)(?![\w/-])")
_DAY = re.compile(r"(?P<day>\d\d?)(?P<a>/|\*{0,2} tháng )(?P<month>\d\d?)(?P<b>/| năm )(?P<year>20\d\d)")
_NAMES = {"Kon Tum": ("Kon Tum",), "Quảng Ngãi": ("Quảng Ngãi",), "Thừa Thiên Huế": ("Thừa Thiên Huế", "Thừa Thiên Hué")}


@dataclass(frozen=True)
class Exchange:
    """Digits for digits, provinces for provinces, and all days later or earlier by the same."""

    digits: dict[int, int]
    provinces: dict[str, str]
    later: timedelta

    def serial(self, digits: str) -> str:
        return digits[0].translate(self.digits) + digits[1:].translate(self.digits)

    def number(self, number: str) -> str:
        return re.sub(r"^\d+", lambda m: self.serial(m[0]), number)

    def day(self, iso: str) -> str:
        return (date.fromisoformat(iso) + self.later).isoformat()

    def text(self, text: str) -> str:
        text = _SERIAL.sub(lambda m: self.serial(m[1] or m[2]), text)
        text = _DAY.sub(self._written, text)
        for name, spellings in _NAMES.items():
            for old in (*spellings, *(s.upper() for s in spellings)):
                new = self.provinces[name]
                text = text.replace(old, new.upper() if old.isupper() else new)
        return text

    def _written(self, match: re.Match[str]) -> str:
        day = date(int(match["year"]), int(match["month"]), int(match["day"])) + self.later
        return f"{day.day:02}{match['a']}{day.month if day.month > 2 else f'{day.month:02}'}{match['b']}{day.year}"


def drawn(seed: int) -> Exchange:
    rng = random.Random(seed)  # noqa: S311  # names and digits, no secret
    others = [place.name for place in places("63") if place.kind == "tỉnh" and place.name not in _NAMES]
    shuffled = "".join(rng.sample("123456789", 9))
    return Exchange(
        str.maketrans("123456789", shuffled),
        dict(zip(_NAMES, rng.sample(others, len(_NAMES)), strict=True)),
        timedelta(days=rng.randint(-500, 700)),
    )


def filled(exchange: Exchange) -> Store:
    texts = [exchange.text(path.read_bytes().decode("utf-8-sig")) for path in sorted(SEEDS.iterdir())]
    corpus = Corpus(MemoryStore())
    corpus.add(Record(Source(sha256(text.encode()).hexdigest(), text), read(text)) for text in texts)
    return corpus.store


@pytest.mark.parametrize("seed", range(20))
def test_the_exchanged_seeds_give_the_exchanged_lineage(seed: int) -> None:
    exchange = drawn(seed)
    store = filled(exchange)
    far, near, hue = (exchange.provinces[name] for name in _NAMES)

    def known(number: str, place: str | None, depth: int, held: bool, suspect: bool) -> tuple[object, ...]:
        return exchange.number(number), place, depth, held, suspect

    root = find(store, f"vn/bo-chinh-tri/nghi-quyet/{exchange.day('2021-06-12')}/{exchange.number('02')}-nq.tw")
    lines = lineage(store, root.key)
    assert {(n.number, n.place, n.depth, n.held, n.suspect) for n in lines.nodes} == {
        known("02-NQ/TW", None, 0, False, False),
        known("65-KH/TU", near, 1, False, False),
        known("7216/UBND-KGVX", near, 2, True, False),
        known("24-KH/TU", hue, 1, True, False),
        known("21-NQ/TW", None, 0, False, True),
        known("21-CTr/TU", far, 1, False, True),
        known("3717/UBND-KGVX", far, 2, True, True),
    }
    assert {row.number: row.days for row in coverage(store, root.key).rows} == {
        exchange.number("65-KH/TU"): 144,
        exchange.number("7216/UBND-KGVX"): 202,
        exchange.number("24-KH/TU"): 156,
        exchange.number("21-CTr/TU"): 118,
        exchange.number("3717/UBND-KGVX"): 125,
    }
    directive = find(store, f"vn/bo-chinh-tri/chi-thi/{exchange.day('2019-09-03')}/{exchange.number('37')}-ct.tw")
    assert {(n.number, n.place, n.depth) for n in lineage(store, directive.key).nodes} == {
        (exchange.number("37-CT/TW"), None, 0),
        (exchange.number("119-KH/TU"), far, 1),
        (exchange.number("435/QĐ-UBND"), far, 2),
        (None, far, 3),
        (exchange.number("24-KH/TU"), hue, 1),
    }
    letters = [d for d in store.all_documents() if d.held and d.number is None and d.type == "Công văn"]
    assert [letter.place for letter in letters] == [far]
