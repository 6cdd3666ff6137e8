"""What each question of the port is answered with, in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.fold import words
from graph.kept import PROBABLY_SAME_AS, Changes, Described, Document
from graph.reading import RELATIONS, SELF
from graph.store import Store
from graph.stores import sqlite_sql
from graph.stores.cypher import search as cypher_search
from tests.contract.builders import described, document, edge, key, sha, source, statement, world


@pytest.fixture
def kept(store: Store) -> Store:
    """A store that holds the small world."""
    store.apply(world())
    return store


def by_key(*names: str) -> list[str]:
    return sorted(key(name) for name in names)


# --- sources


def test_sources_by_hash(kept: Store) -> None:
    assert list(kept.sources()) == sorted([sha("letter"), sha("reply")])


def test_stored_ignores_unknown_hashes(kept: Store) -> None:
    assert list(kept.stored([sha("reply"), sha("none")])) == [sha("reply")]


def test_links_and_statements_keep_their_order(store: Store) -> None:
    names = [f"x{n}" for n in range(12)]
    links = [(SELF, "x0"), *((f"c{n}", f"x{n}") for n in range(11, 0, -1))]
    store.apply(
        Changes(
            put_descriptions=[described(name, None) for name in names],
            put_sources=[source("s", links, [("x0", "cites", name) for name in reversed(names)])],
        )
    )
    stored = store.stored([sha("s")])[sha("s")]
    assert [link.local for link in stored.links] == [local for local, _ in links]
    assert [s.target for s in stored.statements] == [key(name) for name in reversed(names)]


def test_paths(kept: Store) -> None:
    assert kept.sources_at(["reply.txt"]) == {"reply.txt": sha("reply")}
    assert kept.sources_at(["none.txt"]) == {}
    assert list(kept.paths().items()) == [("letter.txt", sha("letter")), ("reply.txt", sha("reply"))]


def test_speakers(kept: Store) -> None:
    speaking = kept.documents([key("letter"), key("reply")])
    assert kept.speakers([sha("letter"), sha("reply"), sha("none")]) == {sha(name): speaking[key(name)] for name in ("letter", "reply")}


# --- descriptions


def test_described_in_blocks_by_key(kept: Store) -> None:
    assert [d.key for d in kept.described(["block", "none"])] == by_key("x-resolution", "x-plan", "x-letter", "x-reply", "x-unclear")
    assert [d.key for d in kept.described(["other"])] == [key("x-plan-too")]


def test_described_in_parts_of_blocks_by_key(store: Store) -> None:
    def at(name: str, block: str, place: str | None) -> Described:
        one = described(name, None, block=block)
        return replace(one, description=replace(one.description, series=replace(one.description.series, place=place)))

    a, b = "kon-tum", "gia-lai"
    store.apply(
        Changes(put_descriptions=[at("x1", "one", a), at("x2", "one", b), at("x3", "one", None), at("x4", "two", b), at("x5", "two", None)])
    )
    assert [d.key for d in store.described_at([("one", a)])] == by_key("x1", "x3")
    assert [d.key for d in store.described_at([("one", a), ("one", b), ("one", a), ("two", a)])] == by_key("x1", "x2", "x3", "x5")
    assert store.described_at([("none", a)]) == store.described_at([]) == []


def test_namesakes_of_one_year_and_of_any(store: Store) -> None:
    def law(name: str, called: str, date: str | None) -> Described:
        one = described(name, None)
        return replace(one, description=replace(one.description, number=None, name=called, type="Luật", date=date))

    laws = [law("x1", "Luật Nhà ở", "2014"), law("x2", "Luật Nhà ở", "2023-11-27"), law("x3", "Luật Nhà", "2014")]
    store.apply(Changes(put_descriptions=[*laws, law("x4", "Luật Nhà ở", None)]))
    assert [d.key for d in store.namesakes(["name luat-nha-o 2014", "name luat-nha-o"])] == [key("x1")]
    assert [d.key for d in store.namesakes_of_any_year(["name luat-nha-o", "none"])] == by_key("x1", "x2")
    assert [d.key for d in store.namesakes_of_any_year(["name luat-nha-o", "name luat-nha"])] == by_key("x1", "x2", "x3")


def test_descriptions_of_documents(kept: Store) -> None:
    found = kept.descriptions_of([key("plan"), key("letter"), key("none")])
    assert {document: [d.key for d in own] for document, own in found.items()} == {
        key("plan"): by_key("x-plan", "x-plan-too"),
        key("letter"): [key("x-letter")],
    }


def test_ambiguous(kept: Store) -> None:
    assert [d.key for d in kept.ambiguous()] == [key("x-unclear")]
    assert next(kept.ambiguous()).candidates[0].reasons == ("same number", "đúng số")


def test_links_to_descriptions(kept: Store) -> None:
    links = kept.links_to([key("x-resolution"), key("x-unclear"), key("none")])
    assert [(link.source, link.local, link.mentions) for link in links] == sorted(
        [(sha("letter"), "c2", 3), (sha("reply"), "c2", 3), (sha("reply"), "c3", 4)]
    )


# --- statements


def test_statements_about_descriptions_each_once(kept: Store) -> None:
    found = kept.statements_about([key("x-resolution"), key("x-plan"), key("none")])
    letter = [statement("letter", 0, "x-letter", "implements", "x-plan"), statement("letter", 1, "x-plan", "implements", "x-resolution")]
    reply = [
        statement("reply", 0, "x-plan-too", "implements", "x-resolution", confidence=0.95),
        statement("reply", 2, "x-reply", "cites", "x-resolution", confidence=0.95),
    ]
    assert found == sorted(letter + reply, key=lambda s: (s.source, s.ordinal))


def test_tally_counts_over_all_descriptions_of_a_pair(kept: Store) -> None:
    asked = [(key("plan"), key("resolution")), (key("letter"), key("plan")), (key("resolution"), key("plan")), (key("none"), key("plan"))]
    assert kept.tally(asked * 2) == {
        (key("plan"), "implements", key("resolution")): (2, 0.95),
        (key("letter"), "implements", key("plan")): (1, 0.9),
    }


def test_tally_rests_on_statements_not_on_edges(kept: Store) -> None:
    kept.apply(
        Changes(
            drop_edges=[(key("letter"), "implements", key("plan"))],
            put_edges=[edge("plan", "cites", "resolution")],
            put_descriptions=[described("x-plan-too", None)],
        )
    )
    assert kept.tally([(key("plan"), key("resolution")), (key("letter"), key("plan"))]) == {
        (key("plan"), "implements", key("resolution")): (1, 0.9),
        (key("letter"), "implements", key("plan")): (1, 0.9),
    }


def test_what_a_document_says_of_itself_is_tallied_too(store: Store) -> None:
    said = source("s", [], [("x", "cites", "x"), ("x", "cites", "y")])
    store.apply(Changes(put_documents=[document("d")], put_descriptions=[described("x", "d"), described("y", "d")], put_sources=[said]))
    edge_key = (key("d"), "cites", key("d"))
    assert store.tally([(key("d"), key("d"))]) == {edge_key: (2, 0.9)}
    assert store.evidence([edge_key], None) == {edge_key: list(said.statements)}


@pytest.mark.parametrize(("limit", "count"), [(None, 2), (3, 2), (1, 1), (0, 0)])
def test_evidence_is_the_first_of_each_edge(kept: Store, limit: int | None, count: int) -> None:
    wanted = (key("plan"), "implements", key("resolution"))
    found = kept.evidence([wanted, wanted, (key("plan"), "cites", key("resolution")), (key("none"), "cites", key("plan"))], limit)
    both = [
        statement("letter", 1, "x-plan", "implements", "x-resolution"),
        statement("reply", 0, "x-plan-too", "implements", "x-resolution", confidence=0.95),
    ]
    first = sorted(both, key=lambda s: s.source)[:count]
    assert found == ({wanted: first} if first else {})


# --- documents


def test_documents_in_blocks_and_on_days_by_key(store: Store) -> None:
    days = [document("a", day="TU 2021-11-03"), document("b", block="other", day="TU 2021-11-03"), document("c", day="TU 2021-11-04")]
    store.apply(Changes(put_documents=[*days, document("d")]))
    assert [d.key for d in store.documents_in(["block"])] == by_key("a", "c", "d")
    assert [d.key for d in store.documents_on(["TU 2021-11-03", "none"])] == by_key("a", "b")


def test_all_documents_by_id_in_code_points(store: Store) -> None:
    ids = ["vn/b", "vn/a", "vn/A", "vn/a/b", "vn/a-b", "vn/a.b", "vn/a~b", "vn/é", "vn/\uffee", "vn/\U0001f600", "vn/đ", "vn"]
    store.apply(Changes(put_documents=[document(f"d{n}", id=one) for n, one in enumerate(ids)]))
    assert [d.id for d in store.all_documents()] == sorted(ids)
    assert [d.id for d in store.page(None, 99, None, None, None)[1]] == sorted(ids)


def test_documents_with_one_id_by_key(store: Store) -> None:
    store.apply(Changes(put_documents=[document(name, id="vn/same") for name in "abc"]))
    assert [d.key for d in store.all_documents()] == [d.key for d in store.with_id("vn/same")] == by_key("a", "b", "c")


def library() -> list[Document]:
    return [
        document("a", type="Kế hoạch", place="Kon Tum", held=True),
        document("b", type="Kế hoạch", place="Huế", held=False),
        document("c", type="Công văn", place="Kon Tum", held=True),
        document("d", held=False),
    ]


@pytest.mark.parametrize(
    ("held", "type_", "place", "fitting"),
    [
        (None, None, None, "abcd"),
        (True, None, None, "ac"),
        (False, None, None, "bd"),
        (None, "Kế hoạch", None, "ab"),
        (None, None, "Kon Tum", "ac"),
        (True, "Kế hoạch", "Kon Tum", "a"),
        (None, "kế hoạch", None, ""),
        (None, "", "", ""),
    ],
)
def test_pages(store: Store, held: bool | None, type_: str | None, place: str | None, fitting: str) -> None:
    store.apply(Changes(put_documents=library()))
    total, documents = store.page(None, 9, held, type_, place)
    assert (total, [d.id for d in documents]) == (len(fitting), [f"vn/{name}" for name in fitting])
    total, documents = store.page("vn/a", 1, held, type_, place)
    assert (total, [d.id for d in documents]) == (len(fitting), [f"vn/{name}" for name in fitting if name > "a"][:1])


IDS = (
    "vn/kon-tum/ubnd/cong-van/2021-10-15/3717.ubnd-kgvx",
    "vn/kon-tum/ubnd/cong-van/-/3717.ubnd-kgvx",
    "vn/hue/ubnd/cong-van/2021-10-15/3717.ubnd-kgvx",
    "vn/bo-chinh-tri/nghi-quyet/2021-06-12/02-nq.tw",
    "vn/-/-/-/-/02-nq.tw",
    "vn/kon-tum/ubnd/cong-van/2021-10-15/-",
)


@pytest.mark.parametrize(
    ("pattern", "fitting"),
    [
        (IDS[0], IDS[:1]),
        ("vn/kon-tum/ubnd/cong-van/-/3717.ubnd-kgvx", IDS[:2]),
        ("vn/-/ubnd/cong-van/2021-10-15/3717.ubnd-kgvx", (IDS[0], IDS[2])),
        ("vn/-/-/-/-/3717.ubnd-kgvx", IDS[:3]),
        ("vn/-/-/-/02-nq.tw", (IDS[3],)),
        ("-/-/-/-/-", (IDS[3],)),
        ("vn/kon-tum/ubnd/cong-van/2021-10-15/-", (IDS[0], IDS[5])),
        ("vn/kon-tum/ubnd/cong-van/2021-10-1-/-", ()),
        ("vn/kon-tum", ()),
        ("-", ()),
        ("", ()),
        ("vn/%/_/*/?/3717.ubnd-kgvx", ()),
        ("vn/.*/ubnd/cong-van/2021-10-15/3717.ubnd-kgvx", ()),
    ],
)
def test_ids_by_pattern(store: Store, pattern: str, fitting: tuple[str, ...]) -> None:
    store.apply(Changes(put_documents=[document(f"d{n}", id=one) for n, one in enumerate(IDS)]))
    assert [d.id for d in store.with_id(pattern)] == sorted(fitting)


def shelf() -> list[Document]:
    return [
        document("a", number="02-NQ/TW", type="Nghị quyết", date="2021-06-12", title="về đổi mới tổ chức Công đoàn", support=5),
        document("b", number="65-KH/TU", issuer="Tỉnh ủy Điện Biên", title="thực hiện Nghị quyết 02", support=1),
        document("c", number="119-KH/TU", place="Kon Tum", title="THỰC HIỆN Chỉ thị", support=9),
        document("d"),
    ]


@pytest.mark.parametrize(
    ("asked", "fitting"),
    [
        ("nghi quyet 02", "ab"),
        ("Nghị  QUYẾT 02", "ab"),
        ("02-NQ/TW", "a"),
        ("dien bien", "b"),
        ("đien bien", "b"),
        ("thuc hien", "bc"),
        ("thuc hie", "bc"),
        ("huc", ""),
        ("2021-06", "a"),
        ("kon", "c"),
        ("kon kon kon tum", "c"),
        ("kon dien", ""),
        ("", "abcd"),
    ],
)
def test_search(store: Store, asked: str, fitting: str) -> None:
    store.apply(Changes(put_documents=shelf()))
    total, found = store.search(words(asked), None, 9)
    assert (total, sorted(d.id for d in found)) == (len(fitting), [f"vn/{name}" for name in fitting])


def test_search_by_worth_page_by_page(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    supports = [(True, 1), (False, 5), (False, 3), (True, 5), (False, 0), (False, 5), (True, 5)]
    shelf = [document(f"d{n}", title="Kế hoạch", held=held, support=support) for n, (held, support) in enumerate(supports)]
    store.apply(Changes(put_documents=[*shelf, document("other", support=9, held=True)]))
    expected = [f"vn/d{n}" for n in (3, 6, 0, 1, 5, 2, 4)]
    for many in (sqlite_sql.MANY_FOUND, 0):
        monkeypatch.setattr(sqlite_sql, "MANY_FOUND", many)
        monkeypatch.setattr(sqlite_sql, "MANY_TIMES", many)
        monkeypatch.setattr(cypher_search, "MANY_FOUND", min(many, cypher_search.MANY_FOUND))
        ids, after = [], None
        while True:
            total, found = store.search(["ke"], after, 2)
            assert total == 7
            if not found:
                break
            ids += [d.id for d in found]
            after = found[-1].held, found[-1].support, found[-1].id
        assert ids == expected
        assert [d.id for d in store.search([], None, 2)[1]] == ["vn/other", "vn/d3"]
        assert store.search([], None, 2)[0] == 8
    assert store.search(["ke"], None, 0) == (7, [])


def test_search_follows_changes(store: Store) -> None:
    store.apply(Changes(put_documents=[document("a", title="đất đai")]))
    store.apply(Changes(put_documents=[document("a", title="công đoàn")]))
    assert store.search(["dat"], None, 9) == (0, [])
    assert [d.id for d in store.search(["doan"], None, 9)[1]] == ["vn/a"]
    store.apply(Changes(drop_documents=[key("a")]))
    assert store.search(["doan"], None, 9) == (0, [])


@pytest.mark.parametrize("word", ["", "*", '"', "a b", "Kế", "02-nq", "title:ke", "ke*", "NOT", "~", "\\"])
def test_what_is_no_folded_word_finds_nothing(store: Store, word: str) -> None:
    store.apply(Changes(put_documents=[document("a", title="Kế hoạch 02-NQ a b NOT")]))
    assert store.search([word], None, 9) == store.search(["ke", word], None, 9) == (0, [])


@pytest.mark.parametrize("word", ["and", "or", "not", "near", "to", "null"])
def test_words_that_are_syntax_elsewhere_are_words(store: Store, word: str) -> None:
    store.apply(Changes(put_documents=[document("a", title=f"Kế hoạch {word}"), document("b", title="Kế hoạch")]))
    assert [d.id for d in store.search(["ke", word], None, 9)[1]] == ["vn/a"]


# --- edges


def test_edges_by_direction_and_relation(kept: Store) -> None:
    both = [edge("plan", "implements", "resolution", total=2, confidence=0.95), edge("reply", "cites", "resolution", confidence=0.95)]
    into = sorted(both, key=lambda e: (e.source, e.relation, e.target))
    assert kept.edges([key("resolution"), key("none")], "in") == into
    assert kept.edges([key("resolution")], "out") == []
    assert kept.edges([key("plan"), key("letter")], "out", ["implements", "none"]) == kept.edges([key("plan"), key("letter")], "out")
    assert kept.edges([key("resolution")], "in", {"cites"}) == [edge("reply", "cites", "resolution", confidence=0.95)]


def test_every_relation_may_stand_beside_the_others(store: Store) -> None:
    several = [edge("a", relation, target) for relation in (*RELATIONS, PROBABLY_SAME_AS) for target in "ab"]
    store.apply(Changes(put_documents=[document("a"), document("b")], put_edges=several))
    expected = sorted(several, key=lambda e: (e.source, e.relation, e.target))
    assert list(store.all_edges()) == store.edges([key("a")], "out") == expected
    assert store.edges_between([(key("a"), key("b"))] * 2) == [e for e in expected if e.target == key("b")]
    assert store.edges([key("a")], "in") == [e for e in expected if e.target == key("a")]


# --- numbers


def test_counts(kept: Store) -> None:
    assert dict(kept.counts()) == {"sources": 2, "documents": 4, "held": 2, "links": 5, "mentions": 16, "ambiguous": 4, "edges": 3}
