"""A synthetic corpus of read records, shaped like the real one: seeded, streamed, of any size.

Document `i` of `n` is a pure function of the seed, `i` and `n`, so that citing it needs no memory of it. The corpus spans
twenty years; document `i` is older than `i + 1`. Of it,

- each document states ten relations, of ten different documents;
- the first five are hubs, each cited by 10 to 17 % of all others;
- half of the documents rest on the one before them in their own register, or carry it out: chains as long as a year;
- one in a hundred cites a later one, which closes cycles;
- serials recur in every province and year, within 3,000: the registers do not grow, more of each is in the corpus;
- citations differ in wording: without a title, a title cut short, the speaker's own province unsaid, a date left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from random import Random

from graph.knowledge import places
from graph.reading import Citation, Evidence, Header, Reading, Record, Relation, Source, StatedRelation, Target

CITED = 10
HUBS = (0.17, 0.15, 0.13, 0.11, 0.10)
"""Shares of the documents that cite each of the first five."""

_FIRST_YEAR, _YEARS = 2005, 20
_SERIALS = 3000
_LOCAL = (
    ("Quyết định", "QĐ-UBND"),
    ("Kế hoạch", "KH-UBND"),
    ("Công văn", "UBND-KGVX"),
    ("Công văn", "UBND-NC"),
    ("Kế hoạch", "KH/TU"),
    ("Công văn", "CV/TU"),
)
_CENTRAL = (
    ("Nghị định", "NĐ-CP", "Chính phủ"),
    ("Thông tư", "TT-BTC", "Bộ Tài chính"),
    ("Thông tư", "TT-BNV", "Bộ Nội vụ"),
    ("Quyết định", "QĐ-TTg", "Thủ tướng Chính phủ"),
)
_PROVINCES = places("63")
_ROUND = len(_PROVINCES) * (1 + len(_LOCAL))
"""Documents of one round: as many central ones as there are provinces, then one from each province's registers."""

_IMPLEMENTS: tuple[Relation, str] = ("implements", "Thực hiện")
_BASED_ON: tuple[Relation, str] = ("based_on", "Căn cứ")
_RELATIONS: tuple[tuple[Relation, str], ...] = (
    *(_BASED_ON,) * 20,
    *(("cites", "Theo"),) * 5,
    *(("amends", "Sửa đổi, bổ sung"),) * 3,
    _IMPLEMENTS,
    ("guides", "Hướng dẫn"),
)
"""What a document rests on is two thirds of all relations, as in the portals' data; the other weights are ours."""

_DEEDS = ("tăng cường", "đẩy mạnh", "đổi mới", "nâng cao chất lượng", "rà soát", "sắp xếp", "chấn chỉnh")
_THINGS = (
    "phát triển kinh tế tập thể",
    "phát triển nguồn nhân lực",
    "phát triển hạ tầng giao thông",
    "phát triển du lịch bền vững",
    "cải cách thủ tục hành chính",
    "công tác dân tộc",
    "quản lý đất đai",
    "bảo vệ môi trường",
)
_ENDS = ("trên địa bàn", "giai đoạn mới", "theo chương trình mục tiêu", "đối với vùng khó khăn", "trong tình hình hiện nay")
_RARE = 1_000
_TAIL = " Các đơn vị, địa phương căn cứ chức năng, nhiệm vụ được giao tổ chức triển khai, báo cáo kết quả trước ngày quy định." * 4


@dataclass(frozen=True, slots=True)
class Facts:
    """What document `i` is."""

    type: str
    number: str
    issuer: str
    province: str | None
    date: str
    title: str


class Corpus:
    """`size` records; equal seeds and sizes give equal ones. 2,000 to 500,000 documents are within what serials allow."""

    def __init__(self, size: int, seed: int = 20210612) -> None:
        self.size, self.seed = size, seed
        self._a_year = -(-size // (_YEARS * len(_PROVINCES))) * len(_PROVINCES)
        self._rounds = -(-self._a_year // _ROUND)
        self.facts = lru_cache(maxsize=131_072)(self._facts)

    def __iter__(self) -> Iterator[Record]:
        return (self.record(i) for i in range(self.size))

    def _facts(self, i: int) -> Facts:
        year, k = _FIRST_YEAR + i // self._a_year, i % self._a_year
        round_, slot = divmod(k, _ROUND)
        row, column = divmod(slot, len(_PROVINCES))
        day = (date(year, 1, 1) + timedelta(days=k * 360 // self._a_year)).isoformat()
        noise = Random(self.seed * 1_000_003 + i)
        title = f"về {noise.choice(_DEEDS)} {noise.choice(_THINGS)} {noise.choice(_ENDS)} đợt {noise.randrange(1, 400)}"
        if i % _RARE == 7:
            title += " hồ chứa thủy lợi"
        if row == 0:
            kind, code, issuer = _CENTRAL[0 if i < len(HUBS) else column % len(_CENTRAL)]
            number = f"{k + 1}/{code}" if code == "QĐ-TTg" else f"{k + 1}/{year}/{code}"
            return Facts(kind, number, issuer, None, day, title)
        place, (kind, code) = _PROVINCES[column], _LOCAL[row - 1]
        # Later serials are further apart: every body comes to 50, few come to 2,000.
        serial = 1 + int(_SERIALS * ((round_ + noise.random() * 0.9) / self._rounds) ** 1.5)
        if code.endswith("/TU"):  # a register through a term, not a year
            body = "Tỉnh ủy" if place.kind == "tỉnh" else "Thành ủy"
            return Facts(kind, f"{serial + _SERIALS * (year % 5)}-{code}", f"{body} {place.name}", place.name, day, title)
        return Facts(kind, f"{serial}/{code}", f"Ủy ban nhân dân {place.kind} {place.name}", place.name, day, title)

    def record(self, i: int) -> Record:
        """Document `i` with what it cites, as reading its text gives it."""
        noise, own = Random(self.seed * 999_983 + i), self.facts(i)
        text = f"{own.issuer}\nSố: {own.number}\n{own.type} {own.title}\n"
        citations, targets, relations = [], {}, []
        for index, (j, relation, cue) in enumerate(self._cited(i, noise)):
            target = self._wording(self.facts(j), own, noise)
            said = f"{target.type} số {target.number}"
            said += f" ngày {_written(target.date)}" if target.date else ""
            said += f" của {target.issuer}" if target.issuer else ""
            said += f" {target.title}" if target.title else ""
            cued = len(text)
            start = cued + len(cue) + 1
            text += f"{cue} {said};\n"
            end = start + len(said)
            local = f"c{index + 1}"
            targets[local] = target
            citations.append(
                Citation(
                    start, end, said, "full", target.type, target.number, None, target.date, target.issuer, target.title, None, 0.98, local
                )
            )
            relations.append(StatedRelation("self", relation, local, (index,), 0.97, "synthetic", (Evidence(cued, end, index),)))
        header = Header(own.number, own.type, own.date, own.issuer, own.province, None, own.title)
        text += _TAIL + f" {i}"
        source = Source(sha256(text.encode()).hexdigest(), text, f"/synthetic/{i:07d}.txt")
        return Record(source, Reading(header, tuple(citations), targets, tuple(relations)))

    def _cited(self, i: int, noise: Random) -> Iterator[tuple[int, Relation, str]]:
        """Ten other documents, with how they are cited: hubs, the one before, neighbours in the province, central ones."""
        chosen: dict[int, tuple[Relation, str]] = {}
        for hub, share in enumerate(HUBS):
            if noise.random() < share and hub != i:
                chosen[hub] = _IMPLEMENTS if noise.random() < 0.1 else _BASED_ON
        before = i - _ROUND
        if before >= 0 and noise.random() < 0.5:
            chosen[before] = _IMPLEMENTS if noise.random() < 0.3 else _BASED_ON
        if noise.random() < 0.01 and i + _ROUND < self.size:
            chosen[i + _ROUND] = ("cites", "Theo")
        while len(chosen) < CITED:
            if noise.random() < 0.6 and i > _ROUND:  # of the province, of late
                j = i - len(_PROVINCES) * noise.randrange(1, 10 * len(_LOCAL))
            else:  # anywhere before, the older the more known; in the first years also after
                j = int(max(i, 200) * noise.random() ** 2)
            if 0 <= j < self.size and j != i and j not in chosen:
                chosen[j] = noise.choice(_RELATIONS)
        return ((j, relation, cue) for j, (relation, cue) in chosen.items())

    def _wording(self, cited: Facts, own: Facts, noise: Random) -> Target:
        luck = noise.random()
        issuer = cited.issuer
        if cited.province is not None and cited.province == own.province and luck < 0.4:
            issuer = issuer.removesuffix(f" {cited.province}")
        title = None if luck > 0.9 else cited.title[: cited.title.rfind(" đợt")] if luck > 0.8 else cited.title
        when = None if 0.75 < luck < 0.78 else cited.date
        return Target(cited.type, cited.number, None, when, issuer, title)


def _written(day: str) -> str:
    year, month, of_month = day.split("-")
    return f"{of_month} tháng {month} năm {year}"
