"""A real server on the loopback address."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import monotonic, sleep

from api.app import create_app, server_of


@contextmanager
def serving(store_url: str) -> Iterator[str]:
    """The address of a server over this store, on a free port, for the time of the block."""
    server = server_of(create_app(store_url))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        deadline = monotonic() + 20
        while not server.started and thread.is_alive() and monotonic() < deadline:
            sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)
