"""The connections of one refresh: httpx's transports, without the client on top of them.

That client keeps cookies, logs addresses, and builds the next request of a redirect before we
have looked at where it leads. The transports do none of that, and cost less.
"""

import logging
import ssl
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple

from tui_reader import __version__
from tui_reader.errors import FetchError
from tui_reader.fetch.addresses import Origin, origin_of
from tui_reader.fetch.answers import Headers, headers_of

if TYPE_CHECKING:
    import httpx

PROJECT = "https://pypi.org/project/tui-reader/"
"""Where who runs a server can see what this is."""

TYPES = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml,"
    " application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)

HEADERS = (
    (b"User-Agent", f"tui-reader/{__version__} (+{PROJECT})".encode()),
    (b"Accept", TYPES.encode()),
    (b"Accept-Encoding", b"gzip"),
)

FORM = ((b"Content-Type", b"application/x-www-form-urlencoded;charset=utf-8"),)
"""What a form is sent as."""

LOGGERS = ("httpx", "httpcore", "hpack")
"""They would write addresses and passwords into a log that somebody turned on."""

MAX_LINES = 64
"""Origins to which connections are kept: twice as many as are asked at a time."""


class Answer(NamedTuple):
    """What a server has begun to say."""

    status: int
    headers: Headers
    chunks: AsyncIterable[bytes]
    """The body as it comes, packed as it is."""


class Line:
    """The connections to one origin.

    Each origin has a pool of its own: a pool of httpcore looks at all its connections for each
    request, and closes one that is about to be used for the first time if it speaks HTTP/2 and
    too many are idle.
    """

    def __init__(self, transport: "httpx.AsyncBaseTransport") -> None:
        self.transport = transport
        self.users = 0
        """How many requests are under way."""
        self.has_answered = False
        """Whether the last answer came, so that an idle connection may be there."""

    async def send(self, request: "httpx.Request") -> "httpx.Response":
        """Send a request; once more if it may have met an idle connection that was just closed."""
        import httpx

        may_be_idle = self.has_answered
        try:
            response = await self.transport.handle_async_request(request)
        except (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError):
            self.has_answered = False
            if not may_be_idle:
                raise
            response = await self.transport.handle_async_request(request)
        self.has_answered = True
        return response


class Client:
    """Asks servers, through the proxies that the environment names; keeps nothing of answers."""

    def __init__(self, transport: "httpx.AsyncBaseTransport | None" = None) -> None:
        """With a transport, all goes through that one."""
        from urllib.request import getproxies

        for name in LOGGERS:
            logging.getLogger(name).setLevel(logging.WARNING)
        self._only = transport
        self._proxies = {} if transport else getproxies()
        self._trust: dict[str, ssl.SSLContext] = {}
        self._lines: dict[Origin, Line] = {}
        """Those that were used last are the last."""

    @asynccontextmanager
    async def asking(
        self, url: str, headers: list[tuple[bytes, bytes]], seconds: float, form: bytes = b""
    ) -> AsyncIterator[Answer]:
        """GET a checked URL, or POST a form; `seconds` is for connecting.

        What of the body is not read is left.
        """
        import httpx

        request = httpx.Request(
            "POST" if form else "GET",
            url,
            headers=[*HEADERS, *(FORM if form else ()), *headers],
            content=form or None,
            extensions={"timeout": {"connect": seconds}},
        )
        async with self._line(url) as line:
            response = await line.send(request)
            assert isinstance(response.stream, httpx.AsyncByteStream)  # noqa: S101
            said = headers_of(response.headers.raw)
            try:
                yield Answer(response.status_code, said, response.stream)
            finally:
                await response.stream.aclose()

    def proxy_for(self, url: str) -> str:
        """Return the proxy that a checked URL is asked through, or ""."""
        from urllib.request import proxy_bypass

        if not self._proxies:
            return ""
        scheme, host, port = origin_of(url)
        proxy = self._proxies.get(scheme) or self._proxies.get("all", "")
        if not proxy or proxy_bypass(f"{host}:{port}"):
            return ""
        return proxy if "://" in proxy else f"http://{proxy}"

    async def close(self) -> None:
        """Close the connections."""
        while self._lines:
            _, line = self._lines.popitem()
            await line.transport.aclose()

    @asynccontextmanager
    async def _line(self, url: str) -> AsyncIterator[Line]:
        """The line to the origin of a URL, made when it is first needed; too many are closed."""
        origin = origin_of(url)
        line = self._lines.pop(origin, None) or Line(self._only or self._new_transport(url))
        self._lines[origin] = line
        line.users += 1
        try:
            yield line
        finally:
            line.users -= 1
            await self._close_idle()

    async def _close_idle(self) -> None:
        """Close the lines that have been idle for longest, as long as there are too many."""
        while len(self._lines) > MAX_LINES:
            idle = (origin for origin, line in self._lines.items() if not line.users)
            if (origin := next(idle, None)) is None:
                return
            await self._lines.pop(origin).transport.aclose()

    def _new_transport(self, url: str) -> "httpx.AsyncHTTPTransport":
        """Connections for an origin, by proxy or not; with HTTP/2 where a server may speak it."""
        import httpx

        scheme = origin_of(url)[0]
        try:
            return httpx.AsyncHTTPTransport(
                verify=self._trusted(scheme),
                http2=scheme == "https",
                proxy=self.proxy_for(url) or None,
            )
        except ImportError as error:
            raise FetchError("a SOCKS proxy needs the package socksio, which is missing") from error
        except (ValueError, httpx.InvalidURL) as error:
            reason = "the proxy that the environment names is no proxy's address"
            raise FetchError(reason) from error

    def _trusted(self, scheme: str) -> ssl.SSLContext:
        """Whom to trust: certificates take long to load, and only https has need of them."""
        import httpx

        if scheme not in self._trust:
            try:
                self._trust[scheme] = (
                    httpx.create_ssl_context()
                    if scheme == "https"
                    else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
                )
            except OSError as error:
                reason = "the certificates that SSL_CERT_FILE or SSL_CERT_DIR names can't be read"
                raise FetchError(reason) from error
        return self._trust[scheme]


@asynccontextmanager
async def open_client(
    transport: "httpx.AsyncBaseTransport | None" = None,
) -> AsyncIterator[Client]:
    """Open what the fetches of one refresh share; `transport` is for tests."""
    client = Client(transport)
    try:
        yield client
    finally:
        await client.close()
