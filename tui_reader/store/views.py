"""What the list shows: the stories of a view, a page of rows, the counts, one story."""

import datetime as dt
import json
import os
from array import array
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tui_reader.errors import NotFoundError
from tui_reader.models import Problem, Row, Story, View, ViewCount, distinct, merged_articles
from tui_reader.records import briefing_from
from tui_reader.store.schema import (
    ALL,
    INDEX_APPLICATION,
    INDEX_VERSION,
    STARRED,
    connect_reading,
    ours,
)

MAX_SOURCES = 2_000
MAX_CATEGORIES = 200
MAX_TAGS = 200
"""What the sources pane shows, the most used first: generators make tags by the thousand, and
there are lists of 36,000 feeds."""


class Query(NamedTuple):
    """The part of a SELECT that says which stories stand in a view, and in which order."""

    table: str
    number: str
    """The column that holds the story's number."""
    where: str
    values: dict[str, object]

    @property
    def select(self) -> str:
        """The numbers, in no order yet."""
        return f"SELECT {self.number} FROM {self.table} WHERE {self.where}"

    @property
    def counting(self) -> str:
        """How many there are."""
        return f"SELECT count(*) FROM {self.table} WHERE {self.where}"

    @property
    def unread(self) -> str:
        """Which of them are unread."""
        return f"(SELECT read FROM stories s WHERE s.id = {self.number}) = 0"

    def order(self, *, backwards: bool = False) -> str:
        """The order of the list: the youngest first, and of the same second the first loaded."""
        if self.table == "problems":
            return "ORDER BY path"
        if backwards:
            return f"ORDER BY at, {self.number} DESC"
        return f"ORDER BY at DESC, {self.number}"

    def beyond(self, *, backwards: bool = False) -> str:
        """Which of them come after (or before) the story :number, whose time is :at."""
        later, more = (">", "<") if backwards else ("<", ">")
        return f"(at {later} :at OR (at = :at AND {self.number} {more} :number))"


class Views:
    """The reading side of an index, on a connection of its own that never waits for a writer."""

    def __init__(self, path: Path) -> None:
        """Raises StoreError where there is no index that we understand."""
        self.path = path
        self.database = connect_reading(path, INDEX_APPLICATION, INDEX_VERSION)
        self.version = self._version()
        self.inode = path.stat().st_ino

    def reopen(self) -> None:
        """The file was replaced: read the new one. Who still reads the old one may finish."""
        self.database = connect_reading(self.path, INDEX_APPLICATION, INDEX_VERSION)
        self.version = self._version()
        self.inode = self.path.stat().st_ino

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
        return before != self.version

    # Which stories ---------------------------------------------------------------------------

    def numbers(self, view: View, midnight: dt.datetime, keep: Sequence[int] = ()) -> "array[int]":
        """The stories of a view, in order, 8 bytes each; `keep` stay in Unread although read."""
        query = self._query(view, midnight)
        if not keep or view.kind != "unread":
            return self._numbers(f"{query.select} {query.order()}", query.values)
        kept = "SELECT id, at FROM stories WHERE id IN (SELECT value FROM json_each(:keep))"
        unread = query.select.replace("SELECT id", "SELECT id, at")
        return self._numbers(
            f"SELECT id FROM ({unread} UNION {kept}) {query.order()}",
            {"keep": json.dumps(list(keep))},
        )

    def page(self, view: View, start: int, length: int, midnight: dt.datetime) -> "array[int]":
        """Some of the stories of a view, by their place in it."""
        query = self._query(view, midnight)
        values = {**query.values, "length": length, "start": start}
        return self._numbers(f"{query.select} {query.order()} LIMIT :length OFFSET :start", values)

    def total(self, view: View, midnight: dt.datetime) -> int:
        """How many stories a view has."""
        query = self._query(view, midnight)
        return self._one(query.counting, query.values) or 0

    def place(self, view: View, number: int, midnight: dt.datetime) -> int:
        """How many stories of a view come before this one, which need not be in it."""
        query = self._query(view, midnight)
        values = {**query.values, "at": self._time(number), "number": number}
        return self._one(f"{query.counting} AND {query.beyond(backwards=True)}", values) or 0

    def next_unread(
        self, view: View, number: int, midnight: dt.datetime, *, forward: bool
    ) -> int | None:
        """The nearest unread story of a view after (or before) one; from the other end if none."""
        if view.kind == "problems":
            return None
        query = self._query(view, midnight)
        values = {**query.values, "at": self._time(number), "number": number}
        unread = f"{query.select} AND {query.unread} AND {query.number} <> :number"
        first = f"{query.order(backwards=not forward)} LIMIT 1"
        beyond = self._one(f"{unread} AND {query.beyond(backwards=not forward)} {first}", values)
        return beyond if beyond is not None else self._one(f"{unread} {first}", values)

    def unread(self, view: View, midnight: dt.datetime) -> "array[int]":
        """The stories of a view that marking all of them read would change: updated ones too."""
        if view.kind == "problems":
            return array("q")
        query = self._query(view, midnight)
        new = f"(SELECT read = 0 OR joined > 0 FROM stories s WHERE s.id = {query.number})"
        return self._numbers(f"{query.select} AND {new} {query.order()}", query.values)

    def find(self, identity: str) -> int:
        """The number of the story whose id begins so; NotFoundError if none or several do."""
        found = self._numbers(
            "SELECT id FROM stories WHERE identity >= :id AND identity < :id || '~' LIMIT 2",
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
        return [by_number[number] for number in wanted if number in by_number]

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
                "SELECT identity, headline, at, first_seen, updated, read, starred, seen"
                " FROM stories WHERE id = ?",
                (number,),
            ).fetchone()
            held = self.database.execute(
                "SELECT content, roots.name FROM briefings JOIN roots ON roots.id = root"
                " WHERE story = ? ORDER BY briefings.id",
                (number,),
            ).fetchall()
        if row is None:
            raise NotFoundError("this story is gone")
        return _story(number, row, held)

    def identities(self, numbers: Sequence[int]) -> list[tuple[str, tuple[str, ...]]]:
        """The identity and the outlets of some stories: what a mark needs."""
        with ours(self.path):
            rows = self.database.execute(
                "SELECT identity, outlets FROM stories"
                " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
                (json.dumps(list(numbers)),),
            )
            return [(identity, tuple(json.loads(outlets))) for identity, outlets in rows]

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
        (_, _, unread), *_ = fixed
        counts = [("unread", "", unread, unread), *((kind, "", *row) for kind, *row in fixed)]
        counts.append(self._today(midnight))
        counts.append(("problems", "", self.total(View(kind="problems"), midnight), 0))
        return [
            *(_count(*row) for row in counts),
            *(_count("source", *row) for row in sources),
            *(_count(*row) for row in named),
        ]

    # Inside ----------------------------------------------------------------------------------

    def _version(self) -> int:
        return self._one("PRAGMA data_version") or 0

    def _today(self, midnight: dt.datetime) -> tuple[str, str, int, int]:
        total = self.total(View(kind="today"), midnight)
        unread = self._one(
            "SELECT count(*) FROM stories WHERE read = 0 AND hidden = 0 AND at >= :midnight",
            {"midnight": int(midnight.timestamp())},
        )
        return "today", "", total, unread or 0

    def _query(self, view: View, midnight: dt.datetime) -> Query:
        if view.kind == "problems":
            return Query(table="problems", number="id", where="true", values={})
        if view.kind == "unread":
            return Query(table="stories", number="id", where="read = 0 AND hidden = 0", values={})
        where = "view = :view"
        values: dict[str, object] = {"view": self._view_number(view)}
        if view.kind == "today":
            where += " AND at >= :midnight"
            values["midnight"] = int(midnight.timestamp())
        return Query(table="members", number="story", where=where, values=values)

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

    def _time(self, number: int) -> int:
        return self._one("SELECT at FROM stories WHERE id = :number", {"number": number}) or 0

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
    row: tuple[str, str, int, int, int | None, int, int, str],
    held: Sequence[tuple[str, str]],
) -> Story:
    identity, headline, at, first_seen, updated, read, starred, seen = row
    briefings = tuple(briefing_from(json.loads(content)) for content, _ in held)
    articles = merged_articles(briefings)
    known = set(json.loads(seen))
    joined = distinct(article.outlet for article in articles if article.outlet not in known)
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
        new_outlets=joined if read else (),
        sources=distinct(source for _, source in held),
    )


def _moment(seconds: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(seconds, dt.UTC)
