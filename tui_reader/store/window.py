"""The tables behind `library.window`: what clustering knows of the last days, as plain values."""

import json
import sqlite3
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tui_reader.errors import StoreDamagedError
from tui_reader.store.notes import note

STATE = "window"
"""A note in the index: the clock of the window, and its numbers."""


class Word(NamedTuple):
    """In which stories a word is."""

    word: str
    stories: frozenset[int]
    before: int
    """In how many it was at the beginning of `day`."""
    day: int
    """Since 1970; -1 for none."""


class State(NamedTuple):
    """What a window is besides its stories."""

    clock: int = 0
    total: int = 0
    size: int = 0
    """Stories that are in it now."""
    numbers: int = 0
    """The last number that was given to a story."""


class WindowTable:
    """Reads and writes the window; always inside a transaction of the caller."""

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self.database = database
        self.path = path

    def state(self) -> State:
        """What was noted last; of an empty window at first."""
        row = self.database.execute("SELECT value FROM notes WHERE name = ?", (STATE,)).fetchone()
        return State(*json.loads(row[0])) if row else State()

    def word(self, word: str) -> Word | None:
        """What is known of a word."""
        row = self.database.execute(
            "SELECT stories, before, day FROM window_words WHERE word = ?", (word,)
        ).fetchone()
        return Word(word, frozenset(array("I", row[0])), row[1], row[2]) if row else None

    def story(self, number: int) -> str | None:
        """A story as it was put."""
        return self._one("SELECT plain FROM window_stories WHERE number = ?", number)

    def item(self, identity: str) -> tuple[int, tuple[int, ...]] | None:
        """The story of a briefing, and the marks of its headlines."""
        row = self.database.execute(
            "SELECT story, texts FROM window_items WHERE identity = ?", (identity,)
        ).fetchone()
        try:
            return (row[0], tuple(json.loads(row[1]))) if row else None
        except ValueError as error:
            raise StoreDamagedError(self.path, "the window makes no sense") from error

    def link(self, link: str) -> int | None:
        """The story that has a link."""
        found = self._one("SELECT story FROM window_links WHERE link = ?", link)
        return None if found is None else int(found)

    def ended(self, before: int) -> list[int]:
        """The stories whose last article is older than that."""
        rows = self.database.execute(
            "SELECT number FROM window_stories WHERE last < ? ORDER BY last, number", (before,)
        )
        return [number for (number,) in rows]

    def write(
        self,
        state: State,
        words: Iterable[Word],
        stories: Iterable[tuple[int, int, str]],
        items: Iterable[tuple[str, int, tuple[int, ...]]],
        links: Iterable[tuple[str, int]],
    ) -> None:
        """Write what has changed: (number, last, text), (briefing, story, marks), (link, story)."""
        note(self.database, STATE, json.dumps(state))
        self.database.executemany(
            "INSERT OR REPLACE INTO window_words VALUES (?, ?, ?, ?)",
            [(one.word, _packed(one.stories), one.before, one.day) for one in words],
        )
        self.database.executemany("INSERT OR REPLACE INTO window_stories VALUES (?, ?, ?)", stories)
        self.database.executemany(
            "INSERT OR REPLACE INTO window_items VALUES (?, ?, ?)",
            [(identity, story, json.dumps(texts)) for identity, story, texts in items],
        )
        self.database.executemany("INSERT OR REPLACE INTO window_links VALUES (?, ?)", links)

    def forget(self, stories: Iterable[int], items: Iterable[str], links: Iterable[str]) -> None:
        """These are not in the window any more."""
        for table, column, values in (
            ("window_stories", "number", stories),
            ("window_items", "identity", items),
            ("window_links", "link", links),
        ):
            self.database.executemany(
                f"DELETE FROM {table} WHERE {column} = ?", [(value,) for value in values]
            )

    def forget_words(self, day: int) -> None:
        """Words that are in no story any more tell nothing on a later day than their own."""
        self.database.execute("DELETE FROM window_words WHERE stories = x'' AND day < ?", (day,))

    def clear(self) -> None:
        """Forget everything."""
        for table in ("words", "stories", "items", "links"):
            self.database.execute(f"DELETE FROM window_{table}")
        note(self.database, STATE, json.dumps(State()))

    def _one(self, statement: str, value: object) -> str | None:
        row = self.database.execute(statement, (value,)).fetchone()
        return row[0] if row else None


def _packed(numbers: frozenset[int]) -> bytes:
    """Numbers of stories, four bytes each."""
    return array("I", sorted(numbers)).tobytes()
