"""What is asked, and what is made of an honest answer: versions, freshness, refusals."""

import datetime as dt
import time
from email.utils import format_datetime

import h11
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fetch.asking import failure, fetched
from tests.fetch.server import Server, answer, feed, head, in_turn, raw
from tui_reader import __version__
from tui_reader.fetch import Fetched, Validators, fetch, open_client
from tui_reader.fetch.answers import (
    DAY,
    headers_of,
    questions,
    retry_after_of,
    validators_of,
    wait_of,
)

BODY = b"<rss><channel><title>Isle Observer</title></channel></rss>"
NOON = "Thu, 08 Jan 2026 12:00:00 GMT"
LATER = "Thu, 08 Jan 2026 12:10:00 GMT"
NOW = dt.datetime(2026, 1, 8, 12, 0, tzinfo=dt.UTC).timestamp()
LATIN = st.text(st.characters(max_codepoint=255))
HEADERS = st.dictionaries(
    st.sampled_from(["cache-control", "expires", "date", "age", "retry-after", "etag"]),
    LATIN
    | st.from_regex(r"(max-age=|no-)?[0-9]{1,12}", fullmatch=True)
    | st.datetimes().map(lambda moment: format_datetime(moment.replace(tzinfo=dt.UTC))),
)


async def test_a_feed_as_it_is_and_what_is_known_of_it(server: Server) -> None:
    """Everything that an answer says, in one value."""
    server.pages["/feed?a=1&b=[2]"] = feed(
        BODY,
        etag='"1"',
        modified=NOON,
        content_type="application/rss+xml; charset=utf-8",
        cache_control="max-age=600",
    )
    url = server.url("/feed?a=1&b=[2]")
    assert await fetched(f" {url}#top ") == Fetched(
        url=f"{url}#top",
        moved_to="",
        status=200,
        body=BODY,
        content_type="application/rss+xml; charset=utf-8",
        validators=Validators(etag='"1"', modified=NOON),
        wait=600,
    )


async def test_we_say_who_we_are_and_little_else(server: Server) -> None:
    """The headers of a first request: no cookies, no referrer, no language, gzip alone."""
    server.pages["/feed"] = answer(BODY)
    await fetched(server.url("/feed"))
    (asked,) = server.asked
    assert asked.method == "GET"
    assert set(asked.headers) == {"host", "user-agent", "accept", "accept-encoding"}
    assert asked.headers["user-agent"].startswith(f"tui-reader/{__version__} (+https://")
    assert asked.headers["accept-encoding"] == "gzip"
    assert "application/rss+xml" in asked.headers["accept"]


async def test_cookies_are_not_kept(server: Server) -> None:
    """What a server wants remembered is not said to it again."""
    server.pages["/feed"] = answer(BODY, set_cookie="who=ann; Path=/")
    async with open_client() as client:
        for _ in range(2):
            await fetch(client, server.url("/feed"))
    assert len(server.asked) == 2
    assert "cookie" not in server.asked[1].headers


@pytest.mark.parametrize(
    "given",
    [
        Validators(etag='"abc"', modified=NOON),
        Validators(etag='W/"abc"'),
        Validators(etag="no quotes, a comma"),
        Validators(etag='"\xe9\xff"'),
        Validators(modified="2026-01-08 12:00 (about)"),
    ],
)
async def test_validators_come_back_as_they_were_given(server: Server, given: Validators) -> None:
    """Weak, unquoted, not ASCII, no date at all: they are the server's, and not ours to judge."""
    server.pages["/feed"] = feed(BODY, etag=given.etag, modified=given.modified)
    async with open_client() as client:
        first = await fetch(client, server.url("/feed"))
        for _ in range(3):
            again = await fetch(client, server.url("/feed"), first.validators)
    assert first.validators == given
    assert (again.status, again.body) == (304, b"")
    assert server.asked[1].headers.get("if-none-match", "") == given.etag
    assert server.asked[1].headers.get("if-modified-since", "") == given.modified
    assert server.connections == 1


async def test_an_unchanged_feed_keeps_what_it_is_known_by(server: Server) -> None:
    """A 304 that names no versions leaves ours; one that names a new one replaces it."""
    server.pages["/feed"] = in_turn(
        answer(status=304), answer(status=304, etag='"2"', cache_control="max-age=60")
    )
    old = Validators(etag='"1"', modified=NOON)
    assert (await fetched(server.url("/feed"), old)).validators == old
    found = await fetched(server.url("/feed"), old)
    assert found.validators == Validators(etag='"2"', modified=NOON)
    assert found.wait == 60


async def test_an_unchanged_feed_may_speak_of_the_body_that_it_does_not_send(
    server: Server,
) -> None:
    """Length and encoding of a 304 are those of the feed: too large here, and packed by others."""
    server.pages["/feed"] = answer(status=304, content_length="999999999", content_encoding="br")
    assert (await fetched(server.url("/feed"), Validators(etag='"1"'))).status == 304


@pytest.mark.parametrize("asked", [Validators(), Validators(etag="not\nsendable")])
async def test_not_modified_without_being_asked_is_an_error(
    server: Server, asked: Validators
) -> None:
    """There is no older version that could be meant."""
    server.pages["/feed"] = answer(status=304)
    assert "304 Not Modified, though" in str(await failure(server.url("/feed"), asked))
    assert "if-none-match" not in server.asked[0].headers


async def test_an_etag_that_changes_each_time_does_no_harm(server: Server) -> None:
    """Each answer is a 200, and its version replaces the last one."""
    server.pages["/feed"] = in_turn(answer(BODY, etag='"1"'), answer(BODY, etag='"2"'))
    first = await fetched(server.url("/feed"))
    second = await fetched(server.url("/feed"), first.validators)
    assert (second.status, second.validators.etag) == (200, '"2"')


async def test_any_type_is_handed_on(server: Server) -> None:
    """Many feeds are called something else; who parses will see what it is."""
    server.pages["/feed"] = answer(b"\x89PNG", content_type="image/png")
    found = await fetched(server.url("/feed"))
    assert (found.body, found.content_type) == (b"\x89PNG", "image/png")
    server.pages["/feed"] = answer(content_type="x" * 90_000)
    assert len((await fetched(server.url("/feed"))).content_type) == 200


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, 0),
        ({"cache-control": "max-age=600"}, 600),
        ({"cache-control": "public, s-maxage=9, MAX-AGE = 600, must-revalidate"}, 600),
        ({"cache-control": 'max-age="600"'}, 600),
        ({"cache-control": "max-age=600", "age": "590"}, 10),
        ({"cache-control": "max-age=600", "age": "700"}, 0),
        ({"cache-control": "max-age=600", "age": "old"}, 600),
        ({"cache-control": "max-age=600, no-cache"}, 0),
        ({"cache-control": "no-store, max-age=600"}, 0),
        ({"cache-control": "max-age=0", "expires": LATER, "date": NOON}, 0),
        ({"cache-control": "max-age=31536000"}, DAY),
        ({"cache-control": "max-age=" + "9" * 400}, DAY),
        ({"cache-control": "max-age=-5"}, 0),
        ({"cache-control": "s-maxage=600"}, 0),
        ({"cache-control": "private", "expires": LATER, "date": NOON}, 600),
        ({"expires": LATER}, 600),
        ({"expires": LATER, "date": "soon"}, 600),
        ({"expires": LATER, "date": LATER}, 0),
        ({"expires": NOON, "date": LATER}, 0),
        ({"expires": "Thursday, 08-Jan-26 12:10:00 GMT", "date": NOON}, 600),
        ({"expires": "Thu Jan  8 12:10:00 2026", "date": NOON}, 600),
        ({"expires": "Thu, 08 Jan 2026 13:10:00 +0100", "date": NOON}, 600),
        ({"expires": "0"}, 0),
        ({"expires": "-1"}, 0),
        ({"expires": "Thu, 01 Jan 99999 12:00:00 GMT"}, 0),
        ({"expires": "Thu, 01 Jan 99999999999 12:00:00 GMT"}, 0),
        ({"expires": f"{LATER} ({100 * 'x'})", "date": NOON}, 0),
    ],
)
def test_for_how_long_an_answer_stays_fresh(headers: dict[str, str], wait: int) -> None:
    """As RFC 9111 has it for a private cache, and a day at most."""
    assert wait_of(headers, NOW) == wait


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120),
        (LATER, 600),
        (NOON, 0),
        ("31536000", DAY),
        ("Fri, 08 Jan 2027 12:00:00 GMT", DAY),
        ("-5", 0),
        ("1.5", 0),
        ("²", 0),
        ("9" * 5000, 0),
        ("soon", 0),
        ("", 0),
    ],
)
def test_when_a_busy_server_wants_to_be_asked_again(text: str, seconds: int) -> None:
    """In seconds or as a date, and a day at most."""
    assert retry_after_of({"retry-after": text}, NOW) == seconds


@pytest.mark.parametrize(
    ("status", "reason", "temporary"),
    [
        (204, "204 No Content", False),
        (206, "206 Partial Content", False),
        (300, "300 Multiple Choices", False),
        (401, "401 Unauthorized", False),
        (404, "404 Not Found", False),
        (408, "408 Request Timeout", True),
        (410, "410 Gone", False),
        (429, "429 Too Many Requests", True),
        (500, "500 Internal Server Error", True),
        (503, "503 Service Unavailable", True),
    ],
)
async def test_refusals(server: Server, status: int, reason: str, temporary: bool) -> None:
    """The status in our own words, and whether to come back."""
    server.pages["/feed"] = answer(b"<html>", status=status, retry_after="30")
    error = await failure(server.url("/feed"))
    assert str(error) == f"the server answers {reason}"
    assert error.status == status
    assert error.temporary == temporary
    assert error.gone == (status == 410)
    assert error.retry_after == (30 if status in {429, 503} else 0)
    assert not error.offline


async def test_retry_after_as_a_date_is_of_the_servers_own_clock(server: Server) -> None:
    """A server whose clock is wrong by years still means ten minutes."""
    server.pages["/feed"] = answer(status=503, date=NOON, retry_after=LATER)
    assert (await failure(server.url("/feed"))).retry_after == 600
    soon = format_datetime(dt.datetime.fromtimestamp(time.time() + 300, dt.UTC), usegmt=True)
    server.pages["/feed"] = answer(status=429, retry_after=soon)
    assert 290 < (await failure(server.url("/feed"))).retry_after <= 300


async def test_what_a_server_calls_its_status_is_not_repeated(server: Server) -> None:
    """A status that nobody knows is a number."""
    server.pages["/feed"] = raw(b"HTTP/1.1 999 \x1b]52;c;evil\r\nContent-Length: 0\r\n\r\n")
    error = await failure(server.url("/feed"))
    assert (str(error), error.temporary) == ("the server answers 999", False)


def test_headers_with_many_lines() -> None:
    """Lists belong together; of what there should be one, the first counts."""
    raw_headers = [(b"ETag", b"1"), (b"etag", b"2"), (b"Cache-Control", b"private")]
    raw_headers += [(b"cache-control", b"max-age=9"), (b"Age", b"\xe9")]
    wanted = {"etag": "1", "cache-control": "private, max-age=9", "age": "\xe9"}
    assert headers_of(raw_headers) == wanted


@given(HEADERS)
def test_no_header_breaks_the_reading(headers: dict[str, str]) -> None:
    """Whatever stands in them, the numbers are within a day, and nothing is raised."""
    assert 0 <= wait_of(headers, NOW) <= DAY
    assert 0 <= retry_after_of(headers, NOW) <= DAY
    assert validators_of(headers).etag in {headers.get("etag", ""), ""}


@given(st.text(), LATIN)
def test_whatever_was_kept_makes_a_request_that_can_be_sent(etag: str, modified: str) -> None:
    """A damaged file of validators costs a full answer, not the fetch, and splits no header."""
    pairs = questions(Validators(etag=etag, modified=modified))
    h11.Request(method="GET", target="/", headers=[(b"Host", b"a.example"), *pairs])
    assert all(value.decode("latin-1") in {etag, modified} for _, value in pairs)


def test_very_long_validators_are_not_kept() -> None:
    """They would be kept and sent again for each feed, for ever."""
    assert validators_of({"etag": "x" * 1000, "last-modified": "x" * 1001}) == ("x" * 1000, "")


async def test_a_server_that_answers_in_http_1_0(server: Server) -> None:
    """An old server closes the connection to say that this was all."""
    server.pages["/feed"] = raw(head(200, content_type="text/xml").replace(b"1.1", b"1.0") + BODY)
    assert (await fetched(server.url("/feed"))).body == BODY


async def test_hosts_are_asked_by_their_ascii_names() -> None:
    """An address in the reader's own script works (IDNA)."""

    def answer_all(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=request.headers["host"].encode())

    found = await fetched("http://BÜCHER.example/", handler=answer_all)
    assert (found.body, found.url) == (b"xn--bcher-kva.example", "http://xn--bcher-kva.example/")
