"""JSON Feed: what may be missing, of another type, or nested."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.models import Briefing
from tui_reader.parse.feed import parse_feed

URL = "https://feed.example/feed.json"


def entry(**fields: Any) -> Briefing:
    """Return what a feed with one item of these fields becomes."""
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [fields]}
    (briefing,) = parse_feed(json.dumps(feed).encode(), url=URL).briefings
    return briefing


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ({"id": 7}, "guid", "7"),
        ({"id": 1.5}, "guid", "1.5"),
        ({"id": "/a"}, "guid", "/a"),
        ({"id": "https://x.example/a"}, "link", "https://x.example/a"),
        ({"url": "https://x.example/a", "external_url": "https://y.example/"}, "outlets", ("T",)),
        ({"external_url": "https://y.example/b"}, "link", "https://y.example/b"),
        ({"title": "A & B <i>c</i> &amp; d"}, "title", "A & B <i>c</i> &amp; d"),
        ({"content_text": "a <b>\n  c"}, "text", "  c"),
        ({"content_html": "<p>a</p>", "content_text": "b"}, "title", "a"),
        ({"summary": "s", "content_text": "a\nb"}, "summary", "s"),
        ({"summary": "only"}, "title", "only"),
        ({"authors": [{"name": "A"}, {}, 1], "author": {"name": "B"}}, "authors", ("A", "B")),
        ({"tags": ["a", 1, "A", "b"]}, "categories", ("a", "1", "b")),
        ({"banner_image": "/b.png"}, "image", "https://feed.example/b.png"),
        ({"title": "\ud800x\u0000\u001b"}, "title", "x"),
    ],
)
def test_fields(fields: dict[str, Any], name: str, value: object) -> None:
    """Each says what it says, and texts stand for themselves."""
    if fields.keys().isdisjoint({"title", "content_text", "content_html", "summary"}):
        fields["title"] = "t"
    assert getattr(entry(**fields), name) == value


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
_names = (
    *("id", "url", "external_url", "title", "content_html", "content_text", "summary", "image"),
    *(
        "banner_image",
        "date_published",
        "date_modified",
        "author",
        "authors",
        "tags",
        "attachments",
    ),
)


@given(
    st.dictionaries(st.sampled_from(_names), _values, max_size=6),
    st.dictionaries(st.sampled_from(["title", "home_page_url", "author", "authors"]), _values),
)
def test_wrong_types_are_missing_fields(item: dict[str, Any], about: dict[str, Any]) -> None:
    """Nothing raises, whatever stands where."""
    feed = {**about, "version": "https://jsonfeed.org/version/1", "items": [item, "x", None]}
    assert len(parse_feed(json.dumps(feed).encode(), url=URL).briefings) <= 1


@pytest.mark.parametrize(
    "text",
    [
        '{"items": [{"content_html": "x"}]}',
        '\ufeff\n {"version": "https://jsonfeed.org/version/1", "items": [{"title": "x"}]} x',
    ],
)
def test_what_is_a_json_feed(text: str) -> None:
    """It says so, or has texts; a mark before it and anything behind it do not matter."""
    assert len(parse_feed(text.encode(), url=URL, content_type="text/html").briefings) == 1
