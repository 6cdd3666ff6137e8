"""Strings are values in every store: whatever stands in them comes back as it was and does nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.judgements import Judgement, Naming, Said
from graph.kept import CandidateKey, Changes, Description, Document, Series
from graph.reading import SELF, Citation, Header, Reading, StatedRelation, Target
from graph.store import Store
from tests.contract.answers import everything_about
from tests.contract.builders import described, document, edge, key, sha, source, statement, world

HOSTILE = (
    "'; DROP TABLE document; --",
    '"); DELETE FROM edge; --',
    "x' OR '1'='1",
    "'}) DETACH DELETE n //",
    "`]->() MATCH (n) DETACH DELETE n //",
    "\\u0027 {$keys} :key ?1 %s {0}",
    "\\",
    "%_*?[a]",
    '{"a": [1]}',
    "null",
    " \t\r\n ",
    "\u0000NUL\u0000",
    "Điện Biên Điện Biên",
    "Nghị quyết — “số” …",
    "\u200b\u202e\ufeff",
    "\U0001f409\uffff\U0010ffff",
    "a" * 3000,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_in_any_field_comes_back(store: Store, text: str) -> None:
    path = text.replace("\0", "")  # which no file system takes in a name
    store.apply(world())
    held = Document(key("t"), f"vn/{text}", text, text, text, text, text, text, text, text, text, held=True, support=1, place_reason=text)
    series = Series(text, text, text, "local")
    description = Description(text, text, text, series, text, text, text, text, text, header=True)
    unclear = replace(described("x-t", None, candidates=[CandidateKey(key("plan"), (text, text))]), description=description, block=text)
    read = Reading(
        Header(text, text, text, text, text, text, text),
        (Citation(0, 1, text, "full", text, text, text, text, text, text, text),),
        {text: Target(text, text, text, text, text, text, text)},
        (StatedRelation(text, "cites", text, (0,), 1.0, text, ()),),
    )
    said = replace(
        source("t", [(SELF, "x-t"), (text, "x-plan")], paths=[path], text=text),
        reading=read,
        statements=(replace(statement("t", 0, "x-t", "cites", "x-plan", quote=text), rule=text),),
    )
    doubtful = edge("t", "cites", "plan", reason=text)
    store.apply(Changes(put_documents=[held], put_descriptions=[unclear], put_sources=[said], put_edges=[doubtful]))

    assert store.documents([held.key]) == {held.key: held}
    assert store.descriptions([unclear.key]) == {unclear.key: unclear}
    assert store.stored([said.sha256]) == {said.sha256: said}
    assert store.edges_between([(held.key, key("plan"))]) == [doubtful]
    assert store.sources_at([path]) == {path: said.sha256}
    assert store.paths()[path] == said.sha256
    assert store.page(None, 9, held=None, type=text, place=text) == (1, [held])
    assert held in store.with_id(held.id)
    assert store.counts()["documents"] == 5


@pytest.mark.parametrize("text", [*HOSTILE, "\ud800", ""])
def test_any_text_may_be_asked_for(store: Store, text: str) -> None:
    store.apply(world())
    before = dict(store.counts())
    assert not any(everything_about(store, [text], [(text, text)], [(text, text, text)]).values())
    assert not any([store.with_id(text), store.search([text], None, 9)[1], store.edges([text], "in", [text]), store.sources_at([text])])
    assert store.page(None, 9, None, text, None) == store.page(None, 9, None, None, text) == (0, [])
    if text != "\ud800":
        store.apply(Changes(drop_sources=[text], drop_descriptions=[text], drop_documents=[text], drop_edges=[(text, "cites", text)]))
        store.apply(Changes(drop_judgements=[text]))
    assert dict(store.counts()) == before


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_may_be_where_a_page_goes_on(store: Store, text: str) -> None:
    store.apply(world())
    ids = [document.id for document in store.all_documents()]
    assert [document.id for document in store.page(text, 9, None, None, None)[1]] == [one for one in ids if one > text]
    best = [(not document.held, -document.support, document.id) for document in store.search([], None, 9)[1]]
    later = store.search([], (True, 0, text), 9)[1]
    assert [(not document.held, -document.support, document.id) for document in later] == [one for one in best if one > (False, 0, text)]
    carrying = store.neighbours(key("resolution"), "in", None, ("implements", text), 9)[1]
    assert [edge.source for edge, _ in carrying] == [one for one in [key("plan")] if one > text]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_in_a_judgement_comes_back(store: Store, text: str) -> None:
    naming = Naming(text, text, text, text, text, text, "local", text, text, text)
    said = Said(text, "2026-11-22T08:00:00Z", text)
    judgement = Judgement("same", said, (naming,), (naming, naming), text, text, said)
    store.apply(world())
    store.apply(Changes(put_judgements=[judgement]))
    assert store.judgements() == [judgement]
    assert store.counts()["documents"] == 4


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\0" not in text])
def test_any_text_in_a_block_or_day_is_found_by_it(store: Store, text: str) -> None:
    there = document("t", block=text, day=text)
    other = document("o", block=text + "x", day=text + "x")
    means = described("x", "t", block=text)
    store.apply(Changes(put_documents=[there, other], put_descriptions=[means]))
    assert store.documents_in([text]) == store.documents_on([text]) == [there]
    assert store.described([text]) == [means]


def test_a_key_is_not_its_beginning(store: Store) -> None:
    store.apply(world())
    plan = key("plan")
    assert store.documents([plan + "\0", plan[:8], plan.upper() + " ", plan + "\ud800"]) == {}
    assert store.stored([sha("letter") + "\0x"]) == {}
