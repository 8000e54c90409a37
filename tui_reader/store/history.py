"""What can be undone and done again: plain data, in `marks.db`, so that it survives a crash."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from tui_reader.store.schema import ours, transaction

TABLE = """
    CREATE TABLE history (
        id INTEGER PRIMARY KEY,
        done TEXT NOT NULL,                    -- what was done, in words
        back TEXT NOT NULL,                    -- what undoing it brings back, in words
        undo TEXT NOT NULL,                    -- JSON: a step
        redo TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0
    )
    """

MOST = 100
"""Deeds that are remembered."""


class Step(NamedTuple):
    """Something to do: a name that somebody knows how to do, and what it is done with."""

    name: str
    arguments: dict[str, Any]
    """Plain values that JSON can hold."""


class Deed(NamedTuple):
    """Something the reader did."""

    number: int
    done: str
    back: str
    undo: Step
    redo: Step


class HistoryTable:
    """The deeds, the last of them first to be undone; what was undone can be done again."""

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self.database = database
        self.path = path

    @classmethod
    def in_memory(cls) -> "HistoryTable":
        """One that ends with the program: for who may not write."""
        database = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        database.execute(TABLE)
        return cls(database, Path(":memory:"))

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written meanwhile into the same file is written all or not at all."""
        with ours(self.path), transaction(self.database):
            yield

    def note(self, done: str, back: str, undo: Step, redo: Step) -> None:
        """Something was done; what had been undone before can't be done again any more."""
        row = (done, back, json.dumps(undo), json.dumps(redo))
        with ours(self.path), transaction(self.database):
            self.database.execute("DELETE FROM history WHERE undone = 1")
            cursor = self.database.execute(
                "INSERT INTO history (done, back, undo, redo) VALUES (?, ?, ?, ?)", row
            )
            self.database.execute(
                "DELETE FROM history WHERE id <= ?", ((cursor.lastrowid or 0) - MOST,)
            )

    def to_undo(self) -> Deed | None:
        """The last thing that was done and not undone."""
        return self._first("undone = 0 ORDER BY id DESC")

    def to_redo(self) -> Deed | None:
        """The last thing that was undone."""
        return self._first("undone = 1 ORDER BY id")

    def turn(self, number: int, *, undone: bool) -> None:
        """A deed was undone, or done again."""
        with ours(self.path), transaction(self.database):
            self.database.execute("UPDATE history SET undone = ? WHERE id = ?", (undone, number))

    def forget(self, number: int) -> None:
        """A deed can't be undone, or done again, any more."""
        with ours(self.path), transaction(self.database):
            self.database.execute("DELETE FROM history WHERE id = ?", (number,))

    def _first(self, which: str) -> Deed | None:
        with ours(self.path):
            row = self.database.execute(
                f"SELECT id, done, back, undo, redo FROM history WHERE {which} LIMIT 1"
            ).fetchone()
        if row is None:
            return None
        number, done, back, undo, redo = row
        return Deed(number, done, back, _step(undo), _step(redo))


def _step(text: str) -> Step:
    """What a row says; one that nobody can do where it makes no sense."""
    with suppress(ValueError):
        match json.loads(text):
            case [str(name), dict(arguments)]:
                return Step(name, arguments)
    return Step("", {})
