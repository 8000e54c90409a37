"""Links of Google News: the address that they carry, or that the service tells, or a clear word."""

import json
from base64 import urlsafe_b64encode
from urllib.parse import parse_qs

import httpx
import pytest

from tests.fetch.asking import Handler
from tui_reader.errors import FetchError
from tui_reader.fetch import open_client
from tui_reader.google_links import answered_address, article_id, written_address
from tui_reader.library.resolving import SILENT, real_address

ADDRESS = "https://isle.example/ferry"
NEW = "CBMi" + "AU_yqLabcdefghijklmnopqrstuvwxyz0123456789"
LINK = f"https://news.google.com/rss/articles/{NEW}?oc=5"
PAGE = '<c-wiz><div jscontroller="x" data-n-a-id="y" data-n-a-ts="1767" data-n-a-sg="AZ-s_1">'


def old_link(address: str) -> str:
    """A link as they were until 2024, with the address in it."""
    size = len(address)
    length = bytes([size]) if size < 128 else bytes([size & 127 | 128, size >> 7])
    data = b"\x08\x13\x22" + length + address.encode() + b"\xd2\x01\x00"
    return f"https://news.google.com/rss/articles/{urlsafe_b64encode(data).decode()}?oc=5"


def told(address: object) -> str:
    """An answer of the service."""
    said = json.dumps(["garturlres", address, 1])
    return f""")]}}'\n\n{json.dumps([["wrb.fr", "Fbv4je", said, None], ["di", 9]])}"""


async def resolved(link: str, handler: Handler) -> str:
    """Where a link leads, on a network that the handler stands for."""
    async with open_client(httpx.MockTransport(handler)) as client:
        return await real_address(client, link)


def refuse(request: httpx.Request) -> httpx.Response:
    """A network that must not be asked."""
    raise AssertionError(request.url)


@pytest.mark.parametrize("length", [30, 127, 128, 400])
async def test_an_old_link_says_itself_where_it_leads(length: int) -> None:
    """Nobody is asked."""
    address = ADDRESS.ljust(length, "x")
    assert await resolved(old_link(address), refuse) == address


async def test_any_other_link_stays_as_it_is() -> None:
    """Also one that only looks like one of Google's."""
    for link in (ADDRESS, f"https://evil.example/rss/articles/{NEW}", "https://[", ""):
        assert await resolved(link, refuse) == link


async def test_the_service_is_asked_about_a_new_link() -> None:
    """With what the page of the link gives, and nothing of the reader."""

    def google(request: httpx.Request) -> httpx.Response:
        assert request.url.host == "news.google.com"
        assert "cookie" not in request.headers
        if request.method == "GET":
            return httpx.Response(200, content=PAGE)
        (calls,) = parse_qs(request.content.decode())["f.req"]
        [[[name, asked]]] = json.loads(calls)
        assert name == "Fbv4je"
        assert json.loads(asked)[2:] == [NEW, 1767, "AZ-s_1"]
        return httpx.Response(200, content=told(ADDRESS))

    assert await resolved(LINK, google) == ADDRESS


@pytest.mark.parametrize(
    ("page", "answer", "status"),
    [
        (PAGE, "", 200),
        (PAGE, "[[" * 50_000, 200),
        (PAGE, told("javascript:alert(1)"), 200),
        (PAGE, told(None), 200),
        (PAGE, told(ADDRESS), 429),
        (PAGE, told(ADDRESS), 302),
        ("<html>sorry</html>", told(ADDRESS), 200),
    ],
)
async def test_what_it_does_not_tell_is_one_line(page: str, answer: str, status: int) -> None:
    """It is a service that nobody has promised."""

    def google(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, content=page)
        return httpx.Response(
            status, content=answer, headers={"Location": "https://sorry.example/"}
        )

    with pytest.raises(FetchError) as error:
        await resolved(LINK, google)
    assert str(error.value).startswith(SILENT)


def test_nothing_in_a_link_is_believed_unseen() -> None:
    """Ids that are cut, or no address of the web."""
    assert written_address("CBMi") == ""
    assert written_address(NEW) == ""
    assert article_id(f"https://news.google.com/read/{NEW}") == NEW
    assert article_id("https://news.google.com/stories/CAAqabcdefghijklmnopq") == ""
    assert answered_address(")]}'") == ""
