"""From the bytes of a feed to text: encodings, what comes before the root, what XML forbids."""

import pytest

from tui_reader.parse.feed import parse_feed

URL = "https://feed.example/news/feed.xml"


def rss(title: str, declaration: str = "") -> str:
    """Return a feed with one item of this title."""
    item = f"<item><title>{title}</title><link>https://x.example/a</link></item>"
    return f"{declaration}<rss version='2.0'><channel><title>t</title>{item}</channel></rss>"


def declared(encoding: str) -> str:
    """Return an XML declaration."""
    return f'<?xml version="1.0" encoding="{encoding}"?>\n'


def title_of(body: bytes, content_type: str = "") -> str:
    """Return the title of the one briefing of a feed."""
    (briefing,) = parse_feed(body, url=URL, content_type=content_type).briefings
    return briefing.title


@pytest.mark.parametrize(
    ("encoding", "declaration", "content_type"),
    [
        ("utf-8", "", ""),
        ("utf-8", declared("iso-8859-1"), "text/xml; charset=us-ascii"),
        ("utf-8-sig", declared("windows-1251"), ""),
        ("utf-16", declared("utf-16"), ""),
        ("utf-16-le", "", "application/rss+xml; charset=utf-8"),
        ("cp1251", declared("windows-1251"), ""),
        ("cp1251", declared("WINDOWS-1251"), "text/xml; charset=iso-8859-1"),
        ("cp1251", "", 'text/xml; charset="windows-1251"'),
        ("koi8-r", declared("windows-1251"), "text/xml; charset=koi8-r"),
    ],
)
def test_encoding(encoding: str, declaration: str, content_type: str) -> None:
    """The mark, what is valid UTF-8, what the server says on purpose, what the feed says."""
    body = rss("Маяк", declaration).encode(encoding)
    assert title_of(body, content_type) == "Маяк"


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("shift_jis", "灯台"),
        ("euc_jp", "灯台"),
        ("iso2022_jp", "灯台"),
        ("gb2312", "灯塔"),
        ("euc_kr", "등대"),
    ],
)
def test_encodings_of_the_east(encoding: str, title: str) -> None:
    """Read as browsers read them."""
    body = rss(title, declared(encoding.replace("2022_", "-2022-").replace("_", "-"))).encode(
        encoding
    )
    assert title_of(body) == title


@pytest.mark.parametrize(
    "encoding", ["unicode_escape", "utf-7", "punycode", "rot13", "zlib", "x" * 90]
)
def test_an_encoding_that_is_none_is_not_believed(encoding: str) -> None:
    """What Python would run on the text leaves it as it is."""
    body = rss(r"a \x1b]52;c b +AGI- ", declared(encoding)).encode()
    assert title_of(body, f"text/xml; charset={encoding}") == r"a \x1b]52;c b +AGI-"
    assert title_of(rss("é", declared(encoding)).encode("latin-1")) == "é"


@pytest.mark.parametrize(
    "before",
    [
        *("\n\n", "\ufeff", "\x00", "<!-- <rss> -->", "<?xml-stylesheet href='x'?>\n"),
        '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x.example/rss.dtd">',
        "<!DOCTYPE rss [<!ELEMENT rss (channel)>]>",
        "Warning: something on line 3\n<?xml version='1.0'?>",
    ],
)
def test_what_comes_before_the_root_does_not_matter(before: str) -> None:
    """As long as it defines no entities."""
    assert title_of((before + rss("A")).encode()) == "A"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("a\x07b\x1b[31mc", "ab[31mc"),
        ("a&#7;b&#x1B;c&#0;d", "abcd"),
        ("a&#xD800;b&#x110000;c&#99999999999999999999;d", "abcd"),
        ("a&#8217;b&#x2019;c&#38;d", "a’b’c&d"),
        ("a\ufffeb\uffffc\x7fd", "abcd"),
        ("a\x85b", "a…b"),
        ("caf\xc3\xa9", "café"),
        ("it\x92s", "it’s"),
    ],
)
def test_characters(written: str, title: str) -> None:
    """What XML has no place for goes, and spoils nothing else; old mistakes are undone."""
    assert title_of(rss(written).encode()) == title
    assert title_of((rss(written) + "<not-closed>").encode()) == title


@pytest.mark.parametrize(
    ("base", "link"),
    [
        ("", "https://feed.example/news/a"),
        ("https://base.example/b/", "https://base.example/b/a"),
        ("/b/", "https://feed.example/b/a"),
        ("b/c", "https://feed.example/news/b/a"),
    ],
)
def test_links_are_relative_to_the_base(base: str, link: str) -> None:
    """Of the feed, which may itself be relative; else to its address."""
    attribute = f' xml:base="{base}"' if base else ""
    entry = "<entry><title>x</title><id>1</id><link href='a'/></entry>"
    text = f'<feed xmlns="http://www.w3.org/2005/Atom"{attribute}>{entry}</feed>'
    assert parse_feed(text.encode(), url=URL).briefings[0].link == link
    broken = text.replace("</entry>", "<br></entry>")
    assert parse_feed(broken.encode(), url=URL).briefings[0].link == link
