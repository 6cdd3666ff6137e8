"""Why a relation is believed: each reason lowers how far, and all together are its confidence.

A reader names its reasons where it decides; `phahe cite --explain` prints them. A weight says which share of the relations that
rest on such a reason alone ought to be right: grammar that leaves no choice weighs 1, and whatever leaves one weighs less – distance,
a list or a clause whose governor could be another document, quotation, and what is only inferred from where words stand.
"""

from __future__ import annotations

from math import prod
from typing import NamedTuple

_BEST = 0.98
"""Of a reading about which nothing is doubtful."""


class Reason(NamedTuple):
    """Something that a reading rests on, in words for users, and its weight."""

    text: str
    weight: float


OPENS = Reason("the cue opens its clause", 1.0)
VERB = Reason("the cue stands close before the citation", 0.97)
OWN = Reason("the verb of “… này”", 0.99)
FAR = Reason("other words stand between the cue and the citation", 0.94)
FAR_WITHIN = Reason("the cue is amid its clause, and other words stand before the citation", 0.9)
TITLED = Reason("the document cited before governs: its title or clause goes on", 0.98)
PASSIVE = Reason("the cue is passive, directly behind what it is done to", 0.98)
PASSIVE_AFAR = Reason("the cue is passive, and what it is done to stands farther off", 0.94)
BEHIND = Reason("the verb stands behind its object", 0.95)
LIST = Reason("a list's member: what governs the list governs it", 0.98)
LIST_BEYOND = Reason("a list's member, though another document stands between: the list could be that one's", 0.9)
OPENED = Reason("the line that opens the list governs its items", 0.96)
BRACKETS = Reason("in brackets, said of the document before them", 0.95)
APPOSITION = Reason("in brackets, naming the document before them", 0.96)
NOTE = Reason("a footnote, governed by the sentence that it hangs on", 0.85)
CONSOLIDATED = Reason("a consolidated text opens with the act that it consolidates", 0.95)
QUOTED = Reason("within quotation marks: another text may be speaking", 0.85)
SAID = Reason("spoken of, not done", 0.75)
TITLE_ONLY = Reason("no cue: a mention in the title of the document before it", 0.75)
UNNUMBERED = Reason("a document without number governs it; its own governor cites it", 0.63)
UNOFFICIAL = Reason("the text is no official document: it tells of relations and has none of its own", 0.9)
NOTHING = Reason("no cue governs it: a mention", 0.93)
LAST_RESORT = Reason("a document without number governs it: a mention, since nothing else is said of it", 0.52)


def confidence(reasons: tuple[Reason, ...]) -> float:
    """The product of the reasons' weights, in hundredths."""
    return round(_BEST * prod(reason.weight for reason in reasons), 2)
