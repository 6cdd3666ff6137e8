"""Neighbours: how many edges a document has, and all of them page by page."""

from __future__ import annotations

import pytest

from graph.errors import UnknownDocument, UsageError
from graph.neighbours import neighbours
from graph.store import Store
from tests.graph.graphs import chain


@pytest.fixture
def hub() -> Store:
    """Seven documents that implement one, of which two also cite it."""
    return chain(*((f"p{n}", "implements", "hub") for n in range(7)), *((f"p{n}", "cites", "hub") for n in (1, 4)), ("hub", "cites", "law"))


def test_pages_hold_every_edge_once(hub: Store) -> None:
    found, cursor, pages = [], None, 0
    while pages == 0 or cursor:
        page = neighbours(hub, "hub", limit=4, cursor=cursor)
        assert (page.document, page.direction, page.total) == ("vn/hub", "in", 9)
        found += [(e.relation, e.source) for e in page.edges]
        cursor, pages = page.next, pages + 1
    assert pages == 3
    assert found == [("cites", "vn/p1"), ("cites", "vn/p4"), *(("implements", f"vn/p{n}") for n in range(7))]


def test_direction_and_relations(hub: Store) -> None:
    assert [e.target for e in neighbours(hub, "hub", "out").edges] == ["vn/law"]
    some = neighbours(hub, "hub", relations=["cites"], limit=2)
    assert (some.total, [e.source for e in some.edges], some.next) == (2, ["vn/p1", "vn/p4"], None)
    assert (neighbours(hub, "law", "out").total, neighbours(hub, "law", "out").edges) == (0, [])


def test_questions_that_make_no_sense_are_refused(hub: Store) -> None:
    with pytest.raises(UnknownDocument):
        neighbours(hub, "nobody")
    with pytest.raises(UsageError, match="a page of 0 edges"):
        neighbours(hub, "hub", limit=0)
    with pytest.raises(UsageError, match="is no relation"):
        neighbours(hub, "hub", relations=["likes"])
    with pytest.raises(UsageError, match="is no cursor"):
        neighbours(hub, "hub", cursor="x")
