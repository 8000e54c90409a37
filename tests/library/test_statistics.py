"""What arrives, what is read, and which sources never are."""

import datetime as dt

from tests.library.shelf import ALL, UNREAD, Shelf
from tests.library.station import NOW, Station


def test_days_have_stories_outlets_and_sources(shelf: Shelf) -> None:
    """The last day is today; a day without stories is there, and empty."""
    shelf.put("ferry", "Isle Observer", "Gull Daily", date="2026-01-08")
    shelf.put("bell", "Isle Observer", date="2026-01-08")
    shelf.put("lamp", "Gull Daily", date="2026-01-06")
    shelf.put("storm", "Gull Daily", date="2025-01-06")
    with shelf.loaded() as library:
        figures = library.statistics(3)
    assert [tuple(day) for day in figures.days] == [
        (dt.date(2026, 1, 6), 1, 1, 1),
        (dt.date(2026, 1, 7), 0, 0, 0),
        (dt.date(2026, 1, 8), 2, 2, 1),
    ]
    assert figures.stories == 4
    assert [tuple(one) for one in figures.outlets] == [
        ("Gull Daily", 2, 0),
        ("Isle Observer", 2, 0),
    ]


def test_a_source_has_what_it_brings_and_what_is_read(shelf: Shelf) -> None:
    """Its stories a day, its days, the youngest story, and the share that was read."""
    for number in range(4):
        shelf.put(f"story{number}", "Isle Observer", date=f"2026-01-0{number + 5}")
    with shelf.loaded() as library:
        library.mark_read(library.numbers(UNREAD)[:1])
        library.mark_starred(library.numbers(ALL)[:2], starred=True)
        figures = library.statistics(2)
    (source,) = figures.sources
    assert (source.name, source.stories, source.read) == ("news", 4, 1)
    assert (source.days, source.per_day, source.share_read) == ((1, 1), 1.0, 0.25)
    assert source.newest == dt.datetime(2026, 1, 8, 12, tzinfo=dt.UTC)
    assert (figures.read, figures.starred) == (1, 2)


def test_what_was_never_read_is_named_after_a_while(shelf: Shelf) -> None:
    """Not in its first days, and not once one of its stories was read."""
    for number in range(10):
        shelf.put(f"story{number}", "Isle Observer")
    with shelf.loaded() as library:
        assert library.statistics().never_read == ()
        shelf.later(days=14)
        assert library.statistics().never_read == ("news",)
        library.mark_read(library.numbers(UNREAD)[:1])
        assert library.statistics().never_read == ()


def test_a_feed_says_when_it_worked(station: Station) -> None:
    """The time of the last good answer; of a failing one its reason instead."""
    station.publish("good", "Ferry")
    station.subscribe("good", "bad")
    with station.library() as library:
        library.refresh(by_hand=True)
        by_name = {one.name: one for one in library.statistics().sources}
    assert (by_name["good"].worked, by_name["good"].failing) == (NOW, "")
    assert by_name["bad"].worked is None
    assert "404" in by_name["bad"].failing


def test_an_empty_library_has_figures_too(shelf: Shelf) -> None:
    """All of them nothing."""
    with shelf.loaded() as library:
        figures = library.statistics(2)
    assert (figures.stories, figures.outlets, len(figures.days)) == (0, (), 2)
