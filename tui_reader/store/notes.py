"""Small things that a database remembers, each under a name; both databases have such a table."""

import sqlite3
from pathlib import Path

from tui_reader.store.schema import ours


def noted(database: sqlite3.Connection, path: Path, name: str) -> str | None:
    """A small thing that was remembered, or None."""
    with ours(path):
        row = database.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def note(database: sqlite3.Connection, name: str, value: str) -> None:
    """Remember a small thing; inside a transaction of the caller."""
    database.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))
