"""Rules for what a citation is made of: numbers, dates, terms, pinpoints.

Each rule stands beside what it accepts and what it must refuse; a test runs these examples. All quantifiers are bounded or
possessive, so that no text makes them slow.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.shadow import Rule


@dataclass(frozen=True, slots=True)
class Examples:
    """What a rule must find, whole, and what it must not find at all."""

    rule: Rule
    accepts: tuple[str, ...]
    refuses: tuple[str, ...]


_CODE = r"[a-zđư&][a-z0-9đư&]*+"
_CODES = rf"{_CODE}(?:[ ]?[-./][ ]?{_CODE}){{0,6}}"

NUMBER = Rule(
    rf"""
    (?P<serial>\d(?:(?<![\w/-]\d)(?<!\d[.,:]\d)|(?<=số\d)|(?<=so\d))\d{{0,5}}(?:\.\d{{1,3}})?[a-zđ]{{0,2}})
    (?:
        [ ]?-[ ]?(?P<party>[a-zđ]{{1,8}})[ ]?/[ ]?(?P<organ>{_CODES})
      | (?:[ ]?/[ ]?(?P<year>\d{{2,4}})(?=[ ]?[-/][a-zđ]|[ ]?/[ ][a-zđ]))?+ [ ]?[/-](?<![ ]-)[ ]?(?P<codes>{_CODES})
      | (?:[ ]?/[ ]?(?:19|20)\d\d)?+ [ ]?(?P<glued>[a-zđ]{{2,8}})[ ]?[-/][ ]?(?P<unit>{_CODES})
    )
    """
)
"""A document's number with its codes, in any of the forms of field notes and with their noise in spacing.

Its first digit stands before what must stand before it: so a text is searched from digit to digit.
"""

NUMBER_EXAMPLES = Examples(
    NUMBER,
    (
        "30/2020/NĐ-CP", "10/2013/TTLT-BTP-BCA", "66.13/2026/NQ-CP", "59/2020/QH14", "1211/2016/UBTVQH13", "655/QĐ-TTg", "90/SL",
        "4859/QCPH-UBND-LĐLĐ", "7216/UBND-KGVX", "1349/SLĐTBXH-LĐVL&GDNN", "02-NQ/TW", "12-L/CTN", "05-QC/BTCTU-BDVTU",
        "94- KH/TU", "367 - QĐ/TWĐTN-VP", "87 /2025/QĐ-UBND", "1855QĐ-KHKT", "84 QĐ/TWĐTN", "57/NQ-TW", "77/2006/qđ.ubnd", "16/98/TT-BTC",
        "45 / 2008 / QĐ - UBND", "49/2025TT-BCT", "22/201 /QĐ-UBND", "832/TC/QĐ/CĐKT", "45 TC/QĐ/CĐKT",
    ),
    ("12/3/2020", "tháng 12/2020 - UBND tỉnh", "2016 - 2020", "năm 2020", "24/7", "12.500.000", "3.2", "QCVN 41:2019/BGTVT"),
)  # fmt: skip

SERIAL = Rule(r"(?<![\w/.,-])(?P<serial>\d{1,5}[a-zđ]?)(?![\w%]|[./,-]\d|[ ]?[-/][ ]?[a-zđ]{1,8}[-/])")
"""A bare serial: the `02` of `Nghị quyết 02`."""

SERIAL_EXAMPLES = Examples(SERIAL, ("02", "4859", "30a"), ("02-NQ/TW", "12/3", "5%", "1.000", "2,5"))

YEARED = Rule(r"(?<![\w/.,-])(?P<serial>\d{1,5}[a-zđ]?)[ ]?/[ ]?(?P<year>(?:19|20)\d\d)(?![\w%]|[ ]?[./-][ ]?[\dđa-z])")
"""A serial with its year and no code: `Nghị định 154/2020`."""

YEARED_EXAMPLES = Examples(YEARED, ("154/2020", "78 /2021"), ("154/2020/NĐ-CP", "3/4/2020", "154/2020 - UBND", "12/202"))

ODD_NUMBER = Rule(r"(?=[a-zđ./&-]{0,12}\d)[a-z0-9đ]{1,12}(?:[-/][a-z0-9đ&.]{1,20}){1,6}")
"""A foreign or private body's number, believed only behind a type and "số"."""

ODD_EXAMPLES = Examples(ODD_NUMBER, ("ABC-HN-20230401-01", "HD-2023/05"), ("không", "2023"))

_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"

_MONTH2, _YEAR2 = _MONTH.replace("month", "month2"), _YEAR.replace("year", "year2")

DATE = Rule(
    rf"""
    (?<![\d/.-])(?:ngày[ ]?)?+{_DAY}
    (?:[ ]?[/.-][ ]?{_MONTH}(?:[ ]?[/.-][ ]?|[ ]năm[ ]?){_YEAR} | [ ]?tháng[ ]?{_MONTH2}(?:[ ]?,)?[ ]?năm[ ]?{_YEAR2})(?!\w)
    """
)
"""A full date in figures or words."""

DATE_EXAMPLES = Examples(
    DATE,
    (
        "ngày 03/11/2021",
        "ngày 12 tháng 6 năm 2021",
        "12-6-2021",
        "ngày 1.2.1998",
        "12/6/2021",
        "ngày 3/4 năm 2020",
        "ngày03 tháng 4 năm2020",
    ),
    ("ngày 32/1/2020", "tháng 6 năm 2021", "ngày 3", "12/13/2020", "1718/2006"),
)

SHORT_DATE = Rule(rf"ngày[ ]?{_DAY}(?P<gap>[/.-]){_MONTH}(?P=gap)(?P<year>\d\d)(?![\w/-]|\.\d)")
"""A date whose year has two digits, as usual in the last century: believed only behind its own word."""

SHORT_DATE_EXAMPLES = Examples(
    SHORT_DATE, ("ngày 24/7/98", "ngày 03-4-20"), ("ngày 24/7/1998", "24/7/98", "ngày 24/7/98/QĐ", "ngày 24/7-98")
)

MONTH = Rule(rf"(?:ngày[ .…]{{0,8}}+)?tháng[ ]{_MONTH}(?:[ ]?/[ ]?|[ ]năm[ ]){_YEAR}(?!\w)")
MONTH_EXAMPLES = Examples(MONTH, ("tháng 9 năm 2025", "tháng 10/2025"), ("tháng 13 năm 2025", "tháng 9"))

YEAR = Rule(rf"(?<!-)(?:,?[ ]năm)?+[ ](?P<open>\()?{_YEAR}(?(open)\))(?![\w/%-]|[ ]-[ ]\d|[.,]\d)")
YEAR_EXAMPLES = Examples(YEAR, (" năm 2012", " 2013", " (2015)"), (" năm 2016 - 2020", " 2016-2020", " 2.012"))

_ROMAN = r"(?=[ivxl])(?:x{0,3}(?:ix|iv|v?i{0,3})|xl)"

TERM = Rule(rf"[ ]?,?[ ]?(?:\([ ]?khóa[ ](?P<term>{_ROMAN})[ ]?\)|khóa[ ](?P<open>{_ROMAN})(?!\w))")
"""The term of the committee that issued: "(khóa XII)"."""

TERM_EXAMPLES = Examples(TERM, (" (khóa XII)", " khoá VIII", "(khoá IX)"), (" khóa học", "(khóa 12b)", " khóa Ivan"))

_ENUMERATOR = r"(?:[0-9]{1,3}[a-zđ]?(?:\.[0-9]{1,3}){0,3}|(?:[ivxl]{1,6}|[a-zđ]{1,2})(?:\.(?:[0-9]{1,3}|[ivxl]{1,6})){0,3})(?!\w)"
_UNIT = r"(?:tiết|điểm|khoản|điều|mục|tiểu[ ]mục|chương|phần|phụ[ ]lục)"
_PART = rf"{_UNIT}[ ](?:(?:số|thứ)[ ])?+{_ENUMERATOR}(?:(?:[ ]?,[ ]?|[ ]và[ ]|[ ]đến[ ]|[ ]?[-;][ ]?){_ENUMERATOR}){{0,8}}"

PINPOINT = Rule(
    rf"(?<!\w){_PART}(?:(?:[ ]?[,;][ ]?(?:và[ ])?(?:các[ ])?|[ ]và[ ](?:các[ ])?|[ ]đến[ ]|[ ]của[ ]|[ ]|[ \n]?-[ ]?){_PART}){{0,12}}"
)
"""A place within a document: `điểm a khoản 2 Điều 5`."""

PINPOINT_EXAMPLES = Examples(
    PINPOINT,
    (
        "điểm a khoản 2 Điều 5",
        "Điều 10",
        "khoản 1 và điểm e khoản 3, khoản 4 Điều 11",
        "Mục 1 Phần II",
        "các điểm a, b khoản 1 Điều 2"[4:],
        "Phụ lục I",
        "Phụ lục số 02",
        "Mục C.II Phụ lục I",
        "khoản 1 Điều 2; các Điều 30, 31",
        "Điều 5 đến Điều 9",
    ),
    ("điều kiện", "khoản vay", "mục đích"),
)

ALL_EXAMPLES = (
    NUMBER_EXAMPLES, SERIAL_EXAMPLES, YEARED_EXAMPLES, ODD_EXAMPLES, DATE_EXAMPLES, SHORT_DATE_EXAMPLES, MONTH_EXAMPLES, YEAR_EXAMPLES,
    TERM_EXAMPLES, PINPOINT_EXAMPLES,
)  # fmt: skip
