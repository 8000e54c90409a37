"""`--json`: one documented form that scripts may rely on, to the last key."""

import datetime as dt
from typing import Any

import pytest

from tests.cli.desk import Desk

STR, INT, BOOL = str, int, bool
TEXT_OR_NULL = (str, type(None))
Form = dict[str, Any]
"""Key → type, tuple of types, or a list of one form."""

ARTICLE: Form = {
    "headline": STR, "outlet": STR, "url": STR, "openable": BOOL, "published": TEXT_OR_NULL,
}  # fmt: skip
BRIEFING: Form = {
    "key": STR, "title": STR, "date": TEXT_OR_NULL, "published": TEXT_OR_NULL, "summary": STR,
    "text": STR, "link": STR, "source": STR, "slug": STR, "categories": [STR], "tags": [STR],
    "draft": BOOL, "image": STR, "outlets": [STR], "articles": [ARTICLE],
}  # fmt: skip
PROBLEM: Form = {"path": STR, "reason": STR}
SHOWN: Form = {
    "target": STR, "status": STR, "problem": TEXT_OR_NULL,
    "briefings": [BRIEFING], "problems": [PROBLEM],
}  # fmt: skip
STORY: Form = {
    "id": STR, "headline": STR, "outlets": [STR], "articles": INT, "briefings": INT,
    "published": TEXT_OR_NULL, "first_seen": STR, "updated": TEXT_OR_NULL, "read": BOOL,
    "starred": BOOL, "muted": TEXT_OR_NULL, "tags": [STR], "sources": [STR], "url": STR,
}  # fmt: skip
FIGURES: Form = {
    "stories": INT, "read": INT, "starred": INT,
    "days": [{"date": STR, "stories": INT, "outlets": INT, "sources": INT}],
    "outlets": [{"name": STR, "stories": INT, "read": INT}],
    "sources": [{
        "name": STR, "stories": INT, "read": INT, "per_day": float, "newest": TEXT_OR_NULL,
        "fetched": TEXT_OR_NULL, "failing": TEXT_OR_NULL, "never_read": BOOL,
    }],
}  # fmt: skip


def check(value: Any, form: Any) -> None:
    """A value has exactly this form."""
    if isinstance(form, dict):
        assert set(value) == set(form)
        for key, inner in form.items():
            check(value[key], inner)
    elif isinstance(form, list):
        assert isinstance(value, list)
        for item in value:
            check(item, form[0])
    else:
        types = form if isinstance(form, tuple) else (form,)
        assert type(value) in types


@pytest.fixture
def news(tui: Desk) -> Desk:
    """Three briefings, of which one has a time, and a file that is none."""
    tui.put("ferry", "Isle", "Dune", date="2026-01-08T10:00:00+01:00", tags=("sea", "boats"))
    tui.put("bell", "Reef", date="2026-01-07")
    tui.put(
        "empty",
        title="empty",
        body="",
        date="2026-01-08",
        link="javascript:alert(1)",
        tags=(),
        categories=(),
    )
    (tui.news / "broken.md").write_text('---\ntitle: "\n---\n', encoding="utf-8")
    return tui


def test_a_file_is_shown_in_the_documented_form(news: Desk) -> None:
    """With all that it says."""
    value = news("show", "--json", news.news / "ferry.md").json
    check(value, SHOWN)
    assert (value["target"], value["status"]) == (str(news.news / "ferry.md"), "loaded")
    assert (value["problem"], value["problems"]) == (None, [])
    (one,) = value["briefings"]
    assert one["title"] == "ferry in Isle"
    assert (one["date"], one["published"]) == ("2026-01-08", "2026-01-08T09:00:00+00:00")
    assert (one["tags"], one["outlets"]) == (["sea", "boats"], ["Isle", "Dune"])
    assert [article["openable"] for article in one["articles"]] == [True, True]


def test_a_folder_is_shown_with_its_problems(news: Desk) -> None:
    """It is loaded although one of its files is not."""
    value = news("show", "--json", news.news).json
    check(value, SHOWN)
    assert value["status"] == "loaded"
    assert len(value["briefings"]) == 3
    (problem,) = value["problems"]
    assert problem["path"] == str(news.news / "broken.md")
    assert "line" in problem["reason"]


def test_what_can_not_be_used_is_a_value_and_no_failure(news: Desk) -> None:
    """A problem and what is not ours are told apart; neither is an error."""
    (news.news / "photo.jpg").touch()
    (news.news / "bare").mkdir()
    problem = news("show", "--json", news.news / "broken.md").json
    assert problem["status"] == "problem"
    assert problem["problem"] == problem["problems"][0]["reason"]
    ignored = news("show", "--json", news.news / "photo.jpg").json
    assert ignored["status"] == "ignored"
    assert ignored["problem"].startswith("not a briefing file: its name ends in none of .html")
    bare = news("show", "--json", news.news / "bare").json
    assert (bare["status"], bare["problem"]) == ("ignored", "no briefing files in this folder")
    for value in (problem, ignored, bare):
        check(value, SHOWN)


def test_openable_says_what_open_would_do(tui: Desk) -> None:
    """Addresses that are none of the web are shown, and never opened."""
    links = [("a", "Isle", "https://isle.example/a"), ("b", "Dune", "http://user@dune.example/")]
    body = "".join(f'<li><a href="{url}">{a}</a> <font>{b}</font></li>' for a, b, url in links)
    tui.put("x", "Isle", body=f"<ol>{body}</ol>")
    (one,) = tui("show", "--json", tui.news).json["briefings"]
    assert [article["openable"] for article in one["articles"]] == [True, False]


def test_stories_are_listed_in_the_documented_form(news: Desk) -> None:
    """In the order of the screen, and as they are marked."""
    value = news("list", "--json", news.news).json
    assert set(value) == {"stories"}
    check(value["stories"], [STORY])
    ferry = next(one for one in value["stories"] if one["headline"] == "ferry in Isle")
    assert (ferry["articles"], ferry["briefings"], ferry["sources"]) == (2, 1, ["news"])
    assert ferry["published"] == "2026-01-08T09:00:00+00:00"
    assert dt.datetime.fromisoformat(ferry["first_seen"]).tzinfo is not None
    assert (ferry["url"], ferry["updated"]) == ("https://isle.example/ferry", None)
    assert [one["headline"].split()[0] for one in value["stories"]] == ["ferry", "empty", "bell"]


def test_a_story_is_shown_with_its_briefings(news: Desk) -> None:
    """By its id, or the beginning of it."""
    news.add_library()
    story = news.ids()["ferry"]
    for name in (story, story[:10]):
        (value,) = news("show", "--json", name).json["stories"]
        check(value, {**STORY, "briefings": [BRIEFING]})
        assert value["id"] == story


def test_problems_and_paths_are_values_too(news: Desk) -> None:
    """The one as `show` has it, the other by name."""
    value = news("problems", "--json", news.news).json
    check(value, {"problems": [PROBLEM]})
    assert len(value["problems"]) == 1
    paths = dict.fromkeys(("config", "sources", "views", "briefings", "marks", "index"), STR)
    check(news("paths", "--json").json, paths)


def test_outlets_have_one_form(tui: Desk) -> None:
    """Those of the last days, or all; people get the same as a table."""
    tui.put("ferry", "Post", "Wire", date="2026-01-08")
    tui.put("toll", "Post", date="2026-01-06")
    tui.add_library()
    assert tui("outlets", "--json").json == {"outlets": []}
    post, wire = tui("outlets", "--json", "--days", 0).json["outlets"]
    assert {name: post.pop(name) for name in ("name", "stories", "alone")} == {
        "name": "Post",
        "stories": 2,
        "alone": 1,
    }
    assert post.pop("overlaps") == [{"name": "Wire", "stories": 1}]
    assert post == {
        **dict.fromkeys(("read", "first", "contested"), 0),
        **dict.fromkeys(("preferred", "muted"), False),
        "names": [],
    }
    assert (wire["name"], wire["alone"]) == ("Wire", 0)
    heading, *lines = tui("outlets", "--days", 0).out.splitlines()
    assert heading.split() == ["Outlets", "stories", "read", "first", "alone"]
    assert [line.split() for line in lines] == [
        ["Post", "2", "█" * 20, "0%", "–", "1"],
        ["Wire", "1", "█" * 10, "0%", "–", "0"],
    ]


def test_statistics_have_one_form(news: Desk) -> None:
    """As documented, with as many days as were asked for."""
    news.add_library()
    figures = news("stats", "--json", "--days", 3).json
    check(figures, FIGURES)
    assert len(figures["days"]) == 3
    assert [(one["name"], one["stories"]) for one in figures["sources"]] == [("news", 3)]
