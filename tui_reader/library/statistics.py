"""What arrives, what is read, and which sources never are: figures of the last days."""

import datetime as dt
from collections.abc import Mapping
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from tui_reader.models import View
from tui_reader.store.feeds import Feeds, FeedState, feed_key
from tui_reader.store.figures import DAY, Figures, OutletFigures, SourceFigures

if TYPE_CHECKING:
    from tui_reader.library import Library

NEVER_STORIES = 10
NEVER_DAYS = 14
"""A source is never read if it brought so many stories in so many days, and none was read."""


class Day(NamedTuple):
    """The stories of one day where the reader is."""

    date: dt.date
    stories: int
    outlets: int
    sources: int
    """How many sources had a story on that day."""


class SourceUse(NamedTuple):
    """What one source brings, and what becomes of it."""

    name: str
    stories: int
    read: int
    days: tuple[int, ...]
    """How many stories it had on each of the last days."""
    newest: dt.datetime | None
    """The time of its youngest story."""
    worked: dt.datetime | None
    """When its feed was fetched well for the last time; None of a folder, or where unknown."""
    failing: str
    """Why its feed can't be refreshed, and since when; "" where it can."""
    is_never_read: bool

    @property
    def per_day(self) -> float:
        """Stories a day, over the last days."""
        return sum(self.days) / len(self.days)

    @property
    def share_read(self) -> float:
        """How much of what it has is read, from 0 to 1; 0 where it has nothing."""
        return self.read / self.stories if self.stories else 0.0


class Statistics(NamedTuple):
    """The figures of a library."""

    days: tuple[Day, ...]
    """The last of them is today."""
    stories: int
    read: int
    starred: int
    outlets: tuple[OutletFigures, ...]
    """Those with most stories in these days."""
    sources: tuple[SourceUse, ...]
    """Those that bring most first."""

    @property
    def never_read(self) -> tuple[str, ...]:
        """The names of the sources that were never read."""
        return tuple(one.name for one in self.sources if one.is_never_read)


def statistics(library: "Library", length: int, query: str) -> Statistics:
    """Count all stories, or those that answer a query; not for a thread that draws."""
    midnight = library.midnight()
    first = midnight - dt.timedelta(days=length - 1)
    numbers = library.numbers(View(kind="search", name=query)) if query else None
    views = library.views
    figures = Figures(views.database, views.path, int(first.timestamp()), numbers)
    figures_of = {one.day: one for one in figures.days()}
    total, read, starred = figures.totals()
    states = _states(library)
    sources = [
        _use(one, states.get(one.path), length, library.clock()) for one in figures.sources()
    ]
    return Statistics(
        days=tuple(
            Day((first + dt.timedelta(days=day)).date(), *figures_of.get(day, (day, 0, 0, 0))[1:])
            for day in range(length)
        ),
        stories=total,
        read=read,
        starred=starred,
        outlets=tuple(figures.outlets()),
        sources=tuple(sorted(sources, key=lambda one: (-sum(one.days), -one.stories, one.name))),
    )


def _states(library: "Library") -> dict[str, FeedState]:
    """What is known of the feeds, by the folders of their files."""
    feeds = [source for source in library.sources if source.url]
    if not feeds or not library.paths.feeds_file.exists():
        return {}
    with closing(Feeds(library.paths.feeds_file)) as known:
        states = known.get(feed_key(source.path) for source in feeds)
    return {str(source.path): states[feed_key(source.path)] for source in feeds}


def _use(
    figures: SourceFigures, state: FeedState | None, length: int, now: dt.datetime
) -> SourceUse:
    worked = state.checked if state and not state.failures else None
    old_enough = int(now.timestamp()) - NEVER_DAYS * DAY
    return SourceUse(
        name=figures.name,
        stories=figures.stories,
        read=figures.read,
        days=_each_day(figures.days, length),
        newest=_moment(figures.newest),
        worked=_moment(worked),
        failing=figures.failing,
        is_never_read=figures.stories >= NEVER_STORIES
        and not figures.read
        and figures.first_seen is not None
        and figures.first_seen <= old_enough,
    )


def _each_day(days: Mapping[int, int], length: int) -> tuple[int, ...]:
    return tuple(days.get(day, 0) for day in range(length))


def _moment(seconds: int | None) -> dt.datetime | None:
    return None if seconds is None else dt.datetime.fromtimestamp(seconds, dt.UTC)
