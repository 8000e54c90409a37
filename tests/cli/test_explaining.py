"""`why`, and what `list` and `show` say of stories of several briefings."""

from tests.cli.desk import Desk

FERRY = "Ferry capsizes off Lamu island with ninety pilgrims aboard"
FERRY_TOO = "Ninety pilgrims aboard ferry that capsizes near Lamu island"


def fill(tui: Desk) -> None:
    """Two briefings about one event."""
    for hour, headline, outlet in ((8, FERRY, "Coast Post"), (9, FERRY_TOO, "Isle Observer")):
        host = outlet.replace(" ", "").lower()
        date = f"2026-01-08T{hour:02}:00:00Z"
        articles = [(headline, outlet, f"https://{host}.example/1")]
        tui.put(host, title=headline, articles=articles, date=date)
    tui.add_library()


def test_why(tui: Desk) -> None:
    """For people and for scripts: words, the nearest headline, the time between."""
    fill(tui)
    (story,) = tui("list", "--json").json["stories"]
    assert (story["briefings"], story["outlets"]) == (2, ["Coast Post", "Isle Observer"])
    (told,) = tui("why", story["id"], "--json").json["stories"]
    founder, other = told["reasons"]
    assert (founder["reason"], founder["title"], other["reason"]) == (None, FERRY, "words")
    assert (other["near"], other["seconds"]) == (FERRY, 3600)
    assert "lamu" in {word["word"].casefold() for word in other["words"]}
    said = tui("why", "ferry")
    assert "the story begins with it" in said.out
    assert f"as in “{FERRY}”" in said.out


def test_all_of_a_story_is_shown(tui: Desk) -> None:
    """By the id of any of its briefings."""
    fill(tui)
    (story,) = tui("list", "--json").json["stories"]
    (told,) = tui("why", story["id"], "--json").json["stories"]
    (shown,) = tui("show", told["reasons"][1]["id"], "--json").json["stories"]
    assert shown["id"] == story["id"]
    assert [briefing["title"] for briefing in shown["briefings"]] == [FERRY, FERRY_TOO]


def test_nothing_to_explain(tui: Desk) -> None:
    """An id that nothing has is an error with a way out."""
    fill(tui)
    said = tui("why", "0000000000")
    assert said.code == 1
    assert "no story has the id" in said.err
