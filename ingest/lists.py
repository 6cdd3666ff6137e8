"""Lists that say once what holds for each of their members: the end of the number, the day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.mentions import Mention, TypeWord
from ingest.patterns import Examples
from ingest.shadow import Rule, Shadow

_MEMBER = r"(?:số[ ]?:?[ ]?)?\d{1,5}[a-zđ]?"
ELIDED = Rule(rf"[ ](?:từ[ ])?(?:{_MEMBER}(?:[ ]?,[ ]?(?:và[ ])?|[ ]?;[ ]?|[ ]và[ ]|[ ]đến[ ]))++(?:số[ ]?:?[ ]?)?")
"""Between a type and the number that completes what stands before it: `Nghị định số 12, 13/2019/NĐ-CP`."""

ELIDED_EXAMPLES = Examples(ELIDED, (" số 12, ", " 12, 13 và số 14, ", " từ số 12, 13; "), (" 12 về ", " 5. "))
_SERIAL = re.compile(r"\d{1,5}[a-zđ]?")


def elided(text: Shadow, word: TypeWord | None, at: int) -> list[re.Match[str]]:
    """The bare serials between a type's word and the number at `at` that says how theirs go on."""
    if word is None or at - word.end > 120 or not ELIDED(text).fullmatch(text.low, word.end, at):
        return []
    return list(_SERIAL.finditer(text.low, word.end, at))


ELIDED_LIST = "a serial in a list whose last number says how all go on"
_REST = (("number", "the serial, with the rest of the list's last number"), ("type", "the list's"))


def completed(word: TypeWord, serials: Sequence[re.Match[str]], whole: Mention) -> Iterator[Mention]:
    """The citations of an elided list but its last, `whole`: each with the rest of that one's number."""
    rest = _SERIAL.sub("", whole.number or "", count=1)
    for i, serial in enumerate(serials):
        start = serial.start() if i else word.start
        yield Mention(
            start, serial.end(), "full", word.type, serial.group() + rest, core=serial.end(), confidence=0.9, rule=ELIDED_LIST, given=_REST
        )


_LINK = Rule(r"[ \n]*+(?:,[ ]?và|;[ ]?và|[,;]|và)[ \n]*+(?:các[ ])?(?:số[ ]?:?[ ]?)?")
_SAME_DAY = Rule(r"[ ]?,?[ ](?:được[ ])?(?:ký[ ]|ban[ ]hành[ ])?cùng[ ]")


def with_shared_dates(text: Shadow, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, each with the day that the end of its list gives to all: "A và B cùng ngày …"."""
    given: list[Mention] = []
    day: str | None = None
    for mention in reversed(mentions):
        if day and mention.kind == "full" and mention.date is None and _LINK(text).fullmatch(text.low, mention.end, given[-1].start):
            given.append(mention._replace(date=day, given=(*mention.given, ("date", "said once at the list's end, for all"))))
            continue
        day = mention.date if mention.core and _SAME_DAY(text).match(text.low, mention.core) else None
        given.append(mention)
    return given[::-1]
