"""RFC 9457 problem details: the one shape of everything that the API refuses."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from graph.errors import AmbiguousDocument, InputError, PhaHeError, StoreError, UnknownDocument, UsageError

MEDIA_TYPE = "application/problem+json"
SCHEMA = "Problem"
TYPES = "urn:problem-type:phahe:"

log = structlog.get_logger()


class FieldError(BaseModel):
    """One wrong part of a request."""

    model_config = ConfigDict(extra="forbid")

    where: str
    """`query.depth`, `body.text`."""
    message: str


class Problem(BaseModel):
    """Why a request was refused (RFC 9457, section 3.1, with two extension members)."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(examples=[TYPES + "unknown-document"])
    """A URI that names the kind of problem; `about:blank` where the status says it all."""
    title: str
    status: int = Field(ge=300, le=599)
    detail: str
    instance: str
    """The path that was asked for."""
    candidates: list[str] | None = None
    """Ids of the documents that fit, where several do."""
    errors: list[FieldError] | None = None
    """What is wrong with the request, where it is invalid."""


class RequestProblem(Exception):
    """A request that a route refuses for a reason that only HTTP knows."""

    def __init__(self, status: HTTPStatus, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.status, self.kind, self.detail = status, kind, detail


_KINDS: tuple[tuple[type[PhaHeError], HTTPStatus, str], ...] = (
    (UnknownDocument, HTTPStatus.NOT_FOUND, "unknown-document"),
    (AmbiguousDocument, HTTPStatus.MULTIPLE_CHOICES, "ambiguous-document"),
    (UsageError, HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-question"),
    (InputError, HTTPStatus.UNPROCESSABLE_ENTITY, "unreadable-text"),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE, "store-unavailable"),
)


def problem(
    request: Request,
    status: HTTPStatus,
    detail: str,
    *,
    kind: str | None = None,
    headers: Mapping[str, str] | None = None,
    candidates: Sequence[str] | None = None,
    errors: Sequence[FieldError] | None = None,
) -> Response:
    """A problem as a response."""
    body = Problem(
        type=TYPES + kind if kind else "about:blank",
        title=kind.replace("-", " ").capitalize() if kind else status.phrase,
        status=status,
        detail=detail,
        instance=request.url.path,
        candidates=None if candidates is None else list(candidates),
        errors=None if errors is None else list(errors),
    )
    content = json.dumps(body.model_dump(mode="json", exclude_none=True), ensure_ascii=False, indent=2) + "\n"
    return Response(content.encode("utf-8", "backslashreplace"), status, dict(headers or {}), MEDIA_TYPE)


def documented(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """For a route's `responses`: these problems, in their own media type."""
    content = {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{SCHEMA}"}}}
    return {int(status): {"description": status.phrase, "content": content} for status in statuses}


def install(app: FastAPI) -> None:
    """Answer every refusal with a problem, unknown routes and wrong methods included."""

    @app.exception_handler(PhaHeError)
    def known(request: Request, error: PhaHeError) -> Response:
        status, kind = next((status, kind) for cls, status, kind in _KINDS if isinstance(error, cls))
        if isinstance(error, StoreError):
            log.error("store unavailable", reason=str(error))
            return problem(request, status, "the store cannot be used just now", kind=kind)
        candidates = error.candidates if isinstance(error, AmbiguousDocument) else None
        return problem(request, status, str(error), kind=kind, candidates=candidates)

    @app.exception_handler(RequestProblem)
    def refused(request: Request, error: RequestProblem) -> Response:
        return problem(request, error.status, error.detail, kind=error.kind)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        errors = [FieldError(where=".".join(map(str, e["loc"])), message=e["msg"]) for e in error.errors()]
        detail = "; ".join(f"{e.where}: {e.message}" for e in errors)
        return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, detail, kind="invalid-request", errors=errors)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        status = HTTPStatus(error.status_code)
        detail = str(error.detail)
        if status is HTTPStatus.NOT_FOUND:
            detail = f"nothing is at {request.url.path}; /openapi.json lists what there is, / says where to begin"
        elif status is HTTPStatus.METHOD_NOT_ALLOWED and error.headers:
            detail = f"{request.method} is not answered here; {error.headers['Allow']} is"
        return problem(request, status, detail, headers=error.headers)


def internal(request: Request) -> Response:
    """The answer where the program itself is at fault."""
    return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, "the request could not be answered; the server's log says where it failed")
