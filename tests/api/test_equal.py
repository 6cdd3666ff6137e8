"""Command line and API give the same bytes for the same question."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import httpx
import pytest
from typer.testing import Result

LETTER, RESOLUTION, PLAN = "1402/UBND-NC", "11-NQ/TW", "vn/quang-nam/ubnd/ke-hoach/2022-08-01/40.kh-ubnd"

QUESTIONS: dict[str, tuple[tuple[str, ...], str]] = {
    "show a stub": (("show", RESOLUTION), f"/v1/documents/{RESOLUTION}"),
    "show a held one": (("show", LETTER), f"/v1/documents/{LETTER}"),
    "show by id": (("show", PLAN), f"/v1/documents/{PLAN}"),
    "show by part of an id": (("show", "vn/quang-nam/-/ke-hoach/-/40.kh-ubnd"), "/v1/documents/vn/quang-nam/-/ke-hoach/-/40.kh-ubnd"),
    "show an encoded number": (("show", LETTER), f"/v1/documents/{quote(LETTER, safe='')}"),
    "search": (("search", "nghi quyet"), "/v1/search?q=nghi+quyet"),
    "search with a limit": (("search", "ke hoach", "--limit", "1"), "/v1/search?q=ke+hoach&limit=1"),
    "search for nothing there": (("search", "khongcogi"), "/v1/search?q=khongcogi"),
    "lineage": (("lineage", RESOLUTION), f"/v1/lineage/{RESOLUTION}"),
    "lineage up": (("lineage", LETTER, "--up"), f"/v1/lineage/{LETTER}?direction=up"),
    "lineage both ways": (("lineage", "31-KH/TU", "--both"), "/v1/lineage/31-KH/TU?direction=both"),
    "lineage with a depth": (("lineage", RESOLUTION, "--depth", "1"), f"/v1/lineage/{RESOLUTION}?depth=1"),
    "lineage without depth": (("lineage", RESOLUTION, "--depth", "0"), f"/v1/lineage/{RESOLUTION}?depth=0"),
    "lineage by relations": (
        ("lineage", PLAN, "--up", "--relation", "based_on", "--relation", "cites"),
        f"/v1/lineage/{PLAN}?direction=up&relation=based_on&relation=cites",
    ),
    "coverage": (("coverage", RESOLUTION), f"/v1/coverage/{RESOLUTION}"),
    "coverage by relation": (("coverage", RESOLUTION, "--relation", "guides"), f"/v1/coverage/{RESOLUTION}?relation=guides"),
    "coverage by place": (("coverage", RESOLUTION, "--by-place"), f"/v1/coverage-by-place/{RESOLUTION}"),
    "edges": (("edges", RESOLUTION), f"/v1/edges/{RESOLUTION}"),
    "some edges out": (
        ("edges", LETTER, "--out", "--relation", "implements", "--limit", "1"),
        f"/v1/edges/{LETTER}?direction=out&relation=implements&limit=1",
    ),
    "path": (("path", LETTER, "978/UBND-NC"), f"/v1/path?from={LETTER}&to=978/UBND-NC"),
    "no path": (("path", LETTER, "523/QĐ-TTg"), f"/v1/path?from={LETTER}&to={quote('523/QĐ-TTg')}"),
    "stats": (("stats",), "/v1/stats"),
    "review": (("review", "--list"), "/v1/review"),
    "some of the review": (("review", "--list", "--kind", "suspect", "--limit", "1"), "/v1/review?kind=suspect&limit=1"),
    "why of one": (("why", RESOLUTION), f"/v1/why/{RESOLUTION}"),
    "why of two": (("why", "23-NQ/TW", RESOLUTION), f"/v1/why/23-NQ/TW?other={RESOLUTION}"),
}


@pytest.mark.parametrize(("command", "url"), QUESTIONS.values(), ids=QUESTIONS)
def test_equal_bytes(phahe: Callable[..., Result], client: httpx.Client, command: tuple[str, ...], url: str) -> None:
    told, answer = phahe(*command, "--format", "json"), client.get(url)
    assert (told.exit_code, answer.status_code) == (0, 200), (told.stderr, answer.text)
    assert told.stdout_bytes == answer.content
    assert answer.headers["content-type"] == "application/json"
    assert answer.content.endswith(b"\n")


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch này không viện dẫn gì.",
        "Căn cứ Luật Công đoàn năm 2012;\r\nthực hiện Nghị quyết số 11-NQ/TW ngày 14/3/2022.",
    ],
)
def test_equal_citations(bare: Callable[..., Result], client: httpx.Client, text: str) -> None:
    told = bare("cite", "-", "--format", "json", stdin=text.encode())
    plain = client.post("/v1/citations", content=text.encode(), headers={"content-type": "text/plain; charset=utf-8"})
    wrapped = client.post("/v1/citations", json={"text": text})
    assert told.stdout_bytes == plain.content == wrapped.content
