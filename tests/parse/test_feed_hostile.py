"""Feeds that are made to take long, or much, end soon: with a reason, or with their entries.

The inputs are as long as a slow machine can bear where feedparser itself is the one that takes
long; the worker's limit is the guard beyond.
"""

import contextlib
import time

import pytest

from tui_reader.errors import ParseError
from tui_reader.parse.feed import parse_feed

SECONDS = 5.0
"""Several times what the slowest takes on a slow machine; quadratic ones would take minutes."""
URL = "https://feed.example/"
NUMBERS = range(10_000)
BROKEN = "<never-closed>"
"""Makes a feed one that expat refuses, so that the loosest of the parsers has to read it."""


def rss(items: str) -> str:
    """Return a feed with these items."""
    return f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>"


def item(elements: str) -> str:
    """Return a feed with one item of these elements."""
    return rss(f"<item><title>x</title>{elements}</item>")


def numbered(piece: str, between: str = "") -> str:
    """Return a piece again and again, each time with another number."""
    return between.join(piece.format(number=number) for number in NUMBERS)


FEEDS = {
    "author": item(f"<author>{'a.' * 100_000}</author>"),
    "author in pieces": item(f"<author>{'&#97;' * 50_000}</author>"),
    "authors": item(f"<author>{'a' * 299}</author>" * 1_000),
    "mail addresses": item(f"<author>{'a@' * 149}</author>" * 1_000),
    "newlines before the root": "\n" * 400_000 + item(""),
    "newlines after the declaration": "<?xml version='1.0'?>" + "\n" * 400_000 + item(""),
    "comments before the root": "<!-- -->" * 100_000 + item(""),
    "instructions before the root": "<?x ?>" * 100_000 + item(""),
    "categories": item(numbered("<category>c{number}</category>")),
    "elements": item(numbered("<n{number}>x</n{number}>")),
    "comments": item("<!-- x -->" * 100_000),
    "cdata": item("<![CDATA[" * 50_000),
    "nested": item("<a>" * 15_000 + "</a>" * 15_000),
    "nested items": rss("<item>" * 30_000),
    "nested divisions": item(f"<description>{'&lt;div>' * 25_000}</description>"),
    "attributes": item("<link " + numbered("a{number}='x'", " ") + "/>"),
    "one long attribute": item(f"<link href='{'a' * 5_000_000}'/>"),
    "namespaces": "<rss "
    + numbered("xmlns:a{number}='u{number}'", " ")
    + "><channel></channel></rss>",
    "entries": rss("<item/>" * 100_000),
    "long entries": rss(f"<item><description>{'word ' * 1_700}</description></item>" * 1_100),
    "brackets": item(f"<description>{'<' * 200_000}</description>"),
    "brackets in cdata": item(f"<description><![CDATA[{'<' * 1_000_000}]]></description>"),
    "ampersands": item(f"<description>{'&' * 100_000}</description>"),
    "references": item(f"<description>{'&#99999999999999;' * 100_000}</description>"),
    "open quotes": item('<a "' * 30_000),
    "open tags": item("<a/" * 20_000),
    "declarations": item("<!x" * 50_000),
    "instructions": item("<?x" * 50_000),
    "a long id": item(f"<guid>{'x' * 1_000_000}</guid>"),
    "a long link": item(f"<link>http://x.example/{'a/' * 500_000}</link>"),
    "a long title": rss(f"<item><title>{'a &lt;b&gt;' * 60_000}</title></item>"),
    "a long date": item(f"<pubDate>{'1 ' * 300_000}</pubDate>"),
    "sources": item(f"<source>{'<title>' * 10_000}</source>"),
}
"""By name: what was measured to hurt parsers of feeds."""


@pytest.mark.parametrize("ending", ["", BROKEN], ids=["well-formed", "broken"])
@pytest.mark.parametrize("text", list(FEEDS.values()), ids=list(FEEDS))
def test_a_hostile_feed_is_read_soon(text: str, ending: str) -> None:
    """In time that does not grow with the square of its length; no more than a thousand entries."""
    body = text.replace("</channel>", f"{ending}</channel>").encode()
    start = time.perf_counter()
    feed = parse_feed(body, url=URL)
    assert time.perf_counter() - start < SECONDS
    assert len(feed.briefings) <= 1_000


@pytest.mark.parametrize(
    "text",
    [
        '<?xml encoding="' * 50_000,
        "<!--" * 200_000,
        "<x " * 1_000_000,
        "x" * 5_000_000,
        "<html>" + "<p>x" * 1_000_000,
        "<!DOCTYPE x [" + "<!ELEMENT a b>" * 100_000,
        "\ufeff" * 100_000,
        "[" * 1_000_000,
        '{"items": ' + "[" * 1_000_000,
        '{"items": [' + "{}," * 500_000,
    ],
    ids=lambda text: text[:8],
)
def test_what_is_no_feed_is_refused_soon(text: str) -> None:
    """Before any parser of feeds is asked."""
    start = time.perf_counter()
    with contextlib.suppress(ParseError):
        parse_feed(text.encode(), url=URL)
        pytest.fail("that is a feed")
    assert time.perf_counter() - start < SECONDS
