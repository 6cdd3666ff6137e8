"""Why texts are read so: what `phahe cite --explain` prints below the citations."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from api.citations import Explained
from api.console import plain
from api.render.card import hang, relation_words
from graph.reading import SELF
from ingest.explained import ExplainedCitation, ExplainedRelation


def why(answer: Explained, limit: int) -> Iterator[RenderableType]:
    """For each of the first citations its rule and what gave its fields, for each of the first relations its rule, cue and reasons."""
    yield Text("Why these citations", style="bold")
    for citation in answer.citations[:limit]:
        yield from _of_citation(citation)
    if answer.relations:
        yield Text("Why these relations", style="bold")
    for relation in answer.relations[:limit]:
        yield from _of_relation(answer, relation)


def _of_citation(citation: ExplainedCitation) -> Iterator[RenderableType]:
    yield hang(Text(plain(f"{citation.start} “{' '.join(citation.text.split())}”: {citation.confidence:.2f}")))
    if citation.why is not None:
        yield hang(Text("  " + plain(f"{citation.why.rule}"), style="dim"))
        by_giver: dict[str, list[str]] = {}
        for name, giver in citation.why.fields.items():
            by_giver.setdefault(giver, []).append(name)
        for giver, names in by_giver.items():
            yield hang(Text("  " + plain(f"{', '.join(names)}: {giver}"), style="dim"))


def _of_relation(answer: Explained, relation: ExplainedRelation) -> Iterator[RenderableType]:
    ends = " ".join((_name(answer, relation.source), relation_words(relation.relation), _name(answer, relation.target)))
    yield hang(Text(plain(f"{ends}: {relation.confidence:.2f}")))
    if relation.why is not None:
        cue = f"“{' '.join(relation.why.cue.split())}” at {relation.why.start}" if relation.why.cue is not None else "no cue"
        yield hang(Text("  " + plain(f"{relation.rule}: {cue}"), style="dim"))
        for one in relation.why.reasons:
            yield hang(Text("  " + plain(f"{one.reason} (× {one.weight:g})"), style="dim"))


def _name(answer: Explained, local: str) -> str:
    if local == SELF:
        return SELF
    target = answer.targets[local]
    return target.number or target.name or local
