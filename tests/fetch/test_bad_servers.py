"""Servers that do not speak HTTP, or not to the end, or not at all: one clear line each."""

import asyncio
import errno
import socket
import ssl
import time

import httpx
import pytest

from tests.fetch.asking import Handler, failure
from tests.fetch.server import (
    Behaviour,
    Exchange,
    Server,
    answer,
    endless,
    head,
    in_turn,
    raw,
    reset,
    silent,
    trickle,
)
from tui_reader.fetch import Limits, fetch, open_client

OK = head(200, content_type="text/xml")[:-2]
"""An answer whose headers go on."""

NOT_HTTP = "the answer is not valid HTTP"
TOO_EARLY = "the answer ended too early"
NO_ANSWER = "the server closed the connection without an answer"


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (raw(b"\x00\xff\x1b[31mevil\r\n\r\n"), NOT_HTTP),
        (raw(b"ICY 200 OK\r\n\r\n<rss/>"), NOT_HTTP),
        (raw(b"HTTP/1.1 99999 evil\r\n\r\n"), NOT_HTTP),
        (raw(OK + b"no colon, evil\r\n\r\n"), NOT_HTTP),
        (raw(OK + b'ETag: "\x00evil"\r\n\r\n'), NOT_HTTP),
        (raw(OK + b"Content-Length: -3\r\n\r\nabc"), NOT_HTTP),
        (raw(OK + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"), NOT_HTTP),
        (raw(OK + b"Transfer-Encoding: gzip\r\n\r\nabc"), NOT_HTTP),
        (raw(OK + b"Transfer-Encoding: chunked\r\n\r\nevil\r\n"), NOT_HTTP),
        (raw(OK + b"Transfer-Encoding: chunked\r\n\r\n" + 30 * b"f" + b"\r\n"), NOT_HTTP),
        (raw(OK + b"X: " + 300_000 * b"a" + b"\r\n\r\n"), NOT_HTTP),
        (raw(OK + 100_000 * b"X: a\r\n" + b"\r\n"), NOT_HTTP),
        (endless(OK, 10_000 * b"X: a\r\n"), NOT_HTTP),
        (raw(b""), NO_ANSWER),
        (raw(b"<rss>evil</rss>"), NO_ANSWER),
        (raw(OK), NO_ANSWER),
        (raw(OK + b"Content-Length: 30\r\n\r\n<rss>"), TOO_EARLY),
        (raw(OK + b"Transfer-Encoding: chunked\r\n\r\n9\r\n<rss>"), TOO_EARLY),
        (raw(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n"), TOO_EARLY),
        (reset(), "the connection was lost"),
        (reset(OK + b"Content-Length: 30\r\n\r\n<rss>"), "the connection was lost"),
    ],
)
async def test_what_is_no_answer(server: Server, behaviour: Behaviour, reason: str) -> None:
    """The reason is ours and quotes nothing; it may be better next time."""
    server.pages["/feed"] = behaviour
    error = await failure(server.url("/feed"))
    assert str(error) == reason
    assert (error.temporary, error.offline, error.status) == (True, False, 0)


async def test_a_length_that_is_too_small_cuts_the_body(server: Server) -> None:
    """More than was announced is not part of the answer, and not taken for the next one."""
    server.pages["/feed"] = in_turn(
        raw(OK + b"Content-Length: 5\r\n\r\n<rss></rss>"), answer(b"<feed/>")
    )
    async with open_client() as client:
        first = await fetch(client, server.url("/feed"))
        second = await fetch(client, server.url("/feed"))
    assert (first.body, second.body) == (b"<rss>", b"<feed/>")


@pytest.mark.parametrize(
    "behaviour",
    [
        silent,
        trickle(OK + 100 * b"X: a\r\n"),
        trickle(OK + b"Content-Length: 100\r\n\r\n" + 100 * b"a"),
        endless(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
        endless(b"HTTP/1.1 302 Found\r\nLocation: /feed\r\nContent-Length: 0\r\n\r\n", b""),
    ],
    ids=["silence", "slow headers", "slow body", "promises", "a busy connection"],
)
async def test_a_fetch_ends_in_time(server: Server, behaviour: Behaviour) -> None:
    """However the time is spent: with nothing, one byte now and then, or promises."""
    server.pages["/feed"] = behaviour
    started = time.perf_counter()
    error = await failure(server.url("/feed"), limits=Limits(seconds=0.3, redirects=10**9))
    assert str(error) == "no answer within 0.3 s"
    assert (error.temporary, error.offline) == (True, False)
    assert 0.25 < time.perf_counter() - started < 5


async def test_a_fetch_can_be_given_up(server: Server) -> None:
    """Cancelling is not turned into an error, and the client is as good as before."""
    server.pages["/feed"] = silent
    server.pages["/next"] = answer(b"<rss/>")
    async with open_client() as client:
        task = asyncio.create_task(fetch(client, server.url("/feed")))
        await asyncio.wait({task}, timeout=0.2)
        assert server.asked
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await fetch(client, server.url("/next"))).body == b"<rss/>"


async def test_nobody_listens() -> None:
    """A port without a server."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    error = await failure(f"http://127.0.0.1:{port}/")
    assert str(error) == "the server refuses the connection"
    assert (error.temporary, error.offline) == (True, False)


async def test_a_machine_that_does_not_answer() -> None:
    """A connection that never comes about has less time than the whole."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        address = listener.getsockname()
        with socket.create_connection(address):  # fills the only place in the queue
            error = await failure(f"http://127.0.0.1:{address[1]}/", limits=Limits(connect=0.2))
    assert str(error) == "no connection within 0.2 s"
    assert error.temporary


def fails(*causes: OSError) -> Handler:
    """A network where connecting fails, for one reason or one for each address of the host."""
    error = httpx.ConnectError("All connection attempts failed at user:secret@a.example")
    behind = OSError("All connection attempts failed")
    behind.__cause__ = ExceptionGroup("many", causes) if len(causes) > 1 else causes[0]
    error.__context__ = behind

    def handler(_: httpx.Request) -> httpx.Response:
        raise error

    return handler


UNREACHABLE = OSError(errno.ENETUNREACH, "Network is unreachable")
REFUSED = ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused")
NOT_NOW = socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
NOT_THERE = socket.gaierror(socket.EAI_NONAME, "Name or service not known")


@pytest.mark.parametrize(
    ("causes", "reason", "offline"),
    [
        ([NOT_NOW], "offline: no network", True),
        ([UNREACHABLE], "offline: no network", True),
        ([UNREACHABLE, UNREACHABLE], "offline: no network", True),
        ([UNREACHABLE, REFUSED], "the server refuses the connection", False),
        ([NOT_THERE], "the host name could not be found", False),
        ([OSError(errno.EHOSTUNREACH, "No route")], "there is no way to the server", False),
        ([OSError(errno.EACCES, "?")], "no connection: Permission denied", False),
    ],
)
async def test_no_network_is_told_from_no_server(
    causes: list[OSError], reason: str, offline: bool
) -> None:
    """Offline is only what no server can be blamed for; IPv6 alone being away is not."""
    error = await failure("http://a.example/", handler=fails(*causes))
    assert str(error) == reason
    assert (error.temporary, error.offline) == (True, offline)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (NOT_THERE, "the host name could not be found"),
        (NOT_NOW, "offline: no network"),
        (ssl.SSLError(1, "[SSL] bad record mac, evil"), "no secure connection"),
        (ConnectionResetError(errno.ECONNRESET, "?"), "the connection was lost"),
        (httpx.ConnectError("evil"), "the connection was lost"),
        (httpx.ReadError("evil"), "the connection was lost"),
    ],
)
async def test_errors_that_nobody_has_wrapped(error: Exception, reason: str) -> None:
    """Looking up a name and TLS have errors of the system, and httpx has some without a cause."""

    def handler(_: httpx.Request) -> httpx.Response:
        raise error

    assert str(await failure("http://a.example/", handler=handler)).startswith(reason)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "not a web address (http:// or https://)"),
        ("ftp://a.example/", "not a web address (http:// or https://)"),
        ("http://a.example:99999/", "the host or its port is not valid"),
        ("http://xn--a/", "the host is not valid"),
        ("http://999.1.1.1/", "the host is not valid"),
        (f"http://a.example/{9000 * 'a'}", "the address is longer than 8,192 characters"),
    ],
)
async def test_what_is_no_address(url: str, reason: str) -> None:
    """Nobody is asked; the reason does not repeat the address."""
    error = await failure(url)
    assert str(error) == reason


async def test_a_connection_that_was_closed_meanwhile_is_replaced(server: Server) -> None:
    """A server may close an idle connection in the very moment in which we use it again."""
    server.pages["/feed"] = in_turn(answer(b"1"), raw(b""), answer(b"2"), reset(), answer(b"3"))
    async with open_client() as client:
        found = [await fetch(client, server.url("/feed")) for _ in range(3)]
    assert [one.body for one in found] == [b"1", b"2", b"3"]
    assert len(server.asked) == 5


async def test_all_idle_connections_may_have_been_closed(server: Server) -> None:
    """Requests that are under way at the same time are each given a new one."""

    def only_once(exchange: Exchange) -> None:
        (raw(b"") if exchange.number > 1 else answer(b"2"))(exchange)

    server.pages["/feed"] = answer(b"1")
    server.pages["/next"] = only_once
    async with open_client() as client:
        for path, body in (("/feed", b"1"), ("/next", b"2")):
            both = (fetch(client, server.url(path)) for _ in range(2))
            assert [one.body for one in await asyncio.gather(*both)] == [body, body]


async def test_a_server_that_fails_is_not_asked_twice(server: Server) -> None:
    """Neither at first nor later: only one connection can have been an old one."""
    server.pages["/bad"] = raw(b"")
    server.pages["/good"] = answer(b"<rss/>")
    async with open_client() as client:
        for path, asked in (("/bad", 1), ("/good", 2), ("/bad", 4), ("/bad", 5)):
            await asyncio.gather(fetch(client, server.url(path)), return_exceptions=True)
            assert len(server.asked) == asked


async def test_failures_leave_nothing_behind(server: Server) -> None:
    """More bad answers than there may be connections, and the next fetch is as the first."""
    server.pages["/bad"] = raw(OK + b"Content-Length: 30\r\n\r\n<rss>")
    server.pages["/good"] = answer(b"<rss/>")
    async with open_client() as client:
        for _ in range(3):
            bad = (fetch(client, server.url("/bad")) for _ in range(40))
            errors = await asyncio.gather(*bad, return_exceptions=True)
            assert {str(error) for error in errors} == {TOO_EARLY}
            assert (await fetch(client, server.url("/good"))).body == b"<rss/>"
