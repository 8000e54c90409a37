"""Saved views and muting on the command line."""

from pathlib import Path

import pytest

from tests.cli.desk import Desk


@pytest.fixture
def news(tui: Desk) -> Desk:
    """A library of three stories."""
    tui.put("ferry", "Post", "Wire", date="2026-01-08")
    tui.put("football", "Gazette", date="2026-01-07")
    tui.put("toll", "Post", date="2026-01-06")
    tui.add_library()
    return tui


def test_what_is_muted_is_listed_with_its_rule(news: Desk) -> None:
    """And nowhere else; unmuting brings it back."""
    said = news("mute", "outlet:post", "-is:starred", "--for", "7d")
    assert (said.code, said.out) == (0, "")
    assert said.err.startswith("Muted 2 stories until 20")
    assert news.ids().keys() == {"football"}
    assert news("count").out == "1\n"
    for argv in (["search", "is:muted"], ["list", "--view", "muted"]):
        stories = news(*argv, "--json").json["stories"]
        assert {one["muted"] for one in stories} == {"outlet:post -is:starred"}
        assert len(stories) == 2
    assert news("unmute", "outlet:post", "-is:starred").code == 0
    assert news.ids().keys() == {"ferry", "football", "toll"}
    assert news("mute", "--list").out == ""


def test_a_story_is_hidden_and_shown(news: Desk) -> None:
    """By its id; JSON says that it was done by hand."""
    toll = news.ids()["toll"]
    assert news("mark", "--hidden", toll).err == "Hid 1 story\n"
    assert news.ids().keys() == {"ferry", "football"}
    (story,) = news("list", "--view", "muted", "--json").json["stories"]
    assert (story["id"], story["muted"]) == (toll, "is:hidden")
    assert news("mark", "--shown", toll).code == 0
    assert news.ids().keys() == {"ferry", "football", "toll"}


def test_the_rules_are_listed(news: Desk) -> None:
    """With their number of stories; as JSON too."""
    news("mute", "football")
    news("mute", "tag:none", "--for", "1d")
    first, second = news("mute", "--list").out.splitlines()
    assert first == "football  [1 story]"
    assert second.startswith("tag:none  [0 stories, until 20")
    one, other = news("mute", "--list", "--json").json["mutes"]
    assert one == {"query": "football", "until": None, "stories": 1}
    assert (other["query"], other["stories"], len(other["until"])) == ("tag:none", 0, 10)


@pytest.mark.parametrize(
    ("argv", "code", "reason"),
    [
        (["mute"], 2, "say what is to be muted"),
        (["mute", "is:old"], 1, "no value of is:"),
        (["mute", "sort:newest"], 1, "would mute everything"),
        (["mute", "football", "--for", "ever"], 2, "is no time"),
        (["unmute", "football"], 1, "is not muted"),
        (["list", "--view", "Strait"], 1, "one of yours: Post"),
        (["list", "--view", "saved:Post"], 1, "no view 'saved:Post'"),
    ],
)
def test_what_can_not_be_meant_is_refused(
    news: Desk, argv: list[str], code: int, reason: str
) -> None:
    """And nothing is muted."""
    add_view(news)
    said = news(*argv)
    assert (said.code, said.out, reason in said.err) == (code, "", True)
    assert len(news.ids()) == 3


def test_a_view_of_the_reader_is_listed_by_its_name(news: Desk) -> None:
    """In its order; one that has nothing is empty, and no mistake."""
    add_view(news)
    for name in ("Post", "view:Post"):
        stories = news("list", "--view", name, "--json").json["stories"]
        assert [one["headline"].split()[0] for one in stories] == ["toll", "ferry"]
    assert news("export", "--view", "Post", "--format", "json").json["stories"]
    said = news("list", "--view", "Nobody")
    assert (said.code, said.out, said.err) == (0, "", "")


def add_view(news: Desk) -> None:
    """Write two views by hand."""
    path = news("paths", "--json").json["views"]
    with Path(path).open("w", encoding="utf-8") as file:
        file.write('[[view]]\nname = "Post"\nquery = "outlet:post sort:oldest"\n')
        file.write('[[view]]\nname = "Nobody"\nquery = "outlet:nobody"\n')
