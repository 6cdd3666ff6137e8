"""One way to write each character: composed letters, one space, dash, slash and quote; markup of markdown and HTML gone.

Emphasis stars and tabs stay for `ingest.lines` and `ingest.columns`, which read from them what is a heading and what a column.
"""

from __future__ import annotations

import re
import unicodedata

from ingest.tracing import Traced, rewrite, trace

WALL = "\x1d"
"""Stands where a table's cell or a ruled line ends: no sentence runs through it."""

# At most 30 marks on a letter (Unicode's stream-safe format, UAX 15): reordering them is quadratic in their number.
_MARKED = re.compile(r"[^\u0300-\u036f\u1dc0-\u1dff][\u0300-\u036f\u1dc0-\u1dff]{1,30}", re.DOTALL)
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _each(*ranges: tuple[int, int]) -> str:
    return "".join(chr(code) for first, last in ranges for code in range(first, last + 1))


_FORMS = {
    " ": _each((0, 8), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F), (0x2000, 0x200A)) + "\u00a0\u1680\u202f\u205f\u3000",
    "\n": "\x0b\x85\u2028\u2029",
    "-": _each((0x2010, 0x2015)) + "\u2212\ufe58\ufe63\uff0d",
    "/": "\u2044\u2215\u29f8\uff0f",
    '"': _each((0x201C, 0x201F)) + "\u2033\u00ab\u00bb",
    "'": _each((0x2018, 0x201B)) + "\u2032",
    "Đ": "\u00d0\u0189",
    "đ": "\u00f0",
}
_CYRILLIC = dict(
    zip(
        "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0430\u0435\u043e\u0440\u0441\u0443\u0445",
        "ABEKMHOPCTXaeopcyx",
        strict=True,
    )
)
"""Cyrillic letters that look like Latin ones and stand for them in codes (`TT-BTC`): no other alphabet has words in these texts."""
_FORM_OF = {char: form for form, chars in _FORMS.items() for char in chars} | _CYRILLIC
_OTHER_FORM = re.compile(f"[{re.escape(''.join(_FORM_OF))}]")
_DROPPED = re.compile("[\r\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff](?:(?<=\r)\n)?")

# The first character stands alone before the alternatives: so the many places where no markup begins are passed over quickly.
# Every repetition is bounded or cannot give up what it took: the time stays linear in the text's size.
_MARKUP = re.compile(
    r"[\^_!\[<|\\#*=~:{}-](?:"
    r"(?P<raised>(?<=\^)\{(?P<exponent>[0-9]{1,3})\}|(?<=<)sup>\s?\[?(?P<sup>[0-9]{1,3})\]?\s?</sup>)"
    r"|(?<=[_^])\{(?P<index>[^{}\n]{1,40})\}"
    r"|(?:(?<=\[)|(?<=!)\[)(?P<label>[^\[\]\n]{1,200})\]\((?:https?:|mailto:|[/#.])[^\s()]{0,300}\)"
    r"|(?P<newline>(?<=<)(?:br|/p|/div|/tr|/h[1-6])\s?/?>)"
    r"|(?P<cell>(?<=<)/t[dh]>|(?<=\|))"
    r"|(?P<tag>(?<=<)/?(?:b|i|u|em|strong|sub|sup|p|div|span|font|t[dhr]|table|tbody|thead|a|h[1-6])(?:\s[^<>\n]{0,200})?>)"
    r"|(?<=\\)(?P<escaped>[-\\`*_{}\[\]()#+.!|/<>~&:])"
    r"|(?P<heading>(?<=#)#{0,5}(?=[ \n]|\Z))"
    r"|(?P<bullet>(?<=\*)(?= [^\s*]))"
    r"|(?P<rule>(?<![^\s|][-_=~:])(?<=[-_=~:])[-_=~:]{2,}(?![^\s|]))"
    r"|(?P<word>(?<=[^\W_]_)(?=[^\W_]))"
    r"|(?P<blank>(?<=_)_+)"
    r"|(?P<underscore>(?<=_))"
    r"|(?P<brace>(?<=[{}]))"
    r")"
)
_INDENTED = {"heading": 3, "bullet": 8}
"""How many spaces may stand before it at a line's beginning."""


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match.group())


def _newline_or_nothing(match: re.Match[str]) -> str:
    return "\n" if match.group()[0] == "\r" else ""


def _plain(match: re.Match[str]) -> str | slice:
    kind = match.lastgroup or ""
    if match["raised"]:
        return (match["exponent"] or match["sup"]).translate(_SUPERSCRIPT)
    if kind in ("index", "label", "escaped"):
        return slice(*match.span(kind))
    if kind in _INDENTED and not _begins_line(match.string, match.start(), _INDENTED[kind]):
        return slice(*match.span())
    if kind == "brace":
        return "(" if match.group() == "{" else ")"
    return {"newline": "\n", "cell": WALL, "rule": WALL, "bullet": "-", "word": " ", "blank": " "}.get(kind, "")


def _begins_line(text: str, at: int, indent: int) -> bool:
    before = text[max(0, at - indent - 1) : at]
    margin = before.rpartition("\n")[2]
    return not margin.strip(" ") and len(margin) <= indent


def normalise(original: str) -> Traced:
    """The original with every character in its one form; lines are as they were.

    >>> normalise("NÐ 57\\\\-NQ/TW tỉnh_{KGVX}").text
    'NĐ 57-NQ/TW tỉnhKGVX'
    """
    text = original
    for char in set(_OTHER_FORM.findall(original)):
        text = text.replace(char, _FORM_OF[char])
    source = trace(original, text)
    if not unicodedata.is_normalized("NFC", text):
        source = rewrite(source, _MARKED, _composed)
    return rewrite(rewrite(source, _DROPPED, _newline_or_nothing), _MARKUP, _plain)
