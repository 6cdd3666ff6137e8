"""The five seed documents, measured with the scorer that stands beside them. Skips where they are absent."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.reader import read

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.skipif(not (SHARED / "tools" / "score.py").exists(), reason="needs the labelled documents of ../shared")


@cache
def _figures(name: str) -> tuple[dict[str, Any], list[Any]]:
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = {d["source"]: d for d in (json.loads(path.read_text("utf-8")) for path in sorted((SHARED / "gold" / name).glob("*.json")))}
    texts = {source: (SHARED / "corpus" / name / source).read_bytes().decode("utf-8-sig") for source in gold}
    outputs = {source: json.loads(json.dumps(asdict(read(text)))) for source, text in texts.items()}
    figures, errors = scorer.score(gold, outputs)
    return figures, errors


@pytest.mark.parametrize("kind", ["full", "name", "short"])
def test_every_labelled_citation_of_the_seeds_is_found_and_no_other(kind: str) -> None:
    figures, errors = _figures("seeds")
    assert figures["citations"][kind]["recall"] == 1, errors
    assert figures["citations"][kind]["precision"] == 1, errors


def test_the_seeds_spans_and_fields_are_right() -> None:
    figures, errors = _figures("seeds")
    assert figures["exact_span"] == 1, errors
    for field in ("type", "date"):
        assert figures["fields"][field]["accuracy"] == 1, errors
        assert figures["fields"][field]["spurious"] == 0, errors


def test_the_seeds_issuers_are_right() -> None:
    figures, errors = _figures("seeds")
    assert figures["fields"]["issuer"]["accuracy"] == 1, errors


def test_the_seeds_relations_are_read_in_their_direction_without_a_false_one() -> None:
    figures, errors = _figures("seeds")
    typed = figures["relations"]["typed"]
    assert round(typed["recall"] * typed["gold"]) >= 25, errors
    assert typed["precision"] == 1, errors
    assert figures["relations"]["plain"]["precision"] == 1, errors
    assert figures["relations"]["direction"] == 1, errors


def test_other_labelled_documents_are_read_as_well() -> None:
    figures, errors = _figures("dev")
    assert figures["citations"]["full"]["precision"] >= 0.95, errors
    assert figures["citations"]["full"]["recall"] >= 0.95, errors
    assert figures["relations"]["typed"]["f1"] >= 0.9, errors
    assert figures["relations"]["direction"] == 1, errors
