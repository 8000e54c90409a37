"""HTML as lines that read well."""

import pytest

from tui_reader.parse.html import heading_of, is_html, parse_html, plain, readable


def _read(html: str) -> str:
    """Return the readable text of a body."""
    body = parse_html(html).body
    return readable(body) if body else ""


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>One<p>Two", "One\n\nTwo"),
        ("One<br>Two<br/><br>Three", "One\nTwo\nThree"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("<h2>Head</h2>Text<hr>More", "## Head\n\nText\n\nMore"),
        ("<ul><li>a</li><li><p>b</p><p>c</p></li></ul>", "• a\n• b\n\nc"),
        ("<blockquote>a<blockquote><p>b</p></blockquote></blockquote>c", "> a\n\n> > b\n\nc"),
        ("<h3> </h3><h1>a</h1><ul><li><h4>b</h4>c</li></ul>", "# a\n\n• b\n\nc"),
        ("<pre>a  b\n  <b>c</b></pre>", "```\na  b\n  c\n```"),
        ("a<pre># b\n```</pre>c", "a\n\n```\n# b\n ```\n```\n\nc"),
        ("<ol><li>a<ul><li>b</ul><li>c</ol>", "1. a\n  • b\n2. c"),
        ("<li>a<li>b", "• a\n• b"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", "a b\n1 2"),
        ("a <b>b</b><i>c</i> \n <custom-tag x='1'>d</custom-tag>", "a bc d"),
        ("<style>p{}</style><script>if (a<b) x('<p>')</script><p>a</p><!-- no -->", "a"),
        ('<img alt="pixel" src="x">a<svg><path d="M0"/></svg>', "a"),
        ("x<y and 1 < 2 & AT&T", "x<y and 1 < 2 & AT&T"),
        ("caf&eacute; &lt;b&gt; &#8217;&nbsp;&amp;", "café <b> ’ &"),
        ('<p>cut <a href="https://x.example/lon', "cut"),
        ("<p>cut</p", "cut"),
        ("", ""),
        ("<!-- only -->", ""),
    ],
)
def test_readable(html: str, text: str) -> None:
    """Paragraphs, lines, items, quotations, code; nothing of scripts, images and comments."""
    assert _read(html) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<ol><li><a href='x'>a</a></li></ol>", True),
        ("A sentence with <b>one word</b> in bold", False),
        ("A sentence with <a href='x'>a link</a>", True),
        ("One <a href='x'>link</a>.\n\nAnother paragraph.", False),
        ("line one<br>\nline two", True),
        ("A sentence, 1 < 2", False),
        ("## Head\n\nText with <br> and [a](b)", False),
        ("<style>p{}</style>\n\n# Head\n\n* item **bold**", False),
        ("", False),
    ],
)
def test_is_html(text: str, expected: bool) -> None:
    """Markdown with some HTML in it stays Markdown."""
    assert is_html(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the choir&#039;s &quot;encore&quot;", 'the choir\'s "encore"'),
        ("A &amp;amp; B &nbsp", "A & B \xa0"),
        ("first part&nbs...", "first part..."),
        ("first part&am...", "first part..."),
        ("first part&#82...", "first part..."),
        ("first part&...", "first part..."),
        ("AT&T... and R&D", "AT&T... and R&D"),
        ("<i>Titanic</i> &lt;b&gt;returns&lt;/b&gt;", "Titanic returns"),
        ("I <3 Rust, a<b and c>d", "I <3 Rust, a<b and c>d"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    """Entities, also cut ones and doubled ones, and formatting tags in a line of front matter."""
    assert plain(text) == expected


def test_the_heading_is_shown_before_the_title() -> None:
    """A document's title often has the site's name in it."""
    assert heading_of(parse_html("<title>T | Site</title><p>x</p><h2>H</h2>")) == "H"
    assert heading_of(parse_html("<title>T | Site</title><h1> </h1>")) == "T | Site"
    assert heading_of(parse_html("<p>x</p>")) == ""


def test_attributes_never_reach_the_parser() -> None:
    """Their number makes it quadratic; of formatting elements it makes copies without end."""
    html = "".join(f"<p><b a={number}><font color={number}>" for number in range(2000))
    tree = parse_html(html + '<a class="x" href="https://x.example/?a=1&copy=2" id=y>z</a>')
    assert tree.root is not None
    names = [set(node.attributes) for node in tree.root.traverse()]
    assert set().union(*names) == {"href"}
    assert len(names) < 20_000


@pytest.mark.parametrize(
    ("tag", "href"),
    [
        ("<a href='x y'>", "x y"),
        ("<A TARGET=b HREF = https://x.example/a>", "https://x.example/a"),
        ('<a data-href="no" href="yes">', "yes"),
        ('<a href="cut>', "cut"),
        ("<a name=x>", None),
    ],
)
def test_the_address_of_a_link_is_kept(tag: str, href: str | None) -> None:
    """In all the ways in which an attribute can be written."""
    body = parse_html(f"{tag}text</a>").body
    assert body is not None
    links = [node for node in body.traverse() if node.tag == "a"]
    assert [link.attributes.get("href") for link in links] == [href]
