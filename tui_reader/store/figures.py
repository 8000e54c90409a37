"""What the index can count: stories, outlets and sources by the day, and each source's share."""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tui_reader.store.schema import ALL, ours

DAY = 86_400
"""Seconds."""
MAX_OUTLETS = 20


class DayFigures(NamedTuple):
    """What the stories of one day came to."""

    day: int
    """Counted from the first one that was asked for."""
    stories: int
    outlets: int
    sources: int
    """How many sources had a story on that day."""


class SourceFigures(NamedTuple):
    """What is known of one source."""

    path: str
    """As `sources.toml` has it: what a source is known by."""
    name: str
    failing: str
    total: int
    unread: int
    newest: int | None
    """The time of its youngest story; seconds since 1970, UTC."""
    first_seen: int | None
    """When the first story of those that it has was seen."""
    days: Mapping[int, int]
    """How many stories it had on which day."""


class OutletFigures(NamedTuple):
    """How many stories of the last days an outlet told, and how many of them were read."""

    name: str
    stories: int
    read: int


class Figures:
    """Counts over the stories since `first`; days begin where the first one does."""

    def __init__(self, database: sqlite3.Connection, path: Path, first: int) -> None:
        self.database = database
        self.path = path
        self.first = first

    def totals(self) -> tuple[int, int, int]:
        """(all, unread, starred) of the whole library."""
        with ours(self.path):
            total, unread = self.database.execute(
                "SELECT total, unread FROM views WHERE id = ?", (ALL,)
            ).fetchone()
            (starred,) = self.database.execute(
                "SELECT total FROM views WHERE kind = 'starred'"
            ).fetchone()
        return int(total), int(unread), int(starred)

    def days(self) -> list[DayFigures]:
        """The days that have stories, the first one first."""
        stories = dict(self._by_day("count(*)", "stories"))
        outlets = dict(self._by_day("count(DISTINCT value)", "stories, json_each(outlets)"))
        active = Counter(day for days in self.sources_by_day().values() for day in days)
        return [
            DayFigures(day, stories[day], outlets.get(day, 0), active[day])
            for day in sorted(stories)
        ]

    def sources_by_day(self) -> dict[int, dict[int, int]]:
        """How many stories each source had on which day, by the number of its view."""
        with ours(self.path):
            rows = self.database.execute(
                f"SELECT view, (at - :first) / {DAY} AS day, count(*) FROM members"
                " WHERE view IN (SELECT id FROM views WHERE kind = 'source') AND at >= :first"
                " GROUP BY view, day",
                {"first": self.first},
            ).fetchall()
        found: dict[int, dict[int, int]] = {}
        for view, day, count in rows:
            found.setdefault(view, {})[day] = count
        return found

    def sources(self) -> list[SourceFigures]:
        """Each source of the index, by name."""
        days = self.sources_by_day()
        with ours(self.path):
            rows = self.database.execute(
                "SELECT views.id, roots.path, roots.name, failing,"
                " coalesce(total, 0), coalesce(unread, 0),"
                " (SELECT max(at) FROM members WHERE view = views.id),"
                " (SELECT min(first_seen) FROM members JOIN stories ON stories.id = story"
                "  WHERE view = views.id AND views.unread = views.total)"
                " FROM roots LEFT JOIN views"
                " ON kind = 'source' AND views.name = CAST(roots.id AS TEXT) ORDER BY roots.name"
            ).fetchall()
        return [SourceFigures._make((*row, days.get(view, {}))) for view, *row in rows]

    def outlets(self) -> list[OutletFigures]:
        """The outlets with most stories."""
        with ours(self.path):
            rows: Sequence[tuple[str, int, int]] = self.database.execute(
                "SELECT value, count(*) AS often, sum(read) FROM stories, json_each(outlets)"
                " WHERE hidden = 0 AND at >= ? GROUP BY value ORDER BY often DESC, value LIMIT ?",
                (self.first, MAX_OUTLETS),
            ).fetchall()
        return [OutletFigures(*row) for row in rows]

    def _by_day(self, what: str, table: str) -> list[tuple[int, int]]:
        with ours(self.path):
            return self.database.execute(
                f"SELECT (at - :first) / {DAY} AS day, {what} FROM {table}"
                " WHERE hidden = 0 AND at >= :first GROUP BY day",
                {"first": self.first},
            ).fetchall()
