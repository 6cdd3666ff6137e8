"""Which line goes on in the next: hard-wrapped text, with blank lines and page breaks amid sentences, becomes paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from graph.fold import fold
from graph.knowledge import document_types
from ingest.bodies import begins_body, is_whole, part_after
from ingest.lines import Gap, Line
from ingest.vocabulary import vocabulary

_WRAPPED = 140
"""Characters: a text whose usual line is longer isn't wrapped, each of its lines is a paragraph."""
_FULL = 0.85
"""Part of the usual width from which a line is full: the next word didn't fit."""

_END = re.compile(r"(?:[.:;!?…]|\./\.)[\"')\]”]*$")
_SENTENCE_END = re.compile(r"[.:;]$")
_ABBREVIATED = re.compile(r"\b(?:TP|Tp|tp|TX|TT|PGS|GS|TS|ThS|Đ/c|đ/c)\.$")
_STOPS, _QUOTES = frozenset(".:;!?…"), frozenset("\"')]”")
_ITEM = re.compile(r"[-+•–*▪●]\s|\(?[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}[.)]\s|\(?[a-zđ][0-9]?\s?\)\s|[IVXLC]{1,6}\s?[.)]\s|[A-ZĐ][.)]\s")
_MAY_ENUMERATE = frozenset(") 0123456789")
"""With which one of these an item's small letter goes on."""
_SECTION = re.compile(
    r"(?:Điều|Chương|Mục|Phần|PHẦN|CHƯƠNG|MỤC|Phụ lục|PHỤ LỤC)\s[0-9IVXLC]{1,6}[a-zđ]?(?:\s?[.:]|$)|(?:Điều|Khoản)\s?[0-9]{1,3}\s?[.:]"
)
_OPENING = re.compile(
    r"(?:Kính gửi|KÍNH GỬI|Nơi nhận|NƠI NHẬN|Số\s?:|SỐ\s?:|V/v\b|V/V\b|Lưu\s?:|Căn cứ\s|Xét\s|Theo đề nghị\s"
    r"|TM\.|KT\.|TL\.|TUQ\.|Q\.\s|T/M\s|K/T\s|CỘNG H[OÒ][AÀ] XÃ HỘI|ĐẢNG CỘNG SẢN|Độc lập\s?-\s?Tự do|\(?Đã ký\)?$)"
)
_CLOSED = re.compile(
    r"(?:CỘNG H[OÒ][AÀ] XÃ HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN) VIỆT NAM$|Độc lập\s?-\s?Tự do\s?-\s?Hạnh phúc$"
    r"|(?:TM|TL|TUQ|KT|T/M|K/T)\.?\s\S.{0,80}$|\(?Đã ký\)?$|XÁC THỰC VĂN BẢN HỢP NHẤT$"
)
_MAY_CLOSE = frozenset("CĐTKX(")
_PLACE_AND_DATE = re.compile(
    r"(?:[^\W\d_][^\n,;:()]{1,40},\s?ng|(?-i:Ng))[aàảá][yỳ][\s.…].{0,12}th[aáảàạâ]ng\s.{0,12}n[aăãâ]m\s?[0-9.…]{0,8}$"
    r"|(?:[^\W\d_][^\n,;:()]{1,40},\s?ngày|Ngày)\s?:?\s?[0-9]{1,2}\s?[/.-]\s?[0-9]{1,2}\s?[/.-]\s?[0-9]{4}$",
    re.IGNORECASE,
)
_HANGING_WORDS = (
    "của|và|về|tại|số|theo|ngày|tháng|năm|với|cho|từ|đến|trong|các|những|một|là|do|bởi|hoặc|thuộc|điều|điểm|khoản|mục"
    "|ủy ban|bộ|sở|tỉnh|giữa|được|bị|để|khi|có|không|phải|tới|như|đối|bằng"
)
_HANGING = re.compile(rf"(?:,|-|/|\b(?:{_HANGING_WORDS}))$", re.IGNORECASE)
_MAY_HANG = frozenset(words.rpartition(" ")[2] for words in _HANGING_WORDS.split("|"))
_DATE_ENDS = frozenset("0123456789.…mM")
_UNIT_END = re.compile(r"\b(?:tỉnh|bộ|sở|năm)$", re.IGNORECASE)
"""What hangs in a sentence but may end a title: "trên địa bàn tỉnh"."""
_ENACTING = re.compile(
    r"(?:(?:chu tich )?(?:uy ban|hoi dong) nhan dan(?: (?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong)(?: (?!ve |nam )\w+){0,4})?"
    r"|chinh phu|quoc hoi|thu tuong chinh phu|uy ban thuong vu quoc hoi|chu tich nuoc"
    r"|(?:bo truong|giam doc|chu nhiem|cuc truong|thong doc) (?!ve )[\w ,-]{3,60})(?:,? khoa [ivx]+\b.{0,60})?$"
)
"""The body or office in capitals that stands between a title and its preamble."""
_NUMBER_LABEL = re.compile(r"(?:[^\W\d_][\w ]{1,20} )?[Ss]ố\s?:$|SỐ\s?:$")
_TAIL = 12
"""Characters at a line's end in which its last word and its stops stand."""
_ROW = 60
"""Characters of a property that stands in one line; a longer one may be a subject that goes on."""
_SHORT = 12
"""A rest of capitals as short as this is an abbreviation at a paragraph's end: `CNVCLĐ.`"""
_PROSE = 30
"""Characters from which a line counts as running text."""
_TITLE = 15
"""Characters from which a line in capitals may be a title's last."""
_COUNTED = re.compile(r"\b(?:số|ngày|tháng|năm|khoản|điểm|mục|điều|phần|chương|quý|thứ|và|từ|đến|hoặc|,|lần|kỳ|khóa)$", re.IGNORECASE)


@cache
def _type_lines() -> frozenset[str]:
    """What stands alone in a line of its own above a title; a resolution's enacting word is `QUYẾT NGHỊ`."""
    kinds = frozenset(fold(kind.name) for kind in document_types())
    return kinds | {"quyet nghi", "phu luc"} | {f"{kind} {fold(word)}" for kind in kinds for word in vocabulary().qualifiers}


_MENU = frozenset(vocabulary().menu) | {">", "»", "›"}
"""Lines of a web page around its document: menus, buttons, what parts a path's steps."""
_PROPERTY = re.compile(
    rf"(?:{'|'.join(sorted(map(re.escape, vocabulary().properties.labels), key=len, reverse=True))})(?=\s?:|$|[0-9A-ZĐ]|--|\s?/ [A-Z])"
)
"""A row of a web page's table of properties: `Số hiệu: 5/2025/TT-BTP`, `Loại văn bảnThông tư`, `Ngày ban hành`."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How wide the text's lines are, in characters, and what its blank lines part."""

    width: int
    spaced: bool = False
    """Blank lines part paragraphs, so lines without one between them belong together."""
    torn: bool = False
    """Blank lines stand amid sentences too, as some extractions from PDF have one behind every line."""

    @property
    def wrapped(self) -> bool:
        return self.width <= _WRAPPED

    def full(self, line: Line) -> bool:
        return self.wrapped and len(line.bare) >= _FULL * self.width


def measure(lines: Sequence[Line]) -> Measure:
    """The width that nine of ten lines of running text keep within; spaced, if a blank stands before every third line."""
    lengths = sorted(len(line.bare) for line in lines if len(line.bare) >= 20)
    gaps = [(before, line) for before, line in pairwise(lines) if line.gap == Gap.BLANK]
    torn = sum(line.bare[0].islower() and not _ends_sentence(before.bare) for before, line in gaps)
    return Measure(
        width=lengths[len(lengths) * 9 // 10] if lengths else 80,
        spaced=len(gaps) * 3 >= len(lines),
        torn=torn >= 2 and torn * 10 >= len(gaps),
    )


def is_type_line(bare: str) -> bool:
    """Whether the line is a document type and nothing else: `KẾ HOẠCH`, `QUYẾT ĐỊNH:`."""
    return len(bare) < 40 and bare[:1].isupper() and _is_type(bare)


@lru_cache(maxsize=1024)  # each line is asked about as the one before, the one after and by itself
def _is_type(bare: str) -> bool:
    return fold(bare.rstrip(" :.")) in _type_lines()


def is_capitals(bare: str) -> bool:
    """Whether the line has words, all of them in capitals; a number with its codes (`58/2024/QH15;`) is no word."""
    return bare.isupper() and any(len(word) > 1 and word.strip(",.;:()").isalpha() for word in bare.split())


def hangs(bare: str) -> bool:
    """Whether the line's last word waits for another: "của", "tại", a comma."""
    last = bare[-_TAIL:].rpartition(" ")[2]
    if last.isalpha() and last.lower() not in _MAY_HANG:
        return False
    return bool(_HANGING.search(bare[-_TAIL:]))


def _ends_sentence(bare: str) -> bool:
    return bare[-1] in _STOPS or (bare[-1] in _QUOTES and bool(_END.search(bare[-_TAIL:])))


def goes_on(line: Line, after: Line, measured: Measure) -> bool:
    """Whether `after` goes on with the sentence or the heading of `line`."""
    if after.gap == Gap.WALL:
        return False
    if after.gap == Gap.NONE and _cut_short(line, after):
        return True
    return _flows(line, after, measured) and not (_begins(line, after) or _ends(line))


def continues_title(line: Line, after: Line) -> bool:
    """Whether `after` goes on with the title that stands in `line`, in a text in which lines are not wrapped but for its titles."""
    if after.gap != Gap.NONE or _SENTENCE_END.search(after.bare) or _begins(line, after) or is_type_line(line.bare):
        return False
    mixed = not (is_capitals(line.bare) or is_capitals(after.bare) or _SENTENCE_END.search(line.bare))
    return mixed and len(after.bare) < _WRAPPED and (hangs(line.bare) or not _ENACTING.match(fold(after.bare)))


def _flows(line: Line, after: Line, measured: Measure) -> bool:
    lower, tail = after.bare[0].islower(), line.bare[-_TAIL:]
    if _ends_sentence(line.bare) and not (line.bare[-1] == "." and _ABBREVIATED.search(tail)):
        # a sentence's end amid a paragraph that is wrapped; lists and headings end short of the width
        same = after.gap == Gap.NONE or (lower and line.bare.endswith(";"))
        return same and measured.full(line) and not (is_capitals(line.bare) or is_capitals(after.bare))
    return lower or _flows_amid_sentence(line, after, measured)


def _flows_amid_sentence(line: Line, after: Line, measured: Measure) -> bool:
    """Whether a line that begins with no small letter goes on with one that ends no sentence."""
    # "chuyển đổi số" may end a title: over a blank line, what hangs must be answered by a number or by the habit of the text
    hanging = hangs(line.bare) and (after.gap != Gap.BLANK or measured.torn or after.bare[0].isdigit())
    if is_capitals(line.bare) or is_capitals(after.bare):
        return _capitals_flow(line, after, measured, hanging=hanging)
    if hanging:
        return not (_UNIT_END.search(line.bare[-_TAIL:]) and _ENACTING.match(fold(after.bare)))
    if after.gap == Gap.PAGE and len(line.bare) >= measured.width / 2 and not _heads(line, after, measured):
        return True
    if after.gap != Gap.NONE or not (measured.wrapped or measured.spaced):
        return measured.full(line) and line.strong == after.strong and (measured.torn or after.gap != Gap.BLANK)
    return (line.strong and after.strong) or (line.strong == after.strong and not _heads(line, after, measured))


def _capitals_flow(line: Line, after: Line, measured: Measure, *, hanging: bool) -> bool:
    """Titles and bodies in capitals go on in capitals; where the case changes, another part of the document begins."""
    capitals = is_capitals(line.bare)
    if capitals and is_capitals(after.bare):
        title = len(line.bare) >= _TITLE and not hanging and (is_whole(line.bare) or not begins_body(line.bare))
        if part_after(line.bare, after.bare):
            return False
        return after.gap == Gap.NONE and line.strong >= after.strong and not (title and _ENACTING.match(fold(after.bare)))
    prose = hanging and not capitals and len(line.bare) >= _PROSE
    return prose or (measured.full(line) and len(after.bare) < _SHORT)


def _heads(line: Line, after: Line, measured: Measure) -> bool:
    """`1. Phạm vi điều chỉnh` over a sentence: a numbered line that ends early, outside quotes."""
    numbered = _ITEM.match(line.bare) or _SECTION.match(line.bare)
    return bool(numbered and after.bare[0].isupper() and line.bare.count('"') % 2 == 0 and len(line.bare) < measured.width / 2)


def _cut_short(line: Line, after: Line) -> bool:
    """A number or a place that a narrow column of the letterhead breaks: `Số:` and `33/2025/…`, `Lai` and `Châu, ngày …`."""
    if line.bare[-1] == ":" and _NUMBER_LABEL.match(line.bare):
        return after.bare[0].isdigit()
    if line.gap != Gap.WALL or len(line.bare) >= _SHORT * 2 or not _is_place_and_date(after.bare):
        return False
    return line.bare.replace(" ", "").isalpha() and not is_capitals(line.bare)


def _begins(line: Line, after: Line) -> bool:
    bare = after.bare
    if _is_place_and_date(bare):
        return True
    if bare[0].islower() and bare[1:2] not in _MAY_ENUMERATE:
        return False
    if bare in _MENU or _OPENING.match(bare) or is_type_line(bare) or _PROPERTY.match(bare):
        return True
    item = _ITEM.match(bare)
    if not item and not _SECTION.match(bare):
        return False
    counted = _COUNTED.search(line.bare[-_TAIL:]) is not None
    return not (counted and (bare[0].isdigit() or not item))


def _ends(line: Line) -> bool:
    bare = line.bare
    closed = bare[0] in _MAY_CLOSE and _CLOSED.match(bare)
    row = len(bare) < _ROW and (bare in _MENU or _PROPERTY.match(bare))
    return bool(closed or row) or is_type_line(bare) or _is_place_and_date(bare)


def _is_place_and_date(bare: str) -> bool:
    return bare[-1] in _DATE_ENDS and bool(_PLACE_AND_DATE.match(bare))
