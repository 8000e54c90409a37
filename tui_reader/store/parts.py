"""Stories that several briefings make: which ones, each with its own mark and why it is there.

A story of one briefing has no rows here: what the reader did with it stands in `stories`. Of any
other every briefing has one, the founder too, so that all of them can be taken apart again.
"""

import json
import sqlite3
from collections.abc import Iterable

from tui_reader.models import Mark, distinct
from tui_reader.records import names_text
from tui_reader.store.mark_rows import mark_from

MARK = "first_seen, read, starred, seen, own_tags, put_away"
"""The columns of a mark, here and in `stories`."""


class PartTable:
    """The briefings of stories that have several; always inside a transaction of the caller."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def of(self, story: int) -> list[Mark]:
        """The marks of all briefings of a story, the founder's first; none where it has one."""
        rows = self.database.execute(
            f"SELECT parts.identity, {_own(MARK)} FROM parts JOIN stories ON stories.id = story"
            " WHERE story = ? ORDER BY parts.identity <> stories.identity, parts.identity",
            (story,),
        )
        return [mark_from(row) for row in rows]

    def put(self, story: int, mark: Mark) -> None:
        """A briefing belongs to a story; the mark of one that is known stays as it is."""
        self.database.execute(
            f"INSERT INTO parts (identity, story, {MARK}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (identity) DO UPDATE SET story = excluded.story",
            (mark.key, story, int(mark.first_seen.timestamp()), *_state(mark)),
        )

    def reason(self, identity: str, evidence: str) -> None:
        """Note why a briefing is where it is."""
        self.database.execute(
            "UPDATE parts SET evidence = ? WHERE identity = ?", (evidence, identity)
        )

    def keep_earlier(self, identity: str) -> None:
        """Note which story the one goes on with that a briefing founded, before it is another's."""
        self.database.execute(
            "UPDATE parts SET earlier = (SELECT earlier FROM stories"
            " WHERE stories.identity = parts.identity) WHERE identity = ?",
            (identity,),
        )

    def restore_earlier(self, identity: str) -> None:
        """The story that a briefing founds again goes on with the one that was noted."""
        self.database.execute(
            "UPDATE stories SET earlier = coalesce("
            "(SELECT earlier FROM parts WHERE parts.identity = ?1), '') WHERE identity = ?1",
            (identity,),
        )

    def evidence(self, identity: str) -> str:
        """What was noted of that; "" for nothing."""
        row = self.database.execute(
            "SELECT evidence FROM parts WHERE identity = ?", (identity,)
        ).fetchone()
        return str(row[0]) if row else ""

    def move(self, identities: Iterable[str], story: int) -> None:
        """These briefings belong to another story now."""
        self.database.executemany(
            "UPDATE parts SET story = ? WHERE identity = ?",
            [(story, identity) for identity in identities],
        )

    def tidy(self, story: int) -> None:
        """Forget the founder where it is alone again."""
        self.database.execute(
            "DELETE FROM parts WHERE story = ?1 AND 1 = (SELECT count(*) FROM parts"
            " WHERE story = ?1) AND identity = (SELECT identity FROM stories WHERE id = ?1)",
            (story,),
        )

    def mark(self, marks: Iterable[Mark]) -> list[int]:
        """Copy marks into the briefings that are here; the stories of these."""
        wanted = {mark.key: mark for mark in marks}
        rows = self.database.execute(
            "SELECT identity, story FROM parts WHERE identity IN (SELECT value FROM json_each(?))",
            (json.dumps(list(wanted)),),
        ).fetchall()
        self.database.executemany(
            "UPDATE parts SET read = ?, starred = ?, seen = ?, own_tags = ?, put_away = ?"
            " WHERE identity = ?",
            [(*_state(wanted[identity]), identity) for identity, _ in rows],
        )
        return sorted({story for _, story in rows})


def united(key: str, marks: Iterable[Mark]) -> Mark:
    """The mark of a story, out of those of its briefings: what was done with one is done with it.

    Of a story that was read the outlets are those that were seen; any others have joined since.
    What is starred is not hidden by what joins it.
    """
    told = list(marks)
    seen = [mark for mark in told if mark.read] or told
    hidden = [mark.hidden for mark in told]
    return Mark(
        key=key,
        first_seen=min(mark.first_seen for mark in told),
        read=any(mark.read for mark in told),
        starred=any(mark.starred for mark in told),
        outlets=distinct(name for mark in seen for name in mark.outlets),
        tags=distinct(name for mark in told for name in mark.tags),
        hidden=all(hidden) or (any(hidden) and not any(mark.starred for mark in told)),
    )


def _state(mark: Mark) -> tuple[object, ...]:
    """What may change of a mark, in the order of the columns."""
    outlets, tags = names_text(mark.outlets), names_text(mark.tags)
    return mark.read, mark.starred, outlets, tags, mark.hidden


def _own(columns: str) -> str:
    """These columns of this table, where another has them too."""
    return ", ".join(f"parts.{name}" for name in columns.split(", "))
