"""What is written is read again as it was: the law of our own briefing files."""

import datetime as dt

import frontmatter
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui_reader.models import Article, Briefing, Enclosure
from tui_reader.parse import parse_file
from tui_reader.parse.briefing import briefing_key
from tui_reader.parse.limits import MAX_SUMMARY_CHARS
from tui_reader.parse.text import clean, clean_body
from tui_reader.write import briefing_file, file_name

HOSTILE = (
    *("it's", "''", '"', "\\", "---", "+++", "- a", "a: b", "# c", "null", "true", "~", "{}", "*a"),
    *("<b>bold</b>", "</p><p>", "<br>\n", "&amp;amp;", "&nbsp;", "&nbs...", "&lt;ol&gt;", "<!--"),
    *("AT&T - The Guardian", "x - Y", "\x1b]52;c;x\x07", "\u202eabc", "a\u2028b", "é̂̃̄x", "港", "🚀"),
    *(
        "%s",
        "{url}",
        "$(x)",
        "`x`",
        "http://a.example/?a=1&b='2'",
        "javascript:x",
        " ",
        "\t",
        "\r\n",
    ),
)
_words = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12))
_texts = st.lists(_words, max_size=4).map("".join)
lines = _texts.map(clean)
bodies = st.lists(st.sampled_from([*HOSTILE, "\n", "\n\n", "word", "  "]), max_size=9).map(
    lambda pieces: clean_body("".join(pieces))
)
names = st.lists(lines, max_size=3).map(tuple)
moments = st.none() | st.integers(631_152_000, 4_102_444_800).map(
    lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC)
)
articles = st.builds(Article, headline=lines, outlet=lines, url=lines, published=moments)
briefings = st.builds(
    Briefing,
    key=lines,
    title=lines,
    date=st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)),
    published=moments,
    summary=lines,
    text=bodies,
    link=lines,
    source=lines,
    slug=lines,
    categories=names,
    tags=names,
    draft=st.booleans(),
    image=lines,
    full_coverage=lines,
    articles=st.lists(articles, max_size=4).map(tuple),
    guid=lines,
    authors=names,
    comments=lines,
    enclosures=st.lists(st.builds(Enclosure, url=lines, type=lines), max_size=2).map(tuple),
)

LAMP = Briefing(
    key="lamp.example/1",
    title="Lamp at Gull Point lit again - The Harbour Gazette",
    date=dt.date(2026, 1, 8),
    published=dt.datetime(2026, 1, 8, 10, 0, tzinfo=dt.UTC),
    summary="The keeper's lamp is back",
    link="https://lamp.example/1?utm_source=x",
    source="https://feed.example/rss",
    slug="lamp-at-gull-point-lit-again",
    tags=("lamp", "harbour"),
    articles=(
        Article(headline="Lamp lit", outlet="The Harbour Gazette", url="https://lamp.example/1"),
        Article(
            headline="Light returns", outlet="Isle Observer", url="https://isle.example/?a=1&b"
        ),
    ),
)


@given(briefings)
@example(LAMP)
def test_what_is_written_is_what_is_read(briefing: Briefing) -> None:
    """Every field to the last letter, whatever stands in it."""
    if briefing.key:  # there is no briefing without one
        text = briefing_file(briefing)
        assert parse_file(text.encode(), "any.md") == briefing


@given(briefings)
def test_a_key_that_the_reader_finds_is_not_written(briefing: Briefing) -> None:
    """The identity that follows from the link needs no line of its own."""
    found = briefing_key(briefing.link, briefing.articles, briefing.source, briefing.slug)
    briefing = briefing._replace(key=found)
    text = briefing_file(briefing, key=found)
    assert "\nkey: " not in text
    assert parse_file(text.encode(), "any.md") == briefing


def test_a_file_has_the_form_that_generators_write() -> None:
    """Other programs, Hugo among them, read it as they read those."""
    post = frontmatter.loads(briefing_file(LAMP, key=LAMP.key))
    assert post["title"] == LAMP.title
    assert post["tags"] == ["lamp", "harbour"]
    assert post["draft"] is False
    assert post["description"] == post["summary"] == "The keeper's lamp is back"
    assert post.content.startswith(
        '<ol><li><a href="https://lamp.example/1" target="_blank">Lamp lit</a>'
        '&nbsp;&nbsp;<font color="#6f6f6f">The Harbour Gazette</font></li><li>'
    )


def test_a_file_that_somebody_has_changed_is_read_like_any_other() -> None:
    """What is not as we write it is not taken by the letter."""
    text = briefing_file(LAMP).replace("</ol>", "</ol>\n<blockquote>A note of mine</blockquote>")
    briefing = parse_file(text.encode(), "x.md")
    assert "A note of mine" in briefing.text
    assert briefing.title.startswith("Lamp at Gull Point")


@pytest.mark.parametrize(
    "line", ["date: 'soon'", "published: '2026-01-08T10:00:00'", "published: 'x'"]
)
def test_a_date_that_somebody_has_spoiled_spoils_nothing_else(line: str) -> None:
    """The rest is read; nothing raises."""
    name = line.partition(":")[0]
    text = "\n".join(
        line if old.startswith(f"{name}: ") else old for old in briefing_file(LAMP).split("\n")
    )
    assert parse_file(text.encode(), "x.md").outlets == LAMP.outlets


def test_the_largest_briefing_can_be_read() -> None:
    """All that the limits allow at once."""
    many = tuple(f"{number:03} {'n' * 90}" for number in range(50))
    large = LAMP._replace(
        summary="'" * MAX_SUMMARY_CHARS, categories=many, tags=many, authors=many, title="t" * 500
    )
    assert parse_file(briefing_file(large).encode(), "x.md") == large


@given(lines, st.text("0123456789abcdef", min_size=12, max_size=12))
def test_a_name_is_one_word_of_plain_letters(slug: str, identity: str) -> None:
    """Whatever the slug, the name stays in its folder, and ends with the identity."""
    name = file_name(LAMP._replace(slug=slug), identity)
    assert name.endswith(f"-{identity}.md")
    assert len(name) < 120
    assert set(name.removesuffix(".md")) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not name.startswith((".", "-"))
