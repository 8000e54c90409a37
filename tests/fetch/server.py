"""A small HTTP server on 127.0.0.1 that behaves, well or badly, as a test tells it.

    with serve() as server:
        server.pages["/feed"] = feed(b"<rss/>", etag='"1"')
        ... ask server.url("/feed") ...
        assert server.asked[0].headers["accept-encoding"] == "gzip"

A page is a behaviour: what is done with one request. `answer`, `feed`, `redirect` and `in_turn`
behave well; `raw`, `silent`, `trickle`, `endless` and `reset` do not. Pages that are not there
answer 404. After a good answer the connection serves the next request.
"""

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from typing import NamedTuple


class Asked(NamedTuple):
    """One request."""

    method: str
    target: str
    """As it stands in the request: the path, or for a proxy the whole address."""
    headers: dict[str, str]
    """Names in lower case; values as Latin-1."""


class Exchange:
    """One request, and the connection on which it is answered."""

    def __init__(self, asked: Asked, connection: socket.socket, stopping: threading.Event) -> None:
        self.asked = asked
        self.connection = connection
        self.stopping = stopping
        self.number = 1
        """Which request of its connection it is."""
        self.over = False
        """Whether the connection serves no other request."""

    def send(self, data: bytes) -> None:
        """Send bytes; OSError once the client has gone, which ends the behaviour."""
        self.connection.sendall(data)

    def wait(self, seconds: float) -> None:
        """Do nothing for so long, or until the server is stopped."""
        if self.stopping.wait(seconds):
            raise ConnectionAbortedError


Behaviour = Callable[[Exchange], None]


class Server:
    """The server, and what it was asked."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Behaviour] = {}
        """What is done at each path, with its query if it has one."""
        self.asked: list[Asked] = []
        self.connections = 0
        """How many there have been."""
        self.at_once = 0
        """The most requests that were under way at one time."""
        self._under_way = 0
        self._tls = tls
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self._listener.getsockname()[1]

    def url(self, path: str = "/", *, user: str = "", host: str = "127.0.0.1") -> str:
        """The address of a page; `user` is `name:password`, `host` another name of this one."""
        scheme = "https" if self._tls else "http"
        return f"{scheme}://{user}{'@' if user else ''}{host}:{self.port}{path}"

    def open_connections(self) -> int:
        """How many clients are still there."""
        with self._lock:
            return len(self._open)

    def start(self) -> None:
        """Accept connections from now on."""
        self._start(self._accept)

    def stop(self) -> None:
        """Close everything, whatever is under way, and wait for the end of it."""
        self._stopping.set()
        with self._lock:
            for one in (self._listener, *self._open):
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _start(self, what: Callable[..., None], *arguments: socket.socket) -> None:
        thread = threading.Thread(target=what, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopping.is_set():
            with suppress(OSError):
                connection, _ = self._listener.accept()
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                with self._lock:
                    self._open.add(connection)
                    self.connections += 1
                self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        """Speak with one client until it goes."""
        secure = connection
        with suppress(OSError):
            if self._tls:
                secure = self._tls.wrap_socket(connection, server_side=True)
            self.converse(secure)
        with self._lock:
            self._open.discard(connection)
        secure.close()

    def converse(self, connection: socket.socket) -> None:
        """Answer the requests of one connection."""
        number = 0
        with connection.makefile("rb") as reader:
            while not self._stopping.is_set() and (asked := _read_request(reader.readline)):
                exchange = Exchange(asked, connection, self._stopping)
                exchange.number = number = number + 1
                self._behave(exchange)
                if exchange.over:
                    break

    def _behave(self, exchange: Exchange) -> None:
        with self._lock:
            self.asked.append(exchange.asked)
            self._under_way += 1
            self.at_once = max(self.at_once, self._under_way)
        try:
            self.pages.get(exchange.asked.target, answer(status=404))(exchange)
        finally:
            with self._lock:
                self._under_way -= 1


@contextmanager
def serve(tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A running server; with a context, one that speaks TLS."""
    server = Server(tls)
    with running(server):
        yield server


@contextmanager
def running(server: Server) -> Iterator[None]:
    """Let a server run, and stop it."""
    server.start()
    try:
        yield
    finally:
        server.stop()


def _read_request(readline: Callable[[], bytes]) -> Asked | None:
    """The next request of a connection; None at its end, and where it is TLS or anything else."""
    first = readline().decode("latin-1").split()
    if len(first) != 3 or not first[2].startswith("HTTP/"):
        return None
    headers: dict[str, str] = {}
    while line := readline().decode("latin-1").rstrip("\r\n"):
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    return Asked(method=first[0], target=first[1], headers=headers)


# Good behaviours ---------------------------------------------------------------------------------


def head(status: int, **headers: str) -> bytes:
    """The beginning of an answer; `content_type` is for `Content-Type`, and so on."""
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"]
    lines += [f"{name.replace('_', '-').title()}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def answer(body: bytes = b"", *, status: int = 200, **headers: str) -> Behaviour:
    """A complete answer."""
    if status != 304:
        headers.setdefault("content_length", str(len(body)))
    return lambda exchange: exchange.send(head(status, **headers) + body)


def feed(body: bytes, *, etag: str = "", modified: str = "", **headers: str) -> Behaviour:
    """A body that is sent but to those who have this version of it."""
    validators = {"etag": etag, "last_modified": modified}
    headers |= {name: value for name, value in validators.items() if value}
    unchanged, whole = head(304, **headers), head(200, content_length=str(len(body)), **headers)

    def behave(exchange: Exchange) -> None:
        asked = exchange.asked.headers
        known = asked.get("if-none-match") or asked.get("if-modified-since")
        exchange.send(unchanged if known in {etag, modified} - {""} else whole + body)

    return behave


def redirect(location: str, status: int = 302) -> Behaviour:
    """Send the client somewhere else."""
    return answer(b"moved", status=status, location=location)


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """Behave differently each time; the last one stays."""
    left = list(behaviours)

    def behave(exchange: Exchange) -> None:
        now = left.pop(0) if len(left) > 1 else left[0]
        now(exchange)

    return behave


# Bad behaviours ----------------------------------------------------------------------------------


def raw(data: bytes) -> Behaviour:
    """Send these bytes, whatever they are, and close the connection."""

    def behave(exchange: Exchange) -> None:
        exchange.send(data)
        exchange.over = True

    return behave


def silent(exchange: Exchange) -> None:
    """Say nothing until the client goes or the server is stopped."""
    exchange.wait(60)


def trickle(data: bytes, pause: float = 0.02) -> Behaviour:
    """Send one byte, wait, send the next one."""

    def behave(exchange: Exchange) -> None:
        for at in range(len(data)):
            exchange.send(data[at : at + 1])
            exchange.wait(pause)

    return behave


def endless(start: bytes, more: bytes) -> Behaviour:
    """Send the start, and more of the same until the client goes."""

    def behave(exchange: Exchange) -> None:
        exchange.send(start)
        while True:
            exchange.send(more)
            exchange.wait(0)

    return behave


def reset(data: bytes = b"") -> Behaviour:
    """Send some bytes and break the connection off, as a crashed server does."""

    def behave(exchange: Exchange) -> None:
        exchange.send(data)
        exchange.wait(0.05)  # or what was sent could be lost with the connection
        no_lingering = struct.pack("ii", 1, 0)
        exchange.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, no_lingering)
        exchange.over = True

    return behave
