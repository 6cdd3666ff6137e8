"""The cues of relations: data in `cues.toml`, checked when loaded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple, get_args

from graph.reading import RELATIONS, Relation
from ingest.phrases import any_of
from ingest.shadow import Rule, Shadow, spelled

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


@cache
def cues() -> tuple[Cue, ...]:
    """All cues in the file's order; a ValueError names what is wrong with it."""
    table = tomllib.loads(files("ingest").joinpath("cues.toml").read_text("utf-8"))
    shared = frozenset(table["links_of_all"])
    return tuple(_cue(entry, shared) for entry in table["cue"])


_KEYS = {"name", "relation", "voice", "pattern", "reach", "position", "links", "accepts", "refuses"}


def _cue(entry: dict[str, Any], shared: frozenset[str]) -> Cue:
    name = entry.get("name", "?")
    if unknown := set(entry) - _KEYS:
        raise ValueError(f"cues.toml: cue {name}: unknown keys {sorted(unknown)}")
    choices = {"relation": RELATIONS, "voice": get_args(Voice), "reach": get_args(Reach), "position": ("opening", None)}
    for key, allowed in choices.items():
        if entry.get(key) not in allowed:
            raise ValueError(f"cues.toml: cue {name}: {key} is {entry.get(key)!r}, not one of {[a for a in allowed if a]}")
    if not entry.get("accepts") or not entry.get("refuses"):
        raise ValueError(f"cues.toml: cue {name}: needs examples that it accepts and refuses")
    return Cue(
        name, entry["relation"], entry["voice"], entry["reach"], entry.get("position") == "opening", entry["pattern"],
        shared | frozenset(entry.get("links", ())), tuple(entry["accepts"]), tuple(entry["refuses"]),
    )  # fmt: skip


@cache
def _rule(voice: Voice) -> tuple[Rule, tuple[tuple[Cue, Rule], ...]]:
    """All cues of a voice in one rule, without groups, which would slow it; and each by itself, to tell which it was."""
    chosen = tuple(cue for cue in cues() if cue.voice == voice)
    alternatives = "|".join(cue.pattern for cue in chosen)
    return Rule(rf"(?<!\w)(?:{alternatives})(?!\w)"), tuple((cue, Rule(rf"(?:{cue.pattern})(?!\w)")) for cue in chosen)


def sightings(text: Shadow, low: str, voice: Voice, offset: int = 0) -> Iterator[Sighting]:
    """The cues of a voice in `low`, a stretch of the shadow that begins at `offset`."""
    rule, chosen = _rule(voice)
    for match in rule(text).finditer(low):
        cue = next(cue for cue, own in chosen if own(text).match(low, match.start()))
        yield Sighting(cue, offset + match.start(), offset + match.end())


_TASKS = Rule(rf"{any_of('tasks')}.*(?:theo|tại|trong|của|ở)[ ](?:các[ ])?$")
_BY_RULE = Rule(r"quy[ ]định[ ](?:tại|của|trong|ở)|được[ ](?:phê|ban|thông|quy)")
_BY_WAY = Rule(r"[ ]?(?:theo|tại|bằng|bởi)[ ]")
_ANNEXED = Rule(r"^[^;.]{1,300}(?<!\w)ban[ ]hành[ ]kèm[ ]theo[ ]$")
"""Between a change and the act by whose annex it goes: "bãi bỏ Phần III Định mức … ban hành kèm theo"."""
_WORD = re.compile(r"[^\W\d_]+")


def reaches(text: Shadow, cue: Cue, between: str) -> bool:
    """Whether a cue governs a citation that stands `between` (a stretch of the shadow) behind it."""
    if cue.reach == "far":
        quoted = between.count('"') % 2 == 1  # "thay thế cụm từ “Nghị định A”": words of the text that is changed
        ruled = cue.relation == "proposed_by" and _BY_RULE(text).search(between) is not None
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
