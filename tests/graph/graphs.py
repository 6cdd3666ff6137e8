"""Hand-made graphs: documents and edges put straight into a store, without texts and without identity."""

from __future__ import annotations

from collections.abc import Iterable

from graph.describe import block_of
from graph.kept import Changes, Description, Document, DocumentEdge
from graph.series import UNKNOWN
from graph.store import Store
from graph.stores.memory import MemoryStore


def document(
    key: str,
    *,
    address: str | None = None,
    number: str | None = None,
    type: str | None = None,
    issuer: str | None = None,
    place: str | None = None,
    date: str | None = None,
    title: str | None = None,
    held: bool = False,
    support: int = 0,
) -> Document:
    """A document whose id is `vn/<key>`, unless another `address` is given."""
    bare = Description(number, None, None, UNKNOWN, None, None, None, None, speaker=key)
    return Document(
        key=key,
        id=address or f"vn/{key}",
        block=block_of(bare),
        day=None,
        number=number,
        name=None,
        type=type,
        issuer=issuer,
        place=place,
        date=date,
        title=title,
        held=held,
        support=support,
    )


def edge(source: str, relation: str, target: str, *, total: int = 1, reason: str | None = None) -> DocumentEdge:
    """SOURCE relation TARGET, by document keys."""
    return DocumentEdge(source, relation, target, total, 0.9, reason)


def store_of(documents: Iterable[Document], edges: Iterable[DocumentEdge] = ()) -> Store:
    """A store in memory that holds these."""
    store = MemoryStore()
    store.apply(Changes(put_documents=list(documents), put_edges=list(edges)))
    return store


def chain(*edges: tuple[str, str, str]) -> Store:
    """A store of bare documents: those that these (source, relation, target) name."""
    names = sorted({name for source, _, target in edges for name in (source, target)})
    return store_of(map(document, names), [edge(*one) for one in edges])
