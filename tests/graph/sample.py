"""A small corpus with texts: two letters and a plan around one resolution, a misprint of it, and a plan that may be anybody's."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from graph.corpus import Corpus
from graph.reading import Citation, Evidence, Header, Reading, Record, Relation, Source, StatedRelation, Target
from graph.store import Store
from graph.stores.memory import MemoryStore

TITLE = "về đổi mới tổ chức và hoạt động của Công đoàn Việt Nam"
RESOLUTION = Target("Nghị quyết", "02-NQ/TW", date="2021-06-12", issuer="Bộ Chính trị", title=TITLE)
MISPRINT = Target("Nghị quyết", "21-NQ/TW", date="2021-06-12", issuer="Bộ Chính trị", title=TITLE)
PROGRAMME = Target("Chương trình", "21-CTr/TU", date="2021-10-08", issuer="Tỉnh ủy Kon Tum")
ANY_PLAN = Target("Kế hoạch", "65-KH/TU", issuer="Tỉnh ủy")

Said = tuple[str, Relation, str, str]
"""Actor, relation, target, and the evidence's words, parts divided by `|`."""


def record(path: str, text: str, header: Header, targets: dict[str, Target], said: list[Said]) -> Record:
    """A record whose citations are the words in square brackets, each with its target's local name: `[c1:Nghị quyết 02-NQ/TW]`."""
    plain, citations = "", []
    for index, part in enumerate(text.replace("]", "[").split("[")):
        local, _, words = part.partition(":") if index % 2 else ("", "", part)
        if local:
            target = targets.get(local, Target())
            end = len(plain) + len(words)
            citations.append(Citation(len(plain), end, words, "full", target.type, target.number, date=target.date, target=local))
        plain += words
    relations = []
    for actor, relation, target_name, words in said:
        stating = tuple(i for i, citation in enumerate(citations) if citation.target == target_name)
        proof = tuple(Evidence(plain.index(part), plain.index(part) + len(part), stating[0]) for part in words.split("|"))
        relations.append(StatedRelation(actor, relation, target_name, stating, 0.9, "carries-out", proof))
    return Record(Source(sha256(plain.encode()).hexdigest(), plain, path), Reading(header, tuple(citations), targets, tuple(relations)))


PLAN = record(
    "plan.txt",
    f"Kế hoạch thực hiện [c1:Nghị quyết số 02-NQ/TW ngày 12/6/2021] {TITLE}. [self:Kế hoạch này] thực hiện [c1:Nghị quyết số 02-NQ/TW].",
    Header("24-KH/TU", "Kế hoạch", "2021-11-15", "Tỉnh ủy Thừa Thiên Huế", "Thừa Thiên Huế", "Lê A", "thực hiện Nghị quyết số 02-NQ/TW"),
    {"c1": RESOLUTION},
    [("self", "implements", "c1", "thực hiện Nghị quyết số 02-NQ/TW ngày 12/6/2021")],
)
LETTER = record(
    "letter.txt",
    "Thực hiện [c1:Chương trình số 21-CTr/TU] về thực hiện\n--- 2 ---\n"
    "[c2:Nghị quyết số 21-NQ/TW] và [c3:Kế hoạch số 65-KH/TU] của Tỉnh ủy.",
    Header("3717/UBND-KGVX", "Công văn", "2021-10-15", "Ủy ban nhân dân tỉnh Kon Tum", "Kon Tum", "Trần B", None),
    {"c1": PROGRAMME, "c2": MISPRINT, "c3": ANY_PLAN},
    [
        ("self", "implements", "c1", "Thực hiện Chương trình số 21-CTr/TU"),
        ("c1", "implements", "c2", "về thực hiện|Nghị quyết số 21-NQ/TW"),
    ],
)
REPORT = record(
    "report.txt",
    "Sau một năm, [c1:Nghị quyết số 02-NQ/TW] và [c2:Chương trình 21-CTr/TU] thực hiện [c1:Nghị quyết 02-NQ/TW].",
    Header("11/BC-TU", "Báo cáo", "2022-11-01", "Tỉnh ủy Quảng Ngãi", "Quảng Ngãi"),
    {"c1": RESOLUTION, "c2": PROGRAMME},
    [("self", "reviews", "c1", "Sau một năm, Nghị quyết số 02-NQ/TW")],
)
SAMPLE = (PLAN, LETTER, REPORT)


def sample() -> Store:
    """A store in memory with the sample, derived."""
    return corpus_of(SAMPLE)


def corpus_of(records: Iterable[Record], store: Store | None = None) -> Store:
    """The records, taken into a store; a new one in memory unless one is given."""
    kept = store or MemoryStore()
    Corpus(kept).add(records)
    return kept
