"""The API over a real server: answers, and everything that it refuses as RFC 9457 problems."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import structlog.testing

from api.routes import MAX_BODY, MAX_TEXT
from graph.errors import StoreError
from tests.api.samples import HOSTILE

RESOLUTION = "vn/bo-chinh-tri/nghi-quyet/2022-03-14/11-nq.tw"


def problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    """The problem in an answer, its form checked."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert told.keys() >= {"type", "title", "status", "detail", "instance"}
    assert told["status"] == status
    assert "Traceback" not in answer.text
    return told


def test_health(client: httpx.Client) -> None:
    told = client.get("/v1/health").json()
    assert told["status"] == "ok"
    assert told["documents"] == client.get("/v1/stats").json()["documents"]


def test_documents_page_by_page(client: httpx.Client) -> None:
    whole = client.get("/v1/documents?limit=1000").json()
    assert whole["next"] is None
    assert len(whole["documents"]) == whole["total"]
    ids, cursor = [], None
    while True:
        page = client.get("/v1/documents", params={"limit": 3} | ({"cursor": cursor} if cursor else {})).json()
        ids += [node["id"] for node in page["documents"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert ids == [node["id"] for node in whole["documents"]] == sorted(ids)


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        ({"held": "true"}, lambda node: node["held"]),
        ({"held": "false"}, lambda node: not node["held"]),
        ({"type": "ke hoach"}, lambda node: node["type"] == "Kế hoạch"),
        ({"place": "quang nam"}, lambda node: node["place"] == "Quảng Nam"),
        ({"held": "true", "place": "Gia Lai"}, lambda node: node["held"] and node["place"] == "Gia Lai"),
    ],
)
def test_documents_filtered(client: httpx.Client, filters: dict[str, str], fits: Any) -> None:  # noqa: ANN401 - JSON has no type
    whole = client.get("/v1/documents?limit=1000").json()["documents"]
    page = client.get("/v1/documents", params=filters).json()
    assert page["documents"] == [node for node in whole if fits(node)]
    assert page["total"] == len(page["documents"]) > 0


def test_search_page_by_page(client: httpx.Client) -> None:
    first = client.get("/v1/search?q=ke+hoach&limit=1").json()
    second = client.get("/v1/search", params={"q": "ke hoach", "limit": 1, "cursor": first["next"]}).json()
    assert first["documents"] != second["documents"]
    assert first["total"] == second["total"]


def test_the_review_queue(client: httpx.Client) -> None:
    told = client.get("/v1/review?limit=1").json()
    assert (told["total"], [doubt["kind"] for doubt in told["doubts"]], told["next"]) == (1, ["suspect"], None)
    assert client.get("/v1/review?kind=order&kind=ambiguous").json()["doubts"] == []
    assert [error["where"] for error in problem(client.get("/v1/review?kind=other"), 422)["errors"]] == ["query.kind.0"]
    assert problem(client.get("/v1/review?cursor=nonsense"), 422)["type"] == "urn:problem-type:phahe:invalid-question"


def test_why_two_documents_may_be_one(client: httpx.Client) -> None:
    told = client.get("/v1/why/23-NQ/TW", params={"other": RESOLUTION}).json()
    assert (told["verdict"], told["b"]["id"]) == ("probably the same", RESOLUTION)
    assert told["reasons_for"][0].startswith("marked as a suspect")
    assert client.get(f"/v1/why/{RESOLUTION}").json()["verdict"] == "one document"
    problem(client.get(f"/v1/why/{RESOLUTION}?other=99-NQ/TW"), 404)
    assert len(problem(client.get(f"/v1/why/{RESOLUTION}?other=40/KH-UBND"), 300)["candidates"]) == 2


def test_evidence_stands_in_the_text_at_its_offsets(client: httpx.Client) -> None:
    seen = 0
    for edge in client.get(f"/v1/documents/{RESOLUTION}").json()["edges"]:
        for piece in edge["evidence"]:
            texts = client.get(f"/v1/text/{piece['document']}").json()["texts"]
            text = next(one["text"] for one in texts if one["sha256"] == piece["source"])
            assert text[piece["start"] : piece["end"]] == piece["quote"]
            seen += 1
    assert seen > 2


def test_the_text_of_a_stub_is_empty(client: httpx.Client) -> None:
    assert client.get(f"/v1/text/{RESOLUTION}").json() == {"document": RESOLUTION, "texts": []}


@pytest.mark.parametrize("asked", [RESOLUTION, "11-NQ/TW", quote("11-NQ/TW", safe=""), "vn/-/nghi-quyet/-/11-nq.tw", "nghi quyet 11"])
def test_one_document_under_all_its_names(client: httpx.Client, asked: str) -> None:
    assert client.get(f"/v1/documents/{asked}").json()["document"]["id"] == RESOLUTION


@pytest.mark.parametrize("verb", ["documents", "text", "lineage", "coverage", "view", "why"])
def test_unknown_and_ambiguous(client: httpx.Client, verb: str) -> None:
    told = problem(client.get(f"/v1/{verb}/99-NQ/TW"), 404)
    assert told["type"] == "urn:problem-type:phahe:unknown-document"
    assert "99-NQ/TW" in told["detail"]
    told = problem(client.get(f"/v1/{verb}/40/KH-UBND"), 300)
    assert told["type"] == "urn:problem-type:phahe:ambiguous-document"
    assert len(told["candidates"]) == 2
    assert all(client.get(f"/v1/documents/{one}").status_code == 200 for one in told["candidates"])


@pytest.mark.parametrize(
    "asked", ["", "/", "%00", "%2F", "%20", "%ED%A0%80", "%FF", "vn/", "vn/-", "a" * 5000, "*", '"', "%25", "1%0A2", "số", "%F0%9F%98%80"]
)
def test_odd_ids_are_refused_like_others(client: httpx.Client, asked: str) -> None:
    for verb in ("documents", "lineage"):
        answer = client.get(f"/v1/{verb}/{asked}")
        assert answer.status_code in {300, 404, 422, 307}, (asked, answer.text)


@pytest.mark.parametrize(
    ("url", "where"),
    [
        (f"/v1/lineage/{RESOLUTION}?direction=sideways", "query.direction"),
        (f"/v1/lineage/{RESOLUTION}?depth=-1", "query.depth"),
        (f"/v1/lineage/{RESOLUTION}?relation=likes", "query.relation.0"),
        ("/v1/documents?limit=0", "query.limit"),
        ("/v1/documents?held=perhaps", "query.held"),
        ("/v1/search", "query.q"),
        ("/v1/path?from=a", "query.to"),
        (f"/v1/view/{RESOLUTION}?lang=xx", "query.lang"),
    ],
)
def test_invalid_requests(client: httpx.Client, url: str, where: str) -> None:
    told = problem(client.get(url), 422)
    assert [error["where"] for error in told["errors"]] == [where]


@pytest.mark.parametrize(
    "url", ["/v1/documents?cursor=nonsense", "/v1/documents?type=nonsense", "/v1/documents?place=nonsense", "/v1/search?q=-"]
)
def test_questions_that_cannot_be_asked(client: httpx.Client, url: str) -> None:
    assert problem(client.get(url), 422)["type"] == "urn:problem-type:phahe:invalid-question"


@pytest.mark.parametrize("question", ["/v1/lineage/11-NQ/TW?relations=amends", "/v1/documents?helt=true", "/v1/search?q=a&page=2"])
def test_a_misspelt_parameter_is_named_with_those_that_there_are(client: httpx.Client, question: str) -> None:
    told = problem(client.get(question), 422)
    name = question.partition("?")[2].split("&")[-1].partition("=")[0]
    assert f"“{name}”" in told["detail"]
    assert any(known in told["detail"] for known in ("relation", "held", "cursor"))


def test_unknown_routes_and_wrong_methods(client: httpx.Client) -> None:
    told = problem(client.get("/v1/nonsense"), 404)
    assert (told["type"], told["title"]) == ("about:blank", "Not Found")
    assert told["detail"] == "nothing is at /v1/nonsense; /openapi.json lists what there is, / says where to begin"
    assert problem(client.get("/docs"), 404)["instance"] == "/docs"
    refused = client.post("/v1/health")
    problem(refused, 405)
    assert refused.headers["allow"] == "GET"
    assert refused.json()["detail"] == "POST is not answered here; GET is"
    assert client.get("/v1/citations").json()["detail"] == "GET is not answered here; POST is"


def test_citations_of_a_text(client: httpx.Client) -> None:
    text = "Căn cứ Luật Công đoàn năm 2012; thực hiện Nghị quyết số 11-NQ/TW ngày 14/3/2022 của Bộ Chính trị."
    told = client.post("/v1/citations", json={"text": text}).json()
    assert told["source"] is None
    assert [citation["number"] or citation["name"] for citation in told["citations"]] == ["Luật Công đoàn 2012", "11-NQ/TW"]
    assert all(text[citation["start"] : citation["end"]] == citation["text"] for citation in told["citations"])


def test_the_longest_text_is_read(client: httpx.Client) -> None:
    assert client.post("/v1/citations", json={"text": "ạ" * MAX_TEXT}).status_code == 200


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (json.dumps({"text": "a" * (MAX_TEXT + 1)}).encode(), "application/json", 413),
        (("ạ" * (MAX_TEXT + 1)).encode(), "text/plain", 413),
        (b" " * (MAX_BODY + 1), "application/json", 413),
        (b"{", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"\xff", "text/plain", 400),
        (b"{}", "application/json", 422),
        (b'{"text": 1}', "application/json", 422),
        (b'{"text": "", "more": 1}', "application/json", 422),
        (b'"text"', "application/json", 422),
        (b'{"text": %s}' % (b"9" * 5000), "application/json", 400),
        (b'{"text": "\\ud800"}', "application/json", 400),
        (b'{"text": "a\\u0000"}', "application/json", 422),
        (b"a\x00", "text/plain", 422),
        (b"", "application/json", 400),
        (b"text", "application/xml", 415),
        (b"text", "", 415),
    ],
)
def test_texts_that_are_refused(client: httpx.Client, body: bytes, kind: str, status: int) -> None:
    problem(client.post("/v1/citations", content=body, headers={"content-type": kind}), status)


def test_a_control_character_is_named_with_its_place(client: httpx.Client) -> None:
    told = problem(client.post("/v1/citations", json={"text": "Kế hoạch\x00 này"}), 422)
    assert told["type"] == "urn:problem-type:phahe:unreadable-text"
    assert "character 8 is U+0000" in told["detail"]
    assert client.post("/v1/citations", json={"text": "Kế hoạch\x0c này\x1b\t\x0b"}).status_code == 200


def test_what_is_wrong_with_a_body_is_named(client: httpx.Client) -> None:
    told = problem(client.post("/v1/citations", json={"text": 1, "more": 1}), 422)
    assert [error["where"] for error in told["errors"]] == ["body.text", "body.more"]
    told = problem(client.post("/v1/citations", json=[]), 422)
    assert told["errors"] == [{"where": "body", "message": "Input should be an object"}]


def test_a_body_without_stated_length_is_bounded_too(client: httpx.Client) -> None:
    def endless() -> Any:  # noqa: ANN401 - what httpx takes
        for _ in range(100):
            yield b"a" * (MAX_BODY // 10)

    problem(client.post("/v1/citations", content=endless(), headers={"content-type": "text/plain"}), 413)


def test_view_is_safe_to_open(client: httpx.Client) -> None:
    page = client.get(f"/v1/view/{RESOLUTION}")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "<script>alert(1)" not in page.text
    assert 'lang="vi"' in page.text
    assert 'lang="en"' in client.get(f"/v1/view/{RESOLUTION}?lang=en").text


def test_headers_keep_answers_what_they_are(client: httpx.Client) -> None:
    for url in ("/v1/health", "/v1/nonsense", f"/v1/view/{RESOLUTION}", "/openapi.json"):
        headers = client.get(url).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers or "uvicorn" not in headers["server"]


def test_the_root_says_where_to_go(client: httpx.Client) -> None:
    told = client.get("/").json()
    assert all(client.get(link).status_code == 200 for link in told["links"].values())


def test_the_log_has_a_line_for_each_request_and_no_words_of_theirs(client: httpx.Client) -> None:
    with structlog.testing.capture_logs() as lines:
        client.get("/v1/search?q=secret")
        client.post("/v1/citations", json={"text": "bí mật số 11-NQ/TW"})
        client.get(f"/v1/text/{RESOLUTION}")
    assert [(line["event"], line["method"], line["status"]) for line in lines] == [
        ("request", "GET", 200),
        ("request", "POST", 200),
        ("request", "GET", 200),
    ]
    assert not any(word in str(lines) for word in ("secret", "bí mật", "11-NQ/TW", HOSTILE))


def test_an_inner_failure_shows_nothing_of_the_inside(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("words of a document")

    monkeypatch.setattr("api.service.stats", fail)
    with structlog.testing.capture_logs() as lines:
        answer = client.get("/v1/stats")
    assert "KeyError" not in answer.text
    assert "words of a document" not in answer.text + str(lines)
    problem(answer, 500)
    assert any(line.get("error") == "KeyError" and "fail" in line["frames"][-1] for line in lines)


def test_a_store_that_fails_is_said_without_its_place(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StoreError("/secret/place.db: the disk is full")

    monkeypatch.setattr("api.service.stats", fail)
    answer = client.get("/v1/stats")
    assert "secret" not in answer.text
    assert problem(answer, 503)["type"] == "urn:problem-type:phahe:store-unavailable"
