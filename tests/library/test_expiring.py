"""Letting go: of what is too old or too much, by the rule of its source; never of stars."""

import datetime as dt

import pytest

from tests.fetch.server import answer
from tests.library.shelf import ALL, Shelf, rows
from tests.library.station import Item, Station, rss
from tui_reader.config import Config
from tui_reader.library import Library


def week(station: Station, *names: str, days: int = 7) -> None:
    """Feeds that have a new story each day, refreshed each day; today is the last of them."""
    for number in range(days):
        if number:
            station.later(days=1)
        for name in names:
            stories = (Item(f"Day{nth}", hours=-24 * nth) for nth in range(number + 1))
            station.publish(name, *stories)
        station.refresh()


def left(station: Station, config: Config, *, dry_run: bool = False) -> list[str]:
    """What is there after letting go, the youngest first."""
    with Library.open(station.paths, config=config, clock=station.clock) as library:
        library.load()
        library.expire(dry_run=dry_run)
        return list(rows(library))


@pytest.mark.parametrize(
    ("config", "days"),
    [
        (Config(keep_days=3), 4),
        (Config(keep_count=2), 2),
        (Config(keep_days=5, keep_count=3), 3),
        (Config(keep_days=0), 7),
    ],
)
def test_what_is_too_old_or_too_much_goes(station: Station, config: Config, days: int) -> None:
    """With its files; a dry run only says so."""
    station.subscribe("isle")
    week(station, "isle")
    assert len(left(station, config, dry_run=True)) == 7
    assert left(station, config) == [f"Day{6 - number}" for number in range(days)]
    assert len(station.files()) == days
    assert left(station, config) == [f"Day{6 - number}" for number in range(days)]


def test_old_stories_of_a_new_feed_are_there(station: Station) -> None:
    """Days count from when a story came: a feed that seldom has news is not empty."""
    station.publish("isle", Item("Ancient", hours=24 * 800))
    station.subscribe("isle")
    station.refresh()
    assert left(station, Config(keep_days=3)) == ["Ancient"]


def test_the_rule_of_a_source_goes_before_that_of_all(station: Station) -> None:
    """In `sources.toml`."""
    station.subscribe("isle", keep_days=1)
    week(station, "isle")
    assert left(station, Config(keep_days=365)) == ["Day6", "Day5"]


def test_what_was_let_go_of_does_not_come_back(station: Station) -> None:
    """Although the feed still has it."""
    station.subscribe("isle", keep_count=2)
    week(station, "isle")
    for _ in range(3):
        refreshed = station.refresh()
        assert refreshed.new == 0
        assert station.headlines() == ["Day6", "Day5"]
        for path in station.paths.cache.glob("feeds.db*"):  # so that the feed is read again
            path.unlink()


def test_starred_stories_stay(station: Station) -> None:
    """For good, and with their files."""
    station.subscribe("isle")
    week(station, "isle")
    with station.library() as library:
        library.mark_starred([rows(library)["Day0"].number], starred=True)
    assert left(station, Config(keep_days=1)) == ["Day6", "Day5", "Day0"]
    assert len(station.files()) == 3


def test_a_story_in_two_sources_goes_when_the_last_lets_go(station: Station) -> None:
    """Until then it is what the other says."""
    station.subscribe("isle", keep_days=1)
    station.subscribe("vale", keep_days=3)
    week(station, "isle", "vale")
    assert station.headlines() == ["Day6", "Day5", "Day4", "Day3"]
    with station.library() as library:
        assert library.story(rows(library)["Day3"].number).sources == ("vale",)
        assert set(library.story(rows(library)["Day6"].number).sources) == {"isle", "vale"}


def test_folders_of_the_reader_keep_their_files(shelf: Shelf) -> None:
    """Only what has no file any more is let go of."""
    shelf.put("old", "Isle Observer", date="2020-01-01")
    gone = shelf.put("gone", "Isle Observer", date="2020-01-01")
    with shelf.loaded() as library:
        assert len(library.numbers(ALL)) == 2
        gone.unlink()
        shelf.later(days=400)
        library.load()
        assert len(library.numbers(ALL)) == 2
        assert [one.headline for one in library.expire()] == ["gone in Isle Observer"]
        assert list(rows(library)) == ["old"]
    assert (shelf.news / "old.md").exists()


def test_a_clock_that_runs_ahead_lets_go_of_nothing(station: Station) -> None:
    """Servers say what time it is."""
    station.publish("isle", "Ferry", "Lamp")
    station.subscribe("isle")
    station.refresh()
    station.slip = dt.timedelta(days=3650)
    station.publish("isle", "Tide")
    station.refresh()
    station.slip = dt.timedelta()
    assert sorted(station.headlines()) == ["Ferry", "Lamp", "Tide"]
    assert len(station.files()) == 3


def test_a_server_without_a_clock_lets_go_of_nothing(station: Station) -> None:
    """Until somebody asks for it."""
    body = rss("Ferry")
    station.server.pages["/isle"] = answer(body)
    station.subscribe("isle")
    station.refresh()
    station.later(days=400)
    station.refresh()
    assert station.headlines() == ["Ferry"]
    assert left(station, Config(keep_days=365)) == []


def test_what_can_not_be_deleted_stays_and_is_told(station: Station) -> None:
    """One line, and the others go."""
    station.subscribe("isle")
    week(station, "isle", days=3)
    newest, *_ = sorted(station.files(), key=lambda path: path.name)
    newest.unlink()
    newest.mkdir()
    with Library.open(station.paths, config=Config(keep_count=1), clock=station.clock) as library:
        gone = library.expire()
        assert len(gone) == 1
        assert "can't let go of this old story" in library.notices[-1]
