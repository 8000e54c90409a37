"""https: certificates are checked, HTTP/2 is spoken, and what it needs is loaded only for it."""

import asyncio
import socket
import ssl
import struct
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.fetch.asking import failure, fetched
from tests.fetch.h2_server import (
    DATA,
    END_HEADERS,
    END_STREAM,
    GOAWAY,
    RESET,
    frame,
    headers,
    serve_h2,
)
from tests.fetch.server import Server, answer, feed, redirect, running, serve
from tui_reader.fetch import Limits, Validators, fetch, open_client


class HttpOnly(Server):
    """Answers whatever it hears in HTTP."""

    def converse(self, connection: socket.socket) -> None:
        """Hear something, and say what web servers say to TLS on their plain port."""
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


OK = headers((":status", "200"), ("etag", '"1"'))


async def test_a_self_signed_certificate_is_refused(tls: ssl.SSLContext) -> None:
    """The reason says what is wrong with it, and nothing is asked."""
    with serve(tls) as server:
        error = await failure(server.url("/feed"))
        assert str(error).startswith("the server's certificate is not valid: self")
        assert not error.temporary
        assert server.asked == []


@pytest.mark.usefixtures("trusted")
async def test_a_certificate_for_another_host_is_refused(tls: ssl.SSLContext) -> None:
    """Who is trusted for one name is not for another."""
    with serve(tls) as server:
        error = await failure(server.url("/feed", host="localhost"))
        assert "certificate is not valid: Hostname mismatch" in str(error)
        assert server.asked == []


@pytest.mark.usefixtures("trusted")
async def test_a_trusted_certificate_opens_the_way(tls: ssl.SSLContext) -> None:
    """A certificate that SSL_CERT_FILE names will do; a second fetch uses the connection again."""
    with serve(tls) as server:
        server.pages["/feed"] = feed(b"<rss/>", etag='"1"')
        async with open_client() as client:
            first = await fetch(client, server.url("/feed"))
            second = await fetch(client, server.url("/feed"), first.validators)
        assert (first.status, first.body, second.status) == (200, b"<rss/>", 304)
        assert server.connections == 1


async def test_https_where_only_http_is_spoken() -> None:
    """The reason speaks of the connection, not of OpenSSL's version numbers."""
    server = HttpOnly()
    with running(server):
        error = await failure(server.url().replace("http:", "https:"))
    assert str(error).startswith("no secure connection")


@pytest.mark.usefixtures("trusted")
async def test_https_is_never_left_for_http(tls: ssl.SSLContext, server: Server) -> None:
    """Not even after a detour: what was asked in secret is not asked in the open."""
    with serve(tls) as safe:
        safe.pages["/feed"] = redirect("/on")
        safe.pages["/on"] = redirect(server.url("/feed"), 301)
        error = await failure(safe.url("/feed"))
        assert "https to http" in str(error)
        assert server.asked == []


@pytest.mark.usefixtures("trusted")
async def test_http_may_lead_to_https(tls: ssl.SSLContext, server: Server) -> None:
    """The usual move of a site is followed, without the password of the other origin."""
    with serve(tls) as safe:
        safe.pages["/feed"] = answer(b"<rss/>")
        server.pages["/feed"] = redirect(safe.url("/feed"), 301)
        found = await fetched(server.url("/feed", user="ann:secret"))
        assert found.moved_to == found.url == safe.url("/feed")
        assert "authorization" in server.asked[0].headers
        assert "authorization" not in safe.asked[0].headers


async def test_certificates_are_read_for_https_only(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Loading them is slow: who reads by http alone does not wait for it, nor need them."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "missing.pem"))
    server.pages["/feed"] = answer(b"<rss/>")
    assert (await fetched(server.url("/feed"))).status == 200
    assert "SSL_CERT_FILE" in str(await failure("https://127.0.0.1:1/feed"))


@pytest.mark.usefixtures("trusted")
async def test_certificates_are_read_once(
    tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second https server of a refresh costs no more than its own connection."""
    with serve(tls) as first, serve(tls) as second:
        async with open_client() as client:
            for server in (first, second):
                server.pages["/feed"] = answer(b"<rss/>")
                assert (await fetch(client, server.url("/feed"))).status == 200
                monkeypatch.setenv("SSL_CERT_FILE", "away")


@pytest.mark.usefixtures("trusted")
async def test_http_2_is_spoken_where_the_server_can(tls: ssl.SSLContext) -> None:
    """An answer in two frames; its headers count as those of HTTP/1.1 do."""
    frames = (OK, frame(DATA, b"<rs"), frame(DATA, b"s/>", flags=END_STREAM))
    with serve_h2(tls, *frames) as server:
        found = await fetched(server.url("/feed"))
    assert (found.status, found.body) == (200, b"<rss/>")
    assert found.validators == Validators(etag='"1"')


@pytest.mark.usefixtures("trusted")
async def test_not_modified_in_http_2(tls: ssl.SSLContext) -> None:
    """A 304 has no body there either."""
    unchanged = headers((":status", "304"), flags=END_HEADERS | END_STREAM)
    with serve_h2(tls, unchanged) as server:
        found = await fetched(server.url("/feed"), Validators(modified="yesterday"))
    assert (found.status, found.validators) == (304, Validators(modified="yesterday"))


@pytest.mark.usefixtures("trusted")
async def test_many_servers_at_once_in_http_2(tls: ssl.SSLContext) -> None:
    """No connection is taken for an idle one between its making and its first request."""
    frames = (OK, frame(DATA, b"<rss/>", flags=END_STREAM))
    with ExitStack() as stack:
        servers = [stack.enter_context(serve_h2(tls, *frames)) for _ in range(24)]
        async with open_client() as client:
            found = await asyncio.gather(*(fetch(client, one.url("/feed")) for one in servers))
    assert {one.body for one in found} == {b"<rss/>"}


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    ("frames", "reason"),
    [
        pytest.param(
            frame(GOAWAY, struct.pack(">II", 0, 11) + b"evil", stream=0),
            "closed the connection",
            id="goodbye",
        ),
        pytest.param(frame(RESET, struct.pack(">I", 7)), "closed the connection", id="reset"),
        pytest.param(
            OK + frame(DATA, b"abc") + frame(RESET, struct.pack(">I", 7)),
            "closed the connection",
            id="cut short",
        ),
        pytest.param(headers((":status", "abc")), "not valid HTTP", id="no number"),
        pytest.param(OK + OK, "not valid HTTP", id="two beginnings"),
        pytest.param(frame(DATA, b"abc"), "not valid HTTP", id="no beginning"),
        pytest.param(OK + frame(DATA, bytes(70_000)), "not valid HTTP", id="large frame"),
        pytest.param(
            headers(*((f"x{at}", 900 * "a") for at in range(90))), "not valid HTTP", id="headers"
        ),
        pytest.param(OK + frame(DATA, bytes(16_000)) * 10, "larger than 0.1 MB", id="large"),
    ],
)
async def test_bad_http_2(tls: ssl.SSLContext, frames: bytes, reason: str) -> None:
    """Whatever is wrong with the frames, it is one line, with nothing of the server's in it."""
    with serve_h2(tls, frames) as server:
        error = await failure(server.url("/feed"))
    assert reason in str(error)
    assert "evil" not in str(error)


@pytest.mark.usefixtures("trusted")
async def test_silence_in_http_2(tls: ssl.SSLContext) -> None:
    """A body that stops ends with the time that there is."""
    with serve_h2(tls, OK + frame(DATA, b"abc")) as server:
        error = await failure(server.url("/feed"), limits=Limits(seconds=0.5))
    assert str(error) == "no answer within 0.5 s"
