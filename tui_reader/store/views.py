"""What the list shows: the stories of a view, a page of rows, the counts, one story."""

import datetime as dt
import json
import os
from array import array
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from tui_reader.errors import NotFoundError
from tui_reader.models import (
    Problem,
    Row,
    Story,
    View,
    ViewCount,
    distinct,
    distinct_outlets,
    in_story_order,
    merged_articles,
    new_outlets,
)
from tui_reader.records import briefing_from
from tui_reader.store.earlier import earlier_than
from tui_reader.store.headlines import HeadlineTable
from tui_reader.store.listing import ByTime, Listing, OfProblems, Values
from tui_reader.store.notes import noted
from tui_reader.store.outlet_rules import as_shown, rules_from
from tui_reader.store.schema import (
    ALL,
    INDEX_APPLICATION,
    INDEX_VERSION,
    OUTLETS,
    STARRED,
    connect_reading,
    ours,
)

MAX_SOURCES = 2_000
MAX_CATEGORIES = 200
MAX_TAGS = 200
"""What the sources pane shows, the most used first: generators make tags by the thousand, and
there are lists of 36,000 feeds."""

RECENT = 5_000
"""Stories whose outlets are offered when one types a name."""
MAX_NAMES = 1_000


class Tally(NamedTuple):
    """What some stories are."""

    unread: int
    """Updated ones count as well."""
    starred: int


class Views:
    """The reading side of an index, on a connection of its own that never waits for a writer."""

    def __init__(self, path: Path) -> None:
        """Raises StoreError where there is no index that we understand."""
        self.path = path
        self.database = connect_reading(path, INDEX_APPLICATION, INDEX_VERSION)
        self.version = self._version()
        self.inode = path.stat().st_ino
        self.outlet_rules = rules_from(self.noted(OUTLETS))
        """What the reader says of outlets: rows and stories have the names that are shown."""

    def reopen(self) -> None:
        """The file was replaced: read the new one. Who still reads the old one may finish."""
        self.database = connect_reading(self.path, INDEX_APPLICATION, INDEX_VERSION)
        self.version = self._version()
        self.inode = self.path.stat().st_ino
        self.take_outlet_rules()

    def take_outlet_rules(self) -> None:
        """Obey what the index says of outlets now."""
        self.outlet_rules = rules_from(self.noted(OUTLETS))

    def close(self) -> None:
        """Close the connection."""
        self.database.close()

    def has_changed(self) -> bool:
        """Whether another connection has written since this was asked last."""
        with suppress(OSError):
            if self.path.stat().st_ino != self.inode:  # it was damaged, and is built anew
                self.reopen()
                return True
        before, self.version = self.version, self._version()
        if before != self.version:
            self.take_outlet_rules()
        return before != self.version

    # Which stories ---------------------------------------------------------------------------

    def listing(self, view: View, midnight: dt.datetime, now: dt.datetime | None = None) -> Listing:
        """The stories of a view; `now` is what the times of a query are counted from, if given.

        Raises QueryError for a search that is not understood.
        """
        if view.kind == "problems":
            return OfProblems(self._ask)
        if view.kind == "search":
            from tui_reader.query import read_query
            from tui_reader.store.search import listing

            query = read_query(view.name)
            with ours(self.path):
                seconds = int((now or midnight).timestamp())
                return listing(query, self.database, self._ask, seconds)
        if view.kind == "unread":
            return ByTime(self._ask, "stories", "id", "read = 0 AND hidden = 0", {})
        if view.kind == "muted":
            where = "muted = :rule" if view.name else "muted <> ''"
            return ByTime(self._ask, "stories", "id", where, {"rule": view.name})
        where = "view = :view"
        values: dict[str, object] = {"view": self._view_number(view)}
        if view.kind == "today":
            where += " AND at >= :midnight"
            values["midnight"] = int(midnight.timestamp())
        return ByTime(self._ask, "members", "story", where, values)

    def find(self, identity: str) -> int:
        """The number of the story whose id begins so; NotFoundError if none or several do."""
        found = self._numbers(
            "SELECT id FROM stories WHERE identity >= :id AND identity < :id || '~'"
            " UNION SELECT story FROM parts WHERE identity >= :id AND identity < :id || '~'"
            " LIMIT 2",
            {"id": identity},
        )
        if len(found) != 1:
            what = "several stories have" if found else "no story has"
            raise NotFoundError(f"{what} the id {identity!r}; `tui-reader list` shows the ids")
        return found[0]

    # What they are ---------------------------------------------------------------------------

    def rows(self, numbers: Iterable[int]) -> list[Row]:
        """The rows of these stories, in the order asked for; those that are gone are left out."""
        wanted = list(numbers)
        with ours(self.path):
            found = self.database.execute(
                "SELECT id, headline, outlets, at, read, starred, joined FROM stories"
                " WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(wanted),),
            )
            by_number = {row[0]: _row(row) for row in found}
        rows = [by_number[number] for number in wanted if number in by_number]
        if not (rules := self.outlet_rules).renamed:
            return rows
        return [row._replace(outlets=rules.shown(row.outlets)) for row in rows]

    def problem(self, number: int) -> Problem:
        """One file that could not be used; its path is not cleaned."""
        for _, problem in self.problems([number]):
            return problem
        raise NotFoundError("this problem is gone")

    def problems(self, numbers: Iterable[int]) -> list[tuple[int, Problem]]:
        """These files that could not be used, by path; those that are gone are left out."""
        with ours(self.path):
            rows = self.database.execute(
                "SELECT id, path, problem FROM problems"
                " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY path",
                (json.dumps(list(numbers)),),
            )
            return [
                (number, Problem(path=os.fsdecode(path), reason=reason))
                for number, path, reason in rows
            ]

    def story(self, number: int) -> Story:
        """One story with all that its briefings say."""
        with ours(self.path):
            row = self.database.execute(
                "SELECT identity, headline, at, first_seen, updated, read, starred, seen,"
                " own_tags, muted"
                " FROM stories WHERE id = ?",
                (number,),
            ).fetchone()
            held = self.database.execute(
                "SELECT content, roots.name FROM briefings JOIN roots ON roots.id = root"
                " WHERE story = ? ORDER BY identity IS NOT ?, briefings.id",
                (number, row and row[0]),
            ).fetchall()
            if row is None or not held:  # it may become part of another between the two questions
                raise NotFoundError("this story is gone")
            story = _story(number, row, held)
            former = HeadlineTable(self.database).of([one.url for one in story.articles])
            earlier = earlier_than(self.database, number)
        story = story._replace(former=former, earlier=tuple(self.rows(earlier)))
        return as_shown(story, self.outlet_rules)

    def counts(self, midnight: dt.datetime) -> list[ViewCount]:
        """The fixed views, the sources, then categories and tags; of each the largest first."""
        with ours(self.path):
            fixed = self.database.execute(
                "SELECT kind, total, unread FROM views WHERE id IN (?, ?) ORDER BY id",
                (ALL, STARRED),
            ).fetchall()
            sources = self.database.execute(
                "SELECT roots.name, coalesce(total, 0), coalesce(unread, 0), failing"
                " FROM roots LEFT JOIN views"
                " ON kind = 'source' AND views.name = CAST(roots.id AS TEXT)"
                " ORDER BY failing = '' AND total IS NULL, total DESC, roots.name LIMIT ?",
                (MAX_SOURCES,),
            ).fetchall()
            named = [
                (kind, *row)
                for kind, limit in (("category", MAX_CATEGORIES), ("tag", MAX_TAGS))
                for row in self.database.execute(
                    "SELECT name, total, unread FROM views WHERE kind = ? AND total > 0"
                    " ORDER BY total DESC, name LIMIT ?",
                    (kind, limit),
                )
            ]
            muted = self.database.execute(
                "SELECT muted, count(*) FROM stories WHERE muted <> '' GROUP BY muted"
            ).fetchall()
        (_, _, unread), *_ = fixed
        counts = [("unread", "", unread, unread), *((kind, "", *row) for kind, *row in fixed)]
        counts.append(self._today(midnight))
        counts.append(("problems", "", OfProblems(self._ask).total(), 0))
        return [
            *(_count(*row) for row in counts),
            *(_count("source", *row) for row in sources),
            *(_count(*row) for row in named),
            *(_count("muted", rule, total, 0) for rule, total in muted),
        ]

    def noted(self, name: str) -> str | None:
        """A small thing that the writing side remembers, or None."""
        return noted(self.database, self.path, name)

    def is_searchable(self) -> bool:
        """Whether the words of all stories are known."""
        return self._one("SELECT 1 FROM unsearched LIMIT 1") is None

    def tally(self, numbers: Sequence[int]) -> Tally:
        """How many of these stories are unread, or updated, and how many are starred."""
        with ours(self.path):
            unread, starred = self.database.execute(
                "SELECT total(read = 0 OR joined > 0), total(starred) FROM stories"
                " WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(numbers)),),
            ).fetchone()
        return Tally(int(unread), int(starred))

    def names(self, field: str) -> list[str]:
        """The names that a field of a query may have, the most used first."""
        with ours(self.path):
            if field == "outlet":
                rows = self.database.execute(
                    "SELECT value, count(*) AS often FROM"
                    " (SELECT outlets FROM stories ORDER BY id DESC LIMIT ?), json_each(outlets)"
                    " GROUP BY value ORDER BY often DESC LIMIT ?",
                    (RECENT, MAX_NAMES),
                )
            elif field == "source":
                rows = self.database.execute("SELECT name FROM roots ORDER BY name")
            else:
                rows = self.database.execute(
                    "SELECT name FROM views WHERE kind = ? ORDER BY total DESC LIMIT ?",
                    (field, MAX_NAMES),
                )
            names = [str(row[0]) for row in rows]
        return [*self.outlet_rules.shown(names)] if field == "outlet" else names

    # Inside ----------------------------------------------------------------------------------

    def _version(self) -> int:
        return self._one("PRAGMA data_version") or 0

    def _today(self, midnight: dt.datetime) -> tuple[str, str, int, int]:
        total = self.listing(View(kind="today"), midnight).total()
        unread = self._one(
            "SELECT count(*) FROM stories WHERE read = 0 AND hidden = 0 AND at >= :midnight",
            {"midnight": int(midnight.timestamp())},
        )
        return "today", "", total, unread or 0

    def _view_number(self, view: View) -> int:
        """The number of a view that stories are members of; 0, which no view has, if none is."""
        if view.kind in {"all", "today"}:
            return ALL
        name: object = view.name
        if view.kind == "source":
            name = self._one("SELECT id FROM roots WHERE :name IN (name, path)", {"name": name})
        found = self._one(
            "SELECT id FROM views WHERE kind = :kind AND name = :name",
            {"kind": view.kind, "name": str(name or "")},
        )
        return found or 0

    def _ask(self, statement: str, values: Values) -> list[Any]:
        with ours(self.path):
            return self.database.execute(statement, values).fetchall()

    def _numbers(self, statement: str, values: Mapping[str, object]) -> "array[int]":
        with ours(self.path):
            return array("q", (row[0] for row in self.database.execute(statement, values)))

    def _one(self, statement: str, values: Mapping[str, object] | None = None) -> int | None:
        with ours(self.path):
            row = self.database.execute(statement, values or {}).fetchone()
        return None if row is None else row[0]


def _count(kind: str, name: str, total: int, unread: int, failing: str = "") -> ViewCount:
    return ViewCount(View(kind=kind, name=name), total, unread, failing)


def _row(row: tuple[int, str, str, int, int, int, int]) -> Row:
    number, headline, outlets, at, read, starred, joined = row
    return Row(
        number=number,
        headline=headline,
        outlets=tuple(json.loads(outlets)),
        when=_moment(at),
        read=bool(read),
        starred=bool(starred),
        joined=joined,
    )


def _story(
    number: int,
    row: tuple[str, str, int, int, int | None, int, int, str, str, str],
    held: Sequence[tuple[str, str]],
) -> Story:
    identity, headline, at, first_seen, updated, read, starred, seen, tags, muted = row
    briefings = in_story_order(briefing_from(json.loads(content)) for content, _ in held)
    articles = merged_articles(briefings)
    joined = new_outlets(json.loads(seen), (article.outlet for article in articles))
    return Story(
        id=identity,
        number=number,
        headline=headline,
        briefings=briefings,
        articles=articles,
        when=_moment(at),
        first_seen=_moment(first_seen),
        updated=None if updated is None else _moment(updated),
        read=bool(read),
        starred=bool(starred),
        new_outlets=distinct_outlets(joined) if read else (),
        sources=distinct(source for _, source in held),
        own_tags=tuple(json.loads(tags)),
        muted=muted,
    )


def _moment(seconds: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(seconds, dt.UTC)
