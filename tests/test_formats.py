"""Stories as lines, CSV, JSON and a web page."""

import csv
import datetime as dt
import io
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui_reader.errors import UsageError
from tui_reader.formats import FIELDS, LineFormat, csv_table, export_json, web_page
from tui_reader.models import Article, Briefing, Story

WHEN = dt.datetime(2026, 1, 8, 10, 0, tzinfo=dt.UTC)


def story(
    headline: str = "Ferry sails", *articles: Article, text: str = "", tag: str = ""
) -> Story:
    """A story of one briefing."""
    briefing = Briefing(
        key="k", title=headline, text=text, articles=articles, tags=(tag,) if tag else ()
    )
    return Story(
        id="00ff00ff00ff00ff",
        number=1,
        headline=headline,
        briefings=(briefing,),
        articles=articles,
        when=WHEN,
        first_seen=WHEN,
        updated=None,
        read=False,
        starred=True,
        new_outlets=(),
        sources=("Isles",),
    )


FERRY = story(
    "Ferry sails",
    Article("Ferry sails", "Gull Daily", "https://gull.example/1"),
    Article("A ferry, late", "Isle, Observer", "https://isle.example/2"),
    tag="sea",
)


def test_a_line_says_what_its_places_ask_for() -> None:
    """Fields, braces, tabs, and everything else as it is."""
    line = LineFormat(r"{breadth}\t{outlets} {{{state}}} {headline} #{tags} {star}")
    assert line.of(FERRY) == "2\tGull Daily, Isle, Observer {unread} Ferry sails #sea *"
    assert LineFormat("{url} {source} {id} {articles} {outlet}").of(FERRY) == (
        "https://gull.example/1 Isles 00ff00ff00ff00ff 2 Gull Daily"
    )


@pytest.mark.parametrize("template", ["{nothing}", "{headline.__class__}", "{", "a }", "{}", "{0}"])
def test_a_place_that_there_is_nothing_for_is_told(template: str) -> None:
    """With what there is."""
    with pytest.raises(UsageError, match=re.escape("{headline}")):
        LineFormat(template)


@given(st.text())
def test_any_template_is_a_line_or_is_refused(template: str) -> None:
    """No exception but ours; and what a headline says is never taken for a template."""
    hostile = story("{id} {{ %s {headline.__class__}")
    try:
        line = LineFormat(template).of(hostile)
    except UsageError:
        return
    assert isinstance(line, str)


def test_every_field_works_for_a_story_without_anything() -> None:
    """Empty, not missing."""
    template = "|".join(f"{{{name}}}" for name in FIELDS)
    assert LineFormat(template).of(story("")).count("|") == len(FIELDS) - 1


def test_csv_has_a_row_for_each_article() -> None:
    """Quoted where need be; a story without articles has a row too."""
    rows = list(csv.DictReader(io.StringIO(csv_table([FERRY, story("Lone")]))))
    assert [(row["headline"], row["outlet"]) for row in rows] == [
        ("Ferry sails", "Gull Daily"),
        ("Ferry sails", "Isle, Observer"),
        ("Lone", ""),
    ]
    assert rows[0]["starred"] == "1"


@example("＝1+1")
@given(st.text(min_size=1))
def test_no_cell_is_a_formula(headline: str) -> None:
    """Whatever a headline begins with."""
    (_, row) = csv.reader(io.StringIO(csv_table([story(headline)]), newline=""))
    assert not row[1].startswith(tuple("=+-@＝＋－＠"))


class Tags(HTMLParser):
    """The tags, links and words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_a_page_has_the_coverage_and_the_text() -> None:
    """Headlines as links, outlets, and paragraphs."""
    page = Tags(web_page([FERRY._replace(briefings=story(text="One.\n\nTwo.").briefings)], "News"))
    assert page.links == ["https://gull.example/1", "https://isle.example/2"]
    for words in ("Ferry sails", "Isle, Observer", "One.", "Two."):
        assert words in page.words


@given(st.sampled_from(["<script>alert(1)</script>", '"><img src=x>', "</title>", "&lt;b>"]))
def test_a_page_runs_nothing(text: str) -> None:
    """What a file says is text; a link that must not be opened is none."""
    hostile = story(text, Article(text, text, "javascript:alert(1)"), text=text, tag=text)
    page = Tags(web_page([hostile], text))
    assert page.tags <= {
        *("html", "head", "meta", "title", "style", "body", "h1", "h2"),
        *("article", "p", "ul", "li", "cite", "br"),
    }
    assert page.links == []


def test_json_has_all_that_the_briefings_say() -> None:
    """In the form of `show --json`."""
    (found,) = json.loads(export_json([FERRY]))["stories"]
    assert found["outlets"] == ["Gull Daily", "Isle, Observer"]
    assert [one["title"] for one in found["briefings"]] == ["Ferry sails"]
