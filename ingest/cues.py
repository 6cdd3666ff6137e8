"""The cues of relations: data in `cues.toml`, checked when loaded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple, get_args

from graph.reading import RELATIONS, Relation
from ingest.phrases import any_of
from ingest.shadow import Rule, Shadow, shadow, spelled

Voice = Literal["active", "passive", "after"]
Reach = Literal["near", "tasks", "far"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One way to state a relation."""

    name: str
    relation: Relation
    voice: Voice
    reach: Reach
    opening: bool
    pattern: str
    links: frozenset[str]
    accepts: tuple[str, ...]
    refuses: tuple[str, ...]


class Sighting(NamedTuple):
    """A cue in the text; offsets are the text's."""

    cue: Cue
    start: int
    end: int


_extension: tuple[Cue, ...] = ()


def extend(entries: Sequence[dict[str, Any]]) -> None:
    """Add a user's cues before ours, for the whole process. Raises ValueError, one line, that names the cue; then nothing is added."""
    global _extension  # noqa: PLW0603 - what all readings of the process share
    more = tuple(_cue(entry, _ours()[1]) for entry in entries)
    names = [cue.name for cue in (*more, *_ours()[0])]
    for cue in more:
        if names.count(cue.name) > 1:
            raise ValueError(f"cue {cue.name}: there is one of this name already: choose another")
        _hold_to_examples(cue)
    _extension = more
    for held in (cues, _rule, _spelled_links):
        held.cache_clear()


def _hold_to_examples(cue: Cue) -> None:
    rule = _alone((cue,))
    for words, wanted in ((cue.accepts, True), (cue.refuses, False)):
        for example in words:
            shown = shadow(f"ủy ban {example} ủy")  # so that no example passes for a text without diacritics
            if (rule(shown).search(shown.low) is not None) is not wanted:
                raise ValueError(f"cue {cue.name}: “{example}” is {'not ' if wanted else ''}found by its pattern")


@cache
def cues() -> tuple[Cue, ...]:
    """All cues: the user's, then ours in the file's order."""
    return (*_extension, *_ours()[0])


@cache
def _ours() -> tuple[tuple[Cue, ...], frozenset[str]]:
    """Our cues and the links of all; a ValueError names what is wrong with the file."""
    table = tomllib.loads(files("ingest").joinpath("cues.toml").read_text("utf-8"))
    shared = frozenset(table["links_of_all"])
    return tuple(_cue(entry, shared) for entry in table["cue"]), shared


_KEYS = {"name", "relation", "voice", "pattern", "reach", "position", "links", "accepts", "refuses"}


def _cue(entry: dict[str, Any], shared: frozenset[str]) -> Cue:
    name = entry.get("name", "?")
    if unknown := set(entry) - _KEYS:
        raise ValueError(f"cue {name}: unknown keys {sorted(unknown)}")
    choices = {"relation": RELATIONS, "voice": get_args(Voice), "reach": get_args(Reach), "position": ("opening", None)}
    for key, allowed in choices.items():
        if entry.get(key) not in allowed:
            raise ValueError(f"cue {name}: {key} is {entry.get(key)!r}, not one of {[a for a in allowed if a]}")
    for key in ("accepts", "refuses"):
        if not _are_texts(entry.get(key)):
            raise ValueError(f"cue {name}: {key} must be a list of examples, at least one")
    if not isinstance(entry.get("pattern"), str) or not _are_texts([name, *entry.get("links", ())]):
        raise ValueError(f"cue {name}: name and pattern must be texts, links a list of words")
    cue = Cue(
        name, entry["relation"], entry["voice"], entry["reach"], entry.get("position") == "opening", entry["pattern"],
        shared | frozenset(entry.get("links", ())), tuple(entry["accepts"]), tuple(entry["refuses"]),
    )  # fmt: skip
    try:
        _alone((cue,))
    except re.error as error:
        raise ValueError(f"cue {name}: its pattern is no regular expression: {error}") from error
    return cue


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) and one for one in value)


def _alone(chosen: Sequence[Cue]) -> Rule:
    return Rule(rf"(?<!\w)(?:{'|'.join(cue.pattern for cue in chosen)})(?!\w)")


@cache
def _rule(voice: Voice) -> tuple[Rule, tuple[tuple[Cue, Rule], ...]]:
    """All cues of a voice in one rule, without groups, which would slow it; and each by itself, to tell which it was."""
    chosen = tuple(cue for cue in cues() if cue.voice == voice)
    return _alone(chosen), tuple((cue, Rule(rf"(?:{cue.pattern})(?!\w)")) for cue in chosen)


def sightings(text: Shadow, low: str, voice: Voice, offset: int = 0) -> Iterator[Sighting]:
    """The cues of a voice in `low`, a stretch of the shadow that begins at `offset`."""
    rule, chosen = _rule(voice)
    for match in rule(text).finditer(low):
        cue = next(cue for cue, own in chosen if own(text).match(low, match.start()))
        yield Sighting(cue, offset + match.start(), offset + match.end())


_TASKS = Rule(rf"{any_of('tasks')}.*(?:theo|tại|trong|của|ở)[ ](?:các[ ])?$")
_BY_RULE = Rule(r"quy[ ]định[ ](?:tại|của|trong|ở)|được[ ](?:phê|ban|thông|quy)")
_THEN_BY = Rule(r",[ ].*(?<!\w)theo[ ]")
"""Behind a ground, the clause that rests on it, by another document: "căn cứ khả năng ngân sách, bố trí kinh phí theo quy định của"."""
_BY_WAY = Rule(r"[ ]?(?:theo|tại|bằng|bởi)[ ]")
_ANNEXED = Rule(r"^[^;.]{1,300}(?<!\w)ban[ ]hành[ ]kèm[ ]theo[ ]$")
"""Between a change and the act by whose annex it goes: "bãi bỏ Phần III Định mức … ban hành kèm theo"."""
_WORD = re.compile(r"[^\W\d_]+")


def reaches(text: Shadow, cue: Cue, between: str) -> bool:
    """Whether a cue governs a citation that stands `between` (a stretch of the shadow) behind it."""
    if cue.reach == "far":
        quoted = between.count('"') % 2 == 1  # "thay thế cụm từ “Nghị định A”": words of the text that is changed
        other = {"proposed_by": _BY_RULE, "based_on": _THEN_BY}.get(cue.relation)
        ruled = other is not None and other(text).search(between) is not None
        return not ((quoted and cue.relation == "amends") or ruled)
    if cue.relation in ("implements", "reviews", "approves") and (_BY_RULE(text).search(between) or _BY_WAY(text).match(between)):
        return False
    if cue.relation in ("amends", "repeals", "replaces") and _ANNEXED(text).search(between):
        return True
    links = _spelled_links(cue, text.bare)
    if all(word in links for word in _WORD.findall(between)):
        return True
    return cue.reach == "tasks" and len(between) < 300 and _TASKS(text).search(between) is not None


@cache
def _spelled_links(cue: Cue, bare: bool) -> frozenset[str]:
    return frozenset(spelled(word, Shadow("", "", bare)) for word in cue.links)
