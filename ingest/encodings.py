"""Bytes to text: Unicode is decoded, the old Vietnamese encodings are recognised and named.

TCVN3 (ABC), VNI and Windows-1258 texts are not converted: which of their bytes are letters depends on the font that the
text was typed for, and a wrong guess would change numbers and names silently.
"""

from __future__ import annotations

import codecs
import re

from graph.errors import InputError

_SAMPLE = 65_536
"""Bytes that are looked at to recognise an encoding."""

_CONTROL = r"[\x00-\x08\x0e-\x1a\x1c-\x1f]"
"""What no text holds: white space, page breaks and terminals' escapes are let pass."""
_CONTROL_CHARACTER, _CONTROL_BYTE = re.compile(_CONTROL), re.compile(_CONTROL.encode())
_SIGNATURES = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"\x1f\x8b": "a compressed file",
}

# Words that hardly any Vietnamese administrative text is without ("nhân dân", "quyết định", "của", "số", "ngày", "tháng", "năm", "và"),
# as Latin-1 shows the bytes of each encoding.
_WORDS = {
    "TCVN3 (ABC)": ("nh©n d©n", "uyÕt ®Þnh", "cña", " sè ", "ngµy", "th¸ng", "n¨m ", " vµ "),
    "VNI": ("nhaân daân", "uyeát ñònh", "cuûa", " soá ", "ngaøy", "thaùng", "naêm ", " vaø "),
    "Windows-1258": ("uyêìt ðiònh", "cuÒa", " sôì ", "ngaÌy", "thaìng", "nãm ", " vaÌ "),
}
_SIGNS = re.compile("[©®µñøûðÌ]")
"""Letters of these encodings that Vietnamese has not: a text without any of them is in none."""
_CERTAIN = 3
"""Words of an old encoding that a text must show."""
_CONVERT = "convert it to UTF-8 (UniKey's toolkit does) and try again"


def decode(data: bytes, path: str) -> str:
    """The text of a file's bytes: UTF-8, or UTF-16 by its BOM or where nothing else is possible; a BOM is dropped.

    Raises `InputError` naming what the bytes are instead.
    """
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                broken = f"it begins as {encoding.upper()} but is broken at byte {error.start + len(mark)}; save it anew as UTF-8"
                raise InputError(path, broken) from None
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise InputError(path, f"it is {kind}, whatever its name says; save its text as UTF-8 .txt")
    wide = _wide(data)
    if wide is not None:
        return wide
    sample = data[:_SAMPLE]
    if control := _CONTROL_BYTE.search(sample):
        raise InputError(path, f"it is binary, not text (byte {control.start()} is {control[0][0]:#04x}); save its text as UTF-8 .txt")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        named = _old(sample.decode("latin-1"))
        raise InputError(path, named or f"it is not UTF-8 or UTF-16 text (byte {error.start} fits neither); {_CONVERT}") from None
    # text typed in an old font and saved as UTF-8 since: valid, but no Vietnamese
    if named := _old(text[:_SAMPLE]):
        raise InputError(path, named)
    return text


def refuse_control(text: str, path: str) -> None:
    """Raise InputError where a text that was never bytes of a file holds what would make a file no text."""
    if control := _CONTROL_CHARACTER.search(text):
        where = f"character {control.start()} is U+{ord(control[0]):04X}"
        raise InputError(path, f"it is no text ({where}, a control character); take such characters out and send it again")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a BOM, if certain: zeros stand in every second place only, often, and all of it decodes."""
    low, high = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    often = min(len(data), _SAMPLE) / 8
    encoding = "utf-16-le" if high > often and not low else "utf-16-be" if low > often and not high else None
    if encoding is None or len(data) % 2:
        return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _old(text: str) -> str | None:
    """Which old encoding a text is in, said as a reason with its remedy; None if it isn't certainly in one."""
    if not _SIGNS.search(text):
        return None
    counts = {name: sum(text.count(word) for word in words) for name, words in _WORDS.items()}
    name = max(counts, key=lambda name: counts[name])
    if counts[name] < _CERTAIN or sum(counts.values()) > counts[name] * 1.5:
        return None
    return f"its text is in {name}, an old Vietnamese encoding; {_CONVERT}"
