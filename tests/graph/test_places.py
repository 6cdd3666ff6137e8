"""What the data say of provinces, in both editions."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Literal

import pytest

from graph.knowledge import (
    edition_of,
    place_in,
    place_named,
    place_of_slug,
    places,
)

EDITIONS: tuple[Literal["63", "34"], ...] = ("63", "34")


def test_two_editions() -> None:
    assert [len(places(edition)) for edition in EDITIONS] == [63, 34]
    assert [places(edition)[0].name for edition in EDITIONS] == ["Hà Nội", "Hà Nội"]
    assert [places(edition)[-1].name for edition in EDITIONS] == ["Cà Mau", "Cà Mau"]
    names = [{place.name for place in places(edition)} for edition in EDITIONS]
    assert names[1] - names[0] == {"Huế"}
    assert Counter(place.kind for place in places("34")) == {"tỉnh": 28, "thành phố": 6}
    assert Counter(place.kind for place in places("63")) == {"tỉnh": 58, "thành phố": 5}


def test_every_province_has_a_successor_among_the_34() -> None:
    after = {place.slug for place in places("34")}
    assert {place.successor for place in places("63")} == after


@pytest.mark.parametrize(
    ("province", "successor"),
    [
        ("Kon Tum", "quang-ngai"),
        ("Thừa Thiên Huế", "hue"),
        ("Bình Thuận", "lam-dong"),
        ("Hà Nội", "ha-noi"),
        ("Quảng Nam", "da-nang"),
        ("An Giang", "an-giang"),
    ],
)
def test_successors(province: str, successor: str) -> None:
    place = place_named(province)
    assert place is not None
    assert place.successor == successor


def test_places_that_nothing_joined_are_one_unit_in_both_editions() -> None:
    """Eleven by Nghị quyết 202/2025/QH15; Huế had changed its name and rank half a year before."""
    assert len(set(places("63")) & set(places("34"))) == 10
    assert [(place.name, place.since) for place in places("34") if place.slug in {"hue", "ha-noi", "an-giang"}] == [
        ("Hà Nội", None),
        ("Huế", "2025-01-01"),
        ("An Giang", "2025-07-01"),
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Kon Tum", "Kon Tum"),
        ("kon tum", "Kon Tum"),
        ("Kontum", "Kon Tum"),
        ("tỉnh Đắc Lắc", "Đắk Lắk"),
        ("Đăk Lăk", "Đắk Lắk"),
        ("TP. HCM", "Thành phố Hồ Chí Minh"),
        ("TP.Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("TPHCM", "Thành phố Hồ Chí Minh"),
        ("Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("tỉnh Thừa Thiên - Huế", "Thừa Thiên Huế"),
        ("Huế", "Thừa Thiên Huế"),
        ("Thành phố Huế", "Thừa Thiên Huế"),
        ("Bà Rịa-Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Khánh Hoà", "Khánh Hòa"),
        ("Bắc Cạn", "Bắc Kạn"),
        (unicodedata.normalize("NFD", "Hòa Bình"), "Hòa Bình"),
    ],
)
def test_place_by_name(written: str, name: str) -> None:
    place = place_named(written)
    assert place is not None
    assert place.name == name


@pytest.mark.parametrize("text", ["", "tỉnh", "Sa Thầy", "Việt Nam", "Hà Nam Ninh", "Kon Tum và Gia Lai"])
def test_no_place_by_name(text: str) -> None:
    assert place_named(text) is None


@pytest.mark.parametrize(
    ("wording", "name"),
    [
        ("Ủy ban nhân dân tỉnh Kon Tum", "Kon Tum"),
        ("BAN THƯỜNG VỤ TỈNH ỦY QUẢNG NGÃI", "Quảng Ngãi"),
        ("UBND TP. HCM", "Thành phố Hồ Chí Minh"),
        ("Đảng bộ Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("UBND huyện Hòa Bình, tỉnh Bạc Liêu", "Bạc Liêu"),
        ("UBND phường Kon Tum, tỉnh Quảng Ngãi", "Quảng Ngãi"),
        ("UBND thành phố Cao Bằng, tỉnh Cao Bằng", "Cao Bằng"),
        ("UBND thành phố Kon Tum", "Kon Tum"),
        ("Sở Tư pháp Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Hội đồng nhân dân thành phố Huế", "Thừa Thiên Huế"),
    ],
)
def test_place_in_a_wording(wording: str, name: str) -> None:
    place = place_in(wording)
    assert place is not None
    assert place.name == name


@pytest.mark.parametrize(
    "wording",
    [
        "",
        "Ủy ban nhân dân tỉnh",
        "UBND huyện Sa Thầy",
        "Trung ương Đoàn TNCS Hồ Chí Minh",
        "Học viện Chính trị quốc gia Hồ Chí Minh",
        "UBND tỉnh Hà Nam Ninh",
        "UBND tỉnh Quảng Nam - Đà Nẵng",
        "UBND tỉnh Kon Tum và UBND tỉnh Gia Lai",
        "UBND phường Hà Nam",
        "Chính phủ nước Cộng hòa xã hội chủ nghĩa Việt Nam",
    ],
)
def test_no_place_in_a_wording(wording: str) -> None:
    assert place_in(wording) is None


def test_every_place_is_found_by_slug_name_and_aliases() -> None:
    for place in places("63"):
        assert place_of_slug(place.slug) == place
        assert {place_named(name) for name in (place.name, *place.aliases)} == {place}
        assert place_in(f"Ủy ban nhân dân {place.kind} {place.name}") == place
    assert place_of_slug("hue") in places("34")
    assert place_of_slug("sa-thay") is None


@pytest.mark.parametrize(
    ("date", "edition"),
    [
        ("2021-06-12", "63"),
        ("2025-06-30", "63"),
        ("2025-07-01", "34"),
        ("2025-06", "63"),
        ("2025-07", "34"),
        ("2025", "34"),
        ("2024", "63"),
        (None, "34"),
    ],
)
def test_edition_of_a_day(date: str | None, edition: str) -> None:
    assert edition_of(date) == edition
