"""What the data say of terms, and how data that are inconsistent are refused."""

from __future__ import annotations

from typing import Literal

import pytest

from graph.errors import PhaHeError
from graph.knowledge import (
    term_of,
)
from graph.knowledge.loader import OurPlacesFile, TermsFile, TypesFile, parse, places_file


@pytest.mark.parametrize(
    ("body", "date", "since"),
    [
        ("central-committee", "2021-06-12", "2021-01-26"),
        ("central-committee", "2017", "2016-01-21"),
        ("central-committee", "2003-03-12", "2001-04-19"),
        ("central-committee", "1999", "1996-06-28"),
        ("central-committee", "2026-11-22", "2026-01-20"),
        ("province", "2021-11", "2020-10-01"),
        ("province", "2020-02-03", "2015-10-01"),
        ("national-assembly", "2012-06-20", "2011-07-21"),
        ("national-assembly", "2026-04-06", "2026-04-06"),
    ],
)
def test_term_of_a_date(body: Literal["central-committee", "province", "national-assembly"], date: str, since: str) -> None:
    term = term_of(body, date)
    assert term is not None
    assert term.since == since


@pytest.mark.parametrize("date", ["2021", "2021-01", "1979-05-01", "2001"])
def test_dates_of_two_terms_or_none(date: str) -> None:
    assert term_of("central-committee", date) is None


def test_terms_bear_the_bodies_own_ordinals() -> None:
    terms = [term_of("national-assembly", f"{year}-12-31") for year in (2003, 2008, 2012, 2017, 2022, 2026)]
    assert [term and term.ordinal for term in terms] == ["XI", "XII", "XIII", "XIV", "XV", "XVI"]


# --- data that are refused ---

_TYPE = '[[type]]\nname = "Nghị quyết"\nslug = "nghi-quyet"\ncodes = ["NQ"]\nscope = "unknown"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("type = [", "types.toml: not TOML"),
        ("[shared]\n" + _TYPE.replace("unknown", "somewhere"), "types.toml: type.0.scope: "),
        ("[shared]\n" + _TYPE.replace("slug", "slog"), "types.toml: type.0.slug: Field required"),
        ("[shared]\n" + _TYPE + _TYPE, "type given twice: nghi-quyet"),
        ("[shared]\n" + _TYPE + _TYPE.replace("Nghị quyết", "Nghị trình"), "codes of several types that [shared] does not decide: NQ"),
        ('[shared]\nNQ = {state = "Nghị án", party = "Nghị quyết"}\n' + _TYPE, "[shared] NQ: Nghị án is no type with this code"),
    ],
)
def test_inconsistent_types_are_refused_in_one_line(text: str, message: str) -> None:
    with pytest.raises(PhaHeError) as caught:
        parse(text, TypesFile, "types.toml")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_province_is_refused() -> None:
    content = places_file().model_dump(exclude={"place": {0}})
    with pytest.raises(ValueError, match="62 places before and 33 after"):
        OurPlacesFile.model_validate(content)


def test_terms_out_of_order_are_refused() -> None:
    text = '[[term]]\nbody = "province"\nsince = "2020-10-01"\n[[term]]\nbody = "province"\nsince = "2015-10-01"\n'
    with pytest.raises(PhaHeError, match="does not come after"):
        parse(text, TermsFile, "terms.toml")
