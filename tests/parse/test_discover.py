"""The feeds that a page names, and where to look where it names none."""

import json
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.errors import ParseError
from tui_reader.models import Candidate
from tui_reader.parse.discover import feeds_of_page, well_known
from tui_reader.parse.text import clean
from tui_reader.urls import checked_url

FOLDER = Path(__file__).parent.parent / "data" / "pages"
EXPECTED = sorted(FOLDER.glob("*.expected.json"))
PAGE = "https://www.isle.example/news/today.html?x=1"
SECONDS = 5.0
"""Several times what the slowest takes on a slow machine; quadratic ones would take minutes."""


def found(html: str, url: str = PAGE) -> list[str]:
    """The addresses of the feeds that a page names."""
    return [candidate.url for candidate in feeds_of_page(html.encode(), url)]


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.partition(".expected")[0])
def test_a_page_names_what_stands_beside_it(path: Path) -> None:
    """Addresses, titles and types, in the order in which they are offered."""
    expected = json.loads(path.read_text(encoding="utf-8"))
    body = (FOLDER / path.name.removesuffix(".expected.json")).read_bytes()
    assert feeds_of_page(body, PAGE) == tuple(Candidate(*candidate) for candidate in expected)


def test_every_page_has_its_expected_values() -> None:
    """No fixture is forgotten."""
    names = {path.name for path in FOLDER.iterdir() if not path.name.endswith(".expected.json")}
    assert names == {path.name.removesuffix(".expected.json") for path in EXPECTED}


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("<link rel=alternate type=application/rss+xml href=/f>", "application/rss+xml"),
        (
            "<LINK REL='Alternate' TYPE='Application/RSS+XML; charset=utf-8' HREF='/f'>",
            "application/rss+xml",
        ),
        (
            '<link href="/f" title="a" type="application/atom+xml" rel="home alternate"/>',
            "application/atom+xml",
        ),
        ('<link rel="alternate" type="application/feed+json" href="/f">', "application/feed+json"),
        ('<link rel="alternate" type="application/rdf+xml" href="/f">', "application/rdf+xml"),
        ('<link rel="alternate" type="text/xml" href="/f">', "text/xml"),
        ('<link rel="feed" href="/f">', ""),
        ("<link\nrel=alternate\ttype = application/rss+xml\nhref = /f\n>", "application/rss+xml"),
    ],
)
def test_each_kind_of_feed_is_recognised(link: str, kind: str) -> None:
    """However the tag is written."""
    (candidate,) = feeds_of_page(link.encode(), PAGE)
    assert candidate == Candidate("https://www.isle.example/f", candidate.title, kind)


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="stylesheet" type="application/rss+xml" href="/f">',
        '<link rel="alternate" type="text/html" hreflang="fr" href="/feed">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/7">',
        '<link rel="alternate" type="application/json+oembed" href="/feed">',
        '<link rel="alternate" type="application/rss+xml">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:feed()">',
        '<link rel="alternate" type="application/rss+xml" href="http://[feed">',
        '<!-- <link rel="alternate" type="application/rss+xml" href="/feed"> -->',
        '<script>x = \'<link rel="alternate" type="application/rss+xml" href="/feed">\'</script>',
        '<template><link rel="alternate" type="application/rss+xml" href="/f"></template>',
        '<textarea><link rel="alternate" type="application/rss+xml" href="/f"></textarea>',
        '<!--<a b--><!-- <link rel="alternate" type="application/rss+xml" href="/feed"> -->',
    ],
)
def test_what_is_no_feed_is_not_offered(link: str) -> None:
    """Nor what only stands in a comment or a script."""
    assert found(link) == []


def test_json_is_a_feed_where_it_says_so() -> None:
    """Most alternates of that type are interfaces for programs."""
    link = '<link rel="alternate" type="application/json" href="{}">'
    assert found(link.format("/feed.json")) == ["https://www.isle.example/feed.json"]
    assert found(link.format("/feedback.json")) == []


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("feed.xml", "https://www.isle.example/news/feed.xml"),
        ("?feed=rss2", "https://www.isle.example/news/today.html?feed=rss2"),
        ("//reef.example/f", "https://reef.example/f"),
        ("../../f", "https://www.isle.example/f"),
        (" /a b?x=1&amp;y=2 ", "https://www.isle.example/a%20b?x=1&y=2"),
        ("feed://reef.example/f", "http://reef.example/f"),
        ("feed:https://reef.example/f", "https://reef.example/f"),
        ("HTTPS://Möwe.example/f", "https://xn--mwe-sna.example/f"),
    ],
)
def test_addresses_are_whole_and_safe(href: str, url: str) -> None:
    """Relative ones are of the page, or of the base that it names."""
    link = f'<link rel="alternate" type="application/rss+xml" href="{href}">'
    assert found(link) == [url]
    based = found(f'<base href="https://reef.example/x/"><base href="/no">{link}')
    if href == "feed.xml":
        assert based == ["https://reef.example/x/feed.xml"]


def test_a_login_stays_where_it_is() -> None:
    """It is not the page's to give away."""
    link = '<link rel="alternate" type="application/rss+xml" href="/f">'
    assert found(link, "https://ann:secret@isle.example/") == ["https://isle.example/f"]


def test_links_are_the_last_resort() -> None:
    """On the site itself, or at a host of feeds; what shares a page elsewhere is no feed."""
    links = [
        *(
            "/rss/",
            "/feed",
            "/feed/",
            "/x.rss",
            "/blog/atom.xml",
            "/rss_full.xml?a=b",
            "/?feed=rss2",
        ),
        *("/feedback/", "/atomic.html", "/about", "https://share.example/dialog/feed?x=y"),
        *("https://feeds.other.example/isle/rss", "https://reef.isle.example/rss"),
    ]
    page = "".join(f'<p><a href="{link}">Our <b>feed</b></a></p>' for link in links)
    host = "https://www.isle.example"
    assert feeds_of_page(page.encode(), PAGE)[0] == Candidate(f"{host}/rss/", "Our feed", "")
    assert found(page) == [
        *(f"{host}{link}" for link in links[:2] + links[3:7]),
        *links[-2:],
    ]
    assert found(f"{page}<link rel=feed href=/declared>") == [f"{host}/declared"]


def test_a_page_of_many_feeds_offers_some() -> None:
    """A list to choose from, not a flood."""
    links = (f"<link rel=feed href=/{number}>" for number in range(100))
    assert len(found("".join(links))) == 50


def test_what_is_no_page_is_said() -> None:
    """The reason is a line for the reader."""
    with pytest.raises(ParseError, match="binary data, not text"):
        feeds_of_page(bytes(range(256)) * 9, PAGE)
    with pytest.raises(ParseError, match="larger than 10 MB"):
        feeds_of_page(b" " * 10_000_001, PAGE)
    assert feeds_of_page(b"", PAGE) == ()


FLOODS = (
    *("<a href=x>", "<a", '<a href="', "<!--", "<template>", "<title>", "<base href=x>", "<link>"),
    *("<svg><a href=q>", "<noscript><a href=x>", '<a href="feed">', "<b a=1><p>", "</a>", "<div>"),
)
HOSTILE = [piece * 100_000 for piece in FLOODS] + [
    f'<a href="{"feed" * 500_000}">',
    f"<a {'href ' * 500_000}>",
    f"<{'a' * 2_000_000}",
    "<a " + " ".join(f"x{number}=y" for number in range(200_000)) + ">",
    f"<link rel='{'alternate ' * 200_000}' type=text/xml href=/f>",
]


@pytest.mark.parametrize("page", HOSTILE, ids=lambda page: repr(page[:20]))
def test_a_hostile_page_is_read_soon(page: str) -> None:
    """In time that does not grow with the square of its length."""
    start = time.perf_counter()
    assert len(found(page)) <= 50
    assert time.perf_counter() - start < SECONDS


PIECES = st.lists(
    st.sampled_from(
        [
            "<link rel=feed href='",
            "'",
            '"',
            ">",
            "<a href=",
            "<base href=//[",
            "feed",
            "<!--",
            "://",
        ]
    )
    | st.text(max_size=8),
    max_size=30,
).map("".join)


@given(page=PIECES | st.binary(max_size=200), url=st.sampled_from([PAGE, "", "x", "http://["]))
def test_any_page_is_read_or_an_error_of_ours(page: str | bytes, url: str) -> None:
    """What is offered may be opened and shown as it is."""
    with suppress(ParseError):
        body = page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass")
        for candidate in feeds_of_page(body, url):
            assert checked_url(candidate.url) == candidate.url
            assert clean(candidate.title) == candidate.title


@pytest.mark.parametrize(
    ("url", "first", "count"),
    [
        ("https://isle.example", "https://isle.example/feed", 7),
        ("https://ann:secret@isle.example/?a=b#c", "https://isle.example/feed", 7),
        ("https://isle.example:8080/blog/", "https://isle.example:8080/blog/feed", 14),
        ("https://isle.example/blog/post.html?x", "https://isle.example/blog/feed", 14),
        ("https://Möwe.example/a b/c", "https://xn--mwe-sna.example/a%20b/c/feed", 14),
        ("mailto:ann@isle.example", "", 0),
    ],
)
def test_there_are_places_where_feeds_usually_are(url: str, first: str, count: int) -> None:
    """Below the address, then at the top of the site; not too many."""
    places = well_known(url)
    assert len(places) == len(set(places)) == count
    assert [*places[:1], ""][0] == first
    assert all(checked_url(place) == place for place in places)
    if count:
        assert places[-1] == f"{'/'.join(places[0].split('/')[:3])}/feed.json"
