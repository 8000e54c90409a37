"""`marks.db`: what the reader did. Not to be lost.

    marks   a row for each briefing ever seen: when first, read, starred, with which outlets
    kept    the starred briefings themselves, so that they outlive their files and the index
    notes   small things the screen wants back at the next start
    history what can be undone: see `store.history`
    wishes  which briefings the reader has put into one story, or taken apart

Rows are keyed by `records.identity(key)`, never by path. `change` numbers every write in one
sequence: an index, and a second instance, ask for what came after the last they saw.
"""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from tui_reader.models import Mark
from tui_reader.records import names_text
from tui_reader.store import history, wishes
from tui_reader.store.mark_rows import mark_from
from tui_reader.store.notes import note, noted
from tui_reader.store.schema import check_pages, connect, ours, transaction

APPLICATION = 0x74756D6B  # "tumk"

MIGRATIONS = (
    """
    CREATE TABLE marks (
        key TEXT PRIMARY KEY,
        first_seen INTEGER NOT NULL,           -- seconds since 1970, UTC
        read INTEGER NOT NULL DEFAULT 0,
        starred INTEGER NOT NULL DEFAULT 0,
        outlets TEXT NOT NULL DEFAULT '[]',    -- JSON: those it had when it was read
        change INTEGER NOT NULL DEFAULT 0      -- 0: only seen
    ) WITHOUT ROWID;
    CREATE INDEX marks_by_change ON marks (change) WHERE change > 0;
    CREATE TABLE kept (key TEXT PRIMARY KEY, root TEXT NOT NULL, content TEXT NOT NULL);
    CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL)
    """,
    """
    ALTER TABLE marks ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';      -- JSON
    ALTER TABLE marks ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
    """
    + history.TABLE,
    wishes.TABLE,
)

_COLUMNS = "key, first_seen, read, starred, outlets, tags, hidden"
_NEWEST = "SELECT change FROM marks WHERE change > 0 ORDER BY change DESC LIMIT 1"


class Marks:
    """The database of marks; one instance writes, others may read at the same time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = connect(path, APPLICATION, MIGRATIONS)
        self.database.execute("PRAGMA synchronous = FULL")  # a mark that was shown survives all

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def check(self) -> None:
        """Read every page; StoreDamagedError if one is not sound."""
        check_pages(self.database, self.path)

    def seen(self, keys: Sequence[str], now: dt.datetime) -> None:
        """Note the first time that briefings were seen; earlier times stay."""
        rows = [(key, int(now.timestamp())) for key in keys]
        with ours(self.path), transaction(self.database):
            self.database.executemany(
                "INSERT OR IGNORE INTO marks (key, first_seen) VALUES (?, ?)", rows
            )

    def adopt(self, marks: Sequence[Mark]) -> None:
        """Take in marks that are not there yet; those that are stay as they are."""
        with ours(self.path), transaction(self.database):
            self.database.executemany(
                f"INSERT OR IGNORE INTO marks ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [_row(mark) for mark in marks],
            )

    def get(self, keys: Iterable[str]) -> dict[str, Mark]:
        """The marks that exist for these keys."""
        with ours(self.path):
            rows = self.database.execute(
                f"SELECT {_COLUMNS} FROM marks WHERE key IN (SELECT value FROM json_each(?))",
                (json.dumps(list(keys)),),
            )
            return {row[0]: mark_from(row) for row in rows}

    def put(self, marks: Sequence[Mark]) -> int:
        """Write marks; all of them share the change number that is returned."""
        with ours(self.path), transaction(self.database):
            change = self.last_change() + 1
            self.database.executemany(
                f"INSERT INTO marks ({_COLUMNS}, change) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET first_seen = excluded.first_seen,"
                " read = excluded.read,"
                " starred = excluded.starred, outlets = excluded.outlets, tags = excluded.tags,"
                " hidden = excluded.hidden, change = excluded.change",
                [(*_row(mark), change) for mark in marks],
            )
        return change

    def since(self, change: int) -> tuple[int, list[Mark]]:
        """The last change number, and the marks written after the one given.

        All of them if that number is still to come: this is a copy from before.
        """
        with ours(self.path):
            last = self.last_change()
            rows = self.database.execute(
                f"SELECT {_COLUMNS} FROM marks WHERE change > ? ORDER BY change",
                (change if change <= last else 0,),
            ).fetchall()
            return last, [mark_from(row) for row in rows]

    def last_change(self) -> int:
        """The number of the last write; 0 before the first."""
        row = self.database.execute(_NEWEST).fetchone()
        return int(row[0]) if row else 0

    def keep(self, key: str, root: str, content: str) -> None:
        """Keep a starred briefing itself."""
        with ours(self.path), transaction(self.database):
            self.database.execute(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", (key, root, content)
            )

    def drop(self, keys: Iterable[str]) -> None:
        """Keep briefings no longer."""
        with ours(self.path), transaction(self.database):
            self.database.executemany("DELETE FROM kept WHERE key = ?", [(key,) for key in keys])

    def kept(self, roots: Iterable[str]) -> list[tuple[str, str, str]]:
        """(key, root, content) of what is kept from these sources."""
        with ours(self.path):
            return self.database.execute(
                "SELECT key, root, content FROM kept"
                " WHERE root IN (SELECT value FROM json_each(?)) ORDER BY key",
                (json.dumps(list(roots)),),
            ).fetchall()

    def note(self, name: str, value: str) -> None:
        """Remember a small thing."""
        with ours(self.path), transaction(self.database):
            note(self.database, name, value)

    def noted(self, name: str) -> str | None:
        """A small thing that was remembered, or None."""
        return noted(self.database, self.path, name)


def last_change(path: Path) -> int:
    """The number of the last write, asked without opening the file to write; -1 where unknown."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            row = database.execute(_NEWEST).fetchone()
    except (sqlite3.Error, ValueError):
        return -1
    return int(row[0]) if row else 0


def _row(mark: Mark) -> tuple[str, int, bool, bool, str, str, bool]:
    outlets, tags = names_text(mark.outlets), names_text(mark.tags)
    seen = int(mark.first_seen.timestamp())
    return mark.key, seen, mark.read, mark.starred, outlets, tags, mark.hidden
