"""The rows of sources in the index; the feeds among them with their address, and why they fail."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tui_reader.models import Source
from tui_reader.urls import without_user


class RootTable:
    """Writes the sources; always inside a transaction of the caller."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def set(self, sources: Sequence[Source]) -> list[int]:
        """Take in these sources; the numbers of those whose category is another than before."""
        categories = dict(self.database.execute("SELECT path, category FROM roots"))
        self.database.executemany(
            "INSERT INTO roots (path, name, url, category) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (path) DO UPDATE SET"
            " name = excluded.name, url = excluded.url, category = excluded.category"
            " WHERE (name, url, category) <> (excluded.name, excluded.url, excluded.category)",
            [(str(one.path), one.name, without_user(one.url), one.category) for one in sources],
        )
        moved = [
            str(one.path)
            for one in sources
            if categories.get(str(one.path), one.category) != one.category
        ]
        query = "SELECT id FROM roots WHERE path IN (SELECT value FROM json_each(?))"
        return [number for (number,) in self.database.execute(query, (json.dumps(moved),))]

    def others(self, sources: Sequence[Source]) -> list[int]:
        """The numbers of the sources that are not among these."""
        paths = [str(source.path) for source in sources]
        query = "SELECT id FROM roots WHERE path NOT IN (SELECT value FROM json_each(?))"
        return [number for (number,) in self.database.execute(query, (json.dumps(paths),))]

    def names(self) -> dict[str, str]:
        """The name of each source, by its path."""
        return dict(self.database.execute("SELECT path, name FROM roots").fetchall())

    def numbers(self) -> list[tuple[int, Path]]:
        """The number and the path of each source."""
        known = self.database.execute("SELECT path, id FROM roots").fetchall()
        return [(number, Path(path)) for path, number in known]

    def paths(self, numbers: Iterable[int]) -> dict[int, str]:
        """The paths of the sources that have these numbers."""
        query = "SELECT id, path FROM roots WHERE id IN (SELECT value FROM json_each(?))"
        return dict(self.database.execute(query, (json.dumps(list(numbers)),)).fetchall())

    def drop(self, numbers: Sequence[int]) -> None:
        """Forget sources."""
        self.database.executemany("DELETE FROM roots WHERE id = ?", [(one,) for one in numbers])

    def set_failing(self, reasons: Mapping[str, str]) -> None:
        """Say why feeds fail, by the path of their source; "" where they do not."""
        self.database.executemany(
            "UPDATE roots SET failing = :reason WHERE path = :path AND failing <> :reason",
            [{"path": path, "reason": reason} for path, reason in reasons.items()],
        )
