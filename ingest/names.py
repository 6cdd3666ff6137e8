"""Acts and resolutions known by name: laws, codes, ordinances, the Constitution, charters, congresses' resolutions.

Where a law's name ends is shown by a number, a date, a year or punctuation behind it; else by the list of acts in
`names.toml`; else by the word with which the sentence goes on.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.fold import fold
from ingest.patterns import NUMBER, YEAR, Examples
from ingest.phrases import spelled_list, unglued
from ingest.shadow import Rule, Shadow, spelled

NAMED_TYPES = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Điều lệ"})
_LISTS = {"Luật": "laws", "Bộ luật": "codes", "Pháp lệnh": "ordinances", "Điều lệ": "charters"}

_LONGEST = 260
"""Characters that a name is searched through: the longest law's name, one that amends six others, has about 240."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name's end, and how it was told: `shown` by what follows, `listed`, or `guessed`."""

    end: int
    sure: float


@cache
def _file() -> dict[str, list[str]]:
    table: dict[str, list[str]] = tomllib.loads(files("ingest").joinpath("names.toml").read_text("utf-8"))
    expected = {*_LISTS.values(), _ABBREVIATIONS}
    if set(table) != expected:
        raise ValueError(f"names.toml: unknown or missing lists: {sorted(set(table) ^ expected)}")
    for key, names in table.items():
        if len(set(names)) != len(names) or "" in names:
            raise ValueError(f"names.toml: {key}: a name is empty or given twice")
    return table


@cache
def _listed(kind: str, bare: bool) -> re.Pattern[str]:
    """All listed names of a kind, with any spacing, commas optional as in careless writing."""
    names = sorted(_file()[_LISTS[kind]], key=len, reverse=True)
    sample = Shadow("", "", bare)
    patterns = (r"[ ]?\s?".join(re.escape(word).replace(",", ",?") for word in spelled(name.lower(), sample).split()) for name in names)
    return re.compile(rf"(?:{'|'.join(patterns)})(?!\w)")


@cache
def official_names() -> dict[str, str]:
    """Folded full names with their official writing: `luat dat dai` → `Luật Đất đai`."""
    return {fold(f"{kind} {name}"): f"{kind} {name}" for kind, key in _LISTS.items() for name in _file()[key]}


_PARTS = (
    r"(?:danh[ ]mục|phụ[ ]lục)(?:[ ](?!của(?!\w)|luật(?!\w))[^\W\d]+){0,12}+"
    r"|một[ ]số[ ]điều|các[ ]điều|điều[ ]\d{1,3}[a-z]?|khoản[ ]\d{1,2}|một[ ]số|[0-9]{1,2}|điều|và|của|các|,"
)
_AMENDING = Rule(
    rf"""
    (?:sửa[ ]đổi|bổ[ ]sung|sửa[ ]đổi[ ]?,?[ ]bổ[ ]sung)(?:[ ](?:{_PARTS})){{0,14}}[ ](?=(?:bộ[ ]luật|luật|pháp[ ]lệnh)(?!\w))
    """
)
_ACT = Rule(r"(?:bộ[ ]luật|luật|pháp[ ]lệnh)[ ]")
_SEVERAL = Rule(r"(?:(?:có[ ])?liên[ ]quan[ ](?:đến|tới)|về)[ ]")
"""Laws that are told by their field: "của 37 luật có liên quan đến quy hoạch"."""
_LINK = Rule(r"(?:[ ]?,[ ]?và|[ ]?,|[ ]?;|[ ]và)[ ](?=(?:bộ[ ]luật|luật|pháp[ ]lệnh)[ ](?!số|này|được|sửa))")

_SHOWN = Rule(
    r"""
    [ ,\n]*+
    (?:(?:số|so)[ ]?:?[ ]?(?=\d) | (?:được[ ](?:quốc[ ]hội[ ])?thông[ ]qua[ ])?ngày[ ](?=\d)
      | năm[ ](?=[12]\d\d\d) | (?=(?:19|20)\d\d(?![\d/])))
    """
)
"""What shows that a name has ended: its number, date or year."""

_WORD = re.compile(r"[^\W_]+(?:/[^\W_]+)?")
_BETWEEN = re.compile(r" ?, | - | |\n")


_ABBREVIATED = re.compile(r"[A-ZĐ]{2,}(?:(?:[&/]|, )[A-ZĐ]{2,})*(?![\w/&-])(?! [A-ZĐÀ-Ỹ]{2})")
"""`Luật BHXH`: initials, which bear no tone, where the text around is in ordinary writing."""
_NO_NAMES = frozenset({"TNHH", "VN"})


def law_name(text: Shadow, kind: str, at: int, depth: int = 0) -> Named | None:
    """The end of the name of a law whose type's word ends at `at`; None if no name stands there.

    `depth` counts the laws in whose names this one stands.
    """
    start = at + 1
    if text.low[at:start] not in (" ", "\n"):
        return None
    short = _ABBREVIATED.match(text.clean, start)
    if short and not text.clean[at - 3 : at].isupper() and short.group() not in _NO_NAMES:
        return Named(short.end(), 0.9)
    amending = _AMENDING(text).match(text.low, start)
    if amending and depth < _DEEPEST:
        return _amending_name(text, amending.end(), depth + 1)
    match = _listed(kind, text.bare).match(text.low, start)
    listed = Named(match.end(), 0.98) if match else None
    if kind == "Điều lệ":
        return listed if text.clean[start : start + 1].isupper() else None
    return _read_name(text, kind, start, listed)


def _read_name(text: Shadow, kind: str, start: int, listed: Named | None) -> Named | None:
    guessed = _guess(text, start)
    if guessed is not None and _SHOWN(text).match(text.low, guessed) and (listed is None or guessed > listed.end):
        return Named(guessed, 0.97)
    if listed is not None or guessed is None or kind == "Bộ luật":
        return listed
    certain = text.clean[start].isupper() and not text.clean[start : start + 6].isupper()  # in capitals, no word shows a name
    return Named(guessed, 0.75) if certain else None


_DEEPEST = 3
"""A law that amends one that amends a third: no name goes deeper."""


def _amending_name(text: Shadow, at: int, depth: int) -> Named | None:
    """ "Luật sửa đổi, bổ sung một số điều của Luật A và Luật B": the name holds theirs."""
    end: int | None = None
    for _ in range(12):
        act = _ACT(text).match(text.low, at)
        if act is None:
            break
        kind = {"bo": "Bộ luật", "bộ": "Bộ luật", "lu": "Luật"}.get(text.low[at : at + 2], "Pháp lệnh")
        inner = law_name(text, kind, act.end() - 1, depth) or _field_named(text, act.end())
        if inner is None:
            break
        end = inner.end
        link = _LINK(text).match(text.low, end)
        if link is None:
            break
        at = link.end()
    return None if end is None else Named(end, 0.97)


def _field_named(text: Shadow, at: int) -> Named | None:
    field = _SEVERAL(text).match(text.low, at)
    end = _guess(text, field.end()) if field else None
    return None if end is None else Named(end, 0.9)


def _guess(text: Shadow, start: int) -> int | None:
    """Where the sentence goes on behind what begins like a name; None if it does so at once."""
    end, position, count = None, start, 0
    while position < start + _LONGEST and count < 24:
        word = _WORD.match(text.low, position)
        if word is None:
            break
        low = word.group()
        following = _WORD.match(text.low, word.end() + 1)
        if _stops(text, low, following.group() if following else "", word, count):
            break
        end, count = word.end(), count + 1
        gap = _BETWEEN.match(text.low, word.end())
        if gap is None or (gap.group() == "\n" and text.clean[gap.end()].isupper() and low not in ("và", "va")):
            break  # a name is wrapped between its own words; another line's capital is another line's beginning
        position = gap.end()
    while end is not None and (trailing := _TRAILING.search(text.low, start, end)):
        end = trailing.start()
    return end if end is not None and end > start else None


_TRAILING = re.compile(r"(?:[ ,]+|^)(?:và|va|-)$")


def _stops(text: Shadow, low: str, following: str, word: re.Match[str], count: int) -> bool:
    if low[0].isdigit():
        return True
    capital = text.clean[word.start()].isupper()
    if capital and count == 0:
        return False
    ends = spelled_list("name_ends", text.bare)
    if low in ("và", "va"):
        return not following or following in ends
    if capital and text.clean[word.start() - 2 : word.start() - 1] == ",":
        return True
    return low in ends or f"{low} {following}" in ends


_ROMAN = r"(?=[ivxl])(?:x{0,3}(?:ix|iv|v?i{0,3})|xl)(?!\w)"
_UNIT = "một|hai|ba|tư|bốn|năm|lăm|sáu|bảy|tám|chín"
_ORDINAL = rf"(?:{_ROMAN}|\d{{1,2}}(?!\w)|(?:(?:hai|ba)[ ]mươi(?:[ ](?:mốt|{_UNIT}))?|(?:nhất|mười|{_UNIT})(?:[ ](?:{_UNIT}))?)(?!\w))"
_COMMITTEE = r"(?:ban[ ]chấp[ ]hành[ ]trung[ ]ương(?:[ ]đảng)?(?:[ ]cộng[ ]sản[ ]việt[ ]nam)?|bchtw|đảng(?![ ]bộ))"
_KHOA = rf"(?:[ ]?,?[ ]?\(?khóa[ ](?:{_ROMAN}|\d{{1,2}}(?!\w))\)?)"

_ABBREVIATIONS = "abbreviations"


@cache
def abbreviated_codes() -> re.Pattern[str]:
    """Codes known by their initials, type and all: `BLDS`."""
    return re.compile(rf"{unglued(sorted(_file()[_ABBREVIATIONS], key=len, reverse=True))}(?![\w/-])")


NAMED_ACT = Rule(
    rf"""
    (?<!\w)(?:
      (?:nghị[ ]quyết|kết[ ]luận)[ ](?:của[ ])?(?:
          (?:đại[ ]hội|hội[ ]nghị)(?:[ ](?!thứ|lần|về|theo|của|và|số|này|tại|ngày)[^\W\d]+){{0,14}}
          (?:[ ](?:lần[ ])?thứ[ ]|[ ](?=[ivx])){_ORDINAL}(?:[ ](?:của[ ])?{_COMMITTEE})?{_KHOA}?
        | (?:hội[ ]nghị[ ])?trung[ ]ương[ ](?:lần[ ]thứ[ ])?{_ORDINAL}{_KHOA}?
        | phiên[ ]họp(?:[ ](?!về|của|và|tại)[^\W\d]+){{0,8}}[ ]tháng[ ]\d{{1,2}}(?:[ ]năm[ ]|/)\d{{4}}(?!\d)
      )
    | hiến[ ]pháp(?:
          [ ]nước[ ](?:cộng[ ]hòa[ ]xã[ ]hội[ ]chủ[ ]nghĩa[ ]việt[ ]nam|việt[ ]nam[ ]dân[ ]chủ[ ]cộng[ ]hòa)(?:(?:,?[ ]năm)?[ ]\d{{4}})?
        | ,?[ ](?:năm[ ])?(?:19|20)\d\d(?!\d)
      )
    )
    """
)
"""A resolution of a congress, a plenum or a monthly session; the Constitution with its year or full name."""

NAMED_ACT_EXAMPLES = Examples(
    NAMED_ACT,
    (
        "Nghị quyết Đại hội Đảng toàn quốc lần thứ XIII",
        "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVI",
        "Nghị quyết Trung ương 4 khóa XI",
        "Nghị quyết Đại hội Đảng bộ huyện lần thứ hai mươi lăm",
        "Kết luận Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XIII",
        "Nghị quyết Đại hội XIII của Đảng",
        "Nghị quyết Hội nghị lần thứ sáu Ban Chấp hành Trung ương khóa XII",
        "Nghị quyết phiên họp Chính phủ thường kỳ tháng 3 năm 2024",
        "Hiến pháp năm 2013",
        "Hiến pháp 1992",
    ),
    ("các nghị quyết của Đảng", "Nghị quyết Đại hội về công tác", "Hiến pháp và pháp luật", "Nghị quyết của Trung ương về"),
)


def written(text: Shadow, start: int, end: int) -> str:
    """A name as written, white space in one form, `năm` left out, the list's writing where the name is listed."""
    wording = re.sub(r"\s+", " ", text.clean[start:end]).strip(" ,")
    wording = re.sub(r"(?i),? năm (?=\d{4}$)", " ", wording)
    year = re.search(r" \d{4}$", wording)
    stem = wording[: year.start()] if year else wording
    official = official_names().get(fold(stem))
    if official:
        return official + (year.group() if year else "")
    if stem.isupper() and " " in stem:
        wording = wording.lower()
    return wording[0].upper() + wording[1:]


def behind(text: Shadow, at: int) -> re.Match[str] | None:
    """A law's number behind its name, with what leads to it."""
    lead = _NUMBER_LEAD(text).match(text.low, at)
    return NUMBER(text).match(text.low, lead.end()) if lead else None


_NUMBER_LEAD = Rule(r"[ ,\n]*+(?:(?:số|so|luật[ ]số)[ ]?:?[ ]?|\([ ]?(?:(?:luật[ ])?số[ ]?:?[ ]?)?)?")


def year_behind(text: Shadow, at: int) -> re.Match[str] | None:
    """A year that belongs to the name: "Luật Công đoàn năm 2012"."""
    return YEAR(text).match(text.low, at)
