"""A world of documents whose truth is known: registers of many bodies, in which numbers recur by place, year and term.

Serials are drawn so that they recur: a third of each register's are of a few that all registers share. A register numbers
its documents in the order of their days. Titles repeat too: formulas that bodies use several times a day, the same title
every year (under the same number, on the same day), plans of all provinces that carry out one resolution.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from graph.knowledge import Place


@dataclass(frozen=True, slots=True)
class Fact:
    """One document of the world."""

    ordinal: int
    type: str
    number: str
    name: str | None
    issuer: str
    """The body with its place: `Ủy ban nhân dân tỉnh Kon Tum`."""
    province: str | None
    unit: str | None
    """The district of the province whose body issued it."""
    date: str
    title: str
    term: str | None
    """Of the Central Committee's documents."""

    @property
    def is_party(self) -> bool:
        """Whether its register runs through a term."""
        return self.number.endswith(("/TW", "/TU"))


@dataclass(frozen=True, slots=True)
class _Register:
    type: str
    code: str
    """With `{year}` where the number holds it."""
    body: str
    a_year: int
    """Documents that the body numbers in it in one year."""
    drawn: int
    """How many of them are in the world."""


_PROVINCIAL = (
    _Register("Quyết định", "/QĐ-UBND", "Ủy ban nhân dân", 2600, 16),
    _Register("Quyết định", "/{year}/QĐ-UBND", "Ủy ban nhân dân", 70, 3),
    _Register("Kế hoạch", "/KH-UBND", "Ủy ban nhân dân", 320, 8),
    _Register("Công văn", "/UBND-KGVX", "Ủy ban nhân dân", 7000, 4),
    _Register("Nghị quyết", "/NQ-HĐND", "Hội đồng nhân dân", 120, 5),
    _Register("Kế hoạch", "-KH/TU", "Tỉnh ủy", 55, 3),
    _Register("Chương trình", "-CTr/TU", "Tỉnh ủy", 14, 2),
    _Register("Công văn", "-CV/TU", "Tỉnh ủy", 900, 2),
)
_OF_DISTRICTS = (
    _Register("Quyết định", "/QĐ-UBND", "Ủy ban nhân dân", 3000, 2),
    _Register("Kế hoạch", "/KH-UBND", "Ủy ban nhân dân", 200, 1),
)
_CENTRAL = (
    _Register("Nghị định", "/{year}/NĐ-CP", "Chính phủ", 130, 12),
    _Register("Nghị quyết", "/NQ-CP", "Chính phủ", 180, 6),
    _Register("Quyết định", "/QĐ-TTg", "Thủ tướng Chính phủ", 2000, 14),
    _Register("Chỉ thị", "/CT-TTg", "Thủ tướng Chính phủ", 45, 4),
    _Register("Thông tư", "/{year}/TT-BTC", "Bộ Tài chính", 120, 8),
    _Register("Thông tư", "/{year}/TT-BNV", "Bộ Nội vụ", 20, 4),
    _Register("Nghị quyết", "-NQ/TW", "Bộ Chính trị", 12, 4),
    _Register("Chỉ thị", "-CT/TW", "Ban Bí thư", 10, 4),
    _Register("Kết luận", "-KL/TW", "Bộ Chính trị", 20, 4),
)
_LAWS = ("Luật Công đoàn", "Luật Đất đai", "Luật Nhà ở", "Luật Thanh niên", "Luật Căn cước", "Luật Khám bệnh, chữa bệnh")
_DISTRICTS = ("Sa Bình", "Đông Hải", "Tân Sơn")
"""Invented, and the same in all provinces."""

_TERMS = (("2016-01-21", "XII"), ("2021-01-26", "XIII"))
_PROVINCIAL_TERMS = ("2015-10-01", "2020-10-01", "2025-10-01")
_SHARED = (1, 2, 5, 9, 12, 21, 24, 36, 48, 65, 81, 107, 163, 218, 435, 655, 861, 1240, 1729, 2016)
_DEEDS = (
    "về việc phê duyệt đề án",
    "về tăng cường công tác",
    "về đẩy mạnh",
    "về đổi mới, nâng cao chất lượng",
    "quy định chi tiết về",
    "về tiếp tục đổi mới",
    "ban hành quy chế phối hợp về",
    "về việc kiện toàn bộ máy",
    "về chính sách hỗ trợ",
    "hướng dẫn thực hiện",
    "về chấn chỉnh",
    "về chương trình hành động",
)
_THINGS = (
    "phát triển kinh tế tập thể",
    "giảm nghèo bền vững",
    "quản lý đất đai, tài nguyên",
    "bảo vệ môi trường lưu vực sông",
    "phòng cháy, chữa cháy rừng",
    "chuyển đổi số trong cơ quan nhà nước",
    "tổ chức và hoạt động của Công đoàn",
    "công tác dân vận trong tình hình mới",
    "đào tạo nghề cho lao động nông thôn",
    "xây dựng nông thôn mới",
    "cải cách thủ tục hành chính",
    "khám bệnh, chữa bệnh bảo hiểm y tế",
    "phát triển du lịch sinh thái",
    "an toàn giao thông đường bộ",
)
_ENDS = (
    "giai đoạn mới",
    "trên địa bàn",
    "đến năm 2030",
    "đối với vùng đồng bào dân tộc thiểu số",
    "theo mô hình mới",
    "ở cơ sở",
    "trong ngành, lĩnh vực phụ trách",
)
_FORMULAS = (
    "về việc bổ nhiệm công chức lãnh đạo, quản lý",
    "về việc tặng thưởng Bằng khen cho tập thể và cá nhân có thành tích xuất sắc",
    "về việc cho phép chuyển mục đích sử dụng đất để thực hiện dự án",
)
_YEARLY = (
    "về nhiệm vụ, giải pháp chủ yếu thực hiện kế hoạch phát triển kinh tế - xã hội và dự toán ngân sách nhà nước",
    "về việc giao chỉ tiêu kế hoạch và dự toán ngân sách nhà nước",
)


def world(provinces: Sequence[Place], years: range, seed: str, denser: int = 1) -> list[Fact]:
    """The documents of these provinces, their districts and the central bodies, by day; numbers are unique in register and period.

    Of the provinces' registers, `denser` times as many are drawn. Equal seeds give equal worlds.
    """
    noise = Random(f"world {seed}")
    central = [fact for register in _CENTRAL for fact in _numbered(register, register.body, None, None, years, noise)]
    resolutions = [fact for fact in central if fact.number.endswith("-NQ/TW")]
    local = [fact for place in provinces for fact in _of_province(place, years, resolutions, noise, denser)]
    facts = sorted([*central, *_laws(years, noise), *local], key=lambda fact: (fact.date, fact.issuer, fact.number))
    return [replace(fact, ordinal=ordinal) for ordinal, fact in enumerate(facts)]


def _of_province(place: Place, years: range, resolutions: Sequence[Fact], noise: Random, denser: int) -> Iterator[Fact]:
    for one in _PROVINCIAL:
        register = replace(one, drawn=min(one.drawn * denser, one.a_year // 3))
        body = "Thành ủy" if register.body == "Tỉnh ủy" and place.kind == "thành phố" else register.body
        issuer = f"{body} {place.name}" if body.endswith("ủy") else f"{body} {place.kind} {place.name}"
        for fact in _numbered(register, issuer, place.name, None, years, noise):
            yield _carrying_out(fact, resolutions, noise) if "KH" in register.code else fact
    for district in _DISTRICTS:
        for register in _OF_DISTRICTS:
            yield from _numbered(register, f"{register.body} huyện {district}", place.name, district, years, noise)


def _numbered(register: _Register, issuer: str, province: str | None, unit: str | None, years: range, noise: Random) -> Iterator[Fact]:
    """A register's documents: serials drawn without repetition in a period, days in their order."""
    party = register.code.endswith(("/TW", "/TU"))
    taken: dict[str, set[int]] = {}
    for year in years:
        drawn = _serials(register, year, noise)
        for serial, title in drawn:
            share = serial / (register.a_year + 1)
            day = date(year, 1, 4) + timedelta(days=int(share * 358) + (noise.randrange(3) if title not in _FORMULAS else 0))
            period, term, begun = str(year), None, year
            if party:
                period, term, begun = _term(day.isoformat(), central=register.code.endswith("/TW"))
            written = serial + (year - begun) * register.a_year if party else serial
            if written in taken.setdefault(period, set()):
                continue
            taken[period].add(written)
            digits = f"{written:02d}"
            yield Fact(
                0, register.type, digits + register.code.format(year=year), None, issuer, province, unit, day.isoformat(), title, term
            )


def _serials(register: _Register, year: int, noise: Random) -> list[tuple[int, str]]:
    shared = [serial for serial in _SHARED if serial <= register.a_year]
    found: dict[int, str] = {}
    if register.code in ("/NQ-CP", "/QĐ-UBND"):
        title = _YEARLY[register.code == "/QĐ-UBND"]
        found[1] = f"{title} năm {year}" if noise.random() < 0.7 else title
    while len(found) < register.drawn:
        serial = noise.choice(shared) if noise.random() < 0.35 else noise.randrange(1, register.a_year + 1)
        if register.code == "/QĐ-UBND" and noise.random() < 0.08:
            formula = noise.choice(_FORMULAS)
            found |= {
                serial + n: formula for n in range(noise.randrange(2, 6)) if serial + n not in found and serial + n <= register.a_year
            }
        else:
            found.setdefault(serial, _title(noise))
    return sorted(found.items())


def _title(noise: Random) -> str:
    return f"{noise.choice(_DEEDS)} {noise.choice(_THINGS)} {noise.choice(_ENDS)}" + (
        f", mục tiêu số {noise.randrange(1, 30)}" if noise.random() < 0.3 else ""
    )


def _carrying_out(fact: Fact, resolutions: Sequence[Fact], noise: Random) -> Fact:
    before = [resolution for resolution in resolutions if resolution.date < fact.date]
    if not before or noise.random() < 0.5:
        return fact
    of = noise.choice(before)
    return replace(fact, title=f"thực hiện Nghị quyết số {of.number} ngày {spoken(of.date)} của {of.issuer} {of.title}")


def _term(day: str, *, central: bool) -> tuple[str, str | None, int]:
    """The term's key, its numeral and the year in which its numbers began."""
    if central:
        since, numeral = max(term for term in _TERMS if term[0] <= day)
        return since, numeral, int(since[:4])
    since = max(term for term in _PROVINCIAL_TERMS if term <= day)
    return since, None, int(since[:4])


def _laws(years: range, noise: Random) -> Iterator[Fact]:
    for name in _LAWS:
        for year in sorted(noise.sample(years, min(2, len(years)))):
            assembly = 14 if year < 2021 else 15
            day = date(year, 6 if noise.random() < 0.5 else 11, noise.randrange(10, 29)).isoformat()
            number = f"{noise.randrange(10, 99)}/{year}/QH{assembly}"
            yield Fact(0, "Luật", number, name, "Quốc hội", None, None, day, name.removeprefix("Luật "), None)


def spoken(day: str) -> str:
    """`12/6/2021`, `6/2021`, `2021`."""
    return "/".join(str(int(part)) for part in reversed(day.split("-")))
