"""Passwords go to their own server alone; addresses go into no log; proxies are respected."""

import logging
import subprocess
import sys
from base64 import b64encode
from importlib.util import find_spec

import pytest

from tests.fetch.asking import failure, fetched
from tests.fetch.server import Server, answer, redirect, serve


def basic(pair: str) -> str:
    """The header that says this user and password."""
    return f"Basic {b64encode(pair.encode()).decode()}"


@pytest.mark.parametrize(
    ("user", "pair"),
    [
        ("ann:secret", "ann:secret"),
        ("ann", "ann:"),
        ("ann%40isle:s%3Acr%2Ft", "ann@isle:s:cr/t"),
        ("änn:ß%C3%9F", "änn:ßß"),
        ("a@b:c@d", "a@b:c@d"),
        (":", ":"),
    ],
)
async def test_a_password_in_the_address_is_sent_as_one(
    server: Server, user: str, pair: str
) -> None:
    """It is taken out of the address, which is the same without it."""
    server.pages["/feed"] = answer(b"<rss/>")
    found = await fetched(server.url("/feed", user=user))
    assert found.url == server.url("/feed")
    assert server.asked[0].headers["authorization"] == basic(pair)
    assert server.asked[0].target == "/feed"


async def test_without_a_password_none_is_sent(server: Server) -> None:
    """An empty one is none."""
    server.pages["/feed"] = answer(b"<rss/>")
    for user in ("", "@"):
        url = server.url("/feed").replace("//", f"//{user}")
        assert (await fetched(url)).url == server.url("/feed")
    assert [asked for asked in server.asked if "authorization" in asked.headers] == []


async def test_a_password_stays_with_its_origin(server: Server) -> None:
    """Another port is another server; who comes back to the first may say it again."""
    with serve() as other:
        server.pages["/feed"] = redirect(other.url("/feed"))
        other.pages["/feed"] = redirect(server.url("/end"))
        server.pages["/end"] = answer(b"<rss/>")
        assert (await fetched(server.url("/feed", user="ann:secret"))).body == b"<rss/>"
        assert "authorization" not in other.asked[0].headers
        assert [asked.headers["authorization"] for asked in server.asked] == [
            basic("ann:secret"),
            basic("ann:secret"),
        ]


async def test_another_name_of_the_host_is_another_origin(server: Server) -> None:
    """Names are compared, not machines."""
    server.pages["/feed"] = redirect(server.url("/end", host="localhost"))
    server.pages["/end"] = answer(b"<rss/>")
    await fetched(server.url("/feed", user="ann:secret"))
    assert "authorization" in server.asked[0].headers
    assert "authorization" not in server.asked[1].headers


async def test_nothing_is_logged(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    """Not even where somebody logs everything: neither addresses nor passwords."""
    caplog.set_level(logging.DEBUG)
    server.pages["/private"] = answer(b"<rss/>")
    await fetched(server.url("/private", user="ann:secret"))
    logged = " ".join(record.getMessage() for record in caplog.records)
    assert not any(word in logged for word in ("secret", "ann", "private", "Basic", "127.0.0.1"))


async def test_no_error_speaks_of_the_address(server: Server) -> None:
    """Who shows the error knows the address, and shows as much of it as is fit."""
    for url in (server.url("/private", user="ann:secret"), "http://ann:secret@127.0.0.1:1/"):
        error = await failure(url)
        assert not any(word in repr(error) for word in ("secret", "ann:", "private", "127.0.0.1"))


async def test_a_proxy_is_asked_instead(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """It gets the whole address, finds the hosts itself, and may follow redirects anywhere."""
    monkeypatch.setenv("HTTP_PROXY", server.url().replace("http://", ""))
    monkeypatch.setenv("http_proxy", server.url().replace("http://", ""))
    server.pages["http://a.example/feed"] = redirect("http://localhost:1/feed")
    server.pages["http://localhost:1/feed"] = answer(b"<rss/>")
    found = await fetched("http://ann:secret@a.example/feed")
    assert (found.url, found.body) == ("http://localhost:1/feed", b"<rss/>")
    assert server.asked[0].headers["host"] == "a.example"
    assert server.asked[0].headers["authorization"] == basic("ann:secret")
    assert "authorization" not in server.asked[1].headers


async def test_hosts_that_need_no_proxy(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_PROXY names them; for these, redirects into the private network are looked at again."""
    monkeypatch.setenv("all_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "localhost,127.0.0.1")
    server.pages["/feed"] = answer(b"<rss/>")
    assert (await fetched(server.url("/feed"))).body == b"<rss/>"
    assert "refuses the connection" in str(await failure("http://a.example/"))


async def test_a_proxy_that_refuses(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """For https a proxy is asked for a tunnel; what it says instead is not repeated."""
    monkeypatch.setenv("https_proxy", server.url())
    server.pages["a.example:443"] = answer(b"evil", status=403)
    error = await failure("https://a.example/feed")
    assert str(error) == "the proxy does not let it pass"
    assert server.asked[0].method == "CONNECT"


@pytest.mark.parametrize("proxy", ["ftp://127.0.0.1", "http://127.0.0.1:x", "socks5://127.0.0.1:1"])
async def test_a_proxy_that_makes_no_sense(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    """It is said for each feed, as nothing can be fetched past it."""
    if proxy.startswith("socks5") and find_spec("socksio"):
        pytest.skip("socksio is installed: such a proxy would be asked")
    monkeypatch.setenv("all_proxy", proxy)
    error = await failure("http://a.example/")
    assert "proxy" in str(error)
    assert "127.0.0.1" not in str(error)


def test_importing_is_cheap() -> None:
    """httpx is loaded by the first fetch: the first paint comes long before."""
    command = "import sys, tui_reader.fetch; print('httpx' in sys.modules, 'ssl' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", command], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.split() == ["False", "True"]
