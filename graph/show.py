"""Show: everything known of one document."""

from __future__ import annotations

from graph.answers import DocumentDetail, Mention
from graph.copies import texts
from graph.found import Found
from graph.kept import Step
from graph.lineage import known
from graph.mentions import Mentioned, citing, mentions
from graph.nodes import edges, plain_node
from graph.reading import SELF
from graph.store import Store
from graph.validity import validity

_DIRECTIONS: tuple[Step, ...] = ("out", "in")


def show(store: Store, key: str, as_of: str | None = None) -> DocumentDetail:
    """The document with this key: its texts, all its edges with all their evidence, and every citation of it.

    Of the texts the leading one comes first; mentions are listed by citing document and place in its text.
    `as_of` is the day of its validity.
    """
    document = known(store, key)
    links = store.links_to([described.key for described in store.descriptions_of([key]).get(key, [])])
    around = {(e.source, e.relation, e.target): e for direction in _DIRECTIONS for e in store.edges([key], direction)}
    speakers = Found(store.speakers({link.source for link in citing(links)}))
    cited = [_mention(mentioned, speakers[mentioned.link.source].id) for mentioned in mentions(store, citing(links))]
    return DocumentDetail(
        document=plain_node(document),
        sources=texts(store, [link.source for link in links if link.local == SELF]),
        edges=edges(store, list(around.values()), limit=None),
        mentions_total=len(cited),
        citing_total=len({speaker.key for speaker in speakers.values()} - {key}),
        mentions=sorted(cited, key=lambda m: (m.document, m.start, m.source)),
        validity=validity(store, [key], as_of)[key],
    )


def _mention(mentioned: Mentioned, document: str) -> Mention:
    said = mentioned.citation
    return Mention(document=document, source=mentioned.link.source, text=said.text, start=said.start, end=said.end)
