"""What the reader decided about stories: which briefings belong together, and which never do."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tui_reader.store.schema import ours, transaction

TABLE = """
    CREATE TABLE wishes (
        one TEXT NOT NULL,                     -- identities of two briefings, the smaller first
        other TEXT NOT NULL,
        apart INTEGER NOT NULL,                -- else together
        PRIMARY KEY (one, other)
    ) WITHOUT ROWID
    """


class Wish(NamedTuple):
    """Two briefings, and whether they must not be in one story, or have to be."""

    one: str
    other: str
    apart: bool


class WishTable:
    """The wishes, in `marks.db`: they are kept for good."""

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self.database = database
        self.path = path

    def all(self) -> list[Wish]:
        """Every wish."""
        with ours(self.path):
            rows = self.database.execute("SELECT one, other, apart FROM wishes").fetchall()
        return [Wish(one, other, bool(apart)) for one, other, apart in rows]

    def of(self, pairs: Iterable[tuple[str, str]]) -> list[Wish]:
        """The wishes that there are for some pairs."""
        with ours(self.path):
            rows = [
                row
                for pair in pairs
                for row in self.database.execute(
                    "SELECT one, other, apart FROM wishes WHERE one = ? AND other = ?",
                    sorted(pair),
                )
            ]
        return [Wish(one, other, bool(apart)) for one, other, apart in rows]

    def put(self, wishes: Iterable[Wish]) -> None:
        """Wish so, whatever was wished of the same two before."""
        rows = [(*sorted((wish.one, wish.other)), wish.apart) for wish in wishes]
        with ours(self.path), transaction(self.database):
            self.database.executemany("INSERT OR REPLACE INTO wishes VALUES (?, ?, ?)", rows)

    def drop(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Wish nothing of these any more."""
        rows = [sorted(pair) for pair in pairs]
        with ours(self.path), transaction(self.database):
            self.database.executemany("DELETE FROM wishes WHERE one = ? AND other = ?", rows)
