"""Stories that go on with those of the days before: each names the one that it follows."""

import sqlite3

MOST = 7
"""Links that are followed back: a week of days."""


def earlier_than(database: sqlite3.Connection, number: int) -> list[int]:
    """The stories that one goes on with, the youngest first."""
    found: list[int] = []
    while len(found) < MOST:
        row = database.execute(
            "SELECT before.id FROM stories JOIN stories AS before ON before.id = coalesce("
            " (SELECT id FROM stories AS founder WHERE founder.identity = stories.earlier),"
            " (SELECT story FROM parts WHERE parts.identity = stories.earlier))"
            " WHERE stories.id = ?",
            (found[-1] if found else number,),
        ).fetchone()
        if row is None or row[0] in (number, *found):  # two that have become one
            break
        found.append(int(row[0]))
    return found
