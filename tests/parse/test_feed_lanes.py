"""The fast lane never shows: what it reads, feedparser reads the same.

Nor does the quick way of reading HTML show, which has no parser.
"""

from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui_reader.errors import ParseError
from tui_reader.parse.entries import feed_of
from tui_reader.parse.fastfeed import read_fast
from tui_reader.parse.feedtext import document
from tui_reader.parse.html import parse_html, readable
from tui_reader.parse.mending import mended
from tui_reader.parse.quickhtml import quick_text
from tui_reader.parse.slowfeed import read_slowly

URL = "https://feed.example/news/feed.xml"
SPACES = {
    "": "http://www.w3.org/2005/Atom",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "x": "urn:unknown",
}
DECLARED = " ".join(f'xmlns:{name}="{space}"' for name, space in SPACES.items() if name)

TEXTS = (
    *("", "  ", "A title", "x & y", "<b>bold</b>", "&amp;amp;", "&lt;i&gt;", "[/]", "a, b,, c"),
    *("http://x.example/a?b=1&c=2", " http://x.example/ 1 ", "/rel", "rel", "http:////x.example/"),
    *("http://x.example/#", "http://x.example?", "HTTP://X.example/", "http://[::1", "//h.example"),
    *("urn:uuid:1", "tag:x,2026:1", "javascript:x", "http://x.example/\xe9", "http://x.example/;p"),
    *(
        "caf\xe9",
        "\xc3\xa9t\xc3\xa9",
        "it\x92s",
        "\u4e2d\u6587",
        "\u202erev",
        "x\u2028y",
        "\xa0",
        "\x85",
    ),
    *("Thu, 08 Jan 2026 10:00:00 GMT", "2026-01-08T10:00:00+01:00", "60", "soon"),
    *("ann@x.online (Ann)", "ann@x.example", "Ann Tern", "<p>One</p><p>Two</p>", "\r\n x", "]]"),
)
NAMES = (
    *("title", "link", "guid", "id", "description", "pubDate", "author", "category", "comments"),
    *("summary", "content", "content:encoded", "updated", "published", "source", "enclosure"),
    *("media:group", "media:content", "media:thumbnail", "media:title", "media:description"),
    *("dc:creator", "dc:date", "dc:subject", "dc:title", "dc:description", "dcterms:modified"),
    *("itunes:author", "itunes:image", "itunes:summary", "itunes:keywords", "itunes:category"),
    *(
        "atom:link",
        "atom:author",
        "slash:comments",
        "x:title",
        "x:y",
        "image",
        "ttl",
        "name",
        "uri",
    ),
    *("email", "rights", "media:keywords", "media:category", "keywords", "abstract", "date", "y"),
)
ATTRIBUTES = {
    "type": ("html", "text", "xhtml", "text/html", "HTML", "image/png", "audio/mpeg", ""),
    "rel": ("alternate", "self", "enclosure", "replies", "ALTERNATE", ""),
    "href": TEXTS,
    "url": TEXTS,
    "isPermaLink": ("true", "false", "TRUE"),
    "term": ("t", ""),
    "domain": ("d",),
    "label": ("L", ""),
    "medium": ("image",),
    "text": ("Tech",),
    "xml:lang": ("en",),
    "xml:base": ("http://b.example/x/", "/rel/"),
    "x:href": ("http://y.example/",),
}


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A hostile text as XML, now and then in CDATA."""
    text = draw(st.one_of(st.sampled_from(TEXTS), st.text(max_size=8))).replace("\x7f", "")
    is_cdata = "]]>" not in text and draw(st.integers(0, 4)) == 0
    return f"<![CDATA[{text}]]>" if is_cdata else escape(text)


@st.composite
def elements(draw: st.DrawFn, depth: int = 0) -> str:
    """An element of an entry, with attributes and inner elements that it may not be meant for."""
    name = draw(st.sampled_from(NAMES))
    attributes = "".join(
        f" {key}={quoteattr(draw(st.sampled_from(ATTRIBUTES[key])))}"
        for key in draw(st.lists(st.sampled_from(list(ATTRIBUTES)), max_size=3, unique=True))
        if draw(st.booleans())
    )
    inner = draw(texts())
    if depth < 2 and draw(st.integers(0, 5)) == 0:
        inner += "".join(draw(st.lists(elements(depth + 1), max_size=3))) + draw(texts())
    return f"<{name}{attributes}>{inner}</{name}>"


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A well-formed feed of one of the three families."""
    entries = [
        "".join(draw(st.lists(elements(), max_size=7))) for _ in range(draw(st.integers(0, 2)))
    ]
    head = draw(st.sampled_from(["<title>Feed</title>", ""]))
    head += "".join(draw(st.lists(elements(), max_size=1)))
    family = draw(st.sampled_from(["rss", "feed", "rdf"]))
    if family == "feed":
        body = "".join(f"<entry>{entry}</entry>" for entry in entries)
        return f'<feed xmlns="{SPACES[""]}" {DECLARED}>{head}{body}</feed>'
    body = "".join(f"<item>{entry}</item>" for entry in entries)
    if family == "rss":
        return f'<rss version="2.0" {DECLARED}><channel>{head}{body}</channel></rss>'
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'xmlns="http://purl.org/rss/1.0/" {DECLARED}><channel>{head}</channel>{body}</rdf:RDF>'
    )


@given(documents())
def test_both_lanes_say_the_same(text: str) -> None:
    """Where the fast lane reads a feed, the slow one reads the same feed."""
    text = document(text.encode(), "")
    facts = read_fast(text)
    if facts is not None:
        assert read_slowly(text) == facts
        assert feed_of(facts, url=URL) == feed_of(read_slowly(text), url=URL)


@pytest.mark.parametrize(
    "item",
    [
        "<title>A</title><link>/a</link><guid>1</guid><pubDate>x</pubDate>",
        "<description>d</description><comments>c</comments><category domain='x'>y</category>",
        "<dc:creator>A</dc:creator><category>x</category><content:encoded>&lt;p></content:encoded>",
        "<media:group><media:content url='x'><media:title>y</media:title></media:content>"
        "<media:thumbnail url='z'/></media:group>",
        "<itunes:summary>x</itunes:summary><itunes:image href='y'/><enclosure url='z' length='1'/>",
        "<atom:link href='x' rel='self'/><source url='y'>z</source>",
        "<author>a@b.example (C)</author>",
        "<x:unknown a='1'><x:more>x</x:more></x:unknown><slash:comments>1</slash:comments>",
    ],
)
def test_usual_feeds_take_the_fast_lane(item: str) -> None:
    """The law would hold for a lane that reads nothing, too."""
    text = f'<rss version="2.0" {DECLARED}><channel><item>{item}</item></channel></rss>'
    facts = read_fast(text)
    assert facts is not None
    assert facts == read_slowly(text)


@pytest.mark.parametrize(
    "text",
    [
        "<rss><channel><item><title>x</item></channel></rss>",
        "<rss><channel><item><title>x<b>y</b></title></item></channel></rss>",
        "<rss><channel><item><item/></item></channel></rss>",
        f'<rss xmlns:m="{SPACES["media"]}"><channel><item/></channel></rss>',
        '<rss xmlns:media="urn:other"><channel><item/></channel></rss>',
        f'<feed xmlns="{SPACES[""]}"><entry><content type="xhtml"/></entry></feed>',
        "<rss><channel/><channel/></rss>",
        f"<rss><channel><item>{'<y>' * 30}{'</y>' * 30}</item></channel></rss>",
        f"<rss><channel><item><author>{'a' * 400}</author></item></channel></rss>",
    ],
)
def test_what_is_unclear_is_left_to_feedparser(text: str) -> None:
    """The fast lane says nothing rather than something else."""
    assert read_fast(text) is None
    read_slowly(text)


@pytest.mark.parametrize(
    "elements",
    [
        *("<ttl y='1'>5</ttl>", "<item/><title>late</title>", "<y><link>x</link></y>"),
        *("<image><y/></image>", "<source>x</source>", "<y><title>x</title></y>"),
        *("<description>x<b>y</b></description>", "<links>x</links>", "<content>x</content>"),
    ],
)
def test_what_is_unclear_in_a_channel_is_left_to_feedparser(elements: str) -> None:
    """What would change title, link or items of a feed from where it does not belong."""
    text = f'<rss version="2.0" {DECLARED}><channel><title>x</title>{elements}</channel></rss>'
    assert read_fast(text) is None
    read_slowly(text)


@pytest.mark.parametrize(
    "elements",
    [
        "<comments y='1'>x</comments>",
        "<author>A</author><author><name>B</name></author>",
        "<author><name>A</name></author><author><email>b</email></author>",
        "<author><y><name>A</name></y></author>",
        "<y><author>A</author></y>",
        "<source>x<title>y</title></source>",
        "<source><description>x</description></source>",
        "<source><y z='1'>x</y></source>",
        "<image><description>x</description></image>",
        "<itunes:category text='x'>y</itunes:category>",
        "<itunes:category text='x'><y/></itunes:category>",
        "<itunes:image><y/></itunes:image>",
        "<itunes:keywords y='1'>x</itunes:keywords>",
        "<media:thumbnail>x</media:thumbnail>",
        "<enclosure><y/></enclosure>",
        "<link href='x'><y/></link>",
        "<title x:type='html'>y</title>",
        "<title type='image/png'>y</title>",
        "<rights>x<b/></rights>",
        "<date>x</date>",
        "<link xml:base='mailto:x'>y</link>",
        "<width><title>x</title></width>",
        "<category/>" + "".join(f"<category>{number}</category>" for number in range(201)),
        "<enclosure " + " ".join(f"y{number}='z'" for number in range(101)) + "/>",
    ],
)
def test_what_is_unclear_in_an_item_is_left_to_feedparser(elements: str) -> None:
    """What feedparser mixes up, counts wrongly, or would be too slow with without our guards."""
    text = f'<rss version="2.0" {DECLARED}><channel><item>{elements}</item></channel></rss>'
    assert read_fast(text) is None
    read_slowly(text)


def test_what_ends_feedparser_is_no_feed() -> None:
    """Its errors of all kinds become one of ours."""
    text = "<rss><channel><textinput/><item><contributors y='1'/><contributor><name>x</name>"
    with pytest.raises(ParseError, match="not a feed that can be read"):
        read_slowly(text)


PIECES = (
    *("<p>", "</p>", "<p class='a'>", "<br>", "<br/>", "<div>", "</div>", "<ul>", "</ul>", "<li>"),
    *("</li>", "<ol>", "</ol>", "<h2>", "</h2>", "<blockquote>", "</blockquote>", "<b>", "</b>"),
    *("<a href='x'>", "</a>", "<img src='x>y'>", "<span", "<P>", "<pre>", "<table>", "<!-- x -->"),
    *("<script>", "</script>", "<figure>", "</figure>", "<p:x>", "</br>", "<", ">", "&", "\0"),
    *("&amp;", "&lt;b&gt;", "&nbsp;", "&hellip;", "&#8217;", "&#0;", "&ampx", "a &  b", " ", "\n"),
    *("word", "two words", "\xa0", "\u2028", "Müller", "• x"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("<p>One <b>bold</b></p>\n<ul><li><p>x</p></li><li>y</ul>")
@example("<blockquote><blockquote><p>x</p></blockquote>y</blockquote>")
@example("<h2>One</h2><h2></h2>x<ol><li>y</ol>")
@example("<ul><li>x<ul><li>y</li></ul></li></ul>")
@example("<ul><li><h2>x</h2>y</li></ul>")
def test_the_quick_text_is_the_text(source: str) -> None:
    """Where the pattern reads HTML, the parser makes the same lines of it."""
    text = quick_text(source)
    if text is not None:
        body = parse_html(source).body
        assert text == (readable(body) if body else "")


def test_usual_html_is_read_quickly() -> None:
    """Paragraphs, lists, headings, quotations, with links and emphasis in them."""
    source = (
        "<h2>A</h2><p>B &amp; <em>c</em> <a href='x'>d</a>.<br/>e</p>"
        "<ul>\n<li>f</li>\n<li>g</li></ul><blockquote><p>h</p></blockquote>"
    )
    assert quick_text(source) == "## A\n\nB & c d.\ne\n\n• f\n• g\n\n> h"


@given(documents())
def test_what_is_well_formed_needs_no_mending(text: str) -> None:
    """It stays as it is, to the last character."""
    assert mended(text) == text


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("<a>x & y</a>", "<a>x &amp; y</a>"),
        ("<a b='?c&d=1&lang=en'/>", "<a b='?c&amp;d=1&amp;lang=en'/>"),
        (
            "<a>&nbsp;&eacute;&nope;&amp;&#39;&#x27;</a>",
            "<a>&#160;&#233;&amp;nope;&amp;&#39;&#x27;</a>",
        ),
        ("<a>1 < 2 <3</a>", "<a>1 &lt; 2 &lt;3</a>"),
        ("<a><![CDATA[x & < &nbsp;]]>&</a>", "<a><![CDATA[x & < &nbsp;]]>&amp;</a>"),
        ("<a><![CDATA[x & y", "<a><![CDATA[x &amp; y"),
    ],
)
def test_what_people_write_by_hand_is_mended(text: str, better: str) -> None:
    """Bare ampersands and brackets, and names that only HTML has; never in CDATA."""
    assert mended(text) == better
    assert mended(better) == better
