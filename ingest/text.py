"""A text made ready for reading, with the way back to the original's offsets.

Normalisation never loses the way back: every character of `Text.clean` knows which stretch of the original it came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.reading import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of `clean` that stands in the original as one stretch: `clean[at:at+len]` came from `original[start:end]`.

    Where the lengths are equal, characters correspond one to one; where they differ (NFD letters, runs of spaces), the
    whole piece corresponds to the whole stretch.
    """

    at: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """An original text and its clean form.

    In `clean`: NFC; U+00D0 is Đ; one kind of space, dash, slash and quote; markdown and table marks gone; a soft line break
    is one space, a paragraph's end one `\\n`; page breaks and running heads gone; each footnote stands in `{` `}`
    right behind the word it hangs on (braces of the original are replaced), so that sentences read on.
    """

    original: str
    clean: str
    pieces: tuple[Piece, ...]
    notes: tuple[Span, ...] = field(default=())
    """Ranges of `clean` that are footnotes, braces included."""

    def span(self, start: int, end: int) -> Span:
        """The original's `[start, end)` for `clean[start:end]`, trimmed of white space at both ends.

        Where `clean[start:end]` is scattered over the original (a footnote, a page break), the span ends with the first
        stretch; `spans` gives all of them.
        """
        raise NotImplementedError

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """All stretches of the original that `clean[start:end]` came from, in the order of reading, adjacent ones joined.

        Stretches with nothing but white space, markup or a footnote's mark between them are joined.
        """
        raise NotImplementedError
