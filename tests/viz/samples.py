"""Lineages made by hand and by rule, for the tests of views."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graph.answers import Edge, Lineage, Node, Piece

FILE = "5f0c" * 16


FACTS = ("number", "type", "issuer", "place", "date", "title", "place_reason")


Facts = Mapping[str, str | None]


def node(
    id_: str, depth: int, facts: Facts = MappingProxyType({}), *, held: bool = False, suspect: bool = False, **more: str | None
) -> Node:
    """A node with the facts that are given; the others are None."""
    known = dict.fromkeys(FACTS) | dict(facts) | more
    return Node(id=id_, depth=depth, held=held, suspect=suspect, **known)


def edge(
    source: str,
    relation: str,
    target: str,
    quote: str | None = "thực hiện",
    *,
    document: str | None = None,
    total: int = 1,
    reason: str | None = None,
) -> Edge:
    """An edge with one piece of evidence, or none if `quote` is None."""
    pieces = []
    if quote is not None:
        pieces.append(Piece(document=document or source, source=FILE, quote=quote, start=431, end=431 + len(quote), rule="implements-verb"))
    return Edge(
        source=source,
        relation=relation,
        target=target,
        confidence=0.97,
        suspect=relation == "probably_same_as",
        reason=reason,
        evidence_total=total if pieces else 0,
        evidence=pieces,
    )


ROOT = "vn/bo-chinh-tri/nghi-quyet/2021-06-12/02-nq.tw"
PLAN = "vn/quang-ngai/tinh-uy/ke-hoach/2021-11-03/65-kh.tu"
LETTER = "vn/quang-ngai/ubnd/cong-van/2021-12-31/7216.ubnd-kgvx"
HUE = "vn/thua-thien-hue/tinh-uy/ke-hoach/2021-11-15/24-kh.tu"
MISPRINT = "vn/bo-chinh-tri/nghi-quyet/2021-06-12/21-nq.tw"
PROGRAMME = "vn/kon-tum/tinh-uy/chuong-trinh/2021-10-08/21-ctr.tu"
REPLY = "vn/kon-tum/ubnd/cong-van/2021-10-15/3717.ubnd-kgvx"
TITLE = "về đổi mới tổ chức và hoạt động của Công đoàn Việt Nam trong tình hình mới"
DOUBT = "số khác nhau, nhưng cùng ngày 12/6/2021, cùng cơ quan và cùng trích yếu; số 21 có thể lấy từ 21-CTr/TU đứng ngay trước"


RESOLUTION = {"type": "Nghị quyết", "issuer": "Bộ Chính trị", "date": "2021-06-12", "title": TITLE}
QUANG_NGAI = {"place": "Quảng Ngãi"}
KON_TUM = {"place": "Kon Tum"}
PLAN_FACTS = QUANG_NGAI | {"type": "Kế hoạch", "issuer": "Ban Thường vụ Tỉnh ủy Quảng Ngãi", "date": "2021-11-03"}
HUE_FACTS = {"type": "Kế hoạch", "issuer": "Tỉnh ủy Thừa Thiên Huế", "place": "Thừa Thiên Huế", "date": "2021-11-15"}
PROGRAMME_FACTS = KON_TUM | {"type": "Chương trình", "issuer": "Tỉnh ủy Kon Tum", "date": "2021-10-08"}
LETTER_FACTS = QUANG_NGAI | {"type": "Công văn", "issuer": "Ủy ban nhân dân tỉnh Quảng Ngãi", "date": "2021-12-31"}
REPLY_FACTS = KON_TUM | {
    "type": "Công văn",
    "issuer": "Ủy ban nhân dân tỉnh",
    "date": "2021-10-15",
    "place_reason": "dẫn Quy chế phối hợp 4859/QCPH-UBND-LĐLĐ của Kon Tum",
}
PLAN_QUOTE = "Kế hoạch số 65-KH/TU ngày 03/11/2021 của Ban Thường vụ Tỉnh ủy về thực hiện Nghị quyết số 02-NQ/TW ngày 12/6/2021"
PROGRAMME_QUOTE = "Chương trình số 21-CTr/TU ngày 08/10/2021 của Tỉnh ủy về thực hiện Nghị quyết số 21-NQ/TW ngày 12/6/2021"


def union_resolution() -> Lineage:
    """A resolution carried out in three provinces, one of them by way of a misprinted number."""
    return Lineage(
        root=ROOT,
        direction="down",
        nodes=[
            node(ROOT, 0, RESOLUTION, number="02-NQ/TW"),
            node(MISPRINT, 0, RESOLUTION, suspect=True, number="21-NQ/TW"),
            node(PLAN, 1, PLAN_FACTS, number="65-KH/TU", title="về thực hiện Nghị quyết số 02-NQ/TW của Bộ Chính trị"),
            node(HUE, 1, HUE_FACTS, held=True, number="24-KH/TU", title="thực hiện Nghị quyết số 02-NQ/TW"),
            node(PROGRAMME, 1, PROGRAMME_FACTS, suspect=True, number="21-CTr/TU"),
            node(LETTER, 2, LETTER_FACTS, held=True, number="7216/UBND-KGVX", title="thực hiện Kế hoạch số 65-KH/TU của Tỉnh ủy"),
            node(REPLY, 2, REPLY_FACTS, held=True, suspect=True, number="3717/UBND-KGVX", title="triển khai Chương trình số 21-CTr/TU"),
        ],
        edges=[
            edge(MISPRINT, "probably_same_as", ROOT, None, reason=DOUBT),
            edge(PLAN, "implements", ROOT, PLAN_QUOTE, document=LETTER),
            edge(HUE, "implements", ROOT, "Thực hiện Nghị quyết số 02-NQ/TW, ngày 12/6/2021 của Bộ Chính trị", total=4),
            edge(PROGRAMME, "implements", MISPRINT, PROGRAMME_QUOTE, document=REPLY),
            edge(LETTER, "implements", PLAN, "Thực hiện Kế hoạch số 65-KH/TU ngày 03/11/2021 của Ban Thường vụ Tỉnh ủy"),
            edge(REPLY, "implements", PROGRAMME, "triển khai thực hiện Chương trình số 21-CTr/TU ngày 08/10/2021 của Tỉnh ủy"),
        ],
        truncated=False,
    )


PROVINCES = [
    "Quảng Ngãi",
    "Kon Tum",
    "Thừa Thiên Huế",
    "Hà Giang",
    "Cà Mau",
    "Bà Rịa - Vũng Tàu",
    "Đắk Lắk",
    "Lào Cai",
    "Nghệ An",
    "Sóc Trăng",
]
CENTRAL = {"type": "Nghị quyết", "issuer": "Ban Chấp hành Trung ương", "date": "2018-05-21", "title": "về một việc lớn của cả nước"}


def grown(size: int, *, truncated: bool = False) -> Lineage:
    """A lineage of `size` nodes: provinces under the root, their bodies below them, every ninth branch in doubt."""
    nodes = [node("n0", 0, CENTRAL, held=True, number="30-NQ/TW")]
    edges = []
    width = max(8, int(size**0.5) + 4)
    for i in range(1, size):
        parent = 0 if i <= width else 1 + (i * 7 + i // 5) % min(i - 1, width * 4)
        above = nodes[parent]
        place = PROVINCES[i % len(PROVINCES)] if parent == 0 else above.place
        body = ("Tỉnh ủy", "Ủy ban nhân dân tỉnh", "Sở Nội vụ tỉnh")[min(above.depth, 2)]
        facts = {
            "number": None if i % 17 == 0 else f"{i}/KH-UBND",
            "type": "Kế hoạch",
            "issuer": f"{body} {place}",
            "place": place,
            "date": f"2019-{1 + i % 12:02d}-{1 + i % 28:02d}",
            "title": "triển khai thực hiện",
        }
        doubt = above.suspect or (parent == 0 and i % 9 == 0)
        nodes.append(node(f"n{i}", above.depth + 1, facts, held=i % 3 != 0, suspect=doubt))
        edges.append(edge(f"n{i}", "guides" if i % 5 == 0 else "implements", f"n{parent}", f"Thực hiện văn bản thứ {parent}"))
        if i % 10 == 0:
            edges.append(edge(f"n{i}", "promulgates", f"n{parent}", "ban hành kèm theo"))
    return Lineage(
        root="n0",
        direction="down",
        nodes=sorted(nodes, key=lambda n: (n.depth, n.suspect, n.id)),
        edges=sorted(edges, key=lambda e: (e.source, e.relation, e.target)),
        truncated=truncated,
    )
