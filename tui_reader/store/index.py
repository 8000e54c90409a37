"""`index.db`: what was loaded, in the order in which it is read. May be lost and built again.

Its tables are in `store.tables`; this is who writes them, `store.views` who reads them.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from tui_reader.errors import QueryError
from tui_reader.models import Mark, OutletRules, Source
from tui_reader.records import FileStamp, Loaded
from tui_reader.store import schema
from tui_reader.store.briefings import BriefingTable
from tui_reader.store.documents import SearchTable, Texts
from tui_reader.store.muting import MuteTable, read_rules
from tui_reader.store.notes import note, noted
from tui_reader.store.outlet_rules import rules_from, set_rules
from tui_reader.store.roots import RootTable
from tui_reader.store.schema import (
    ALL,
    INDEX_APPLICATION,
    MUTES,
    OUTLETS,
    check_pages,
    connect,
    ours,
)
from tui_reader.store.stories import StoryTable, facts_of_briefings
from tui_reader.store.tables import MIGRATIONS

T = TypeVar("T")


class Index:
    """The writing side of the index; reading is `store.views`."""

    def __init__(self, path: Path, *, drafts: bool | None = False) -> None:
        """`drafts` says whether they are listed; None leaves that to who writes."""
        self.path = path
        self.database = connect(path, INDEX_APPLICATION, MIGRATIONS)
        self.stories = StoryTable(self.database, drafts=bool(drafts))
        self.briefings = BriefingTable(self.database, self.stories)
        self.roots = RootTable(self.database)
        self.muting = MuteTable(self.database)
        with suppress(QueryError):  # of a version whose rules said more: they are set anew
            self.muting.rules = read_rules(json.loads(self.noted(MUTES) or "[]"))
        self.stories.muted_by = self.muting.by_facts
        self.stories.outlets = self.muting.outlets = rules_from(self.noted(OUTLETS))
        if drafts is not None and (self.noted("drafts") == "shown") != drafts:
            self._list_drafts()

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def check(self) -> None:
        """Read every page; StoreDamagedError if one is not sound."""
        check_pages(self.database, self.path)

    def set_roots(self, sources: Sequence[Source]) -> list[tuple[int, Path]]:
        """Make these the sources of the index; returns their numbers. Others lose their rows."""
        with self.transaction():
            names = self.roots.names()
            for story in self._stories_of(self.roots.set(sources)):
                self.briefings.refresh(*story)
            if others := self.roots.others(sources):
                self._drop_roots(others)
            self.muting.judge_renamed(names, self.roots.names())
            return self.roots.numbers()

    def root_paths(self, numbers: Iterable[int]) -> dict[int, str]:
        """The paths of the sources that have these numbers, as far as there are any."""
        with ours(self.path):
            return self.roots.paths(numbers)

    def set_failing(self, reasons: Mapping[str, str]) -> None:
        """Say of feeds, by the path of their source, why they fail; "" for those that do not."""
        with self.transaction():
            self.roots.set_failing(reasons)

    def add(self, batch: Sequence[Loaded], marks: dict[str, Mark], now: datetime | None) -> int:
        """Take in what became of some files; returns how many stories are new.

        `marks` has a mark for each of their briefings; `now` is when outlets join, if they may.
        """
        with self.transaction():
            known = self.briefings.known(batch)
            before = self._stories()
            for loaded in batch:
                self.briefings.place(loaded, known, marks, now)
            return max(0, self._stories() - before)  # what is muted now may have been there

    def retry_problems(self) -> None:
        """Have all problems looked at again: a full disk or a busy machine may be the reason."""
        with self.transaction():
            self.database.execute("UPDATE briefings SET mtime_ns = -1 WHERE problem IS NOT NULL")

    def add_kept(self, mark: Mark, root: str, content: str) -> None:
        """Take in a starred briefing that no file holds any more, unless the index has it."""
        with self.transaction():
            found = self.database.execute("SELECT id FROM roots WHERE path = ?", (root,)).fetchone()
            if found and self.stories.number(mark.key) is None:
                facts = facts_of_briefings([(found[0], content)], mark)
                story = self.stories.insert(facts)
                self.briefings.queue(facts)
                stamp = FileStamp(path="", root=found[0], mtime_ns=0, size=0, inode=0)
                self.briefings.insert(Loaded(stamp, content, identity=mark.key), story, None)

    def vanish(self, numbers: Sequence[int]) -> None:
        """The files of these briefings are gone: problems go with them, briefings stay readable."""
        rows = [(number,) for number in numbers]
        with self.transaction():
            self.database.executemany(
                "DELETE FROM briefings WHERE id = ? AND problem IS NOT NULL", rows
            )
            self.database.executemany("UPDATE briefings SET path = NULL WHERE id = ?", rows)

    def drop(self, identity: str) -> None:
        """Take a briefing out for good, from wherever it came."""
        with self.transaction():
            rows = self.database.execute(
                "SELECT id FROM briefings WHERE story = ? AND identity = ?",
                (self.stories.number(identity), identity),
            ).fetchall()
            self.drop_briefings([number for (number,) in rows])

    def drop_briefings(self, numbers: Sequence[int]) -> None:
        """Take briefings out for good; their stories are what the others say, or go too."""
        with self.transaction():
            held = "SELECT story FROM briefings WHERE id IN (SELECT value FROM json_each(?))"
            stories = self.database.execute(
                f"SELECT id FROM stories WHERE id IN ({held})", (json.dumps(list(numbers)),)
            ).fetchall()
            self.briefings.headlines.forget(numbers)
            self.database.executemany(
                "DELETE FROM briefings WHERE id = ?", [(number,) for number in numbers]
            )
            for (story,) in stories:
                self.briefings.refresh_or_drop(story, self.stories.marked(story))

    def catch_up(self, most: int, texts: Texts = lambda _: ()) -> int:
        """Make so many new and changed stories searchable; how many that were.

        `texts` gives what is kept of their articles beside the briefings.
        """
        with self.transaction():
            numbers = SearchTable(self.database, texts, self.stories.outlets).catch_up(most)
            self.muting.judge(numbers)
            return len(numbers)

    def search_anew(self, identities: Iterable[str]) -> None:
        """The words of these stories are others now."""
        with self.transaction():
            numbers = map(self.stories.number, identities)
            self.database.executemany(
                "INSERT OR IGNORE INTO unsearched VALUES (?)",
                [(number,) for number in numbers if number is not None],
            )

    def set_mutes(self, rules: Sequence[str], now: datetime) -> int:
        """Mute what these rules say, and nothing else; how many stories went or came back."""
        noted = json.dumps(rules)
        self.muting.rules, self.muting.now = read_rules(rules), int(now.timestamp())
        is_known = self.noted(MUTES) in {noted, None if noted == "[]" else noted}
        if is_known and not any(rule.has_times for rule in self.muting.rules):
            return 0
        with self.transaction():
            if not is_known:
                note(self.database, MUTES, noted)
            return self.muting.judge()

    def set_outlets(self, rules: OutletRules) -> int:
        """Obey what the reader says of outlets; how many stories went or came back by that."""
        if rules == (before := self.stories.outlets):
            return 0
        with self.transaction():
            set_rules(self.database, before, rules)
            self.stories.outlets = self.muting.outlets = rules
            return self.muting.judge()

    def apply(self, marks: Iterable[Mark], change: int) -> None:
        """Copy marks in; `change` is the number of the last of them."""
        with self.transaction():
            every = self.muting.has_states
            marked = self.stories.mark(marks)
            if numbers := [number for number, turned in marked if turned or every]:
                self.muting.judge(numbers)
            note(self.database, "change", str(change))

    def marks(self) -> list[Mark]:
        """The marks that were copied in: what can be saved of a lost `marks.db`."""
        with ours(self.path):
            identities = self.database.execute(
                "SELECT identity FROM stories UNION SELECT identity FROM parts"
            ).fetchall()
            return [self.stories.copy_of(identity) for (identity,) in identities]

    def copied(self, keys: Iterable[str]) -> dict[str, Mark]:
        """The copies of these marks; who builds an index and saves no marks has only these."""
        with ours(self.path):
            return {key: self.stories.copy_of(key) for key in keys}

    def applied(self) -> int:
        """The number of the last change of the marks that was copied in."""
        return int(self.noted("change") or 0)

    def note(self, name: str, value: str) -> None:
        """Remember a small thing that may be lost."""
        with self.transaction():
            note(self.database, name, value)

    def noted(self, name: str) -> str | None:
        """A small thing that was remembered, or None."""
        return noted(self.database, self.path, name)

    def content_of(self, identity: str) -> tuple[str, str] | None:
        """(path of the source, record as JSON) of a briefing."""
        with ours(self.path):
            row: tuple[str, str] | None = self.database.execute(
                "SELECT roots.path, content FROM briefings JOIN roots ON roots.id = root"
                " WHERE story = ? AND identity = ? ORDER BY briefings.id LIMIT 1",
                (self.stories.number(identity), identity),
            ).fetchone()
        return row

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction; the numbers of views that it makes are good only if it ends well."""
        with ours(self.path), schema.transaction(self.database):
            self.stories.forget()
            yield

    def _stories(self) -> int:
        """How many stories stand in a view."""
        total = self.database.execute("SELECT total FROM views WHERE id = ?", (ALL,)).fetchone()
        return int(total[0])

    def _drop_roots(self, roots: Sequence[int]) -> None:
        """Sources go with all they brought; stories of others too are what those say."""
        stories = self._stories_of(roots)
        self.database.execute(
            "DELETE FROM briefings WHERE root IN (SELECT value FROM json_each(?))",
            (json.dumps(roots),),
        )
        self.roots.drop(roots)
        for story, mark in stories:
            self.briefings.refresh_or_drop(story, mark)

    def _stories_of(self, roots: Sequence[int]) -> list[tuple[int, Mark]]:
        """The stories that these sources have told, each with its mark."""
        found = self.database.execute(
            "SELECT DISTINCT story FROM briefings"
            " WHERE story IS NOT NULL AND root IN (SELECT value FROM json_each(?))",
            (json.dumps(roots),),
        ).fetchall()
        return [(story, self.stories.marked(story)) for (story,) in found]

    def _list_drafts(self) -> None:
        """The wish to see drafts has changed: put them into their views, or take them out."""
        with self.transaction():
            for (number,) in self.database.execute(
                "SELECT id FROM stories WHERE draft <> 0"
            ).fetchall():
                self.stories.take_out(number)
                facts = facts_of_briefings(self.briefings.told(number), self.stories.marked(number))
                self.stories.place(number, facts)
                self.database.execute(
                    "UPDATE stories SET hidden = ?, muted = '' WHERE id = ?",
                    (self.stories.hides(facts), number),
                )
            note(self.database, MUTES, "")
            note(self.database, "drafts", "shown" if self.stories.drafts else "hidden")


def known_files(path: Path) -> dict[bytes, tuple[bytes, int, int, int, int]]:
    """For each file of an index: its path, its briefing's number, mtime_ns, size and inode."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
        rows = database.execute(
            "SELECT path, id, mtime_ns, size, inode FROM briefings WHERE path IS NOT NULL"
        )
        return {row[0]: row for row in rows}
