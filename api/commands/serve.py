"""`phahe serve`: the API on the loopback address, until it is stopped."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import Annotated

import typer

from api.commands.options import Store, Vocabulary
from api.console import say
from api.exits import Exit
from api.service import opened


def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on; 0.0.0.0 lets other machines in.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
    _: Vocabulary = None,
    store: Store = None,
) -> None:
    """Serve the API and the views; stop it with Ctrl-C.

    Example: phahe serve --port 8080
    """
    from api.app import create_app, server_of  # noqa: PLC0415 - the other commands need not wait half a second for FastAPI
    from api.logs import log_to_stderr  # noqa: PLC0415 - nor for structlog

    with opened(store):
        pass  # a store that cannot be opened is said here, in one line
    listening = _listen(host, port)
    address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"
    log_to_stderr()
    say(f"Phả Hệ listens on {address}")
    say(f"{address}/v1/documents · {address}/v1/view/DOC · {address}/openapi.json", indent=2)
    server = server_of(create_app(store))
    with suppress(KeyboardInterrupt):  # uvicorn has shut down by then, and hands on what stopped it
        server.run(sockets=[listening])
    if not server.started:
        raise typer.Exit(Exit.FAILED)


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket; an OSError that names the address, where there is none to be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen()  # from here on, who calls is answered as soon as the application is up
        except BaseException:
            listening.close()
            raise
        return listening
    except OSError as error:
        raise OSError(error.errno, f"cannot listen there: {error.strerror}; try another --port or --host", f"{host}:{port}") from error
