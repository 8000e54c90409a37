"""Which of the keys that people use means what."""

from typing import Any

import pytest

from tui_reader.models import Briefing
from tui_reader.parse import parse_file

CLUSTER = (
    '<ol><li><a href="https://x.example/1">Gulls - a study</a> <font>Isle - Radio</font></li>'
    '<li><a href="https://y.example/2">Gulls again</a> <font>Quay Review</font></li></ol>'
)
LINK = "link: https://www.x.example/a\n"


def _read(header: str, body: str = "", name: str = "the-name.md") -> Briefing:
    """Return the briefing of a front matter and a body."""
    return parse_file(f"---\n{header}\n---\n{body}".encode(), name)


@pytest.mark.parametrize(
    ("header", "body", "title"),
    [
        ("title: 2026", "", "2026"),
        ("title: no", "", "no"),
        ("title: null", "# Heading\n\ntext", "Heading"),
        ("title: ''", "first line\nsecond", "first line"),
        ("date: 2026-01-08", "- an item", "an item"),
        ("headline: H", "", "H"),
        ("tags: x", "", "the-name"),
        ("tags: x", CLUSTER, "Gulls - a study"),
        ("tags: x", "<p>text</p><h2>H</h2>", "H"),
        ("title: [a, b]", "", "a b"),
        ("title: {a: b}", "", "the-name"),
        ("title: A &amp; <i>B</i>", "", "A & B"),
        ("title: Gulls - a study - Isle - Radio", CLUSTER, "Gulls - a study"),
        ("title: Gulls - a study", CLUSTER, "Gulls - a study"),
        ("title: Gulls - a study | Isle - Radio", CLUSTER, "Gulls - a study"),
        ("title: Gulls - a study - Radio", CLUSTER, "Gulls - a study - Radio"),
        ("title: Gulls - Quay Review", CLUSTER, "Gulls - Quay Review"),
        (LINK + "title: Gulls - Isle Radio", "text", "Gulls - Isle Radio"),
        (LINK + "title: Gulls - x.example", "text", "Gulls"),
    ],
)
def test_title(header: str, body: str, title: str) -> None:
    """Always text; it loses its tail only when that is the first article's outlet."""
    assert _read(header, body).title == title


@pytest.mark.parametrize(
    ("header", "outlet"),
    [
        ("title: x\nlink: https://www.isle.example/a", "isle.example"),
        ("title: x\nlink: https://isle.example/a\noutlet: Isle Radio", "Isle Radio"),
        ("title: x\nlink: https://isle.example/a\nsource: Isle Radio", "Isle Radio"),
        ("title: x\nlink: https://isle.example/a\nsource: https://f.example/rss", "isle.example"),
        ("title: x\nlink: https://isle.example/a\nauthor: A. Tern", "isle.example"),
        (
            "title: x\nsource_url: https://isle.example/a\nsource_site: www.isle.example",
            "isle.example",
        ),
        ("title: x\nlink: mailto:gull@isle.example", ""),
        ("title: x - Y - Z\nlink: https://g.example/\nsummary: x&nbsp;&nbsp;Y - Z", "Y - Z"),
        ("title: x - Y - Z\nlink: https://g.example/\nsummary: x - Y&nbsp;&nbsp;Z", "Z"),
        ("title: x - Y - Z\nlink: https://g.example/\nsummary: w&nbsp;&nbsp;Z", "g.example"),
        ("title: x - Y - Z\nlink: https://g.example/\nsummary: x  Y - Z", "Y - Z"),
        ("title: x - Y\nlink: https://g.example/\nsummary: x&nbsp;&nbsp;W", "g.example"),
    ],
)
def test_the_outlet_of_a_briefing_without_cluster(header: str, outlet: str) -> None:
    """What the front matter or a glued description says, else the host; a person is none."""
    assert [article.outlet for article in _read(header).articles] == [outlet]


@pytest.mark.parametrize(
    ("header", "link"),
    [
        ("link: https://a.example/?x=1&amp;y=2", "https://a.example/?x=1&y=2"),
        ("canonical: https://a.example/", "https://a.example/"),
        ("url: /relative", ""),
        ("url: post/relative\nsource_url: HTTPS://a.example/", "HTTPS://a.example/"),
        ("link: javascript:alert(1)", "javascript:alert(1)"),
        ("link: [a]", "a"),
        ("link: {a: b}", ""),
        ("link: null", ""),
    ],
)
def test_link(header: str, link: str) -> None:
    """A briefing without link has no article."""
    briefing = _read(f"title: x\n{header}", "text")
    assert briefing.link == link
    assert [article.url for article in briefing.articles] == ([link] if link else [])


def test_a_body_that_is_one_link_gives_link_and_title() -> None:
    """Its outlet is the host; the aggregator's host where nothing else is known."""
    briefing = _read("date: 2026-01-08", "<a href='https://www.x.example/1'>Headline</a>")
    assert (briefing.title, briefing.link, briefing.text) == (
        "Headline",
        "https://www.x.example/1",
        "",
    )
    assert briefing.outlets == ("x.example",)


def test_a_link_that_is_too_long_is_never_cut_to_another_one() -> None:
    """It shows that it was cut, so that it is refused when it is opened."""
    briefing = _read("title: x\nlink: https://a.example/" + "a" * 9000)
    assert briefing.link.endswith("…")
    assert len(briefing.link) > 8192


@pytest.mark.parametrize(
    ("header", "body", "summary"),
    [
        ("description: Two words.", "", "Two words."),
        ("description: ''\nsummary: Two words.", "", "Two words."),
        ("tldr:\n- One.\n- Two.", "", "One. Two."),
        ("summary: <p>A &quot;word&quot; &nbs...</p>", "", 'A "word" ...'),
        ("title: T\nsummary: T", "", ""),
        ("title: T\nsummary: T!\ndescription: More.", "", "More."),
        ("summary: How it beg...", "How it begins, and goes on.", ""),
        ("summary: How it began.", "How it begins, and goes on.", "How it began."),
        ("summary: Gulls - a study&nbsp;&nbsp;Isle - RadioGulls again&nbsp;&nb...", CLUSTER, ""),
        ("summary: Gulls - a study Isle - RadioGulls again Quay Review", CLUSTER, ""),
        ("summary: Gulls again  Quay ReviewGulls - a study  Isle - Radio", CLUSTER, ""),
        ("summary: Gulls - a st...", CLUSTER, ""),
        ("summary: They study them.", CLUSTER, "They study them."),
    ],
)
def test_summary(header: str, body: str, summary: str) -> None:
    """Nothing where it would only repeat headlines or text."""
    assert _read(header, body).summary == summary


@pytest.mark.parametrize(
    ("header", "tags", "categories"),
    [
        ("tags: a, b;c\ncategories: A, a", ("a", "b", "c"), ("A",)),
        ("tags: [a, 1, null, {b: c}, A]\ncategory: X", ("a", "1"), ("X",)),
        ("tags: null\nkeywords: k\ntopics: [t]", ("k",), ("t",)),
        ("tags: ~\ncategories: {a: b}", (), ()),
        ("tags: [' ', '\u200b', '&amp;']", ("&",), ()),
    ],
)
def test_names(header: str, tags: tuple[str, ...], categories: tuple[str, ...]) -> None:
    """Lists or one text, under the keys that people use, each once."""
    briefing = _read(header, "text")
    assert (briefing.tags, briefing.categories) == (tags, categories)


def test_the_number_and_length_of_names_is_bounded() -> None:
    """Fifty of them, a hundred characters each."""
    briefing = _read("tags:\n" + "".join(f"- {number} {'x' * 200}\n" for number in range(200)))
    assert len(briefing.tags) == 50
    assert max(map(len, briefing.tags)) == 100


@pytest.mark.parametrize(
    ("header", "is_draft"),
    [
        *((f"draft: {word}", True) for word in ("true", "yes", "1", "True", "'on'")),
        *((f"draft: {word}", False) for word in ("false", "no", "0", "", "maybe", "[x]")),
        ("published: false", True),
        ("published: 2026-01-08", False),
        ("title: x", False),
    ],
)
def test_draft(header: str, is_draft: bool) -> None:
    """As Hugo says it, and as Jekyll does."""
    assert _read(header, "text").draft is is_draft


def test_an_image_is_an_address_of_the_web() -> None:
    """Anything else is none."""
    assert _read("image: https://x.example/a.png", "t").image == "https://x.example/a.png"
    assert _read("image: /a.png", "t").image == ""
    assert _read("image: {url: x}", "t").image == ""


@pytest.mark.parametrize(
    ("header", "body", "key"),
    [
        ("link: https://www.a.example/x/?utm_source=y#z", "text", "a.example/x"),
        ("link: https://news.google.com/rss/articles/CBMi1?oc=5", "", "google:CBMi1"),
        ("link: not a link", CLUSTER, "x.example/1"),
        ("title: x", CLUSTER, "x.example/1"),
        ("source: https://feeds.example/rss", "text", "slug:feeds.example/the-name"),
        ("slug: mine", "text", "slug:/mine"),
    ],
)
def test_key(header: str, body: str, key: str) -> None:
    """The link, else the first article's, else the slug with its source."""
    assert _read(header, body).key == key


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        *(("a.b.md", "a.b"), (".md", ".md"), ("noext", "noext"), ("folder/x.MD", "x")),
        ("\x1b[2Jx\n.md", "[2Jx"),
    ],
)
def test_the_slug_is_the_name_of_the_file(name: str, slug: str) -> None:
    """Clean, and without folder and suffix."""
    assert _read("title: x", "text", name).slug == slug


def test_the_text_does_not_begin_with_the_title() -> None:
    """Which stands above it on the screen."""
    assert _read("title: The tide", "# The *tide*\n\nIt rises.").text == "It rises."
    assert _read("title: The tide", "<h1>The tide!</h1><p>It rises.</p>").text == "It rises."
    assert _read("title: The tide", "The tide rises.").text == "The tide rises."


def test_every_string_is_clean() -> None:
    """Whatever field an escape sequence stands in, and whether raw or as an escape of YAML."""
    evil = "\x1b]0;x\x07\u202ey"
    fields = ("title", "summary", "link", "source", "slug", "tags", "categories", "image")
    escaped = "\\e]0;x\\a\\u202Ey"
    for text in (evil, escaped):
        header = "\n".join(f'{field}: "https://h.example/{field}{text}"' for field in fields)
        cluster = f"<a href='https://x.example/{text}'>h{text}</a> <font>o{text}</font>"
        for body in (f"text {text}", cluster):
            briefing: Any = _read(header, body)
            values = repr(briefing)
            assert "\\x1b" not in values
            assert "\\x07" not in values
            assert "\\u202e" not in values


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a/index.md", "# Ferries"), ("b/index.md", "# Bridges")),
        (("a/notes.md", "# Ferries"), ("b/notes.md", "# Bridges")),
        (("x/\xff.md", "Ferries"), ("x/\xfe.md", "Bridges")),
        (
            ("a.md", "---\nlink: https://a.example/\ntitle: Ferries\n---\n"),
            ("b.md", "---\nlink: https://a.example\ntitle: Bridges\n---\n"),
        ),
    ],
)
def test_different_files_are_different_briefings(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    """Neither a common name nor the address of a whole site makes them one."""
    keys = {parse_file(text.encode("utf-8"), name).key for name, text in (one, other)}
    assert len(keys) == 2
