"""The HTTP application: `create_app(url)` wires a store to the routes; `phahe serve` runs it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import structlog
import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from starlette.concurrency import run_in_threadpool

from api import problems
from api.about import program_version
from api.logs import frames
from api.routes import Index, index, router
from api.service import Service
from api.settings import store_url
from graph.errors import PhaHeError
from graph.store import Store
from graph.stores import open_store

DESCRIPTION = """\
Lineage and citations of Vietnamese administrative documents: what carries a document out, what it rests on, and the words that say so.

Wherever a document is asked for, its id, its number (`02-NQ/TW`) or words of its title will do; a `/` in it may be written as it is.
Every answer is, byte for byte, what the command line prints with `--format json`. Everything refused is an RFC 9457 problem.
"""

log = structlog.get_logger()


def create_app(url: str | None = None) -> FastAPI:
    """The application over the store at `url` (else `PHAHE_STORE`, else the default), opened when the server starts."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        store = await run_in_threadpool(open_store, store_url(url), create=False)
        app.state.service = Service(store)
        preparing = asyncio.create_task(_prepare(store))
        try:
            yield
        finally:
            await preparing
            await run_in_threadpool(store.close)

    # Interactive documentation pages would load their scripts from a CDN; /openapi.json opens in any viewer.
    app = FastAPI(title="Phả Hệ", version=program_version(), description=DESCRIPTION, lifespan=lifespan, docs_url=None, redoc_url=None)
    app.add_api_route("/", index, response_model=Index, tags=["service"])
    app.include_router(router)
    problems.install(app)
    app.middleware("http")(_observe)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]  # FastAPI's documented way to extend the schema
    return app


def server_of(app: FastAPI) -> uvicorn.Server:
    """A server for the application. Logging is the application's own; the server says nothing of itself."""
    return uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=5))


async def _prepare(store: Store) -> None:
    """Make the store ready for many walks, while the first requests are answered without."""
    try:
        await run_in_threadpool(store.prepare)
    except PhaHeError as error:
        log.warning("the store could not be prepared", error=str(error))


async def _observe(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """One log line for each request, without its query, body or answer; headers that keep answers from being taken for more."""
    started = time.perf_counter()
    facts = {"method": request.method, "path": request.url.path}
    try:
        response = await call_next(request)
    except Exception as error:  # noqa: BLE001 - answered here: a layer above would log the message, which may quote a document
        log.error("request failed", error=type(error).__name__, frames=frames(error), **facts)  # noqa: TRY400 - the same reason
        response = problems.internal(request)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    log.info("request", **facts, status=response.status_code, ms=round((time.perf_counter() - started) * 1000, 1))
    return response


def _openapi(app: FastAPI) -> dict[str, Any]:
    """FastAPI's schema, with the problem shape that the routes' refusals refer to."""
    if not app.openapi_schema:
        schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        shapes = problems.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        components = schema.setdefault("components", {}).setdefault("schemas", {})
        components.update(shapes.pop("$defs", {}))
        components[problems.SCHEMA] = shapes
        app.openapi_schema = schema
    return app.openapi_schema
