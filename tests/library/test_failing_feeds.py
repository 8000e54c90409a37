"""Feeds that fail: each costs a line, and nothing else; nobody is blamed for a missing network."""

from collections.abc import Callable

import pytest

from tests.fetch.server import answer, endless, feed, head, in_turn, raw, redirect, reset
from tests.library.shelf import PROBLEMS, rows, tally
from tests.library.station import Station, rss, statuses
from tui_reader.errors import FetchError
from tui_reader.sources import add_feed, load_sources

BAD: dict[str, tuple[Callable[..., None], str]] = {
    "missing": (answer(status=404), "404"),
    "broken": (answer(status=500), "500"),
    "page": (answer(b"<!doctype html><html><body>Hello</body></html>"), "web page"),
    "garbage": (answer(b"\x00\x01\x02garbage"), "binary data"),
    "nonsense": (raw(b"SSH-2.0-OpenSSH\r\n"), ""),
    "cut": (raw(head(200, content_length="900") + b"<rss>"), ""),
    "loop": (redirect("/loop"), "redirected"),
    "endless": (endless(head(200), b"x" * 65_536), "larger than"),
    "reset": (reset(head(200, content_length="900") + b"<rss>"), ""),
    "not modified": (answer(status=304), "304"),
}


def test_what_fails_costs_a_line_and_nothing_else(station: Station) -> None:
    """Each bad server has its reason; all others go on, and what was there stays."""
    station.publish("good", "Tide")
    names = [name.replace(" ", "-") for name in BAD]
    for name in names:
        station.publish(name, f"Old {name}")
    station.subscribe("good", *names)
    assert station.refresh().new == len(BAD) + 1
    for name, (behaviour, _) in zip(names, BAD.values(), strict=True):
        station.server.pages[f"/{name}"] = behaviour
    station.publish("good", "Tide", "Flood")
    refreshed = station.refresh()
    found = statuses(refreshed)
    assert found.pop("good") == "new"
    for name, (_, reason) in zip(names, BAD.values(), strict=True):
        assert reason in found[name], name
        assert "\n" not in found[name], name
        assert len(found[name]) < 200
    assert len(station.headlines()) == len(BAD) + 2
    with station.library() as library:
        problems = [library.problem(number) for number in library.numbers(PROBLEMS)]
        assert len(problems) == len(BAD)
        assert all("since 9 Jan 2026" in problem.reason for problem in problems)
        failing = {one.view.name: one.failing for one in library.counts() if one.failing}
        assert set(failing) == set(names)
        assert tally(library)["problems"] == (len(BAD), 0)


def test_a_feed_that_recovers_is_no_problem_any_more(station: Station) -> None:
    """As soon as it answers."""
    station.server.pages["/isle"] = in_turn(answer(status=503), feed(rss("Ferry")))
    station.subscribe("isle")
    assert len(station.refresh().failed) == 1
    refreshed = station.refresh()
    assert (len(refreshed.failed), refreshed.new) == (0, 1)
    with station.library() as library:
        assert list(library.numbers(PROBLEMS)) == []


def test_a_feed_that_is_gone_is_left_alone(station: Station) -> None:
    """It says so, and only asking for this one asks again."""
    station.publish("isle", "Ferry")
    station.subscribe("isle", "other")
    station.publish("other", "Lamp")
    station.refresh()
    station.server.pages["/isle"] = answer(status=410)
    assert "410" in statuses(station.refresh())["isle"] or station.refresh().failed
    station.requests()
    station.refresh()
    assert station.requests() == ["other"]
    station.refresh("isle")
    assert station.requests() == ["isle"]
    assert len(station.headlines()) == 2


def test_retry_after_is_kept_even_by_hand(station: Station) -> None:
    """A server that asks for an hour gets it."""
    station.server.pages["/isle"] = answer(status=429, retry_after="3600")
    station.subscribe("isle")
    station.refresh()
    station.requests()
    station.later(minutes=59)
    assert station.refresh().asked == 0
    station.later(minutes=2)
    station.refresh()
    assert station.requests() == ["isle"]


def test_a_feed_that_has_moved_for_good_has_a_new_address(station: Station) -> None:
    """With the comments of `sources.toml` and its own folder; for a while it keeps the old one."""
    station.publish("new", "Ferry")
    station.server.pages["/isle"] = redirect("/new", 301)
    station.server.pages["/away"] = redirect("/new", 302)
    station.subscribe("isle", "away")
    with station.paths.sources_file.open("a", encoding="utf-8") as file:
        file.write("# mine\n")
    station.refresh()
    paths = station.paths
    urls = {one.name: one.url for one in load_sources(paths.sources_file, paths.briefings)}
    assert urls == {"isle": station.server.url("/new"), "away": station.server.url("/away")}
    assert "# mine" in paths.sources_file.read_text(encoding="utf-8")
    station.requests()
    assert station.refresh("isle").new == 0
    assert station.requests() == ["new"]
    assert len(station.headlines()) == 1


def test_plain_http_is_believed_only_so_far(station: Station) -> None:
    """Anybody on the way may answer it: it may name its own host, or a safe address."""
    paths = station.paths
    add_feed(paths.sources_file, paths.briefings, "http://ann:pw@a.example/feed", "A")
    add_feed(paths.sources_file, paths.briefings, "https://b.example/feed", "B")
    with station.library() as library:
        one, other = library.sources
        follow = library.subscriptions.follow_redirects
        assert follow([(one, "http://evil.example/feed")]) == []
        assert follow([(one, "http://www.a.example/new")]) == [
            "A has moved for good, to http://www.a.example/new"
        ]
        library.reload_sources()
        one, other = library.sources
        assert len(follow([(one, "https://c.example/"), (other, "https://d.example/")])) == 2


@pytest.mark.parametrize("how", ["offline", "unresolved"])
def test_offline_is_said_once_and_blames_nobody(
    how: str, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No feed is failing because the reader sits in a train."""
    names = [f"feed{number}" for number in range(30)]
    for name in names:
        station.publish(name, f"Story {name}")
    station.subscribe(*names)
    station.refresh()
    asked = []

    async def no_network(_: object, url: str, *__: object) -> None:
        asked.append(url)
        raise FetchError("no network", **{how: True})

    with monkeypatch.context() as patch:
        patch.setattr("tui_reader.library.refreshing.fetch", no_network)
        refreshed = station.refresh()
    assert refreshed.offline
    assert refreshed.failed == ()
    assert len(asked) <= 30
    with station.library() as library:
        assert list(library.numbers(PROBLEMS)) == []
        assert tally(library)["all"][0] == 30
    assert station.refresh().asked == 30


def test_an_empty_answer_is_a_problem(station: Station) -> None:
    """The feed that was there before stays, and is asked for in full the next time."""
    station.publish("isle", "Ferry", etag='"1"')
    station.subscribe("isle")
    station.refresh()
    station.server.pages["/isle"] = answer()
    assert "empty" in statuses(station.refresh())["isle"]
    assert station.headlines() == ["Ferry"]
    station.publish("isle", "Ferry", "Tide", etag='"1"')
    assert station.refresh().new == 1


def test_a_feed_that_was_looked_at_is_not_known_to_the_library(station: Station) -> None:
    """What the look has seen, the library has still to fetch."""
    station.publish("isle", "Ferry", etag='"1"')
    station.subscribe("isle")
    station.refresh()
    station.publish("isle", "Ferry", "Tide", etag='"2"')
    with station.library(station.server.url("/isle")) as looked_at:
        looked_at.refresh(by_hand=True)
        assert set(rows(looked_at)) == {"Ferry", "Tide"}
    assert station.refresh().new == 1
