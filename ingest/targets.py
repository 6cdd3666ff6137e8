"""The documents that one text mentions: its citations pooled, the fullest value of each field."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from graph.dates import compatible
from graph.fold import fold
from graph.knowledge import place_in
from graph.numbers import parse_number
from graph.reading import SELF, Header, Target
from ingest.mentions import GENERIC, LETTER, Mention


@dataclass(slots=True)
class _Pool:
    name: str
    target: Target
    members: list[int]


def pool(mentions: Sequence[Mention], header: Header) -> tuple[list[str], dict[str, Target]]:
    """The local name of each mention's document, and the documents by local name in the order of their first mention.

    Two mentions are one document if their numbers (or names) are equal and nothing they say contradicts; one that fits two
    pools that contradict each other stays apart.
    """
    pools: dict[str, list[_Pool]] = defaultdict(list)
    order: list[_Pool] = []
    names: list[str] = [SELF] * len(mentions)
    # those that say most go first, so that a bare mention meets all it could mean
    for i in sorted(range(len(mentions)), key=lambda i: (not mentions[i].date, not mentions[i].issuer, i)):
        mention = mentions[i]
        if mention.kind == "self" or is_own(mention, header):
            continue
        key = _key(mention)
        fitting = [p for p in pools[key] if _agree(p.target, mention)]
        if len(fitting) == 1 or (fitting and mention.kind == "short"):
            found = fitting[0]
            found.target = _fuller(found.target, mention)
        else:
            found = _Pool("", _fuller(Target(), mention), [])
            pools[key].append(found)
            order.append(found)
        found.members.append(i)
    order.sort(key=lambda p: min(p.members))
    for n, each in enumerate(order, 1):
        each.name = f"c{n}"
        for i in each.members:
            names[i] = each.name
    return names, {each.name: each.target for each in order}


def is_own(mention: Mention, header: Header) -> bool:
    """Whether a citation gives the speaking document's own number, and nothing against it."""
    if not mention.number or not header.number or _number_key(mention.number) != _number_key(header.number):
        return False
    return compatible(mention.date, header.date) and not (mention.issuer and header.place and _elsewhere(mention.issuer, header))


def _elsewhere(issuer: str, header: Header) -> bool:
    cited, own = place_in(issuer), place_in(f"tỉnh {header.place}")
    return cited is not None and own is not None and own.slug not in (cited.slug, cited.successor)


def _number_key(number: str) -> str:
    parsed = parse_number(number)
    return fold(parsed.canonical if parsed else number).replace(" ", "")


def _key(mention: Mention) -> str:
    if mention.number:
        return _number_key(mention.number)
    return re.sub(r"\W+", " ", fold(re.sub(r" \d{4}$", "", mention.stands_for or mention.name or ""))).strip()


def _agree(target: Target, mention: Mention) -> bool:
    if target.type and mention.type and target.type != mention.type and {target.type, mention.type}.isdisjoint({LETTER, GENERIC}):
        return False
    if not compatible(target.date, mention.date):
        return False
    if target.term and mention.term and target.term != mention.term:
        return False
    if target.issuer and mention.issuer:
        a, b = place_in(target.issuer), place_in(mention.issuer)
        return a is None or b is None or a.slug == b.slug
    return True


def _fuller(target: Target, mention: Mention) -> Target:
    return Target(
        type=mention.type if target.type in (None, LETTER) and mention.type else target.type,
        number=target.number or mention.number,
        name=target.name or mention.name,
        date=_longer(target.date, mention.date),
        issuer=target.issuer or mention.issuer,
        title=_longer(target.title, mention.title),
        term=target.term or mention.term,
    )


def _longer(a: str | None, b: str | None) -> str | None:
    return b if len(b or "") > len(a or "") else a
