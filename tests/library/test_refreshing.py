"""Refreshing: what is due is fetched, what is new is taken in, and nothing is ever lost."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fetch.server import answer, feed
from tests.library.shelf import ALL, rows, tally
from tests.library.station import Item, Station, rss, statuses
from tui_reader.errors import ReaderError
from tui_reader.library.refreshing import RefreshProgress
from tui_reader.lock import Lock


def test_a_feed_becomes_files_and_stories(station: Station) -> None:
    """Each entry a file and a row, in the order of time; the feed is the outlet."""
    station.publish("isle", Item("Ferry", hours=2), Item("Lamp", hours=1))
    station.subscribe("isle")
    refreshed = station.refresh()
    assert (refreshed.asked, refreshed.new, refreshed.fresh) == (1, 2, 1)
    assert statuses(refreshed) == {"isle": "new"}
    assert station.headlines() == ["Lamp", "Ferry"]
    assert len(station.files()) == 2
    with station.library() as library:
        story = library.story(rows(library)["Ferry"].number)
        assert story.outlets == ("isle",)
        assert story.url == "https://isle.example/ferry"
        assert story.sources == ("isle",)


def test_the_index_may_be_lost(station: Station) -> None:
    """Everything on the screen came from a file, and does so again."""
    bold = Item("AT&T <b>bold</b> - isle", hours=1, text="5 < 6 &amp; so on")
    station.publish("isle", "Ferry", bold)
    station.subscribe("isle")
    station.refresh()
    with station.library() as library:
        before = [library.story(row.number) for row in rows(library).values()]
    station.paths.index_file().unlink()
    with station.library() as library:
        after = [library.story(row.number) for row in rows(library).values()]
    assert [story._replace(number=0) for story in after] == [
        story._replace(number=0) for story in before
    ]


def test_an_unchanged_feed_is_not_parsed(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither after a 304, nor where the same body comes again."""
    station.publish("tagged", "Ferry", etag='"1"')
    station.publish("plain", "Lamp")
    station.subscribe("tagged", "plain")
    station.refresh()
    monkeypatch.setattr("tui_reader.workers.feeds.FeedReaders.read", None)
    refreshed = station.refresh()
    assert statuses(refreshed) == {"tagged": "unchanged", "plain": "unchanged"}
    assert refreshed.new == 0
    assert len(station.headlines()) == 2


def test_entries_that_come_later_are_new_and_the_others_stay(station: Station) -> None:
    """What the reader did stays too, also with what the feed no longer has."""
    station.publish("isle", "Ferry", "Lamp")
    station.subscribe("isle")
    station.refresh()
    with station.library() as library:
        library.mark_read([rows(library)["Ferry"].number])
        library.mark_starred([rows(library)["Lamp"].number], starred=True)
    station.publish("isle", "Tide", "Ferry")
    assert station.refresh().new == 1
    with station.library() as library:
        found = {name: (row.read, row.starred) for name, row in rows(library).items()}
    assert found == {"Tide": (False, False), "Ferry": (True, False), "Lamp": (False, True)}


def test_a_changed_entry_is_the_same_story(station: Station) -> None:
    """Another title and another link, but its guid: read stays read."""
    station.publish("isle", Item("Ferry", guid="tag:1"))
    station.subscribe("isle")
    station.refresh()
    with station.library() as library:
        library.mark_read(library.numbers(ALL))
    station.publish("isle", Item("Ferry late", link="https://isle.example/new", guid="tag:1"))
    refreshed = station.refresh()
    assert (refreshed.new, refreshed.fresh) == (0, 1)
    with station.library() as library:
        (row,) = rows(library).values()
        assert (row.headline, row.read) == ("Ferry late", True)


def test_the_same_story_in_two_feeds_is_one_row(station: Station) -> None:
    """With both sources, and one mark."""
    station.publish("world", "Ferry")
    station.publish("local", "Ferry")
    station.subscribe("world", "local")
    assert station.refresh().new == 1
    with station.library() as library:
        (row,) = rows(library).values()
        assert set(library.story(row.number).sources) == {"world", "local"}


def test_intervals_are_kept_unless_the_reader_asks(station: Station) -> None:
    """The reader's own, the feed's `ttl`, the server's `Cache-Control`."""
    station.publish("isle", "Ferry")
    station.publish("slow", "Lamp", more="<ttl>180</ttl>")
    body = rss("Tide")
    station.server.pages["/cached"] = answer(body, cache_control="max-age=7200")
    station.subscribe("isle", "slow", "cached")
    asked = []
    for _ in range(4):
        station.refresh(by_hand=False)
        asked.append(sorted(station.requests()))
        station.later(minutes=61)
    assert asked == [
        ["cached", "isle", "slow"],
        ["isle"],
        ["cached", "isle"],
        ["isle", "slow"],
    ]
    station.later(minutes=-60)
    station.refresh()
    assert sorted(station.requests()) == ["cached", "isle", "slow"]


def test_who_forbids_the_network_asks_nobody(station: Station) -> None:
    """Not one request."""
    station.publish("isle", "Ferry")
    station.subscribe("isle")
    with station.library() as library:
        library.offline = True
        assert library.refresh(by_hand=True).offline
    assert station.requests() == []


def test_a_refresh_can_be_stopped(station: Station) -> None:
    """What came so far is kept; the rest is asked the next time."""
    for number in range(40):
        station.publish(f"feed{number}", f"Story {number}")
    station.subscribe(*(f"feed{number}" for number in range(40)))
    stop = threading.Event()
    seen: list[RefreshProgress] = []

    def told(progress: RefreshProgress) -> None:
        seen.append(progress)
        if progress.done == 10:
            stop.set()

    with station.library() as library:
        refreshed = library.refresh(by_hand=True, told=told, stop=stop)
        assert refreshed.stopped
        so_far = tally(library)["all"][0]
        assert 10 <= so_far == refreshed.new
    assert seen[0] == RefreshProgress(done=0, total=40)
    assert any(progress.hosts == ("127.0.0.1",) for progress in seen)
    assert station.refresh(by_hand=False).asked == 40 - len(refreshed.results)
    assert len(station.headlines()) == 40


def test_at_most_two_requests_at_a_time_go_to_a_host(station: Station) -> None:
    """However many of its feeds are wanted."""

    def slow(name: str) -> Callable[..., None]:
        body = feed(rss(f"Story {name}"))

        def behave(exchange: object) -> None:
            exchange.wait(0.02)  # type: ignore[attr-defined]
            body(exchange)  # type: ignore[arg-type]

        return behave

    for number in range(12):
        station.server.pages[f"/feed{number}"] = slow(str(number))
    station.subscribe(*(f"feed{number}" for number in range(12)))
    assert station.refresh().new == 12
    assert station.server.at_once == 2


def test_one_refresh_at_a_time(station: Station) -> None:
    """Whoever asks for it."""
    station.publish("isle", "Ferry")
    station.subscribe("isle")
    with station.library() as library:
        lock = Lock(station.paths.cache / "refresh.lock")
        assert lock.take()
        with pytest.raises(ReaderError, match="is refreshing the feeds"):
            library.refresh(by_hand=True)
        lock.release()
        assert library.refresh(by_hand=True).new == 1


def test_who_only_follows_refreshes_too(station: Station) -> None:
    """It writes the files, and who has the library open takes them in."""
    station.publish("isle", "Ferry")
    station.subscribe("isle")
    with station.library() as first, station.library() as second:
        assert second.refresh(by_hand=True).results[0].status == "new"
        assert rows(first) == {}
        assert first.load().new == 1
        assert list(rows(first)) == ["Ferry"]


def test_a_source_that_is_removed_meanwhile_brings_nothing(station: Station) -> None:
    """Nor does it come back under the name of the one that was added in its place."""
    station.publish("old", "Ferry")
    station.publish("new", "Lamp")
    station.subscribe("old")

    def change(progress: RefreshProgress) -> None:
        if progress.done == 0 and progress.hosts:
            station.paths.sources_file.unlink()
            station.subscribe("new")
            library.reload_sources()
            library.begin().index.set_roots(())
            library.begin().index.set_roots(library.sources)

    with station.library() as library:
        library.refresh(by_hand=True, told=change)
        assert rows(library) == {}
        library.refresh(by_hand=True)
        assert list(rows(library)) == ["Lamp"]


def test_a_folder_of_files_that_was_deleted_is_fetched_again(station: Station) -> None:
    """In spite of the server's 304."""
    station.publish("isle", "Ferry", etag='"1"')
    station.subscribe("isle")
    station.refresh()
    (file,) = station.files()
    file.unlink()
    file.with_name(".guids.json").unlink(missing_ok=True)
    file.parent.rmdir()
    station.refresh()
    assert len(station.files()) == 1


def test_what_is_known_of_feeds_may_be_lost(station: Station) -> None:
    """They are asked anew; no story comes twice."""
    station.publish("isle", "Ferry", etag='"1"')
    station.subscribe("isle")
    station.refresh()
    for path in station.paths.cache.glob("feeds.db*"):
        path.unlink()
    refreshed = station.refresh()
    assert (refreshed.new, statuses(refreshed)) == (0, {"isle": "unchanged"})


def test_a_database_that_can_not_be_written_ends_the_refresh(station: Station) -> None:
    """With a word, and without a traceback."""
    station.publish("isle", "Ferry")
    station.subscribe("isle")
    with station.library() as library:
        index = library.begin().index
        other = sqlite3.connect(index.path, timeout=0)
        index.database.execute("PRAGMA busy_timeout = 50")
        other.execute("BEGIN IMMEDIATE")
        try:
            with pytest.raises(ReaderError, match="locked"):
                library.refresh(by_hand=True)
        finally:
            other.rollback()
            other.close()
        assert library.refresh(by_hand=True).new == 1


def test_no_password_lands_in_files_or_databases(station: Station, tmp_path: Path) -> None:
    """It stands in `sources.toml`, and nowhere else."""
    station.publish("isle", "Ferry")
    url = station.server.url("/isle", user="mara:tidewater")
    station.paths.sources_file.write_text(
        f'[[feed]]\nurl = "{url}"\nname = "isle"\n', encoding="utf-8"
    )
    assert station.refresh().new == 1
    assert station.server.asked[0].headers["authorization"].startswith("Basic ")
    for path in tmp_path.rglob("*"):
        if path.is_file() and path != station.paths.sources_file:
            assert b"tidewater" not in path.read_bytes(), path
