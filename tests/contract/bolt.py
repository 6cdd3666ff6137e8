"""A server that speaks just enough of Bolt 5.4 to say who it is and to fail: for what no server at hand would say."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from threading import Thread

HELLO_SIZE = 20
"""Bolt's magic number and four proposed versions."""
CHOSEN = bytes.fromhex("00000405")
RUN, BEGIN, RESET, GOODBYE = 0x10, 0x11, 0x0F, 0x02
SUCCESS, FAILURE, IGNORED = b"\xb1\x70", b"\xb1\x7f", b"\xb0\x7e"


@contextmanager
def bolt_server(agent: str, *, failure: tuple[str, str] | None = None, silent: bool = False) -> Iterator[str]:
    """URL of a server called `agent`, which answers each query with `failure`, a code and a message; a `silent` one says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=_accept, args=(listener, agent, failure, silent))
        thread.start()
        yield f"bolt://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def _accept(listener: socket.socket, agent: str, failure: tuple[str, str] | None, silent: bool) -> None:
    with suppress(OSError), ExitStack() as held:  # until the listener is shut
        while True:
            connection, _ = listener.accept()
            if silent:
                held.enter_context(connection)
            else:
                Thread(target=_talk, args=(connection, agent, failure), daemon=True).start()


def _talk(connection: socket.socket, agent: str, failure: tuple[str, str] | None) -> None:
    with suppress(OSError, EOFError), connection:
        _read(connection, HELLO_SIZE)
        connection.sendall(CHOSEN)
        failed = False
        while (kind := _message(connection)) != GOODBYE:
            failed = failed and kind != RESET
            if failed:
                _send(connection, IGNORED)
            elif failure is not None and kind in (RUN, BEGIN):
                failed = True
                _send(connection, FAILURE + _map({"code": failure[0], "message": failure[1]}))
            else:
                _send(connection, SUCCESS + _map({"server": agent, "connection_id": "bolt-1"}))


def _message(connection: socket.socket) -> int:
    """The kind of the next message."""
    said = b""
    while size := struct.unpack(">H", _read(connection, 2))[0]:
        said += _read(connection, size)
    return said[1]


def _read(connection: socket.socket, size: int) -> bytes:
    said = b""
    while len(said) < size:
        more = connection.recv(size - len(said))
        if not more:
            raise EOFError
        said += more
    return said


def _send(connection: socket.socket, message: bytes) -> None:
    connection.sendall(struct.pack(">H", len(message)) + message + b"\0\0")


def _map(values: dict[str, str]) -> bytes:
    return bytes([0xA0 + len(values)]) + b"".join(_text(word) for pair in values.items() for word in pair)


def _text(text: str) -> bytes:
    return bytes([0xD0, len(text.encode())]) + text.encode()
