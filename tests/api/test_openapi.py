"""The API keeps its own description: schemathesis asks what the description allows, and the answers are held against it."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from api.app import create_app

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
DESCRIPTION = schemathesis.openapi.from_dict(create_app("memory:").openapi())
OPERATIONS = {one.ok().label: one.ok() for one in DESCRIPTION.get_all_operations() if isinstance(one, Ok)}


@pytest.mark.parametrize("label", OPERATIONS)
def test_every_route_keeps_its_description(address: str, label: str) -> None:
    cases = st.one_of(
        OPERATIONS[label].as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE),
        OPERATIONS[label].as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE),
    )

    @settings(max_examples=25, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(cases, st.booleans())
    def ask(case: schemathesis.Case[Any], existing: bool) -> None:
        if existing and "id" in case.path_parameters:
            case.path_parameters["id"] = "11-NQ/TW"
        case.call_and_validate(base_url=address, checks=CHECKS)

    ask()


def test_every_route_is_explained(client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()
    assert len(described["paths"]) == len(OPERATIONS)
    for path, item in described["paths"].items():
        for operation in item.values():
            assert operation["summary"], path
            assert operation["description"], path
            for status, answer in operation["responses"].items():
                assert answer["content"], (path, status)
                assert status == "200" or list(answer["content"]) == ["application/problem+json"], (path, status)
    assert "Problem" in described["components"]["schemas"]
