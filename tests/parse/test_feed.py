"""What a feed is, and what its entries become."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.parse.feeds import LINK, URL, entry, feed
from tui_reader.errors import ParseError
from tui_reader.models import Article, Feed
from tui_reader.parse.feed import parse_feed
from tui_reader.parse.limits import MAX_ENTRIES, MAX_FEED_BYTES


def entries(*items: str) -> list[str]:
    """Return the titles of a feed's briefings."""
    found = feed("".join(f"<item>{item}</item>" for item in items)).briefings
    keys = [briefing.key for briefing in found]
    assert len(set(keys)) == len(keys)
    return [briefing.title for briefing in found]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"hello", "not a feed"),
        (b"<svg><rect/></svg>", "not a feed"),
        (b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", "not a feed"),
        (b"<!DOCTYPE html><html><head><title>x</title></head></html>", "not a feed but a web page"),
        (b"<html><head></head><body><rss version='2.0'></body>", "not a feed but a web page"),
        (b"<opml version='2.0'><body/></opml>", r"not a feed but a list of feeds \(OPML\)"),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel/></rss>', "refused: a DTD with entities"),
        (b"{}", "JSON, but not a feed"),
        (b"[1]", "JSON, but not a feed"),
        (b'{"version": "1.0", "items": [{"id": 1}]}', "JSON, but not a feed"),
        (b'{\n"items": [', "JSON, line 2: not well-formed"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8, "binary data, not text"),
        (b"<rss>" + b" " * MAX_FEED_BYTES, "larger than 10 MB"),
    ],
)
def test_what_is_no_feed_is_refused_in_one_line(body: bytes, reason: str) -> None:
    """The reason says what was found instead."""
    with pytest.raises(ParseError, match=f"^{reason}$"):
        parse_feed(body, url=URL)


@given(
    st.one_of(
        st.binary(max_size=80),
        st.lists(
            st.sampled_from(
                [
                    *(b"<rss>", b"<channel>", b"<item>", b"</item>", b"<title>", b"</title>", b"&"),
                    *(b"<link>", b"http://x", b"<feed xmlns='http://www.w3.org/2005/Atom'>", b"<"),
                    *(
                        b"<entry>",
                        b"<content>",
                        b"</content>",
                        b"<![CDATA[",
                        b"]]>",
                        b"&#0;",
                        b"\0",
                    ),
                    *(b"<author>", b"a@b.example (N)", b"</author>", b"<source>", b"<category>"),
                    *(b"<psc:chapter>", b"<width>", b"<image>", b"<media:rating>", b"<where>"),
                    *(b'{"items": [', b'{"id": 1}', b'"version": "jsonfeed"', b"]}", b"\xff\xfe"),
                ]
            ),
            max_size=12,
        ).map(b"".join),
    ),
    st.sampled_from(["", "text/html", "text/xml; charset=utf-7", "x; charset=windows-1251"]),
)
def test_only_a_parse_error_leaves(body: bytes, content_type: str) -> None:
    """Whatever the bytes; the reason is one line."""
    reason = "none"
    try:
        parse_feed(body, url=URL, content_type=content_type)
    except ParseError as error:
        reason = str(error)
    assert reason.splitlines() == [reason]


@pytest.mark.parametrize(
    "body",
    [
        b"<rss version='2.0'><channel><title>T</title></channel></rss>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title></feed>",
        b"<br /><b>Warning</b>: x on line 3<rss version='2.0'><channel><title>T</title></channel>",
        b"<html><body><feed xmlns='http://www.w3.org/2005/Atom'><title>T</title></feed>",
        b'{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": []}',
    ],
)
def test_a_feed_without_entries_is_a_feed(body: bytes) -> None:
    """Nothing has happened yet; what a server puts before a feed does not matter."""
    assert parse_feed(body, url=URL, content_type="text/html") == Feed(title="T")


@pytest.mark.parametrize(
    ("elements", "title"),
    [
        ("<title>A &amp;amp; B</title>", "A & B"),
        ("<title><![CDATA[<i>A</i> &#8211; B]]></title>", "A – B"),
        ("<title> A\n B </title>", "A B"),
        ("<title/><description>First line.&lt;br&gt;Second.</description>", "First line."),
        ("<description>&lt;ul&gt;&lt;li&gt;x&lt;/li&gt;&lt;/ul&gt;</description>", "x"),
        ("<link>https://www.x.example/a/b/?c#d</link>", "x.example/a/b"),
        ("<enclosure url='https://x.example/a.mp3'/>", "untitled"),
        ("<media:title>M</media:title>", "M"),
        ("<title>T</title><media:title>M</media:title>", "T"),
    ],
)
def test_title(elements: str, title: str) -> None:
    """A line of text, from wherever there is one."""
    assert entry(elements).title == title


@pytest.mark.parametrize(
    ("elements", "options", "article"),
    [
        ("<title>A</title>", {}, ("A", "Gull News")),
        ("<title>A</title>", {"name": "Gulls"}, ("A", "Gulls")),
        ("<title>A</title>", {"channel": ""}, ("A", "x.example")),
        ("<title>A</title><source url='x'>Isle Radio</source>", {}, ("A", "Isle Radio")),
        ("<title>A - Isle Radio</title><source>Isle Radio</source>", {}, ("A", "Isle Radio")),
        ("<title>A - B - Gull News</title>", {}, ("A - B", "Gull News")),
        ("<title>A - Gull</title>", {}, ("A - Gull", "Gull News")),
    ],
)
def test_the_article_of_an_entry(
    elements: str, options: dict[str, str], article: tuple[str, str]
) -> None:
    """The source of the entry, the reader's name of the feed, its own, or the host is the outlet.

    A title loses its end only where that is the outlet.
    """
    briefing = entry(elements + LINK, **options)
    assert briefing.articles == (Article(*article, "https://x.example/a"),)
    assert briefing.title == article[0]


def test_who_collects_is_no_outlet() -> None:
    """An aggregator that does not say from whom it has a link leaves the host."""
    channel = "<title>AI - Google News</title><link>https://news.google.com/</link>"
    assert entry(f"<title>A</title>{LINK}", channel=channel).outlets == ("x.example",)


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("https://x.example/a?b=1&amp;c=2", "https://x.example/a?b=1&c=2"),
        ("https://x.example/a?b=1&amp;amp;c=2", "https://x.example/a?b=1&c=2"),
        (" https://x.example/\n a ", "https://x.example/a"),
        ("/a", "https://feed.example/a"),
        ("a", "https://feed.example/news/a"),
        ("//x.example/a", "https://x.example/a"),
        ("http:///x.example/a", "http://x.example/a"),
        ("mailto:gull@x.example", "mailto:gull@x.example"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("http://[::1", ""),
        ("", ""),
    ],
)
def test_link(written: str, link: str) -> None:
    """Absolute, without blanks; no link is better than a harmful one."""
    briefing = entry(f"<title>x</title><link>{written}</link>")
    assert briefing.link == link
    assert [article.url for article in briefing.articles] == ([link] if link else [])


def test_a_password_in_the_address_goes_nowhere() -> None:
    """Neither into the source, nor into links that are relative to it."""
    briefing = entry("<link>a</link>", url="https://me:secret@feed.example/news/feed.xml")
    assert briefing.source == URL
    assert "secret" not in repr(briefing)


@pytest.mark.parametrize(
    ("elements", "key"),
    [
        ("<link>http://www.x.example/a/?utm_source=f#top</link><guid>g</guid>", "x.example/a"),
        ("<link>https://x.example/</link><guid>g</guid>", "guid:feed.example/g"),
        ("<guid>g</guid>", "guid:feed.example/g"),
        ("<guid isPermaLink='true'>https://x.example/a</guid>", "x.example/a"),
        ("<guid isPermaLink='false'>https://x.example/a</guid>", "x.example/a"),
        (
            "<link>https://x.example/log#2</link><guid>https://x.example/log#2</guid>",
            "guid:feed.example/https://x.example/log#2",
        ),
        ("", "slug:feed.example/a-title"),
    ],
)
def test_key(elements: str, key: str) -> None:
    """The article's link, else the id, else the title."""
    assert entry(f"<title>A title</title>{elements}").key == key


@pytest.mark.parametrize(
    ("items", "titles"),
    [
        (["<title>A</title>" + LINK] * 2, ["A"]),
        (["<title>A</title><guid>1</guid>"] * 2, ["A"]),
        (["<title>A</title>" + LINK, "<title>B</title>" + LINK], ["A", "B"]),
        (
            ["<title>A</title><guid>1</guid>" + LINK, "<title>B</title><guid>1</guid>" + LINK],
            ["A"],
        ),
        (["<title>A</title><guid>1</guid>", "<title>B</title><guid>1</guid>"], ["A", "B"]),
        (["<title>A</title><guid>1</guid>", "<title>A</title><guid>2</guid>"], ["A", "A"]),
        (["<title>A</title>", "<title>A</title>"], ["A"]),
        (
            [f"<title>A</title><pubDate>2026-01-0{day}T10:00Z</pubDate>" for day in (1, 2)],
            ["A", "A"],
        ),
        (["<title>A</title>", "", "<pubDate>2026-01-01</pubDate>"], ["A"]),
    ],
)
def test_an_entry_comes_once(items: list[str], titles: list[str]) -> None:
    """Those that share two of id, link and title are one; those that share one only are not."""
    assert entries(*items) == titles


def test_the_first_entries_are_read() -> None:
    """No more than a thousand, whichever way the feed is read."""
    items = "".join(
        f"<item><link>https://x.example/{n}</link></item>" for n in range(MAX_ENTRIES + 5)
    )
    found = feed(items).briefings
    assert len(found) == MAX_ENTRIES
    assert found[-1].link == f"https://x.example/{MAX_ENTRIES - 1}"
    assert len(feed(items + "<item><title>not closed").briefings) == MAX_ENTRIES


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Lamp at Gull Point: lit!", "lamp-at-gull-point-lit"),
        ("x" * 300, "x" * 200),
        ("word " * 60, "-".join(["word"] * 40)),
        ("Été", "t"),
    ],
)
def test_slug(title: str, slug: str) -> None:
    """As generators of briefing files make it."""
    assert entry(f"<title>{title}</title>").slug == slug


def test_a_slug_without_letters_stands_for_the_key() -> None:
    """The same in every refresh, and another one for another entry."""
    one, same, other = (
        entry(f"<title>갈매기</title><guid>{guid}</guid>").slug for guid in ("1", "1", "2")
    )
    assert one == same != other
    assert len(one) == 12
    assert set(one) <= set("0123456789abcdef")
