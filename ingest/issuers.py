"""Who issued a cited document, as the text words it: "của …" behind it, "… ban hành" or "… tại" before it.

A body's name ends where the sentence goes on: at a verb or a preposition, at punctuation. Bodies that the whole country has
once are known by name; of the others the kind is known (Sở, Ủy ban, Ban …) and the rest is read up to such an end.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from graph.fold import fold
from graph.knowledge import organ_of_code, organs, place_in, place_named, places
from graph.reading import Header
from ingest.accents import accented
from ingest.phrases import any_of, spelled_list
from ingest.shadow import Rule, Shadow, spelled

_ALIASES = {
    "thủ tướng": "Thủ tướng Chính phủ",
    "bộ chính trị": "Bộ Chính trị",
    "ban bí thư": "Ban Bí thư",
    "ban bí thư trung ương": "Ban Bí thư Trung ương Đảng",
    "ban bí thư trung ương đảng": "Ban Bí thư Trung ương Đảng",
    "bộ chính trị, ban bí thư": "Bộ Chính trị, Ban Bí thư",
    "ban chấp hành trung ương đảng": "Ban Chấp hành Trung ương Đảng",
    "ban chấp hành trung ương đảng cộng sản việt nam": "Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam",
    "ban chấp hành trung ương": "Ban Chấp hành Trung ương",
    "trung ương đảng": "Trung ương Đảng",
    "chính phủ": "Chính phủ",
    "quốc hội": "Quốc hội",
    "ủy ban thường vụ quốc hội": "Ủy ban Thường vụ Quốc hội",
    "chủ tịch nước": "Chủ tịch nước",
    "chủ tịch quốc hội": "Chủ tịch Quốc hội",
    "hội đồng bộ trưởng": "Hội đồng Bộ trưởng",
    "hội đồng chính phủ": "Hội đồng Chính phủ",
    "hội đồng nhà nước": "Hội đồng Nhà nước",
    "văn phòng chính phủ": "Văn phòng Chính phủ",
    "văn phòng trung ương đảng": "Văn phòng Trung ương Đảng",
    "thanh tra chính phủ": "Thanh tra Chính phủ",
}

_SPELLED_OUT = {
    "ubnd": "Ủy ban nhân dân",
    "hđnd": "Hội đồng nhân dân",
    "btv": "Ban Thường vụ",
    "bch": "Ban Chấp hành",
    "tw": "Trung ương",
    "tư": "Trung ương",
    "mttq": "Mặt trận Tổ quốc",
    "lđlđ": "Liên đoàn Lao động",
    "tp": "thành phố",
    "tp.": "thành phố",
    "vpcp": "Văn phòng Chính phủ",
    "tandtc": "Tòa án nhân dân tối cao",
    "vksndtc": "Viện kiểm sát nhân dân tối cao",
    "cp": "Chính phủ",
    "bhxh": "Bảo hiểm xã hội",
    "tand": "Tòa án nhân dân",
    "vksnd": "Viện kiểm sát nhân dân",
    "ksnd": "kiểm sát nhân dân",
    "ubmttq": "Ủy ban Mặt trận Tổ quốc",
    "ubkt": "Ủy ban Kiểm tra",
    "kbnn": "Kho bạc Nhà nước",
    "ubtvqh": "Ủy ban Thường vụ Quốc hội",
    "ttcp": "Thủ tướng Chính phủ",
}

_HEAD = Rule(rf"(?:phó[ ])?{any_of('body_heads')}(?!(?<=xã)[ ]hội)")
"""How a body's name begins. `Xã hội` begins none."""

_LEADER = Rule(rf"(?:phó[ ])?{any_of('body_leaders')}[ ]")

_WORD = re.compile(r"[^\s,;:.(){}\"'\n\x1d]+")
_TYPE_AHEAD = Rule(rf"(?:các[ ])?{any_of('types_ahead')}(?!(?<=luật)[ ](?:sư|gia))")
_MAX_WORDS = 18


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body's wording and where it ends."""

    end: int
    name: str


@cache
def _bodies() -> tuple[tuple[str, str], ...]:
    """Names that only one body has, folded to lower case, with their official writing; longest first."""
    named = {name.lower(): name for organ in organs() if organ.scope == "central" for name in organ.names}
    return tuple(sorted((named | _ALIASES).items(), key=lambda pair: -len(pair[0])))


@cache
def _body_rule() -> Rule:
    return Rule(r"WORDS(?!\w)", words=[name for name, _ in _bodies()])


@cache
def _body_names() -> dict[str, str]:
    return {fold(name): official for name, official in reversed(_bodies())}


def issuer_at(text: Shadow, at: int, *, joint: bool = False) -> Issuer | None:
    """The body whose name begins at `at`, jointly with others if the text joins them: "Bộ A và Bộ B".

    `joint` tells that several bodies must have issued: then commas alone join them too.
    """
    rank = _RANK(text).match(text.low, at)
    first = _one(text, rank.end() if rank else at)
    if first is None:
        return None
    if rank:
        first = Issuer(first.end, f"{text.clean[at : rank.end()]}{first.name}")
    ends, names = [first.end], [first.name]
    while len(names) < 6:
        link = _JOIN.match(text.low, ends[-1])
        more = link and _joined(text, link.end())
        if not link or not more:
            break
        names.append(link.group().strip() + " " + more.name if link.group().strip() != "," else ", " + more.name)
        ends.append(more.end)
    if not joint and len(names) > 1 and names[-1].startswith(","):  # a list must end in "và": else it is the sentence that goes on
        return first
    return Issuer(ends[-1], re.sub(r" ,", ",", " ".join(names)))


_RANK = Rule(r"bộ[ ]trưởng[ ]?,[ ](?=chủ[ ]nhiệm|trưởng[ ]ban|tổng[ ]thanh[ ]tra)")
"""Of heads who are ministers besides: "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ"."""
_JOIN = re.compile(r" và | va | - |, ")


def _joined(text: Shadow, at: int) -> Issuer | None:
    if not text.clean[at : at + 1].isupper() or _TYPE_AHEAD(text).match(text.low, at):
        return None
    return _one(text, at)


def _one(text: Shadow, at: int) -> Issuer | None:
    cut = _cut(text, at)
    leader = _LEADER(text).match(text.low, at)
    known = _body_rule()(text).match(text.low, leader.end() if leader else at)
    if cut is not None and (known is None or cut.end > known.end()):
        return cut
    if known and _INITIALS_BEHIND.match(text.clean, known.end()) and (whole := _read(text, at)) and whole.end > known.end():
        return whole  # "Hội đồng Thẩm phán TANDTC"
    if known and not _BRANCH(text).match(text.low, known.end()):
        official = _body_names()[fold(known.group())]
        return Issuer(known.end(), _written(text, at, known.start()) + " " + official if leader else official)
    return _read(text, at)


_BRANCH = Rule(r"[ ](?:tỉnh|thành[ ]phố|tp\.?|huyện|quận|chi[ ]nhánh|khu[ ]vực)(?!\w)")
"""Behind a national body's name: its branch in a place."""


@cache
def _begun_names() -> dict[str, set[str]]:
    """Of each folded name without its last word, the names that it may have been."""
    begun: dict[str, set[str]] = defaultdict(set)
    for name, official in _body_names().items():
        begun[name.rpartition(" ")[0]].add(official)
    return dict(begun)


def _cut(text: Shadow, at: int) -> Issuer | None:
    """A name that a line's end cut off: "Thủ tướng Chính", where only one body can be meant."""
    words = _WORD.findall(text.low[at : at + 60])
    for size in (3, 2):
        begun = fold(" ".join(words[:size]))
        whole = _begun_names().get(begun, set())
        if len(words) >= size and len(whole) == 1 and begun not in _body_names():
            end = at
            for word in words[:size]:
                end = text.low.index(word, end) + len(word)
            if not begun.startswith("thu tuong") and text.low[end : end + 1] not in ("\n", ""):
                continue
            return Issuer(end, *whole)
    return None


def _read(text: Shadow, at: int) -> Issuer | None:
    """A body of a known kind, read up to where the sentence goes on."""
    head = _HEAD(text).match(text.low, at)
    if head is None:
        return None
    capitals = text.clean[at : at + 12].isupper()
    joint = text.low.startswith((spelled("liên ", text),), at)
    words: list[tuple[int, int]] = []
    position = at
    while len(words) < _MAX_WORDS:
        word = _WORD.match(text.low, position)
        if word is None:
            break
        place = _placed_level(text).match(text.low, word.start()) if words else None
        if place is not None:
            words.append(place.span())
            break
        if words and _ends_here(text, word, capitals, head.end()):
            break
        words.append(word.span())
        position = _gap(text, word.end(), joint)
        if position < 0:
            break
    while words and text.low[slice(*words[-1])] in ("và", "va", "-", "&"):
        words.pop()
    if not words or words[-1][1] < head.end() or (words[-1][1] == head.end() and _needs_more(text.low[at : head.end()], text.bare)):
        return None
    return Issuer(words[-1][1], _written(text, at, words[-1][1]))


@cache
def _level_rule() -> Rule:
    names = {
        re.sub(r"^(?:tỉnh|thành phố) ", "", n.lower()) for edition in ("63", "34") for p in places(edition) for n in (p.name, *p.aliases)
    }
    return Rule(r"(?:tỉnh|thành phố|tp\.?|(?<=tỉnh )ủy|(?<=thành )ủy) WORDS(?!\w)", 0, words=names)


def _placed_level(text: Shadow) -> re.Pattern[str]:
    """ "tỉnh Kon Tum", "(Tỉnh) ủy Kon Tum": with its province, a body's name is complete."""
    return _level_rule()(text)


def _needs_more(head: str, bare: bool) -> bool:
    """A kind alone names no body: "của Sở", "của Bộ"."""
    return head not in spelled_list("bodies_alone", bare)


def _ends_here(text: Shadow, word: re.Match[str], capitals: bool, head_end: int) -> bool:
    """Whether the name has ended before `word`. A word with a capital is the name's own, but for a title or a type that follows."""
    after = _WORD.match(text.low, word.end() + 1)
    low = word.group()
    if low[0].isdigit() and "\n" in text.low[word.start() - 2 : word.start()]:  # a page's or a note's number
        return True
    pair = f"{low} {after.group()}" if after else low
    if text.clean[word.start()].isupper() and not capitals:
        if word.start() <= head_end:
            return False
        if pair in spelled_list("body_ends_capital", text.bare):
            return True
        return _TYPE_AHEAD(text).match(text.low, word.start()) is not None and not _inside_name(text, word.start())
    if low in ("và", "va"):
        return not _goes_on_behind_and(text, word.end() + 1, capitals)
    ends = spelled_list("body_ends", text.bare)
    return (low in ends or pair in ends) and not (capitals and pair in spelled_list("body_ends_kept", text.bare))


def _inside_name(text: Shadow, at: int) -> bool:
    """ "Sở Kế hoạch và Đầu tư": a type's word that is a department's name."""
    return text.low.startswith((spelled("kế hoạch và đầu tư", text), spelled("kế hoạch đầu tư", text), spelled("kế hoạch - ", text)), at)


def _goes_on_behind_and(text: Shadow, at: int, capitals: bool) -> bool:
    ahead = text.clean[at : at + 1]
    if capitals:
        return not _TYPE_AHEAD(text).match(text.low, at)
    return ahead.isupper() and not _TYPE_AHEAD(text).match(text.low, at) and not _HEAD(text).match(text.low, at)


_LIST_AHEAD = re.compile(r"(?:[^\s,;:.(){}\n]+ ){1,5}(?:và|va|VÀ|VA) [A-ZĐÂĂÊÔƠƯÁÀẢÃẠÍÌÓÒÚÙÝ]")


def _gap(text: Shadow, at: int, joint: bool) -> int:
    """Where the next word of the name begins, or -1 if the name ends at `at`."""
    low, clean = text.low, text.clean
    if low.startswith(" - ", at) and clean[at + 3 : at + 4].isupper():
        return at + 3
    at += low.startswith((" , ", " : "), at)  # as texts parted into words have it
    if low.startswith(": ", at) and joint:
        return at + 2
    if low.startswith(", ", at) and clean[at + 2 : at + 3].isupper():
        if joint and not _TYPE_AHEAD(text).match(low, at + 2):
            return at + 2
        listed = _LIST_AHEAD.match(clean, at + 2)
        if listed and not _HEAD(text).match(low, at + 2) and not _TYPE_AHEAD(text).match(low, at + 2):
            return at + 2
    if low.startswith(" ", at) and not low.startswith((" ,", " :"), at):
        return at + 1
    return -1


def _written(text: Shadow, start: int, end: int) -> str:
    """The wording with abbreviations spelled out; capitals of a heading brought down."""
    wording = _GLUED.sub(" ", re.sub(r"\s+", " ", text.clean[start:end]).strip())
    if wording.isupper() and " " in wording:
        wording = _brought_down(wording)
    wording = _INITIALS.sub(_by_initials, wording)
    wording = " ".join(
        _SPELLED_OUT.get(word.lower(), word) if word.lower() in _SPELLED_OUT and word.isupper() else word for word in wording.split(" ")
    )
    return accented(wording) if text.bare else wording


_INITIALS_BEHIND = re.compile(r" (?:TANDTC|VKSNDTC|TƯ|TW|TP|UBND)(?!\w)")
_INITIALS = re.compile(r"(?<!\w)(?:(?P<kind>Bộ|Sở|Bo|So) |(?=B[A-ZĐ]{2}))(?P<code>[A-ZĐ][A-ZĐa-z]?[A-ZĐ&-]{0,12})(?![\w&-])")


def _by_initials(match: re.Match[str]) -> str:
    """Ministries and departments by their initials: "Bộ NN&PTNT", "Sở GD-ĐT", "Bộ trưởng BTC"."""
    kind = match["kind"]
    organ = organ_of_code(f"{kind[0] if kind else ''}{match['code'].replace('-', '')}")
    named = organ is not None and not organ.many and fold(organ.names[0]).startswith(fold(kind) + " " if kind else "bo ")
    return organ.names[0] if organ is not None and named else match.group()


_GLUED = re.compile(r"(?<=[^\W\d_]{2})(?=và )")
"""No syllable but "và" itself ends so: "Kế hoạchvà Đầu tư"."""


def _brought_down(wording: str) -> str:
    words = [w if w in ("UBND", "HĐND", "TP.", "TP", "MTTQ", "TW", "BTV", "BCH") else w.lower() for w in wording.split()]
    for size in range(min(4, len(words)), 0, -1):
        place = place_named(" ".join(words[-size:]))
        if place is not None:
            bare = place.name.removeprefix("Thành phố ")
            words[-len(bare.split()) :] = bare.split()
            break
    words[0] = words[0][0].upper() + words[0][1:]
    return " ".join(words)


_LOCAL = re.compile(r"(?:^|\s)(?:tỉnh|thành phố)$", re.IGNORECASE)
_COMMITTEE = re.compile(r"(?:^|\s)(?:tỉnh ủy|thành ủy|tỉnh uỷ|thành uỷ)$", re.IGNORECASE)
_DEPARTMENT = re.compile(r"^(?:phó )?(?:giám đốc |liên |chánh văn phòng )?sở\b", re.IGNORECASE)


def placed(name: str, header: Header) -> str:
    """The issuer with the place that the document itself gives: `Tỉnh ủy` in a Kon Tum document is `Tỉnh ủy Kon Tum`."""
    if not header.place or place_in(name) is not None:
        return name
    place = place_named(header.place)
    bare = _CITY.sub("", header.place)
    city = (
        bare != header.place or (place is not None and place.kind == "thành phố") or fold(f"thành phố {bare}") in fold(header.issuer or "")
    )
    if _COMMITTEE.search(name):
        return f"{name} {bare}"
    if _LOCAL.search(name):
        return f"{name} {bare}" if name.lower().endswith("thành phố") == city else name
    if _DEPARTMENT.match(name) and not _SAYS_LEVEL.search(name):
        return f"{name} {'thành phố' if city else 'tỉnh'} {bare}"
    return name


_CITY = re.compile(r"^(?:thành phố|tp\.?) ?", re.IGNORECASE)
_SAYS_LEVEL = re.compile(r"\b(?:tỉnh|thành phố)\b", re.IGNORECASE)


def starts_with_body(text: Shadow, at: int) -> bool:
    """Whether a body's name begins here with a capital: a sentence's subject behind a comma."""
    return text.clean[at : at + 1].isupper() and (
        _HEAD(text).match(text.low, at) is not None or _body_rule()(text).match(text.low, at) is not None
    )
