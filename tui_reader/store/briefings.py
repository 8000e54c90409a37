"""The rows of files and their briefings: what becomes of a file that is new, changed or gone."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from tui_reader.models import Mark
from tui_reader.records import FileStamp, Loaded
from tui_reader.store.headlines import HeadlineTable
from tui_reader.store.stories import Facts, StoryTable, facts_of_briefings, facts_of_loaded

T = TypeVar("T")


class KnownFile(NamedTuple):
    """A file that the index has: the number of its row, and the story it belongs to."""

    number: int
    story: int
    identity: str | None
    """None for a problem."""
    problem: str | None


Known = dict[bytes, KnownFile]


class BriefingTable:
    """Writes briefings, and keeps their stories what they say; in transactions of the caller."""

    def __init__(self, database: sqlite3.Connection, stories: StoryTable) -> None:
        self.database = database
        self.stories = stories
        self.headlines = HeadlineTable(database)

    def place(
        self, loaded: Loaded, known: Known, marks: dict[str, Mark], now: datetime | None
    ) -> None:
        """Take in what became of a file; `known` has what the index had of its batch.

        Without a path it is a briefing that no file holds.
        """
        path = os.fsencode(loaded.stamp.path) or None
        old = known.pop(path, None) if path else None
        if old and self._is_same(old, loaded, marks, now):
            return
        if old:  # the file says something else now; what it said stays readable
            self._detach(old.number, is_briefing=old.identity is not None)
        if loaded.problem:
            self.insert(loaded, None, path)
            return
        mark = marks[loaded.identity]
        story = self.stories.number(loaded.identity)
        if story is None:
            facts = facts_of_loaded(loaded, mark)
            story = self.stories.insert(facts)
            self.insert(loaded, story, path)
            self.queue(facts)
            return
        self._requeue(story, loaded, mark, now)
        self.database.execute(
            "DELETE FROM briefings WHERE story = ? AND path IS NULL AND identity = ?",
            (story, loaded.identity),
        )
        self.insert(loaded, story, path)
        self.refresh(story, mark, now)

    def _is_same(
        self, old: KnownFile, loaded: Loaded, marks: dict[str, Mark], now: datetime | None
    ) -> bool:
        """Whether a file holds what it held before, if maybe in other words; these are taken in."""
        numbers = _numbers(loaded.stamp)
        if loaded.identity and old.identity == loaded.identity:
            self._requeue(old.story, loaded, marks[loaded.identity], now)
            self.database.execute(
                "UPDATE briefings SET mtime_ns = ?, size = ?, inode = ?, content = ? WHERE id = ?",
                (*numbers, loaded.content, old.number),
            )
            self.refresh(old.story, marks[loaded.identity], now)
            return True
        if loaded.problem and old.problem == loaded.problem:
            self.database.execute(
                "UPDATE briefings SET mtime_ns = ?, size = ?, inode = ? WHERE id = ?",
                (*numbers, old.number),
            )
            return True
        return False

    def queue(self, facts: Facts) -> None:
        """Have a story looked for, for a briefing with these facts: see `store.grouping`."""
        self.database.execute(
            "INSERT OR IGNORE INTO unclustered VALUES (?, ?)", (facts.at, facts.mark.key)
        )

    def _requeue(self, story: int, loaded: Loaded, mark: Mark, now: datetime | None) -> None:
        """The same, if the briefing says something else than before; what it said is noted."""
        before = [
            content
            for (content,) in self.database.execute(
                "SELECT DISTINCT content FROM briefings WHERE story = ? AND identity = ?",
                (story, loaded.identity),
            )
        ]
        if loaded.content not in before:
            self.queue(facts_of_loaded(loaded, mark))
            if now is not None:
                self.headlines.note(before, loaded.content, now)

    def held(self, identity: str) -> list[Loaded]:
        """The rows of a briefing, each with what its file was like when it was read."""
        rows = self.database.execute(
            "SELECT path, root, mtime_ns, size, inode, content FROM briefings"
            " WHERE story = ? AND identity = ? ORDER BY id",
            (self.stories.number(identity), identity),
        )
        return [
            Loaded(FileStamp(os.fsdecode(path or b""), *numbers), content, identity=identity)
            for path, *numbers, content in rows
        ]

    def known(self, batch: Sequence[Loaded]) -> Known:
        """What the index has of the files of a batch, by path."""
        known: Known = {}
        for some in batched([os.fsencode(loaded.stamp.path) for loaded in batch], 500):
            rows = self.database.execute(
                "SELECT path, id, story, identity, problem FROM briefings"
                f" WHERE path IN ({','.join('?' * len(some))})",
                some,
            )
            known |= {row[0]: KnownFile(*row[1:]) for row in rows}
        return known

    def _detach(self, briefing: int, *, is_briefing: bool) -> None:
        if is_briefing:
            self.database.execute("UPDATE briefings SET path = NULL WHERE id = ?", (briefing,))
        else:
            self.database.execute("DELETE FROM briefings WHERE id = ?", (briefing,))

    def insert(self, loaded: Loaded, story: int | None, path: bytes | None) -> None:
        """A new row, with a briefing of a story, or with a problem."""
        problem = loaded.problem or None
        self.database.execute(
            "INSERT INTO briefings"
            " (root, story, path, mtime_ns, size, inode, problem, content, identity)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                loaded.stamp.root,
                story,
                path,
                *_numbers(loaded.stamp),
                problem,
                "" if problem else loaded.content,
                None if problem else loaded.identity,
            ),
        )

    def refresh(self, story: int, mark: Mark, now: datetime | None = None) -> None:
        """Make a story of what its briefings say now; without a time no outlet can have joined.

        `mark` is that of the story, or of one of its briefings.
        """
        mark = self.stories.with_others(story, mark)
        facts = facts_of_briefings(self.told(story), mark)
        self.stories.update(story, facts, now)

    def told(self, story: int) -> list[tuple[int, str]]:
        """(number of the source, content) of the briefings of a story, its founder's first."""
        return self.database.execute(
            "SELECT root, content FROM briefings WHERE story = ?1 ORDER BY"
            " identity IS NOT (SELECT identity FROM stories WHERE id = ?1), id",
            (story,),
        ).fetchall()

    def refresh_or_drop(self, story: int, mark: Mark, now: datetime | None = None) -> None:
        """A story that has lost briefings is what the others say, or goes."""
        if self.stories.holds(story):
            self.refresh(story, mark, now)
        else:
            self.stories.drop(story)


def _numbers(stamp: FileStamp) -> tuple[int, int, int]:
    return stamp.mtime_ns, stamp.size, stamp.inode


def batched(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The values in pieces of at most `size`."""
    return (values[start : start + size] for start in range(0, len(values), size))
