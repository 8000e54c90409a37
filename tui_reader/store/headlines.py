"""What articles were called before: kept when a briefing that is known is read again.

An outlet may change a headline forty times: the last of them are kept.
"""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Sequence

from tui_reader.models import Former

LATEST = 253_402_300_799
"""The last second that a calendar has."""
MOST = 20
"""Former headlines that are kept of one article."""


class HeadlineTable:
    """Former headlines by the link of their article; always inside a transaction of the caller."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def note(self, before: Iterable[str], after: str, now: dt.datetime) -> None:
        """Keep the headlines of earlier records of a briefing that its new one does not have."""
        told = _headlines(after)
        for record in before:
            for url, headline in _headlines(record).items():
                if url in told and told[url] != headline:
                    self._keep(url, headline, int(now.timestamp()))

    def _keep(self, url: str, headline: str, until: int) -> None:
        self.database.execute(
            "INSERT OR REPLACE INTO former VALUES (?, ?, ?)", (url, headline, until)
        )
        self.database.execute(
            "DELETE FROM former WHERE url = ?1 AND headline NOT IN"
            " (SELECT headline FROM former WHERE url = ?1 ORDER BY until DESC, headline LIMIT ?2)",
            (url, MOST),
        )

    def of(self, urls: Sequence[str]) -> tuple[Former, ...]:
        """What the articles with these links were called before, the oldest first."""
        rows = self.database.execute(
            "SELECT url, headline, until FROM former"
            " WHERE url IN (SELECT value FROM json_each(?)) AND until BETWEEN 0 AND ?"
            " ORDER BY until, url, headline",
            (json.dumps(urls), LATEST),
        )
        return tuple(
            Former(url, headline, dt.datetime.fromtimestamp(until, dt.UTC))
            for url, headline, until in rows
        )

    def forget(self, briefings: Sequence[int]) -> None:
        """Forget those of briefings that are about to go."""
        self.database.execute(
            "DELETE FROM former WHERE url IN (SELECT json_extract(value, '$.url')"
            " FROM briefings, json_each(content, '$.articles')"
            " WHERE content <> '' AND briefings.id IN (SELECT value FROM json_each(?)))",
            (json.dumps(briefings),),
        )


def _headlines(record: str) -> dict[str, str]:
    """The headline of each article of a record, by its link."""
    return {one["url"]: one["headline"] for one in json.loads(record)["articles"] if one["url"]}
