"""The API's routes. Answers are the bytes of `answer.to_json()`; the verb comes first, since ids hold slashes."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi import Path as Segment
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.concurrency import run_in_threadpool

from api.about import program_version
from api.citations import Cited
from api.problems import RequestProblem, documented
from api.service import HeldTexts, Service, cite
from graph.answers import (
    Answer,
    Coverage,
    CoverageByPlace,
    Direction,
    DocumentDetail,
    DocumentPage,
    DoubtKind,
    Doubts,
    EdgePage,
    Lineage,
    Path,
    Stats,
    Why,
)
from graph.kept import Step
from graph.reading import Relation
from ingest.encodings import refuse_control

MAX_TEXT = 64_000
"""Characters that one request to read a text may have."""

MAX_BODY = 12 * MAX_TEXT + 1024
"""Bytes of a request body: JSON may escape a character in twelve."""

VIEW_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""The view is one file with its scripts inside; it may reach nothing else."""


def refuse_unknown_parameters(request: Request) -> None:
    """A misspelt filter is no filter: rather than answer another question, say which names there are."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute) or not route.dependant.query_params:
        return
    names = [parameter.alias for parameter in route.dependant.query_params]
    for name in request.query_params:
        if name not in names:
            raise RequestProblem(
                HTTPStatus.UNPROCESSABLE_ENTITY, "unknown-parameter", f"“{name}” is no parameter here; there are {', '.join(names)}"
            )


router = APIRouter(
    prefix="/v1",
    responses=documented(HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.SERVICE_UNAVAILABLE),
    dependencies=[Depends(refuse_unknown_parameters)],
)


def service(request: Request) -> Service:
    """The verbs over the application's store."""
    return request.app.state.service  # type: ignore[no-any-return]  # starlette's state is untyped


Verbs = Annotated[Service, Depends(service)]
Doc = Annotated[
    str,
    Segment(
        alias="id",
        description="An id, a number or words. In an id, a `-` between slashes matches anything.",
        openapi_examples={
            "number": {"value": "02-NQ/TW"},
            "id": {"value": "vn/bo-chinh-tri/nghi-quyet/2021-06-12/02-nq.tw"},
        },
    ),
]
Followed = Annotated[list[Relation] | None, Query(description="Follow these relations instead of the usual ones.")]
AsOf = Annotated[str | None, Query(description="As it stood at the end of this day.", examples=["2021-12-31"])]
Cursor = Annotated[str | None, Query(max_length=1000, description="`next` of the page before.")]
Asked = documented(HTTPStatus.MULTIPLE_CHOICES, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)


class Health(Answer):
    """That the server runs and its store answers."""

    status: Literal["ok"]
    version: str
    documents: int


class Index(Answer):
    """What the server is, and where to go on."""

    name: Literal["Phả Hệ"]
    version: str
    links: dict[str, str]


class TextToRead(BaseModel):
    """A text whose citations are asked for."""

    model_config = ConfigDict(extra="forbid")

    text: str


def answered(answer: Answer) -> Response:
    """An answer's own bytes."""
    return Response(answer.to_json().encode("utf-8", "backslashreplace"), media_type="application/json")


def index() -> Response:
    """What this is, and where to go on."""
    links = {"documents": "/v1/documents", "statistics": "/v1/stats", "health": "/v1/health", "openapi": "/openapi.json"}
    return answered(Index(name="Phả Hệ", version=program_version(), links=links))


@router.get("/health", response_model=Health, tags=["service"])
def health(verbs: Verbs) -> Response:
    """Whether the server runs and its store answers."""
    return answered(Health(status="ok", version=program_version(), documents=verbs.store.counts()["documents"]))


@router.get("/stats", response_model=Stats, tags=["service"])
def stats(verbs: Verbs) -> Response:
    """What the store holds, in numbers."""
    return answered(verbs.stats())


@router.get("/documents", response_model=DocumentPage, responses=documented(HTTPStatus.UNPROCESSABLE_ENTITY), tags=["documents"])
def documents(
    verbs: Verbs,
    limit: Annotated[int, Query(ge=1, le=1000, description="Documents on a page.")] = 50,
    cursor: Cursor = None,
    held: Annotated[bool | None, Query(description="Only documents whose text is held, or only stubs.")] = None,
    type: Annotated[str | None, Query(description="Only this type.", examples=["Nghị quyết"])] = None,
    place: Annotated[str | None, Query(description="Only this province or city.", examples=["Kon Tum"])] = None,
) -> Response:
    """All documents by id, a page at a time."""
    return answered(verbs.documents(limit, cursor, held, type, place))


@router.get("/documents/{id:path}", response_model=DocumentDetail, responses=Asked, tags=["documents"])
def document(verbs: Verbs, doc: Doc, as_of: AsOf = None) -> Response:
    """Everything known of one document: its texts, its edges with all evidence, its mentions, and what became of it."""
    return answered(verbs.show(doc, as_of))


@router.get("/text/{id:path}", response_model=HeldTexts, responses=Asked, tags=["documents"])
def text(verbs: Verbs, doc: Doc) -> Response:
    """The texts of a document, as they were ingested: evidence's offsets count in them. Empty for a stub."""
    return answered(verbs.texts(doc))


@router.get("/search", response_model=DocumentPage, responses=documented(HTTPStatus.UNPROCESSABLE_ENTITY), tags=["documents"])
def search(
    verbs: Verbs,
    q: Annotated[str, Query(max_length=1000, description="Words or a number; diacritics are optional.", examples=["nghi quyet 02"])],
    limit: Annotated[int, Query(ge=1, le=1000)] = 20,
    cursor: Cursor = None,
) -> Response:
    """Documents that have all these words, best first."""
    return answered(verbs.search(q, limit, cursor))


@router.get("/lineage/{id:path}", response_model=Lineage, responses=Asked, tags=["lineage"])
def lineage(
    verbs: Verbs,
    doc: Doc,
    direction: Annotated[Direction, Query(description="What carries it out (down), what it rests on (up), or both.")] = "down",
    depth: Annotated[int | None, Query(ge=0, le=100, description="Steps from the root.")] = None,
    relation: Followed = None,
    as_of: AsOf = None,
) -> Response:
    """What carries a document out, step by step, or what it rests on."""
    return answered(verbs.lineage(doc, direction, depth, relation, as_of))


@router.get("/coverage/{id:path}", response_model=Coverage, responses=Asked, tags=["lineage"])
def coverage(verbs: Verbs, doc: Doc, relation: Followed = None, as_of: AsOf = None) -> Response:
    """Which provinces and bodies carry a document out, when, how late, and which have nothing in this store."""
    return answered(verbs.coverage(doc, relation, as_of))


@router.get("/coverage-by-place/{id:path}", response_model=CoverageByPlace, responses=Asked, tags=["lineage"])
def coverage_by_place(verbs: Verbs, doc: Doc, relation: Followed = None) -> Response:
    """How many documents of each place carry a document out, since when, and which provinces have nothing in this store."""
    return answered(verbs.coverage_by_place(doc, relation))


@router.get("/edges/{id:path}", response_model=EdgePage, responses=Asked, tags=["documents"])
def edges(
    verbs: Verbs,
    doc: Doc,
    direction: Annotated[Step, Query(description="Edges into the document, or out of it.")] = "in",
    relation: Annotated[list[Relation] | None, Query(description="Only these relations.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="Edges on a page.")] = 100,
    cursor: Cursor = None,
) -> Response:
    """How many edges a document has, and a page of them, each with its first three pieces of evidence."""
    return answered(verbs.edges(doc, direction, relation, limit, cursor))


@router.get("/why/{id:path}", response_model=Why, responses=Asked, tags=["review"])
def why(
    verbs: Verbs,
    doc: Doc,
    other: Annotated[str | None, Query(description="Another document: id, number or words.", examples=["21-NQ/TW"])] = None,
) -> Response:
    """Every reason for and against two documents being one; without `other`, what the document is known by."""
    return answered(verbs.why(doc, other))


@router.get("/review", response_model=Doubts, responses=documented(HTTPStatus.UNPROCESSABLE_ENTITY), tags=["review"])
def review(
    verbs: Verbs,
    kind: Annotated[list[DoubtKind] | None, Query(description="Only these kinds of doubt.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="Doubts on a page.")] = 100,
    cursor: Cursor = None,
) -> Response:
    """What a person should look at, the surest doubts first. The whole store is looked through for each page."""
    return answered(verbs.queue(kind or (), limit, cursor))


@router.get("/path", response_model=Path, responses=Asked, tags=["lineage"])
def path(
    verbs: Verbs,
    source: Annotated[str, Query(alias="from", description="A document: id, number or words.", examples=["7216/UBND-KGVX"])],
    target: Annotated[str, Query(alias="to", description="Another one.", examples=["02-NQ/TW"])],
) -> Response:
    """A shortest way between two documents, whatever the edges' direction."""
    return answered(verbs.path(source, target))


@router.get("/view/{id:path}", response_class=Response, tags=["lineage"], responses=Asked | {200: {"content": {"text/html": {}}}})
def view(
    verbs: Verbs,
    doc: Doc,
    direction: Annotated[Direction, Query()] = "down",
    depth: Annotated[int | None, Query(ge=0, le=100)] = None,
    relation: Followed = None,
    lang: Annotated[Literal["vi", "en"], Query(description="The page's language.")] = "vi",
) -> Response:
    """The lineage as an interactive page that needs no network."""
    page = verbs.view(doc, direction, depth, relation, lang)
    return Response(page.encode(), media_type="text/html; charset=utf-8", headers={"Content-Security-Policy": VIEW_POLICY})


_TEXT_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["text"],
                    "additionalProperties": False,
                    "properties": {"text": {"type": "string", "maxLength": MAX_TEXT}},
                },
                "example": {"text": "Thực hiện Nghị quyết số 02-NQ/TW ngày 12/6/2021 của Bộ Chính trị"},
            },
            "text/plain": {"schema": {"type": "string", "maxLength": MAX_TEXT}},
        },
    }
}


@router.post(
    "/citations",
    response_model=Cited,
    tags=["citations"],
    openapi_extra=_TEXT_BODY,
    responses=documented(
        HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNSUPPORTED_MEDIA_TYPE, HTTPStatus.UNPROCESSABLE_ENTITY
    ),
)
async def citations(request: Request) -> Response:
    """What a text cites, and which relations it states. The text is neither kept nor logged."""
    given = _text(request, await _body(request))
    if len(given) > MAX_TEXT:
        raise _too_large()
    refuse_control(given, "the text")
    return answered(await run_in_threadpool(cite, None, given))


async def _body(request: Request) -> bytes:
    """The body, given up as soon as it is too long."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise _too_large()
    return bytes(body)


def _text(request: Request, body: bytes) -> str:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("text/plain", "application/json"):
        raise RequestProblem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", 'send text/plain, or application/json with {"text": …}'
        )
    try:
        text = body.decode("utf-8-sig")
        return text if kind == "text/plain" else TextToRead.model_validate_json(text).text
    except UnicodeDecodeError:
        raise RequestProblem(HTTPStatus.BAD_REQUEST, "undecodable-body", "the body is not UTF-8") from None
    except ValidationError as error:
        errors = error.errors(include_url=False)
        if errors[0]["type"] == "json_invalid":
            raise RequestProblem(HTTPStatus.BAD_REQUEST, "malformed-json", f"the body is not JSON: {errors[0]['ctx']['error']}") from None
        raise RequestValidationError([{**e, "loc": ("body", *e["loc"])} for e in errors]) from None


def _too_large() -> RequestProblem:
    return RequestProblem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "text-too-long", f"a text may have up to {MAX_TEXT:,} characters")
