"""`Store.apply`: what is put is there exactly, what is dropped is gone, and a change that does not fit is refused whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.errors import StoreError
from graph.kept import Changes, Proofs, Spread, Way
from graph.reading import SELF
from graph.store import Store
from tests.contract.answers import everything, everything_about
from tests.contract.builders import described, document, edge, key, sha, source, world

DOCUMENTS = [key(name) for name in ("resolution", "plan", "letter", "reply", "new")]
DESCRIPTIONS = [key(f"x-{name}") for name in ("resolution", "plan", "plan-too", "letter", "reply", "unclear", "new")]


def answers(store: Store) -> dict[str, object]:
    return everything(store, DOCUMENTS, DESCRIPTIONS, ["block", "other"], ["a"])


def test_an_empty_store_answers_everything_with_nothing(store: Store) -> None:
    empty = answers(store)
    assert empty.pop("page") == empty.pop("next page") == empty.pop("page of held") == (0, [])
    assert empty.pop("search") == [(0, []), (0, [])]
    assert all(one == (0, []) for name in ("neighbours", "neighbours later") for one in empty.pop(name))  # type: ignore[attr-defined]  # lists
    assert all(one == Way((None, None), (), (), Proofs({}, {})) for one in empty.pop("way"))  # type: ignore[attr-defined]  # a list
    assert all(one == Spread(None, []) for one in empty.pop("spread"))  # type: ignore[attr-defined]  # a list
    assert not any(empty.pop("edges_named"))  # type: ignore[arg-type]  # a list
    assert set(empty.pop("counts").values()) == {0}  # type: ignore[attr-defined]  # a mapping
    assert not any(empty.values())


def test_empty_questions_have_empty_answers(store: Store) -> None:
    store.apply(world())
    assert not any(everything_about(store, [], [], []).values())
    assert store.edges(DOCUMENTS, "out", []) == []


def test_nothing_is_changed_by_no_changes(store: Store) -> None:
    store.apply(world())
    before = answers(store)
    store.apply(Changes())
    assert answers(store) == before


def test_values_come_back_exactly(store: Store) -> None:
    change = world()
    store.apply(change)
    assert store.documents(DOCUMENTS) == {d.key: d for d in change.put_documents}
    assert store.descriptions(DESCRIPTIONS) == {d.key: d for d in change.put_descriptions}
    assert store.stored([sha("letter"), sha("reply")]) == {s.sha256: s for s in change.put_sources}
    assert set(store.all_edges()) == set(change.put_edges)


def test_the_same_changes_twice_are_as_once(store: Store) -> None:
    store.apply(world())
    before = answers(store)
    store.apply(world())
    assert answers(store) == before


def test_puts_overwrite_every_field(store: Store) -> None:
    store.apply(world())
    plan = document(
        "plan", id="vn/x", block="b2", number="65-KH/TU", issuer="Tỉnh ủy", place="Kon Tum", held=True, support=7, place_reason="r"
    )
    x_plan = described("x-plan", "resolution", block="b2", title="về …")
    letter = source("letter", [(SELF, "x-letter")], [("x-letter", "cites", "x-reply")], paths=["b.txt", "a.txt"], text="khác")
    changed = edge("letter", "implements", "plan", total=5, confidence=0.1, reason="r")
    store.apply(Changes(put_documents=[plan], put_descriptions=[x_plan], put_sources=[letter], put_edges=[changed]))
    assert store.documents([plan.key]) == {plan.key: plan}
    assert store.descriptions([x_plan.key]) == {x_plan.key: x_plan}
    assert store.stored([letter.sha256]) == {letter.sha256: replace(letter, paths=("a.txt", "b.txt"))}
    assert store.sources_at(["letter.txt"]) == {}
    assert store.edges_between([(key("letter"), plan.key)]) == [changed]
    assert key("x-plan") not in {link.description for link in store.links_to(DESCRIPTIONS)}
    store.apply(Changes(put_documents=[document("plan")]))
    assert store.documents([plan.key]) == {plan.key: document("plan")}


def test_drops_take_away_what_they_name_and_no_more(store: Store) -> None:
    store.apply(world())
    store.apply(
        Changes(
            drop_sources=[sha("reply"), sha("unknown")],
            drop_descriptions=[key("x-reply"), key("x-plan-too"), key("x-unclear"), key("unknown")],
            drop_documents=[key("reply"), key("unknown")],
            drop_edges=[(key("plan"), "implements", key("resolution")), (key("plan"), "cites", key("unknown")), ("a", "no relation", "b")],
        )
    )
    assert list(store.sources()) == [sha("letter")]
    assert store.paths() == {"letter.txt": sha("letter")}
    assert {link.source for link in store.links_to(DESCRIPTIONS)} == {sha("letter")}
    assert {s.source for s in store.statements_about(DESCRIPTIONS)} == {sha("letter")}
    assert set(store.descriptions(DESCRIPTIONS)) == {key("x-resolution"), key("x-plan"), key("x-letter")}
    assert set(store.documents(DOCUMENTS)) == {key("resolution"), key("plan"), key("letter")}
    assert list(store.all_edges()) == [edge("letter", "implements", "plan")]


def test_edges_of_a_dropped_document_go_with_it(store: Store) -> None:
    store.apply(
        Changes(put_documents=[document("a"), document("b"), document("c")], put_edges=[edge("a", "cites", "b"), edge("b", "cites", "c")])
    )
    store.apply(Changes(drop_documents=[key("b")]))
    assert list(store.all_edges()) == []
    store.apply(Changes(put_documents=[document("b")]))
    assert list(store.all_edges()) == []


def test_what_is_put_is_not_dropped_by_the_same_changes(store: Store) -> None:
    store.apply(world())
    before = answers(store)
    again = world()
    store.apply(
        replace(
            again,
            drop_sources=[s.sha256 for s in again.put_sources],
            drop_descriptions=[d.key for d in again.put_descriptions],
            drop_documents=[d.key for d in again.put_documents],
            drop_edges=[(e.source, e.relation, e.target) for e in again.put_edges],
        )
    )
    assert answers(store) == before


def test_of_two_puts_with_one_key_the_last_counts(store: Store) -> None:
    store.apply(Changes(put_documents=[document("a", held=True, issuer="x", title="y"), document("a", support=2)]))
    assert list(store.all_documents()) == [document("a", support=2)]


def test_a_path_belongs_to_the_last_source_that_claims_it(store: Store) -> None:
    store.apply(world())
    store.apply(Changes(put_sources=[source("new", [(SELF, "x-plan")], paths=["letter.txt", "new.txt"])]))
    assert store.sources_at(["letter.txt"]) == {"letter.txt": sha("new")}
    assert store.stored([sha("letter")])[sha("letter")].paths == ()
    store.apply(Changes(drop_sources=[sha("letter")]))
    assert store.paths() == {"letter.txt": sha("new"), "new.txt": sha("new"), "reply.txt": sha("reply")}
    store.apply(Changes(put_sources=[source("a", [], paths=["p", "q"]), source("b", [], paths=["p"])]))
    assert store.sources_at(["p", "q", "r"]) == {"p": sha("b"), "q": sha("a")}


@pytest.mark.parametrize(
    "change",
    [
        Changes(put_edges=[edge("letter", "cites", "nowhere")]),
        Changes(put_edges=[edge("nowhere", "cites", "letter")]),
        Changes(put_edges=[edge("reply", "cites", "letter")], drop_documents=[key("reply")], put_descriptions=[described("x-reply", None)]),
        Changes(put_descriptions=[described("x-new", "nowhere")]),
        Changes(put_descriptions=[described("x-plan", "nowhere")]),
        Changes(put_sources=[source("new", [(SELF, "x-nowhere")])]),
        Changes(put_sources=[source("new", [], [("x-plan", "cites", "x-nowhere")])]),
        Changes(put_sources=[source("new", [], [("x-nowhere", "cites", "x-plan")])]),
        Changes(drop_documents=[key("plan")]),
        Changes(drop_documents=[key("plan")], put_descriptions=[described("x-plan", None)]),
        Changes(drop_descriptions=[key("x-plan")]),
        Changes(drop_descriptions=[key("x-resolution")], drop_sources=[sha("letter")]),
        Changes(put_sources=[source("letter", [])], drop_descriptions=[key("x-letter"), key("x-plan"), key("x-plan-too")]),
    ],
)
def test_a_change_that_would_leave_something_pointing_at_nothing_is_refused_whole(store: Store, change: Changes) -> None:
    store.apply(world())
    before = answers(store)
    with pytest.raises(StoreError, match="nothing was changed"):
        store.apply(replace(change, put_documents=[document("new")]))
    assert answers(store) == before


def test_a_refused_change_leaves_the_running_transaction_as_it_was(store: Store) -> None:
    def work() -> None:
        store.apply(world())
        before = answers(store)
        with pytest.raises(StoreError):
            store.apply(Changes(put_documents=[document("new")], drop_descriptions=[key("x-plan")]))
        assert answers(store) == before
        store.apply(Changes(put_documents=[document("new")]))

    store.transact(work)
    assert set(store.documents(DOCUMENTS)) == set(DOCUMENTS)


@pytest.mark.parametrize("relation", ["", "IMPLEMENTS", "implements]->(x) DETACH DELETE x //", "describes", "issued_by"])
def test_only_relations_of_the_closed_set_are_kept(store: Store, relation: str) -> None:
    store.apply(world())
    before = answers(store)
    for change in (
        Changes(put_edges=[edge("letter", relation, "plan")]),
        Changes(put_sources=[source("new", [], [("x-letter", relation, "x-plan")])]),
    ):
        with pytest.raises(StoreError, match="no relation"):
            store.apply(change)
    assert answers(store) == before
    assert store.edges(DOCUMENTS, "out", [relation]) == []
    assert store.evidence([(key("letter"), relation, key("plan"))], None) == {}


def test_a_path_that_is_not_unicode_is_refused_and_known_nowhere(store: Store) -> None:
    path = b"t\xe0i li\xeau.txt".decode("utf-8", "surrogateescape")
    with pytest.raises(StoreError, match="not Unicode"):
        store.apply(Changes(put_sources=[source("new", [], paths=[path])]))
    assert store.sources_at([path]) == {}


def test_transactions_do_not_nest(store: Store) -> None:
    with pytest.raises(RuntimeError, match="nest"):
        store.transact(lambda: store.transact(lambda: None))
