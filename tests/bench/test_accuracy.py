"""The reader gets no worse unnoticed: what it read rightly when the baseline was frozen, it still reads rightly."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bench.accuracy.__main__ import main
from bench.accuracy.baseline import RENEW, compared, freeze, frozen, shown
from bench.accuracy.figures import calibration
from bench.accuracy.labels import LABELS, Labelled, labelled
from bench.accuracy.published import PAGES, filled
from bench.accuracy.scoring import Scored, bare, read, scored, scorer, total
from graph.errors import PhaHeError


@pytest.fixture(scope="module")
def scores(shared: Path) -> list[Scored]:
    return [scored(document) for document in labelled(shared)]


def test_nothing_is_lost_against_the_frozen_baseline(scores: list[Scored]) -> None:
    changes = compared(scores, frozen())
    lost = "\n".join(f"  {change}" for change in changes.losses)
    if changes.losses:  # an assertion would print the test half, too
        pytest.fail(f"read rightly before, and now not:\n{lost}\nIf that is as it should be: {RENEW}", pytrace=False)
    assert not changes.relabelled, f"labelled otherwise than when the baseline was frozen. Then: {RENEW}"


def test_the_documentation_prints_the_figures_of_the_baseline() -> None:
    for page in PAGES:
        text = page.read_text("utf-8")
        assert "<!-- accuracy" in text, page
        assert filled(text, frozen()) == text, f"{page.name} is stale: {RENEW}"


def test_labels_hold_places_and_no_text() -> None:
    for path in sorted(LABELS.glob("*.json")):
        label = json.loads(path.read_text("utf-8"))
        assert all("text" not in mention for mention in label["mentions"]), path
        assert all(isinstance(label["header"][quoted], list | None) for quoted in ("signer", "subject")), path


def test_relations_are_between_labelled_citations(shared: Path) -> None:
    for document in labelled(shared):
        if document.half == "dev":
            continue
        named = {mention.get("number") or mention.get("name") for mention in document.gold["mentions"]} | {"self"}
        ends = {relation[end] for relation in document.gold["relations"] for end in ("source", "target")}
        assert ends <= named, document.name


def test_counts_of_single_documents_add_up_to_the_scorers_figures(scores: list[Scored]) -> None:
    figures, _ = scorer().score({one.document.name: one.document.gold for one in scores}, {one.document.name: one.output for one in scores})
    counts = total(scores)
    assert counts["full.right"] / counts["full.predicted"] == pytest.approx(figures["citations"]["full"]["precision"])
    assert counts["typed.right"] / counts["typed.gold"] == pytest.approx(figures["relations"]["typed"]["recall"])
    assert counts["span.right"] / counts["span.of"] == pytest.approx(figures["exact_span"])
    assert counts["issuer.right"] / counts["issuer.of"] == pytest.approx(figures["fields"]["issuer"]["accuracy"])


def test_a_law_whose_name_begins_anothers_is_no_false_relation(scores: list[Scored]) -> None:
    short, long = "Luật Doanh nghiệp", "Luật Doanh nghiệp nhà nước"
    mentions = [{"start": 0, "end": len(long), "text": long, "kind": "name", "name": long}]
    mentions.append({"start": 40, "end": 40 + len(short), "text": short, "kind": "name", "name": short})
    gold = {
        "header": {},
        "mentions": mentions,
        "relations": [{"source": "self", "relation": "based_on", "target": name} for name in (short, long)],
    }
    citations = [{**mention, "target": f"c{index}", "confidence": 1.0} for index, mention in enumerate(mentions)]
    relations = [{"source": "self", "relation": "based_on", "target": f"c{index}"} for index in range(2)]
    output = {
        "document": {},
        "citations": citations,
        "targets": {f"c{index}": mention for index, mention in enumerate(mentions)},
        "relations": relations,
    }
    one = scored(replace(scores[0].document, gold=gold), output)
    assert (one.counts["typed.right"], one.counts["typed.predicted"], one.errors) == (2, 2, ())


def test_bands_of_confidence_hold_every_citation_once(scores: list[Scored]) -> None:
    counts = total(scores)
    rows = [row for row in calibration(scores) if row.name.startswith("citations")]
    assert sum(row.of for row in rows) == sum(counts[f"{kind}.predicted"] for kind in ("full", "name", "short"))


def test_stripping_diacritics_keeps_every_place(shared: Path) -> None:
    for document in labelled(shared):
        plain = bare(document)
        assert plain is None or len(plain.text) == len(document.text)


def test_a_changed_text_is_noticed(tmp_path: Path, shared: Path) -> None:
    label = json.loads(next(iter(sorted(LABELS.glob("*.json")))).read_text("utf-8"))
    (tmp_path / "changed.json").write_text(json.dumps({**label, "sha256": "0" * 64}), "utf-8")
    with pytest.raises(PhaHeError, match="label the changed text anew"):
        labelled(shared, tmp_path)


def _worse(scores: list[Scored]) -> tuple[list[Scored], Labelled]:
    """The same scores, but of one document the first citation is read without its date and the last not at all."""
    one = next(one for one in scores if one.document.half == "dev" and one.output["citations"] and one.output["citations"][0]["date"])
    output: dict[str, Any] = read(one.document)
    output["citations"] = [{**output["citations"][0], "date": None}, *output["citations"][1:-1]]
    return [scored(one.document, output) if other is one else other for other in scores], one.document


def test_losses_and_gains_are_told_citation_by_citation(scores: list[Scored], tmp_path: Path) -> None:
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    worse, document = _worse(scores)
    freeze(scores, before)
    freeze(worse, after)
    assert not compared(scores, frozen(before)).losses
    losses = compared(worse, frozen(before)).losses
    assert {change.document for change in losses} == {document.name}
    kinds = Counter(change.what.split(" ‹")[0] for change in losses)
    assert kinds["wrong date"] == kinds["not read"] == 1
    assert compared(scores, frozen(after)).gains == losses
    errors = [shown(error, document.text) for one in worse if one.document is document for error in one.errors]
    assert any("“" in error for error in errors)


def test_the_baseline_tells_nothing_of_the_test_half() -> None:
    kept = [key for one in frozen()["documents"].values() if one["half"] == "test" for key in one["wrong"]]
    assert all(re.fullmatch(r"[a-z ]+(:? #[0-9a-f]{8})?", key) for key in kept)


def test_of_the_test_half_only_totals_are_printed(scores: list[Scored], capsys: pytest.CaptureFixture[str]) -> None:
    main(["--errors", "--half", "test"])
    printed = capsys.readouterr().out.split("Since the baseline")[0]
    assert not [one.document.name for one in scores if one.document.half == "test" and one.document.name in printed]
