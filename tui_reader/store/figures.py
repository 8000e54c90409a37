"""What the index can count: stories, outlets and sources by the day, and each source's share."""

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tui_reader.store.schema import ours

DAY = 86_400
"""Seconds."""
MAX_OUTLETS = 20

_DAY = f"(stories.at - :first) / {DAY}"
_COUNTED = (
    "hidden = 0 AND (:numbers IS NULL OR stories.id IN (SELECT value FROM json_each(:numbers)))"
)


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
    stories: int
    read: int
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
    """Counts over the stories that are in views, or over some of them.

    Days are counted from `first`, and begin at the same time as that one.
    """

    def __init__(
        self,
        database: sqlite3.Connection,
        path: Path,
        first: int,
        numbers: Sequence[int] | None = None,
    ) -> None:
        self.database = database
        self.path = path
        self.values = {
            "first": first,
            "numbers": None if numbers is None else json.dumps([*numbers]),
        }

    def totals(self) -> tuple[int, int, int]:
        """(all, read, starred), whenever they were."""
        ((total, read, starred),) = self._ask(
            f"SELECT count(*), total(read), total(starred) FROM stories WHERE {_COUNTED}"
        )
        return total, int(read), int(starred)

    def days(self) -> list[DayFigures]:
        """The days that have stories, the first one first."""
        stories = dict(self._by_day("count(*)", "stories"))
        outlets = dict(self._by_day("count(DISTINCT value)", "stories, json_each(outlets)"))
        active = Counter(day for days in self._sources_by_day().values() for day in days)
        return [
            DayFigures(day, stories[day], outlets.get(day, 0), active[day])
            for day in sorted(stories)
        ]

    def sources(self) -> list[SourceFigures]:
        """Each source of the index, by name."""
        days = self._sources_by_day()
        rows = self._ask(
            "SELECT views.id, roots.path, roots.name, failing, count(stories.id),"
            " coalesce(sum(read), 0), max(stories.at), min(first_seen)"
            " FROM roots LEFT JOIN views"
            " ON kind = 'source' AND views.name = CAST(roots.id AS TEXT)"
            f" LEFT JOIN members ON view = views.id"
            f" LEFT JOIN stories ON stories.id = story AND {_COUNTED}"
            " GROUP BY roots.id ORDER BY roots.name"
        )
        return [SourceFigures._make((*row, days.get(view, {}))) for view, *row in rows]

    def outlets(self) -> list[OutletFigures]:
        """The outlets with most stories."""
        rows = self._ask(
            "SELECT value, count(*) AS often, sum(read) FROM stories, json_each(outlets)"
            f" WHERE {_COUNTED} AND at >= :first GROUP BY value"
            f" ORDER BY often DESC, value LIMIT {MAX_OUTLETS}"
        )
        return [OutletFigures(*row) for row in rows]

    def _sources_by_day(self) -> dict[int, dict[int, int]]:
        """How many stories each source had on which day, by the number of its view."""
        rows = self._ask(
            f"SELECT view, {_DAY}, count(*) FROM members JOIN stories ON stories.id = story"
            " WHERE view IN (SELECT id FROM views WHERE kind = 'source')"
            f" AND stories.at >= :first AND {_COUNTED} GROUP BY 1, 2"
        )
        found: dict[int, dict[int, int]] = {}
        for view, day, count in rows:
            found.setdefault(view, {})[day] = count
        return found

    def _by_day(self, what: str, table: str) -> list[tuple[int, int]]:
        return self._ask(
            f"SELECT {_DAY}, {what} FROM {table}"
            f" WHERE {_COUNTED} AND stories.at >= :first GROUP BY 1"
        )

    def _ask(self, statement: str) -> list[Any]:
        with ours(self.path):
            return self.database.execute(statement, self.values).fetchall()
