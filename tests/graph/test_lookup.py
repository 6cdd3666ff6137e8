"""Look-up: what a user's words mean, and in which order a search answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import AmbiguousDocument, UnknownDocument, UsageError
from graph.kept import Document
from graph.lookup import find, search
from graph.reading import Header, Target
from graph.store import Store
from tests.graph.graphs import document, store_of
from tests.graph.sample import corpus_of, record

RESOLUTION = document(
    "resolution",
    address="vn/bo-chinh-tri/nghi-quyet/2021-06-12/02-nq.tw",
    number="02-NQ/TW",
    type="Nghị quyết",
    issuer="Bộ Chính trị",
    date="2021-06-12",
    title="về đổi mới tổ chức và hoạt động của Công đoàn",
    support=9,
)
MISPRINT = document(
    "misprint",
    address="vn/bo-chinh-tri/nghi-quyet/2021-06-12/21-nq.tw",
    number="21-NQ/TW",
    type="Nghị quyết",
    date="2021-06-12",
    title="về đổi mới tổ chức và hoạt động của Công đoàn",
    support=1,
)
PLAN = document(
    "plan",
    address="vn/quang-ngai/tinh-uy/ke-hoach/2021-11-03/65-kh.tu",
    number="65-KH/TU",
    type="Kế hoạch",
    issuer="Tỉnh ủy Quảng Ngãi",
    place="Quảng Ngãi",
    date="2021-11-03",
    title="về thực hiện Nghị quyết số 02-NQ/TW của Bộ Chính trị",
    support=2,
)
OTHER_PLAN = document(
    "other-plan",
    address="vn/kon-tum/tinh-uy/ke-hoach/2022-01-05/65-kh.tu",
    number="65-KH/TU",
    type="Kế hoạch",
    place="Kon Tum",
    date="2022-01-05",
    title="về công tác kiểm tra",
    held=True,
)
SERIAL = document(
    "serial",
    address="vn/kon-tum/tinh-uy/ke-hoach/2021-01-05/02-kh.tu",
    number="02-KH/TU",
    type="Kế hoạch",
    place="Kon Tum",
    title="về thực hiện Nghị quyết Đại hội",
    held=True,
)
PLACELESS = document("placeless", address="vn/-/ubnd/quyet-dinh/2023-10-02/435.qd-ubnd", number="435/QĐ-UBND", type="Quyết định")
PLACED = document(
    "placed", address="vn/kon-tum/ubnd/quyet-dinh/2023-10-02/435.qd-ubnd", number="435/QĐ-UBND", type="Quyết định", place="Kon Tum"
)


@pytest.fixture
def store() -> Store:
    return store_of([RESOLUTION, MISPRINT, PLAN, OTHER_PLAN, SERIAL, PLACELESS, PLACED])


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("vn/bo-chinh-tri/nghi-quyet/2021-06-12/02-nq.tw", RESOLUTION),
        (" vn/bo-chinh-tri/nghi-quyet/-/02-nq.tw ", RESOLUTION),
        ("vn/-/ubnd/quyet-dinh/2023-10-02/435.qd-ubnd", PLACELESS),
        ("02-NQ/TW", RESOLUTION),
        ("02-nq/tw", RESOLUTION),
        ("2 - NQ/TW", RESOLUTION),
        ("số 02-NQ/TW", RESOLUTION),
        ("Nghị quyết 02-NQ/TW", RESOLUTION),
        ("nghi quyet so 02-nq/tw", RESOLUTION),
        ("Nghi\u0323 quye\u0302\u0301t so\u0302\u0301 02-NQ/TW", RESOLUTION),  # NFD
        ("nghị quyết 02", RESOLUTION),
        ("65-KH/TU Quảng Ngãi", PLAN),
        ("kế hoạch 65-kh/tu kon tum", OTHER_PLAN),
        ("65-KH/TU ngày 5/1/2022", OTHER_PLAN),
        ("cong tac kiem tra", OTHER_PLAN),
        ("kiểm tra 2022", OTHER_PLAN),
    ],
)
def test_what_is_asked_means_one_document(store: Store, asked: str, meant: Document) -> None:
    assert find(store, asked) == meant


@pytest.mark.parametrize(
    "asked",
    [
        "vn/bo-chinh-tri/nghi-quyet/2021-06-12/03-nq.tw",
        "vn/",
        "3-NQ/TW",
        "Quyết định 02-NQ/TW",  # the number is a resolution's
        "một văn bản không có",
        "…",
    ],
)
def test_nothing_fits(store: Store, asked: str) -> None:
    with pytest.raises(UnknownDocument):
        find(store, asked)


@pytest.mark.parametrize("asked", ["", " ", "/"])
def test_nothing_is_asked(store: Store, asked: str) -> None:
    with pytest.raises(UsageError, match="which document"):
        find(store, asked)


def test_a_slash_at_the_end_of_an_address_means_nothing(store: Store) -> None:
    assert find(store, "02-NQ/TW/") == find(store, "02-NQ/TW")
    assert find(store, f"{find(store, '02-NQ/TW').id}/") == find(store, "02-NQ/TW")


@pytest.mark.parametrize(
    ("asked", "candidates"),
    [
        ("65-KH/TU", [OTHER_PLAN, PLAN]),  # held before cited only
        ("Kế hoạch số 65-KH/TU", [OTHER_PLAN, PLAN]),
        ("vn/-/tinh-uy/ke-hoach/-/65-kh.tu", [OTHER_PLAN, PLAN]),
        ("công đoàn", [RESOLUTION, MISPRINT]),
    ],
)
def test_several_fit_and_are_listed_in_the_order_of_a_search(store: Store, asked: str, candidates: list[Document]) -> None:
    with pytest.raises(AmbiguousDocument) as caught:
        find(store, asked)
    assert list(caught.value.candidates) == [candidate.id for candidate in candidates]


def test_a_number_is_never_met_by_a_title_that_mentions_it() -> None:
    with pytest.raises(UnknownDocument):
        find(store_of([PLAN]), "02-NQ/TW")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nghi quyet 02", [RESOLUTION, SERIAL, PLAN]),
        ("02-NQ/TW", [RESOLUTION, PLAN]),
        ("NGHỊ  QUYẾT", [SERIAL, RESOLUTION, PLAN, MISPRINT]),
        ("12/6/2021", [RESOLUTION, MISPRINT]),
        ("kon tum", [SERIAL, OTHER_PLAN, PLACED]),
        ("không có", []),
    ],
)
def test_the_order_is_number_serial_held_citers_id(store: Store, text: str, found: list[Document]) -> None:
    page = search(store, text)
    assert [node.id for node in page.documents] == [one.id for one in found]
    assert (page.total, page.next) == (len(found), None)


@given(st.integers(1, 4))
def test_pages_follow_on_and_cover_everything_once(limit: int) -> None:
    store = store_of([RESOLUTION, MISPRINT, PLAN, OTHER_PLAN, SERIAL])
    whole = search(store, "về")
    ids: list[str] = []
    cursor = None
    while True:
        page = search(store, "về", limit, cursor)
        assert page.total == len(whole.documents) == 5
        ids += [node.id for node in page.documents]
        cursor = page.next
        if cursor is None:
            break
    assert ids == [node.id for node in whole.documents]


def test_a_page_starts_after_the_last_row_even_if_that_is_gone() -> None:
    every = [RESOLUTION, MISPRINT, PLAN, OTHER_PLAN, SERIAL]
    order = search(store_of(every), "về").documents
    cursor = search(store_of(every), "về", 2).next
    left = store_of([one for one in every if one.id != order[1].id])
    assert [node.id for node in search(left, "về", 9, cursor).documents] == [node.id for node in order[2:]]


@pytest.mark.parametrize("text", ["", " – "])
def test_a_search_needs_words(store: Store, text: str) -> None:
    with pytest.raises(UsageError):
        search(store, text)


@pytest.mark.parametrize("cursor", ["x", "****", "WzFd", "đ", "bnVsbA"])
def test_a_made_up_cursor_is_refused(store: Store, cursor: str) -> None:
    with pytest.raises(UsageError, match="cursor"):
        search(store, "về", cursor=cursor)


def test_a_page_has_room_for_one(store: Store) -> None:
    with pytest.raises(UsageError):
        search(store, "về", limit=0)


def test_an_id_that_has_grown_a_hash_lists_those_that_bear_it() -> None:
    plan = Target("Kế hoạch", "1675/KH-UBND", date="2024-05-16", issuer="Ủy ban nhân dân tỉnh")
    letters = [record(f"{n}.txt", f"{n}. [c1:Kế hoạch số 1675/KH-UBND]", Header(type="Công văn"), {"c1": plan}, []) for n in (1, 2)]
    first = "vn/-/ubnd/ke-hoach/2024-05-16/1675.kh-ubnd"
    assert find(corpus_of(letters[:1]), first).id == first
    with pytest.raises(AmbiguousDocument) as several:
        find(corpus_of(letters), first)
    assert len(several.value.candidates) == 2
    assert all(one.startswith(f"{first}~") for one in several.value.candidates)
