"""A small graph of invented documents, stated as readings, so that what is tested here is the asking and not the reading.

Two provinces carry out one resolution, one of them by way of a misprinted number; one number names two documents; one
text is hostile to terminals and pages.
"""

from __future__ import annotations

from hashlib import sha256

from graph.reading import Citation, Evidence, Header, Reading, Record, Relation, Source, StatedRelation, Target

TITLE = "về nâng cao chất lượng đội ngũ cán bộ cơ sở trong giai đoạn mới"
RESOLUTION = Target("Nghị quyết", "11-NQ/TW", None, "2022-03-14", "Bộ Chính trị", TITLE, "XIII")
MISPRINT = Target("Nghị quyết", "23-NQ/TW", None, "2022-03-14", "Bộ Chính trị", TITLE)
HOSTILE = "\x1b[31mđỏ\x07 \u202e[bold]<script>alert(1)</script>\x9b2J"

_Said = tuple[str, Relation, str, str]


def record(path: str, header: Header, targets: dict[str, Target], *said: _Said) -> Record:
    """A source whose text is the words of its statements, each ending in the number or name of its target."""
    text, citations, relations = "", [], []
    for source, relation, target, cue in said:
        name = targets[target].number or targets[target].name or ""
        start = len(text)
        at = start + len(cue) + 1
        text += f"{cue} {name}. "
        described = targets[target]
        citations.append(
            Citation(at, at + len(name), name, "full", described.type, described.number, described.name, described.date, target=target)
        )
        index = len(citations) - 1
        proof = Evidence(start, at + len(name), index)
        relations.append(StatedRelation(source, relation, target, (index,), 0.97, "sample", (proof,)))
    reading = Reading(header, tuple(citations), targets, tuple(relations))
    return Record(Source(sha256(text.encode()).hexdigest(), text, path), reading)


def _province(name: str, plan: Target, letter: str, date: str, resolution: Target) -> Record:
    header = Header(letter, "Công văn", date, f"Ủy ban nhân dân tỉnh {name}", name, "Nguyễn Văn A", f"thực hiện {plan.number}")
    return record(
        f"samples/{letter.partition('/')[0]}.txt",
        header,
        {"c1": plan, "c2": resolution},
        ("self", "implements", "c1", f"Thực hiện {plan.type} số"),
        ("c1", "implements", "c2", "về thực hiện Nghị quyết số"),
    )


RECORDS = (
    _province(
        "Quảng Nam", Target("Kế hoạch", "31-KH/TU", None, "2022-05-20", "Tỉnh ủy Quảng Nam"), "1402/UBND-NC", "2022-06-30", RESOLUTION
    ),
    _province("Gia Lai", Target("Chương trình", "23-CTr/TU", None, "2022-06-01", "Tỉnh ủy Gia Lai"), "978/UBND-NC", "2022-07-05", MISPRINT),
    record(
        "samples/plan.txt",
        Header("40/KH-UBND", "Kế hoạch", "2022-08-01", "Ủy ban nhân dân tỉnh Quảng Nam", "Quảng Nam", None, HOSTILE),
        {"c1": RESOLUTION, "c2": Target("Luật", None, "Luật Cán bộ, công chức", "2008", None, None)},
        ("self", "implements", "c1", f"Thực hiện {HOSTILE} Nghị quyết số"),
        ("self", "based_on", "c2", "Căn cứ"),
    ),
    record(
        "samples/other-plan.txt",
        Header("40/KH-UBND", "Kế hoạch", "2022-09-01", "Ủy ban nhân dân tỉnh Gia Lai", "Gia Lai", None, "về trồng rừng"),
        {"c1": Target("Quyết định", "523/QĐ-TTg", None, "2021-04-01", "Thủ tướng Chính phủ", "phê duyệt Chiến lược lâm nghiệp")},
        ("self", "cites", "c1", "theo Quyết định số"),
    ),
)
