"""Texts of a known world: what each says of itself and of others, in fuller and barer words, with slips; and what it means by them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from random import Random

from bench.identity.slips import SlipKind, misdated, misprinted
from bench.identity.world import Fact, spoken
from graph.reading import SELF, Citation, Evidence, Header, Reading, Record, Relation, Source, StatedRelation, Target

HELD, ABSENT = 0.6, 0.1
"""Shares of the world whose texts are in the corpus, and that are in it by no full description."""
DUPLICATES = 0.03
SLIPS = 0.03
"""Share of the citations with full dates that bear one."""
_HUBS = 0.02

_RELATIONS: tuple[Relation, ...] = ("based_on", "based_on", "based_on", "implements", "cites")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a text means by one of its local names."""

    fact: int
    decidable: bool
    """Whether its words leave but one document of the world, held or not."""
    slip: SlipKind | None = None
    placeless: bool = False
    """A full date and a number, but nothing that says whose: only a corpus in which one alone agrees can tell."""


@dataclass(frozen=True, slots=True)
class Known:
    """A corpus, and the truth of it: (source's hash, local name) → what is meant."""

    records: Sequence[Record]
    truth: Mapping[tuple[str, str], Meant]
    facts: Sequence[Fact]


def texts(facts: Sequence[Fact], seed: str, slips: float = SLIPS) -> Known:
    """A corpus of this world; equal seeds give equal ones. Seldom, a text is there twice, in other words around the same header."""
    noise = Random(f"texts {seed}")
    writer = _Writer(facts, noise, slips)
    held = [fact for fact in facts if fact.ordinal not in writer.absent and noise.random() < HELD]
    for fact in held:
        for copy in range(2 if noise.random() < DUPLICATES else 1):
            writer.write(fact, copy)
    return Known(writer.records, writer.truth, facts)


class _Writer:
    def __init__(self, facts: Sequence[Fact], noise: Random, slips: float) -> None:
        self.facts, self.noise, self.slips = facts, noise, slips
        self.records: list[Record] = []
        self.truth: dict[tuple[str, str], Meant] = {}
        central = [fact for fact in facts if fact.province is None]
        self.central = central
        self.hubs = noise.sample(central, max(1, int(len(central) * _HUBS)))
        self.absent = {fact.ordinal for fact in facts if noise.random() < ABSENT} - {hub.ordinal for hub in self.hubs}
        self.own: dict[str | None, list[Fact]] = {}
        for fact in facts:
            self.own.setdefault(fact.province, []).append(fact)

    def write(self, fact: Fact, copy: int) -> None:
        unsaid = fact.province is not None and fact.unit is None and self.noise.random() < 0.02
        speaker = header_of(fact, None if unsaid else fact.province)
        cited = list(self._cited(fact))
        said: list[tuple[Target, Meant]] = []
        for one in cited:
            said += self._wordings(one, fact, speaker, said[-1][0] if said else None)
        self._record(fact, speaker, said, copy)

    def _cited(self, fact: Fact) -> Iterator[Fact]:
        noise = self.noise
        met = {fact.ordinal}
        pools = [self.hubs] * 2 + [self.central] * 2 + [self.own[fact.province]] * 4 + ([self.facts] if noise.random() < 0.3 else [])
        for pool in pools:
            one = noise.choice(pool)
            if one.ordinal not in met and one.date <= fact.date:
                met.add(one.ordinal)
                yield one

    def _wordings(self, cited: Fact, own: Fact, speaker: Header, neighbour: Target | None) -> Iterator[tuple[Target, Meant]]:
        """How the text cites this document: once; or, where a date slips, now and then also rightly."""
        noise = self.noise
        target, meant = self._wording(cited, own, speaker)
        dated = target.date == cited.date and target.number is not None
        if not (dated and meant.decidable and noise.random() < self.slips):
            yield target, meant
            return
        target = replace(target, title=cited.title if noise.random() < 0.9 else None)
        slipped = misdated(target, noise) if noise.random() < 0.5 else misprinted(target, neighbour, noise)
        if slipped is None:
            yield target, meant
            return
        if slipped[0] in ("day", "month", "year") and noise.random() < 0.1:
            yield target, meant
        yield slipped[1], Meant(cited.ordinal, decidable=False, slip=slipped[0])

    def _wording(self, cited: Fact, own: Fact, speaker: Header) -> tuple[Target, Meant]:
        noise = self.noise
        if cited.name is not None and noise.random() < 0.7:
            when = noise.choice((cited.date, cited.date[:4], cited.date[:4], None))
            return Target("Luật", None, cited.name, when, "Quốc hội" if noise.random() < 0.3 else None), Meant(
                cited.ordinal, when is not None
            )
        issuer, whose = self._issuer(cited, own, speaker)
        luck = noise.random()
        only_absent_partly = cited.ordinal in self.absent
        when = (
            cited.date
            if luck < 0.72 and not only_absent_partly
            else cited.date[:4]
            if luck < 0.8
            else cited.date[:7]
            if luck < 0.82
            else None
        )
        luck = noise.random()
        title = (
            cited.title
            if luck < 0.5
            else cited.title[: cited.title.rfind(" ")]
            if luck < 0.65
            else _in_other_words(cited)
            if luck < 0.7
            else None
        )
        term = cited.term if cited.number.endswith("/TW") and noise.random() < 0.3 else None
        full = when == cited.date
        if "/QH" in cited.number or f"/{cited.date[:4]}/" in cited.number:
            when_known = True
        elif cited.number.endswith("/TW"):
            when_known = full or term is not None or (when is not None and when not in ("2021", "2021-01"))
        elif cited.number.endswith("/TU"):
            when_known = full or (when is not None and when not in ("2015", "2020", "2025"))
        else:
            when_known = when is not None
        target = Target(cited.type, cited.number, None, when, issuer, title, term)
        return target, Meant(cited.ordinal, whose and when_known, placeless=not whose and full)

    def _issuer(self, cited: Fact, own: Fact, speaker: Header) -> tuple[str | None, bool]:
        """The issuer as this text words it, and whether that tells the register."""
        noise = self.noise
        if cited.province is None:
            return (cited.issuer if noise.random() < 0.6 else None), True
        mine = (cited.province, cited.unit) == (own.province, own.unit)
        luck = noise.random()
        if mine and luck < 0.6 and own.unit is None:
            bare = cited.issuer.removesuffix(f" {cited.province}")
            return (bare if luck < 0.35 else None), speaker.place is not None
        if own.province is None and luck > 0.97:
            return None, False
        if cited.unit is not None and cited.province != own.province:
            return f"{cited.issuer}, tỉnh {cited.province}", True
        if cited.unit is not None:
            return cited.issuer, speaker.place is not None
        return cited.issuer, True

    def _record(self, fact: Fact, speaker: Header, said: Sequence[tuple[Target, Meant]], copy: int) -> None:
        text = f"{speaker.issuer}\nSố: {fact.number}\n{fact.type} {fact.title}\n"
        citations, targets, relations = [], {}, []
        for index, (target, _) in enumerate(said):
            words = _words(target)
            start = len(text) + len("Căn cứ ")
            text += f"Căn cứ {words};\n"
            local, end = f"c{index + 1}", start + len(words)
            targets[local] = target
            citations.append(
                Citation(
                    start,
                    end,
                    words,
                    "full",
                    target.type,
                    target.number,
                    target.name,
                    target.date,
                    target.issuer,
                    target.title,
                    target=local,
                )
            )
            proof = (Evidence(start, end, index),)
            relations.append(StatedRelation(SELF, self.noise.choice(_RELATIONS), local, (index,), 0.95, "known", proof))
        text += f"Bản {copy + 1} của {fact.ordinal}."
        sha = sha256(text.encode()).hexdigest()
        self.records.append(
            Record(Source(sha, text, f"/known/{fact.ordinal}-{copy}.txt"), Reading(speaker, tuple(citations), targets, tuple(relations)))
        )
        self.truth[sha, SELF] = Meant(fact.ordinal, speaker.place is not None or fact.province is None)
        self.truth |= {(sha, f"c{index + 1}"): meant for index, (_, meant) in enumerate(said)}


def _in_other_words(fact: Fact) -> str:
    """The title without its first words, as texts retell one."""
    return "về " + " ".join(fact.title.split()[3:])


def header_of(fact: Fact, province: str | None) -> Header:
    """A document's header, its province unsaid if None is given where it has one."""
    issuer = fact.issuer
    if province is None and fact.province is not None:
        issuer = issuer.removesuffix(f" {fact.province}")
    return Header(fact.number, fact.type, fact.date, issuer, province, None, fact.title)


def _words(target: Target) -> str:
    parts = [target.name or f"{target.type} số {target.number}"]
    parts += [f"ngày {spoken(target.date)}"] if target.date else []
    parts += [f"(khóa {target.term})"] if target.term else []
    parts += [f"của {target.issuer}"] if target.issuer else []
    return " ".join([*parts, *([target.title] if target.title else [])])
