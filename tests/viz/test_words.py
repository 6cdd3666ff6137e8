"""Every word that the page asks for is there."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from pydantic import ValidationError

from viz.words import Words, words


def test_the_page_asks_for_no_word_that_is_missing_and_no_word_is_idle() -> None:
    text = "\n".join(f.read_text(encoding="utf-8") for f in files("viz").joinpath("templates").iterdir())
    known = words().text.keys()
    asked = {word for match in re.findall(r'say\("(\w+)"|data-(?:text|label|placeholder)="(\w+)"', text) for word in match if word}
    assert asked
    assert asked <= known
    idle = {word for word in known if not re.search(rf"\b{word}\b", text) and not word.startswith("lineage_of_")}
    assert not idle


def test_both_languages_fill_in_the_same_values() -> None:
    for key, wording in (words().text | words().reasons).items():
        assert set(re.findall(r"\{(\w+)\}", wording.vi)) == set(re.findall(r"\{(\w+)\}", wording.en)), key


@pytest.mark.parametrize("table", ["relations", "inverse"])
def test_a_missing_relation_is_refused(table: str) -> None:
    known = words().model_dump()
    known[table].pop("amends")
    with pytest.raises(ValidationError, match=rf"table {table}, .*amends"):
        Words.model_validate(known)
