"""Redirects: followed by hand, so that each address on the way is checked."""

import httpx
import pytest

from tests.fetch.asking import Handler, failure, fetched
from tests.fetch.server import Server, answer, feed, head, raw, redirect
from tui_reader.fetch import Limits, Validators

PUBLIC = "http://93.184.215.14/feed"
"""A public address that needs no look-up; nobody is asked there, a handler answers."""
TOO_MANY = "redirected more than 5 times"
INWARDS = "led from the public network into a private one"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_followed(server: Server, status: int) -> None:
    """Relative to where it came from; the feed's own address changes only where it is for good."""
    server.pages["/a/feed"] = redirect("../b/feed?x=1", status)
    server.pages["/b/feed?x=1"] = answer(b"<rss/>")
    found = await fetched(server.url("/a/feed"))
    assert (found.url, found.body) == (server.url("/b/feed?x=1"), b"<rss/>")
    assert found.moved_to == (found.url if status in {301, 308} else "")


@pytest.mark.parametrize(
    ("first", "second", "for_good"),
    [(301, 308, True), (301, 302, False), (307, 301, False), (302, 302, False)],
)
async def test_only_permanent_redirects_move_a_feed(
    server: Server, first: int, second: int, for_good: bool
) -> None:
    """One that is not makes the whole way a detour."""
    server.pages["/1"] = redirect("/2", first)
    server.pages["/2"] = redirect(server.url("/3"), second)
    server.pages["/3"] = answer(b"<rss/>")
    found = await fetched(server.url("/1"))
    assert found.url == server.url("/3")
    assert found.moved_to == (server.url("/3") if for_good else "")


async def test_versions_are_asked_for_at_the_end_of_the_way(server: Server) -> None:
    """A feed that has moved and has not changed is both."""
    server.pages["/old"] = redirect("/new", 301)
    server.pages["/new"] = feed(b"<rss/>", etag='"1"')
    found = await fetched(server.url("/old"), Validators(etag='"1"'))
    assert (found.status, found.moved_to) == (304, server.url("/new"))


async def test_five_redirects_and_no_more(server: Server) -> None:
    """A loop ends, and so does a chain that never comes to an end."""
    for number in range(7):
        server.pages[f"/{number}"] = redirect(f"/{number + 1}")
    server.pages["/6"] = answer(b"<rss/>")
    assert (await fetched(server.url("/1"))).body == b"<rss/>"
    assert str(await failure(server.url("/0"))) == TOO_MANY
    server.pages["/loop"] = redirect("/loop", 301)
    assert str(await failure(server.url("/loop"))) == TOO_MANY
    error = await failure(server.url("/loop"), limits=Limits(redirects=0))
    assert str(error) == "redirected more than 0 times"


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("", "redirected to nowhere"),
        ("ftp://a.example/feed", "not a web address"),
        ("file:///etc/passwd", "not a web address"),
        ("javascript:alert(1)", "not a web address"),
        ("http://ann:secret@a.example/", "user name or password"),
        ("http://a.example:99999/", "port is not valid"),
        ("http://[::1/", "host is not valid"),
        ("http://[evil]/", "host is not valid"),
        ("http://a.example\\@b.example/", "user name or password"),
        ("/" + 9000 * "a", "longer than 8,192"),
    ],
)
async def test_where_no_redirect_may_lead(server: Server, location: str, reason: str) -> None:
    """Each address is judged as one that is typed in; what it was is not repeated."""
    server.pages["/feed"] = redirect(location)
    error = await failure(server.url("/feed"))
    assert reason in str(error)
    assert str(error).startswith("redirected to")
    assert "secret" not in str(error)
    assert len(server.asked) == 1


async def test_a_redirect_that_names_no_place(server: Server) -> None:
    """A status without the header that belongs to it."""
    server.pages["/feed"] = raw(head(302, content_length="0"))
    assert str(await failure(server.url("/feed"))) == "redirected to nowhere"


@pytest.mark.parametrize("location", ["/ä b", "/%C3%A4%20b", "/\xe4 b".encode().decode("latin-1")])
async def test_places_that_are_not_ascii(server: Server, location: str) -> None:
    """As UTF-8, escaped or not, or as Latin-1: servers send what they have."""
    server.pages["/feed"] = redirect(location)
    server.pages["/%C3%A4%20b"] = answer(b"<rss/>")
    assert (await fetched(server.url("/feed"))).body == b"<rss/>"


async def test_the_body_of_a_redirect_is_not_waited_for(server: Server) -> None:
    """However long it would be."""
    start = head(302, location="/new", content_length="99999999")
    server.pages["/feed"] = raw(start + b"moved")
    server.pages["/new"] = answer(b"<rss/>")
    assert (await fetched(server.url("/feed"))).body == b"<rss/>"


def leading_to(*targets: str) -> Handler:
    """All servers there are: the first request is sent to the first target, and so on."""
    left = list(targets)

    def handler(_: httpx.Request) -> httpx.Response:
        if left:
            return httpx.Response(302, headers={"Location": left.pop(0)})
        return httpx.Response(200, content=b"<rss/>")

    return handler


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://0x7f000001/",
        "http://localhost:631/",
        "http://10.0.0.1/",
        "http://172.16.0.1/",
        "http://192.168.1.1/reboot",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:192.168.1.1]/",
        "http://[::ffff:224.0.0.1]/",
        "http://[::127.0.0.1]/",
        "http://[64:ff9b::c0a8:101]/",
        "http://[64:ff9b:1::c0a8:101]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:0:5db8:d80e::80ff:fffe]/",
        "http://[::]/",
        "http://[ff0e::1]/",
        "http://224.0.0.251/",
        "http://255.255.255.255/",
        "https://127.0.0.1/",
    ],
)
async def test_no_redirect_leads_into_a_private_network(target: str) -> None:
    """A router or a cloud's own server must not be asked because a stranger says so."""
    assert str(await failure(PUBLIC, handler=leading_to(target))) == INWARDS


async def test_no_detour_hides_the_way_inwards() -> None:
    """What counts is where it began."""
    handler = leading_to("http://93.184.215.15/", "http://127.0.0.1/")
    assert str(await failure(PUBLIC, handler=handler)) == INWARDS


@pytest.mark.parametrize(
    ("url", "target"),
    [
        (PUBLIC, "http://93.184.215.15:8080/feed"),
        (PUBLIC, "http://[2606:2800:21f::1]/feed"),
        (PUBLIC, "http://[64:ff9b::5db8:d80f]/feed"),
        (PUBLIC, "http://[::ffff:5db8:d70f]/feed"),
        ("http://192.168.1.5/feed", "http://127.0.0.1/feed"),
        ("http://localhost/feed", "http://10.0.0.1/feed"),
        ("http://127.0.0.1/feed", PUBLIC),
        ("http://nowhere.invalid/feed", "http://nowhere.invalid:8080/feed"),
    ],
)
async def test_other_ways_are_open(url: str, target: str) -> None:
    """Between public networks, from one's own network to anywhere, and within one host."""
    found = await fetched(url, handler=leading_to(target))
    assert (found.url, found.body) == (target, b"<rss/>")


async def test_a_page_in_public_names_no_feed_in_private() -> None:
    """What a page calls its feed is what a stranger says, too."""
    page = "http://93.184.215.14/"
    inner = "http://192.168.1.1/feed"
    assert str(await failure(inner, named_by=page, handler=leading_to())) == INWARDS
    error = await failure(PUBLIC, named_by=page, handler=leading_to(inner))
    assert str(error) == INWARDS
    assert (await fetched(PUBLIC, named_by=page, handler=leading_to())).url == PUBLIC
    at_home = await fetched(inner, named_by="http://192.168.1.2/", handler=leading_to())
    assert at_home.url == inner
