"""Generated corpora: records whose documents share numbers, days, titles and places, told in fuller and barer words.

The pools are tiny on purpose, so that almost every draw has collisions: the same serial in two provinces and two
terms, dates given, cut to the year or left out, places left to the speaker, speakers who do not know theirs.
"""

from __future__ import annotations

from hashlib import sha256

from hypothesis import strategies as st

from graph.reading import Citation, Evidence, Header, Reading, Record, Relation, Source, StatedRelation, Target

NUMBERS = (
    "02-NQ/TW",
    "21-NQ/TW",
    "21-CTr/TU",
    "65-KH/TU",
    "435/QĐ-UBND",
    "12/UBND-NC",
    "30/2020/NĐ-CP",
    "7/QCPH-UBND-LĐLĐ",
    "5/KH-BCĐ",
    "O2-NQ/TW",
)
DATES = (*["2021-06-12"] * 4, None, None, "2021", "2021-06", "2021-07-12", "2016-06-12")
PROVINCES = (None, "Kon Tum", "Quảng Ngãi")
TITLES = (*["về đổi mới tổ chức và hoạt động của Công đoàn Việt Nam"] * 3, None, "về phát triển kinh tế tập thể trong giai đoạn mới")
TYPES = {"NQ": "Nghị quyết", "CTr": "Chương trình", "KH": "Kế hoạch", "QĐ": "Quyết định", "NĐ": "Nghị định", "QCPH": "Quy chế"}
RELATIONS: tuple[Relation, ...] = ("implements", "based_on", "amends", "cites")


def _type(number: str) -> str:
    return next((name for code, name in TYPES.items() if f"{code}/" in number or f"/{code}-" in number), "Công văn")


def _issuer(number: str, province: str | None) -> str | None:
    if number.endswith("/TU"):
        return f"Tỉnh ủy {province}" if province else "Tỉnh ủy"
    if "UBND" in number:
        return f"Ủy ban nhân dân tỉnh {province}" if province else None
    return None


@st.composite
def targets(draw: st.DrawFn) -> Target:
    if draw(st.integers(0, 7)) == 0:
        return Target(type="Luật", name="Luật Công đoàn", date=draw(st.sampled_from(("2012", "2024", None))))
    number = draw(st.sampled_from(NUMBERS[:3] if draw(st.booleans()) else NUMBERS))
    return Target(
        type=_type(number),
        number=number,
        date=draw(st.sampled_from(DATES)),
        issuer=_issuer(number, draw(st.sampled_from(PROVINCES))),
        title=draw(st.sampled_from(TITLES)),
        term="XIII" if number.endswith("/TW") and draw(st.booleans()) else None,
    )


@st.composite
def headers(draw: st.DrawFn) -> Header:
    number = draw(st.sampled_from((None, *NUMBERS)))
    place = draw(st.sampled_from(PROVINCES))
    issuer = _issuer(number or "1/UBND-NC", place) or "Ủy ban nhân dân tỉnh"
    return Header(
        number=number,
        type=_type(number) if number else None,
        date=draw(st.sampled_from(DATES)),
        issuer=issuer,
        place=place,
        subject=draw(st.sampled_from(TITLES)),
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    cited = draw(st.lists(targets(), max_size=4))
    text, citations = "", []
    for index, target in enumerate(cited):
        for _ in range(draw(st.integers(1, 2))):
            words = target.number or target.name or ""
            text += "Thực hiện "
            citations.append(
                Citation(len(text), len(text) + len(words), words, "full", target.type, target.number, target.name, target=f"c{index}")
            )
            text += words + ". "
    names = ["self", *(f"c{i}" for i in range(len(cited)))]
    relations = []
    for index, citation in enumerate(citations):
        actor = draw(st.sampled_from(names))
        if actor != citation.target:
            proof = Evidence(citation.start, citation.end, index)
            relation = draw(st.sampled_from(RELATIONS))
            confidence = draw(st.sampled_from((0.7, 0.9)))
            relations.append(StatedRelation(actor, relation, citation.target, (index,), confidence, "drawn", (proof,)))
    text += str(draw(st.integers(0, 10**9)))
    reading = Reading(draw(headers()), tuple(citations), {f"c{i}": t for i, t in enumerate(cited)}, tuple(relations))
    return Record(Source(sha256(text.encode()).hexdigest(), text), reading)


corpora = st.lists(records(), min_size=1, max_size=8, unique_by=lambda r: r.source.sha256)
