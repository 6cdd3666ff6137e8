"""One way to write each character: composed letters, one space, dash, slash and quote; markup of markdown and HTML gone.

Emphasis stars stay for `ingest.lines`, which reads from them what is a heading, and drops them.
"""

from __future__ import annotations

import re
import unicodedata

from ingest.tracing import Traced, rewrite

WALL = "\x1d"
"""Stands where a table's cell or a ruled line ends: no sentence runs through it."""

# At most 30 marks on a letter (Unicode's stream-safe format, UAX 15): reordering them is quadratic in their number.
_MARKED = re.compile(r"[^\u0300-\u036f\u1dc0-\u1dff][\u0300-\u036f\u1dc0-\u1dff]{1,30}", re.DOTALL)
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_CLASSES = {
    "": "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff",
    " ": "\t\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000",
    "\n": "\x0b\x85\u2028\u2029",
    "-": "\u2010-\u2015\u2212\ufe58\ufe63\uff0d",
    "/": "\u2044\u2215\u29f8\uff0f",
    '"': "\u201c-\u201f\u2033\u00ab\u00bb",
    "'": "\u2018-\u201b\u2032",
    "Đ": "\u00d0\u0189",
    "đ": "\u00f0",
}
_FORM_OF = [(re.compile(f"[{chars}]"), form) for form, chars in _CLASSES.items()]
_ODD = re.compile(f"\r\n?|[{''.join(_CLASSES.values())}]")

# Every repetition is bounded or cannot give up what it took: the time stays linear in the text's size.
_MARKUP = re.compile(
    r"(?P<raised>\^\{(?P<exponent>[0-9]{1,3})\}|<sup>\s?\[?(?P<sup>[0-9]{1,3})\]?\s?</sup>)"
    r"|[_^]\{(?P<index>[^{}\n]{1,40})\}"
    r"|!?\[(?P<label>[^\[\]\n]{1,200})\]\((?:https?:|mailto:|[/#.])[^\s()]{0,300}\)"
    r"|(?P<newline><(?:br|/p|/div|/tr|/h[1-6])\s?/?>)"
    r"|(?P<cell></t[dh]>|\|)"
    r"|(?P<tag></?(?:b|i|u|em|strong|sub|sup|p|div|span|font|t[dhr]|table|tbody|thead|a|h[1-6])(?:\s[^<>\n]{0,200})?>)"
    r"|\\(?P<escaped>[-\\`*_{}\[\]()#+.!|/<>~&:])"
    r"|(?P<heading>(?m:^)[ ]{0,3}#{1,6}(?=[ \n]|\Z))"
    r"|(?P<bullet>(?m:^)[ ]{0,8}\*(?= [^\s*]))"
    r"|(?P<rule>(?<![^\s|])[-_=~:]{3,}(?![^\s|]))"
    r"|(?P<word>(?<=\w)(?<!_)_(?=[^\W_]))"
    r"|(?P<blank>_{2,})"
    r"|(?P<underscore>_)"
    r"|(?P<brace>[{}])"
)


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match.group())


def _form(match: re.Match[str]) -> str:
    found = match.group()
    return "\n" if found[0] == "\r" else next(form for chars, form in _FORM_OF if chars.match(found))


def _plain(match: re.Match[str]) -> str | slice:
    kind = match.lastgroup
    if match["raised"]:
        return (match["exponent"] or match["sup"]).translate(_SUPERSCRIPT)
    if kind in ("index", "label", "escaped"):
        return slice(*match.span(kind))
    if kind == "brace":
        return "(" if match.group() == "{" else ")"
    return {"newline": "\n", "cell": WALL, "rule": WALL, "bullet": "-", "word": " ", "blank": " "}.get(kind or "", "")


def normalise(source: Traced) -> Traced:
    """The source with every character in its one form; lines are as they were.

    >>> from ingest.tracing import trace
    >>> normalise(trace("NÐ 57\\\\-NQ/TW tỉnh_{KGVX}")).text
    'NĐ 57-NQ/TW tỉnhKGVX'
    """
    return rewrite(rewrite(rewrite(source, _MARKED, _composed), _ODD, _form), _MARKUP, _plain)
