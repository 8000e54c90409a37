"""A server that speaks HTTP/2 in frames that a test has written down."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from hpack import Encoder

from tests.fetch.server import Server, running

PREFACE = len(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
DATA, HEADERS, RESET, SETTINGS, GOAWAY = 0, 1, 3, 4, 7
END_STREAM, END_HEADERS = 1, 4
STREAM = 1
"""The number of the first request of a connection."""


class H2Server(Server):
    """Waits for a request, sends all frames, and then listens to what the client still says."""

    def __init__(self, tls: ssl.SSLContext, frames: bytes) -> None:
        tls.set_alpn_protocols(["h2"])
        super().__init__(tls)
        self.frames = frames

    def converse(self, connection: socket.socket) -> None:
        """Answer one request."""
        with connection.makefile("rb") as reader:
            connection.sendall(frame(SETTINGS, stream=0))
            reader.read(PREFACE)
            while (start := reader.read(9)) and start[3] != HEADERS:
                reader.read(int.from_bytes(start[:3], "big"))
            connection.sendall(self.frames)
            while reader.read(1):
                pass


def frame(kind: int, payload: bytes = b"", *, flags: int = 0, stream: int = STREAM) -> bytes:
    """One frame (RFC 9113, 4.1)."""
    length = len(payload).to_bytes(3, "big")
    return length + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload


def headers(*pairs: tuple[str, str], flags: int = END_HEADERS) -> bytes:
    """A frame of headers, `:status` among them."""
    return frame(HEADERS, Encoder().encode(pairs), flags=flags)


@contextmanager
def serve_h2(tls: ssl.SSLContext, *frames: bytes) -> Iterator[Server]:
    """A running server that answers with these frames."""
    server = H2Server(tls, b"".join(frames))
    with running(server):
        yield server
