"""Why two documents are one, or are not: every reason for and against, as identity and suspects see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal

from graph.answers import Why
from graph.copies import told_by_texts
from graph.dates import compatible
from graph.describe import naming_of
from graph.found import Found
from graph.judged import Judged
from graph.judgements import Judgement
from graph.kept import PROBABLY_SAME_AS, Described, Description, Document
from graph.likeness import Likeness
from graph.lineage import known
from graph.nodes import plain_node
from graph.numbers import parse_number
from graph.store import Store
from graph.titles import titles_agree, titles_contradict

Verdict = Literal["one document", "probably the same", "may be the same", "two documents"]

_SHOWN = 3
"""Texts that are named for one reason."""


def why(store: Store, a: str, b: str) -> Why:
    """Reasons for and against the documents with these keys being one; with one key twice, what its descriptions say of it."""
    one, other = known(store, a), known(store, b)
    described = Found(store.descriptions_of([a, b]))
    mine, theirs = described[a], described[b]
    judgements = [judgement for judgement in store.judgements() if judgement.withdrawn is None]
    about = _about(judgements, [*mine, *theirs])
    if a == b:
        pro = list(_known_as(mine))
        pro += [_people(judgement) for judgement in about if judgement.kind != "different"]
        return _why(one, other, "one document", pro, [], about)
    suspects = [edge for edge in store.edges_between([(a, b), (b, a)]) if edge.relation == PROBABLY_SAME_AS]
    pro = [f"marked as a suspect ({edge.confidence:.0%}): {edge.reason}" for edge in suspects] + list(_agreeing(one, other, mine, theirs))
    contra = [*_differing(one, other, mine, theirs), *_told_apart(store, mine, theirs)]
    compared = told_by_texts(store, _held(mine), _held(theirs))
    if compared is not None:
        (pro if compared.one_document else contra).append(_compared(compared))
    apart = Judged(judgements).are_apart([d.description for d in mine], [d.description for d in theirs])
    contra += [_people(judgement) for judgement in about if apart and judgement.kind == "different"]
    verdict: Verdict = "two documents" if apart else "probably the same" if suspects else "two documents" if contra else "may be the same"
    return _why(one, other, verdict, pro, contra, about)


def _why(a: Document, b: Document, verdict: Verdict, pro: Sequence[str], contra: Sequence[str], about: Iterable[Judgement]) -> Why:
    return Why(
        a=plain_node(a),
        b=plain_node(b),
        verdict=verdict,
        reasons_for=list(dict.fromkeys(pro)),
        reasons_against=list(dict.fromkeys(contra)),
        judgements=[judgement.id for judgement in about],
    )


def _agreeing(one: Document, other: Document, mine: Sequence[Described], theirs: Sequence[Described]) -> Iterator[str]:
    if one.number and one.number == other.number:
        yield f"both are number {one.number}"
    if one.type and one.type == other.type:
        yield f"both are of the type {one.type}"
    if one.date and other.date and compatible(one.date, other.date):
        yield f"both are of {max(one.date, other.date, key=len)}" if one.date == other.date else f"{one.date} and {other.date} agree"
    for body in sorted(_bodies(mine) & _bodies(theirs)):
        yield f"both are of the register {body}"
    if titles_agree(one.title, other.title):
        yield f"the titles agree: “{one.title}”"


def _differing(one: Document, other: Document, mine: Sequence[Described], theirs: Sequence[Described]) -> Iterator[str]:
    if one.number and other.number and one.number != other.number:
        yield f"the numbers differ{_how(one.number, other.number)}: {one.number}, {other.number}"
    if one.type and other.type and one.type != other.type:
        yield f"the types differ: {one.type}, {other.type}"
    if not compatible(one.date, other.date):
        yield f"the dates differ: {one.date}, {other.date}"
    bodies, others = _bodies(mine), _bodies(theirs)
    if bodies and others and not bodies & others:
        yield f"the registers differ: {', '.join(sorted(bodies))} against {', '.join(sorted(others))}"
    if titles_contradict(one.title, other.title):
        yield f"the titles differ: “{one.title}”, “{other.title}”"
    if one.held and other.held:
        yield "a text of each is held, and each says so of itself"


def _held(described: Iterable[Described]) -> set[str]:
    return {d.description.speaker for d in described if d.description.header and d.description.speaker}


def _compared(compared: Likeness) -> str:
    said = f"the texts share {compared.shared:.0%} of their words"
    if compared.one_document:
        return f"{said}, and differ as copies do"
    others = "; ".join(f"“{mine}”, “{theirs}”" for mine, theirs in compared.exchanged[:_SHOWN])
    return f"{said}, with other words at {len(compared.exchanged)} places: {others}" if others else said


def _how(a: str, b: str) -> str:
    one, other = parse_number(a), parse_number(b)
    if one is None or other is None or (one.type_code, one.organs, one.year) != (other.type_code, other.organs, other.year):
        return ""
    return " in the serial only"


def _bodies(described: Iterable[Described]) -> set[str]:
    known = ((d.description.series.body, d.description.series.place) for d in described)
    return {" of ".join(part for part in (body, place) if part) for body, place in known if body}


def _told_apart(store: Store, mine: Sequence[Described], theirs: Sequence[Described]) -> Iterator[str]:
    """Texts that know both: they cite the two, or relate them to each other."""
    here, there = {d.key for d in mine}, {d.key for d in theirs}
    rarer, others = sorted((here, there), key=lambda keys: (sum(d.count for d in (*mine, *theirs) if d.key in keys), sorted(keys)))
    links = store.links_to(rarer)
    stored = store.stored({link.source for link in links})
    both = sorted(sha for sha, source in stored.items() if any(link.description in others for link in source.links))
    if both:
        names = [stored[sha].paths[0] if stored[sha].paths else sha[:12] for sha in both]
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        yield f"speaking of both: {', '.join(names[:_SHOWN])}{more}"
    for statement in store.statements_about(rarer):
        if {statement.actor, statement.target} & others and {statement.actor, statement.target} & rarer:
            yield f"a text relates the two: “{statement.quote}” ({statement.relation.replace('_', ' ')})"


def _known_as(described: Iterable[Described]) -> Iterator[str]:
    """What the document is called, its own texts first, then by how many call it so; what differs in no word here counts as one."""
    texts: Counter[tuple[bool, str]] = Counter()
    for one in described:
        texts[one.description.header, _facts(one.description)] += one.count
    for (itself, facts), count in sorted(texts.items(), key=lambda item: (not item[0][0], -item[1], item[0][1])):
        who = "a held text says of itself" if itself else f"cited by {count:,} text{'' if count == 1 else 's'} as"
        yield f"{who}: {facts}"


def _facts(d: Description) -> str:
    facts = (d.type, d.number or d.name, d.date, d.term and f"term {d.term}", d.issuer, d.title and f"“{d.title}”")
    return ", ".join(fact for fact in facts if fact)


def _people(judgement: Judgement) -> str:
    return f"people decided “{judgement.kind}”: {judgement.said.who}, {judgement.said.when[:10]}: {judgement.said.why}"


def _about(judgements: Iterable[Judgement], described: Collection[Described]) -> list[Judgement]:
    """Judgements that name any of these descriptions, the latest last."""
    names = {naming_of(d.description) for d in described}
    found = [judgement for judgement in judgements if not names.isdisjoint((*judgement.one, *judgement.other))]
    return sorted(found, key=lambda judgement: (judgement.said.when, judgement.id))
