"""What the reader decided about stories.

wishes  which briefings belong together, and which never do
cuts    which articles do not belong to their briefing
"""

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
    ) WITHOUT ROWID;
    CREATE TABLE cuts (
        identity TEXT NOT NULL,                -- of the briefing
        article TEXT NOT NULL,                 -- see `library.cutting.article_key`
        PRIMARY KEY (identity, article)
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

    def cuts(self) -> dict[str, set[str]]:
        """The keys of the articles that were taken out, by the identity of their briefing."""
        found: dict[str, set[str]] = {}
        with ours(self.path):
            for identity, article in self.database.execute("SELECT identity, article FROM cuts"):
                found.setdefault(identity, set()).add(article)
        return found

    def cut(self, identity: str, article: str) -> None:
        """An article does not belong to a briefing."""
        with ours(self.path), transaction(self.database):
            self.database.execute("INSERT OR IGNORE INTO cuts VALUES (?, ?)", (identity, article))

    def mend(self, identity: str, article: str) -> None:
        """It does again."""
        with ours(self.path), transaction(self.database):
            self.database.execute(
                "DELETE FROM cuts WHERE identity = ? AND article = ?", (identity, article)
            )
