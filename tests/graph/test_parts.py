"""Of a block only the part is decided that a change can alter; what comes of it is what deciding the whole block gives."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.check import check
from graph.corpus import Corpus
from graph.identity import resolve
from graph.kept import Described
from graph.reading import Header, Reading, Record, Source, Target
from graph.rederive import differences
from graph.store import Store
from graph.stores.memory import MemoryStore

NUMBERS = (*["435/QĐ-UBND"] * 3, "65-KH/TU", "O5/QĐ-UBND")
BODIES = ("Ủy ban nhân dân tỉnh", "Ủy ban nhân dân huyện Sa Bình, tỉnh", "Tỉnh ủy", "Ban Chỉ đạo 35 tỉnh")
PROVINCES = (None, "Kon Tum", "Quảng Ngãi", "Gia Lai", "Lâm Đồng")
DATES = (*["2021-06-12"] * 3, "2021-07-12", "2020-06-12", "2025-08-01", "2021", "2025", None)
TITLES = (None, "về đổi mới tổ chức và hoạt động của các hợp tác xã", "về phát triển kinh tế tập thể trong giai đoạn mới")


@st.composite
def texts(draw: st.DrawFn) -> Record:
    """A text of a province, a district or of nobody knows whom, that cites the same few numbers of others in fuller and barer words."""
    place = draw(st.sampled_from(PROVINCES))
    number = draw(st.sampled_from((None, *NUMBERS)))
    header = Header(number, None, draw(st.sampled_from(DATES)), _issuer(draw), place, None, draw(st.sampled_from(TITLES)))
    targets = {
        f"c{i}": Target(
            draw(st.sampled_from(("Quyết định", "Quyết định", None))),
            draw(st.sampled_from(NUMBERS)),
            None,
            draw(st.sampled_from(DATES)),
            _issuer(draw) if draw(st.booleans()) else None,
            draw(st.sampled_from(TITLES)),
        )
        for i in range(draw(st.integers(0, 3)))
    }
    text = sha256(f"{header} {targets} {draw(st.integers(0, 10**9))}".encode()).hexdigest()  # like no other text, so that none is a copy
    return Record(Source(sha256(text.encode()).hexdigest(), text), Reading(header, (), targets))


def _issuer(draw: st.DrawFn) -> str:
    return f"{draw(st.sampled_from(BODIES))} {draw(st.sampled_from(PROVINCES)) or ''}".strip()


def assert_decided_as_a_whole(store: Store) -> None:
    given = {link.description for source in store.stored(list(store.sources())).values() for link in source.links}
    blocks: dict[str, list[Described]] = {}
    for one in store.descriptions(given).values():
        blocks.setdefault(one.block, []).append(one)
    for block, rows in blocks.items():
        whole = resolve(block, {one.key: one.description for one in rows}, {one.key: one.count for one in rows})
        assert {one.key: one.document for one in rows if one.document} == {key: g.key for g in whole.groups for key in g.members}
        assert {one.key: one.candidates for one in rows if not one.document} == whole.ambiguous


@settings(max_examples=200, deadline=None)
@given(st.lists(texts(), min_size=2, max_size=9, unique_by=lambda record: record.source.sha256), st.data())
def test_what_comes_and_goes_is_decided_as_the_whole_would_be(records: list[Record], data: st.DataObject) -> None:
    corpus = Corpus(MemoryStore())
    for record in records:
        corpus.add([record])
        assert_decided_as_a_whole(corpus.store)
    for record in data.draw(st.permutations(records)):
        corpus.remove([record.source.sha256])
        assert check(corpus.store, differences).findings == []
        assert_decided_as_a_whole(corpus.store)
