"""Headers of bodies, times and pages of every kind: forms.toml."""

from __future__ import annotations

import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from ingest.layout import lay_out
from ingest.text import prepare

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
FORMS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("forms.toml").read_text("utf-8"))["form"]


@pytest.mark.parametrize("form", FORMS, ids=[form["name"] for form in FORMS])
def test_forms(form: dict[str, Any]) -> None:
    header = asdict(lay_out(prepare(form["text"].replace("{STATE}", STATE))).header)
    assert {field: header[field] or "" for field in form["header"]} == form["header"]
